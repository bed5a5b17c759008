import { sql } from "drizzle-orm";
import { handlesAt } from "../channels/handle-service.ts";
import { WRITING_MS } from "../calls/chat-service.ts";
import { calledLately, seenCallsOf } from "../calls/lately-service.ts";
import { showCalls } from "../calls/show-service.ts";
import { provenPhones } from "../crm/handle-service.ts";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import type { StoredConversation } from "./conversation-store.ts";
import type { World } from "./conversation.ts";

/** The call of a moment ago from a number that this chat proved, until something was said here after it. */
export async function calledBefore(
  tx: Tx,
  { businessId, id: conversationId, channel, place }: StoredConversation,
  now: number,
): Promise<World["called"]> {
  const handles = await handlesAt(tx, businessId, { channel, place });
  const phones = await provenPhones(tx, businessId, { channel, handles });
  const call = await calledLately(tx, businessId, { phones, since: now - WRITING_MS });
  if (!call) return null;
  const { at, missed } = call;
  return (await saidSince(tx, businessId, { conversationId, since: at })) ? null : { at, missed };
}

/** The client writes at the moment: the cards of their calls say so. What is locked beside comes before. */
export async function showWriting(
  tx: Tx,
  businessId: string,
  { clientId, now }: { clientId: number | null; now: number },
): Promise<void> {
  if (clientId === null) return;
  const calls = await seenCallsOf(tx, businessId, { clientId, since: now - WRITING_MS });
  await showCalls(tx, businessId, calls);
}

async function saidSince(
  tx: Tx,
  businessId: string,
  { conversationId, since }: { conversationId: number; since: number },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from utterances where business_id = ${businessId}::uuid and conversation_id = ${conversationId}::bigint
      and author <> 'customer' and at >= ${iso(since)}::timestamptz limit 1`);
  return rows.length > 0;
}
