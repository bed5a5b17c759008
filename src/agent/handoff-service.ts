import { and, eq } from "drizzle-orm";
import { businessOf } from "../business/business-service.ts";
import { memberOf } from "../business/member-service.ts";
import { dueAfter, openAt } from "../business/working-time.ts";
import { conversations, deskMessages } from "../db/schema/agent.ts";
import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import { add } from "../jobs/job-service.ts";
import { conversationEvent } from "./event-service.ts";
import {
  changeConversation,
  lockConversation,
  type StoredConversation,
} from "./conversation-store.ts";
import type { DeskReason } from "./desk-card.ts";
import { isDeskChat } from "./desk-place-service.ts";
import { opened } from "./open.ts";
import { deskJob, sayJob } from "./say-job.ts";
import { agentSettings } from "./setting-service.ts";
import { dropDraft } from "./shadow-end-service.ts";
import { keepSaid } from "./leaving-store.ts";

/** When a person will answer (epoch ms; null: nobody can say), and whether the door is open now. */
export type Promised = { answersBy: number | null; open: boolean };

/** A person takes over: the agent is silent from now on, the operators are told, and when somebody will answer is known. */
export async function handOff(
  tx: Tx,
  businessId: string,
  { conversationId, reason, now }: { conversationId: number; reason: DeskReason; now: number },
): Promise<Promised> {
  const promised = await promisedAnswer(tx, businessId, now);
  const conversation = await lockConversation(tx, businessId, conversationId);
  if (!conversation || conversation.mode === "human") return promised;
  await goHuman(tx, conversation, { reason, takenBy: null, now });
  await add(tx, deskJob({ businessId, conversationId }, { what: "handoff", utteranceIds: [] }));
  return promised;
}

/** The conversation, locked by the caller, is a person's from now on. */
export async function goHuman(
  tx: Tx,
  conversation: StoredConversation,
  { reason, takenBy, now }: { reason: DeskReason; takenBy: number | null; now: number },
): Promise<void> {
  const { id, businessId } = conversation;
  await dropDraft(tx, conversation, { by: takenBy, now });
  const changes = {
    mode: "human" as const,
    handoffReason: reason,
    handoffAt: now,
    takenBy,
    lastAt: now,
  };
  await changeConversation(tx, businessId, { id, ...changes });
  await emit(tx, [
    await conversationEvent(
      tx,
      { ...conversation, ...changes },
      { event: "conversation.handoff", now },
    ),
  ]);
}

/** When somebody would answer a message of this moment. */
export async function promisedAnswer(tx: Tx, businessId: string, now: number): Promise<Promised> {
  const business = await businessOf(tx, businessId);
  const { answerWithinMin } = await agentSettings(tx, businessId);
  if (!business?.workingHours) return { answersBy: null, open: true };
  const { workingHours: hours, holidays, timezone: zone } = business;
  const schedule = { hours, holidays, zone };
  return { answersBy: dueAfter(schedule, now, answerWithinMin), open: openAt(schedule, now) };
}

/** Somebody says that they answer: the first one does. */
export async function takeConversation(
  tx: Tx,
  businessId: string,
  { conversationId, by }: { conversationId: number; by: number },
): Promise<
  { taken: true; again: boolean } | { refused: "taken"; by: string | null } | { refused: "gone" }
> {
  const conversation = await lockConversation(tx, businessId, conversationId);
  if (conversation?.mode !== "human") return { refused: "gone" };
  const { takenBy } = conversation;
  if (takenBy !== null && takenBy !== by) {
    const member = await memberOf(tx, businessId, takenBy);
    // Who has left the business holds nothing any more.
    if (member) return { refused: "taken", by: member.name };
  }
  await changeConversation(tx, businessId, {
    id: conversationId,
    takenBy: by,
    ...sharedAgain(conversation),
  });
  return { taken: true, again: takenBy === by };
}

/** A person takes a dialogue over, from the agent as well; of many at once one gets it. */
export async function takeOver(
  tx: Tx,
  businessId: string,
  { conversationId, by, now }: { conversationId: number; by: number; now: number },
): Promise<
  { taken: true; again: boolean } | { refused: "taken"; by: string | null } | { refused: "gone" }
> {
  const conversation = await lockConversation(tx, businessId, conversationId);
  if (conversation?.mode !== "agent")
    return takeConversation(tx, businessId, { conversationId, by });
  await goHuman(tx, conversation, { reason: "operator", takenBy: by, now });
  return { taken: true, again: false };
}

/** The agent answers again, from a fresh start; false when it did already. */
export async function returnToAgent(
  tx: Tx,
  businessId: string,
  { conversationId }: { conversationId: number },
): Promise<boolean> {
  const conversation = await lockConversation(tx, businessId, conversationId);
  if (conversation?.mode !== "human") return false;
  const { memory } = conversation;
  const { state, visited } = memory;
  await changeConversation(tx, businessId, {
    id: conversationId,
    mode: "agent",
    handoffReason: null,
    handoffAt: null,
    takenBy: null,
    memory: { ...opened(memory.language), state, visited },
  });
  return true;
}

export type OperatorSaid =
  | { said: number; handedOff: boolean }
  | { refused: "gone" | "unreachable" | "empty" | "too_long" };

/** What a person wrote, if it can leave as one message. */
export function sayable(
  written: string,
): { text: string } | { refused: "empty" } | { refused: "too_long" } {
  const text = written.trim();
  if (text === "") return { refused: "empty" };
  return text.length > TEXT_LENGTH ? { refused: "too_long" } : { text };
}

/** What a member answers a customer. It leaves by its job; where the agent was answering, it is silent from now on. */
export async function operatorSays(
  tx: Tx,
  businessId: string,
  value: { conversationId: number; text: string; by: number; now: number },
): Promise<OperatorSaid> {
  const { conversationId, by, now } = value;
  const words = sayable(value.text);
  if ("refused" in words) return words;
  const conversation = await lockConversation(tx, businessId, conversationId);
  if (!conversation) return { refused: "gone" };
  if (conversation.unreachableAt !== null) return { refused: "unreachable" };
  const { enabled } = await agentSettings(tx, businessId);
  const handedOff = conversation.mode === "agent" && enabled;
  if (handedOff) await goHuman(tx, conversation, { reason: "operator", takenBy: by, now });
  else if (conversation.takenBy === null || conversation.handoffReason === "owner")
    await changeConversation(tx, businessId, {
      id: conversationId,
      takenBy: by,
      lastAt: now,
      ...sharedAgain(conversation),
    });
  const [id] = await keepSaid(tx, businessId, {
    said: [{ conversationId, author: "operator", text: words.text, buttons: [] }],
    now,
  });
  await add(tx, sayJob({ businessId, conversationId }));
  return { said: id ?? 0, handedOff };
}

type DeskPlaceOfMessage = {
  botId: number;
  telegramId: number;
  threadId: number | null;
  /** The message that was replied to. */
  replyTo: number | null;
};

/** The conversation that a message in an operators' chat is about: it replies to a card, or stands in a customer's topic. */
export async function conversationAt(
  tx: Tx,
  businessId: string,
  { botId, telegramId, threadId, replyTo }: DeskPlaceOfMessage,
): Promise<number | null> {
  if (replyTo !== null) {
    const [row] = await tx
      .select({ id: deskMessages.conversationId })
      .from(deskMessages)
      .where(
        and(
          eq(deskMessages.businessId, businessId),
          eq(deskMessages.botId, botId),
          eq(deskMessages.telegramId, telegramId),
          eq(deskMessages.messageId, replyTo),
        ),
      );
    if (row) return row.id;
  }
  if (threadId === null || !(await isDeskChat(tx, businessId, { botId, telegramId }))) return null;
  const [row] = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.businessId, businessId), eq(conversations.threadId, threadId)));
  return row?.id ?? null;
}

/** Telegram's own limit of a message. */
const TEXT_LENGTH = 4096;

/** Somebody answers from here: what the customer writes is shown to the operators, and not to the owner's account alone. */
function sharedAgain({ handoffReason }: StoredConversation): { handoffReason?: string } {
  return handoffReason === "owner" ? { handoffReason: "operator" } : {};
}
