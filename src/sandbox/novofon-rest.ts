import { Router, type RouterContext } from "@koa/router";
import type { Clock } from "../lib/clock.ts";
import { equalConstantTime } from "../lib/hmac.ts";
import { z } from "zod";
import { restAuthorization, wallText } from "./novofon-signature.ts";
import { noPbx, type Entry, type Pbx } from "./pbx-row.ts";
import type { Accounts, NovofonAccount } from "./provider-accounts.ts";
import { giveRecording, type Keeping } from "./recording-router.ts";

const MOUNT = "/sandbox/novofon";
/** Stands in for the number of the PBX that Zadarma shows beside its extensions. */
const PBX_ID = 499499;

export type NovofonRestDeps = { accounts: Accounts; clock: Clock; pbx?: Pbx } & Keeping;

/** The REST calls of api.novofon.com that the product makes; every one is signed, and a trailing slash belongs to the path. */
export function novofonRest(deps: NovofonRestDeps): Router {
  const { accounts, clock, pbx = noPbx, shelf, services } = deps;
  const router = new Router({ prefix: MOUNT, strict: true });
  const asked: number[] = [];
  const signed = (path: string, answer: Answer) =>
    router.get(path, async (ctx) => {
      const account = accountOf(ctx, accounts);
      const said = account ? await answer(account, ctx.query, ctx) : notAuthorized;
      const refused = "refused" in said;
      ctx.status = refused ? said.status : 200;
      ctx.body = refused
        ? { status: "error", message: said.refused }
        : { status: "success", ...said.told };
    });

  signed("/v1/info/timezone/", ({ timezone }) => {
    const now = clock.now();
    return {
      told: {
        unixtime: Math.floor(now / 1000),
        datetime: wallText(now, timezone),
        timezone: offsetText(now, timezone),
      },
    };
  });
  signed("/v1/pbx/internal/", ({ employees }) => ({
    told: { pbx_id: PBX_ID, numbers: employees.map(({ ext }) => Number(ext)) },
  }));
  signed("/v1/request/callback/", async (account, query) => {
    const call = callShape.safeParse(query);
    if (!call.success) return wrong(call.error.issues[0]?.path[0]);
    const { from, to } = call.data;
    if (!account.employees.some(({ ext }) => ext === from)) return wrong("from");
    await pbx.callBack(account, { ext: from, phone: `+${to}` });
    return { told: { from, to, time: Math.floor(clock.now() / 1000) } };
  });
  signed("/v1/statistics/pbx/", (account, query) => {
    const now = clock.now();
    if (asked.filter((at) => at > now - 60_000).length >= STATISTICS_A_MINUTE)
      return { refused: "You have exceeded the limit", status: 429 };
    asked.push(now);
    const period = periodShape.safeParse(query);
    if (!period.success) return wrong(period.error.issues[0]?.path[0]);
    const { start, end } = period.data;
    const stats = statsIn(pbx.rows(account), account, period.data);
    return { told: { start, end, version: 2, stats } };
  });
  signed("/v1/pbx/record/request/", (account, query, ctx) => {
    const wanted = recordShape.safeParse(query);
    if (!wanted.success) return wrong(wanted.error.issues[0]?.path[0] ?? "call_id");
    const { call_id, pbx_call_id, lifetime } = wanted.data;
    const found = shelf.find(account.key, call_id ?? pbx_call_id ?? "");
    if (found.length === 0) return { refused: "File not found", status: 404 };
    const links = found.map((one) => {
      const token = shelf.lend(one, lifetime);
      return `${ctx.protocol}://${ctx.host}${MOUNT}/v1/pbx/record/download/${token}/${one.ids[0]}.wav`;
    });
    const lifetime_till = wallText(clock.now() + lifetime * 1000, account.timezone);
    const told = call_id === undefined ? { links } : { link: links[0] };
    return { told: { ...told, lifetime_till } };
  });
  router.get("/v1/pbx/record/download/:token/:name", (ctx) =>
    giveRecording(ctx, services, { recorded: shelf.lent(ctx.params["token"] ?? "") }),
  );
  signed("/v1/pbx/callinfo/", () => ({ told: { url: "", notifications: switchedOff } }));
  router.all("/*rest", (ctx) => {
    ctx.status = 404;
    ctx.body = { status: "error", message: "Not found" };
  });
  return router;
}

const recordShape = z
  .object({
    call_id: z.string().min(1).optional(),
    pbx_call_id: z.string().min(1).optional(),
    lifetime: z.coerce.number().int().min(180).max(5_184_000).default(1800),
  })
  .refine(({ call_id, pbx_call_id }) => call_id !== undefined || pbx_call_id !== undefined);

type Query = Record<string, string | string[] | undefined>;
type Said = { told: object } | { refused: string; status: number };
type Answer = (account: NovofonAccount, query: Query, ctx: RouterContext) => Said | Promise<Said>;

const notAuthorized: Said = { refused: "Not authorized", status: 401 };

function wrong(parameter: PropertyKey | undefined): Said {
  return { refused: `Wrong parameter: ${String(parameter)}`, status: 400 };
}

const STATISTICS_A_MINUTE = 3;
const LONGEST_DAYS = 31;
const wall = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
const callShape = z.object({
  from: z.string().regex(/^\d{1,6}$/),
  to: z.string().regex(/^\d{6,15}$/),
  sip: z.string().optional(),
});
const periodShape = z
  .object({
    start: wall,
    end: wall,
    version: z.literal("2"),
    skip: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(1000),
  })
  .refine(({ start, end }) => start <= end && daysBetween(start, end) <= LONGEST_DAYS, {
    path: ["end"],
  });

function daysBetween(start: string, end: string): number {
  const [from, to] = [start, end].map((text) => Date.parse(`${text.replace(" ", "T")}Z`));
  return ((to ?? 0) - (from ?? 0)) / 86_400_000;
}

function statsIn(
  entries: readonly Entry[],
  { timezone }: NovofonAccount,
  { start, end, skip, limit }: z.infer<typeof periodShape>,
): object[] {
  const within = entries.filter(({ startsAt }) => {
    const begun = wallText(startsAt, timezone);
    return begun >= start && begun <= end;
  });
  return within.slice(skip, skip + limit).map(({ row }) => row);
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
