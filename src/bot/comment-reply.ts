import { GrammyError } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";
import { z } from "zod";
import { actionOf } from "../business/button-service.ts";
import { memberOf } from "../business/member-service.ts";
import { businessesOf } from "../business/person-service.ts";
import { may } from "../business/role.ts";
import { callOfMessage, notedCall } from "../calls/message-service.ts";
import { addComment } from "../crm/comment-service.ts";
import { commentText, type CommentTarget } from "../crm/comment.ts";
import { acting, isGroup, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { tell } from "./screen.ts";

/**
 * Keeps a member's reply to a card, or to a message about one task, deal or client, as a comment, and marks it with a
 * reaction. False for what is no such reply; strangers' replies are none.
 */
export async function commentOfReply(ctx: DeskContext): Promise<boolean> {
  const { message } = ctx;
  const answered = message?.reply_to_message;
  if (!message?.text || answered?.from?.id !== ctx.me.id) return false;
  if (answered.forum_topic_created !== undefined || message.text.startsWith("/")) return false;
  for (const member of await actingHere(ctx)) {
    const about = may(member.role, "work") ? await subjectOf(ctx, member, answered) : null;
    if (about === null) continue;
    await keepComment(ctx, member, { about, written: message.text });
    return true;
  }
  return false;
}

/** In private a message may be of any business that the person belongs to, whichever is active. */
export async function actingHere(ctx: DeskContext): Promise<Acting[]> {
  if (!isGroup(ctx)) return businessesOf(ctx.desk.deps.db, ctx.desk.person.id);
  const member = await acting(ctx);
  return member ? [member] : [];
}

/** Keeps the message being handled as a comment, and tells so by a reaction where the chat has them. */
export async function keepComment(
  ctx: DeskContext,
  { business }: Acting,
  { about, written }: { about: CommentTarget; written: string },
): Promise<void> {
  const { deps, person } = ctx.desk;
  const text = commentText(written);
  if (text === null || !ctx.message) return;
  const call = "callId" in about ? await notedCall(deps.db, business.id, about.callId) : null;
  if ("callId" in about && !call) return tell(ctx, "task-call-gone");
  const member = await memberOf(deps.db, business.id, person.id);
  const kept = await addComment(deps.db, business.id, {
    text,
    by: { id: person.id, name: member?.name ?? person.firstName },
    about: call ? { callId: call.callId } : about,
    phone: call?.phone ?? null,
    message: {
      botId: ctx.me.id,
      telegramId: ctx.message.chat.id,
      messageId: ctx.message.message_id,
    },
    now: deps.clock.now(),
  });
  if ("gone" in kept) return tell(ctx, "comment-gone");
  await mark(ctx);
}

/** Some groups allow no reactions, or not this one: words then. */
async function mark(ctx: DeskContext): Promise<void> {
  try {
    await ctx.react("👌");
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    await tell(ctx, "comment-kept");
  }
}

type Answered = {
  message_id: number;
  date: number;
  chat: { id: number };
  reply_markup?: InlineKeyboardMarkup;
};

/** What a message of ours is about: its buttons tell, or that it is the card of a call. */
async function subjectOf(
  ctx: DeskContext,
  { business }: Acting,
  answered: Answered,
): Promise<CommentTarget | null> {
  const { db } = ctx.desk.deps;
  const counts = new Map<string, number>();
  for (const reference of referencesIn(answered.reply_markup)) {
    const subject = subjectShape.safeParse(await actionOf(db, business.id, reference)).data;
    if (!subject) continue;
    const key = JSON.stringify(subject);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a);
  // A list has a button for each of many.
  if (first && first[1] > (second?.[1] ?? 0)) return subjectShape.parse(JSON.parse(first[0]));
  if (first) return null;
  const callId = await callOfMessage(db, business.id, {
    telegramId: answered.chat.id,
    messageId: answered.message_id,
    sentAt: answered.date * 1000,
  });
  return callId === null ? null : { callId };
}

function referencesIn(markup: InlineKeyboardMarkup | undefined): string[] {
  const keys = markup?.inline_keyboard.flat() ?? [];
  return keys.flatMap((key) =>
    "callback_data" in key ? [key.callback_data.split(":")[0] ?? ""] : [],
  );
}

const id = z.number().int();
/** In this order: the button of a task's client is on the task's message. */
const subjectShape: z.ZodType<CommentTarget> = z.union([
  z.object({ taskId: id }),
  z.object({ dealId: id }),
  z.object({ clientId: id }),
  z.object({ callId: id }),
]);
