import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { agentUsage } from "../db/schema/agent.ts";

type Day = { day: string; conversationId: number };

/** Requests of a business's day are counted one after another, so that no two of them are the last one. */
export async function lockUsage(tx: Tx, businessId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`usage:${businessId}`}, 0))`,
  );
}

/** Requests of a day so far: the business's, and those of one conversation among them. */
export async function requestsOf(
  tx: Tx,
  businessId: string,
  { day, conversationId }: Day,
): Promise<{ all: number; own: number }> {
  const [row] = await tx
    .select({
      all: sql<number>`coalesce(sum(${agentUsage.requests}), 0)::int`,
      own: sql<number>`coalesce(sum(${agentUsage.requests}) filter (where ${agentUsage.conversationId} = ${conversationId}), 0)::int`,
    })
    .from(agentUsage)
    .where(and(eq(agentUsage.businessId, businessId), eq(agentUsage.day, day)));
  return row ?? { all: 0, own: 0 };
}

/** Adds to what a conversation has used on a day. */
export async function addUsage(
  tx: Tx,
  businessId: string,
  { day, conversationId, ...used }: Day & Used,
): Promise<void> {
  const { requests, inputTokens, outputTokens } = agentUsage;
  await tx
    .insert(agentUsage)
    .values({ businessId, day, conversationId, ...used })
    .onConflictDoUpdate({
      target: [agentUsage.businessId, agentUsage.day, agentUsage.conversationId],
      set: {
        requests: sql`${requests} + ${used.requests}`,
        inputTokens: sql`${inputTokens} + ${used.inputTokens}`,
        outputTokens: sql`${outputTokens} + ${used.outputTokens}`,
      },
    });
}

type Used = { requests: number; inputTokens: number; outputTokens: number };
