import { digitsAt, gapAt, keyAt, means, type Reading } from "./word-reading.ts";
import { halfHour, numbered } from "./word-sense.ts";

/** An hour as it was written, and where it ends; `sure`: it is a time whatever stands around it. */
export type Form = { h: number; m: number; end: number; exact: boolean; sure: boolean };

/** What may be said of a time at this place: a word such as "о" or "после" leads to it, or a time was asked for. */
export type Lead = { at: boolean; on: boolean; asked: boolean };

/** A time of day in any of the ways that people write one; null where there is none. */
export function formAt(reading: Reading, place: number, lead: Lead): Form | null {
  if (reading.taken[place] !== null) return null;
  for (const form of forms) {
    const found = form(reading, place, lead);
    if (found) return found;
  }
  return null;
}

const forms = [halfForm, quarterForm, minusForm, pastForm, digitForm, bareHourForm, wordForm];

/** "пів на десяту", "полседьмого", "в половине шестого", "half past five". */
function halfForm(reading: Reading, place: number): Form | null {
  const joined = halfHour(keyAt(reading, place));
  if (joined !== null) return formOf(joined === 1 ? 12 : joined - 1, 30, place + 1);
  if (!means(reading, place, "half")) return null;
  const past = means(reading, place + 1, "past");
  const on = past || means(reading, place + 1, "on");
  const hour = hourWordAt(reading, on ? place + 2 : place + 1);
  if (hour === null) return null;
  const english = keyAt(reading, place) === "half";
  return formOf(english ? hour.value : hour.value - 1 || 12, 30, hour.end);
}

/** "чверть на шосту", "четверть шестого", "чверть по п'ятій", "quarter to six". */
function quarterForm(reading: Reading, place: number): Form | null {
  if (!means(reading, place, "quarter")) return null;
  const before = keyAt(reading, place + 1) === "to";
  const after = means(reading, place + 1, "past") || keyAt(reading, place + 1) === "по";
  const on = keyAt(reading, place + 1) === "на";
  const hour = hourWordAt(reading, before || after || on ? place + 2 : place + 1);
  if (hour === null) return null;
  if (before) return formOf(hour.value - 1 || 12, 45, hour.end);
  return formOf(after ? hour.value : hour.value - 1 || 12, 15, hour.end);
}

/** "без четверти шесть", "без 15 шесть", "за чверть шоста". */
function minusForm(reading: Reading, place: number): Form | null {
  const led = means(reading, place, "minus") || keyAt(reading, place) === "за";
  if (!led || keyAt(reading, place) === "to") return null;
  const quarter = means(reading, place + 1, "quarter");
  const count = quarter ? { value: 15, end: place + 2 } : countAt(reading, place + 1);
  if (count === null || count.value < 1 || count.value > 30) return null;
  const hour = hourWordAt(reading, means(reading, count.end, "minute") ? count.end + 1 : count.end);
  return hour && formOf(hour.value - 1 || 12, 60 - count.value, hour.end);
}

/** "15 минут седьмого". */
function pastForm(reading: Reading, place: number): Form | null {
  const count = countAt(reading, place);
  if (count === null || !means(reading, count.end, "minute") || count.value > 59) return null;
  const hour = numbered("o", sensesAt(reading, count.end + 1));
  return hour === null ? null : formOf(hour - 1 || 12, count.value, count.end + 2);
}

function digitForm(reading: Reading, place: number, lead: Lead): Form | null {
  const a = digitsAt(reading, place);
  if (a === null) return null;
  return (
    clockForm(reading, place, a, lead) ??
    joinedForm(reading, place, a, lead) ??
    hourForm(reading, place, a, lead)
  );
}

/** "10:00", "18.30", "11-30", "11 30". */
function clockForm(reading: Reading, place: number, a: string, lead: Lead): Form | null {
  const b = digitsAt(reading, place + 1);
  if (b === null || b.length !== 2 || a.length > 2 || Number(a) > 24 || Number(b) > 59) return null;
  const gap = gapAt(reading, place + 1);
  const led = lead.at || lead.on || lead.asked;
  const colon = /^[:;]$/.test(gap);
  const dot = gap === "." && !/^[./]\d?/.test(gapAt(reading, place + 2));
  const dash = /^[-–]$/u.test(gap) && (b === "00" || Number(b) > 24);
  const loose =
    led && /^[ ,=]$/.test(gap) && Number(b) % 5 === 0 && !isMeasured(reading, place + 2);
  if (!colon && !dot && !dash && !loose) return null;
  const end = means(reading, place + 2, "hour") ? place + 3 : place + 2;
  return {
    ...formOf(Number(a), Number(b), end),
    exact: a.startsWith("0"),
    sure: colon || dot || dash,
  };
}

/** "1130". */
function joinedForm(reading: Reading, place: number, a: string, lead: Lead): Form | null {
  if (a.length < 3 || !(lead.at || lead.on || lead.asked) || isMeasured(reading, place + 1))
    return null;
  const [h, m] = [Number(a.slice(0, -2)), Number(a.slice(-2))];
  if (h > 23 || m > 59 || m % 5 > 0) return null;
  return { ...formOf(h, m, place + 1), exact: a.startsWith("0") };
}

/** "на 3 часа", "10 ранку", "5 pm", "о 10", "11-й". */
function hourForm(reading: Reading, place: number, a: string, lead: Lead): Form | null {
  if (a.length > 2 || Number(a) > 24 || isMeasured(reading, place + 1)) return null;
  const ordinal =
    ["", "-"].includes(gapAt(reading, place + 1)) && ORDINALS.has(keyAt(reading, place + 1));
  const at = ordinal ? place + 2 : place + 1;
  const led = lead.at || lead.on;
  const half = means(reading, at, "am", "pm");
  const hour = means(reading, at, "hour");
  const part =
    means(reading, at, "morning", "evening", "night") ||
    (led && means(reading, at, "daytime", "day"));
  if (!led && !lead.asked && !half && !part) return null;
  if (!hour)
    return {
      ...formOf(Number(a), 0, at),
      exact: a.startsWith("0") && a !== "0",
      sure: led || half || part,
    };
  const minutes = countAt(reading, at + 1);
  const counted = minutes !== null && minutes.value < 60 && means(reading, minutes.end, "minute");
  return {
    ...formOf(Number(a), counted ? minutes.value : 0, counted ? minutes.end + 1 : at + 1),
    exact: a.startsWith("0"),
  };
}

const ORDINALS = new Set(["и", "у", "ту", "та", "ои", "ии", "тои", "тии", "ти"]);

/** "на час", "в час дня": one in the afternoon. */
function bareHourForm(reading: Reading, place: number, lead: Lead): Form | null {
  const word = keyAt(reading, place);
  if (word !== "час" || !(lead.at || lead.on) || COMPARED.test(keyAt(reading, place + 1)))
    return null;
  return { ...formOf(13, 0, place + 1), exact: true };
}

const COMPARED = /^(?:пизниш|раниш|позж|ран|пик|назад|том|якии|какои)/u;

/** "в десять", "о шостій годині", "в одиннадцать тридцать", "ten thirty", "полдень". */
function wordForm(reading: Reading, place: number, lead: Lead): Form | null {
  if (means(reading, place, "noon")) return { ...formOf(12, 0, place + 1), exact: true };
  if (!lead.at && !lead.on && !lead.asked) return null;
  const hour = hourWordAt(reading, place);
  if (hour === null || /^[0-9]/u.test(keyAt(reading, place)) || isMeasured(reading, hour.end))
    return null;
  const ordinal = numbered("o", sensesAt(reading, place)) !== null;
  // "на другу половину дня", "на перше вільне", "второй вариант".
  if (
    ordinal &&
    (means(reading, hour.end, "half", "part", "day") || !FEMININE.test(keyAt(reading, place)))
  )
    return null;
  const end = means(reading, hour.end, "hour") ? hour.end + 1 : hour.end;
  const minutes = minutesAt(reading, end);
  return formOf(hour.value, minutes?.value ?? 0, minutes?.end ?? end);
}

const FEMININE = /(?:а|у|ои|ии|ю|и|я)$/u;

/** "тридцать", "сорок пять". */
function minutesAt(reading: Reading, place: number): { value: number; end: number } | null {
  const first = numbered("n", sensesAt(reading, place));
  if (first === null || first < 10 || gapAt(reading, place) !== " ") return null;
  const second = first % 10 === 0 ? numbered("n", sensesAt(reading, place + 1)) : null;
  const both = second !== null && second < 10;
  const end = place + (both ? 2 : 1);
  return { value: first + (both ? second : 0), end: means(reading, end, "minute") ? end + 1 : end };
}

/** An hour in words, cardinal or ordinal, or in digits. */
function hourWordAt(reading: Reading, place: number): { value: number; end: number } | null {
  const digits = digitsAt(reading, place);
  if (digits !== null) {
    const ordinal =
      ["", "-"].includes(gapAt(reading, place + 1)) && ORDINALS.has(keyAt(reading, place + 1));
    return digits.length < 3 && Number(digits) > 0 && Number(digits) < 25
      ? { value: Number(digits), end: place + (ordinal ? 2 : 1) }
      : null;
  }
  const senses = sensesAt(reading, place);
  const ordinal = numbered("o", senses);
  if (ordinal !== null) return { value: ordinal, end: place + 1 };
  const value = ARTICLES.has(keyAt(reading, place)) ? null : numbered("n", senses);
  if (value === null) return null;
  if (value !== 20) return value < 24 ? { value, end: place + 1 } : null;
  const unit = numbered("n", sensesAt(reading, place + 1));
  return unit !== null && unit < 4
    ? { value: 20 + unit, end: place + 2 }
    : { value, end: place + 1 };
}

/** "in the morning for a haircut". */
const ARTICLES = new Set(["a", "an"]);

/** A count in digits or words. */
export function countAt(reading: Reading, place: number): { value: number; end: number } | null {
  const digits = digitsAt(reading, place);
  if (digits !== null) return { value: Number(digits), end: place + 1 };
  const value = numbered("n", sensesAt(reading, place));
  return value === null ? null : { value, end: place + 1 };
}

/** A number of people, minutes, money: no time. */
function isMeasured(reading: Reading, place: number): boolean {
  if (/^\s?(?:%|₴|\$|₽|€|₸)/u.test(gapAt(reading, place))) return true;
  if (means(reading, place, "minute", "week", "month", "number")) return true;
  const key = keyAt(reading, place);
  return (means(reading, place, "day") && !DAYTIME.has(key)) || MEASURES.test(key);
}

const DAYTIME = new Set(["дня"]);
const MEASURES =
  /^(?:грн|гривен|грив|руб|тенге|тг$|usd|доллар|долар|чел|люд|осиб|особ|рокив|лет$|роки|год[аи]к|раз|послуг|услуг|майстр|мастер|процед|рук|ног|нигт|ногт|палц|дит|дет|people|person|years|times|old|вариант|вариан|option|мисяц)/u;

function sensesAt({ senses, taken }: Reading, place: number): readonly string[] {
  return taken[place] === null ? (senses[place] ?? []) : [];
}

function formOf(h: number, m: number, end: number): Form {
  return { h, m, end, exact: false, sure: true };
}
