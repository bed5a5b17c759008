import { lt, sql } from "drizzle-orm";
import { agentUsage, deskMessages } from "../db/schema/agent.ts";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import { forgetDrafts } from "./shadow-store.ts";
import { forgetLines } from "./utterance-store.ts";

/** Nightly, for all businesses: what was said before an instant goes, and dialogues that were over by then with it. */
export async function forgetConversations(tx: Tx, { before }: { before: number }): Promise<void> {
  await forgetLines(tx, { before });
  await tx.delete(deskMessages).where(lt(deskMessages.at, new Date(before)));
  await forgetDrafts(tx, { before });
  // A day of a business's wall is over everywhere a day after it began in the world's clock.
  await tx.delete(agentUsage).where(lt(agentUsage.day, iso(before - DAY_MS).slice(0, 10)));
  await tx.execute(
    sql`delete from conversations where last_at < ${iso(before)}::timestamptz and closed_at is not null`,
  );
  // Who nobody talks with any more is known no longer than what was said with them.
  await tx.execute(sql`
    delete from whatsapp_people p where seen_at < ${iso(before)}::timestamptz and not exists (
      select 1 from conversations c where c.business_id = p.business_id and c.channel = 'whatsapp' and c.place = p.id::text)`);
}

const DAY_MS = 86_400_000;
