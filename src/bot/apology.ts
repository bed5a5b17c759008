import type { Update } from "grammy/types";
import type { AppError } from "../lib/app-error.ts";
import { text } from "../texts/bundle.ts";
import { guessLanguage, type Language } from "../texts/language.ts";

/** What a person is told when an expectation was broken; the code itself is for the log. */
export function errorText(language: Language, { kind }: AppError): string {
  return text(language, kind === "invalid" ? "bot-failed" : "bot-changed-meanwhile");
}

/** The word for whoever sent an update that could not be handled even after its retries; null where nobody waits for one. */
export function apologyFor(
  update: Update,
): { chat_id: number; text: string; message_thread_id?: number } | null {
  const message = update.message ?? update.callback_query?.message;
  const from = update.message?.from ?? update.callback_query?.from;
  if (!message || !from || (update.message && message.chat.type !== "private")) return null;
  const thread =
    "is_topic_message" in message && message.is_topic_message
      ? message.message_thread_id
      : undefined;
  return {
    chat_id: message.chat.id,
    text: text(guessLanguage(from.language_code), "bot-failed"),
    ...(thread === undefined ? {} : { message_thread_id: thread }),
  };
}
