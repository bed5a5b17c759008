import type { Courier, Delivered } from "../channels/courier.ts";
import type { Channel, Line } from "../channels/line.ts";
import type { Database, Tx } from "../db/client.ts";
import { block, find, record } from "../jobs/bucket-service.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import {
  changeConversation,
  conversationById,
  type StoredConversation,
} from "./conversation-store.ts";
import { sayJob } from "./say-job.ts";
import { tellUndelivered, type Undelivered } from "./undelivered-service.ts";
import { buttonData } from "./utterance.ts";
import {
  dropLeaving,
  markLeaving,
  nextLeaving,
  settleLeaving,
  toldOf,
  type Leaving,
} from "./leaving-store.ts";

export type SayDeps = {
  db: Database;
  clock: Clock;
  /** Who brings messages to a chat of a line; null: nobody now. `heardAt`: the customer's last message. */
  courierOf: (line: Line & { heardAt: number | null }, place: string) => Promise<Courier | null>;
  botId: () => number;
  wakeAt: (at: number) => void;
  /** A message is sent again because nobody knows whether it had arrived. */
  ambiguous: (message: { utterance: number }) => void;
  /** A message left for a customer. */
  left: (message: { channel: Channel; place: string; author: string }) => void;
  throttled: () => void;
  failed: (problem: string, about: Record<string, unknown>) => void;
};

type Of = { businessId: string; conversationId: number };

/** Sends what waits for a customer, in its order, each bracketed by a mark. Its queue lets only one of these run at a time. */
export async function runSay(deps: SayDeps, of: Of): Promise<void> {
  const { db } = deps;
  const { businessId, conversationId } = of;
  for (;;) {
    const leaving = await nextLeaving(db, businessId, conversationId);
    if (!leaving) return;
    const conversation = await conversationById(db, businessId, conversationId);
    if (!conversation) return;
    const stop = await sendOne(deps, conversation, leaving);
    if (stop === null) continue;
    // It was taken back meanwhile: the next try is planned.
    if (stop === "again") return;
    await add(db, sayJob(of, stop));
    return deps.wakeAt(stop);
  }
}

/** An answer of yesterday confuses more than it helps. */
const GIVE_UP_MS = 12 * 3_600_000;
const AWAY_MS = 2000;
const NOBODY_MS = 60_000;

/** Null: on to the next; an instant: this one is tried again then; "again": it is, and that is planned. */
type Next = number | null | "again";

async function sendOne(
  deps: SayDeps,
  conversation: StoredConversation,
  leaving: Leaving,
): Promise<Next> {
  const { clock } = deps;
  const { place } = conversation;
  const { id, phrasedBy } = leaving;
  const now = clock.now();
  if (now - leaving.at > GIVE_UP_MS) return giveUp(deps, conversation, { leaving, reason: "late" });
  if (phrasedBy !== null && phrasedBy > now) return phrasedBy;
  const courier = await deps.courierOf(conversation, place);
  if (courier === null) return now + NOBODY_MS;
  const doubted = doubtedUntil(leaving, { courier, now });
  if (doubted !== null) return doubted;
  const passed = await depart(deps, conversation, { leaving, courier });
  if (passed !== null) return passed;
  if (leaving.sendingSince !== null) deps.ambiguous({ utterance: id });
  const buttons = leaving.buttons.map(({ title, row }, index) => ({
    title,
    row,
    data: buttonData(id, index),
  }));
  const { language } = conversation.memory;
  const delivered = await courier.send({
    id,
    text: leaving.text,
    buttons,
    language,
    brief: leaving.brief,
  });
  return settle(deps, conversation, { leaving, delivered, courier });
}

/** News of what was sent may still come. */
function doubtedUntil(
  { sendingSince }: Leaving,
  { courier: { doubtMs = 0 }, now }: { courier: Courier; now: number },
): number | null {
  if (sendingSince === null || doubtMs === 0) return null;
  const until = Math.min(sendingSince, now) + doubtMs;
  return until > now ? until : null;
}

/** Marks a message that leaves now; else gives the instant at which it may. */
async function depart(
  { db, clock }: SayDeps,
  { businessId }: StoredConversation,
  { leaving: { id }, courier }: { leaving: Leaving; courier: Courier },
): Promise<number | null> {
  return db.transaction(async (tx) => {
    const { at, now } = await placeOf(tx, courier, clock);
    if (at > now) return at;
    await markLeaving(tx, businessId, { id, sendingSince: now });
    return null;
  });
}

async function placeOf(
  tx: Tx,
  { limits: keys, patient }: Courier,
  clock: Clock,
): Promise<{ at: number; now: number }> {
  if (patient === true) {
    const { at, now } = await find(tx, { keys, clock });
    if (at > now) return { at, now };
  }
  return record(tx, { keys, clock });
}

type Sent = { leaving: Leaving; delivered: Delivered; courier: Courier };

async function settle(
  deps: SayDeps,
  conversation: StoredConversation,
  { leaving, delivered, courier }: Sent,
): Promise<Next> {
  const { db, clock } = deps;
  const { businessId, channel, place } = conversation;
  const { id } = leaving;
  const now = clock.now();
  if ("sent" in delivered) {
    deps.left({ channel, place, author: leaving.author });
    return db.transaction(async (tx) => {
      if ((await toldOf(tx, businessId, id)) === "again") return "again";
      await settleLeaving(tx, businessId, { id, externalId: delivered.sent, now });
      return null;
    });
  }
  // The mark stays, so that the next try counts.
  if ("ambiguous" in delivered)
    return db.transaction(async (tx) => {
      const told = await toldOf(tx, businessId, id);
      if (told !== "nothing") return told === "again" ? told : null;
      await markLeaving(tx, businessId, { id, sendingSince: now });
      return now + (courier.doubtMs ?? AWAY_MS);
    });
  await markLeaving(db, businessId, { id, sendingSince: null });
  if ("retry" in delivered) {
    const { retry, told, key } = delivered;
    const until = now + (told ? retry : Math.max(retry, patience(now - leaving.at)));
    if (told) {
      deps.throttled();
      await block(db, { key: key ?? courier.blockKey, until });
    }
    return until;
  }
  if ("unsent" in delivered) return now + AWAY_MS;
  if ("closed" in delivered) return giveUp(deps, conversation, { leaving, reason: "closed" });
  if ("declined" in delivered) return giveUp(deps, conversation, { leaving, reason: "declined" });
  if ("dead" in delivered)
    return unreachable(deps, conversation, { leaving, reason: delivered.dead });
  deps.failed("the channel refused an answer", { utterance: id, channel, delivered });
  return giveUp(deps, conversation, { leaving, reason: "refused" });
}

/** What fails for long is tried less often. */
function patience(ageMs: number): number {
  return Math.min(Math.max(ageMs, 0) / 10, PATIENCE_MS);
}

const PATIENCE_MS = 60_000;

type GivenUp = { leaving: Leaving; reason: Exclude<Undelivered, "blocked"> };

async function giveUp(
  deps: SayDeps,
  conversation: StoredConversation,
  { leaving, reason }: GivenUp,
): Promise<null> {
  const { businessId } = conversation;
  const now = deps.clock.now();
  await deps.db.transaction(async (tx) => {
    await settleLeaving(tx, businessId, { id: leaving.id, reason, now });
    const told = { utterance: leaving, reason, botId: deps.botId(), now };
    await tellUndelivered(tx, conversation, told);
  });
  return null;
}

/** They blocked the bot or are gone: nothing that waits can reach them. */
async function unreachable(
  deps: SayDeps,
  conversation: StoredConversation,
  { leaving, reason }: { leaving: Leaving; reason: string },
): Promise<null> {
  const { businessId, id: conversationId } = conversation;
  const now = deps.clock.now();
  await deps.db.transaction(async (tx) => {
    await dropLeaving(tx, businessId, { conversationId, reason });
    await changeConversation(tx, businessId, { id: conversationId, unreachableAt: now });
    const told = { utterance: leaving, reason: "blocked" as const, botId: deps.botId(), now };
    await tellUndelivered(tx, conversation, told);
  });
  return null;
}
