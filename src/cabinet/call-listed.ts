import type { Extension, Labels, Line } from "../business/line.ts";
import type { Talk } from "../calls/talk-service.ts";
import type { Language } from "../texts/language.ts";
import type { CallWish } from "./call-wish.ts";
import type { Say } from "./say.ts";

/** A call of the list; `said`: the words that were looked for, and their second. */
export type Listed = { talk: Talk; said: { words: string; atS: number } | null };

export type CallList = {
  say: Say;
  language: Language;
  zone: string;
  now: number;
  wish: CallWish;
  /** One page, and where the next one begins. */
  calls: readonly Listed[];
  next: { at: number; id: number } | null;
  /** Calls in which the text was said, beside those whose client is called so. */
  heard: { calls: readonly Listed[]; more: boolean };
  labels: Labels;
  lines: readonly Line[];
  employees: readonly Extension[];
};
