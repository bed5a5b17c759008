import { and, desc, eq, sql, type SQL } from "drizzle-orm";
import { comments, deals, tasks } from "../db/schema/crm.ts";
import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import type { EventData } from "../events/event.ts";
import { clientOf, clientsByPhones } from "./client-service.ts";
import type { Comment, CommentTarget } from "./comment.ts";
import { nextNumbers } from "./count-service.ts";

/** The Telegram message that a comment was. */
type Message = { botId: number; telegramId: number; messageId: number };
type NewComment = {
  text: string;
  by: { id: number; name: string };
  about: CommentTarget;
  /** The number of the call's client, when it is about a call; null: hidden. */
  phone: string | null;
  /** Null: it was written elsewhere than in Telegram. */
  message: Message | null;
  now: number;
};

/** Keeps a comment; the same message kept again changes nothing. `gone`: there is no such deal, client or task any more. */
export async function addComment(
  tx: Tx,
  businessId: string,
  value: NewComment,
): Promise<{ comment: Comment } | { gone: true }> {
  const { about, phone, message, by, now } = value;
  return tx.transaction(async (inner) => {
    // Of two who keep one message at the same time the second waits, and finds the first one's.
    if (message) await hold(inner, businessId, message);
    const kept = message && (await commentIn(inner, businessId, message));
    if (kept) return { comment: kept };
    const found = await subjectOf(inner, businessId, { about, phone });
    if (!found) return { gone: true };
    const [number = 0] = await nextNumbers(inner, businessId, { what: "comments" });
    const [row] = await inner
      .insert(comments)
      .values({
        businessId,
        number,
        text: value.text,
        author: by.id,
        authorName: by.name,
        ...about,
        clientId: found.clientId,
        ...(message ?? { botId: NO_BOT, telegramId: by.id, messageId: number }),
        createdAt: new Date(now),
      })
      .returning();
    if (!row) return { gone: true };
    const data = {
      comment_id: number,
      text: value.text,
      author: by.name,
      target: found.target,
      client_id: found.clientNumber,
    };
    await emit(inner, [{ businessId, event: "comment.added", data, at: now }]);
    return { comment: toComment(row) };
  });
}

/** The message was edited: the comment follows. False when it is no comment. */
export async function editComment(
  tx: Tx,
  businessId: string,
  { text, message, now }: { text: string; message: Message; now: number },
): Promise<boolean> {
  const changed = await tx
    .update(comments)
    .set({ text, editedAt: new Date(now) })
    .where(at(businessId, message))
    .returning({ id: comments.id });
  return changed.length > 0;
}

/** Their author writes one anew; `changed`: it is not what it was made from any more, and stays. */
export async function editOwnComment(
  tx: Tx,
  businessId: string,
  value: {
    number: number;
    by: number;
    about: CommentTarget;
    was: string;
    text: string;
    now: number;
  },
): Promise<"kept" | "changed" | "gone"> {
  const { number, by, about, was, text, now } = value;
  const own = and(only(businessId, about), eq(comments.number, number), eq(comments.author, by));
  const changed = await tx
    .update(comments)
    .set({ text, editedAt: new Date(now) })
    .where(and(own, eq(comments.text, was)))
    .returning({ id: comments.id });
  if (changed.length > 0) return "kept";
  const left = await tx.select({ id: comments.id }).from(comments).where(own);
  return left.length > 0 ? "changed" : "gone";
}

/** Comments about one thing, the newest first; those of a client are all of their calls, deals and tasks. */
export async function commentsOf(
  tx: Tx,
  businessId: string,
  { about, limit, offset }: { about: CommentTarget; limit: number; offset: number },
): Promise<Comment[]> {
  const rows = await tx
    .select()
    .from(comments)
    .where(only(businessId, about))
    .orderBy(desc(comments.createdAt), desc(comments.id))
    .limit(limit)
    .offset(offset);
  return rows.map(toComment);
}

export async function commentCount(
  tx: Tx,
  businessId: string,
  about: CommentTarget,
): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(comments)
    .where(only(businessId, about));
  return row?.count ?? 0;
}

/** No bot has this id: the number of the comment stands for a message. */
const NO_BOT = 0;

type Subject = {
  clientId: number | null;
  clientNumber: number | null;
  target: EventData<"comment.added">["target"];
};

/** Whom a comment is about, with the numbers that people see. */
async function subjectOf(
  tx: Tx,
  businessId: string,
  { about, phone }: { about: CommentTarget; phone: string | null },
): Promise<Subject | null> {
  if ("callId" in about) {
    const client =
      phone === null ? undefined : (await clientsByPhones(tx, businessId, [phone])).get(phone);
    return {
      clientId: client?.id ?? null,
      clientNumber: client?.number ?? null,
      target: { kind: "call", id: about.callId },
    };
  }
  if ("clientId" in about) {
    const client = (await clientOf(tx, businessId, about.clientId))?.client;
    if (!client) return null;
    const target = { kind: "client" as const, id: client.number };
    return { clientId: client.id, clientNumber: client.number, target };
  }
  const [kind, table, id] =
    "dealId" in about
      ? (["deal", deals, about.dealId] as const)
      : (["task", tasks, about.taskId] as const);
  const [row] = await tx
    .select({ number: table.number, clientId: table.clientId })
    .from(table)
    .where(
      and(eq(table.businessId, businessId), eq(table.id, id), sql`${table.removedAt} is null`),
    );
  if (!row) return null;
  const client =
    row.clientId === null ? undefined : (await clientOf(tx, businessId, row.clientId))?.client;
  return {
    clientId: client?.id ?? null,
    clientNumber: client?.number ?? null,
    target: { kind, id: row.number },
  };
}

async function hold(tx: Tx, businessId: string, message: Message): Promise<void> {
  const { botId, telegramId, messageId } = message;
  const name = `comment:${businessId}:${botId}:${telegramId}:${messageId}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

async function commentIn(tx: Tx, businessId: string, message: Message): Promise<Comment | null> {
  const [row] = await tx.select().from(comments).where(at(businessId, message));
  return row ? toComment(row) : null;
}

function at(businessId: string, { botId, telegramId, messageId }: Message): SQL | undefined {
  return and(
    eq(comments.businessId, businessId),
    eq(comments.botId, botId),
    eq(comments.telegramId, telegramId),
    eq(comments.messageId, messageId),
  );
}

function only(businessId: string, about: CommentTarget): SQL | undefined {
  const ours = eq(comments.businessId, businessId);
  if ("clientId" in about) return and(ours, eq(comments.clientId, about.clientId));
  if ("callId" in about) return and(ours, eq(comments.callId, about.callId));
  if ("dealId" in about) return and(ours, eq(comments.dealId, about.dealId));
  return and(ours, eq(comments.taskId, about.taskId));
}

function toComment(row: typeof comments.$inferSelect): Comment {
  const { id, number, text, author, authorName, createdAt, editedAt } = row;
  return {
    id,
    number,
    text,
    author,
    authorName,
    createdAt: createdAt.getTime(),
    editedAt: editedAt?.getTime() ?? null,
  };
}
