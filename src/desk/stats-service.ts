import { sql } from "drizzle-orm";
import { accountsOf } from "../business/account-service.ts";
import type { Account } from "../business/account.ts";
import type { Business } from "../business/business.ts";
import { labelsOf } from "../business/line-service.ts";
import { followupFigures } from "../calls/followup-list-service.ts";
import { periodOf, type Period, type PeriodChoice } from "../calls/period.ts";
import { statistics } from "../calls/statistics-service.ts";
import type { Tx } from "../db/client.ts";
import type { Language } from "../texts/language.ts";
import { drawPng } from "./chart-service.ts";
import { statsCaption } from "./stats-caption.ts";
import { statsPicture } from "./stats-picture.ts";
import type { Gap, Report } from "./stats.ts";

type Asked = {
  business: Business;
  choice: PeriodChoice;
  language: Language;
  now: number;
  /** One line alone. */
  line?: string;
};

/** What `/stats` shows: a PNG and Telegram HTML of at most 1024 signs below it. */
export async function statsShown(
  tx: Tx,
  asked: Asked,
): Promise<{ png: Uint8Array; caption: string }> {
  const report = await reportOf(tx, asked);
  const png = await drawPng(statsPicture(report));
  return { png, caption: statsCaption(report) };
}

/** The figures of a chosen period, or of one given. */
export async function reportOf(tx: Tx, asked: Asked & { period?: Period }): Promise<Report> {
  const { business, choice, language, now } = asked;
  const { timezone: zone, ghostS } = business;
  const period = asked.period ?? periodOf(choice, now, zone);
  const only = asked.line === undefined ? {} : { line: asked.line };
  const counted = await statistics(tx, business.id, { period, zone, ghostS, ...only });
  const followups = await followupFigures(tx, business.id, { ...period, ...only });
  const labels = await labelsOf(tx, business.id);
  const accounts = await accountsOf(tx, business.id);
  const heard = await lastHeard(tx, business.id);
  const gaps = accounts.flatMap((account) => gapOf(account, heard.get(account.id) ?? null));
  return {
    business,
    choice,
    language,
    now,
    statistics: counted,
    followups,
    labels,
    gaps,
    knownFrom: await firstKnown(tx, business.id, accounts),
    silentSince:
      accounts.length > 0 && gaps.length === accounts.length
        ? Math.max(...gaps.map(({ since }) => since ?? 0))
        : null,
  };
}

/** When a hook of each account last came in (epoch ms). */
export async function lastHeard(tx: Tx, businessId: string): Promise<Map<string, number>> {
  const rows = await tx.execute<{ account_id: string; at: string }>(sql`
    select t.account_id, (extract(epoch from max(i.received_at)) * 1000)::bigint as at
    from hook_tokens t
    cross join lateral (
      select received_at from inbox where token_id = t.id and business_id = t.business_id order by id desc limit 1
    ) i
    where t.business_id = ${businessId} and t.revoked_at is null group by t.account_id`);
  return new Map([...rows].map(({ account_id: id, at }) => [id, Number(at)]));
}

/** A provider that answers neither our check nor our comparison is away: what it last vouched for is the end of the data. */
function gapOf(account: Account, heardAt: number | null): Gap[] {
  const { provider, label, checkError, reconcileError, reconciledUntil } = account;
  if (checkError === null && reconcileError === null) return [];
  const known = [heardAt, reconciledUntil].filter((at) => at !== null);
  return [{ provider, label, since: known.length === 0 ? null : Math.max(...known) }];
}

async function firstKnown(
  tx: Tx,
  businessId: string,
  accounts: readonly Account[],
): Promise<number | null> {
  const [row] = await tx.execute<{ at: string | null }>(sql`
    select (extract(epoch from started_at) * 1000)::bigint as at from calls
    where business_id = ${businessId} order by started_at limit 1`);
  const known = [
    ...accounts.map(({ createdAt }) => createdAt),
    ...(row?.at ? [Number(row.at)] : []),
  ];
  return known.length === 0 ? null : Math.min(...known);
}
