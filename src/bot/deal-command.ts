import { readMoney } from "../lib/money.ts";
import { toE164, type Country } from "../lib/phone.ts";

export type DealCommand =
  | { empty: true }
  /** The number of a deal, to be opened. */
  | { number: number }
  | { name: string | null; phone: string | null; amount: number | null; currency: string | null };

/** Reads what stands behind /deal: a number, or a name that a phone and an amount may follow. */
export function parseDeal(written: string, country: Country): DealCommand {
  const text = written.replace(/\s+/gu, " ").trim();
  if (text === "") return { empty: true };
  const number = /^[#№]? ?(\d{1,6})$/u.exec(text)?.[1];
  if (number !== undefined) return { number: Number(number) };
  const { rest, phone } = phoneIn(text, country);
  const { name, amount, currency } = amountIn(rest);
  // What is only an amount is a name, as far as anybody can tell.
  if (name === "" && phone === null) return { name: text, phone, amount: null, currency: null };
  return { name: name === "" ? null : name, phone, amount, currency };
}

/** A number as people write it, in one word or in groups; an amount may stand behind it. */
function phoneIn(text: string, country: Country): { rest: string; phone: string | null } {
  const words = text.split(" ");
  for (const from of words.keys()) {
    for (let to = from + 1; to <= Math.min(words.length, from + MOST_GROUPS); to += 1) {
      const written = words.slice(from, to).join(" ");
      const phone = isPhoneLike(written) ? toE164(written, country) : null;
      if (phone !== null)
        return { rest: [...words.slice(0, from), ...words.slice(to)].join(" "), phone };
    }
  }
  return { rest: text, phone: null };
}

/** "067 000 00 01", "+7 (900) 000-00-05": amounts neither begin like these nor have so many digits. */
function isPhoneLike(written: string): boolean {
  const digits = written.replace(/\D/g, "").length;
  return digits >= 10 && digits <= 15 && /^(?:\+|\(?0|8[ (]|\d{10})[\d ().-]*$/u.test(written);
}

/** The longest end that is an amount; a phone that nobody could read is none. */
function amountIn(text: string): { name: string; amount: number | null; currency: string | null } {
  const words = text.split(" ").filter(Boolean);
  for (let from = Math.max(0, words.length - LONGEST); from < words.length; from += 1) {
    const read = readMoney(words.slice(from).join(" "));
    if ("wrong" in read || read.amount >= PHONE_LIKE) continue;
    return { name: words.slice(0, from).join(" "), ...read };
  }
  return { name: text, amount: null, currency: null };
}

/** Words of the longest amount: "999 999 999 999,99 тис. грн". */
const LONGEST = 6;
const PHONE_LIKE = 1_000_000_000;
/** "+38 (067) 000 00 01" */
const MOST_GROUPS = 6;
