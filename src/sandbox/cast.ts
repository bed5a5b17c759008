import { randomBytes } from "node:crypto";
import { dialogueKey, newDialogue, newPrivateChat } from "./chat.ts";
import type { Chat } from "./chat.ts";
import { tellBlocked } from "./membership.ts";
import { newBot } from "./person.ts";
import type { Bot, Person } from "./person.ts";
import type { World } from "./world.ts";

export class Impossible extends Error {
  readonly status: 400 | 404;
  constructor(message: string, status: 400 | 404 = 400) {
    super(message);
    this.status = status;
  }
}

const FIRST_PERSON = 100_000_001;

const FIRST_BOT = 7_000_000_001;

export function personOf(world: World, id: number): Person {
  const person = world.people.get(id);
  if (person === undefined) throw new Impossible(`no person ${id}`, 404);
  return person;
}

export function botOf(world: World, name: string | number): Bot {
  const bot = world.bot(name);
  if (bot === undefined) throw new Impossible(`no bot ${name}`, 404);
  return bot;
}

export function chatOf(world: World, key: string): Chat {
  const pair = /^p(\d+)-(.+)$/.exec(key);
  if (pair !== null) {
    const person = personOf(world, Number(pair[1]));
    const bot = botOf(world, pair[2] ?? "");
    return (
      world.privateChat(person.id, bot.id) ?? world.saveChat(newPrivateChat(person.id, bot.id))
    );
  }
  const two = /^u(\d+)-(\d+)$/.exec(key);
  if (two !== null) return dialogueOf(world, Number(two[1]), Number(two[2]));
  const chat = world.chats.get(key);
  if (chat === undefined) throw new Impossible(`no chat ${key}`, 404);
  return chat;
}

/** Two people's own chat, opened by whoever asks for it first. */
function dialogueOf(world: World, one: number, other: number): Chat {
  if (one === other) throw new Impossible("nobody has a chat with themselves here");
  const [a, b] = [personOf(world, one).id, personOf(world, other).id];
  return world.chats.get(dialogueKey(a, b)) ?? world.saveChat(newDialogue(a, b));
}

type NewPerson = {
  id?: number | undefined;
  first_name: string;
  username?: string | undefined;
  language_code?: string | undefined;
};

/** A new person, or new names for one with this id. */
export function addPerson(
  world: World,
  { id: given, first_name, username, language_code }: NewPerson,
): Person {
  const id = given ?? Math.max(FIRST_PERSON - 1, ...world.people.keys()) + 1;
  const known = world.people.get(id) ?? { id, language_code: "uk", blocked: [] };
  const names = {
    first_name,
    ...(username === undefined ? {} : { username }),
    ...(language_code === undefined ? {} : { language_code }),
  };
  return world.savePerson({ ...known, ...names });
}

export function addBot(
  world: World,
  fields: { username: string; first_name: string; token?: string | undefined },
): Bot {
  const fresh = Math.max(FIRST_BOT - 1, ...world.bots.keys()) + 1;
  const token = fields.token ?? `${fresh}:${randomBytes(26).toString("base64url")}`;
  const id = Number(token.split(":")[0]);
  const known = world.bots.get(id);
  const bot =
    known ?? newBot({ id, username: fields.username, first_name: fields.first_name, token });
  return world.saveBot(
    Object.assign(bot, { username: fields.username, first_name: fields.first_name, token }),
  );
}

export function setBlocked(world: World, person: Person, bot: Bot, blocked: boolean): Person {
  if (person.blocked.includes(bot.id) === blocked) return person;
  person.blocked = blocked
    ? [...person.blocked, bot.id]
    : person.blocked.filter((id) => id !== bot.id);
  tellBlocked(world, bot, person.id, blocked);
  const chat = world.privateChat(person.id, bot.id);
  if (chat !== undefined) world.saveChat(chat);
  return world.savePerson(person);
}
