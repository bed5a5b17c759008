import type { Update } from "grammy/types";
import { isUnavailable } from "../db/client.ts";
import { text } from "../texts/bundle.ts";
import { guessLanguage } from "../texts/language.ts";

type Word = { chat_id: number; text: string };

/** An outage that is over before this is not spoken of. */
export const PATIENCE_MS = 3000;

/**
 * Guards the keeping of updates: while the database is away, whoever writes in private is told once that the answer will
 * take a while. The update itself is kept by Telegram until it can be stored here.
 */
export function createBusy({ now, say }: { now: () => number; say: (word: Word) => void }) {
  const told = new Set<number>();
  let awaySince: number | null = null;
  const tell = (updates: readonly Update[]): void => {
    for (const word of updates.flatMap(wordFor)) {
      if (told.has(word.chat_id)) continue;
      told.add(word.chat_id);
      say(word);
    }
  };
  return async (updates: readonly Update[], keep: () => Promise<void>): Promise<void> => {
    const hangs = setTimeout(tell, PATIENCE_MS, updates);
    try {
      await keep();
      awaySince = null;
      told.clear();
    } catch (error) {
      awaySince ??= now();
      if (isUnavailable(error) && now() - awaySince >= PATIENCE_MS) tell(updates);
      throw error;
    } finally {
      clearTimeout(hangs);
    }
  };
}

function wordFor(update: Update): Word[] {
  const message = update.message ?? update.callback_query?.message;
  const from = update.message?.from ?? update.callback_query?.from;
  if (message?.chat.type !== "private" || !from) return [];
  return [{ chat_id: message.chat.id, text: text(guessLanguage(from.language_code), "bot-busy") }];
}
