import { sql } from "drizzle-orm";
import { erasePeople } from "../channels/whatsapp-person-service.ts";
import type { Tx } from "../db/client.ts";
import { numbers } from "../db/value.ts";
import { conversationIdsOf } from "./conversation-store.ts";

/** Takes away the conversations of clients with everything that was said in them. */
export async function eraseConversations(
  tx: Tx,
  businessId: string,
  { clientIds }: { clientIds: readonly number[] },
): Promise<{ conversationIds: number[] }> {
  const conversationIds = await conversationIdsOf(tx, businessId, { clientIds });
  if (conversationIds.length === 0) return { conversationIds };
  const ids = numbers(conversationIds);
  for (const table of ["utterances", "desk_messages", "agent_drafts", "agent_usage"])
    await tx.execute(sql`
      delete from ${sql.raw(table)} where business_id = ${businessId} and conversation_id = any(${ids})`);
  const gone = await tx.execute<{ channel: string; place: string }>(
    sql`delete from conversations where business_id = ${businessId} and id = any(${ids}) returning channel, place`,
  );
  const written = [...gone].filter(({ channel }) => channel === "whatsapp");
  await erasePeople(tx, businessId, { places: written.map(({ place }) => place) });
  return { conversationIds };
}
