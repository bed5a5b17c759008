import { isDeepStrictEqual } from "node:util";
import type { Business } from "../business/business.ts";
import { businessOf } from "../business/business-service.ts";
import { drawReference, keepReferences, type KnownButton } from "../business/button-service.ts";
import { subscribedChats } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import type { DomainEvent } from "../events/event.ts";
import { add } from "../jobs/job-service.ts";
import { AppError } from "../lib/app-error.ts";
import type { Clock } from "../lib/clock.ts";
import { together } from "../lib/together.ts";
import { announce } from "./announce.ts";
import type { Assigned } from "./assign-service.ts";
import type { Call, CallEvent, Windows } from "./call.ts";
import { cardJobs, type CardJob } from "./card-job.ts";
import { cardPlan } from "./card-plan.ts";
import { wantCards, type Card, type WantedCard } from "./card-store.ts";
import { followEnds, type End } from "./end-service.ts";
import { isMissed, wants, type CardPart } from "./filter.ts";
import { fold } from "./fold.ts";
import { linkFollowed, type FoldedCall } from "./followup-call-service.ts";
import { foldJobs, type DueCall } from "./fold-timer.ts";
import { showFollowups } from "./show-service.ts";
import { saveCalls, type SavedCall, type StoredCall } from "./store.ts";

export type RefoldDeps = { clock: Clock; windows: Windows; wakeAt: (at: number) => void };

/** A call first heard of this long after its end is news, not an alarm. */
const LATE_MS = 15 * 60_000;

/** Folds calls, writes them, and everything that follows: domain events, cards, timers. */
export async function refold(
  deps: RefoldDeps,
  tx: Tx,
  context: Context,
  assigned: readonly Assigned[],
): Promise<void> {
  const { businessId } = context;
  const now = deps.clock.now();
  const changes = assigned
    .map(({ callId, before, events, cards, lost = [] }) => ({
      callId,
      before,
      cards,
      lost,
      call: fold(events, deps.windows, now),
    }))
    .filter(
      ({ before, call, lost }) =>
        !before || lost.length > 0 || !isDeepStrictEqual(before.state, call),
    );
  if (changes.length === 0) return;
  await meetClients(tx, context, changes);
  const cards = changes.flatMap((change) => wanted(change, context.chats, deps.windows, now));
  const drawn = buttonsFor(changes, cards);
  const ends = changes.flatMap((change) => endOf(change, now));
  const folded = changes.map((change) => foldedOf(change, now));
  const after = await followEnds(tx, businessId, { ends, folded, business: context.business, now });
  for (const [phone, client] of after.met.clients) context.clients.set(phone, client);
  const news = changes.map((change) =>
    newsOf(change, context, { now, drawn: drawn.get(change.callId) ?? null }),
  );
  const timers = foldJobs(newlyDue(businessId, changes), now);
  // Sent together: Postgres runs the statements of a transaction in the order in which they are issued.
  await together([
    saveCalls(
      tx,
      businessId,
      news.map(({ saved }) => saved),
    ),
    emit(tx, [...after.met.events, ...news.flatMap(({ events }) => events), ...after.events]),
    wantCards(tx, businessId, { cards, now }),
    keepReferences(tx, businessId, { drawn: [...drawn].map(toKept), now }),
    linkFollowed(tx, businessId, after.followed),
    add(tx, [...timers, ...after.followed.jobs, ...cardJobs(toShow(businessId, changes, cards))]),
  ]);
  if (after.followed.ids.length > 0) await showFollowups(tx, businessId, after.followed.ids);
  for (const { runAt } of [...timers, ...after.followed.jobs])
    if (runAt !== undefined) deps.wakeAt(runAt);
}

type Change = {
  callId: number;
  before: StoredCall | null;
  cards: Card[];
  call: Call;
  lost: readonly number[];
};
export type Context = {
  businessId: string;
  business: Business;
  zone: string;
  chats: Chat[];
  clients: Awaited<ReturnType<typeof clientsByPhones>>;
  /** The numbers whose clients were looked for. */
  asked: ReadonlySet<string>;
};

/** What the calls of a business are folded with; `phones` are those of their clients. */
export async function contextOf(
  tx: Tx,
  businessId: string,
  phones: readonly string[],
): Promise<Context> {
  const [business, chats, clients] = await together([
    businessOf(tx, businessId),
    subscribedChats(tx, businessId),
    clientsByPhones(tx, businessId, phones),
  ]);
  if (!business) throw new AppError("businesses.not_found", "not_found");
  return { businessId, business, zone: business.timezone, chats, clients, asked: new Set(phones) };
}

/** A hook may lack the client whom an earlier one named. */
async function meetClients(tx: Tx, context: Context, changes: readonly Change[]): Promise<void> {
  const phones = changes.flatMap(({ call: { client } }) =>
    client === null || context.asked.has(client) ? [] : [client],
  );
  const more = await clientsByPhones(tx, context.businessId, phones);
  for (const [phone, client] of more) context.clients.set(phone, client);
}

export function phonesIn(events: readonly CallEvent[]): string[] {
  return [...new Set(events.flatMap(({ client }) => (client === null ? [] : [client])))];
}

/** A reference for «⋯» on the cards of every call that gets its first ones. */
function buttonsFor(changes: readonly Change[], cards: readonly WantedCard[]): Map<number, string> {
  const shown = new Set(cards.map(({ callId }) => callId));
  const bare = changes.filter(({ callId, before }) => shown.has(callId) && !before?.button);
  return new Map(bare.map(({ callId }) => [callId, drawReference()]));
}

function toKept([callId, id]: [number, string]): KnownButton {
  return { id, action: { do: "card_more", callId } };
}

/** A call that is announced to have ended now, for the first time or otherwise than before. */
function endOf({ callId, before, call }: Change, now: number): End[] {
  if (call.outcome === null || !call.ours) return [];
  const end = isMissed(call) ? "call.missed" : "call.completed";
  const last = before?.announced.findLast(isEnd);
  if (last === end) return [];
  return [
    { callId, call, corrected: last !== undefined, recovered: isLate({ before, call }, now) },
  ];
}

function isEnd(name: string): boolean {
  return name === "call.missed" || name === "call.completed";
}

function foldedOf({ callId, before, call, lost }: Change, now: number): FoldedCall {
  const ended = before?.announced.some(isEnd) ?? false;
  const known = before?.state ? { call: before.state, late: before.recovered, ended } : null;
  return { callId, before: known, call, late: isLate({ before, call }, now), lost };
}

function isLate({ before, call }: Pick<Change, "before" | "call">, now: number): boolean {
  return before ? before.recovered : call.endedAt !== null && now - call.endedAt > LATE_MS;
}

function newsOf(
  { callId, before, call }: Change,
  context: Context,
  { now, drawn }: { now: number; drawn: string | null },
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
  return {
    saved: {
      id: callId,
      call,
      announced: [...news.announced],
      corrected: (before?.corrected ?? false) || news.corrected,
      recovered: isLate({ before, call }, now),
      button: before?.button ?? drawn,
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
        .filter((part) => hasPart(chat, part) && wants(chat.filter, call, part))
        .map((part) => ({ callId, chatId: chat.id, part })),
    );
}

/** Style `final` has no incoming message. */
function hasPart({ style }: Chat, part: CardPart): boolean {
  return part === "final" || style !== "final";
}

/** Chats that hold a message of a changed call, or shall get one. */
function toShow(
  businessId: string,
  changes: readonly Change[],
  fresh: readonly WantedCard[],
): CardJob[] {
  const open = changes.flatMap(({ cards }) => cards.filter(({ closed }) => closed === null));
  return [...open, ...fresh].map(({ callId, chatId }) => ({ businessId, callId, chatId }));
}

/** The calls of a batch that got another instant to be folded at. */
function newlyDue(businessId: string, changes: readonly Change[]): DueCall[] {
  return changes.flatMap(({ callId, before, call: { dueAt } }) =>
    dueAt === null || dueAt === before?.state?.dueAt ? [] : [{ businessId, callId, due: dueAt }],
  );
}
