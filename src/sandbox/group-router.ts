import { z } from "zod";
import { botOf, personOf } from "./cast.ts";
import type { Chat } from "./chat.ts";
import { chatView } from "./control-view.ts";
import type { ChatView } from "./control-view.ts";
import type { Order, Post } from "./control-post.ts";
import {
  addBotToChat,
  addChat,
  addMember,
  deleteTopic,
  kickBot,
  migrate,
  openTopic,
  removeChat,
  rename,
  renameTopic,
  shutTopic,
} from "./group.ts";
import type { World } from "./world.ts";

const id = z.int().positive();
const shapes = {
  chat: z.strictObject({
    title: z.string().min(1),
    type: z.enum(["group", "supergroup"]).optional(),
    forum: z.boolean().optional(),
    members: z.array(id).min(1),
  }),
  bot: z.strictObject({
    bot: z.union([z.string(), z.number()]),
    admin: z.boolean().default(false),
    /** May read but not write. */
    muted: z.boolean().default(false),
  }),
  topic: z.strictObject({ name: z.string().min(1).max(128) }),
  title: z.strictObject({ title: z.string().min(1).max(128) }),
  member: z.strictObject({ person: id }),
};

/** What can be done to a group. */
export function groupRoutes(world: World, post: Post, order: Order): void {
  const view = (chat: Chat): ChatView => chatView(world, chat);
  post("/chats", shapes.chat, (wish) => view(addChat(world, wish)));
  order("delete", "/chats/:key", (params) => view(removeChat(world, chatKey(params))));
  order("post", "/chats/:key/migrate", (params) => ({ id: migrate(world, chatKey(params)).id }));
  post("/chats/:key/rename", shapes.title, ({ title }, params) =>
    view(rename(world, chatKey(params), title)),
  );
  post("/chats/:key/members", shapes.member, ({ person }, params) =>
    view(addMember(world, chatKey(params), personOf(world, person))),
  );
  post("/chats/:key/bots", shapes.bot, ({ bot, ...rights }, params) =>
    view(addBotToChat(world, chatKey(params), botOf(world, bot), rights)),
  );
  order("delete", "/chats/:key/bots/:bot", (params) =>
    view(kickBot(world, chatKey(params), botOf(world, params["bot"] ?? ""))),
  );
  post("/chats/:key/topics", shapes.topic, ({ name }, params) => ({
    id: openTopic(world, chatKey(params), name),
    name,
  }));
  post("/chats/:key/topics/:id/rename", shapes.topic, ({ name }, params) =>
    view(renameTopic(world, chatKey(params), topicId(params), name)),
  );
  order("delete", "/chats/:key/topics/:id", (params) =>
    view(deleteTopic(world, chatKey(params), topicId(params))),
  );
  order("post", "/chats/:key/topics/:id/close", (params) =>
    view(shutTopic(world, chatKey(params), topicId(params), true)),
  );
  order("post", "/chats/:key/topics/:id/reopen", (params) =>
    view(shutTopic(world, chatKey(params), topicId(params), false)),
  );
}

function chatKey(params: Record<string, string>): string {
  return params["key"] ?? "";
}

function topicId(params: Record<string, string>): number {
  return Number(params["id"]);
}
