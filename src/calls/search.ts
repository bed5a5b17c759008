import { dateBy, dateOf, instantOn, readDate, shiftDate } from "./period.ts";

/** Whole days of a business's wall; epoch ms, `to` excluded. */
type Days = { first: string; last: string; from: number; to: number };
/** What is looked for: a name or digits, and when it was. */
export type Search = { text: string | null; days: Days | null };

/**
 * Takes the days out of what a person wrote: "Оксана вчора", "4512 21.11", "з 1.11 по 5.11", "5 листопада". A day without a
 * year is the latest that has begun. The rest is a name or digits.
 */
export function readSearch(written: string, { now, zone }: { now: number; zone: string }): Search {
  const said = written.normalize("NFC").replace(/\s+/g, " ").trim();
  const today = dateOf(now, zone);
  const found = rangeIn(said, today) ?? dayIn(said, today);
  if (!found) return { text: said === "" ? null : said, days: null };
  const rest = `${said.slice(0, found.at)} ${said.slice(found.at + found.length)}`;
  const text = rest.replace(/\s+/g, " ").trim();
  return { text: text === "" ? null : text, days: daysOf(found, zone) };
}

/** The digits that end a number, where the text can be nothing else: at least three of them, and no letter. */
export function digitsIn(text: string): string | null {
  if (/\p{L}/u.test(text)) return null;
  const digits = text.replace(/\D/g, "");
  return digits.length >= LEAST_DIGITS ? digits : null;
}

const LEAST_DIGITS = 3;

type Found = { first: string; last: string; at: number; length: number };

const DAY = String.raw`(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d{2}))?|\d{1,2}(?:st|nd|rd|th)?\s\p{L}{3,9}(?:\s\d{4})?|\p{L}{3,9}\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s\d{4})?|\p{L}{5,10})`;
const OPEN = String.raw`(?<![\p{L}\p{N}.+])`;
const CLOSE = String.raw`(?![\p{L}\p{N}])`;

function rangeIn(said: string, today: string): Found | null {
  const range = new RegExp(
    String.raw`${OPEN}(?:(?:із|зі|з|со|с|from)\s)?(${DAY})\s?(?:[-–—]|(?<=\s)(?:по|до|to|till|until)(?=\s))\s?(${DAY})${CLOSE}`,
    "giu",
  );
  for (const match of said.matchAll(range)) {
    const last = readDay(match[2] ?? "", today);
    const first = last === null ? null : readDay(match[1] ?? "", last);
    if (first !== null && last !== null && first <= last)
      return { first, last, at: match.index, length: match[0].length };
  }
  return null;
}

/** Words stand for a day alone or with a number before or after them, so each place is tried. */
function dayIn(said: string, today: string): Found | null {
  for (const { index } of said.matchAll(/(?<![\p{L}\p{N}.+])[\p{L}\p{N}]/gu)) {
    const tail = said.slice(index);
    for (const pattern of shapes) {
      const match = pattern.exec(tail)?.[0];
      const day = match === undefined ? null : readDay(match, today);
      if (match === undefined || day === null) continue;
      const led =
        /(?<![\p{L}\p{N}])(?:за|від|від|от|on|for|в|у)\s$/iu.exec(said.slice(0, index))?.[0] ?? "";
      return { first: day, last: day, at: index - led.length, length: led.length + match.length };
    }
  }
  return null;
}

const shapes = [
  String.raw`\d{4}-\d{2}-\d{2}`,
  String.raw`\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d{2}))?`,
  String.raw`\d{1,2}(?:st|nd|rd|th)?\s\p{L}{3,9}\s\d{4}`,
  String.raw`\d{1,2}(?:st|nd|rd|th)?\s\p{L}{3,9}`,
  String.raw`\p{L}{3,9}\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}`,
  String.raw`\p{L}{3,9}\s\d{1,2}(?:st|nd|rd|th)?`,
  String.raw`\p{L}{5,10}`,
].map((shape) => new RegExp(`^(?:${shape})${CLOSE}`, "iu"));

/** "YYYY-MM-DD", the latest such day up to `latest` where no year is named; null for what is no day. */
function readDay(written: string, latest: string): string | null {
  const said = written.toLowerCase().replaceAll("ё", "е");
  const back = words.get(said);
  if (back !== undefined) return shiftDate(latest, -back);
  const digits = readDate(said, latest);
  if (digits !== null) return digits;
  const named = /^(?<d>\d{1,2})(?:st|nd|rd|th)?\s(?<mo>\p{L}+)(?:\s(?<y>\d{4}))?$/u.exec(said);
  const english = /^(?<mo>[a-z]+)\s(?<d>\d{1,2})(?:st|nd|rd|th)?(?:,?\s(?<y>\d{4}))?$/u.exec(said);
  const { d, mo, y } = (named ?? english)?.groups ?? {};
  return d === undefined ? null : dateBy({ y, mo: monthOf(mo), d: Number(d) }, latest);
}

const words = new Map([
  ...["today", "сьогодні", "сегодня"].map((word): [string, number] => [word, 0]),
  ...["yesterday", "вчора", "учора", "вчера"].map((word): [string, number] => [word, 1]),
  ...["позавчора", "позавчера"].map((word): [string, number] => [word, 2]),
]);

/** How the names of the months begin, in the three languages; one that begins another stands after it. */
const months: readonly (readonly string[])[] = [
  ["січ", "янв", "jan"],
  ["лют", "фев", "feb"],
  ["берез", "март", "mar"],
  ["квіт", "апр", "apr"],
  ["трав", "мая", "май", "may"],
  ["черв", "июн", "jun"],
  ["лип", "июл", "jul"],
  ["серп", "авг", "aug"],
  ["верес", "сент", "sep"],
  ["жовт", "окт", "oct"],
  ["листоп", "нояб", "nov"],
  ["груд", "дек", "dec"],
];

/** A longer word that only begins like a month is a name: "5 Марта" is a day, "5 Маргарита" is none. */
const MONTH = new RegExp(
  `^(?:січ(?:ня|ень)|лют(?:ого|ий)|берез(?:ня|ень)|квіт(?:ня|ень)|трав(?:ня|ень)|черв(?:ня|ень)|лип(?:ня|ень)|серп(?:ня|ень)|верес(?:ня|ень)|жовт(?:ня|ень)|листоп(?:ада|ад)|груд(?:ня|ень)|янв(?:аря|арь)?|фев(?:раля|раль)?|марта?|апр(?:еля|ель)?|ма[яй]|июн[яь]|июл[яь]|авг(?:уста|уст)?|сент(?:ября|ябрь)?|окт(?:ября|ябрь)?|нояб(?:ря|рь)?|дек(?:абря|абрь)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$`,
  "u",
);

function monthOf(word = ""): number {
  return MONTH.test(word)
    ? months.findIndex((starts) => starts.some((start) => word.startsWith(start))) + 1
    : 0;
}

function daysOf({ first, last }: Found, zone: string): Days {
  const to = instantOn(shiftDate(last, 1), 0, zone);
  return { first, last, from: instantOn(first, 0, zone), to };
}
