import { postNotices, type Notice } from "../business/notice-service.ts";
import { sendLimits } from "../calls/card-limit-service.ts";
import type { Database } from "../db/client.ts";
import type { SalonGateway } from "../gateways/salon-telegram.ts";
import type { Outcome } from "../gateways/telegram-outcome.ts";
import { block, record } from "../jobs/bucket-service.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import type { Keyring } from "../lib/secret-box.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { cleanName, escapeName } from "../texts/html.ts";
import {
  changeConversation,
  conversationById,
  type StoredConversation,
} from "./conversation-store.ts";
import { deskPlaces } from "./desk-place-service.ts";
import { noteSalonBot, salonBotToken } from "./salon-bot-service.ts";
import { sayJob } from "./say-job.ts";
import { buttonData, type SaidButton } from "./utterance.ts";
import {
  dropLeaving,
  markLeaving,
  nextLeaving,
  settleLeaving,
  type Leaving,
} from "./utterance-store.ts";

export type SayDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  gateway: Pick<SalonGateway, "send">;
  botId: () => number;
  wakeAt: (at: number) => void;
  /** A message is sent again because nobody knows whether it had arrived. */
  ambiguous: (message: { utterance: number }) => void;
  /** A message left for a customer. */
  left: (message: { chatId: number; author: string }) => void;
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
    await add(db, sayJob(of, stop));
    return deps.wakeAt(stop);
  }
}

/** An answer of yesterday confuses more than it helps. */
const GIVE_UP_MS = 12 * 3_600_000;
const AWAY_MS = 2000;
const NO_BOT_MS = 60_000;

/** Null: on to the next; else the instant at which this one is tried again. */
async function sendOne(
  deps: SayDeps,
  conversation: StoredConversation,
  leaving: Leaving,
): Promise<number | null> {
  const { db, clock } = deps;
  const { businessId, botId, place } = conversation;
  const { id } = leaving;
  const chatId = Number(place);
  const now = clock.now();
  if (now - leaving.at > GIVE_UP_MS) return giveUp(deps, conversation, { leaving, reason: "late" });
  const bot = await salonBotToken(deps, businessId);
  if (bot?.bot.botId !== botId) return now + NO_BOT_MS;
  const keys = sendLimits(botId, chatId);
  const passed = await db.transaction(async (tx) => {
    const { at, now: then } = await record(tx, { keys, clock });
    if (at > then) return at;
    await markLeaving(tx, businessId, { id, sendingSince: then });
    return null;
  });
  if (passed !== null) return passed;
  if (leaving.sendingSince !== null) deps.ambiguous({ utterance: id });
  const buttons = keyboardOf(id, leaving.buttons);
  const outcome = await deps.gateway.send(bot.token, { chatId, text: leaving.text, buttons });
  return settle(deps, conversation, { leaving, outcome, salonBotId: bot.bot.id });
}

function keyboardOf(id: number, buttons: readonly SaidButton[]) {
  const rows = new Map<number, { text: string; callback_data: string }[]>();
  for (const [index, { title, row }] of buttons.entries()) {
    const made = rows.get(row) ?? [];
    rows.set(row, [...made, { text: title, callback_data: buttonData(id, index) }]);
  }
  return [...rows.values()];
}

type Sent = { leaving: Leaving; outcome: Outcome; salonBotId: string };

async function settle(
  deps: SayDeps,
  conversation: StoredConversation,
  { leaving, outcome, salonBotId }: Sent,
): Promise<number | null> {
  const { db, clock } = deps;
  const { businessId, botId, place } = conversation;
  const { id } = leaving;
  const now = clock.now();
  if ("sent" in outcome && outcome.sent !== null) {
    await settleLeaving(db, businessId, { id, externalId: `m${outcome.sent}`, now });
    deps.left({ chatId: Number(place), author: leaving.author });
    return null;
  }
  // The mark stays, so that the next try counts.
  if ("ambiguous" in outcome) return now + AWAY_MS;
  await markLeaving(db, businessId, { id, sendingSince: null });
  if ("retry" in outcome) {
    const until = now + outcome.retry;
    if (outcome.told) {
      deps.throttled();
      await block(db, { key: `chat:${botId}:${place}`, until });
    } else if (outcome.retry >= NO_BOT_MS) {
      // Telegram does not know the token any more.
      await noteSalonBot(db, businessId, { id: salonBotId, error: "revoked", now });
    }
    return until;
  }
  if ("unsent" in outcome) return now + AWAY_MS;
  if ("dead" in outcome) return unreachable(deps, conversation, { leaving, reason: outcome.dead });
  deps.failed("Telegram refused an answer", { utterance: id, outcome });
  return giveUp(deps, conversation, { leaving, reason: "refused" });
}

type GivenUp = { leaving: Leaving; reason: string };

async function giveUp(
  deps: SayDeps,
  conversation: StoredConversation,
  { leaving, reason }: GivenUp,
): Promise<null> {
  const { businessId } = conversation;
  const now = deps.clock.now();
  await settleLeaving(deps.db, businessId, { id: leaving.id, reason, now });
  await tellOperators(deps, conversation, { leaving, reason });
  return null;
}

/** They blocked the bot or are gone: nothing that waits can reach them. */
async function unreachable(
  deps: SayDeps,
  conversation: StoredConversation,
  { leaving, reason }: GivenUp,
): Promise<null> {
  const { businessId, id: conversationId } = conversation;
  const now = deps.clock.now();
  await deps.db.transaction(async (tx) => {
    await dropLeaving(tx, businessId, { conversationId, reason });
    await changeConversation(tx, businessId, { id: conversationId, unreachableAt: now });
  });
  await tellOperators(deps, conversation, { leaving, reason: "blocked" });
  return null;
}

const why: Record<string, TextId> = {
  blocked: "handoff-undelivered-blocked",
  late: "handoff-undelivered-late",
};

/** An operator believes that they have answered: they are told when they have not. */
async function tellOperators(
  { db, clock, botId: main }: SayDeps,
  { businessId, id, profileName, threadId }: StoredConversation,
  { leaving, reason }: GivenUp,
): Promise<void> {
  if (leaving.author !== "operator") return;
  const botId = main();
  const now = clock.now();
  const desk = await deskPlaces(db, businessId, { botId });
  const posted = (desk?.places ?? []).map((place): Notice => {
    const { language, telegramId, group } = place;
    const name = cleanName(profileName) ?? text(language, "handoff-who-customer");
    const cause = text(language, why[reason] ?? "handoff-undelivered-refused");
    return {
      key: `desk:${id}:undelivered:${leaving.id}:${telegramId}`,
      botId,
      telegramId,
      threadId: (group ? threadId : null) ?? place.threadId,
      html: text(language, "handoff-undelivered", { name: escapeName(name), reason: cause }),
      keyboard: null,
      silent: false,
      replyTo: null,
    };
  });
  await postNotices(db, businessId, { posted, now });
}
