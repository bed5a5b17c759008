import { createConversation, type Conversation } from "@grammyjs/conversations";
import type { Context, MiddlewareFn } from "grammy";
import { AppError } from "../lib/app-error.ts";
import { errorText } from "./apology.ts";
import type { DeskContext } from "./context.ts";
import { send } from "./screen.ts";

export type FormId = "business" | "phonet" | "novofon" | "extension" | "scope";

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
      const answer = await conversation.waitUntil((ctx) => ctx.message?.text !== undefined, {
        next: true,
      });
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

/** Begins a form anew, whatever form was being filled. */
export async function enterForm(ctx: DeskContext, id: FormId, state: object): Promise<void> {
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(id, state);
}
