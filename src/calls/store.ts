import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json, numbers, texts } from "../db/value.ts";
import type { Call, CallEvent } from "./call.ts";
import type { Spoken } from "./spoken.ts";

export type StoredCall = {
  id: number;
  /** Null for a call that is being made. */
  state: Call | null;
  announced: string[];
  corrected: boolean;
  recovered: boolean;
  mergedInto: number | null;
  /** The opaque reference of «⋯» on its cards; null until the first card is wanted. */
  button: string | null;
  /** The follow-up that this missed call belongs to. */
  followupId: number | null;
  /** What its cards say of its recording; null: nothing. */
  spoken: Spoken | null;
};

export type SavedCall = {
  id: number;
  call: Call;
  announced: string[];
  corrected: boolean;
  recovered: boolean;
  button: string | null;
};
export type StoredEvent = { callId: number; digest: string; event: CallEvent; inboxId: number };

export const CALL_COLUMNS = sql.raw(
  "id, state, to_jsonb(announced) as announced, corrected, recovered, merged_into, button, followup_id, spoken",
);

/**
 * One folder of a business at a time, whichever process it is in: what a fold locks after this nobody else holds who waits for
 * something of ours. Taken first, in one order.
 */
export async function holdBusinesses(tx: Tx, businessIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    with keys as materialized (
      select distinct hashtextextended('fold:' || id, 0) as key from unnest(${texts(businessIds)}) id order by 1
    ) select count(pg_advisory_xact_lock(key)) from keys`);
}

/** Which calls the provider's refs belong to, with the key (root ref) of each. */
export async function callsOfRefs(
  tx: Tx,
  businessId: string,
  { provider, refs }: { provider: string; refs: readonly string[] },
): Promise<Map<string, { id: number; key: string }>> {
  const rows = await tx.execute<{ ref: string; id: string; key: string }>(sql`
    select r.ref, c.id, c.key from call_refs r join calls c on c.business_id = r.business_id and c.id = r.call_id
    where r.business_id = ${businessId} and r.provider = ${provider} and r.ref = any(${texts(refs)})`);
  return new Map([...rows].map((row) => [row.ref, { id: Number(row.id), key: row.key }]));
}

/** Numbers for calls that will be saved in this transaction. */
export async function newCallIds(tx: Tx, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await tx.execute<{ id: string }>(
    sql`select nextval(pg_get_serial_sequence('calls', 'id')) as id from generate_series(1, ${count}::int)`,
  );
  return [...rows].map((row) => Number(row.id));
}

/** Ties refs to calls; false when another process tied one of them elsewhere meanwhile. */
export async function linkRefs(
  tx: Tx,
  businessId: string,
  { provider, links }: { provider: string; links: readonly { ref: string; callId: number }[] },
): Promise<boolean> {
  if (links.length === 0) return true;
  const rows = await tx.execute(sql`
    insert into call_refs (business_id, provider, ref, call_id)
    select ${businessId}::uuid, ${provider}, ref, call_id from jsonb_to_recordset(${json(links.map((l) => ({ ref: l.ref, call_id: l.callId })))}) as r(ref text, call_id bigint)
    order by ref on conflict (business_id, provider, ref) do nothing returning ref`);
  return rows.length === links.length;
}

export async function lockCalls(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<Map<number, StoredCall>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<CallRow>(sql`
    select ${CALL_COLUMNS} from calls
    where business_id = ${businessId} and id = any(${numbers(ids)}) order by id for update`);
  return new Map([...rows].map((row) => [Number(row.id), toStored(row)]));
}

export async function storedCalls(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<Map<number, StoredCall>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<CallRow>(sql`
    select ${CALL_COLUMNS} from calls
    where business_id = ${businessId} and id = any(${numbers(ids)})`);
  return new Map([...rows].map((row) => [Number(row.id), toStored(row)]));
}

/** More than any call has: a PBX that never stops telling of one call, or somebody who plays one. */
export const MOST_EVENTS = 500;

/** Adds events to their calls, but none to a call that has more than enough; a repeat changes nothing. */
export async function addEvents(
  tx: Tx,
  businessId: string,
  events: readonly StoredEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((e) => ({
    call_id: e.callId,
    digest: e.digest,
    event: e.event,
    inbox_id: e.inboxId,
  }));
  await tx.execute(sql`
    insert into call_events (business_id, call_id, digest, event, inbox_id)
    select ${businessId}::uuid, call_id, digest, event, inbox_id
    from jsonb_to_recordset(${json(rows)}) as r(call_id bigint, digest text, event jsonb, inbox_id bigint)
    where (select count(*) from call_events e where e.business_id = ${businessId}::uuid and e.call_id = r.call_id) < ${MOST_EVENTS}
    on conflict do nothing`);
}

export async function eventsOf(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<Map<number, CallEvent[]>> {
  const found = new Map<number, CallEvent[]>();
  if (ids.length === 0) return found;
  const rows = await tx.execute<{ call_id: string; event: CallEvent }>(sql`
    select call_id, event from call_events where business_id = ${businessId} and call_id = any(${numbers(ids)})`);
  for (const row of rows) {
    const id = Number(row.call_id);
    const list = found.get(id);
    if (list) list.push(row.event);
    else found.set(id, [row.event]);
  }
  return found;
}

/** Writes calls as they are folded now, new ones included. */
export async function saveCalls(
  tx: Tx,
  businessId: string,
  saved: readonly SavedCall[],
): Promise<void> {
  if (saved.length === 0) return;
  await tx.execute(sql`
    insert into calls (id, business_id, provider, key, state, direction, outcome, client, line, started_at, ended_at, due_at, announced, corrected, recovered, button)
    overriding system value
    select id, ${businessId}::uuid, provider, key, state, direction, outcome, client, line, started_at, ended_at, due_at,
      array(select jsonb_array_elements_text(announced)), corrected, recovered, button
    from jsonb_to_recordset(${json(saved.map(toRow))}) as r(id bigint, provider text, key text, state jsonb, direction text, outcome text,
      client text, line text, started_at timestamptz, ended_at timestamptz, due_at timestamptz, announced jsonb, corrected boolean, recovered boolean, button text)
    on conflict (business_id, id) do update set key = excluded.key, state = excluded.state, direction = excluded.direction, outcome = excluded.outcome,
      client = excluded.client, line = excluded.line, started_at = excluded.started_at, ended_at = excluded.ended_at, due_at = excluded.due_at,
      announced = excluded.announced, corrected = excluded.corrected, recovered = excluded.recovered, button = excluded.button`);
}

/** Moves everything of one call to another: they turned out to be one. The emptied call stays as a pointer. */
export async function absorb(
  tx: Tx,
  businessId: string,
  { from, into }: { from: number; into: number },
): Promise<void> {
  await tx.execute(
    sql`update call_refs set call_id = ${into} where business_id = ${businessId} and call_id = ${from}`,
  );
  await tx.execute(sql`
    insert into call_events (business_id, call_id, digest, event, inbox_id)
    select business_id, ${into}::bigint, digest, event, inbox_id from call_events where business_id = ${businessId} and call_id = ${from} on conflict do nothing`);
  await tx.execute(
    sql`delete from call_events where business_id = ${businessId} and call_id = ${from}`,
  );
  await moveSpoken(tx, businessId, { from, into });
  await tx.execute(sql`
    update calls set merged_into = ${into}, due_at = null, key = key || ' merged ' || id where business_id = ${businessId} and id = ${from}`);
}

/** Recordings of the emptied call, and what was heard in them; one that both calls have stays where it is. */
async function moveSpoken(
  tx: Tx,
  businessId: string,
  { from, into }: { from: number; into: number },
): Promise<void> {
  await tx.execute(sql`
    update recordings r set call_id = ${into} where business_id = ${businessId} and call_id = ${from}
      and not exists (select 1 from recordings o where o.business_id = r.business_id and o.call_id = ${into} and o.ref = r.ref)`);
  await tx.execute(sql`
    update transcripts t set call_id = ${into} where business_id = ${businessId} and call_id = ${from}
      and exists (select 1 from recordings r where r.business_id = t.business_id and r.id = t.recording_id and r.call_id = ${into})`);
  await tx.execute(sql`
    update analyses a set call_id = ${into} where business_id = ${businessId} and call_id = ${from}
      and not exists (select 1 from analyses o where o.business_id = a.business_id and o.call_id = ${into})`);
  await tx.execute(sql`
    update calls c set spoken = f.spoken from calls f
    where c.business_id = ${businessId} and c.id = ${into} and c.spoken is null and f.business_id = ${businessId} and f.id = ${from}`);
}

export type CallRow = {
  id: string;
  state: Call;
  announced: string[];
  corrected: boolean;
  recovered: boolean;
  merged_into: string | null;
  button: string | null;
  followup_id: string | null;
  spoken: Spoken | null;
};

export function toStored(row: CallRow): StoredCall {
  return {
    id: Number(row.id),
    state: row.state,
    announced: row.announced,
    corrected: row.corrected,
    recovered: row.recovered,
    mergedInto: row.merged_into === null ? null : Number(row.merged_into),
    button: row.button,
    followupId: row.followup_id === null ? null : Number(row.followup_id),
    spoken: row.spoken,
  };
}

function toRow({ id, call, announced, corrected, recovered, button }: SavedCall) {
  return {
    id,
    provider: call.provider,
    key: call.key,
    state: call,
    direction: call.direction,
    outcome: call.outcome,
    client: call.client,
    line: call.line,
    started_at: iso(call.startedAt),
    ended_at: iso(call.endedAt),
    due_at: iso(call.dueAt),
    announced,
    corrected,
    recovered,
    button,
  };
}
