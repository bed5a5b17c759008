import { lt, sql } from "drizzle-orm";
import { deskMessages } from "../db/schema/agent.ts";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import { forgetLines } from "./utterance-store.ts";

/** Nightly, for all businesses: what was said before an instant goes, and dialogues that were over by then with it. */
export async function forgetConversations(tx: Tx, { before }: { before: number }): Promise<void> {
  await forgetLines(tx, { before });
  await tx.delete(deskMessages).where(lt(deskMessages.at, new Date(before)));
  await tx.execute(
    sql`delete from conversations where last_at < ${iso(before)}::timestamptz and closed_at is not null`,
  );
}
