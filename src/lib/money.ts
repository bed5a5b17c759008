/** An amount as people write it, in major units; `currency` is the ISO 4217 code that stood beside it, or null. */
export type Written = { amount: number; currency: string | null } | { wrong: "nonsense" | "large" };

/** What the database can keep. */
const MOST_MONEY = 999_999_999_999.99;

/**
 * Reads "1 200,50 ₴", "1200", "1.200,50", "1,200.50", "2 тис". A lone sign before three last digits parts thousands; before
 * one or two it parts hundredths.
 */
export function readMoney(written: string): Written {
  const text = written
    .normalize("NFKC")
    .replace(/[\s\u200b\u2060]+/gu, " ")
    .trim()
    .toLowerCase();
  if (text.length > 60) return { wrong: "nonsense" };
  const [, before = "", digits = "", after = ""] =
    /^([^\d+\-−]*)(\d(?:[\d .,'’]*\d)?)([^\d]*)$/u.exec(text) ?? [];
  const sides = sidesOf(before, after);
  const cents = sides === null ? null : centsOf(digits, sides.times);
  if (sides === null || cents === null) return { wrong: "nonsense" };
  if (cents > MOST_MONEY * 100) return { wrong: "large" };
  return { amount: cents / 100, currency: sides.currency };
}

const currencies: readonly [RegExp, string][] = [
  [/^(?:₴|гр(?:н|ивен[ья]|ивн[аіяи])?\.?)$/u, "UAH"],
  [/^(?:₽|р(?:уб(?:л(?:ь|я|ей|и|ів))?)?\.?)$/u, "RUB"],
  [/^(?:₸|тг|тенге)\.?$/u, "KZT"],
  [/^(?:\$|долл?(?:\.|ар(?:а|ов|ів|и)?)?)$/u, "USD"],
  [/^(?:€|евро|євро|euros?)$/u, "EUR"],
  [/^(?:£|фунт(?:а|ов|ів|и)?)$/u, "GBP"],
  [/^(?:zł|злот(?:ых|их|ый|ий))$/u, "PLN"],
  [/^₾$/u, "GEL"],
  [/^֏$/u, "AMD"],
];
const multiples: readonly [RegExp, number][] = [
  [/^(?:тис(?:яч[аі]?)?|тыс(?:яч[аи]?)?|k|к|thousand)\.?$/u, 1000],
  [/^(?:млн|мільйон(?:и|ів)?|миллион(?:а|ов)?|mln|m|million)\.?$/u, 1_000_000],
];

/** What stands around the digits: a currency on one side, a multiple behind them; null for anything else. */
function sidesOf(before: string, after: string): { currency: string | null; times: number } | null {
  const ahead = before.trim();
  const [first = "", second = "", ...more] = after.trim().split(" ").filter(Boolean);
  const times = multiples.find(([sign]) => sign.test(first))?.[1] ?? 1;
  const behind = times === 1 ? first : second;
  if (more.length > 0 || (times === 1 && second !== "")) return null;
  if (ahead !== "" && behind !== "") return null;
  const named = ahead === "" ? behind : ahead;
  const currency = named === "" ? null : codeOf(named);
  return currency === undefined ? null : { currency, times };
}

function codeOf(word: string): string | undefined {
  const sign = currencies.find(([known]) => known.test(word))?.[1];
  return sign ?? (/^[a-z]{3}$/.test(word) ? word.toUpperCase() : undefined);
}

/** Hundredths; null for digits that are grouped like no amount. */
function centsOf(digits: string, times: number): number | null {
  const { whole, fraction } = parted(digits, times);
  const grouped = whole.replace(/[ .,'’]/gu, "");
  if (!isGrouped(whole) || fraction.length > (times === 1 ? 2 : 6)) return null;
  if (!/^\d{1,24}$/.test(grouped) || !/^\d*$/.test(fraction)) return null;
  if (grouped.length > 15) return Number.POSITIVE_INFINITY;
  if (times === 1) return Number(grouped) * 100 + Number(fraction.padEnd(2, "0"));
  return Math.round(Number(`${grouped}.${fraction || "0"}`) * times * 100);
}

/** The sign before the hundredths is the last one, unless it parts thousands as others do. */
function parted(digits: string, times: number): { whole: string; fraction: string } {
  const at = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const sign = digits[at];
  if (at < 0 || sign === undefined) return { whole: digits, fraction: "" };
  const whole = digits.slice(0, at);
  const fraction = digits.slice(at + 1);
  const alone = /^\d+$/.test(whole);
  const repeats = whole.includes(sign);
  const thousands = repeats || (alone && fraction.length === 3 && times === 1 && whole !== "0");
  return thousands ? { whole: digits, fraction: "" } : { whole, fraction };
}

/** Without signs, or in groups of three with one and the same sign between them. */
function isGrouped(whole: string): boolean {
  return /^(?:\d+|\d{1,3}(?:([ .,'’])\d{3})(?:\1\d{3})*)$/u.test(whole);
}
