import { groupBy } from "../lib/group-by.ts";
import { businessOpen, workable } from "./opening.ts";
import type { Busy, Master, Salon, Service, Slot } from "./salon.ts";
import type { Stretch } from "./stretch.ts";
import { dateAt, dayAfter, MINUTE_MS, shownInstant, wallDay, type WallDay } from "./wall-day.ts";

/** Which visits are looked for; `masterId` null: with anybody who does it. `day`: "YYYY-MM-DD" on the business's wall. */
export type Wish = { serviceId: number; masterId: number | null; now: number };

/** The visits that may begin on a day, by start, then by the salon's order of masters. */
export function freeSlots(
  salon: Salon,
  busy: readonly Busy[],
  { day, ...wish }: Wish & { day: string },
): Slot[] {
  const search = searchOf(salon, busy, wish);
  return search === null ? [] : slotsOn(search, day);
}

/** The first `count` visits from a day on (today without it), by start. */
export function soonest(
  salon: Salon,
  busy: readonly Busy[],
  { from, count, ...wish }: Wish & { from?: string; count: number },
): Slot[] {
  const found: Slot[] = [];
  const search = searchOf(salon, busy, wish);
  if (search === null) return found;
  for (const day of daysFrom(search, from)) {
    found.push(...slotsOn(search, day));
    if (found.length >= count) break;
  }
  return found.slice(0, count);
}

/** The first `count` days from a day on (today without it) that have a visit left. */
export function freeDays(
  salon: Salon,
  busy: readonly Busy[],
  { from, count, ...wish }: Wish & { from?: string; count: number },
): string[] {
  const found: string[] = [];
  const search = searchOf(salon, busy, wish);
  if (search === null) return found;
  for (const day of daysFrom(search, from)) {
    if (slotsOn(search, day).length > 0) found.push(day);
    if (found.length === count) break;
  }
  return found;
}

/** Of each start one visit, the `count` starts nearest to an instant, by start. */
export function nearest(slots: readonly Slot[], start: number, count: number): Slot[] {
  const starts = new Map<number, Slot>();
  for (const slot of slots) if (!starts.has(slot.start)) starts.set(slot.start, slot);
  const away = (slot: Slot): number => Math.abs(slot.start - start);
  return [...starts.values()]
    .toSorted((a, b) => away(a) - away(b) || a.start - b.start)
    .slice(0, count)
    .toSorted((a, b) => a.start - b.start);
}

/** The last day on which a visit may begin. */
export function lastDay({ zone, rules }: Salon, now: number): string {
  return dayAfter(dateAt(now, zone), rules.horizonDays);
}

/** Those who do a service, or the one of them who was asked for. */
export function mastersFor(salon: Salon, wish: Omit<Wish, "now">): Master[] {
  return salon.masters.filter(
    (master) =>
      master.services.includes(wish.serviceId) &&
      (wish.masterId === null || master.id === wish.masterId),
  );
}

type Search = {
  salon: Salon;
  service: Service;
  masters: Master[];
  busy: Map<number, Busy[]>;
  /** No visit begins before it. */
  earliest: number;
  today: string;
  last: string;
  dates: Map<string, WallDay>;
};

function searchOf(salon: Salon, busy: readonly Busy[], wish: Wish): Search | null {
  const service = salon.services.find(({ id }) => id === wish.serviceId);
  if (!service) return null;
  return {
    salon,
    service,
    masters: mastersFor(salon, wish),
    busy: groupBy(busy, ({ masterId }) => masterId),
    earliest: wish.now + salon.rules.leadMin * MINUTE_MS,
    today: dateAt(wish.now, salon.zone),
    last: lastDay(salon, wish.now),
    dates: new Map(),
  };
}

function* daysFrom({ today, last }: Search, from: string = today): Generator<string> {
  let day = from < today ? today : from;
  while (day <= last) {
    yield day;
    day = dayAfter(day, 1);
  }
}

function slotsOn(search: Search, date: string): Slot[] {
  const { salon, service, masters, last } = search;
  if (date > last) return [];
  const day = dateOf(search, date, 0);
  const dates = [dateOf(search, date, -1), day, dateOf(search, date, 1)];
  const length = service.durationMin * MINUTE_MS;
  const reach = { from: day.from, to: day.to + length };
  const open = businessOpen(salon, dates).filter(
    ({ from, to }) => from < reach.to && to > reach.from,
  );
  // Where the clock changes, the starts of a day cost most.
  const starts = open.length === 0 ? [] : startsOn(search, day);
  const free = masters.map((master) => {
    const windows = workable(master, dates, open);
    return windows.length === 0 ? [] : freeStarts(search, { master, day, starts, windows });
  });
  const found: Slot[] = [];
  const next: number[] = [];
  // Each list is in the order of the starts: one walk puts them together, masters in their order.
  for (const start of starts)
    for (const [index, master] of masters.entries()) {
      const at = next[index] ?? 0;
      if (free[index]?.[at] !== start) continue;
      next[index] = at + 1;
      found.push({ masterId: master.id, serviceId: service.id, start, end: start + length });
    }
  return found;
}

/** Of the starts those whose whole visit lies in a window and, with the buffer, beside what is taken. */
function freeStarts(
  { service, busy }: Search,
  value: {
    master: Master;
    day: WallDay;
    starts: readonly number[];
    windows: readonly Stretch[];
  },
): number[] {
  const { master, day, starts, windows } = value;
  const length = service.durationMin * MINUTE_MS;
  const whole = length + service.bufferMin * MINUTE_MS;
  const taken = (busy.get(master.id) ?? []).filter(
    ({ from, to }) => from < day.to + whole && to > day.from,
  );
  const free: number[] = [];
  for (const window of windows)
    for (const start of starts) {
      if (start < window.from) continue;
      if (start + length > window.to) break;
      if (!taken.some(({ from, to }) => from < start + whole && start < to)) free.push(start);
    }
  return free;
}

/** The instants of a date at which a visit may begin, as far as the clock on the wall tells. */
function startsOn({ salon, earliest }: Search, day: WallDay): number[] {
  const starts: number[] = [];
  for (let minute = 0; minute < DAY_MINUTES; minute += salon.rules.stepMin) {
    const start = shownInstant(day, minute) ?? -Infinity;
    if (start >= earliest) starts.push(start);
  }
  return starts;
}

const DAY_MINUTES = 1440;

/** A date is worked out once for all that look at it. */
function dateOf({ salon, dates }: Search, date: string, after: number): WallDay {
  const wanted = dayAfter(date, after);
  const made = dates.get(wanted) ?? wallDay(wanted, salon.zone);
  dates.set(wanted, made);
  return made;
}
