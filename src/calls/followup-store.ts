import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json, numbers, texts } from "../db/value.ts";
import type { Call } from "./call.ts";
import { endedWith, followupEnds, type EndedWith, type Followup } from "./followup.ts";
import type { FollowupState } from "./followup-state.ts";

/** One folder of a client's calls at a time: what it read stays true until it has written. */
export async function lockClients(
  tx: Tx,
  businessId: string,
  clients: readonly string[],
): Promise<void> {
  if (clients.length === 0) return;
  await tx.execute(sql`
    with keys as materialized (
      select distinct hashtextextended(${`followups:${businessId}:`} || client, 0) as key
      from jsonb_array_elements_text(${json(clients)}) client order by 1
    ) select count(pg_advisory_xact_lock(key)) from keys`);
}

type Touched = {
  clients: readonly string[];
  /** Calls that changed: they may be missed calls of a follow-up. */
  calls: readonly number[];
  /** Calls that had closed one, and no longer do, with the earliest of their times. */
  undone: { calls: readonly number[]; from: number } | null;
  /** Follow-ups that lost a call to another. */
  ids: readonly number[];
};

/** The open follow-ups of these clients and those that changed calls touch, locked in the order of their ids. */
export async function lockFollowups(
  tx: Tx,
  businessId: string,
  { clients, calls, undone, ids }: Touched,
): Promise<Followup[]> {
  const closed = undone
    ? sql`union select id from followups where business_id = ${businessId} and opened_at > ${iso(undone.from - FAR_MS)}::timestamptz
        and opened_at < ${iso(undone.from + FAR_MS)}::timestamptz and closed_call_id = any(${numbers(undone.calls)})`
    : sql``;
  const rows = await tx.execute<Row>(sql`
    select ${COLUMNS} from followups where business_id = ${businessId} and id in (
      select id from followups where business_id = ${businessId} and closed_at is null and client is not null and client = any(${texts(clients)})
      union select id from followups where business_id = ${businessId} and call_id = any(${numbers(calls)})
      union select followup_id from calls where business_id = ${businessId} and id = any(${numbers(calls)}) and followup_id is not null
      union select unnest(${numbers(ids)}) ${closed}
    ) order by id for update`);
  return [...rows].map(toFollowup);
}

/** A call closes what had been opened a month before at most. */
const FAR_MS = 31 * 86_400_000;

/** The calls that belong to these follow-ups now. */
export async function callsOfFollowups(
  tx: Tx,
  businessId: string,
  { rows: known, ghostS }: { rows: readonly Followup[]; ghostS: number },
): Promise<{ call: EndedWith; row: Followup }[]> {
  if (known.length === 0) return [];
  const byId = new Map(known.map((row) => [row.id, row]));
  const rows = await tx.execute<CallRow & { followup_id: string }>(sql`
    select id, state, recovered, followup_id from calls
    where business_id = ${businessId} and followup_id is not null and followup_id = any(${numbers([...byId.keys()])}) and merged_into is null`);
  return [...rows].flatMap((one) => {
    const row = byId.get(Number(one.followup_id));
    return row ? [{ call: toEnded(one, ghostS), row }] : [];
  });
}

/** The ended calls of each client since an instant, oldest first; the first hundreds of them tell enough. */
export async function callsSince(
  tx: Tx,
  businessId: string,
  { since, ghostS }: { since: ReadonlyMap<string, number>; ghostS: number },
): Promise<EndedWith[]> {
  if (since.size === 0) return [];
  const asked = [...since].map(([client, at]) => ({ client, at: iso(at) }));
  const rows = await tx.execute<CallRow>(sql`
    select c.id, c.state, c.recovered from jsonb_to_recordset(${json(asked)}) as r(client text, at timestamptz)
    cross join lateral (
      select id, state, recovered from calls
      where business_id = ${businessId} and client = r.client and started_at >= r.at and outcome is not null and merged_into is null
      order by started_at limit ${MOST}
    ) c`);
  return [...rows].map((row) => toEnded(row, ghostS));
}

const MOST = 300;

/** The ids of new follow-ups by the call that carries each; one that somebody else opened meanwhile is missing. */
export async function insertFollowups(
  tx: Tx,
  businessId: string,
  states: readonly FollowupState[],
): Promise<Map<number, number>> {
  if (states.length === 0) return new Map();
  const rows = await tx.execute<{ id: string; call_id: string }>(sql`
    insert into followups (business_id, ${WRITTEN})
    select ${businessId}::uuid, ${WRITTEN} from jsonb_to_recordset(${json(states.map(toRow))}) as r(${TYPED})
    order by call_id
    on conflict (business_id, client) where closed_at is null and client is not null do nothing
    returning id, call_id`);
  return new Map([...rows].map((row) => [Number(row.call_id), Number(row.id)]));
}

export async function updateFollowups(
  tx: Tx,
  businessId: string,
  changed: readonly { id: number; state: FollowupState }[],
): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ id, state }) => ({ id, ...toRow(state) }));
  await tx.execute(sql`
    update followups f set (${WRITTEN}) = (select ${sql.raw(NAMES.map((name) => `r.${name}`).join(", "))})
    from jsonb_to_recordset(${json(rows)}) as r(id bigint, ${TYPED})
    where f.business_id = ${businessId} and f.id = r.id`);
}

/** A follow-up with the newest of its calls that has a card in a chat. */
export async function carriedFollowup(
  tx: Tx,
  businessId: string,
  { id, chatId }: { id: number; chatId: string | null },
): Promise<{ followup: Followup; carrier: number | null } | null> {
  const [row] = await tx.execute<Row & { carrier: string | null }>(sql`
    select ${COLUMNS}, (
      select c.id from calls c join cards k on k.business_id = c.business_id and k.call_id = c.id
      where c.business_id = ${businessId} and c.followup_id = ${id} and k.chat_id = ${chatId}::uuid and k.part = 'final'
        and (k.closed_at is null or k.closed_reason = 'in_ring')
      order by c.started_at desc, c.id desc limit 1
    ) as carrier
    from followups where business_id = ${businessId} and id = ${id}`);
  if (!row) return null;
  const carrier = row.carrier === null ? null : Number(row.carrier);
  return { followup: toFollowup(row), carrier };
}

/** A call was swallowed by another: what it missed or closed is the other's. Returns the follow-up that it belonged to, if any. */
export async function loseFollowups(
  tx: Tx,
  businessId: string,
  { from, into }: { from: number; into: number },
): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with lost as (
      select followup_id as id, started_at from calls where business_id = ${businessId} and id = ${from}
    ), carried as (
      update followups set call_id = ${into} where business_id = ${businessId} and call_id = ${from}
    ), settled as (
      update followups set closed_call_id = ${into} where business_id = ${businessId} and closed_call_id = ${from} and call_id <> ${from}
        and opened_at > (select started_at from lost) - interval '31 days' and opened_at < (select started_at from lost) + interval '31 days'
    ), inherited as (
      update calls set followup_id = coalesce(followup_id, (select id from lost)) where business_id = ${businessId} and id = ${into}
    ), unlinked as (
      update calls set followup_id = null where business_id = ${businessId} and id = ${from} and followup_id is not null
    ) select id from lost where id is not null`);
  return [...rows].map(({ id }) => Number(id));
}

/** Says which follow-up each missed call belongs to; null: to none. */
export async function linkCalls(
  tx: Tx,
  businessId: string,
  links: ReadonlyMap<number, number | null>,
): Promise<void> {
  if (links.size === 0) return;
  const rows = [...links].map(([id, row]) => ({ id, followup_id: row }));
  await tx.execute(sql`
    update calls c set followup_id = r.followup_id
    from jsonb_to_recordset(${json(rows)}) as r(id bigint, followup_id bigint)
    where c.business_id = ${businessId} and c.id = r.id`);
}

const TYPES = {
  client: "text",
  call_id: "bigint",
  misses: "int",
  line: "text",
  opened_at: "timestamptz",
  last_at: "timestamptz",
  due_at: "timestamptz",
  claimed_by: "bigint",
  claimed_name: "text",
  claimed_at: "timestamptz",
  tries: "int",
  tried_at: "timestamptz",
  tried_by: "text",
  overdue_at: "timestamptz",
  reminded_at: "timestamptz",
  escalated_at: "timestamptz",
  closed_at: "timestamptz",
  closed_how: "text",
  closed_by: "text",
  closed_call_id: "bigint",
} as const;
const NAMES = Object.keys(TYPES);
const WRITTEN = sql.raw(NAMES.join(", "));
const TYPED = sql.raw(
  Object.entries(TYPES)
    .map(([name, type]) => `${name} ${type}`)
    .join(", "),
);
export const COLUMNS = sql.raw(["id", ...NAMES].join(", "));

/** A row as the driver gives it: numbers of eight bytes and instants are texts. */
export type Row = {
  id: string;
  client: string | null;
  call_id: string;
  misses: number;
  line: string | null;
  opened_at: string;
  last_at: string;
  due_at: string | null;
  claimed_by: string | null;
  claimed_name: string | null;
  claimed_at: string | null;
  tries: number;
  tried_at: string | null;
  tried_by: string | null;
  overdue_at: string | null;
  reminded_at: string | null;
  escalated_at: string | null;
  closed_at: string | null;
  closed_how: string | null;
  closed_by: string | null;
  closed_call_id: string | null;
};

export function toFollowup(row: Row): Followup {
  return {
    id: Number(row.id),
    client: row.client,
    callId: Number(row.call_id),
    misses: row.misses,
    line: row.line,
    openedAt: new Date(row.opened_at).getTime(),
    lastAt: new Date(row.last_at).getTime(),
    dueAt: instant(row.due_at),
    claimedBy: row.claimed_by === null ? null : Number(row.claimed_by),
    claimedName: row.claimed_name,
    claimedAt: instant(row.claimed_at),
    tries: row.tries,
    triedAt: instant(row.tried_at),
    triedBy: row.tried_by,
    overdueAt: instant(row.overdue_at),
    remindedAt: instant(row.reminded_at),
    escalatedAt: instant(row.escalated_at),
    closedAt: instant(row.closed_at),
    closedHow: followupEnds.find((how) => how === row.closed_how) ?? null,
    closedBy: row.closed_by,
    closedCallId: row.closed_call_id === null ? null : Number(row.closed_call_id),
  };
}

function toRow(state: FollowupState): Record<keyof typeof TYPES, unknown> {
  return {
    client: state.client,
    call_id: state.callId,
    misses: state.misses,
    line: state.line,
    opened_at: iso(state.openedAt),
    last_at: iso(state.lastAt),
    due_at: iso(state.dueAt),
    claimed_by: state.claimedBy,
    claimed_name: state.claimedName,
    claimed_at: iso(state.claimedAt),
    tries: state.tries,
    tried_at: iso(state.triedAt),
    tried_by: state.triedBy,
    overdue_at: iso(state.overdueAt),
    reminded_at: iso(state.remindedAt),
    escalated_at: iso(state.escalatedAt),
    closed_at: iso(state.closedAt),
    closed_how: state.closedHow,
    closed_by: state.closedBy,
    closed_call_id: state.closedCallId,
  };
}

type CallRow = { id: string; state: Call; recovered: boolean };

function toEnded({ id, state, recovered }: CallRow, ghostS: number): EndedWith {
  return endedWith({ id: Number(id), call: state, late: recovered }, { ghostS });
}

function instant(value: string | null): number | null {
  return value === null ? null : new Date(value).getTime();
}
