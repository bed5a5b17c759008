/** What a clock on the wall of a zone shows; months and days count from one. */
export type Wall = { y: number; mo: number; d: number; h: number; mi: number; s: number };

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const OFFSETS_KEPT = 1000;
const offsets = new Map<string, number>();
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The instant of a wall clock. An hour that the clock skips counts on from before the change; one shown twice is the first. */
export function toInstant(wall: Wall, zone: string): number {
  const utc = Date.UTC(wall.y, wall.mo - 1, wall.d, wall.h, wall.mi, wall.s);
  const before = offsetAt(utc - DAY_MS, zone);
  const after = offsetAt(utc + DAY_MS, zone);
  const shown = [utc - before, utc - after].filter(
    (instant) => instant + offsetAt(instant, zone) === utc,
  );
  return shown.length > 0 ? Math.min(...shown) : utc - before;
}

/** The wall clock of an IANA zone at an instant. */
export function wallOf(instant: number, zone: string): Wall {
  const part: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(instant))
    part[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
  return { y: year, mo: month, d: day, h: hour, mi: minute, s: second };
}

/** The instant of "YYYY-MM-DD HH:MM:SS" in a zone, or null for what is no such time. */
export function parseWall(text: string, zone: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})$/.exec(text);
  if (!match) return null;
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = match.slice(1).map(Number);
  const exists = new Date(Date.UTC(y, mo - 1, d, h, mi, s))
    .toISOString()
    .startsWith(text.slice(0, 19).replace(" ", "T"));
  return exists && y >= 1970 ? toInstant({ y, mo, d, h, mi, s }, zone) : null;
}

/** Whether this machine's tzdata knows the zone. */
export function isZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Zones change their clocks on quarters of an hour, so one reading of Intl (12 µs) serves a whole quarter. */
function offsetAt(instant: number, zone: string): number {
  const key = `${zone} ${Math.floor(instant / QUARTER_MS)}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const { y, mo, d, h, mi, s } = wallOf(instant, zone);
    offset = Date.UTC(y, mo - 1, d, h, mi, s) - Math.floor(instant / 1000) * 1000;
    if (offsets.size >= OFFSETS_KEPT) offsets.clear();
    offsets.set(key, offset);
  }
  return offset;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}
