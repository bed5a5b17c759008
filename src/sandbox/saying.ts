import { randomInt } from "node:crypto";
import { announceBusiness, announceDeleted, sentJson } from "./business.ts";
import { chatOf, Impossible, personOf } from "./cast.ts";
import type { Chat } from "./chat.ts";
import { findEntities } from "./find-entities.ts";
import type { Content, Saved } from "./message.ts";
import { personUser } from "./person.ts";
import type { Person } from "./person.ts";
import { announce, queueUpdate } from "./update.ts";
import type { Answer, World } from "./world.ts";

export type Saying = {
  person: number;
  chat: string;
  text: string;
  thread?: number | undefined;
  reply_to?: number | undefined;
};

export function say(world: World, { text, ...saying }: Saying): Saved {
  if (text.trim() === "") throw new Impossible("an empty message");
  if (text.length > 4096) throw new Impossible("a message of more than 4096 characters");
  return utter(world, saying, textOf(text));
}

/** Says what is no text: a file, a picture, a sticker. */
export function show(world: World, saying: Omit<Saying, "text">, content: Content): Saved {
  return utter(world, saying, content);
}

export function shareContact(
  world: World,
  saying: Omit<Saying, "text">,
  contact: NonNullable<Content["contact"]>,
): Saved {
  return utter(world, saying, { contact });
}

function utter(
  world: World,
  { person, chat: key, thread, reply_to }: Omit<Saying, "text">,
  content: Content,
): Saved {
  const chat = speakable(world, key, personOf(world, person));
  if (reply_to !== undefined && world.message(chat.key, reply_to) === undefined)
    throw new Impossible(`no message ${reply_to}`, 404);
  const topic = chat.is_forum ? chat.topics.find(({ id }) => id === thread) : undefined;
  if (chat.is_forum && thread !== undefined && topic === undefined)
    throw new Impossible(`no topic ${thread}`, 404);
  const saved = world.saveMessage({
    chat: chat.key,
    id: world.nextMessageId(chat.key),
    from: person,
    date: world.seconds(),
    ...(topic === undefined ? {} : { thread: topic.id }),
    ...(reply_to === undefined ? {} : { replyTo: reply_to }),
    content,
    edits: 0,
    silent: false,
    deleted: false,
    service: false,
  });
  announce(world, saved);
  announceBusiness(world, saved);
  return saved;
}

function speakable(world: World, key: string, person: Person): Chat {
  const chat = chatOf(world, key);
  if (!chat.members.includes(person.id))
    throw new Impossible(`${person.first_name} is not in the chat`);
  if (chat.migratedTo !== undefined) throw new Impossible(`the group became ${chat.migratedTo}`);
  const blocked =
    chat.type === "private" && chat.bots.some(({ id }) => person.blocked.includes(id));
  if (blocked) throw new Impossible(`${person.first_name} blocked the bot`);
  return chat;
}

function textOf(text: string): Content {
  const entities = findEntities(text, []).toSorted((a, b) => a.offset - b.offset);
  return { text, ...(entities.length === 0 ? {} : { entities }) };
}

export function editSaid(
  world: World,
  {
    person,
    chat: key,
    message_id,
    text,
  }: { person: number; chat: string; message_id: number; text: string },
): Saved {
  const chat = speakable(world, key, personOf(world, person));
  const message = messageOf(world, chat, message_id);
  const isOwn = message.from === person && message.businessBot === undefined;
  if (!isOwn || message.content.text === undefined)
    throw new Impossible("only one's own text can be edited");
  const edited = world.saveMessage({
    ...message,
    content: textOf(text),
    editDate: world.seconds(),
    edits: message.edits + 1,
  });
  announce(world, edited, "edited_message");
  announceBusiness(world, edited, "edited_business_message");
  return edited;
}

export function deleteSaid(world: World, key: string, id: number): Saved {
  const gone = world.saveMessage({
    ...messageOf(world, chatOf(world, key), id),
    deleted: true,
  });
  announceDeleted(world, gone);
  return gone;
}

function messageOf(world: World, chat: Chat, id: number): Saved {
  const message = world.message(chat.key, id);
  if (message === undefined || message.deleted) throw new Impossible(`no message ${id}`, 404);
  return message;
}

export type Press = { person: number; chat: string; message_id: number; data: string };

export function press(
  world: World,
  { person: id, chat: key, message_id, data }: Press,
  waitMs: number,
): Promise<Answer | null> {
  const person = personOf(world, id);
  const chat = speakable(world, key, person);
  const message = messageOf(world, chat, message_id);
  const bot = world.bots.get(message.businessBot ?? message.from);
  const rows =
    message.markup !== undefined && "inline_keyboard" in message.markup
      ? message.markup.inline_keyboard
      : [];
  const button = rows.flat().find((one) => "callback_data" in one && one.callback_data === data);
  if (bot === undefined || button === undefined)
    throw new Impossible("the message has no such button");
  const query = String(randomInt(2 ** 40, 2 ** 47));
  const answer = new Promise<Answer | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), waitMs);
    const onAnswer = (given: Answer): void => {
      clearTimeout(timer);
      resolve(given);
    };
    world.queries.set(query, {
      id: query,
      bot: bot.id,
      person: id,
      at: world.clock.now(),
      answered: null,
      onAnswer,
    });
  });
  queueUpdate(world, bot, "callback_query", {
    id: query,
    from: personUser(person),
    message: sentJson(world, message),
    chat_instance: String(chat.id),
    data,
  });
  return answer.finally(() => world.queries.delete(query));
}
