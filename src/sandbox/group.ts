import { randomInt } from "node:crypto";
import { chatOf, Impossible, personOf } from "./cast.ts";
import { addTopic } from "./chat-methods.ts";
import { placeOf } from "./chat.ts";
import type { Chat } from "./chat.ts";
import { moveBot } from "./membership.ts";
import { botUser, personUser } from "./person.ts";
import type { Bot, Person } from "./person.ts";
import { postService } from "./post.ts";
import type { World } from "./world.ts";

const ICON_COLOR = 7_322_096;

type NewChat = {
  title: string;
  type?: "group" | "supergroup" | undefined;
  forum?: boolean | undefined;
  members: number[];
};

export function addChat(world: World, { title, type, forum = false, members }: NewChat): Chat {
  for (const id of members) personOf(world, id);
  const kind = forum ? "supergroup" : (type ?? "group");
  const id = freshChatId(world, kind);
  return world.saveChat({
    key: String(id),
    id,
    type: kind,
    title,
    is_forum: forum,
    topics: [],
    members,
    bots: [],
  });
}

function freshChatId(world: World, type: "group" | "supergroup"): number {
  for (;;) {
    const id =
      type === "group"
        ? -randomInt(4_100_000_000, 4_999_999_999)
        : -1_000_000_000_000 - randomInt(1_000_000_000, 3_999_999_999);
    if (!world.chats.has(String(id))) return id;
  }
}

function groupOf(world: World, key: string): Chat {
  const chat = chatOf(world, key);
  if (chat.type === "private") throw new Impossible("a private chat has no such action");
  if (chat.migratedTo !== undefined) throw new Impossible(`the group became ${chat.migratedTo}`);
  return chat;
}

function ownerOf(chat: Chat): number {
  return chat.members[0] ?? 0;
}

/** Brings a bot in, or changes what it may do there. */
export function addBotToChat(
  world: World,
  key: string,
  bot: Bot,
  rights: { admin: boolean; muted?: boolean },
): Chat {
  const chat = groupOf(world, key);
  const inside = placeOf(chat, bot.id)?.status === "in";
  moveBot(world, chat, bot, { muted: false, ...rights, status: "in" }, ownerOf(chat));
  if (!inside) postService({ world }, chat, ownerOf(chat), { new_chat_members: [botUser(bot)] });
  return chat;
}

export function kickBot(world: World, key: string, bot: Bot): Chat {
  const chat = groupOf(world, key);
  if (placeOf(chat, bot.id)?.status !== "in") throw new Impossible("the bot is not in the chat");
  moveBot(world, chat, bot, { admin: false, status: "kicked" }, ownerOf(chat));
  postService({ world }, chat, ownerOf(chat), { left_chat_member: botUser(bot) });
  return chat;
}

export function addMember(world: World, key: string, person: Person): Chat {
  const chat = groupOf(world, key);
  if (chat.members.includes(person.id)) return chat;
  chat.members.push(person.id);
  world.saveChat(chat);
  postService({ world }, chat, person.id, { new_chat_members: [personUser(person)] });
  return chat;
}

export function rename(world: World, key: string, title: string): Chat {
  const chat = world.saveChat(Object.assign(groupOf(world, key), { title }));
  postService({ world }, chat, ownerOf(chat), { new_chat_title: title });
  return chat;
}

export function migrate(world: World, key: string): Chat {
  const old = groupOf(world, key);
  if (old.type === "supergroup") throw new Impossible("the chat is a supergroup already");
  const id = freshChatId(world, "supergroup");
  const bots = old.bots.map((place) => ({ ...place }));
  const fresh: Chat = {
    ...old,
    key: String(id),
    id,
    type: "supergroup",
    members: [...old.members],
    bots,
    topics: [],
  };
  delete fresh.pinned;
  world.saveChat(fresh);
  postService({ world }, old, ownerOf(old), { migrate_to_chat_id: id });
  world.saveChat(Object.assign(old, { migratedTo: id }));
  postService({ world }, fresh, ownerOf(old), { migrate_from_chat_id: old.id });
  return fresh;
}

export function removeChat(world: World, key: string): Chat {
  return world.saveChat(Object.assign(groupOf(world, key), { deleted: true }));
}

export function openTopic(world: World, key: string, name: string): number {
  const chat = groupOf(world, key);
  if (!chat.is_forum) throw new Impossible("the chat has no topics");
  return addTopic({ world }, chat, ownerOf(chat), { name, icon_color: ICON_COLOR });
}

export function shutTopic(world: World, key: string, id: number, closed: boolean): Chat {
  const chat = groupOf(world, key);
  const topic = chat.topics.find((one) => one.id === id);
  if (topic === undefined) throw new Impossible(`no topic ${id}`, 404);
  topic.closed = closed;
  world.saveChat(chat);
  postService(
    { world },
    chat,
    ownerOf(chat),
    closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} },
    id,
  );
  return chat;
}

export function renameTopic(world: World, key: string, id: number, name: string): Chat {
  const chat = groupOf(world, key);
  const topic = chat.topics.find((one) => one.id === id);
  if (topic === undefined) throw new Impossible(`no topic ${id}`, 404);
  topic.name = name;
  world.saveChat(chat);
  postService({ world }, chat, ownerOf(chat), { forum_topic_edited: { name } }, id);
  return chat;
}

export function deleteTopic(world: World, key: string, id: number): Chat {
  const chat = groupOf(world, key);
  if (!chat.topics.some((topic) => topic.id === id)) throw new Impossible(`no topic ${id}`, 404);
  for (const message of world.messages.get(chat.key) ?? []) {
    if (message.thread === id && !message.deleted) world.saveMessage({ ...message, deleted: true });
  }
  return world.saveChat(
    Object.assign(chat, { topics: chat.topics.filter((topic) => topic.id !== id) }),
  );
}
