import { toInstant, wallOf } from "../lib/zone.ts";

/** A place in Telegram: a chat or a person's private chat, and the topic in it. */
export type DigestPlace = { botId: number; telegramId: number; threadId: number | null };

/** The daily message of one place: `at` is the wall time "HH:MM"; `sentOn` the day of the last, "YYYY-MM-DD". */
export type Digest = DigestPlace & {
  id: string;
  language: string;
  at: string;
  closedDays: boolean;
  sentOn: string | null;
  dueAt: number;
};

export const DIGEST_AT = "09:00";

/** The next instant after `after` at which the wall of the zone shows the time. */
export function nextDigest(at: string, after: number, zone: string): number {
  const today = digestOn(at, after, zone);
  if (today > after) return today;
  const { y, mo, d } = wallOf(after, zone);
  return onWall(at, { y, mo, d: d + 1 }, zone);
}

/** When the wall shows the time on the day that an instant lies in. */
export function digestOn(at: string, now: number, zone: string): number {
  return onWall(at, wallOf(now, zone), zone);
}

/** "HH:MM" of what a person wrote: "9", "9:30", "09.30"; null for no time of the day. */
export function readDigestTime(written: string): string | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(written.trim());
  const [h, mi] = [Number(match?.[1] ?? 99), Number(match?.[2] ?? 0)];
  if (h > 23 || mi > 59) return null;
  return `${String(h).padStart(2, "0")}:${String(mi).padStart(2, "0")}`;
}

function onWall(at: string, day: { y: number; mo: number; d: number }, zone: string): number {
  const [h = 0, mi = 0] = at.split(":").map(Number);
  return toInstant({ y: day.y, mo: day.mo, d: day.d, h, mi, s: 0 }, zone);
}
