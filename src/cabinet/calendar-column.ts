import { businessOpen, masterOpen, workable } from "../booking/opening.ts";
import type { Master, Salon } from "../booking/salon.ts";
import { common, without, type Stretch } from "../booking/stretch.ts";
import type { Place } from "../booking/visit.ts";
import { wallDay, type WallDay } from "../booking/wall-day.ts";
import { laidOut, shownHours, type Block } from "./calendar-grid.ts";

/** A day of a master, before it is known which hours are shown. */
export type MasterDay = {
  day: string;
  date: Stretch;
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
  const { from, to } = date;
  const within = (stretches: readonly Stretch[]): Stretch[] => common(stretches, [date]);
  const working = master ? within(common(masterOpen(master, dates), business)) : [];
  const open = master ? within(workable(master, dates, business)) : [];
  return { day: date.date, date: { from, to }, open, breaks: without(working, open), places };
}

/** The same days drawn beside one another: all show the same hours, each of its own day. */
export function columnsOf<T extends MasterDay>(
  days: readonly T[],
  now: number,
): (T & { column: Column })[] {
  const hours = days.map(({ date, open, places }) => {
    const { from, to } = shownHours(date, [...open, ...places.map(takes)], USUAL);
    return { from: from - date.from, to: to - date.from, used: open.length + places.length > 0 };
  });
  const used = hours.some((one) => one.used) ? hours.filter((one) => one.used) : hours;
  const from = Math.min(...used.map((one) => one.from));
  const to = Math.max(...used.map((one) => one.to));
  return days.map((one) => {
    const shown = {
      from: one.date.from + from,
      to: Math.max(one.date.from + from + HOUR_MS, Math.min(one.date.from + to, one.date.to)),
    };
    return { ...one, column: columnOf(one, { shown, now }) };
  });
}

function columnOf(
  { open, breaks, places }: MasterDay,
  { shown, now }: { shown: Stretch; now: number },
): Column {
  const taken = places.map((place) => ({ ...takes(place), place }));
  const closed = without([shown], [...open, ...breaks]).map((one) => ({ ...one, isBreak: false }));
  const paused = breaks.map((one) => ({ ...one, isBreak: true }));
  return {
    shown,
    blocks: laidOut(taken, shown).map(({ thing: { place }, block }) => ({ place, block })),
    closed: laidOut([...closed, ...paused], shown).map(({ thing: { isBreak }, block }) => ({
      block,
      isBreak,
    })),
    until: open.at(-1)?.to ?? null,
    now: shown.from <= now && now < shown.to ? Math.floor((now - shown.from) / 60_000) : null,
  };
}

function takes({ start, end }: Place): Stretch {
  return { from: start, to: end };
}
