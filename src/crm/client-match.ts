import { nameSources, type NameSource } from "./client.ts";

type Named = { name: string | null; nameFrom: NameSource | null };

/** Numbers of one subscriber differ in what stands before these digits. */
const DIGITS = 9;

/**
 * The last nine digits of a number that is no E.164, backwards as the index has them; null for E.164, which matches
 * whole or not at all, and for what is too short to mean one subscriber.
 */
export function tailOf(phone: string): string | null {
  const digits = phone.replace(/[\s().\-/]/g, "");
  if (!/^\d{9,15}$/.test(digits)) return null;
  return Array.from(digits.slice(-DIGITS)).toReversed().join("");
}

/** For each number the one client that its last digits fit; where they fit several there is none. */
export function onlyMatches(
  found: readonly { asked: string; clientId: number }[],
): Map<string, number> {
  const only = new Map<string, number | null>();
  for (const { asked, clientId } of found) {
    const other = only.get(asked);
    only.set(asked, other === undefined || other === clientId ? clientId : null);
  }
  return new Map([...only].flatMap(([asked, id]) => (id === null ? [] : [[asked, id]])));
}

/** Whether a name from this source takes the place of the one that is known: an equal source is the newer word. */
export function nameWins(known: Named, offered: { name: string; nameFrom: NameSource }): boolean {
  if (known.name === null) return true;
  if (known.name === offered.name) return false;
  return rank(offered.nameFrom) <= rank(known.nameFrom);
}

/** Of two names of one person the better known; of two from equal sources the first. */
export function betterName(first: Named, second: Named): Named {
  if (second.name === null) return first;
  if (first.name === null) return second;
  return rank(second.nameFrom) < rank(first.nameFrom) ? second : first;
}

/** A name of which nobody noted who gave it may be a person's. */
function rank(from: NameSource | null): number {
  return from === null ? 0 : nameSources.indexOf(from);
}
