import { Router } from "@koa/router";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { readJson } from "./pbx-body.ts";
import { deliveries } from "./pbx-delivery.ts";
import { callKinds, type Caller } from "./pbx-plot.ts";
import type { PbxRunner } from "./pbx-runner.ts";
import { dialects, providerOf, strangerOf, type Dialect } from "./pbx-script.ts";
import type { Account, Accounts } from "./provider-accounts.ts";
import { talkNamed, talks } from "./talk-list.ts";

export type PbxRouterDeps = {
  runner: PbxRunner;
  accounts: Accounts;
  /** Where the demo business takes this provider's hooks; null when there is none and the caller has to say. */
  hookAddress?: (provider: Dialect) => Promise<string | null> | string | null;
  /** Where this process is reached; the address that was asked when left out. */
  links?: () => string;
};

const wish = z.strictObject({
  provider: z.enum(dialects),
  kind: z.enum(callKinds),
  /** E.164, "hidden", or nothing for a number never seen before. */
  caller: z
    .string()
    .regex(/^(\+\d{6,15}|hidden)$/)
    .optional(),
  speed: z.union([z.literal(1), z.literal(10)]).default(1),
  delivery: z.enum(deliveries).default("in_order"),
  hook: z.url({ protocol: /^https?$/ }).optional(),
  /** Domain or key of a registered account; the provider's first when left out. */
  account: z.string().optional(),
  /** What is said when somebody answers; without it the talks take turns. */
  talk: z.enum(talks.map(({ name }) => name)).optional(),
});

/** `POST /sandbox/api/pbx` plays a call and answers `{run, total}` at once, `total` being the number of hooks; `GET` lists runs, newest first, with every hook's answer. */
export function pbxRouter({ runner, accounts, hookAddress, links }: PbxRouterDeps): Router {
  const router = new Router({ prefix: "/sandbox/api/pbx" });
  router.get("/", (ctx) => {
    ctx.body = { runs: runner.list() };
  });
  router.post("/", async (ctx) => {
    const asked = await readJson(ctx, wish);
    if (!asked) return;
    const account = accounts.of(providerOf(asked.provider), asked.account);
    const hook = asked.hook ?? (await hookAddress?.(asked.provider)) ?? null;
    if (!account || !hook) {
      ctx.status = 409;
      ctx.body = {
        error: account
          ? "no hook address: connect the provider first, or pass `hook`"
          : "no such account",
      };
      return;
    }
    const { kind, speed, delivery, provider: dialect } = asked;
    const caller = callerOf(account, asked.caller);
    const talk = talkNamed(asked.talk ?? "");
    const { run, total } = runner.start({
      kind,
      speed,
      delivery,
      account,
      dialect,
      hook,
      caller,
      links: `${links?.() ?? `${ctx.protocol}://${ctx.host}`}/sandbox/records`,
      ...(talk ? { talk } : {}),
    });
    ctx.body = { run, total };
  });
  return router;
}

function callerOf(account: Account, asked: string | undefined): Caller {
  if (asked === undefined) return strangerOf(randomBytes(5).toString("hex"));
  if (asked === "hidden") return { number: null, name: null };
  return {
    number: asked,
    name: account.contacts.find(({ number }) => number === asked)?.name ?? null,
  };
}
