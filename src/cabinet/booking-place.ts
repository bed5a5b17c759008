import type { Slot } from "../booking/salon.ts";
import { slotAt, slotOf } from "../booking/reason.ts";
import { freeDays, freeSlots } from "../booking/slot.ts";
import { minuteAt } from "../booking/wall-day.ts";
import { minutesOf } from "../business/working-hours.ts";
import { hindranceOf, isTooLong, nearestTo, type PlaceSearch } from "../desk/place.ts";
import { parseWall } from "../lib/zone.ts";
import type { TextArgs, TextId } from "../texts/bundle.ts";
import { timeOf } from "../texts/format.ts";
import { lengthOf } from "../bot/salon-words.ts";
import { readPlaceKey } from "./booking-look.ts";
import { dateNear } from "../texts/format.ts";
import type { Teller } from "./booking-word.ts";
import { dateAt } from "../booking/wall-day.ts";
import { dayIn } from "./input.ts";

/** What is chosen so far of a place; a master null: anybody who does it. */
type Choice = { masterId: number | null; day: string };

/** What can be chosen: the days that have a time, the times of the chosen day. */
export type Offer = Choice & { search: PlaceSearch; days: string[]; slots: Slot[] };

const MOST_DAYS = 21;

/** The day asked for stays, although nothing is free on it; without one it is the first that has a time. */
export function offerOf(
  search: PlaceSearch,
  { masterId, day }: { masterId: number | null; day: string | null },
): Offer {
  const { salon, busy, service, now, visit } = search;
  const wish = { serviceId: service.id, masterId, now };
  const free = freeDays(salon, busy, { ...wish, count: MOST_DAYS });
  const chosen = day ?? free[0] ?? dateAt(now, salon.zone);
  const days = free.includes(chosen) ? free : [...free, chosen].toSorted();
  // Where the visit stands now is no other place.
  const slots = freeSlots(salon, busy, { ...wish, day: chosen }).filter(
    ({ start, masterId: who }) => visit?.start !== start || visit.masterId !== who,
  );
  return { masterId, day: chosen, search, days, slots };
}

/** The place that a form asks for: one of those that were offered, or a time that was written. */
export function wantedIn(
  search: PlaceSearch,
  form: URLSearchParams,
): { slot: Slot; force: boolean } | { wrong: TextId } {
  const { salon, service } = search;
  const force = form.get("force") === "1";
  const written = form.get("time") ?? "";
  const key = readPlaceKey(force ? form.get("wish") : form.get("place"));
  if (key && (force || written === "")) {
    const master = salon.masters.find(({ slug }) => slug === key.master);
    if (!master) return { wrong: "web-visit-master-gone" };
    return { slot: slotOf(service, master.id, key.start), force };
  }
  if (written === "") return { wrong: "web-visit-choose-time" };
  return writtenIn(search, form, written);
}

/** Why a place cannot be, in a few words, what could be instead, and whether people may pass over it. */
export function hinderedBy(
  teller: Teller,
  search: PlaceSearch,
  { slot, force }: { slot: Slot; force: boolean },
): { words: string; near: Slot[]; mayForce: boolean } | null {
  const hindrance = hindranceOf(search, slot);
  if (hindrance === null) return null;
  const near = nearestTo(search, slot, 2);
  const { say } = teller;
  const does = search.masters.some(({ id }) => id === slot.masterId);
  if ("taken" in hindrance) {
    const words = does ? taken(teller, search, slot) : say(warnings.no_master);
    return { words, near, mayForce: false };
  }
  if (force) return null;
  return { words: say(warnings[hindrance.warning]), near, mayForce: true };
}

/** "45 хв не стане": the visit begins in a free time and ends in a taken one; else that it is taken. */
export function taken(teller: Teller, search: PlaceSearch, slot: Slot): string {
  const { say, language, zone, now } = teller;
  const minutes = Math.round((slot.end - slot.start) / 60_000);
  if (isTooLong(search, slot))
    return say("web-visit-too-long", { length: lengthOf(language, minutes) });
  return say("web-visit-taken", { when: dateNear(language, slot.start, now, zone) });
}

/** "вільно 16:30 і 17:00". */
export function freeAt(teller: Teller, near: readonly Slot[]): string {
  const { say, language, zone } = teller;
  const times = near.map(({ start }) => timeOf(language, start, zone));
  const [one, two] = times;
  if (one === undefined) return say("web-visit-free-none");
  const args: TextArgs = two === undefined ? { time: one } : { one, two };
  return say(two === undefined ? "web-visit-free-one" : "web-visit-free-two", args);
}

const warnings = {
  closed_day: "web-visit-no-closed",
  outside_business_hours: "web-visit-no-hours",
  master_day_off: "web-visit-no-day-off",
  outside_master_hours: "web-visit-no-master-hours",
  past: "web-visit-no-past",
  no_master: "web-visit-no-service",
} as const satisfies Record<string, TextId>;

function writtenIn(
  search: PlaceSearch,
  form: URLSearchParams,
  written: string,
): { slot: Slot; force: boolean } | { wrong: TextId } {
  const { salon, service, busy, now } = search;
  const day = dayIn(form.get("on")) ?? dayIn(form.get("day"));
  const minute = minutesOf(written.trim().padStart(5, "0"));
  if (day === null || minute === null) return { wrong: "web-visit-bad-time" };
  const start = parseWall(`${day} ${written.trim().padStart(5, "0")}:00`, salon.zone);
  if (start === null) return { wrong: "web-visit-bad-time" };
  const named = salon.masters.find(({ slug }) => slug === form.get("master"));
  if (named) return { slot: slotOf(service, named.id, start), force: false };
  const wish = { serviceId: service.id, masterId: null, now };
  const found = slotAt(salon, busy, { ...wish, day, minute: minuteAt(start, salon.zone) });
  const [free] = "free" in found ? found.free : [];
  return free ? { slot: free, force: false } : { wrong: "place-no-master" };
}
