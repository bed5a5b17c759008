import type { CallEvent } from "./call.ts";
import { saneTime, timeOf } from "./fold-order.ts";

/** One ringing or talking device of a call, told by the events that share a ref. */
export type Leg = {
  /** Between colleagues, such as the consultation before a transfer. */
  internal: boolean;
  startedAt: number;
  /** When a menu and when a group took it. */
  menuFrom: number | null;
  groupFrom: number | null;
  /** When a person took it, and when we heard of that. */
  talkFrom: number | null;
  talkHeardAt: number;
  /** Null while one of `open` is left. */
  endedAt: number | null;
  endHeardAt: number;
  /** Extensions that ring or talk on it; "" where the provider named none. */
  open: string[];
  /** Every extension it named, and every person of them, with the instant of joining. */
  named: string[];
  people: Joined[];
  talkers: Joined[];
  /** The second employee of an internal leg. */
  peer: string | null;
};

export type Joined = { ext: string; at: number };

/** The legs of a call in order of appearance; `events` are in order. */
export function legsOf(events: readonly CallEvent[]): Leg[] {
  const legs = new Map<string, Leg>();
  for (const event of events) {
    if (event.kind === "recorded" || event.kind === "transcribed") continue;
    const at = timeOf(event);
    let leg = legs.get(event.ref);
    if (!leg) legs.set(event.ref, (leg = begin(event, at)));
    step(leg, event, at);
  }
  return [...legs.values()];
}

function begin(event: CallEvent, at: number): Leg {
  return {
    internal: false,
    startedAt: at,
    menuFrom: null,
    groupFrom: null,
    talkFrom: null,
    talkHeardAt: 0,
    endedAt: null,
    endHeardAt: 0,
    open: [],
    named: [],
    people: [],
    talkers: [],
    peer: event.peerExt,
  };
}

function step(leg: Leg, event: CallEvent, at: number): void {
  const ext = event.ext ?? "";
  const known = leg.named.includes(ext);
  if (event.direction === "internal") leg.internal = true;
  leg.peer ??= event.peerExt;
  leg.startedAt = Math.min(leg.startedAt, saneTime(event.startedAt, event.arrivedAt) ?? at);
  if (!known) leg.named.push(ext);
  if (event.device === "person" && !leg.people.some((one) => one.ext === ext))
    leg.people.push({ ext, at });
  const answeredAt = answerOf(event, at);
  if (answeredAt !== null) answer(leg, event, ext, answeredAt, at);
  switch (event.kind) {
    case "rang":
    case "menu":
      return ring(leg, ext, known);
    case "answered":
      return takeOver(leg, ext, known);
    case "hung_up":
    case "ended":
      return hangUp(leg, event, ext, known, at);
    case "recorded":
    case "transcribed":
  }
}

/** Phonet repeats bridgeAt on the hangup, so that a lost bridge is no lost answer. */
function answerOf(event: CallEvent, at: number): number | null {
  if (event.answeredAt !== null) return saneTime(event.answeredAt, event.arrivedAt) ?? at;
  return event.kind === "answered" ? at : null;
}

function answer(leg: Leg, event: CallEvent, ext: string, answeredAt: number, at: number): void {
  if (event.device !== "person") {
    const field = event.device === "menu" ? "menuFrom" : "groupFrom";
    leg[field] = Math.min(leg[field] ?? answeredAt, answeredAt);
    return;
  }
  // The time a menu picked up stays on the leg when a person takes it from the menu.
  const inherited = answeredAt === leg.menuFrom || answeredAt === leg.groupFrom;
  const from = inherited ? at : answeredAt;
  if (leg.talkFrom === null || event.arrivedAt < leg.talkHeardAt) leg.talkHeardAt = event.arrivedAt;
  leg.talkFrom = Math.min(leg.talkFrom ?? from, from);
  if (!leg.talkers.some((one) => one.ext === ext))
    leg.talkers.push({ ext, at: leg.talkers.length === 0 ? from : at });
}

/** A repeated dial of an extension that already left opens nothing; a new extension does. */
function ring(leg: Leg, ext: string, known: boolean): void {
  if (known) return;
  leg.open.push(ext);
  leg.endedAt = null;
}

/** Whoever picks up stops the others of the leg, be it a ring group or a transfer under one id. */
function takeOver(leg: Leg, ext: string, known: boolean): void {
  if (known && !leg.open.includes(ext)) return;
  leg.open = [ext];
  leg.endedAt = null;
}

/** The hangup of an extension the leg never named is the whole leg's: its own bridge was lost. */
function hangUp(leg: Leg, event: CallEvent, ext: string, known: boolean, at: number): void {
  if (leg.endedAt !== null) return;
  leg.open = known ? leg.open.filter((one) => one !== ext) : [];
  if (leg.open.length > 0) return;
  leg.endedAt = at;
  leg.endHeardAt = event.arrivedAt;
}
