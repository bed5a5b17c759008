import { wallOf } from "../lib/zone.ts";
import { text } from "../texts/bundle.ts";
import { dayShort, timeOf } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";

/** What came before a call: how many calls of the same client, up to `MOST_EARLIER`, and when the last of them began. */
export type History = { earlier: number; lastAt: number | null };

/** Beyond these nobody counts. */
export const MOST_EARLIER = 99;

/**
 * Whether a number is heard of for the first time with this call. A client made by a call is made by this one or a later
 * one when there is none before it, so that the answer does not depend on whether that has happened yet.
 */
export function isNewNumber(
  { earlier }: History,
  client: { sourceCallId: number | null } | undefined,
): boolean {
  return earlier === 0 && (client === undefined || client.sourceCallId !== null);
}

/** "4-й дзвінок · останній 02.11"; null for a first call. The last one's time stands there when it was the same day. */
export function historyRow(
  { earlier, lastAt }: History,
  { language, zone, at }: { language: Language; zone: string; at: number },
): string | null {
  if (earlier === 0 || lastAt === null) return null;
  const last = sameDay(lastAt, at, zone)
    ? timeOf(language, lastAt, zone)
    : dayShort(language, lastAt, at, zone);
  return earlier >= MOST_EARLIER
    ? text(language, "card-history-many", { count: MOST_EARLIER, last })
    : text(language, "card-history", { nth: String(earlier + 1), last });
}

function sameDay(one: number, other: number, zone: string): boolean {
  const [a, b] = [wallOf(one, zone), wallOf(other, zone)];
  return a.y === b.y && a.mo === b.mo && a.d === b.d;
}
