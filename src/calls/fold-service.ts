import { isDeepStrictEqual } from "node:util";
import { businessOf } from "../business/business-service.ts";
import { subscribedChats } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import { isUnavailable, type Database, type Tx } from "../db/client.ts";
import type { DomainEvent } from "../events/event.ts";
import { emit } from "../events/emit-service.ts";
import { add, type Job } from "../jobs/job-service.ts";
import { AppError } from "../lib/app-error.ts";
import type { Clock } from "../lib/clock.ts";
import { groupBy } from "../lib/group-by.ts";
import { together } from "../lib/together.ts";
import { announce } from "./announce.ts";
import type { Call, CallEvent, Windows } from "./call.ts";
import { cardPlan } from "./card-plan.ts";
import { cardJobs } from "./card-job.ts";
import { wantCards, type WantedCard } from "./card-store.ts";
import { wants, type CardPart } from "./filter.ts";
import { fold } from "./fold.ts";
import { assign, type Assigned } from "./assign-service.ts";
import { markFailed, takeUnfolded, type Unfolded } from "./inbox-store.ts";
import { eventsOf, lockCalls, saveCalls, type SavedCall, type StoredCall } from "./store.ts";

export type FoldDeps = {
  db: Database;
  clock: Clock;
  windows: Windows;
  wakeAt: (at: number) => void;
  /** Events were committed: the relay may number them. */
  emitted: () => void;
  failed: (error: unknown, about: { inboxId: number }) => void;
};

const BATCH = 200;
const TRIES = 5;
/** A lost race for a call's refs, a deadlock, a serialisation failure, a lock not available (PostgreSQL, appendix A). */
const PASSING = new Set(["calls.linked_meanwhile", "40P01", "40001", "55P03"]);
/** A call first heard of this long after its end is news, not an alarm. */
const LATE_MS = 15 * 60_000;

/** Folds what the inbox holds, many hooks in one transaction; returns how many it took. */
export async function foldBatch(deps: FoldDeps, limit = BATCH): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await foldRows(deps, limit);
    } catch (error) {
      if (!isPassing(error)) return foldSingly(deps, limit);
      if (tries === TRIES) throw error;
    }
  }
}

/** Folds one call again because a window of it has passed. */
export async function foldCall(
  deps: FoldDeps,
  { businessId, callId }: { businessId: string; callId: number },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [locked, found] = await together([
      lockCalls(tx, businessId, [callId]),
      eventsOf(tx, businessId, [callId]),
    ]);
    const before = locked.get(callId);
    if (!before || before.mergedInto !== null) return;
    const events = found.get(callId) ?? [];
    const context = await contextOf(tx, businessId, phonesIn(events));
    await refold(deps, tx, context, [{ callId, before, events, absorbed: [] }]);
  });
  deps.emitted();
}

async function foldRows(deps: FoldDeps, limit: number): Promise<number> {
  const count = await deps.db.transaction(async (tx) => {
    const rows = await takeUnfolded(tx, { limit, now: deps.clock.now() });
    await foldHooks(deps, tx, rows);
    return rows.length;
  });
  if (count > 0) deps.emitted();
  return count;
}

/** One bad hook must not hold up the others: each is folded for itself, and one that cannot be is put aside after some passes. */
async function foldSingly(deps: FoldDeps, limit: number): Promise<number> {
  let after = 0;
  for (let count = 0; count < limit; count += 1) {
    const id = await foldNext(deps, after);
    if (id === null) return count;
    after = id;
  }
  return limit;
}

/** The id of the hook that was taken; null when there is none after `after`. */
async function foldNext(deps: FoldDeps, after: number): Promise<number | null> {
  const id = await deps.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const [row] = await takeUnfolded(tx, { limit: 1, after, now });
    if (!row) return null;
    try {
      await tx.transaction((inner) => foldHooks(deps, inner, [row]));
    } catch (error) {
      if (isPassing(error)) throw error;
      deps.failed(error, { inboxId: row.id });
      const reason = error instanceof Error ? error.message.slice(0, 200) : "unknown";
      await markFailed(tx, { id: row.id, reason, now });
    }
    return row.id;
  });
  deps.emitted();
  return id;
}

/** Not the hook's fault: another process was quicker, or the database is away. Taken again, the same hook folds. */
function isPassing(error: unknown): boolean {
  if (isUnavailable(error)) return true;
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ("code" in at && PASSING.has(String(at.code))) return true;
  }
  return false;
}

async function foldHooks(deps: FoldDeps, tx: Tx, rows: readonly Unfolded[]): Promise<void> {
  const businesses = [...groupBy(rows, (row) => row.businessId)];
  await together(
    businesses.map(async ([businessId, own]) => {
      const phones = phonesIn(own.flatMap(({ events }) => events));
      const [context, assigned] = await together([
        contextOf(tx, businessId, phones),
        assign(tx, businessId, own),
      ]);
      await refold(deps, tx, context, assigned);
    }),
  );
}

/** Folds calls, writes them, and everything that follows: domain events, cards, timers. */
async function refold(
  deps: FoldDeps,
  tx: Tx,
  context: Context,
  assigned: readonly Assigned[],
): Promise<void> {
  const { businessId } = context;
  const now = deps.clock.now();
  const changes = assigned
    .map(({ callId, before, events }) => ({
      callId,
      before,
      call: fold(events, deps.windows, now),
    }))
    .filter(({ before, call }) => !before || !isDeepStrictEqual(before.state, call));
  if (changes.length === 0) return;
  await meetClients(tx, context, changes);
  const news = changes.map((change) => newsOf(change, context, now));
  const touched = [
    ...changes.map(({ callId }) => callId),
    ...assigned.flatMap(({ absorbed }) => absorbed),
  ];
  // Sent together: Postgres runs the statements of a transaction in the order in which they are issued.
  const [, , cards] = await together([
    saveCalls(
      tx,
      businessId,
      news.map(({ saved }) => saved),
    ),
    emit(
      tx,
      news.flatMap(({ events }) => events),
    ),
    wantCards(tx, businessId, {
      cards: changes.flatMap((change) => wanted(change, context.chats, deps.windows, now)),
      calls: touched,
      now,
    }),
  ]);
  const timers = changes.flatMap(({ callId, before, call }) =>
    timer(businessId, callId, before?.state?.dueAt ?? null, call.dueAt),
  );
  const open = cards.filter(({ closed }) => closed === null);
  await add(tx, [
    ...timers,
    ...cardJobs(open.map(({ callId, chatId }) => ({ businessId, callId, chatId }))),
  ]);
  for (const { call } of changes) if (call.dueAt !== null) deps.wakeAt(call.dueAt);
}

type Change = { callId: number; before: StoredCall | null; call: Call };
type Context = {
  businessId: string;
  zone: string;
  chats: Chat[];
  clients: Awaited<ReturnType<typeof clientsByPhones>>;
  /** The numbers whose clients were looked for. */
  asked: ReadonlySet<string>;
};

async function contextOf(tx: Tx, businessId: string, phones: readonly string[]): Promise<Context> {
  const [business, chats, clients] = await together([
    businessOf(tx, businessId),
    subscribedChats(tx, businessId),
    clientsByPhones(tx, businessId, phones),
  ]);
  if (!business) throw new AppError("businesses.not_found", "not_found");
  return { businessId, zone: business.timezone, chats, clients, asked: new Set(phones) };
}

/** A hook may lack the client whom an earlier one named. */
async function meetClients(tx: Tx, context: Context, changes: readonly Change[]): Promise<void> {
  const phones = changes.flatMap(({ call: { client } }) =>
    client === null || context.asked.has(client) ? [] : [client],
  );
  const more = await clientsByPhones(tx, context.businessId, phones);
  for (const [phone, client] of more) context.clients.set(phone, client);
}

function phonesIn(events: readonly CallEvent[]): string[] {
  return [...new Set(events.flatMap(({ client }) => (client === null ? [] : [client])))];
}

function newsOf(
  { callId, before, call }: Change,
  context: Context,
  now: number,
): { saved: SavedCall; events: DomainEvent[] } {
  const client = call.client === null ? undefined : context.clients.get(call.client);
  const about = {
    businessId: context.businessId,
    callId,
    clientId: client?.number ?? null,
    clientName: client?.name ?? call.clientName,
    zone: context.zone,
  };
  const said = before?.announced ?? [];
  const news = call.ours
    ? announce(call, said, about, now)
    : { events: [], announced: said, corrected: false };
  const recovered = before
    ? before.recovered
    : call.endedAt !== null && now - call.endedAt > LATE_MS;
  return {
    saved: {
      id: callId,
      call,
      announced: [...news.announced],
      corrected: (before?.corrected ?? false) || news.corrected,
      recovered,
    },
    events: news.events,
  };
}

function wanted(
  { callId, call }: Change,
  chats: readonly Chat[],
  windows: Windows,
  now: number,
): WantedCard[] {
  const plan = cardPlan(call, now, windows);
  const parts: CardPart[] = [
    ...(plan.ring ? (["ring"] as const) : []),
    ...(plan.final ? (["final"] as const) : []),
  ];
  return chats
    .filter((chat) => !chat.unreachable)
    .flatMap((chat) =>
      parts
        .filter((part) => wants(chat.filter, call, part))
        .map((part) => ({ callId, chatId: chat.id, part })),
    );
}

function timer(
  businessId: string,
  callId: number,
  before: number | null,
  due: number | null,
): Job[] {
  if (due === null || due === before) return [];
  return [
    { task: "call.fold", payload: { businessId, callId }, key: `fold:${callId}`, runAt: due },
  ];
}
