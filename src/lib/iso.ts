import { wallOf } from "./zone.ts";

/** ISO 8601 with the zone's own offset, to the second: 2026-11-21T14:35:00+02:00. */
export function isoWithOffset(instant: number, zone: string): string {
  const wall = wallOf(instant, zone);
  const seconds = Math.floor(instant / 1000);
  const offset = Math.round(
    Date.UTC(wall.y, wall.mo - 1, wall.d, wall.h, wall.mi, wall.s) / 60_000 - seconds / 60,
  );
  const sign = offset < 0 ? "-" : "+";
  const minutes = Math.abs(offset);
  const date = `${String(wall.y).padStart(4, "0")}-${two(wall.mo)}-${two(wall.d)}`;
  return `${date}T${two(wall.h)}:${two(wall.mi)}:${two(wall.s)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
