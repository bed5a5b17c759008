import { sql, type SQL } from "drizzle-orm";
import {
  listClients,
  toClientRow,
  type ClientColumns,
  type ClientRow,
} from "../crm/client-list-service.ts";
import type { Tx } from "../db/client.ts";
import { iso, numbers } from "../db/value.ts";
import { together } from "../lib/together.ts";

/** A client of a list, with the last contact: a call, a message, or that they were put down (epoch ms). */
export type ClientContact = ClientRow & {
  lastAt: number;
  last: "call" | "talk" | "made";
  /** The open deal's number and stage. */
  deal: { number: number; stage: string | null } | null;
};

/** Where a list goes on: behind this client, whose last contact was then. */
export type ContactMark = { at: number; id: number };

/** A page of clients, the one with the last contact first; `next` leads on where there may be more. */
export async function clientsByContact(
  tx: Tx,
  businessId: string,
  { before, limit }: { before: ContactMark | null; limit: number },
): Promise<{ rows: ClientContact[]; next: ContactMark | null }> {
  const rows: ClientContact[] = [];
  let mark = before ?? START;
  for (let round = 0; round < ROUNDS; round += 1) {
    const seen = await eventsBefore(tx, businessId, mark);
    const found = await contactsOf(tx, businessId, seen.ids);
    const from = mark;
    const fresh = found.filter((row) => isBefore(row, from) && seen.holds(row));
    rows.push(...fresh.toSorted(newestFirst));
    if (rows.length > limit) {
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return { rows: page, next: last ? { at: last.lastAt, id: last.id } : null };
    }
    if (seen.end === null) return { rows, next: null };
    mark = seen.end;
  }
  return { rows, next: mark };
}

/** A page of the clients that fit a name or the end of a number, the newest first. */
export async function clientsFound(
  tx: Tx,
  businessId: string,
  { text, before, limit }: { text: string; before: number | null; limit: number },
): Promise<{ rows: ClientContact[]; next: number | null }> {
  const found = await listClients(tx, businessId, {
    text,
    limit: limit + 1,
    offset: 0,
    ...(before === null ? {} : { before }),
  });
  const page = found.slice(0, limit);
  const ids = page.map(({ id }) => id);
  const known = new Map((await contactsOf(tx, businessId, ids)).map((row) => [row.id, row]));
  return {
    rows: ids.flatMap((id) => known.get(id) ?? []),
    next: found.length > limit ? (page.at(-1)?.number ?? null) : null,
  };
}

/** The newest of each kind that are read at once; who calls often stands in many of them. */
const EACH = 300;
const ROUNDS = 12;
const START: ContactMark = { at: Date.UTC(9000, 0), id: Number.MAX_SAFE_INTEGER };

type Seen = {
  ids: number[];
  /** Whether nothing of a row can be missing: it lies before the end of what was read. */
  holds: (row: ClientContact) => boolean;
  end: ContactMark | null;
};

/** Who is behind the newest events before a mark. Every client has one at least: that they were put down. */
async function eventsBefore(tx: Tx, businessId: string, mark: ContactMark): Promise<Seen> {
  const until = sql`${iso(mark.at + 1)}::timestamptz`;
  const [calls, talks, made] = await together([
    events(
      tx,
      sql`
      select e.at, coalesce(o.merged_into, o.id) as id from (
        select started_at as at, client from calls where business_id = ${businessId} and started_at < ${until} and client is not null and ${PEOPLE}
        order by started_at desc limit ${EACH}) e
      left join client_phones p on p.business_id = ${businessId} and p.phone = e.client
      left join clients o on o.business_id = ${businessId} and o.id = p.client_id order by e.at desc`,
    ),
    events(
      tx,
      sql`
      select last_at as at, client_id as id from conversations
      where business_id = ${businessId} and last_at < ${until} order by last_at desc limit ${EACH}`,
    ),
    events(
      tx,
      sql`
      select created_at as at, id from clients where business_id = ${businessId} and merged_into is null
        and created_at < ${until}
        and (created_at < ${iso(mark.at)}::timestamptz or id < ${mark.id}::bigint)
      order by created_at desc, id desc limit ${EACH}`,
    ),
  ]);
  const whole = [calls, talks].flatMap((rows) => endOf(rows)).map(({ at }) => at);
  const [lastMade] = endOf(made);
  const horizon = Math.max(...whole, Number.NEGATIVE_INFINITY);
  const ends = [
    ...whole.map((at) => ({ at, id: Number.MAX_SAFE_INTEGER })),
    ...(lastMade ? [{ at: lastMade.at, id: lastMade.id ?? 0 }] : []),
  ];
  const [end = null] = ends.toSorted((a, b) => b.at - a.at || b.id - a.id);
  return {
    ids: [...new Set([...calls, ...talks, ...made].flatMap(({ id }) => (id === null ? [] : [id])))],
    holds: ({ lastAt, id }) =>
      lastAt > horizon &&
      (!lastMade || lastAt > lastMade.at || (lastAt === lastMade.at && id >= (lastMade.id ?? 0))),
    end,
  };
}

type Event = { at: number; id: number | null };

async function events(tx: Tx, query: SQL): Promise<Event[]> {
  const rows = await tx.execute<{ at: string; id: string | null }>(query);
  return [...rows].map(({ at, id }) => ({
    at: new Date(at).getTime(),
    id: id === null ? null : Number(id),
  }));
}

/** The last of what was read when there may be more behind it. */
function endOf(rows: readonly Event[]): Event[] {
  return rows.length < EACH ? [] : rows.slice(-1);
}

/** These clients with their last contact; those who are gone or merged are left out. */
async function contactsOf(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<ClientContact[]> {
  if (ids.length === 0) return [];
  const rows = await tx.execute<Row>(sql`
    select c.id, c.number, c.name, c.do_not_call, c.not_client, c.created_at as made, d.number as deal, d.stage,
      (select min(p.phone) from client_phones p where p.business_id = c.business_id and p.client_id = c.id) as phone,
      (select max(x.at) from client_phones p cross join lateral (
        select started_at as at from calls where business_id = ${businessId} and client = p.phone and ${PEOPLE}
        order by started_at desc limit 1) x where p.business_id = c.business_id and p.client_id = c.id) as call,
      (select max(last_at) from conversations v where v.business_id = c.business_id and v.client_id = c.id) as talk
    from clients c left join lateral (
      select d.number, s.name as stage from deals d left join stages s on s.business_id = d.business_id and s.id = d.stage_id
      where d.business_id = c.business_id and d.client_id = c.id and d.status = 'open' and d.removed_at is null limit 1) d on true
    where c.business_id = ${businessId} and c.id = any(${numbers(ids)}) and c.merged_into is null`);
  return [...rows].map(toContact);
}

type Row = ClientColumns & {
  made: string;
  call: string | null;
  talk: string | null;
  deal: number | null;
  stage: string | null;
};

function toContact(row: Row): ClientContact {
  const times = [
    { last: "call" as const, lastAt: instantOf(row.call) },
    { last: "talk" as const, lastAt: instantOf(row.talk) },
    { last: "made" as const, lastAt: instantOf(row.made) },
  ];
  const [newest = { last: "made" as const, lastAt: instantOf(row.made) }] = times.toSorted(
    (a, b) => b.lastAt - a.lastAt,
  );
  return {
    ...toClientRow(row),
    ...newest,
    deal: row.deal === null ? null : { number: row.deal, stage: row.stage },
  };
}

function instantOf(text: string | null): number {
  return text === null ? 0 : new Date(text).getTime();
}

function isBefore({ lastAt, id }: ClientContact, mark: ContactMark): boolean {
  return lastAt < mark.at || (lastAt === mark.at && id < mark.id);
}

function newestFirst(a: ClientContact, b: ClientContact): number {
  return b.lastAt - a.lastAt || b.id - a.id;
}

/** Calls of the business with somebody outside. */
const PEOPLE = sql.raw(
  "merged_into is null and direction <> 'internal' and (state->>'ours')::boolean",
);
