import type { Direction } from "./call.ts";
import type { People } from "./fold-course.ts";
import type { Joined, Leg } from "./leg.ts";

/** Who took part in a call of legs, as extensions in order of joining. */
export function peopleOf(legs: readonly Leg[], direction: Direction): People {
  const own = inTurn(legs, (leg) => leg.people);
  const called = inTurn(legs, (leg) => calledBy(leg, leg.people));
  const talkers = inTurn(legs, (leg) => calledBy(leg, leg.talkers));
  const open = legs.filter((leg) => leg.open.length > 0);
  const talking = inTurn(open, (leg) => calledBy(leg, leg.talkers.filter(isOpen(leg))));
  const ringing = inTurn(open, (leg) => calledBy(leg, leg.people.filter(isRinging(leg))));
  if (direction === "in")
    return { talkers, rang: called, path: called, employee: null, ringing, talking };
  const employee = own[0] ?? null;
  if (direction === "internal") {
    const path = [...own, ...called.filter((ext) => !own.includes(ext))];
    return { talkers, rang: called, path, employee, ringing, talking };
  }
  // The device of the colleague who dials does not ring, one that the talk is handed to does.
  const handed = talkers.length > 0 ? ringing : [];
  return { talkers, rang: [], path: own, employee, ringing: handed, talking };
}

/** On a leg between colleagues the one called is the second employee; its own extension is the caller's. */
function calledBy(leg: Leg, joined: readonly Joined[]): readonly Joined[] {
  const first = joined[0];
  if (!leg.internal || leg.peer === null || !first) return joined;
  return [{ ext: leg.peer, at: first.at }];
}

function isOpen(leg: Leg): (one: Joined) => boolean {
  return ({ ext }) => leg.open.includes(ext);
}

function isRinging(leg: Leg): (one: Joined) => boolean {
  return ({ ext }) => leg.open.includes(ext) && !leg.talkers.some((one) => one.ext === ext);
}

function inTurn(legs: readonly Leg[], joinedOf: (leg: Leg) => readonly Joined[]): string[] {
  const joined: Joined[] = [];
  for (const leg of legs) for (const one of joinedOf(leg)) joined.push(one);
  joined.sort((a, b) => a.at - b.at);
  const exts: string[] = [];
  for (const { ext } of joined) if (ext !== "" && !exts.includes(ext)) exts.push(ext);
  return exts;
}
