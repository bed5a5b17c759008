import { chatHere, unsubscribe } from "../business/chat-service.ts";
import { removeMember } from "../business/member-service.ts";
import { releaseOf } from "../calls/followup-service.ts";
import type { Database } from "../db/client.ts";

/**
 * Somebody is of the team no more, and all at once: the missed calls that they had taken are free again, and their private
 * chat with the bot gets no more cards.
 */
export async function leaveTeam(
  db: Database,
  businessId: string,
  value: { personId: number; by: number; botId: number; now: number },
): ReturnType<typeof removeMember> {
  const { botId, ...removing } = value;
  const { personId, now } = removing;
  return db.transaction(async (tx) => {
    const removed = await removeMember(tx, businessId, removing);
    if ("refused" in removed) return removed;
    await releaseOf(tx, businessId, personId);
    const here = await chatHere(tx, botId, personId, null);
    for (const { id: chatId } of here.filter((chat) => chat.businessId === businessId))
      await unsubscribe(tx, businessId, { chatId, now });
    return removed;
  });
}
