import { dayAfter } from "../booking/wall-day.ts";
import { dayIn } from "./input.ts";

/** What of the calendar is looked at, as the address of the page says it. */
export type Look = {
  view: "day" | "week" | "list";
  /** "YYYY-MM-DD" on the business's wall. */
  day: string;
  /** The master's id in the business file; null: everybody. */
  master: string | null;
  /** The visit beside the calendar: its number, or the place that is held. */
  chosen: string | null;
  /** Where a page of the list goes on. */
  after: { start: number; number: number } | null;
};

export const BOOKINGS = "/dashboard/bookings";

export function lookOf(query: URLSearchParams, today: string): Look {
  const view = query.get("view");
  const [, start, number] = /^(\d{1,12})-(\d{1,9})$/.exec(query.get("after") ?? "") ?? [];
  return {
    view: view === "week" || view === "list" ? view : "day",
    day: dayIn(query.get("day")) ?? today,
    master: nonEmpty(query.get("master")),
    chosen: nonEmpty(query.get("visit")),
    after:
      start === undefined ? null : { start: Number(start) * MINUTE_MS, number: Number(number) },
  };
}

/** The address of a look; what is usual is not written. */
export function addressOf(look: Pick<Look, "day"> & Partial<Look>): string {
  const { view = "day", day, master = null, chosen = null, after = null } = look;
  const query = new URLSearchParams({ day });
  if (view !== "day") query.set("view", view);
  if (master !== null) query.set("master", master);
  if (chosen !== null) query.set("visit", chosen);
  if (after !== null) query.set("after", `${after.start / MINUTE_MS}-${after.number}`);
  return `${BOOKINGS}?${query.toString()}`;
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return dayAfter(day, -((weekday + 6) % 7));
}

/** A place as forms name it: the master's id in the business file and the minute it begins at. */
export function placeKey(master: string, start: number): string {
  return `${master}~${start / MINUTE_MS}`;
}

export function readPlaceKey(written: string | null): { master: string; start: number } | null {
  const [, master, minute] = /^(.{1,80})~(\d{1,9})$/.exec(written ?? "") ?? [];
  return master === undefined ? null : { master, start: Number(minute) * MINUTE_MS };
}

const MINUTE_MS = 60_000;

function nonEmpty(written: string | null): string | null {
  return written === null || written === "" ? null : written.slice(0, 100);
}
