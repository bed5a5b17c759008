import { and, eq, sql } from "drizzle-orm";
import { businessOf } from "../business/business-service.ts";
import { keyboardOf } from "../business/button-service.ts";
import { membersOf } from "../business/member-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import { personOf } from "../business/person-service.ts";
import type { Tx } from "../db/client.ts";
import { agentSettings as settings } from "../db/schema/agent.ts";
import { text } from "../texts/bundle.ts";
import { changeAgent } from "./setting-service.ts";

/** A draft was sent as it was. After so many in a row the agent answers by itself, and its owner is told: true then. */
export async function countUnchanged(
  tx: Tx,
  businessId: string,
  { draftId, botId, now }: { draftId: number; botId: number; now: number },
): Promise<boolean> {
  const [row] = await tx
    .update(settings)
    .set({ shadowUnchanged: sql`${settings.shadowUnchanged} + 1` })
    .where(and(eq(settings.businessId, businessId), eq(settings.shadow, true)))
    .returning({ unchanged: settings.shadowUnchanged, after: settings.shadowAfter });
  if (!row || row.after === 0 || row.unchanged < row.after) return false;
  await changeAgent(tx, businessId, { shadow: false });
  await tellOwners(tx, businessId, { draftId, count: row.unchanged, botId, now });
  return true;
}

async function tellOwners(
  tx: Tx,
  businessId: string,
  about: { draftId: number; count: number; botId: number; now: number },
): Promise<void> {
  const { draftId, count, botId, now } = about;
  const business = await businessOf(tx, businessId);
  const posted: Notice[] = [];
  for (const { personId, role } of await membersOf(tx, businessId)) {
    if (role !== "owner") continue;
    const language = (await personOf(tx, personId))?.language ?? business?.language ?? "uk";
    const again = {
      text: text(language, "shadow-key-again"),
      action: { do: "agent_set", set: { shadow: true } },
    };
    posted.push({
      key: `shadow:over:${draftId}:${personId}`,
      botId,
      telegramId: personId,
      threadId: null,
      html: text(language, "shadow-over", { count }),
      keyboard: await keyboardOf(tx, businessId, [[again]]),
      silent: false,
      replyTo: null,
    });
  }
  await postNotices(tx, businessId, { posted, now });
}
