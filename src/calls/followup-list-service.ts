import { sql, type SQL } from "drizzle-orm";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import { AppError } from "../lib/app-error.ts";
import { COLUMNS, toFollowup, type Row } from "./followup-store.ts";
import { followupOfCall } from "./followup-service.ts";
import type { Followup } from "./followup.ts";
import { storedCalls } from "./store.ts";

/** An open follow-up with what its client is called. */
export type OpenFollowup = Followup & { clientName: string | null };

/**
 * Who waits for a call back, the most urgent first, with the count of them all. Hidden numbers are not among them: nobody can
 * call back.
 */
export async function openFollowups(
  tx: Tx,
  businessId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: OpenFollowup[]; count: number }> {
  const open = sql`business_id = ${businessId} and closed_at is null and client is not null`;
  const [rows, [counted]] = await Promise.all([
    tx.execute<Row>(
      sql`select ${COLUMNS} from followups where ${open} order by due_at, id limit ${limit} offset ${offset}`,
    ),
    tx.execute<{ n: number }>(sql`select count(*)::int as n from followups where ${open}`),
  ]);
  const found = [...rows].map(toFollowup);
  const callIds = found.map(({ callId }) => callId);
  const [calls, clients] = await Promise.all([
    storedCalls(tx, businessId, callIds),
    clientsByPhones(
      tx,
      businessId,
      found.flatMap(({ client }) => (client === null ? [] : [client])),
    ),
  ]);
  return {
    count: counted?.n ?? 0,
    rows: found.map((row) => ({
      ...row,
      clientName:
        (row.client === null ? null : clients.get(row.client)?.name) ??
        calls.get(row.callId)?.state?.clientName ??
        null,
    })),
  };
}

/** Open misses of hidden numbers since an instant, the newest first: nobody can call back, somebody may only note them. */
export async function hiddenFollowups(
  tx: Tx,
  businessId: string,
  { since, limit }: { since: number; limit: number },
): Promise<Followup[]> {
  const rows = await tx.execute<Row>(sql`
    select ${COLUMNS} from followups
    where business_id = ${businessId} and closed_at is null and client is null and opened_at >= ${iso(since)}::timestamptz
    order by last_at desc, id desc limit ${limit}`);
  return [...rows].map(toFollowup);
}

/** The follow-ups that were closed in a time (epoch ms): how many, and the last of them. */
export async function closedFollowups(
  tx: Tx,
  businessId: string,
  { from, to }: { from: number; to: number },
): Promise<{ count: number; last: Followup | null }> {
  const closed = sql`business_id = ${businessId} and opened_at > ${iso(from - LONGEST_MS)}::timestamptz
    and closed_at >= ${iso(from)}::timestamptz and closed_at < ${iso(to)}::timestamptz
    and closed_how not in ('corrected', 'erased') and client is not null`;
  const [rows, [counted]] = await Promise.all([
    tx.execute<Row>(
      sql`select ${COLUMNS} from followups where ${closed} order by closed_at desc, id desc limit 1`,
    ),
    tx.execute<{ n: number }>(sql`select count(*)::int as n from followups where ${closed}`),
  ]);
  return { count: counted?.n ?? 0, last: rows[0] ? toFollowup(rows[0]) : null };
}

/** Nobody calls back after so long; it keeps the look at the closed ones short. */
const LONGEST_MS = 14 * 86_400_000;

/** What a digest tells of the follow-ups that were opened in a time (epoch ms); hidden numbers count as missed only. */
export type FollowupFigures = {
  misses: number;
  calledBack: number;
  /** Minutes from the end of the first missed call to the talk; null when nobody was called back. */
  medianMin: number | null;
  open: number;
};

export async function followupFigures(
  tx: Tx,
  businessId: string,
  { from, to, line }: { from: number; to: number; line?: string },
): Promise<FollowupFigures> {
  const [row] = await tx.execute<{
    misses: number;
    called_back: number;
    median: number | null;
    open: number;
  }>(sql`
    select count(*)::int as misses,
      count(*) filter (where ${TALKED})::int as called_back,
      (percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at)) filter (where ${TALKED}) / 60)::float8 as median,
      count(*) filter (where closed_at is null and client is not null)::int as open
    from followups where ${opened(businessId, { from, to, line })}`);
  if (!row) throw new AppError("followups.not_counted", "conflict");
  const { misses, called_back: calledBack, median, open } = row;
  return { misses, calledBack, medianMin: median === null ? null : Math.round(median), open };
}

/** How soon the missed of a time were called back, counted; together they are all of its misses. */
export type CallBackSpeed = Record<"five" | "quarter" | "hour" | "later" | "never", number>;

export async function callBackSpeed(
  tx: Tx,
  businessId: string,
  time: { from: number; to: number; line?: string },
): Promise<CallBackSpeed> {
  const within = (minutes: number) =>
    sql`count(*) filter (where ${TALKED} and closed_at - opened_at <= ${minutes} * interval '1 minute')::int`;
  const [row] = await tx.execute<
    Record<"five" | "quarter" | "hour" | "talked" | "misses", number>
  >(sql`
    select ${within(5)} as five, ${within(15)} as quarter, ${within(60)} as hour,
      count(*) filter (where ${TALKED})::int as talked, count(*)::int as misses
    from followups where ${opened(businessId, time)}`);
  const { five = 0, quarter = 0, hour = 0, talked = 0, misses = 0 } = row ?? {};
  return {
    five,
    quarter: quarter - five,
    hour: hour - quarter,
    later: talked - hour,
    never: misses - talked,
  };
}

/** Follow-ups that were opened in a time and were no mistake. */
function opened(
  businessId: string,
  { from, to, line }: { from: number; to: number; line?: string | undefined },
): SQL {
  const through = line === undefined ? sql`true` : sql`line = ${line}`;
  return sql`business_id = ${businessId} and opened_at >= ${iso(from)}::timestamptz and opened_at < ${iso(to)}::timestamptz
    and (closed_how is null or closed_how <> 'corrected') and ${through}`;
}

const TALKED = sql`closed_how in ('reached', 'answered', 'booked', 'done')`;

/** What can be done about a call from its menu: its follow-up given to somebody, its client marked as none. */
export async function choicesOf(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<{ assign: boolean; notClient: boolean }> {
  const [followup, calls] = await Promise.all([
    followupOfCall(tx, businessId, callId),
    storedCalls(tx, businessId, [callId]),
  ]);
  const phone = calls.get(callId)?.state?.client ?? null;
  const client =
    phone === null ? undefined : (await clientsByPhones(tx, businessId, [phone])).get(phone);
  return {
    assign: followup !== null && followup.closedAt === null && followup.client !== null,
    notClient: phone !== null && client?.notClient !== true,
  };
}

/** How many follow-ups of all businesses are open. */
export async function openCount(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from followups where closed_at is null and client is not null`,
  );
  return row?.n ?? 0;
}
