import type { Language } from "../texts/language.ts";
import { cardStyles, isCardStyle, type CardStyle } from "../business/chat.ts";
import { toE164, type Country } from "../lib/phone.ts";

/** What `/notify` asks for; an absent field stays as it is, an empty list means "all". */
export type NotifyWish = {
  style?: CardStyle;
  buttons?: boolean;
  missedOnly?: boolean;
  lines?: string[];
  exts?: string[];
  cardLanguage?: Language;
  quiet?: { from: string; to: string } | null;
};

export type NotifyCommand =
  | { off: true }
  | { wish: NotifyWish }
  | { wrong: string }
  | { notLine: string };

/** Reads `[off] [style two|one|final] [buttons on|off] [missed on|off] [line X|all] [ext N|all] [quiet HH:MM-HH:MM|off]`. */
export function parseNotify(text: string, country: Country): NotifyCommand {
  const words = text.trim().split(/\s+/).filter(Boolean);
  if (words.length === 1 && lower(words[0]) === "off") return { off: true };
  const wish: NotifyWish = {};
  while (words.length > 0) {
    const refusal = takeOption(wish, words, country);
    if (refusal) return refusal;
  }
  return { wish };
}

type Refusal = { wrong: string } | { notLine: string };

function takeOption(wish: NotifyWish, words: string[], country: Country): Refusal | null {
  const name = words.shift() ?? "";
  switch (lower(name)) {
    case "style":
      return takeStyle(wish, words.shift() ?? name);
    case "buttons":
      return takeSwitch(words.shift() ?? name, (on) => (wish.buttons = on));
    case "missed":
      return takeSwitch(words.shift() ?? name, (on) => (wish.missedOnly = on));
    case "line":
      return takeLine(wish, words, country);
    case "ext":
      return takeExt(wish, words.shift() ?? name);
    case "quiet":
      return takeQuiet(wish, words.shift() ?? name);
    default:
      return { wrong: name };
  }
}

function takeStyle(wish: NotifyWish, word: string): Refusal | null {
  const style = lower(word);
  if (!isCardStyle(style)) return { wrong: word };
  wish.style = cardStyles.find((known) => known === style) ?? "two";
  return null;
}

function takeSwitch(word: string, set: (on: boolean) => void): Refusal | null {
  if (lower(word) !== "on" && lower(word) !== "off") return { wrong: word };
  set(lower(word) === "on");
  return null;
}

/** A number may be written with blanks: every following word of digits belongs to it. */
function takeLine(wish: NotifyWish, words: string[], country: Country): Refusal | null {
  if (lower(words[0]) === "all") {
    words.shift();
    wish.lines = [];
    return null;
  }
  const parts: string[] = [];
  while (words[0] !== undefined && /^\+?[\d().-]+$/.test(words[0])) parts.push(words.shift() ?? "");
  const number = toE164(parts.join(" "), country);
  if (number === null) return { notLine: parts.join(" ") || (words[0] ?? "line") };
  wish.lines = [...new Set([...(wish.lines ?? []), number])];
  return null;
}

function takeExt(wish: NotifyWish, word: string): Refusal | null {
  if (lower(word) === "all") {
    wish.exts = [];
    return null;
  }
  const exts = word.split(",").filter(Boolean);
  if (exts.length === 0 || !exts.every((ext) => /^\d{1,6}$/.test(ext))) return { wrong: word };
  wish.exts = [...new Set([...(wish.exts ?? []), ...exts])];
  return null;
}

function takeQuiet(wish: NotifyWish, word: string): Refusal | null {
  if (lower(word) === "off") {
    wish.quiet = null;
    return null;
  }
  const hours = /^(\d{1,2}:\d{2})[-–](\d{1,2}:\d{2})$/.exec(word);
  const [from, to] = [clockTime(hours?.[1]), clockTime(hours?.[2])];
  if (from === null || to === null || from === to) return { wrong: word };
  wish.quiet = { from, to };
  return null;
}

function clockTime(text: string | undefined): string | null {
  const [hours = NaN, minutes = NaN] = (text ?? "").split(":").map(Number);
  return hours < 24 && minutes < 60
    ? `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`
    : null;
}

function lower(word: string | undefined): string {
  return (word ?? "").toLowerCase();
}
