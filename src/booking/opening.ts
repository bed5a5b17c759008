import { minutesOf } from "../business/working-hours.ts";
import type { Master, Salon } from "./salon.ts";
import { common, joined, without, type Stretch } from "./stretch.ts";
import { wallInstant, type WallDay } from "./wall-day.ts";

type Range = readonly [string, string];
type Open = Pick<Salon, "hours" | "holidays">;

/** When the business is open on a date and in the nights around it. `dates`: the day before, the day, the day after. */
export function businessOpen(salon: Open, dates: readonly WallDay[]): Stretch[] {
  return joined(dates.flatMap((day) => stretchOf(day, openingOn(salon, day))));
}

/** The wall times between which the business is open on a date, a holiday standing in for the week; null: closed. */
export function openingOn(salon: Open, day: WallDay): Range | null {
  const holiday = salon.holidays.find(({ date }) => date === day.date);
  if (holiday) return holiday.hours;
  return salon.hours === null ? ["00:00", "24:00"] : salon.hours[day.weekday];
}

/** When a master works, without breaks: what begins on a day off is left out, the night before it goes on to its end. */
export function masterOpen(master: Master, dates: readonly WallDay[]): Stretch[] {
  const worked = dates.filter(({ date }) => !master.daysOff.includes(date));
  return joined(worked.flatMap((day) => stretchOf(day, master.hours[day.weekday])));
}

/** When visits may take place. */
export function workable(
  master: Master,
  dates: readonly WallDay[],
  open: readonly Stretch[],
): Stretch[] {
  const working = common(masterOpen(master, dates), open);
  const [first] = working;
  const last = working.at(-1);
  if (!first || !last || master.breaks.length === 0) return working;
  const breaks: Stretch[] = [];
  for (const day of dates) {
    for (const range of master.breaks)
      for (const one of stretchOf(day, range))
        if (one.from < last.to && one.to > first.from) breaks.push(one);
  }
  return without(working, breaks);
}

/** A range of wall times as instants; an end not after the beginning is on the next day ("23:59" is the day's end). */
function stretchOf(day: WallDay, range: Range | null | undefined): Stretch[] {
  if (!range) return [];
  const from = minutes(range[0]);
  const end = minutes(range[1]);
  if (from === null || end === null) return [];
  const to = end === LAST_MINUTE ? DAY_MINUTES : end;
  if (to > from) return [{ from: wallInstant(day, from), to: wallInstant(day, to) }];
  // The wall of the next day: its clock may change, too.
  const until = wallInstant(day, to + DAY_MINUTES);
  return [{ from: wallInstant(day, from), to: until }];
}

/** Times are read again for each day and master: what was read once is known. */
function minutes(time: string): number | null {
  const known = read.get(time);
  if (known !== undefined) return known;
  const told = minutesOf(time);
  read.set(time, told);
  return told;
}

const read = new Map<string, number | null>();
const DAY_MINUTES = 1440;
const LAST_MINUTE = 1439;
