import { minutesOf } from "../business/working-hours.ts";
import type { Salon } from "../booking/salon.ts";

/** Minutes of the day between which anybody works on some day of the week. */
export type Doors = { open: number; close: number };
export type Part = "morning" | "daytime" | "lunch" | "afternoon" | "evening" | "night";

/** When the earliest day opens and the latest closes. */
export function doorsOf({ hours, masters }: Pick<Salon, "hours" | "masters">): Doors {
  const weeks = hours ? [hours] : masters.map((master) => master.hours);
  const ranges = weeks.flatMap((week) => Object.values(week)).filter((range) => range !== null);
  if (ranges.length === 0) return { open: 9 * 60, close: 20 * 60 };
  const open = Math.min(...ranges.map(([from]) => minutesOf(from) ?? 0));
  const close = Math.max(
    ...ranges.map(([from, to]) => {
      const end = minutesOf(to) ?? DAY;
      return end <= (minutesOf(from) ?? 0) ? DAY : end;
    }),
  );
  return { open, close };
}

export type Hour = { h: number; m: number; part: Part | null; exact: boolean };

/** The minute that is meant by an hour of which nobody said whether it is before or after noon: one of those offered, one of the open door. */
export function minuteOf(
  { h, m, part, exact }: Hour,
  doors: Doors,
  offered: readonly number[],
): number | null {
  if (h > 24 || m > 59 || (h === 24 && m > 0)) return null;
  const as = (h % 24) * 60 + m;
  if (exact || h > 12 || h === 0) return as;
  const later = (h % 12) * 60 + m + NOON;
  if (part) return byPart(h, as, later, part);
  if (offered.includes(as)) return as;
  if (offered.includes(later)) return later;
  const isOpen = (minute: number): boolean => minute >= doors.open && minute < doors.close;
  if (h === 12 || isOpen(as)) return as;
  return isOpen(later) || h < EARLY ? later : as;
}

/** The stretch of a part of the day within which a visit begins. */
export function stretchOf(part: Part, { open, close }: Doors): { from: number; to: number } {
  const last = Math.max(close - 1, 0);
  const of: Record<Part, { from: number; to: number }> = {
    morning: { from: Math.min(open, NOON - 60), to: NOON - 1 },
    daytime: { from: NOON, to: 17 * 60 - 1 },
    lunch: { from: NOON, to: 14 * 60 - 1 },
    afternoon: { from: NOON, to: Math.max(last, NOON) },
    evening: { from: 17 * 60, to: Math.max(last, 18 * 60) },
    night: { from: 21 * 60, to: DAY - 1 },
  };
  return of[part];
}

const DAY = 1440;
const NOON = 720;
/** Nobody means the seventh hour of the evening by a seven that lies outside all hours; a three is one after noon. */
const EARLY = 7;

function byPart(h: number, as: number, later: number, part: Part): number {
  if (part === "morning") return h === 12 ? 0 : as;
  if (part === "night") return h >= 6 && h < 12 ? later : as % NOON;
  // "11 дня" is before noon, "12 дня" is noon.
  if (part !== "evening" && h > 8 && h <= 12) return as;
  return h === 12 ? as : later;
}
