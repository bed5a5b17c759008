import { sql, type SQL } from "drizzle-orm";
import { labelsOf } from "../business/line-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import { hasName, phonesNamed } from "../crm/find-service.ts";
import type { Tx } from "../db/client.ts";
import { iso, json, numbers } from "../db/value.ts";
import type { Call } from "./call.ts";
import { digitsIn } from "./search.ts";

/** One line of `/calls`. `at` is epoch ms, `client` E.164 or null when hidden. */
export type CallRow = {
  id: number;
  at: number;
  direction: Call["direction"];
  outcome: Call["outcome"];
  state: Call["state"];
  client: string | null;
  clientName: string | null;
  line: string | null;
  employee: string | null;
  talkS: number | null;
  ringS: number | null;
};

/** `text` is a name or the last digits of a number; `days` in epoch ms, `to` excluded; `before` is the last row shown. */
export type CallQuery = {
  text?: string;
  days?: { from: number; to: number };
  before?: { at: number; id: number };
  only?: CallFilter;
  limit: number;
};

/** Which calls are wanted: `missed` nobody talked on, `unreached` nobody answered us; `ext` is who talked or called. */
export type CallFilter = {
  direction?: "in" | "out";
  end?: "answered" | "missed" | "unreached";
  line?: string;
  ext?: string;
  audio?: boolean;
  text?: boolean;
};

/** A business's calls, newest first. */
export async function listCalls(tx: Tx, businessId: string, query: CallQuery): Promise<CallRow[]> {
  const ids = await foundIds(tx, businessId, query);
  return callRows(tx, businessId, ids);
}

/** The lines of these calls, in their order; one that is gone is left out. */
export async function callRows(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<CallRow[]> {
  if (ids.length === 0) return [];
  const found = await tx.execute<{ id: string; started_at: string; state: Call }>(sql`
    select id, started_at, state from calls where business_id = ${businessId} and id = any(${numbers(ids)})`);
  const place = new Map(ids.map((id, at) => [id, at]));
  const calls = [...found]
    .map((row) => ({ id: Number(row.id), at: new Date(row.started_at).getTime(), call: row.state }))
    .toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  const phones = calls.flatMap(({ call }) => (call.client === null ? [] : [call.client]));
  const [labels, clients] = await Promise.all([
    labelsOf(tx, businessId),
    clientsByPhones(tx, businessId, [...new Set(phones)]),
  ]);
  return calls.map((one) =>
    toCallRow(
      one,
      labels.employees,
      one.call.client === null ? null : (clients.get(one.call.client)?.name ?? null),
    ),
  );
}

/** The calls of so many numbers are looked up number by number. */
const FEW = 200;
/** A name that more people have is looked for in so many of the latest calls before that. */
const LATELY = 1000;
const MANY = 20_000;

async function foundIds(tx: Tx, businessId: string, query: CallQuery): Promise<number[]> {
  const text = query.text?.trim() ?? "";
  if (text === "") return idsOf(await tx.execute<Found>(lately(businessId, query)));
  const digits = digitsIn(text);
  if (digits !== null)
    return idsOf(await tx.execute<Found>(withDigits(businessId, { digits, query })));
  const few = await phonesNamed(tx, businessId, { name: text, limit: FEW });
  if (few.phones.length === 0) return [];
  if (few.close || few.phones.length < FEW)
    return idsOf(await tx.execute<Found>(ofPhones(businessId, { phones: few.phones, query })));
  const latest = idsOf(await tx.execute<Found>(latelyNamed(businessId, { name: text, query })));
  if (latest.length === query.limit) return latest;
  const { phones } = await phonesNamed(tx, businessId, { name: text, limit: MANY });
  return idsOf(await tx.execute<Found>(ofPhones(businessId, { phones, query })));
}

function lately(businessId: string, query: CallQuery): SQL {
  return sql`
    select id from calls where business_id = ${businessId} and ${LISTED} and ${when(query)}
    order by started_at desc, id desc limit ${query.limit}`;
}

/** By the index on the reversed number: who calls often is only sorted. */
function withDigits(
  businessId: string,
  { digits, query }: { digits: string; query: CallQuery },
): SQL {
  const tail = Array.from(digits).toReversed().join("");
  return sql`
    with found as materialized (
      select id, started_at from calls
      where business_id = ${businessId} and reverse(client) ~>=~ ${tail} and reverse(client) ~<~ ${`${tail}:`} and ${LISTED} and ${when(query)})
    select id from found order by started_at desc, id desc limit ${query.limit}`;
}

function ofPhones(
  businessId: string,
  { phones, query }: { phones: readonly string[]; query: CallQuery },
): SQL {
  return sql`
    select c.id from jsonb_array_elements_text(${json(phones)}) as phone
    cross join lateral (
      select id, started_at from calls
      where business_id = ${businessId} and client = phone and ${LISTED} and ${when(query)}
      order by started_at desc, id desc limit ${query.limit}) c
    order by c.started_at desc, c.id desc limit ${query.limit}`;
}

function latelyNamed(businessId: string, { name, query }: { name: string; query: CallQuery }): SQL {
  return sql`
    with latest as materialized (
      select id, started_at, client from calls where business_id = ${businessId} and ${LISTED} and ${when(query)}
      order by started_at desc, id desc limit ${LATELY})
    select l.id from latest l where exists (
      select 1 from client_phones p join clients c on c.id = p.client_id and c.business_id = p.business_id
      where p.business_id = ${businessId} and p.phone = l.client and ${hasName(name)})
    order by l.started_at desc, l.id desc limit ${query.limit}`;
}

/** Calls between colleagues, of others, and those that another call swallowed are in no list. */
const LISTED = sql.raw(
  "merged_into is null and direction <> 'internal' and (state->>'ours')::boolean",
);

function when({ days, before, only = {} }: CallQuery): SQL {
  const parts = [
    ...filters(only),
    days &&
      sql`started_at >= ${iso(days.from)}::timestamptz and started_at < ${iso(days.to)}::timestamptz`,
    before && sql`(started_at, id) < (${iso(before.at)}::timestamptz, ${before.id}::bigint)`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

function filters({ direction, end, line, ext, audio, text }: CallFilter): (SQL | undefined)[] {
  return [
    direction && sql`direction = ${direction}`,
    end && ENDS[end],
    line === undefined ? undefined : sql`line = ${line}`,
    ext === undefined
      ? undefined
      : sql`(case when direction = 'in' then state->'answeredBy' else state->'employee' end)->>'ext' = ${ext}`,
    audio === true ? sql`(spoken->>'audio')::boolean` : undefined,
    text === true ? sql`(spoken->>'text')::boolean` : undefined,
  ];
}

const UNANSWERED = "outcome in ('missed', 'busy', 'no_answer', 'failed')";
const ENDS = {
  answered: sql.raw("outcome = 'answered'"),
  missed: sql.raw(`direction = 'in' and ${UNANSWERED}`),
  unreached: sql.raw(`direction = 'out' and ${UNANSWERED}`),
};

type Found = { id: string };

function idsOf(rows: Iterable<Found>): number[] {
  return [...rows].map(({ id }) => Number(id));
}

function toCallRow(
  { id, at, call }: { id: number; at: number; call: Call },
  employees: Record<string, string>,
  name: string | null,
): CallRow {
  const who = call.direction === "in" ? call.answeredBy : call.employee;
  return {
    id,
    at,
    direction: call.direction,
    outcome: call.outcome,
    state: call.state,
    client: call.client,
    clientName: name ?? call.clientName,
    line: call.line,
    employee: who ? (employees[who.ext] ?? who.name ?? who.ext) : null,
    talkS: call.talkS,
    ringS: call.ringS,
  };
}
