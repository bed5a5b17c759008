import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { texts } from "../db/value.ts";
import type { EventName } from "./event.ts";

/** A numbered event as live readers get it; `at` is epoch ms. */
export type TailEvent = {
  id: string;
  sequence: number;
  event: EventName;
  data: unknown;
  at: number;
};

/** What a reader wants: events after a number (null: from now on), of these names (none given: all), until the signal. */
type Following = {
  after: number | null;
  names?: readonly EventName[];
  signal: AbortSignal;
};

export type Tail = {
  /** The numbered events of one business in order, without gap or double; ends with the signal and when the process stops. */
  follow: (businessId: string, following: Following) => AsyncIterable<TailEvent>;
  /** The relay has committed something of this business. */
  wake: (businessId: string) => void;
  stop: () => void;
};

type Deps = {
  db: Tx;
  /** A look at the table that failed; readers go on once one succeeds. */
  failed: (error: unknown) => void;
  pollMs?: number;
  page?: number;
};

/** `at`: everything up to this number was read; null before the first look. */
type Reader = { businessId: string; at: number | null; stirred: boolean; stir: () => void };

/**
 * Live readers of events. Each reads pages from the table at its own pace, so that a slow one keeps nothing in memory;
 * one question a second for all of them tells what another process numbered.
 */
export function createTail({ db, failed, pollMs = 1000, page = 500 }: Deps): Tail {
  const readers = new Set<Reader>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let asking = false;
  const poll = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      const last = await lastOf(db, [...new Set([...readers].map((one) => one.businessId))]);
      for (const reader of readers)
        if (reader.at === null || (last.get(reader.businessId) ?? 0) > reader.at) stir(reader);
    } catch (error) {
      failed(error);
    } finally {
      asking = false;
    }
  };
  const enter = (businessId: string): Reader => {
    const reader: Reader = { businessId, at: null, stirred: false, stir: () => {} };
    readers.add(reader);
    timer ??= setInterval(() => void poll(), pollMs);
    return reader;
  };
  const leave = (reader: Reader): void => {
    readers.delete(reader);
    if (readers.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
  return {
    follow: (businessId, following) => {
      const signal = AbortSignal.any([following.signal, stopping.signal]);
      return read({ db, failed, page, enter, leave }, businessId, { ...following, signal });
    },
    wake: (businessId) => {
      for (const reader of readers) if (reader.businessId === businessId) stir(reader);
    },
    stop: () => stopping.abort(),
  };
}

type Room = Required<Pick<Deps, "db" | "failed" | "page">> & {
  enter: (businessId: string) => Reader;
  leave: (reader: Reader) => void;
};

async function* read(
  { db, failed, page, enter, leave }: Room,
  businessId: string,
  { after, names, signal }: Following,
): AsyncGenerator<TailEvent, void> {
  if (signal.aborted) return;
  const reader = enter(businessId);
  const ended = (): void => stir(reader);
  signal.addEventListener("abort", ended);
  try {
    while (!signal.aborted) {
      reader.stirred = false;
      const from = reader.at ?? after;
      const found = await pageOf(db, businessId, { after: from, names, page }).catch(failed);
      for (const event of found?.events ?? []) {
        if (signal.aborted) return;
        reader.at = event.sequence;
        yield event;
      }
      if (found && found.events.length === page) continue;
      // What lies between was not wanted. A number ahead of the business's own waits until it is reached.
      if (found) reader.at = Math.max(found.last, from ?? 0);
      await stirring(reader, signal);
    }
  } finally {
    signal.removeEventListener("abort", ended);
    leave(reader);
  }
}

function stir(reader: Reader): void {
  reader.stirred = true;
  reader.stir();
}

function stirring(reader: Reader, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (reader.stirred || signal.aborted) return done();
    reader.stir = done;
  });
}

/** Numbers that a business has given (`last`) and still keeps (`first`: null when none is kept). */
export async function kept(
  db: Tx,
  businessId: string,
): Promise<{ first: number | null; last: number }> {
  const [row] = await db.execute<{ first: number | null; last: number }>(sql`
    select (select min(sequence) from events where business_id = ${businessId})::float8 as first,
      coalesce((${counter(businessId)}), 0)::float8 as last`);
  return row ?? { first: null, last: 0 };
}

async function lastOf(db: Tx, businessIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.execute<{ business_id: string; last: number }>(sql`
    select business_id, last::float8 as last from event_sequences
    where business_id = any(${texts(businessIds)}::uuid[])`);
  return new Map([...rows].map((row) => [row.business_id, row.last]));
}

type Page = { last: number; events: TailEvent[] };

/** One look: how far the business has counted, and the first wanted events after a number. */
async function pageOf(
  db: Tx,
  businessId: string,
  { after, names, page }: Pick<Following, "after"> & { names: Following["names"]; page: number },
): Promise<Page> {
  const wanted = names === undefined ? sql`` : sql`and event = any(${texts(names)})`;
  const found = sql`select public_id as id, sequence, event, data, at from events
    where business_id = ${businessId} and sequence > ${after}::bigint ${wanted} order by sequence limit ${page}`;
  const [row] = await db.execute<{ last: number; events: Row[] }>(sql`
    select coalesce((${counter(businessId)}), 0)::float8 as last, (
      select coalesce(jsonb_agg(to_jsonb(found) order by sequence), '[]') from (${found}) found
    ) as events`);
  const events = (row?.events ?? []).map((event) => ({
    ...event,
    at: new Date(event.at).getTime(),
  }));
  return { last: row?.last ?? 0, events };
}

type Row = Omit<TailEvent, "at"> & { at: string };

function counter(businessId: string): SQL {
  return sql`select last from event_sequences where business_id = ${businessId}`;
}
