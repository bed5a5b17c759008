import { businessOf } from "../business/business-service.ts";
import { subscribe, subscribedChats, unsubscribe } from "../business/chat-service.ts";
import { membersOf } from "../business/member-service.ts";
import type { Database } from "../db/client.ts";
import type { Clock } from "../lib/clock.ts";
import { tellCalls, type CallsDeps } from "./demo-calls.ts";
import { tellDeals, tellTasks, tellVisits } from "./demo-desk.ts";
import { hasPast, holdSeed } from "./demo-store.ts";
import { weekCalls } from "./demo-week.ts";

const DAY_MS = 86_400_000;

/**
 * Gives the demo business the week before now, once: calls by the door of every call, and what its people would have made
 * of them; false: it has one. In one transaction, in which no chat is subscribed: old calls are announced to nobody.
 */
export async function tellPast(
  db: Database,
  businessId: string,
  { clock, calls: deps }: { clock: Clock; calls: CallsDeps },
): Promise<boolean> {
  const now = clock.now();
  if (await hasPast(db, businessId, { before: now - DAY_MS })) return false;
  return db.transaction(async (tx) => {
    await holdSeed(tx, businessId);
    if (await hasPast(tx, businessId, { before: now - DAY_MS })) return false;
    const zone = (await businessOf(tx, businessId))?.timezone ?? "Etc/UTC";
    const inside: Database = Object.assign(tx, { $client: db.$client, close: () => db.close() });
    const chats = await subscribedChats(tx, businessId);
    for (const { id: chatId } of chats) await unsubscribe(tx, businessId, { chatId, now });
    await tellCalls(inside, businessId, { calls: weekCalls(now, zone), deps });
    const members = await membersOf(tx, businessId);
    await tellDeals(tx, businessId, { now, zone });
    await tellTasks(tx, businessId, { now, zone, people: members.map(({ personId }) => personId) });
    await tellVisits(tx, businessId, { now, zone });
    for (const { botId, telegramId, threadId, type, title } of chats)
      await subscribe(inside, businessId, { botId, telegramId, threadId, type, title, now });
    return true;
  });
}
