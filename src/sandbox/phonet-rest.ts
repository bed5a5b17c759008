import { Router, type RouterContext } from "@koa/router";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { equalConstantTime } from "../lib/hmac.ts";
import { readJson } from "./pbx-body.ts";
import { dashed, noPbx, type Entry, type Pbx } from "./pbx-row.ts";
import type { Accounts, PhonetAccount } from "./provider-accounts.ts";
import { giveRecording, type Keeping, type Side } from "./recording-router.ts";

const login = z.object({ domain: z.string(), apiKey: z.string() });
const call = z.object({
  legExt: z.string().regex(/^\d{1,6}$/),
  otherLegNum: z.string().regex(/^\+\d{6,15}$/),
});
const period = z.object({
  timeFrom: z.coerce.number().int().positive(),
  timeTo: z.coerce.number().int().positive(),
  limit: z.coerce.number().int().min(1).max(50).optional(),
  offset: z.coerce.number().int().min(0).optional(),
  directions: z.union([z.string(), z.array(z.string())]).optional(),
});
type Period = z.infer<typeof period>;

/** The REST of a Phonet account: `authorize` gives a cookie for the right key, everything else wants it and answers 403 without. */
export function phonetRest({
  accounts,
  pbx = noPbx,
  shelf,
  services,
}: { accounts: Accounts; pbx?: Pbx } & Keeping): Router {
  const router = new Router({ prefix: "/sandbox/phonet/rest" });
  const sessions = new Map<string, string>();
  const accountOf = (ctx: RouterContext) =>
    accounts.phonet(sessions.get(ctx.cookies.get("JSESSIONID") ?? "") ?? "");
  const withAccount = (
    path: string,
    answer: (account: PhonetAccount, ctx: RouterContext) => void | Promise<void>,
  ) =>
    router.get(path, async (ctx) => {
      const account = accountOf(ctx);
      if (account) await answer(account, ctx);
      else forbid(ctx);
    });

  router.post("/security/authorize", async (ctx) => {
    const asked = await readJson(ctx, login);
    if (!asked) return;
    const account = accounts.phonet(asked.domain);
    if (!account || !equalConstantTime(account.apiKey, asked.apiKey)) return forbid(ctx);
    const session = randomBytes(16).toString("hex").toUpperCase();
    sessions.set(session, account.domain);
    ctx.set("set-cookie", `JSESSIONID=${session}; Path=/`);
    ctx.body = {};
  });
  withAccount("/users", ({ employees }, ctx) => {
    ctx.body = employees.map(({ ext, name }) => ({
      id: 900 + Number(ext),
      displayName: name,
      ext,
      email: `${ext}@demo.example`,
    }));
  });
  withAccount("/calls/company.api", (account, ctx) => {
    const asked = period.safeParse(ctx.query);
    ctx.status = asked.success ? 200 : 400;
    ctx.body = asked.success
      ? rowsIn(pbx.rows(account), asked.data)
      : { error: z.prettifyError(asked.error) };
  });
  router.post("/user/makeCall", async (ctx) => {
    const account = accountOf(ctx);
    if (!account) return forbid(ctx);
    const asked = await readJson(ctx, call);
    if (!asked) return;
    if (!account.employees.some(({ ext }) => ext === asked.legExt))
      return refuse(ctx, "unknown legExt");
    const made = await pbx.callBack(account, { ext: asked.legExt, phone: asked.otherLegNum });
    ctx.body = { uuid: dashed(made) };
  });
  withAccount("/public/calls/:uuid/audio", ({ domain }, ctx) => {
    const { id, side } = heardAs(ctx.params["uuid"] ?? "");
    const [recorded = null] = shelf.find(domain, id);
    return giveRecording(ctx, services, { recorded, side });
  });
  withAccount("/calls/active/v3", (_, ctx) => {
    ctx.body = [];
  });
  return router;
}

/** "…-rx" is what came from the employee's device, "…-tx" what went there; a uuid comes with dashes or without. */
function heardAs(uuid: string): { id: string; side: Side } {
  const [, id = "", channel = ""] = /^(.*?)(-rx|-tx)?$/.exec(uuid) ?? [];
  const sides: Record<string, Side> = { "-rx": "employee", "-tx": "client" };
  return { id: id.replaceAll("-", ""), side: sides[channel] ?? "both" };
}

function rowsIn(entries: readonly Entry[], { timeFrom, timeTo, ...page }: Period): object[] {
  const { offset = 0, limit = 50 } = page;
  return entries
    .filter(({ endsAt }) => endsAt >= timeFrom && endsAt <= timeTo)
    .toSorted((a, b) => b.endsAt - a.endsAt)
    .slice(offset, offset + limit)
    .map(({ row }) => row);
}

function refuse(ctx: RouterContext, error: string): void {
  ctx.status = 400;
  ctx.body = { error };
}

function forbid(ctx: RouterContext): void {
  ctx.status = 403;
  ctx.body = { error: "Forbidden" };
}
