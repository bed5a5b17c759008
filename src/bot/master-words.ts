import { MAX_HOLIDAYS } from "../business/holiday.ts";
import { minutesOf, type WorkingHours } from "../business/working-hours.ts";
import type { Words } from "../booking/salon.ts";
import type { Language } from "../texts/language.ts";
import { parseHolidays } from "./holiday.ts";
import { parseHours, parseSpan } from "./hours.ts";
import { readNames } from "./service-words.ts";

const NOTHING = /^[\s\-–—]*$/u;
const MOST_BREAKS = 6;

/** "13-14, 17:00-17:30" as wall times in their order; a dash alone means none. */
export function readBreaks(written: string): { breaks: [string, string][] } | { wrong: string } {
  if (NOTHING.test(written)) return { breaks: [] };
  const breaks: [string, string][] = [];
  for (const part of written.split(/[\n,;]+/)) {
    if (part.trim() === "") continue;
    const span = parseSpan(part);
    if (span === null || !isForward(span)) return { wrong: part.trim() };
    breaks.push(span);
  }
  const sorted = breaks.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const overlap = sorted.find(([from], at) => at > 0 && from < (sorted[at - 1]?.[1] ?? ""));
  if (overlap) return { wrong: overlap.join("–") };
  return sorted.length > MOST_BREAKS ? { wrong: written.trim() } : { breaks: sorted };
}

/** "25.12, 31.12-02.01" as dates; a dash alone means none. Hours of a day have no place here. */
export function readDaysOff(
  written: string,
  today: string,
): { days: string[] } | { wrong: string } | { past: string } {
  if (NOTHING.test(written)) return { days: [] };
  const read = parseHolidays(written, today);
  if (!("holidays" in read)) return read;
  const open = read.holidays.find(({ hours }) => hours !== null);
  if (open) return { wrong: open.hours?.join("–") ?? "" };
  const days = [...new Set(read.holidays.map(({ date }) => date))].toSorted();
  return days.length > MAX_HOLIDAYS ? { wrong: written.trim() } : { days };
}

/** "Олена" and, on a second line or behind a comma, hours: «Олена, пн-пт 10-19»; null for no name. */
export function readMaster(
  written: string,
  own: Language,
): { names: Words; hours: WorkingHours | null } | { wrong: string } | null {
  const lines = written.split("\n").map((line) => line.trim());
  const last = lines.at(-1) ?? "";
  const [name = "", ...rest] = lines.length > 1 ? lines : cut(last);
  const tail = lines.length > 1 ? last : rest.join(" ");
  const read = /\d/.test(tail) ? parseHours(tail) : null;
  if (read && "wrong" in read) return read;
  const said = read && lines.length > 1 ? lines.slice(0, -1).join("\n") : read ? name : written;
  const names = readNames(said, own);
  return names && { names, hours: read?.hours ?? null };
}

/** The hours begin behind the first comma, else at the first day or number behind the name. */
function cut(line: string): string[] {
  const comma = line.indexOf(",");
  if (comma > 0) return [line.slice(0, comma), line.slice(comma + 1)];
  const [name = line, tail = ""] =
    /^(\D+?)\s+((?:пн|вт|ср|чт|пт|сб|нд|вс|щод|ежед|mo|tu|we|th|fr|sa|su|\d).*)$/isu
      .exec(line)
      ?.slice(1) ?? [];
  return [name, tail];
}

function isForward([from, to]: [string, string]): boolean {
  return (minutesOf(from) ?? 0) < (minutesOf(to) ?? 0);
}
