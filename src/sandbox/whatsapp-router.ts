import { Router } from "@koa/router";
import { z } from "zod";
import { Impossible } from "./cast.ts";
import { postTo } from "./control-post.ts";
import { verified } from "./whatsapp-delivery.ts";
import type { WhatsappLimits } from "./whatsapp-limit.ts";
import { shown } from "./whatsapp-medium.ts";
import {
  accountFor,
  choose,
  echo,
  numberFor,
  rewrite,
  show,
  write,
  writeMany,
  type Stage,
} from "./whatsapp-saying.ts";
import { dialSchema, type Teller } from "./whatsapp-status.ts";
import { letterView, whatsappState } from "./whatsapp-view.ts";
import { chatKey } from "./whatsapp-world.ts";

const id = z.int().positive();
const place = { person: id, number: z.string().optional() };
const digits = z.string().regex(/^\d{7,15}$/);
const text = z.string().min(1).max(4096);
const copies = z.int().min(1).max(20).optional();

const shapes = {
  app: z.strictObject({
    id: z.string().default("demo"),
    secret: z.string().min(1),
    url: z.url(),
    /** Given: Meta checks the address first. */
    verify_token: z.string().optional(),
  }),
  number: z.strictObject({
    id: z.string().regex(/^\d{5,20}$/),
    phone: digits,
    name: z.string().min(1),
    token: z.string().min(1),
    app: z.string().default("demo"),
    owner: id.nullable().default(null),
  }),
  account: z.strictObject({
    person: id,
    name: z.string().min(1).optional(),
    username: z.string().nullable().optional(),
    phone: digits.optional(),
    user_id: z.string().optional(),
    hidden: z.boolean().optional(),
  }),
  say: z.strictObject({
    ...place,
    text,
    reply_to: z.string().optional(),
    ago_s: z.int().nonnegative().optional(),
    copies,
  }),
  press: z.strictObject({ ...place, message: z.string(), id: z.string() }),
  attach: z.strictObject({ ...place, what: shown }),
  echo: z.strictObject({ ...place, text }),
  edit: z.strictObject({ message: z.string(), text }),
  remove: z.strictObject({ message: z.string() }),
  batch: z.strictObject({
    number: z.string().optional(),
    messages: z
      .array(z.strictObject({ person: id, text }))
      .min(1)
      .max(1000),
    copies,
  }),
  place: z.strictObject(place),
};

export type WhatsappControl = Stage & {
  teller: Teller;
  limits: WhatsappLimits;
  typing: ReadonlyMap<string, number>;
};

/** Under /sandbox/api/whatsapp: what the page and the tests play customers, the owner and Meta's dashboard with. */
export function whatsappRouter(control: WhatsappControl): Router {
  const router = new Router({ prefix: "/sandbox/api/whatsapp" });
  const { world, teller, limits } = control;
  router.get("/", (ctx) => {
    ctx.body = { ...whatsappState(control), dial: teller.dial, limits: { ...limits.counts } };
  });
  router.get("/messages", (ctx) => {
    const person = Number(ctx.query["person"] ?? 0);
    const number = numberFor(control, numberAsked(ctx.query["number"]));
    const key = ctx.query["chat"] ?? chatKey(person, number.id);
    ctx.body = (world.chats.get(String(key)) ?? [])
      .slice(Number(ctx.query["after"] ?? 0))
      .map((letter) => letterView(world, letter));
  });
  dashboardRoutes(router, control);
  peopleRoutes(router, control);
  return router;
}

function numberAsked(asked: string | string[] | undefined): string | undefined {
  return typeof asked === "string" && asked !== "" ? asked : undefined;
}

function dashboardRoutes(router: Router, { world, teller }: WhatsappControl): void {
  const post = postTo(router, world);
  post("/apps", shapes.app, async ({ verify_token: token, ...app }) => {
    const checked = token === undefined ? null : await verified(app.url, token);
    if (checked !== null && "refused" in checked)
      throw new Impossible(
        `The callback URL or verify token couldn't be validated: ${checked.refused}`,
      );
    world.saveApp(app);
    return { id: app.id, url: app.url };
  });
  post("/numbers", shapes.number, (wish) => {
    const { token: _token, ...shownNumber } = world.saveNumber({
      ...wish,
      account: `1${wish.id.slice(1)}`,
    });
    return shownNumber;
  });
  post("/options", dialSchema, (wish) => teller.turn(wish));
}

function peopleRoutes(router: Router, control: WhatsappControl): void {
  const { world, teller } = control;
  const post = postTo(router, world);
  post("/people", shapes.account, ({ person, user_id: userId, ...wish }) => {
    const given = Object.entries({ ...wish, userId }).filter(([, value]) => value !== undefined);
    const account = { ...accountFor(control, person, wish.name), ...Object.fromEntries(given) };
    const { windows: _windows, ...shownAccount } = world.saveAccount(account);
    return shownAccount;
  });
  post("/say", shapes.say, (wish) => letterView(world, write(control, wish)));
  post("/press", shapes.press, (wish) => letterView(world, choose(control, wish)));
  post("/attach", shapes.attach, ({ what, ...wish }) =>
    letterView(world, show(control, { ...wish, ...what })),
  );
  post("/echo", shapes.echo, (wish) => letterView(world, echo(control, wish)));
  post("/edit", shapes.edit, (wish) => letterView(world, rewrite(control, wish)));
  post("/delete", shapes.remove, ({ message }) =>
    letterView(world, rewrite(control, { message, text: null })),
  );
  post("/batch", shapes.batch, (wish) =>
    writeMany(control, wish).map((letter) => letterView(world, letter)),
  );
  post("/seen", shapes.place, (wish) => {
    const number = numberFor(control, wish.number);
    const chat = world.chats.get(chatKey(wish.person, number.id)) ?? [];
    void teller.seen(chat);
  });
  post("/close", shapes.place, (wish) => {
    const number = numberFor(control, wish.number);
    const account = accountFor(control, wish.person);
    world.saveAccount({ ...account, windows: { ...account.windows, [number.id]: 0 } });
  });
}
