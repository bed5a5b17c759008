import { isUnavailable, type Database, type Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import { groupBy } from "../lib/group-by.ts";
import { together } from "../lib/together.ts";
import { assign } from "./assign-service.ts";
import { cardsOfCalls } from "./card-store.ts";
import { foldJobs } from "./fold-timer.ts";
import { markFailed, takeUnfolded, type Unfolded } from "./inbox-store.ts";
import { contextOf, phonesIn, refold, type RefoldDeps } from "./refold-service.ts";
import { eventsOf, holdBusinesses, lockCalls, type StoredCall } from "./store.ts";

export type FoldDeps = RefoldDeps & {
  db: Database;
  /** Events were committed: the relay may number them. */
  emitted: () => void;
  /** Hooks were folded and committed, so many milliseconds after they came. */
  folded?: (lags: readonly number[]) => void;
  failed: (error: unknown, about: { inboxId: number }) => void;
};

const BATCH = 500;
/** A timer that came this much before its call is due belongs to it, and a clock was moved: it is set again. */
const EARLY_MS = 60_000;
/** Each lost race leaves one call less to meet at; a batch of a busy moment meets several. */
const TRIES = 20;
/** A lost race for a call's refs, a deadlock, a serialisation failure, a lock not available (PostgreSQL, appendix A). */
const PASSING = new Set(["calls.linked_meanwhile", "40P01", "40001", "55P03"]);

/** Folds what the inbox holds, or of it `own` and what others left, many hooks in one transaction; returns how many it took. */
export async function foldBatch(
  deps: FoldDeps,
  limit = BATCH,
  own?: readonly number[],
): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await foldRows(deps, limit, own);
    } catch (error) {
      if (!isPassing(error)) return foldSingly(deps, limit);
      if (tries === TRIES) throw error;
    }
  }
}

/** Folds calls of one business again because a window of theirs has passed; those that go on meanwhile are left alone. */
export async function foldCalls(deps: FoldDeps, jobs: readonly FoldJob[]): Promise<void> {
  const businessId = jobs[0]?.businessId;
  if (businessId === undefined) return;
  const timed = jobs.filter(({ asIf }) => asIf === undefined);
  const ids = [...new Set(timed.map(({ callId }) => callId))];
  for (let i = 0; i < ids.length; i += BATCH)
    await foldDue(deps, businessId, { ids: ids.slice(i, i + BATCH) });
  for (const { callId, asIf } of jobs)
    if (asIf !== undefined) await foldDue(deps, businessId, { ids: [callId], asIf });
  deps.emitted();
}

/** `asIf`: a call that is still due then is folded as if it were then. */
export type FoldJob = { businessId: string; callId: number; asIf?: number };

async function foldDue(
  given: FoldDeps,
  businessId: string,
  { ids, asIf }: { ids: readonly number[]; asIf?: number },
): Promise<void> {
  const clock = asIf === undefined ? given.clock : { now: () => Math.max(asIf, given.clock.now()) };
  const deps = { ...given, clock };
  await deps.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const [, known] = await together([
      holdBusinesses(tx, [businessId]),
      lockCalls(tx, businessId, ids),
    ]);
    const locked = [...known.values()];
    const waiting = locked.filter(({ state, mergedInto }) => state?.dueAt && mergedInto === null);
    const early = waiting.filter((call) => dueAt(call) > now && dueAt(call) < now + EARLY_MS);
    const again = early.map((call) => ({ businessId, callId: call.id, due: dueAt(call) }));
    await add(tx, foldJobs(again, now));
    const due = waiting.filter(
      (call) => dueAt(call) <= now && (asIf === undefined || dueAt(call) === asIf),
    );
    if (due.length === 0) return;
    const dueIds = due.map(({ id }) => id);
    const phones = due.flatMap(({ state }) => (state?.client ? [state.client] : []));
    const [events, cards, context] = await together([
      eventsOf(tx, businessId, dueIds),
      cardsOfCalls(tx, businessId, dueIds),
      contextOf(tx, businessId, [...new Set(phones)]),
    ]);
    const assigned = due.map((before) => ({
      callId: before.id,
      before,
      events: events.get(before.id) ?? [],
      cards: cards.filter(({ callId }) => callId === before.id),
    }));
    await refold(deps, tx, context, assigned);
  });
}

function dueAt({ state }: StoredCall): number {
  return state?.dueAt ?? 0;
}

async function foldRows(deps: FoldDeps, limit: number, own?: readonly number[]): Promise<number> {
  const rows = await deps.db.transaction(async (tx) => {
    const taken = await takeUnfolded(tx, { limit, own, now: deps.clock.now() });
    await foldHooks(deps, tx, taken);
    return taken;
  });
  tell(deps, rows);
  return rows.length;
}

function tell(deps: FoldDeps, rows: readonly Unfolded[]): void {
  if (rows.length === 0) return;
  const now = deps.clock.now();
  deps.emitted();
  deps.folded?.(rows.map(({ receivedAt }) => Math.max(0, now - receivedAt)));
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
  const taken = await deps.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const [row] = await takeUnfolded(tx, { limit: 1, after, now });
    if (!row) return null;
    try {
      await tx.transaction((inner) => foldHooks(deps, inner, [row]));
      return { row, folded: true };
    } catch (error) {
      if (isPassing(error)) throw error;
      deps.failed(error, { inboxId: row.id });
      const reason = error instanceof Error ? error.message.slice(0, 200) : "unknown";
      await markFailed(tx, row.businessId, { id: row.id, reason, now });
      return { row, folded: false };
    }
  });
  tell(deps, taken?.folded === true ? [taken.row] : []);
  return taken?.row.id ?? null;
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
  if (rows.length === 0) return;
  const businesses = [...groupBy(rows, (row) => row.businessId)];
  const held = holdBusinesses(
    tx,
    businesses.map(([businessId]) => businessId),
  );
  await together([
    held,
    ...businesses.map(async ([businessId, own]) => {
      const phones = phonesIn(own.flatMap(({ events }) => events));
      const [context, assigned] = await together([
        contextOf(tx, businessId, phones),
        assign(tx, businessId, own),
      ]);
      await refold(deps, tx, context, assigned);
    }),
  ]);
}
