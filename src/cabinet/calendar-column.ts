import { businessOpen, masterOpen, workable } from "../booking/opening.ts";
import type { Master, Salon } from "../booking/salon.ts";
import { common, without, type Stretch } from "../booking/stretch.ts";
import type { Place } from "../booking/visit.ts";
import { MINUTE_MS, minuteAt, wallDay, wallInstant, type WallDay } from "../booking/wall-day.ts";
import { laidOut, shownHours, type Block } from "./calendar-grid.ts";

/** A day of a master, before it is known which hours are shown. */
export type MasterDay = {
  day: string;
  date: WallDay;
  /** When visits may take place, and when the master is there but has a break. */
  open: Stretch[];
  breaks: Stretch[];
  places: readonly Place[];
};

/** A column of the calendar. */
export type Column = {
  shown: Stretch;
  blocks: { place: Place; block: Block }[];
  closed: { block: Block; isBreak: boolean }[];
  /** When the master goes home; null: they are not there. */
  until: number | null;
  /** Minutes from the top to this moment, where it is shown. */
  now: number | null;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What an empty calendar shows. */
const USUAL = { from: 9, to: 18 };

/** What all masters share of a day: working out dates costs more than anything else here. */
export type OpenDay = { date: WallDay; dates: WallDay[]; business: Stretch[] };

export function openDay(salon: Salon, day: string): OpenDay {
  const dates = [-1, 0, 1].map((after) => wallDay(day, salon.zone, after));
  const [, date = wallDay(day, salon.zone)] = dates;
  return { date, dates, business: businessOpen(salon, dates) };
}

/** A master's day; one who was archived is never there. */
export function masterDay(
  { date, dates, business }: OpenDay,
  { master, places }: { master: Master | null; places: readonly Place[] },
): MasterDay {
  const within = (stretches: readonly Stretch[]): Stretch[] => common(stretches, [date]);
  const working = master ? within(common(masterOpen(master, dates), business)) : [];
  const open = master ? within(workable(master, dates, business)) : [];
  return { day: date.date, date, open, breaks: without(working, open), places };
}

/** The same days drawn beside one another: all show the same hours of the wall, each of its own day. */
export function columnsOf<T extends MasterDay>(
  days: readonly T[],
  now: number,
): (T & { column: Column })[] {
  const mixed = days.some(({ date }) => lengthOf(date) !== lengthOf(days[0]?.date ?? date));
  const drawn = days.map((day) => ({ day, walled: mixed ? byWall(day.date) : byTime(day.date) }));
  const hours = drawn.map(({ day: { open, places }, walled }) => {
    const things = [...open, ...places.map(takes)].map(walled.stretch);
    return { ...shownHours(walled.whole, things, USUAL), used: things.length > 0 };
  });
  const used = hours.some((one) => one.used) ? hours.filter((one) => one.used) : hours;
  const from = Math.min(...used.map((one) => one.from));
  const to = Math.max(...used.map((one) => one.to));
  return drawn.map(({ day, walled }) => {
    const top = Math.min(from, walled.whole.to - HOUR_MS);
    const shown = { from: top, to: Math.max(top + HOUR_MS, Math.min(to, walled.whole.to)) };
    return { ...day, column: columnOf(day, { shown, walled, now }) };
  });
}

function columnOf(
  { open, breaks, places }: MasterDay,
  { shown: drawn, walled, now }: { shown: Stretch; walled: Walled; now: number },
): Column {
  const shown = { from: walled.instant(drawn.from), to: walled.instant(drawn.to) };
  const taken = places.map((place) => ({ ...walled.stretch(takes(place)), place }));
  const closed = without([shown], [...open, ...breaks]).map((one) => ({ one, isBreak: false }));
  const paused = breaks.map((one) => ({ one, isBreak: true }));
  const shut = [...closed, ...paused].map(({ one, isBreak }) => ({
    ...walled.stretch(one),
    isBreak,
  }));
  return {
    shown,
    blocks: laidOut(taken, drawn).map(({ thing: { place }, block }) => ({ place, block })),
    closed: laidOut(shut, drawn).map(({ thing: { isBreak }, block }) => ({ block, isBreak })),
    until: open.at(-1)?.to ?? null,
    now:
      shown.from <= now && now < shown.to
        ? Math.floor((walled.stretch({ from: now, to: now }).from - drawn.from) / MINUTE_MS)
        : null,
  };
}

/** Where instants stand in a day's column, in milliseconds from its midnight, and back. */
type Walled = {
  whole: Stretch;
  stretch: (one: Stretch) => Stretch;
  instant: (at: number) => number;
};

/** As time passes: a day of 23 or 25 hours is drawn with all of them. */
function byTime(date: WallDay): Walled {
  return {
    whole: { from: 0, to: lengthOf(date) },
    stretch: ({ from, to }) => ({ from: from - date.from, to: to - date.from }),
    instant: (at) => date.from + at,
  };
}

/** As the wall shows it, so that a day on which the clock changes stands at the hours of the days beside it. */
function byWall(date: WallDay): Walled {
  const place = (at: number): number => {
    if (at <= date.from) return at - date.from;
    if (at >= date.to) return DAY_MS + at - date.to;
    return minuteAt(at, date.zone) * MINUTE_MS;
  };
  return {
    whole: { from: 0, to: DAY_MS },
    stretch: ({ from, to }) => {
      const top = place(from);
      // An hour that the wall shows twice may end before it begins.
      return { from: top, to: Math.max(place(to), top + Math.min(to - from, HOUR_MS)) };
    },
    instant: (at) => (at === DAY_MS ? date.to : wallInstant(date, at / MINUTE_MS)),
  };
}

function lengthOf({ from, to }: Stretch): number {
  return to - from;
}

function takes({ start, end }: Place): Stretch {
  return { from: start, to: end };
}
