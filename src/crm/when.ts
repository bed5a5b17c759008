import type { Chrono, ParsedResult, Refiner } from "chrono-node";
import { isoWithOffset } from "../lib/iso.ts";
import { toInstant, wallOf, type Wall } from "../lib/zone.ts";
import type { Language } from "../texts/language.ts";
import { clockParsers, dayParsers, WEAK } from "./when-clock.ts";

/** When something is due (epoch ms), and what was written besides; `past`: that moment is over. */
export type When = { at: number; rest: string } | { past: number };

/**
 * Finds a day or time in what a person wrote, on the wall clock of the zone; null when there is none. All three languages
 * are read, the person's first. A time that has passed today is tomorrow's; a day without a time is 09:00, today 18:00.
 */
export async function readWhen(written: string, reading: Reading): Promise<When | null> {
  return (await read(written, reading))?.when ?? null;
}

/**
 * A day ("YYYY-MM-DD") or, where a time was written, a minute ("YYYY-MM-DDTHH:MM") on the wall of the zone; `past` as above.
 */
export async function readDay(
  written: string,
  reading: Reading,
): Promise<string | { past: number } | null> {
  const found = await read(written, reading);
  if (found === null) return null;
  if ("past" in found.when) return found.when;
  const minute = isoWithOffset(found.when.at, reading.zone).slice(0, "YYYY-MM-DDTHH:MM".length);
  return found.timed ? minute : minute.slice(0, "YYYY-MM-DD".length);
}

type Reading = { now: number; zone: string; language: Language };

async function read(
  written: string,
  { now, zone, language }: Reading,
): Promise<{ when: When; timed: boolean } | null> {
  const chrono = await (kept[language] ??= build(language));
  const wall = wallOf(now, zone);
  const plain = normalised(written);
  const found = chrono.parse(
    plain,
    { instant: new Date(utcOf(wall)), timezone: 0 },
    { forwardDate: true },
  );
  const chosen = choose(found);
  if (chosen === null) return null;
  const at = instantOf(chosen, { now, zone });
  if (Number.isNaN(at)) return null;
  if (at <= now || (!chosen.day?.start.isCertain("year") && at - now > NEXT_YEAR_MS)) {
    return { when: { past: at <= now ? at : lastYear(at, zone) }, timed: true };
  }
  const cut = [chosen.day, chosen.time].filter((one) => one !== null);
  const timed = cut.some(hasTime);
  return { when: { at, rest: without(written, new Set(cut)) }, timed };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A day of the year that has just gone by is a slip, not a plan for the next year. */
const NEXT_YEAR_MS = 330 * 24 * HOUR_MS;
const MORNING = 9;
const EVENING = 18;

/** The library is large and few people need it at once: loaded when the first date is read. */
const kept: Partial<Record<Language, Promise<Chrono>>> = {};

async function build(language: Language): Promise<Chrono> {
  const [uk, ru, en] = await Promise.all([
    import("chrono-node/uk"),
    import("chrono-node/ru"),
    import("chrono-node/en"),
  ]);
  const of = {
    uk: uk.createCasualConfiguration(),
    ru: ru.createCasualConfiguration(),
    en: en.configuration.createCasualConfiguration(true),
  };
  const order = [of[language], of.uk, of.ru, of.en];
  const known = [...new Set(order)];
  const refiners = known.flatMap((one) => one.refiners).filter(isWanted);
  return new uk.Chrono({
    parsers: [...clockParsers, ...dayParsers, ...known.flatMap((one) => one.parsers)],
    refiners: [likely, ...refiners],
  });
}

/** "+38" of a phone number is no zone of a time before it, and "25.11" is no decimal number here. */
function isWanted({ constructor: { name } }: Refiner): boolean {
  return !name.startsWith("ExtractTimezone") && name !== "UnlikelyFormatFilter";
}

/**
 * With `forwardDate` the library takes every "2 часа" for "in two hours": how long something lasts is no date. The Ukrainian
 * "за годину", which it does not know, is one. "24/7" is always, not in July.
 */
const likely: Refiner = {
  refine: ({ text: whole }, results) =>
    results.filter(({ text, index, start }) => {
      if (text === "24/7") return false;
      if (/^[\d.]+$/.test(text) && !start.tags().has(WEAK) && !start.isCertain("month"))
        return false;
      const isLength = [...start.tags()].some((tag) => tag.startsWith("result/relativeDate"));
      if (!isLength || !BARE_LENGTH.test(text.trim())) return true;
      return /(?<!\p{L})за\s+$/iu.test(whole.slice(0, index)) && UKRAINIAN_LENGTH.test(text);
    }),
};
const BARE_LENGTH =
  /^(?!через|спустя|next|in |following|наступ|следующ|this|эт|ц)(?:[\d.,]+|\p{L}+)?\s*(?:сек|мин|хв|час|год|ден|дн|доб|недел|тиж|меся|міся|лет|рок|рік|sec|min|hour|hr|day|week|month|year|квартал|quarter)\p{L}*\.?$/iu;
const UKRAINIAN_LENGTH = /(?:хв|годин|день|дні|тиж)/iu;

/** Letters and signs that are written in more than one way; as many as before, so that places stay. */
function normalised(written: string): string {
  return written
    .replace(/[’ʼ`´′‘]/g, "'")
    .replaceAll("ё", "е")
    .replaceAll("Ё", "Е");
}

type Chosen = { day: ParsedResult | null; time: ParsedResult | null };

/** A day with its time; else a day and a time that stand apart; else what stands last. */
function choose(found: readonly ParsedResult[]): Chosen | null {
  const whole = found.findLast((one) => hasDay(one) && hasTime(one));
  if (whole) return { day: whole, time: null };
  const days = found.filter(hasDay);
  const times = found.filter((one) => !hasDay(one) && hasTime(one) && !one.start.tags().has(WEAK));
  const [day, time] = [days.at(-1) ?? null, times.at(-1) ?? null];
  if (day && time)
    return days.length === 1 && times.length === 1 ? { day, time } : { day, time: null };
  return day || time ? { day, time } : null;
}

function hasTime({ start }: ParsedResult): boolean {
  return start.isCertain("hour");
}

function hasDay({ start }: ParsedResult): boolean {
  return (["day", "weekday", "month"] as const).some((part) => start.isCertain(part));
}

function instantOf({ day, time }: Chosen, { now, zone }: { now: number; zone: string }): number {
  const first = day ?? time;
  if (!first) return Number.NaN;
  const wall = wallOfResult(first);
  // "In two hours" is a length of time, whatever the clock on the wall does meanwhile.
  if (first.start.tags().has("result/relativeDateAndTime")) {
    const later = utcOf(wall) - utcOf(wallOf(now, zone));
    return Math.floor((now + later) / MINUTE_MS) * MINUTE_MS;
  }
  const clock = (time ?? first).start;
  if (clock.isCertain("hour")) {
    const { h, mi } = wallOfResult(time ?? first);
    return toInstant({ ...wall, h, mi, s: 0 }, zone);
  }
  const morning = toInstant({ ...wall, h: MORNING, mi: 0, s: 0 }, zone);
  const { y, mo, d } = wallOf(now, zone);
  if (wall.y !== y || wall.mo !== mo || wall.d !== d) return morning;
  const evening = toInstant({ ...wall, h: EVENING, mi: 0, s: 0 }, zone);
  return evening > now ? evening : now + HOUR_MS;
}

function wallOfResult({ start }: ParsedResult): Wall {
  const part = (name: Parameters<typeof start.get>[0]): number => start.get(name) ?? Number.NaN;
  return {
    y: part("year"),
    mo: part("month"),
    d: part("day"),
    h: part("hour"),
    mi: part("minute"),
    s: start.get("second") ?? 0,
  };
}

function utcOf({ y, mo, d, h, mi, s }: Wall): number {
  return Date.UTC(y, mo - 1, d, h, mi, s);
}

function lastYear(at: number, zone: string): number {
  const wall = wallOf(at, zone);
  return toInstant({ ...wall, y: wall.y - 1 }, zone);
}

/** What is left without the words of the date, and without the preposition that led to them. */
function without(written: string, cut: ReadonlySet<ParsedResult>): string {
  let rest = written;
  for (const { index, text } of [...cut].toSorted((a, b) => b.index - a.index)) {
    const before = rest.slice(0, index).replace(LEADING, "");
    rest = `${before} ${rest.slice(index + text.length)}`;
  }
  return rest
    .replace(/\s+/g, " ")
    .replace(/ (?=[,.;!?])/g, "")
    .replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/g, "");
}

const LEADING = /(?:^|(?<=\s))(?:за|на|до|к|ко|в|во|у|о|об|з|с|по|by|on|at|for|till|until)\s+$/iu;
