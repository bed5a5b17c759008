import type { CallEvent, Direction, Windows } from "./call.ts";
import { earliest, latest, secondsBetween, unanswered, type Course } from "./fold-course.ts";
import { peopleOf } from "./fold-people.ts";
import { legsOf, type Leg } from "./leg.ts";

/** The course of a call whose provider tells of legs and never says a final word (Phonet). */
export function legCourse(
  events: readonly CallEvent[],
  direction: Direction,
  startedAt: number,
  windows: Windows,
): Course {
  const legs = legsOf(events);
  const main = mainLegs(legs, direction);
  closeLosers(main);
  const byGroup = main.every((leg) => leg.people.length === 0) && main.some(groupTook);
  if (byGroup) countGroupAsTalk(main);
  const talks = main.filter((leg) => leg.talkFrom !== null);
  const answeredAt = talks.length > 0 ? earliest(talks, (leg) => leg.talkFrom ?? 0) : null;
  const answered = answeredAt !== null || byGroup;
  const end = endOf(events, legs, windows);
  const endedAt = Math.max(end.at, answeredAt ?? startedAt);
  const waitedUntil = answeredAt ?? (end.silent ? null : endedAt);
  const lengthUnknown = answered && (byGroup ? main : talks).some((leg) => leg.endedAt === null);
  return {
    talked: answeredAt !== null,
    answeredAt,
    people: peopleOf(main, direction),
    quietSince: end.silent ? null : endedAt,
    overAt: end.overAt,
    endedAt,
    ringS: waitedUntil === null ? null : secondsBetween(startedAt, waitedUntil),
    verdict: {
      outcome: answered ? "answered" : unanswered(direction),
      reason: answered || !menuOnly(main) ? null : "ivr_only",
      talkS: lengthUnknown ? null : talkSeconds(talks),
      menuS: menuSeconds(main, endedAt),
      lengthUnknown,
    },
  };
}

/** A consultation between colleagues is no part of the client's talk, unless nobody else answered the client. */
function mainLegs(legs: Leg[], direction: Direction): Leg[] {
  if (direction === "internal") return legs;
  const external = legs.filter((leg) => !leg.internal);
  if (external.some((leg) => leg.talkFrom !== null)) return external;
  return legs.filter((leg) => !leg.internal || leg.talkFrom !== null);
}

/** Whoever rang before somebody picked up rings no more, also when its hangup is late or lost. */
function closeLosers(legs: Leg[]): void {
  for (const leg of legs) {
    if (leg.endedAt !== null || leg.talkFrom !== null) continue;
    for (const { talkFrom, talkHeardAt } of legs) {
      if (talkFrom === null || talkFrom < leg.startedAt) continue;
      if (leg.endedAt !== null && leg.endedAt <= talkFrom) continue;
      leg.endedAt = talkFrom;
      leg.endHeardAt = talkHeardAt;
      leg.open = [];
    }
  }
}

function groupTook(leg: Leg): boolean {
  return leg.groupFrom !== null;
}

/** A group that picked up and named none of its people answered; while it is open it may still be a queue with music. */
function countGroupAsTalk(legs: Leg[]): void {
  for (const leg of legs) if (leg.endedAt !== null) leg.talkFrom = leg.groupFrom;
}

function endOf(
  events: readonly CallEvent[],
  legs: Leg[],
  { settleMs, ringingMs, talkingMs }: Windows,
): { at: number; overAt: number; silent: boolean } {
  const open = legs.filter((leg) => leg.endedAt === null);
  const closed = legs.filter((leg) => leg.endedAt !== null);
  // Counted from the arrival: a batch that comes hours late still waits for its siblings.
  const settledAt = latest(closed, (leg) => leg.endHeardAt) + settleMs;
  const closedAt = latest(closed, (leg) => leg.endedAt ?? 0);
  if (open.length === 0) return { at: closedAt, overAt: settledAt, silent: false };
  const heardAt = latest(events, (event) => event.arrivedAt);
  const talking = open.some((leg) => leg.talkFrom !== null);
  const overAt = Math.max(settledAt, heardAt + (talking ? talkingMs : ringingMs));
  return { at: Math.max(overAt, closedAt), overAt, silent: true };
}

/** Talks that overlap count once. */
function talkSeconds(talks: Leg[]): number {
  let total = 0;
  let counted = -Infinity;
  const spans = talks.map((leg) => ({ from: leg.talkFrom ?? 0, to: leg.endedAt ?? 0 }));
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, counted));
    counted = Math.max(counted, to);
  }
  return Math.floor(total / 1000);
}

/** A menu lasts until it hangs up or the next person's device rings. */
function menuSeconds(legs: Leg[], endedAt: number): number {
  let total = 0;
  for (const { menuFrom, endedAt: menuEnd, talkFrom } of legs) {
    if (menuFrom === null) continue;
    const next = earliest(legs, ({ people }) =>
      earliest(people, ({ at }) => (at >= menuFrom ? at : Infinity)),
    );
    total += secondsBetween(menuFrom, Math.min(menuEnd ?? endedAt, talkFrom ?? endedAt, next));
  }
  return total;
}

function menuOnly(legs: Leg[]): boolean {
  return legs.some((leg) => leg.menuFrom !== null) && legs.every((leg) => leg.people.length === 0);
}
