import type { Chat } from "./chat.ts";
import type { Connection } from "./connection.ts";
import type { Bot, Person } from "./person.ts";
import type { World } from "./world.ts";

/** People, bots and chats as the control API shows them. */
export type PersonView = Omit<Person, "blocked"> & {
  /** Ids of the bots that this person blocked. */
  blocked: string[];
};
export type BotView = Pick<
  Bot,
  "id" | "username" | "first_name" | "privacy" | "commands" | "menuButtons"
> & {
  webhook: string | null;
  /** It asked to hear what is said in the accounts that it is connected to. */
  business: boolean;
};
export type ChatView = Pick<
  Chat,
  "key" | "id" | "type" | "title" | "is_forum" | "members" | "pinned"
> & {
  topics: { id: number; name: string; closed: boolean }[];
  bots: { id: number; admin: boolean }[];
  /** Nobody can write here any more: upgraded, deleted, or the bot is blocked. */
  unreachable?: true;
  migrated_to?: number;
};
export type State = {
  people: PersonView[];
  bots: BotView[];
  chats: ChatView[];
  /** Bots that answer in people's accounts. */
  connections: Connection[];
  now: number;
};

export function stateOf(world: World): State {
  return {
    people: [...world.people.values()].map(personView),
    bots: [...world.bots.values()].map(botView),
    chats: [...world.chats.values()].map((chat) => chatView(world, chat)),
    connections: [...world.connections.values()].filter(({ enabled }) => enabled),
    now: world.clock.now(),
  };
}

export function personView(person: Person): PersonView {
  return { ...person, blocked: person.blocked.map(String) };
}

export function botView({
  id,
  username,
  first_name,
  privacy,
  commands,
  menuButtons,
  webhook,
  allowedUpdates,
}: Bot): BotView {
  return {
    id,
    username,
    first_name,
    privacy,
    commands,
    menuButtons,
    webhook: webhook?.url ?? null,
    business: allowedUpdates?.includes("business_message") === true,
  };
}

export function chatView(world: World, chat: Chat): ChatView {
  const { key, id, type, title, is_forum, members, pinned, migratedTo } = chat;
  const inside = chat.bots.filter((place) => place.status === "in");
  const blocked =
    type === "private" &&
    inside.some((bot) => world.people.get(id)?.blocked.includes(bot.id) === true);
  return {
    key,
    id,
    type,
    ...(title === undefined ? {} : { title }),
    is_forum,
    topics: chat.topics.map((topic) => ({ id: topic.id, name: topic.name, closed: topic.closed })),
    members,
    bots: inside.map((bot) => ({ id: bot.id, admin: bot.admin })),
    ...(pinned === undefined ? {} : { pinned }),
    ...(blocked || migratedTo !== undefined || chat.deleted === true ? { unreachable: true } : {}),
    ...(migratedTo === undefined ? {} : { migrated_to: migratedTo }),
  };
}
