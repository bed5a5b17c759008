import type { Component, Parser, ParsingContext } from "chrono-node";
import { alternatives, hourStems, parts, type Part } from "./when-word.ts";

const PREPOSITIONS = "во|в|об|о|у|ко|к|до|на|з|с|по|at|by|for";
const PARTS = alternatives(Object.keys(parts));
const STEMS = alternatives(Object.keys(hourStems));

/** A time that counts only beside a day: "завтра на 10", but not "купити на 10 осіб". */
export const WEAK = "frontdesk/weak";

/**
 * How people of Ukraine and Russia name a time of day, which chrono-node 2.10 reads only as "в 10:00": "пів на сьому",
 * "полседьмого", "на 3 часа", "на утро 10", "после обеда", "10 вечора". Hours from one to six without more are in the
 * afternoon, since nobody works at night.
 */
export const clockParsers: readonly Parser[] = [
  parser(
    `(?:(?<prep>${PREPOSITIONS})\\s+)?(?<hour>\\d{1,2})(?:(?<dot>[:.])(?<minute>\\d{2}))?` +
      `(?:\\s*(?<unit>часов|часа|час|годині|годину|години|годин|год|ч)(?![\\p{L}])\\.?)?(?:\\s+(?<part>${PARTS}))?(?![:.]\\d)`,
    readClock,
  ),
  parser(
    `(?:(?:на|с|з|до|к|в|у|во|під|in the|this)\\s+)?(?<part>${PARTS})(?:\\s*,?\\s*(?:(?:в|о|об|на|at)\\s+)?(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))?)?(?![:.]\\d)`,
    readPart,
  ),
  parser(
    `(?:(?:в|у|о|об|к|на)\\s+)?(?:пол-?|половин[аеуі]\\s+|пів\\s+на\\s+)(?<stem>${STEMS})\\p{L}*`,
    (found) => afternoon((hourStems[found["stem"] ?? ""] ?? 0) - 1, 30),
  ),
  parser(
    `(?:о|об)\\s+(?<stem>${STEMS})\\p{L}*ій(?:\\s+годині)?(?:\\s+(?<part>${PARTS}))?`,
    (found) =>
      timed({ hour: hourStems[found["stem"] ?? ""] ?? 0, minute: 0, part: partOf(found["part"]) }),
  ),
  parser(`(?:в|на|к)\\s+час(?:\\s+дня)?`, () => ({ hour: 13, minute: 0 })),
];

/** "25.11", never a price, and the short Sunday that the library lacks. */
export const dayParsers: readonly Parser[] = [
  parser(
    `(?<day>\\d{1,2})\\.(?<month>\\d{2})(?:\\.(?<year>\\d{4}|\\d{2}))?(?!\\.?\\d)(?!\\s*(?:грн|руб|р\\.|₴|₽|\\$|€|₸|кг|%))`,
    ({ day: d, month: mo, year: y }) => {
      const [day, month] = [Number(d), Number(mo)];
      const year = y === undefined ? undefined : Number(y) + (y.length === 2 ? 2000 : 0);
      // A leap year, when none is written.
      const made = new Date(Date.UTC(year ?? 2028, month - 1, day));
      if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return null;
      return { day, month, ...(year === undefined ? {} : { year }) };
    },
  ),
  {
    pattern: () => /(?<![\p{L}\p{N}])(?:(?:в|на|до)\s+)?вс(?![\p{L}\p{N}])\.?/iu,
    extract: (context) => {
      const sunday = new Date(context.refDate);
      sunday.setUTCDate(sunday.getUTCDate() + ((7 - sunday.getUTCDay()) % 7));
      return context
        .createParsingComponents({ weekday: 0 })
        .imply("year", sunday.getUTCFullYear())
        .imply("month", sunday.getUTCMonth() + 1)
        .imply("day", sunday.getUTCDate());
    },
  },
];

type Found = Partial<Record<string, string>>;
type Read = { [C in Component]?: number } & { weak?: boolean };

function parser(source: string, read: (found: Found, rest: string) => Read | null): Parser {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_.:+'-])${source}(?![\\p{L}\\p{N}_'])`, "iu");
  return {
    pattern: () => pattern,
    extract: (context: ParsingContext, match: RegExpMatchArray) => {
      const rest = context.text.slice((match.index ?? 0) + match[0].length);
      const found = Object.fromEntries(
        Object.entries(match.groups ?? {}).map(([name, word]) => [name, word?.toLowerCase()]),
      );
      const made = read(found, rest);
      if (made === null) return null;
      const { weak, ...components } = made;
      const result = context.createParsingComponents(components);
      return weak === true ? result.addTag(WEAK) : result;
    },
  };
}

function readClock(found: Found, rest: string): Read | null {
  const { prep, dot, unit } = found;
  const [hour, minute] = [Number(found["hour"]), Number(found["minute"] ?? 0)];
  if (hour > 23 || minute > 59) return null;
  const part = partOf(found["part"]);
  const bare = found["minute"] === undefined;
  const strict = prep !== undefined && /^(?:в|во|о|об|к|ко|at|by)$/.test(prep);
  // "2 дня" is how long, "2 часа" too.
  if (found["part"] === "дня" && bare && unit === undefined && !strict) return null;
  if (prep === undefined && part === null && (unit !== undefined || dot === "."))
    return dotted(found);
  if (prep === undefined && part === null && bare && !/^\s*(?:$|[,.;!?])/.test(rest)) return null;
  const sure = strict || part !== null || dot === ":" || (unit !== undefined && prep !== undefined);
  const read = timed({ hour, minute, part, exact: !bare && found["hour"]?.length === 2 });
  return sure ? read : { ...read, weak: true };
}

/** "18.30" beside a day is a time. */
function dotted({ hour, minute, unit }: Found): Read | null {
  if (unit !== undefined || minute === undefined || Number(minute) <= 12) return null;
  return { hour: Number(hour), minute: Number(minute), weak: true };
}

function readPart(found: Found): Read | null {
  const part = partOf(found["part"]);
  if (part === null || found["part"] === "дня") return null;
  if (found["hour"] === undefined) return { hour: part.hour, minute: 0 };
  const [hour, minute] = [Number(found["hour"]), Number(found["minute"] ?? 0)];
  return hour > 23 || minute > 59 ? null : timed({ hour, minute, part });
}

function timed(value: { hour: number; minute: number; part: Part | null; exact?: boolean }): Read {
  const { hour, minute, part } = value;
  if (part === null) return value.exact === true ? { hour, minute } : afternoon(hour, minute);
  if (part.night)
    return { hour: hour === 12 ? 0 : hour > 8 && hour < 12 ? hour + 12 : hour, minute };
  return { hour: part.later && hour < 12 ? hour + 12 : hour, minute };
}

function afternoon(hour: number, minute: number): Read {
  if (hour === 0 && minute > 0) return { hour: 12, minute };
  return { hour: hour >= 1 && hour <= 6 ? hour + 12 : hour, minute };
}

function partOf(word: string | undefined): Part | null {
  return word === undefined ? null : (parts[word.replace(/\s+/g, " ")] ?? null);
}
