import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { digests } from "../db/schema/business.ts";
import { add, remove, type Job } from "../jobs/job-service.ts";
import { AppError } from "../lib/app-error.ts";
import { nextDigest, type Digest, type DigestPlace } from "./digest.ts";

type Wanted = {
  place: DigestPlace;
  language: string;
  at: string;
  closedDays?: boolean;
  now: number;
  zone: string;
};

/** A place gets the daily message from now on, or at another time; without `closedDays` these stay as they were. */
export async function setDigest(tx: Tx, businessId: string, value: Wanted): Promise<Digest> {
  const { place, language, at, closedDays, now, zone } = value;
  const due = { at, language, dueAt: new Date(nextDigest(at, now, zone)), offAt: null };
  const days = closedDays === undefined ? {} : { closedDays };
  return tx.transaction(async (inner) => {
    const [row] = await inner
      .insert(digests)
      .values({ businessId, ...place, ...due, ...days })
      .onConflictDoUpdate({
        target: [digests.businessId, digests.botId, digests.telegramId, digests.threadId],
        set: { ...due, ...days },
      })
      .returning();
    if (!row) throw new AppError("digests.not_saved", "conflict");
    await add(inner, digestJob(businessId, row.id, row.dueAt.getTime()));
    return toDigest(row);
  });
}

/** A place gets no daily message any more. */
export async function stopDigest(
  tx: Tx,
  businessId: string,
  { id, now }: { id: string; now: number },
): Promise<void> {
  await tx
    .update(digests)
    .set({ offAt: new Date(now) })
    .where(only(businessId, id));
  await remove(tx, keyOf(id));
}

/** The daily message of a place; null when it gets none. */
export async function digestAt(
  tx: Tx,
  businessId: string,
  { botId, telegramId, threadId }: DigestPlace,
): Promise<Digest | null> {
  const [row] = await tx
    .select()
    .from(digests)
    .where(
      and(
        eq(digests.businessId, businessId),
        eq(digests.botId, botId),
        eq(digests.telegramId, telegramId),
        sql`${digests.threadId} is not distinct from ${threadId}`,
        isNull(digests.offAt),
      ),
    );
  return row ? toDigest(row) : null;
}

/** A daily message that is still wanted, kept from others until the transaction ends; else null. */
export async function lockDigest(tx: Tx, businessId: string, id: string): Promise<Digest | null> {
  const [row] = await tx
    .select()
    .from(digests)
    .where(and(only(businessId, id), isNull(digests.offAt)))
    .for("update");
  return row ? toDigest(row) : null;
}

/** The next one is due at an instant (epoch ms); `sentOn` is given when one has just been sent. */
export async function planDigest(
  tx: Tx,
  businessId: string,
  { id, dueAt, sentOn }: { id: string; dueAt: number; sentOn?: string },
): Promise<void> {
  const sent = sentOn === undefined ? {} : { sentOn };
  await tx
    .update(digests)
    .set({ dueAt: new Date(dueAt), ...sent })
    .where(only(businessId, id));
  await add(tx, digestJob(businessId, id, dueAt));
}

/** A group became another chat: its daily message goes on there, unless that one has its own. */
export async function moveDigests(
  tx: Tx,
  { botId, from, to }: { botId: number; from: number; to: number },
): Promise<void> {
  await tx.execute(sql`
    update digests d set telegram_id = ${to}
    where d.bot_id = ${botId} and d.telegram_id = ${from} and not exists (
      select 1 from digests twin where twin.business_id = d.business_id and twin.bot_id = d.bot_id
        and twin.telegram_id = ${to} and twin.thread_id is not distinct from d.thread_id)`);
}

function digestJob(businessId: string, digestId: string, runAt: number): Job {
  return { task: "digest", payload: { businessId, digestId }, key: keyOf(digestId), runAt };
}

function keyOf(id: string): string {
  return `digest:${id}`;
}

function only(businessId: string, id: string) {
  return and(eq(digests.businessId, businessId), eq(digests.id, sql`${id}::uuid`));
}

function toDigest(row: typeof digests.$inferSelect): Digest {
  const { id, botId, telegramId, threadId, language, at, closedDays, sentOn, dueAt } = row;
  const place = { botId, telegramId, threadId };
  return { id, ...place, language, at, closedDays, sentOn, dueAt: dueAt.getTime() };
}
