import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { groupBy } from "../lib/group-by.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { together } from "../lib/together.ts";
import type { CallEvent } from "./call.ts";
import { cardsOfCalls, inheritCards, type Card } from "./card-store.ts";
import { loseFollowups } from "./followup-store.ts";
import { group, type Decision } from "./group.ts";
import { ignoreHooks, type Unfolded } from "./inbox-store.ts";
import * as store from "./store.ts";
import type { StoredCall, StoredEvent } from "./store.ts";

/** A call with all its events, ready to be folded, and its messages, also those of calls it swallowed; `before` is null for a new one, `lost` are follow-ups that swallowed calls belonged to. */
export type Assigned = {
  callId: number;
  before: StoredCall | null;
  events: CallEvent[];
  cards: Card[];
  lost?: readonly number[];
};

/** Gives the events of new hooks to their calls: new ones, known ones, and calls that turn out to be one. */
export async function assign(
  tx: Tx,
  businessId: string,
  rows: readonly Unfolded[],
): Promise<Assigned[]> {
  const heard = rows.flatMap((row) => row.events.map((event) => ({ event, inboxId: row.id })));
  const assigned: Assigned[] = [];
  for (const [provider, own] of groupBy(heard, ({ event }) => event.provider)) {
    assigned.push(...(await assignProvider(tx, businessId, provider, own)));
  }
  return assigned;
}

type Heard = { event: CallEvent; inboxId: number };

async function assignProvider(
  tx: Tx,
  businessId: string,
  provider: string,
  heard: readonly Heard[],
): Promise<Assigned[]> {
  const refs = [
    ...new Set(
      heard.flatMap(({ event }) =>
        event.parent === null ? [event.ref] : [event.ref, event.parent],
      ),
    ),
  ];
  // Numbers for calls that begin here are asked for along with the question which calls are known.
  const begun = new Set(
    heard.filter(({ event }) => event.kind === "rang").map(({ event }) => event.ref),
  );
  const [known, numbers] = await together([
    store.callsOfRefs(tx, businessId, { provider, refs }),
    store.newCallIds(tx, begun.size),
  ]);
  const keys = new Map(
    [...known].flatMap(([ref, { key }]) => [[ref, key] as const, [key, key] as const]),
  );
  const idOfKey = new Map([...known.values()].map(({ key, id }) => [key, id]));
  const decisions = group(
    keys,
    heard.map(({ event }) => event),
  );
  const fresh = decisions.filter((decision) => decision.kind === "new");
  const missing = await store.newCallIds(tx, Math.max(0, fresh.length - numbers.length));
  const newIds = [...numbers, ...missing].slice(0, fresh.length);
  for (const [i, id] of newIds.entries()) idOfKey.set(fresh[i]?.key ?? "", id);
  const callOf = (decision: Decision): number => idOf(idOfKey, ownKey(decision));
  const idOfRef = new Map(
    decisions.flatMap((decision) => decision.refs.map((ref) => [ref, callOf(decision)] as const)),
  );
  // The key of a known call is a leg of it too, whether or not this batch names it.
  const links = [...idOfRef]
    .filter(([ref]) => !keys.has(ref))
    .map(([ref, callId]) => ({ ref, callId }));
  const events = heard.map(({ event, inboxId }): StoredEvent => ({
    callId: idOf(idOfRef, event.ref),
    digest: digestOf(event),
    event,
    inboxId,
  }));
  const lockIds = lockable(decisions, idOfKey);
  const merges = decisions.filter((decision) => decision.kind === "merged");
  const append = async () => {
    const [, stored, cards] = await together([
      store.addEvents(tx, businessId, events),
      store.eventsOf(tx, businessId, lockIds),
      cardsOfCalls(tx, businessId, lockIds),
    ]);
    return { stored, cards };
  };
  // Sent together: Postgres runs the statements of a transaction in the order in which they are issued.
  const [before, linked, early] = await together([
    store.lockCalls(tx, businessId, lockIds),
    store.linkRefs(tx, businessId, { provider, links }),
    merges.length === 0 ? append() : null,
  ]);
  if (!linked || [...before.values()].some(({ mergedInto }) => mergedInto !== null))
    throw new AppError("calls.linked_meanwhile", "conflict");
  const lost = new Map<number, number[]>();
  for (const decision of merges)
    lost.set(callOf(decision), await merge(tx, businessId, { decision, idOfKey }));
  const { stored, cards } = early ?? (await append());
  const left = leftOut(events, stored);
  if (left.length > 0) await ignoreHooks(tx, businessId, { ids: left, reason: "too_many_events" });
  return decisions.map((decision) => {
    const callId = callOf(decision);
    const own =
      stored.get(callId) ??
      events.filter((event) => event.callId === callId).map(({ event }) => event);
    const swallowed =
      decision.kind === "merged" ? decision.merged.map((key) => idOf(idOfKey, key)) : [];
    const messages = cards.filter((card) => [callId, ...swallowed].includes(card.callId));
    return {
      callId,
      before: before.get(callId) ?? null,
      events: own,
      cards: messages,
      lost: lost.get(callId) ?? [],
    };
  });
}

/** The hooks whose events a call had no room for: neither kept now nor known before. */
function leftOut(
  events: readonly StoredEvent[],
  stored: ReadonlyMap<number, CallEvent[]>,
): number[] {
  const left = new Set<number>();
  for (const [callId, kept] of stored) {
    if (kept.length < store.MOST_EVENTS) continue;
    const known = new Set(kept.map(digestOf));
    for (const event of events)
      if (event.callId === callId && !known.has(event.digest)) left.add(event.inboxId);
  }
  return [...left];
}

/** The key under which the call that stays is known before this batch. */
function ownKey(decision: Decision): string {
  if (decision.kind === "renamed") return decision.from;
  return decision.kind === "merged" ? decision.survivor : decision.key;
}

function lockable(decisions: readonly Decision[], idOfKey: ReadonlyMap<string, number>): number[] {
  return decisions
    .filter((decision) => decision.kind !== "new")
    .flatMap((decision) =>
      decision.kind === "merged" ? [decision.survivor, ...decision.merged] : [ownKey(decision)],
    )
    .map((key) => idOf(idOfKey, key));
}

async function merge(
  tx: Tx,
  businessId: string,
  {
    decision,
    idOfKey,
  }: { decision: Extract<Decision, { kind: "merged" }>; idOfKey: ReadonlyMap<string, number> },
): Promise<number[]> {
  const into = idOf(idOfKey, decision.survivor);
  const lost: number[] = [];
  for (const key of decision.merged) {
    const from = idOf(idOfKey, key);
    await inheritCards(tx, businessId, { from, into });
    lost.push(...(await loseFollowups(tx, businessId, { from, into })));
    await store.absorb(tx, businessId, { from, into });
  }
  return lost;
}

function idOf(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new AppError("calls.unknown_ref", "conflict");
  return id;
}

/** Equal for repeats of one event, whenever they came; one that a narrowed token vouches for is kept beside a silent one. */
function digestOf(event: CallEvent): string {
  const { arrivedAt: _arrived, ...content } = event;
  return sha256Hex(
    JSON.stringify(Object.entries(content).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  );
}
