import { dayCounts, placesBetween, type DayCount } from "../booking/calendar-service.ts";
import { salonOf } from "../booking/salon-service.ts";
import type { Master, Salon, Words } from "../booking/salon.ts";
import type { Place } from "../booking/visit.ts";
import { dayAfter, wallDay } from "../booking/wall-day.ts";
import { groupBy } from "../lib/group-by.ts";
import type { Look } from "./booking-look.ts";
import { mondayOf } from "./booking-look.ts";
import { columnsOf, masterDay, openDay, type MasterDay } from "./calendar-column.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";

type Who = { id: number; slug: string; names: Words };
/** A day of the calendar with a column for each master, or a master's week with one for each day. */
export type Board = {
  salon: Salon;
  columns: ReturnType<typeof columnsOf<MasterDay & { who: Who }>>;
  figures: Figures;
};
export type Figures = { visits: number; open: number; absent: number };
/** Everybody's week in numbers. */
export type Counts = { salon: Salon; days: string[]; masters: Who[]; counts: DayCount[] };

export async function dayBoard(deps: CabinetDeps, visit: Visit, { day }: Look): Promise<Board> {
  const { business } = visit.visitor;
  const { now } = visit;
  const date = wallDay(day, business.timezone);
  const [salon, places] = await Promise.all([
    salonOf(deps.db, business.id),
    placesBetween(deps.db, business.id, { from: date.from, to: date.to, now }),
  ]);
  const of = groupBy(places, ({ masterId }) => masterId);
  const opened = openDay(salon, day);
  const days = mastersIn(salon, places).map(({ who, master }) => ({
    who,
    ...masterDay(opened, { master, places: of.get(who.id) ?? [] }),
  }));
  return { salon, columns: columnsOf(days, now), figures: figuresOf(places, now) };
}

/** The week of a master whom the address names; null: there is none such. */
export async function weekBoard(
  deps: CabinetDeps,
  visit: Visit,
  { look, salon }: { look: Look; salon: Salon },
): Promise<Board | null> {
  const master = salon.masters.find(({ slug }) => slug === look.master);
  if (!master) return null;
  const { now } = visit;
  const week = weekOf(look.day);
  const { from, to } = rangeOf(week, salon.zone);
  const { id: businessId } = visit.visitor.business;
  const places = await placesBetween(deps.db, businessId, { from, to, now, masterId: master.id });
  const days = week.map((day) => {
    const opened = openDay(salon, day);
    const { date } = opened;
    const touching = places.filter(({ start, end }) => start < date.to && end > date.from);
    return { who: master, ...masterDay(opened, { master, places: touching }) };
  });
  return { salon, columns: columnsOf(days, now), figures: figuresOf(places, now) };
}

export async function weekCounts(
  deps: CabinetDeps,
  visit: Visit,
  { look, salon }: { look: Look; salon: Salon },
): Promise<Counts> {
  const days = weekOf(look.day);
  const { zone } = salon;
  const range = { ...rangeOf(days, zone), zone, now: visit.now };
  const counts = await dayCounts(deps.db, visit.visitor.business.id, range);
  return { salon, days, masters: salon.masters, counts };
}

export function weekOf(day: string): string[] {
  const monday = mondayOf(day);
  return Array.from({ length: 7 }, (_day, index) => dayAfter(monday, index));
}

function rangeOf(days: readonly string[], zone: string): { from: number; to: number } {
  const [first = "", last = ""] = [days[0], days.at(-1)];
  return { from: wallDay(first, zone).from, to: wallDay(last, zone).to };
}

/** The masters in their order, and after them who has visits but was archived meanwhile. */
function mastersIn(salon: Salon, places: readonly Place[]): { who: Who; master: Master | null }[] {
  const known = new Set(salon.masters.map(({ id }) => id));
  const gone = new Map<number, Who>();
  for (const { masterId, master } of places)
    if (!known.has(masterId)) gone.set(masterId, { id: masterId, ...master });
  return [
    ...salon.masters.map((master) => ({ who: master, master })),
    ...[...gone.values()].map((who) => ({ who, master: null })),
  ];
}

function figuresOf(places: readonly Place[], now: number): Figures {
  const count = (is: (place: Place) => boolean): number => places.filter(is).length;
  return {
    visits: count(({ status }) => status !== "held" && status !== "cancelled"),
    open: count(({ status, start }) => status === "booked" && start > now),
    absent: count(({ status }) => status === "no_show"),
  };
}
