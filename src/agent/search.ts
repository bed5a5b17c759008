import { type Reason, slotAt } from "../booking/reason.ts";
import type { Busy, Salon, Slot } from "../booking/salon.ts";
import { freeSlots, lastDay, nearest, soonest } from "../booking/slot.ts";
import { dateAt, minuteAt, wallDay, wallInstant } from "../booking/wall-day.ts";
import type { TimeWish } from "./understood.ts";

/** What is looked for. Days "YYYY-MM-DD", both ends included. */
export type Search = {
  salon: Salon;
  busy: readonly Busy[];
  now: number;
  serviceId: number;
  masterId: number | null;
  days: { from: string; to: string } | null;
  time: TimeWish | null;
  /** The earliest that fits. */
  asap: boolean;
  /** Offered already, and not wanted. */
  but: readonly Slot[];
  /** Of several who are free, this one. */
  prefer: number | null;
};
/** Why there is not what was asked for. */
export type Why =
  | { of: "time"; reason: Reason; day: string; minute: number }
  | { of: "part"; day: string | null }
  | { of: "day"; reason: Reason | "full"; day: string }
  | { of: "days" };
export type Found =
  | { slot: Slot; others: Slot[] }
  /** Which of these; none: nothing is free as far as may be booked. */
  | { choose: Slot[]; why: Why | null };

/** Looks for visits as a person would ask for them. */
export function find(search: Search): Found {
  if (search.asap) return earliest(search);
  if (search.time !== null && "at" in search.time) return atMinute(search, search.time.at);
  return within(search);
}

const FEW = 3;
const MANY = 6;
/** Farther than this nobody scans for a certain minute. */
const SCAN_DAYS = 31;

function earliest(search: Search): Found {
  const [slot, ...others] = byStart(fitting(search)).slice(0, FEW);
  if (slot) return { slot: preferred(search, slot), others };
  const after = later(search, FEW);
  return { choose: after, why: whyNone(search) };
}

function atMinute(search: Search, minute: number): Found {
  const { days } = search;
  if (days !== null && days.from === days.to) return atDay(search, days.from, minute);
  const free = scanned(search).flatMap((day) => {
    const at = freeAt(search, day, minute);
    return "free" in at ? at.free.slice(0, 1) : [];
  });
  if (free.length > 0) return { choose: free.slice(0, FEW), why: null };
  return { choose: later(search, FEW), why: { of: "part", day: null } };
}

function atDay(search: Search, day: string, minute: number): Found {
  const at = freeAt(search, day, minute);
  if ("free" in at) {
    const [first] = at.free;
    if (first) return { slot: preferred(search, first), others: [] };
    return { choose: [], why: null };
  }
  const why: Why = { of: "time", reason: at.taken, day, minute };
  const start = wallInstant(wallDay(day, search.salon.zone), minute);
  const same = nearest(onDay(search, day), start, FEW);
  if (same.length > 0) return { choose: same, why };
  const others = nearest(onDay({ ...search, masterId: null }, day), start, FEW);
  if (others.length > 0) return { choose: others, why };
  return { choose: later(search, FEW), why };
}

function within(search: Search): Found {
  const wanted = fitting(search);
  if (wanted.length > 0) return { choose: spread(search, byStart(wanted)), why: null };
  const { days } = search;
  const single = days !== null && days.from === days.to ? days.from : null;
  if (single !== null && search.time !== null) {
    const same = onDay(search, single);
    const start = wallInstant(wallDay(single, search.salon.zone), middle(search.time));
    if (same.length > 0)
      return { choose: nearest(same, start, FEW), why: { of: "part", day: single } };
  }
  const others =
    single === null || search.masterId === null ? [] : onDay({ ...search, masterId: null }, single);
  if (others.length > 0) return { choose: spread(search, byStart(others)), why: whyNone(search) };
  // Nothing more than what was offered and not wanted: that is no reason.
  const why = search.but.length > 0 ? null : whyNone(search);
  return { choose: later(search, FEW), why };
}

/** Everything free that fits the days and the time. */
function fitting(search: Search): Slot[] {
  const { days, time, salon } = search;
  const all =
    days === null
      ? soonest(salon, search.busy, { ...wish(search), count: LOTS })
      : daysOf(search).flatMap((day) => freeSlots(salon, search.busy, { ...wish(search), day }));
  return all.filter((slot) => fits(search, slot) && fitsTime(slot, time, salon.zone));
}

/** Enough for a fortnight of every half an hour. */
const LOTS = 400;

/** The nearest visits outside the days that were asked for: after them, else before. */
function later(search: Search, count: number): Slot[] {
  const { days, salon } = search;
  const looked = { ...wish(search), count: LOTS };
  const from = days === null ? {} : { from: days.from };
  const after = byStart(soonest(salon, search.busy, { ...looked, ...from })).filter((slot) =>
    fits(search, slot),
  );
  const time = search.time;
  const sameTime = after.filter((slot) => fitsTime(slot, time, salon.zone));
  const liked = sameTime.length > 0 ? sameTime : after;
  if (liked.length > 0) return apart(search, liked, count);
  const before = latest(search, count);
  if (before.length > 0) return before;
  return search.masterId === null ? [] : later({ ...search, masterId: null }, count);
}

/** The last ones that may be booked at all. */
function latest(search: Search, count: number): Slot[] {
  const { salon, now } = search;
  const last = lastDay(salon, now);
  let found: Slot[] = [];
  for (let back = 0; back < salon.rules.horizonDays && found.length < count; back += 1) {
    const { date } = wallDay(last, salon.zone, -back);
    found = [...byStart(onDay(search, date)), ...found];
  }
  return found.slice(-count);
}

function freeAt(search: Search, day: string, minute: number): ReturnType<typeof slotAt> {
  return slotAt(search.salon, search.busy, { ...wish(search), day, minute });
}

function onDay(search: Search, day: string): Slot[] {
  return freeSlots(search.salon, search.busy, { ...wish(search), day }).filter((slot) =>
    fits(search, slot),
  );
}

/** Why nothing is free on a day, or on none of several. */
function whyNone(search: Search): Why {
  const { days, now, salon } = search;
  if (days === null || days.from !== days.to) return { of: "days" };
  const day = days.from;
  const found = hindrances(search, day);
  const reason = found.includes("busy") ? "full" : (found.at(-1) ?? "full");
  if (day < dateAt(now, salon.zone)) return { of: "day", reason: "past", day };
  if (day > lastDay(salon, now)) return { of: "day", reason: "too_far", day };
  return { of: "day", reason, day };
}

/** What stands in the way on a day, the least hindrance last. */
function hindrances(search: Search, day: string): Reason[] {
  const found = new Set<Reason>();
  for (let minute = 0; minute < DAY_MINUTES; minute += search.salon.rules.stepMin) {
    const at = freeAt(search, day, minute);
    if ("taken" in at) found.add(at.taken);
  }
  const order: readonly Reason[] = [
    "no_master",
    "closed_day",
    "outside_business_hours",
    "master_day_off",
    "outside_master_hours",
    "past",
    "too_soon",
    "busy",
  ];
  return order.filter((reason) => found.has(reason));
}

const DAY_MINUTES = 1440;

function wish({ serviceId, masterId, now }: Search): {
  serviceId: number;
  masterId: number | null;
  now: number;
} {
  return { serviceId, masterId, now };
}

function fits({ but }: Search, slot: Slot): boolean {
  return !but.some(({ start }) => start === slot.start);
}

/** Whether a visit begins within a stretch of minutes. */
function fitsTime(slot: Slot, time: TimeWish | null, zone: string): boolean {
  if (time === null) return true;
  const minute = minuteAt(slot.start, zone);
  return "at" in time ? minute === time.at : minute >= time.from && minute < time.to;
}

function middle(time: TimeWish): number {
  return "at" in time ? time.at : Math.floor((time.from + time.to) / 2);
}

/** Days to look through: those asked for, or the coming ones. */
function scanned(search: Search): string[] {
  if (search.days !== null) return daysOf(search);
  const today = dateAt(search.now, search.salon.zone);
  return listed(search, today, lastDay(search.salon, search.now));
}

function daysOf(search: Search): string[] {
  const { days, salon, now } = search;
  if (days === null) return [];
  const today = dateAt(now, salon.zone);
  const last = lastDay(salon, now);
  return listed(search, days.from < today ? today : days.from, days.to > last ? last : days.to);
}

function listed({ salon }: Search, from: string, to: string): string[] {
  const days: string[] = [];
  for (let after = 0; after < SCAN_DAYS; after += 1) {
    const { date } = wallDay(from, salon.zone, after);
    if (date > to) break;
    days.push(date);
  }
  return days;
}

/** One visit of each start: with whoever of the free ones is first. */
function byStart(slots: readonly Slot[]): Slot[] {
  const starts = new Map<number, Slot>();
  for (const slot of slots) if (!starts.has(slot.start)) starts.set(slot.start, slot);
  return [...starts.values()];
}

function preferred(search: Search, slot: Slot): Slot {
  if (search.prefer === null || search.prefer === slot.masterId) return slot;
  const day = dateAt(slot.start, search.salon.zone);
  const all = freeAt(search, day, minuteAt(slot.start, search.salon.zone));
  return ("free" in all && all.free.find(({ masterId }) => masterId === search.prefer)) || slot;
}

/** At most six: of one day spread over it, of several at most two of a day. */
function spread(search: Search, slots: readonly Slot[]): Slot[] {
  const zone = search.salon.zone;
  const days = [...new Set(slots.map(({ start }) => dateAt(start, zone)))];
  if (days.length > 1) {
    const each = days.slice(0, FEW).flatMap((day) => {
      const of = slots.filter(({ start }) => dateAt(start, zone) === day);
      return evenly(of, MANY / FEW);
    });
    return each.slice(0, MANY);
  }
  return evenly(slots, MANY);
}

/** Of several days one a day, else the first ones. */
function apart(search: Search, slots: readonly Slot[], count: number): Slot[] {
  const zone = search.salon.zone;
  const days = new Map<string, Slot>();
  for (const slot of slots) {
    const day = dateAt(slot.start, zone);
    if (!days.has(day)) days.set(day, slot);
  }
  const chosen = [...days.values()].slice(0, count);
  return chosen.length === count ? chosen : slots.slice(0, count);
}

function evenly(slots: readonly Slot[], count: number): Slot[] {
  if (slots.length <= count) return [...slots];
  return Array.from(
    { length: count },
    (_, index) => slots[Math.round((index * (slots.length - 1)) / (count - 1))],
  ).filter((slot) => slot !== undefined);
}
