import { Router, type RouterContext } from "@koa/router";
import type { Clock } from "../lib/clock.ts";
import { equalConstantTime } from "../lib/hmac.ts";
import { restAuthorization, wallText } from "./novofon-signature.ts";
import type { Accounts, NovofonAccount } from "./provider-accounts.ts";

const MOUNT = "/sandbox/novofon";
/** Stands in for the number of the PBX that Zadarma shows beside its extensions. */
const PBX_ID = 499499;

export type NovofonRestDeps = { accounts: Accounts; clock: Clock };

/** The REST calls of api.novofon.com that the product makes; every one is signed, and a trailing slash belongs to the path. */
export function novofonRest({ accounts, clock }: NovofonRestDeps): Router {
  const router = new Router({ prefix: MOUNT, strict: true });
  const signed = (path: string, answer: (account: NovofonAccount) => object) =>
    router.get(path, (ctx) => {
      const account = accountOf(ctx, accounts);
      ctx.status = account ? 200 : 401;
      ctx.body = account
        ? { status: "success", ...answer(account) }
        : { status: "error", message: "Not authorized" };
    });

  signed("/v1/info/timezone/", ({ timezone }) => {
    const now = clock.now();
    return {
      unixtime: Math.floor(now / 1000),
      datetime: wallText(now, timezone),
      timezone: offsetText(now, timezone),
    };
  });
  signed("/v1/pbx/internal/", ({ employees }) => ({
    pbx_id: PBX_ID,
    numbers: employees.map(({ ext }) => Number(ext)),
  }));
  signed("/v1/pbx/callinfo/", () => ({ url: "", notifications: switchedOff }));
  router.all("/*rest", (ctx) => {
    ctx.status = 404;
    ctx.body = { status: "error", message: "Not found" };
  });
  return router;
}

const switchedOff = {
  notify_start: "false",
  notify_internal: "false",
  notify_end: "false",
  notify_out_start: "false",
  notify_out_end: "false",
  notify_answer: "false",
};

function accountOf(ctx: RouterContext, accounts: Accounts): NovofonAccount | null {
  const sent = ctx.get("authorization");
  const account = accounts.novofon(sent.slice(0, Math.max(0, sent.lastIndexOf(":"))));
  if (!account?.secret) return null;
  const right = restAuthorization(
    ctx.path.slice(MOUNT.length),
    new URLSearchParams(ctx.querystring),
    account,
  );
  return equalConstantTime(sent, right) ? account : null;
}

/** "UTC+3", with minutes only where a zone has them. */
function offsetText(instant: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    timeZoneName: "shortOffset",
  }).formatToParts(instant);
  const offset = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  return offset === "GMT" ? "UTC+0" : offset.replace("GMT", "UTC");
}
