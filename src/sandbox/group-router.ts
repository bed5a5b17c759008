import type { Router } from "@koa/router";
import { z } from "zod";
import { botOf, personOf } from "./cast.ts";
import { chatView } from "./control-view.ts";
import type { Post } from "./control-post.ts";
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
  }),
  topic: z.strictObject({ name: z.string().min(1).max(128) }),
  title: z.strictObject({ title: z.string().min(1).max(128) }),
  member: z.strictObject({ person: id }),
};

/** What can be done to a group. */
export function groupRoutes(router: Router, world: World, post: Post): void {
  const chatKey = (params: Record<string, string>): string => params["key"] ?? "";
  const topicId = (params: Record<string, string>): number => Number(params["id"]);
  post("/chats", shapes.chat, (wish) => chatView(world, addChat(world, wish)));
  post("/chats/:key/bots", shapes.bot, ({ bot, admin }, params) =>
    chatView(world, addBotToChat(world, chatKey(params), botOf(world, bot), admin)),
  );
  post("/chats/:key/migrate", null, (_wish, params) => ({
    id: migrate(world, chatKey(params)).id,
  }));
  post("/chats/:key/rename", shapes.title, ({ title }, params) =>
    chatView(world, rename(world, chatKey(params), title)),
  );
  post("/chats/:key/members", shapes.member, ({ person }, params) =>
    chatView(world, addMember(world, chatKey(params), personOf(world, person))),
  );
  post("/chats/:key/topics", shapes.topic, ({ name }, params) => ({
    id: openTopic(world, chatKey(params), name),
    name,
  }));
  post("/chats/:key/topics/:id/close", null, (_wish, params) =>
    chatView(world, shutTopic(world, chatKey(params), topicId(params), true)),
  );
  post("/chats/:key/topics/:id/reopen", null, (_wish, params) =>
    chatView(world, shutTopic(world, chatKey(params), topicId(params), false)),
  );

  router.delete("/chats/:key/bots/:bot", async (ctx) => {
    const chat = kickBot(world, chatKey(ctx.params), botOf(world, ctx.params["bot"] ?? ""));
    await world.settle();
    ctx.body = chatView(world, chat);
  });
  router.delete("/chats/:key/topics/:id", async (ctx) => {
    const chat = deleteTopic(world, chatKey(ctx.params), topicId(ctx.params));
    await world.settle();
    ctx.body = chatView(world, chat);
  });
  router.delete("/chats/:key", async (ctx) => {
    const chat = removeChat(world, chatKey(ctx.params));
    await world.settle();
    ctx.body = chatView(world, chat);
  });
}
