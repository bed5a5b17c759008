import { minutesOf, type WorkingHours } from "../../src/business/working-hours.ts";
import type { Busy, Salon } from "../../src/booking/salon.ts";
import { wallOf } from "../../src/lib/zone.ts";

type Question = { serviceId: number; masterId: number | null; day: string; now: number };
type Range = [string, string] | null;
type Span = { from: number; to: number };
/** What the wall showed, minute by minute: the first instant of each minute of the days around one. */
type Shown = { first: Map<string, number>; dates: string[] };

const MINUTE = 60_000;
const tables = new Map<string, Shown>();

/**
 * The same answers as `freeSlots`, found by looking at the wall each minute of some days, and at every minute of every
 * visit that could begin: it fits when each of them does.
 */
export function bruteSlots(salon: Salon, busy: readonly Busy[], question: Question): string[] {
  const { serviceId, masterId, day, now } = question;
  const service = salon.services.find(({ id }) => id === serviceId);
  if (!service || isTooFar(salon, day, now)) return [];
  const shown = shownAround(salon.zone, day);
  const masters = salon.masters.filter(
    ({ id, services }) => services.includes(serviceId) && (masterId === null || id === masterId),
  );
  const spans = (rangeOn: (date: string) => Range): Span[] =>
    shown.dates.flatMap((date) => spanOf(shown, date, rangeOn(date)));
  const open = spans((date) => {
    const holiday = salon.holidays.find((one) => one.date === date);
    if (holiday) return holiday.hours;
    return salon.hours === null ? ["00:00", "24:00"] : salon.hours[weekdayOf(date)];
  });
  const found: string[] = [];
  const able = masters.map((master) => ({
    id: master.id,
    works: spans((date) => (master.daysOff.includes(date) ? null : master.hours[weekdayOf(date)])),
    rests: master.breaks.flatMap((range) => spans(() => range)),
  }));
  for (let minute = 0; minute < 1440; minute += salon.rules.stepMin) {
    const at = shown.first.get(`${day} ${minute}`);
    if (at === undefined || at < now + salon.rules.leadMin * MINUTE) continue;
    const minutes = Array.from({ length: service.durationMin }, (_, i) => at + i * MINUTE);
    const until = at + (service.durationMin + service.bufferMin) * MINUTE;
    for (const { id, works, rests } of able) {
      const fits = minutes.every((one) => isIn(open, one) && isIn(works, one) && !isIn(rests, one));
      const taken = busy.some((one) => one.masterId === id && one.from < until && at < one.to);
      if (fits && !taken) found.push(`${at} ${id}`);
    }
  }
  return found;
}

function isIn(spans: readonly Span[], at: number): boolean {
  return spans.some(({ from, to }) => from <= at && at < to);
}

function isTooFar(salon: Salon, day: string, now: number): boolean {
  const { y, mo, d } = wallOf(now, salon.zone);
  return (
    day > new Date(Date.UTC(y, mo - 1, d + salon.rules.horizonDays)).toISOString().slice(0, 10)
  );
}

/** The instants between which the wall shows two times, the second perhaps on the next day. */
function spanOf(shown: Shown, date: string, range: Range): Span[] {
  if (range === null) return [];
  const from = minutesOf(range[0]) ?? 0;
  const end = minutesOf(range[1]) ?? 0;
  const to = end === 1439 ? 1440 : end;
  return [
    {
      from: instantOf(shown, date, from),
      to: instantOf(shown, date, to > from ? to : to + 1440),
    },
  ];
}

/** What is skipped counts on from the minute before it. */
function instantOf(shown: Shown, date: string, minute: number): number {
  const next = shown.dates[shown.dates.indexOf(date) + 1] ?? "";
  const [on, of] = minute >= 1440 ? [next, minute - 1440] : [date, minute];
  const before = shown.dates[shown.dates.indexOf(on) - 1] ?? "";
  for (let back = 0; back < 300; back += 1) {
    const key = of - back >= 0 ? `${on} ${of - back}` : `${before} ${of - back + 1440}`;
    const at = shown.first.get(key);
    if (at !== undefined) return at + back * MINUTE;
  }
  // Before everything that was looked at.
  return Number.NEGATIVE_INFINITY;
}

function shownAround(zone: string, day: string): Shown {
  const key = `${zone} ${day}`;
  const made = tables.get(key) ?? look(zone, day);
  tables.set(key, made);
  return made;
}

function look(zone: string, day: string): Shown {
  const first = new Map<string, number>();
  const dates = new Set<string>();
  const noon = Date.parse(`${day}T12:00:00Z`);
  for (let at = noon - 60 * 60 * MINUTE; at < noon + 72 * 60 * MINUTE; at += MINUTE) {
    const { y, mo, d, h, mi } = wallOf(at, zone);
    const date = new Date(Date.UTC(y, mo - 1, d)).toISOString().slice(0, 10);
    dates.add(date);
    const minute = `${date} ${h * 60 + mi}`;
    if (!first.has(minute)) first.set(minute, at);
  }
  // The outermost dates were seen in part.
  return { first, dates: [...dates].toSorted().slice(1, -1) };
}

function weekdayOf(date: string): keyof WorkingHours {
  return names[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? "sun";
}

const names: readonly (keyof WorkingHours)[] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
