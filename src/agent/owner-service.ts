import type { Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import { changeConversation, type StoredConversation } from "./conversation-store.ts";
import { goHuman, returnToAgent } from "./handoff-service.ts";
import { opened } from "./open.ts";
import { ignoreCame, keepOwners, lastOwners } from "./owner-store.ts";
import { closeJob } from "./say-job.ts";
import { dropLeaving } from "./leaving-store.ts";
import { takeWaiting } from "./utterance-store.ts";

/** After so long without a word of theirs, a chat that the owner had taken is the agent's again. */
export const OWNER_MS = 12 * 3_600_000;

/**
 * The owner answered a customer from their own account or phone: the agent is silent in that chat from now on, and what
 * it was about to say is not said. `by`: their id as a member, where the channel tells it. The caller holds the lock.
 */
export async function ownerSaid(
  tx: Tx,
  conversation: StoredConversation,
  value: { externalId: string; text: string; by: number | null; now: number },
): Promise<void> {
  const { businessId, id: conversationId, mode, takenBy } = conversation;
  const { by, now, ...said } = value;
  if (!(await keepOwners(tx, businessId, { conversationId, ...said, now }))) return;
  // What waited for the agent was read by them.
  await takeWaiting(tx, businessId, { conversationId, now, ignored: "owner" });
  await dropLeaving(tx, businessId, { conversationId, reason: "owner" });
  await changeConversation(tx, businessId, {
    id: conversationId,
    turnAt: null,
    thoughtAt: null,
    lastAt: now,
  });
  if (mode === "agent") await goHuman(tx, conversation, { reason: "owner", takenBy: by, now });
  else if (takenBy === null && by !== null)
    await changeConversation(tx, businessId, { id: conversationId, takenBy: by });
  await add(tx, closeJob({ businessId, conversationId }, now + OWNER_MS));
}

/** The owner answers in this chat themselves, and nobody else was asked to. */
export function isOwners({
  mode,
  handoffReason,
}: Pick<StoredConversation, "mode" | "handoffReason">): boolean {
  return mode === "human" && handoffReason === "owner";
}

/** Until when a chat is its owner's, whatever its customer goes on writing. */
export async function ownersUntil(
  tx: Tx,
  { businessId, id: conversationId, handoffAt, lastAt }: StoredConversation,
): Promise<number> {
  const said = await lastOwners(tx, businessId, { conversationId });
  return Math.max(said ?? 0, handoffAt ?? lastAt) + OWNER_MS;
}

/** The conversation as it is now: the agent's again, when the owner had it and has been silent for long. */
export async function givenBack(
  tx: Tx,
  conversation: StoredConversation,
  now: number,
): Promise<StoredConversation> {
  const { businessId, id: conversationId, memory } = conversation;
  if (!isOwners(conversation) || now < (await ownersUntil(tx, conversation))) return conversation;
  await returnToAgent(tx, businessId, { conversationId });
  const { state, visited } = memory;
  return {
    ...conversation,
    mode: "agent",
    handoffReason: null,
    handoffAt: null,
    takenBy: null,
    memory: { ...opened(memory.language), state, visited },
  };
}

/** A customer took a message back before it was answered: it is not answered. */
export async function takenBack(
  tx: Tx,
  { businessId, id: conversationId }: StoredConversation,
  { externalId, now }: { externalId: string; now: number },
): Promise<void> {
  await ignoreCame(tx, businessId, { conversationId, externalId, reason: "deleted", now });
}
