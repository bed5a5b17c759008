import { Router, type RouterContext } from "@koa/router";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { equalConstantTime } from "../lib/hmac.ts";
import { readJson } from "./pbx-body.ts";
import type { Accounts, PhonetAccount } from "./provider-accounts.ts";

const login = z.object({ domain: z.string(), apiKey: z.string() });
const period = z.object({
  timeFrom: z.coerce.number().int().positive(),
  timeTo: z.coerce.number().int().positive(),
  limit: z.coerce.number().int().min(1).max(50).optional(),
  offset: z.coerce.number().int().min(0).optional(),
  directions: z.union([z.string(), z.array(z.string())]).optional(),
});

/** The REST of a Phonet account: `authorize` gives a cookie for the right key, everything else wants it and answers 403 without. */
export function phonetRest({ accounts }: { accounts: Accounts }): Router {
  const router = new Router({ prefix: "/sandbox/phonet/rest" });
  const sessions = new Map<string, string>();
  const withAccount = (
    path: string,
    answer: (account: PhonetAccount, ctx: RouterContext) => void,
  ) =>
    router.get(path, (ctx) => {
      const account = accounts.phonet(sessions.get(ctx.cookies.get("JSESSIONID") ?? "") ?? "");
      if (account) answer(account, ctx);
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
  withAccount("/calls/company.api", (_, ctx) => {
    const asked = period.safeParse(ctx.query);
    ctx.status = asked.success ? 200 : 400;
    ctx.body = asked.success ? [] : { error: z.prettifyError(asked.error) };
  });
  withAccount("/calls/active/v3", (_, ctx) => {
    ctx.body = [];
  });
  return router;
}

function forbid(ctx: RouterContext): void {
  ctx.status = 403;
  ctx.body = { error: "Forbidden" };
}
