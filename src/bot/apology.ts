import type { Update } from "grammy/types";
import { AppError } from "../lib/app-error.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { guessLanguage, type Language } from "../texts/language.ts";

/** What a person is told when an expectation was broken; the code itself is for the log. */
export function errorText(language: Language, error: AppError): string {
  return text(language, sentenceOf(error));
}

function sentenceOf({ kind }: AppError): TextId {
  switch (kind) {
    case "not_found":
    case "conflict":
    case "forbidden":
    case "unauthorised":
      return "bot-changed-meanwhile";
    case "invalid":
      return "bot-failed";
  }
}

/** The word for whoever sent an update that could not be handled even after its retries; null where nobody waits for one. */
export function apologyFor(
  update: Update,
): { chat_id: number; text: string; message_thread_id?: number } | null {
  const message = update.message ?? update.callback_query?.message;
  const from = update.message?.from ?? update.callback_query?.from;
  if (!message || !from || (update.message && message.chat.type !== "private")) return null;
  const thread =
    "is_topic_message" in message && message.is_topic_message === true
      ? message.message_thread_id
      : undefined;
  return {
    chat_id: message.chat.id,
    text: text(guessLanguage(from.language_code), "bot-failed"),
    ...(thread === undefined ? {} : { message_thread_id: thread }),
  };
}
