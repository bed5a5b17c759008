import type { Day } from "../business/working-hours.ts";

/** Wall times "HH:MM", from and to. */
export type Span = [string, string];

export type HourToken = { word: string } & (
  | { kind: "time"; time: string }
  | { kind: "days"; days: Day[] }
  | { kind: "dash" | "closed" | "always" }
);

/** Cuts a text about hours into days, times and what joins them; names the first word that is none of these. */
export function hourTokens(written: string): { tokens: HourToken[] } | { wrong: string } {
  const tokens: HourToken[] = [];
  const words = written
    .toLowerCase()
    .replaceAll(/[’ʼ`]/g, "'")
    .match(/24\s*\/\s*7|\d+(?:[:.]\d+)?(?:\s*[ap]\.?m\b\.?)?|[\p{L}']+|[^\s\p{L}\d]/gu);
  for (const word of words ?? []) {
    const token = tokenOf(word, tokens);
    if (token === undefined) return { wrong: word };
    if (token !== null) tokens.push(token);
  }
  return { tokens };
}

/** Beginnings of the names of days, in the three languages. */
const dayStems: readonly [RegExp, Day[]][] = [
  [/^(?:пн|пон|mo(?:n|nday)?$)/, ["mon"]],
  [/^(?:вт|вів|tu(?:e|es|esday)?$)/, ["tue"]],
  [/^(?:ср|сер|we(?:d|dnesday)?$)/, ["wed"]],
  [/^(?:чт|чет|th(?:u|ur|urs|ursday)?$)/, ["thu"]],
  [/^(?:пт|п'ят|пят|fr(?:i|iday)?$)/, ["fri"]],
  [/^(?:сб|суб|sa(?:t|turday)?$)/, ["sat"]],
  [/^(?:нд|неділ|вс|воскр|su(?:n|nday)?$)/, ["sun"]],
  [/^(?:будн|weekdays?$)/, ["mon", "tue", "wed", "thu", "fri"]],
  [/^(?:weekends?$)/, ["sat", "sun"]],
  [/^(?:щод|кожен|кожн|ежедн|кажд|daily$|every|all$)/, allDays()],
];
const CLOSED = /^(?:вихідн|выходн|зачинено|закрит|закрыт|не$|closed$|off$|нема)/;
const ALWAYS = /^(?:цілодобов|круглосуточн|around$|24\s*\/\s*7)/;
const DASH = /^(?:[-–—−]|до|по|to|till|until)$/;
/** Words that only join; «день», "day" follow «кожен», "every". */
const FILLER =
  /^(?:[,;:.()]|з|із|с|со|від|от|from|of|at|і|й|та|и|and|о|об|в|во|у|день|днів|дня|days?|the|clock|працюємо|работаем|open)$/;

/** Null for what only joins, undefined for what has no place here. */
function tokenOf(word: string, before: readonly HourToken[]): HourToken | null | undefined {
  if (ALWAYS.test(word)) return { kind: "always", word };
  if (/^\d/.test(word)) {
    const time = clockTime(word);
    return time === null ? undefined : { kind: "time", time, word };
  }
  // «сб-нд вихідні» is closed, «вихідні 10-16» are the days.
  if (/^(?:вихідні|выходные)$/.test(word) && before.at(-1)?.kind !== "days")
    return { kind: "days", days: ["sat", "sun"], word };
  if (CLOSED.test(word)) return { kind: "closed", word };
  if (DASH.test(word)) return { kind: "dash", word };
  const day = dayStems.find(([stem]) => stem.test(word));
  if (day) return { kind: "days", days: [...day[1]], word };
  return FILLER.test(word) ? null : undefined;
}

/** "9", "09.30", "21:00", "24:00", "6pm" → "HH:MM". */
function clockTime(word: string): string | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:([ap])\.?m\.?)?$/.exec(word);
  if (!match) return null;
  const [, hour = "", minute = "00", half] = match;
  const hours = Number(hour);
  if (half !== undefined && (hours < 1 || hours > 12)) return null;
  const whole = half === undefined ? hours : (hours % 12) + (half === "p" ? 12 : 0);
  if (whole > 24 || Number(minute) > 59 || (whole === 24 && minute !== "00")) return null;
  return `${String(whole).padStart(2, "0")}:${minute}`;
}

function allDays(): Day[] {
  return ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
}
