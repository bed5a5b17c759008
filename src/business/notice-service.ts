import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { notices } from "../db/schema/business.ts";
import { add, type Job } from "../jobs/job-service.ts";

/**
 * A message of its own, neither a card nor an answer. `key` is unique in the business: posted again under it, nothing is
 * sent again. `keyboard` holds references made by `reference`; `telegramId` is a chat, or a person's private chat.
 */
export type Notice = {
  key: string;
  botId: number;
  telegramId: number;
  threadId: number | null;
  html: string;
  keyboard: { text: string; callback_data: string }[][] | null;
  silent: boolean;
  replyTo: number | null;
};

export type PostedNotice = Notice & { id: string; postedAt: number; sendingSince: number | null };

/** Posts messages in the caller's transaction; each leaves by its job after the commit. */
export async function postNotices(
  tx: Tx,
  businessId: string,
  { posted, now }: { posted: readonly Notice[]; now: number },
): Promise<void> {
  if (posted.length === 0) return;
  const rows = await tx
    .insert(notices)
    .values(posted.map((notice) => ({ businessId, ...notice, postedAt: new Date(now) })))
    .onConflictDoNothing()
    .returning({ id: notices.id, telegramId: notices.telegramId });
  await add(
    tx,
    rows.map(({ id, telegramId }) => noticeJob({ businessId, id, telegramId })),
  );
}

/** The job that sends a message; those of one chat run one after another. */
export function noticeJob(
  { businessId, id, telegramId }: { businessId: string; id: string; telegramId: number },
  again?: { runAt: number; placed: boolean },
): Job {
  return {
    task: "notice",
    payload: { businessId, id, ...(again?.placed ? { placed: true } : {}) },
    key: `notice:${id}`,
    queue: `notices:${telegramId}`,
    ...(again ? { runAt: again.runAt } : {}),
  };
}

/** A message that has not left yet, or null. */
export async function waitingNotice(
  tx: Tx,
  businessId: string,
  id: string,
): Promise<PostedNotice | null> {
  const [row] = await tx
    .select()
    .from(notices)
    .where(and(only(businessId, id), isNull(notices.sentAt), isNull(notices.closedReason)));
  if (!row) return null;
  return {
    ...row,
    postedAt: row.postedAt.getTime(),
    sendingSince: row.sendingSince?.getTime() ?? null,
  };
}

/** Brackets a send: committed before the request; null takes the mark away. */
export async function markNotice(
  tx: Tx,
  businessId: string,
  { id, sendingSince }: { id: string; sendingSince: number | null },
): Promise<void> {
  const since = sendingSince === null ? null : new Date(sendingSince);
  await tx.update(notices).set({ sendingSince: since }).where(only(businessId, id));
}

/** The message left, or was given up for a reason; its text is not kept. */
export async function settleNotice(
  tx: Tx,
  businessId: string,
  value: { id: string; now: number } & ({ messageId: number } | { reason: string }),
): Promise<void> {
  const done =
    "messageId" in value
      ? { messageId: value.messageId, sentAt: new Date(value.now) }
      : { closedReason: value.reason };
  await tx
    .update(notices)
    .set({ ...done, html: "", sendingSince: null })
    .where(only(businessId, value.id));
}

/** A message that was posted, where it is to stand; `messageId`: null, while it has not left. */
export type StandingNotice = Pick<Notice, "key" | "botId" | "telegramId" | "threadId"> & {
  id: string;
  messageId: number | null;
};

/** Messages whose keys begin alike. */
export async function noticesLike(
  tx: Tx,
  businessId: string,
  { prefix }: { prefix: string },
): Promise<StandingNotice[]> {
  const alike = sql`starts_with(${notices.key}, ${prefix})`;
  return tx
    .select(standing)
    .from(notices)
    .where(and(eq(notices.businessId, businessId), alike))
    .orderBy(notices.key);
}

/** The message that stands there, if it is one of these. */
export async function noticeAt(
  tx: Tx,
  businessId: string,
  { botId, telegramId, messageId }: { botId: number; telegramId: number; messageId: number },
): Promise<StandingNotice | null> {
  const [row] = await tx
    .select(standing)
    .from(notices)
    .where(
      and(
        eq(notices.businessId, businessId),
        eq(notices.botId, botId),
        eq(notices.telegramId, telegramId),
        eq(notices.messageId, messageId),
      ),
    );
  return row ?? null;
}

/** A group became another chat: what waits there goes on to it. */
export async function moveNotices(
  tx: Tx,
  { botId, from, to }: { botId: number; from: number; to: number },
): Promise<void> {
  await tx
    .update(notices)
    .set({ telegramId: to })
    .where(and(eq(notices.botId, botId), eq(notices.telegramId, from), isNull(notices.sentAt)));
}

/** Forgets messages posted before an instant (epoch ms). */
export async function forgetNotices(tx: Tx, { before }: { before: number }): Promise<void> {
  await tx.delete(notices).where(lt(notices.postedAt, new Date(before)));
}

const standing = {
  id: notices.id,
  key: notices.key,
  botId: notices.botId,
  telegramId: notices.telegramId,
  threadId: notices.threadId,
  messageId: notices.messageId,
};

function only(businessId: string, id: string) {
  return and(eq(notices.businessId, businessId), eq(notices.id, sql`${id}::uuid`));
}
