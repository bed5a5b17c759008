import { Router } from "@koa/router";
import type { RouterContext } from "@koa/router";
import { z } from "zod";
import { attached, attachment } from "./attach.ts";
import { businessRoutes } from "./business-router.ts";
import { addBot, addPerson, botOf, chatOf, personOf, setBlocked } from "./cast.ts";
import { dialogueKey } from "./chat.ts";
import { commandsFor } from "./command-list.ts";
import { botView, personView, stateOf } from "./control-view.ts";
import { faultSchema } from "./fault.ts";
import type { Faults } from "./fault.ts";
import { groupRoutes } from "./group-router.ts";
import type { Limits } from "./limit.ts";
import { orderTo, postTo } from "./control-post.ts";
import type { Order, Post } from "./control-post.ts";
import type { RequestLog } from "./request-log.ts";
import { deleteSaid, editSaid, press, say, shareContact, show } from "./saying.ts";
import { rangeOf } from "./sound.ts";
import { serviceFaultSchema } from "./service-fault.ts";
import type { Services } from "./service-log.ts";
import type { Settings } from "./telegram.ts";
import { messageView } from "./view.ts";
import type { World } from "./world.ts";

export type Control = {
  world: World;
  limits: Limits;
  faults: Faults;
  log: RequestLog;
  settings: Settings;
  services?: Services;
  reset: () => void;
};

const ANSWER_MS = 15_000;
const id = z.int().positive();
const botName = z.union([z.string(), z.number()]);
/** A chat is named by its key, or a private one by person and bot, or by both its people. */
const place = {
  chat: z.union([z.string(), z.number()]).optional(),
  bot: botName.optional(),
  with: id.optional(),
};
const saying = { person: id, ...place, thread: id.optional(), reply_to: id.optional() };

const shapes = {
  person: z.strictObject({
    id: id.optional(),
    first_name: z.string().min(1),
    username: z.string().optional(),
    language_code: z.string().optional(),
  }),
  bot: z.strictObject({
    username: z.string().regex(/^\w{5,32}$/),
    first_name: z.string().min(1),
    token: z
      .string()
      .regex(/^[1-9]\d{0,15}:[\w-]+$/)
      .optional(),
    privacy: z.boolean().optional(),
  }),
  say: z.strictObject({ ...saying, text: z.string() }),
  attach: z.strictObject({ ...saying, what: attachment }),
  edit: z.strictObject({ person: id, ...place, message_id: id, text: z.string().min(1) }),
  remove: z.strictObject({ person: id.optional(), ...place, message_id: id }),
  contact: z.strictObject({
    ...saying,
    phone_number: z.string().optional(),
    first_name: z.string().optional(),
    user_id: id.optional(),
  }),
  press: z.strictObject({ person: id, ...place, message_id: id, data: z.string() }),
  block: z.strictObject({ person: id, bot: botName }),
  options: z.strictObject({
    latencyMs: z.int().nonnegative().optional(),
    limits: z.boolean().optional(),
  }),
};

/** The control API under /sandbox/api: what the page and the tests drive the stand-in with. */
export function controlRouter(control: Control): Router {
  const router = new Router({ prefix: "/sandbox/api" });
  const { world } = control;
  const post = postTo(router, world);
  const order = orderTo(router, world);
  router.get("/state", (ctx) => {
    ctx.body = stateOf(world);
  });
  post("/people", shapes.person, (wish) => personView(addPerson(world, wish)));
  order("post", "/people/:id/deactivate", (params) => {
    const person = personOf(world, Number(params["id"]));
    return personView(world.savePerson(Object.assign(person, { deactivated: true })));
  });
  post("/bots", shapes.bot, ({ privacy, ...fields }) => {
    const bot = addBot(world, fields);
    if (privacy !== undefined) world.saveBot(Object.assign(bot, { privacy }));
    return { ...botView(bot), token: bot.token };
  });
  groupRoutes(world, post, order);
  businessRoutes(router, world, post);
  sayingRoutes(world, post);
  observationRoutes(router, control);
  planRoutes(control, post, order);
  return router;
}

function sayingRoutes(world: World, post: Post): void {
  post("/say", shapes.say, (wish) =>
    messageView(world, say(world, { ...wish, chat: keyOf(wish) })),
  );
  post("/attach", shapes.attach, ({ what, ...wish }) => {
    const said = { ...wish, chat: keyOf(wish) };
    return messageView(world, show(world, said, attached(world, said.chat, what)));
  });
  post("/edit", shapes.edit, (wish) =>
    messageView(world, editSaid(world, { ...wish, chat: keyOf(wish) })),
  );
  post("/delete", shapes.remove, (wish) =>
    messageView(world, deleteSaid(world, keyOf(wish), wish.message_id)),
  );
  post("/contact", shapes.contact, (wish) => {
    const person = personOf(world, wish.person);
    const own = wish.phone_number === undefined || wish.user_id !== undefined;
    const contact = {
      phone_number: wish.phone_number ?? `38067${String(person.id).slice(-7).padStart(7, "0")}`,
      first_name: wish.first_name ?? person.first_name,
      ...(own ? { user_id: wish.user_id ?? person.id } : {}),
    };
    return messageView(world, shareContact(world, { ...wish, chat: keyOf(wish) }, contact));
  });
  post("/press", shapes.press, async (wish) => {
    const answer = await press(world, { ...wish, chat: keyOf(wish) }, ANSWER_MS);
    return { answered: answer !== null, ...answer };
  });
  post("/block", shapes.block, ({ person, bot }) =>
    personView(setBlocked(world, personOf(world, person), botOf(world, bot), true)),
  );
  post("/unblock", shapes.block, ({ person, bot }) =>
    personView(setBlocked(world, personOf(world, person), botOf(world, bot), false)),
  );
}

function observationRoutes(router: Router, { world, limits, log, services }: Control): void {
  router.get("/messages", (ctx) => {
    const chat = chatOf(world, asked(ctx, "chat"));
    const after = Number(asked(ctx, "after") || 0);
    ctx.body = (world.messages.get(chat.key) ?? [])
      .slice(after)
      .map((saved) => messageView(world, saved));
  });
  router.get("/commands", (ctx) => {
    const chat = chatOf(world, asked(ctx, "chat"));
    const person = personOf(world, Number(asked(ctx, "person") || chat.id));
    const inside = chat.bots
      .filter((bot) => bot.status === "in")
      .flatMap((bot) => world.bots.get(bot.id) ?? []);
    ctx.body = inside.map((bot) => ({
      bot: bot.id,
      username: bot.username,
      commands: commandsFor(bot, chat, person),
    }));
  });
  router.get("/files/:id", (ctx) => {
    const file = world.files.get(ctx.params["id"] ?? "");
    if (file === undefined) return;
    const isShown = /^(?:image\/(?:png|jpeg|gif|webp)|audio\/(?:mpeg|mp4|ogg|wav))$/.test(
      file.mime,
    );
    ctx.set({
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "accept-ranges": "bytes",
    });
    if (!isShown) ctx.attachment(file.name);
    ctx.type = isShown ? file.mime : "application/octet-stream";
    const bytes = Buffer.from(file.base64, "base64");
    const range = rangeOf(ctx.get("range"), bytes.length);
    if (range) {
      ctx.status = 206;
      ctx.set("content-range", `bytes ${range.from}-${range.to}/${bytes.length}`);
    }
    ctx.body = range ? bytes.subarray(range.from, range.to + 1) : bytes;
  });
  router.get("/requests", (ctx) => {
    ctx.body = log.after(Number(asked(ctx, "after") || 0));
  });
  router.get("/services", (ctx) => {
    ctx.body = services?.visits(Number(asked(ctx, "after") || 0)) ?? [];
  });
  router.get("/limits", (ctx) => {
    ctx.body = { ...limits.counts };
  });
}

function planRoutes(
  { faults, services, settings, reset }: Control,
  post: Post,
  order: Order,
): void {
  post("/faults", z.union([serviceFaultSchema, faultSchema]), (fault) => {
    const ofService = serviceFaultSchema.safeParse(fault);
    if (services && ofService.success) services.plant(ofService.data);
    else faults.add(faultSchema.parse(fault));
  });
  order("delete", "/faults", () => {
    faults.clear();
    services?.heal();
  });
  post("/options", shapes.options, ({ latencyMs, limits }) => {
    if (latencyMs !== undefined) settings.latencyMs = latencyMs;
    if (limits !== undefined) settings.limits = limits;
    return { ...settings };
  });
  order("post", "/reset", reset);
}

function keyOf({
  chat,
  bot,
  person,
  with: other,
}: {
  chat?: string | number | undefined;
  bot?: string | number | undefined;
  with?: number | undefined;
  person?: number | undefined;
}): string {
  if (chat !== undefined) return String(chat);
  return other === undefined ? `p${person}-${bot}` : dialogueKey(person ?? 0, other);
}

function asked(ctx: RouterContext, name: string): string {
  return String(ctx.query[name] ?? "");
}
