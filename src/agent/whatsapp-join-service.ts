import { moveToConversation } from "../booking/conversation-service.ts";
import type { Line } from "../channels/line.ts";
import type { Met } from "../channels/whatsapp-person-service.ts";
import { senderOf } from "../channels/whatsapp-person.ts";
import { bindHandles, clientByHandles, releaseHandles } from "../crm/handle-service.ts";
import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import { add } from "../jobs/job-service.ts";
import { changeConversation, lockByPlace, type StoredConversation } from "./conversation-store.ts";
import { conversationEvent } from "./event-service.ts";
import { sayJob, turnJob } from "./say-job.ts";
import { hasOpenDraft } from "./shadow-store.ts";
import { movePlace, pourConversation } from "./whatsapp-store.ts";

/**
 * Follows what was learnt of somebody: their addresses lead to the same client as before, those that they gave up lead
 * nowhere, and two chats of one person are one conversation.
 */
export async function followPerson(
  tx: Tx,
  line: Line,
  { met, now }: { met: Met; now: number },
): Promise<void> {
  const { businessId, channel } = line;
  const { person, joined, gaveUp } = met;
  if (gaveUp.length > 0) {
    const clientId = await clientByHandles(tx, businessId, { channel, handles: theirsOf(met) });
    await releaseHandles(tx, businessId, { channel, handles: gaveUp });
    if (clientId !== null)
      await bindHandles(
        tx,
        businessId,
        senderOf(person).handles.map((handle) => ({ channel, handle, clientId })),
      );
  }
  if (joined) await joinChats(tx, line, { from: String(joined.id), into: String(person.id), now });
}

/** The addresses that lead to their client, the surest first; a number that was somebody else's until now leads to them. */
function theirsOf({ gaveUp, person }: Met): string[] {
  const own = senderOf(person).handles;
  const former = gaveUp.filter((address) => !own.includes(address));
  const { userId, waId } = person;
  const now = [userId, ...former, waId].filter((address) => address !== null);
  return now.filter((address) => former.includes(address) || !gaveUp.includes(address));
}

/** The conversation that was held last goes on, with everything that was said in the other. */
async function joinChats(
  tx: Tx,
  { businessId, channel, botId, via }: Line,
  { from, into, now }: { from: string; into: string; now: number },
): Promise<void> {
  const at = { channel, botId, via };
  const left = await lockByPlace(tx, businessId, { ...at, place: from });
  if (!left) return;
  const right = await lockByPlace(tx, businessId, { ...at, place: into });
  if (!right) return movePlace(tx, businessId, { id: left.id, place: into });
  const [kept, poured] = left.lastAt > right.lastAt ? [left, right] : [right, left];
  const of = { from: poured.id, into: kept.id };
  // A draft stays behind: what it was to answer is answered here.
  const waits = await hasOpenDraft(tx, businessId, poured.id);
  await moveToConversation(tx, businessId, of);
  await pourConversation(tx, businessId, of);
  await movePlace(tx, businessId, { id: kept.id, place: into });
  const { turnAt: planned, ...rest } = bothOf(kept, poured);
  const turnAt = planned ?? (waits ? now : null);
  await changeConversation(tx, businessId, { id: kept.id, turnAt, ...rest });
  const job = { businessId, conversationId: kept.id };
  await add(tx, [sayJob(job), ...(turnAt === null ? [] : [turnJob(job, turnAt)])]);
  if (poured.closedAt === null)
    await emit(tx, [await conversationEvent(tx, poured, { event: "conversation.closed", now })]);
}

/** A person who answers in either of them answers in the one. */
function bothOf(kept: StoredConversation, poured: StoredConversation) {
  const held = kept.mode === "agent" && poured.mode === "human" ? poured : kept;
  const { mode, handoffReason, handoffAt, takenBy } = held;
  return {
    mode,
    handoffReason,
    handoffAt,
    takenBy,
    clientId: kept.clientId ?? poured.clientId,
    threadId: kept.threadId ?? poured.threadId,
    optedOutAt: kept.optedOutAt ?? poured.optedOutAt,
    closedAt: poured.closedAt === null ? null : kept.closedAt,
    heardAt: latest(kept.heardAt, poured.heardAt),
    turnAt: kept.turnAt ?? poured.turnAt,
  };
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
