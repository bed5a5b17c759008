import { createConversation, type Conversation } from "@grammyjs/conversations";
import type { Context, MiddlewareFn } from "grammy";
import { AppError } from "../lib/app-error.ts";
import { text } from "../texts/bundle.ts";
import { escapeName } from "../texts/html.ts";
import { isGroup } from "./access.ts";
import { errorText } from "./apology.ts";
import type { DeskContext } from "./context.ts";
import { send } from "./screen.ts";

export type FormId =
  | "business"
  | "client"
  | "phonet"
  | "novofon"
  | "novofon2"
  | "extension"
  | "scope"
  | "settings"
  | "speech"
  | "deal"
  | "stage"
  | "member_ext"
  | "notify"
  | "task"
  | "comment"
  | "fix"
  | "service"
  | "master"
  | "visit_client"
  | "place"
  | "agent"
  | "salonbot"
  | "whatsapp"
  | "conversation"
  | "draft"
  | "webhook"
  | "webhook_doctor";

/** Handles one answer of a form: the state for the next question, or null when the form is done. */
export type FormStep<S> = (ctx: DeskContext, state: S, answer: string) => Promise<S | null>;

/**
 * A form that asks until it is done. Every answer is worked off in one `external` call on the outer context, so that
 * a replay repeats neither a service call nor a message; what is no text passes on to the other handlers.
 */
export function form<S>(id: FormId, step: FormStep<S>): MiddlewareFn<DeskContext> {
  const run = async (
    conversation: Conversation<DeskContext>,
    _ctx: Context,
    first: S,
  ): Promise<void> => {
    let state: S | null = first;
    while (state !== null) {
      const current: S = state;
      const answer = await conversation.waitUntil(isAnswer, { next: true });
      const outcome = { error: null as unknown, failed: false };
      state = await conversation.external(async (ctx): Promise<S | null> => {
        try {
          return await step(ctx, current, answer.message?.text ?? "");
        } catch (error) {
          if (error instanceof AppError) {
            await send(ctx, null, { html: errorText(ctx.desk.language, error) });
            return current;
          }
          // Thrown through `external` an error would be cloned and lose its class.
          outcome.failed = true;
          outcome.error = error;
          return current;
        }
      });
      if (outcome.failed) throw outcome.error;
    }
  };
  return createConversation<DeskContext, Context>(run, { id });
}

/** Asks a form's question. In a group the person is named, so that Telegram opens a reply to it for them alone. */
export async function ask(ctx: DeskContext, question: string): Promise<void> {
  if (!isGroup(ctx)) return void (await send(ctx, null, { html: question }));
  const { person, language } = ctx.desk;
  const name = `<a href="tg://user?id=${person.id}">${escapeName(person.firstName)}</a>`;
  const how = text(language, "form-in-group", { name });
  await ctx.reply(`${question}\n\n${how}`, {
    parse_mode: "HTML",
    reply_markup: { force_reply: true, selective: true },
  });
}

/** Begins a form anew, whatever form was being filled. */
export async function enterForm(ctx: DeskContext, id: FormId, state: object): Promise<void> {
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(id, state);
}

/** In a group people talk to each other too, and privacy mode keeps that from a bot: only a reply to it is an answer. */
function isAnswer({ chat, me, message }: Context): boolean {
  if (message?.text === undefined) return false;
  const answered = message.reply_to_message;
  // Every message of a topic is a reply to the one that opened it, and that may be the bot's.
  const isReply = answered?.from?.id === me.id && answered.forum_topic_created === undefined;
  return chat?.type === "private" || isReply;
}
