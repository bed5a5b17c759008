import { Composer, GrammyError, type NextFunction } from "grammy";
import { conversationAt, operatorSays, type OperatorSaid } from "../agent/handoff-service.ts";
import { may } from "../business/role.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { threadOf, type Acting } from "./access.ts";
import { actingHere } from "./comment-reply.ts";
import type { DeskContext } from "./context.ts";
import { html } from "./say.ts";
import { send, tell } from "./screen.ts";
import { replyToDraft } from "./shadow.ts";

/** What operators write to customers: a reply to a card, or a message in a customer's topic. */
export const deskReplyComposer = new Composer<DeskContext>();

/** Who replies to a card means its customer, whatever form waits there for an answer. */
export const cardReplyComposer = new Composer<DeskContext>();

cardReplyComposer.on("message", (ctx, next) => passOn(ctx, next, null));
deskReplyComposer.on("message", (ctx, next) => passOn(ctx, next, threadOf(ctx)));

/** What came of an operator's answer. */
export function saidText(language: Language, said: OperatorSaid): string {
  if ("refused" in said) return html(language, refusals[said.refused]);
  return html(language, "desk-dialog-sent");
}

async function passOn(
  ctx: DeskContext,
  next: NextFunction,
  threadId: number | null,
): Promise<void> {
  const found = await customerMeant(ctx, threadId);
  if (!found) return next();
  const written = ctx.message?.text;
  if (written === undefined) return tell(ctx, "desk-dialog-text-only");
  const { member, conversationId, replyTo } = found;
  const draft = replyTo === null ? null : { messageId: replyTo, words: written };
  if (draft && (await replyToDraft(ctx, member, draft))) return;
  const { deps, language, person } = ctx.desk;
  const value = { conversationId, text: written, by: person.id, now: deps.clock.now() };
  const said = await deps.db.transaction((tx) => operatorSays(tx, member.business.id, value));
  if ("refused" in said) await send(ctx, null, { html: saidText(language, said) });
  else await mark(ctx);
}

const refusals: Record<Extract<OperatorSaid, { refused: string }>["refused"], TextId> = {
  gone: "desk-dialog-gone",
  unreachable: "desk-dialog-unreachable",
  empty: "desk-dialog-text-only",
  too_long: "desk-dialog-long",
};

/** The customer that a member's message is for; commands and service messages are for none. */
async function customerMeant(
  ctx: DeskContext,
  threadId: number | null,
): Promise<{ member: Acting; conversationId: number; replyTo: number | null } | null> {
  const { message } = ctx;
  if (!message || message.text?.startsWith("/") || !isSaid(message)) return null;
  const answered = message.reply_to_message;
  const isReply = answered?.from?.id === ctx.me.id && answered.forum_topic_created === undefined;
  if (!isReply && threadId === null) return null;
  const replyTo = isReply ? answered.message_id : null;
  const place = { botId: ctx.me.id, telegramId: message.chat.id, threadId, replyTo };
  for (const member of await actingHere(ctx)) {
    if (!may(member.role, "work")) continue;
    const conversationId = await conversationAt(ctx.desk.deps.db, member.business.id, place);
    if (conversationId !== null) return { member, conversationId, replyTo };
  }
  return null;
}

/** What a person sends, as opposed to what Telegram tells of the chat. */
function isSaid(message: object): boolean {
  return said.some((kind) => kind in message);
}

const said = [
  "text",
  "photo",
  "voice",
  "audio",
  "video",
  "video_note",
  "animation",
  "sticker",
  "document",
  "location",
  "contact",
  "poll",
  "dice",
];

/** Some groups allow no reactions, or not this one: words then. */
async function mark(ctx: DeskContext): Promise<void> {
  try {
    await ctx.react("👌");
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    await tell(ctx, "desk-dialog-sent");
  }
}
