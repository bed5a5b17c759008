import { and, asc, desc, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import { utterances } from "../db/schema/agent.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { isHeardKind } from "../channels/heard.ts";
import { actionShape, type Action } from "./action.ts";
import { readButtons, type Utterance, type UtteranceKind } from "./utterance.ts";

type Came = {
  conversationId: number;
  kind: UtteranceKind;
  text: string;
  action: Action | null;
  externalId: string;
  now: number;
  /** It is only kept: nobody answers it. */
  ignored: string | null;
};

/** Keeps what came; null when it was kept before. */
export async function keepCame(tx: Tx, businessId: string, came: Came): Promise<number | null> {
  const { now, ignored, ...fields } = came;
  const at = new Date(now);
  const [row] = await tx
    .insert(utterances)
    .values({
      businessId,
      author: "customer",
      ...fields,
      at,
      takenAt: ignored === null ? null : at,
      closedReason: ignored,
    })
    .onConflictDoNothing()
    .returning({ id: utterances.id });
  return row?.id ?? null;
}

/** How many messages of a customer came since an instant, as far as `limit`, and how many of them were only kept. */
export async function countSince(
  tx: Tx,
  businessId: string,
  { conversationId, since, limit }: { conversationId: number; since: number; limit: number },
): Promise<{ count: number; refused: number }> {
  const [row] = await tx.execute<{ count: number; refused: number }>(sql`
    select count(*)::int as count, (count(*) filter (where closed_reason is not null))::int as refused from (
      select closed_reason from utterances where business_id = ${businessId} and conversation_id = ${conversationId}
        and author = 'customer' and at > ${new Date(since).toISOString()}::timestamptz
      order by id desc limit ${limit}) recent`);
  return row ?? { count: 0, refused: 0 };
}

/** Replaces the text of what came and was not taken yet; false when it was, or was never kept. */
export async function replaceText(
  tx: Tx,
  businessId: string,
  value: { conversationId: number; externalId: string; text: string },
): Promise<boolean> {
  const rows = await tx
    .update(utterances)
    .set({ text: value.text })
    .where(
      and(
        of(businessId, value.conversationId),
        eq(utterances.author, "customer"),
        eq(utterances.externalId, value.externalId),
        isNull(utterances.takenAt),
      ),
    )
    .returning({ id: utterances.id });
  return rows.length > 0;
}

/** When the first message of the burst that waits came; null when none waits. */
export async function burstSince(
  tx: Tx,
  businessId: string,
  conversationId: number,
): Promise<number | null> {
  const [row] = await tx
    .select({ at: utterances.at })
    .from(utterances)
    .where(waiting(businessId, conversationId))
    .orderBy(asc(utterances.id))
    .limit(1);
  return row?.at.getTime() ?? null;
}

/** What waits, in the order it came. */
export async function waitingLines(
  tx: Tx,
  businessId: string,
  { conversationId }: { conversationId: number },
): Promise<Utterance[]> {
  const rows = await tx
    .select()
    .from(utterances)
    .where(waiting(businessId, conversationId))
    .orderBy(asc(utterances.id));
  return rows.map(toUtterance);
}

/** Takes what waits, in the order it came. */
export async function takeWaiting(
  tx: Tx,
  businessId: string,
  {
    conversationId,
    now,
    ignored = null,
  }: { conversationId: number; now: number; ignored?: string | null },
): Promise<Utterance[]> {
  const rows = await tx
    .update(utterances)
    .set({ takenAt: new Date(now), ...(ignored === null ? {} : { closedReason: ignored }) })
    .where(waiting(businessId, conversationId))
    .returning();
  return rows.toSorted((a, b) => a.id - b.id).map(toUtterance);
}

/** What a button under an utterance of this conversation means; null for one that is not there any more. */
export async function actionOfButton(
  tx: Tx,
  businessId: string,
  value: { conversationId: number; utteranceId: number; index: number },
): Promise<{ action: Action; title: string } | null> {
  const [row] = await tx
    .select({ buttons: utterances.buttons })
    .from(utterances)
    .where(and(of(businessId, value.conversationId), eq(utterances.id, value.utteranceId)));
  return readButtons(row?.buttons ?? null)[value.index] ?? null;
}

/** The last lines of a dialogue, the oldest of them first. */
export async function lastLines(
  tx: Tx,
  businessId: string,
  { conversationId, count }: { conversationId: number; count: number },
): Promise<Utterance[]> {
  const rows = await tx
    .select()
    .from(utterances)
    .where(of(businessId, conversationId))
    .orderBy(desc(utterances.id))
    .limit(count);
  return rows.toReversed().map(toUtterance);
}

export async function linesById(
  tx: Tx,
  businessId: string,
  { conversationId, ids }: { conversationId: number; ids: readonly number[] },
): Promise<Utterance[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(utterances)
    .where(and(of(businessId, conversationId), inArray(utterances.id, [...ids])))
    .orderBy(asc(utterances.id));
  return rows.map(toUtterance);
}

/** Deletes what was said up to an utterance; gives how many. */
export async function deleteLines(
  tx: Tx,
  businessId: string,
  { conversationId, after }: { conversationId: number; after?: number },
): Promise<number> {
  const rows = await tx
    .delete(utterances)
    .where(
      and(
        of(businessId, conversationId),
        after === undefined ? undefined : gt(utterances.id, after),
      ),
    )
    .returning({ id: utterances.id });
  return rows.length;
}

/** Deletes what was said before an instant, of every business. */
export async function forgetLines(tx: Tx, { before }: { before: number }): Promise<void> {
  await tx.delete(utterances).where(lt(utterances.at, new Date(before)));
}

function of(businessId: string, conversationId: number) {
  return and(eq(utterances.businessId, businessId), eq(utterances.conversationId, conversationId));
}

function waiting(businessId: string, conversationId: number) {
  return and(
    of(businessId, conversationId),
    eq(utterances.author, "customer"),
    isNull(utterances.takenAt),
  );
}

function toUtterance(row: typeof utterances.$inferSelect): Utterance {
  const { id, author, kind, text, at } = row;
  const action = actionShape.safeParse(row.action);
  if (author !== "customer" && author !== "agent" && author !== "operator")
    throw new AppError("utterances.damaged", "conflict");
  return {
    id,
    author,
    kind: isHeardKind(kind) ? kind : "other",
    text,
    action: action.success ? action.data : null,
    at: at.getTime(),
  };
}
