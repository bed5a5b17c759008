import { cardStyles, isCardStyle } from "../business/chat.ts";
import { toE164, type Country } from "../lib/phone.ts";
import { isLanguage } from "../texts/language.ts";
import { parseSpan } from "./hours.ts";
import { cardMessages, MAX_CLIENTS, type NotifyWish } from "./notify-filter.ts";

export type NotifyCommand = { off: true } | { wish: NotifyWish } | Refusal;

/**
 * Reads `[off] [style two|one|final] [buttons on|off] [missed on|off] [messages ring,answered,missed|all]
 * [direction in|out|all] [line X|all] [ext N|all] [client X|all] [quiet HH:MM-HH:MM|off] [outside on|off] [language uk|ru|en]
 * [remind on|off] [deals on|off]`.
 */
export function parseNotify(text: string, country: Country): NotifyCommand {
  const words = text.trim().split(/\s+/).filter(Boolean);
  if (words.length === 1 && lower(words[0]) === "off") return { off: true };
  const wish: NotifyWish = {};
  while (words.length > 0) {
    const name = words.shift() ?? "";
    const option = options.get(lower(name));
    const refusal = option ? option({ wish, words, name, country }) : { wrong: name };
    if (refusal) return refusal;
  }
  return { wish };
}

/** Numbers as a person lists them, one a line or with commas; names the first that is none. */
export function parseNumbers(
  text: string,
  country: Country,
): { numbers: string[] } | { notLine: string } {
  const numbers: string[] = [];
  for (const part of text.split(/[\n,;]/)) {
    if (part.trim() === "") continue;
    const number = toE164(part, country);
    if (number === null) return { notLine: part.trim() };
    numbers.push(number);
  }
  return numbers.length > 0 ? { numbers: [...new Set(numbers)] } : { notLine: text.trim() };
}

type Refusal = { wrong: string } | { notLine: string };
/** `words` is what follows the option's name; an option takes its own from there. */
type Taking = { wish: NotifyWish; words: string[]; name: string; country: Country };

const options: ReadonlyMap<string, (taking: Taking) => Refusal | null> = new Map([
  ["style", takeStyle],
  ["buttons", (taking: Taking) => takeSwitch(taking, (wish, on) => (wish.buttons = on))],
  ["missed", (taking: Taking) => takeSwitch(taking, (wish, on) => (wish.missedOnly = on))],
  ["outside", (taking: Taking) => takeSwitch(taking, (wish, on) => (wish.loudOutsideHours = on))],
  ["remind", (taking: Taking) => takeSwitch(taking, (wish, on) => (wish.remind = on))],
  ["deals", (taking: Taking) => takeSwitch(taking, (wish, on) => (wish.deals = on))],
  ["messages", takeMessages],
  ["direction", takeDirection],
  ["line", (taking: Taking) => takeNumber(taking, "lines")],
  ["client", (taking: Taking) => takeNumber(taking, "clients")],
  ["ext", takeExt],
  ["quiet", takeQuiet],
  ["language", takeLanguage],
]);

function takeStyle({ wish, words, name }: Taking): Refusal | null {
  const word = words.shift() ?? name;
  const style = lower(word);
  if (!isCardStyle(style)) return { wrong: word };
  wish.style = cardStyles.find((known) => known === style) ?? "two";
  return null;
}

function takeSwitch(
  { wish, words, name }: Taking,
  set: (wish: NotifyWish, on: boolean) => void,
): Refusal | null {
  const word = words.shift() ?? name;
  if (lower(word) !== "on" && lower(word) !== "off") return { wrong: word };
  set(wish, lower(word) === "on");
  return null;
}

function takeMessages({ wish, words, name }: Taking): Refusal | null {
  const word = words.shift() ?? name;
  const asked = lower(word).split(",").filter(Boolean);
  const known = cardMessages.filter((message) => asked.includes(message));
  const isAll = asked.length === 1 && asked[0] === "all";
  if (!isAll && (known.length === 0 || known.length !== new Set(asked).size))
    return { wrong: word };
  wish.messages = isAll ? [] : known;
  return null;
}

function takeDirection({ wish, words, name }: Taking): Refusal | null {
  const word = words.shift() ?? name;
  const direction = lower(word);
  if (direction === "in" || direction === "out") wish.directions = [direction];
  else if (direction === "all") wish.directions = [];
  else return { wrong: word };
  return null;
}

/** A number may be written with blanks: every following word of digits belongs to it. */
function takeNumber(
  { wish, words, name, country }: Taking,
  field: "lines" | "clients",
): Refusal | null {
  if (lower(words[0]) === "all") {
    words.shift();
    wish[field] = [];
    return null;
  }
  const parts = takeWhile(words, /^\+?[\d().-]+$/);
  const number = toE164(parts.join(" "), country);
  if (number === null) return { notLine: parts.join(" ") || (words[0] ?? name) };
  const numbers = [...new Set([...(wish[field] ?? []), number])];
  if (numbers.length > MAX_CLIENTS) return { wrong: number };
  wish[field] = numbers;
  return null;
}

function takeExt({ wish, words, name }: Taking): Refusal | null {
  const word = words.shift() ?? name;
  if (lower(word) === "all") {
    wish.exts = [];
    return null;
  }
  const exts = word.split(",").filter(Boolean);
  if (exts.length === 0 || !exts.every((ext) => /^\d{1,6}$/.test(ext))) return { wrong: word };
  wish.exts = [...new Set([...(wish.exts ?? []), ...exts])];
  return null;
}

function takeQuiet({ wish, words, name }: Taking): Refusal | null {
  if (lower(words[0]) === "off") {
    words.shift();
    wish.quiet = null;
    return null;
  }
  const written = takeWhile(words, /^[\d:.–—-]+$/).join("");
  const span = parseSpan(written);
  if (span === null) return { wrong: written || (words[0] ?? name) };
  const [from, to] = span;
  wish.quiet = { from, to };
  return null;
}

function takeLanguage({ wish, words, name }: Taking): Refusal | null {
  const word = words.shift() ?? name;
  const language = lower(word);
  if (!isLanguage(language)) return { wrong: word };
  wish.cardLanguage = language;
  return null;
}

function takeWhile(words: string[], shape: RegExp): string[] {
  const taken: string[] = [];
  while (words[0] !== undefined && shape.test(words[0])) taken.push(words.shift() ?? "");
  return taken;
}

function lower(word: string | undefined): string {
  return (word ?? "").toLowerCase();
}
