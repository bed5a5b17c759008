import type { Direction, Outcome } from "./call.ts";

/** How a call went, in the one shape that both kinds of providers are brought to. */
export type Course = {
  /** Whether a person talked with the client. */
  talked: boolean;
  /** When that began; null when nobody talked or the time cannot be known. */
  answeredAt: number | null;
  people: People;
  /** When everything went silent by its own time; null while something rings or talks. */
  quietSince: number | null;
  /** From this instant the call counts as over. */
  overAt: number;
  /** When it was over by its own time; only meaningful from `overAt` on. */
  endedAt: number;
  /** Null where the wait cannot be known. */
  ringS: number | null;
  verdict: Verdict;
};

/** Extensions in order of joining. */
export type People = {
  /** Who talked; a person without an extension leaves no trace here. */
  talkers: string[];
  rang: string[];
  path: string[];
  employee: string | null;
  ringing: string[];
  talking: string[];
};

/** What became of a call, as far as it is known. */
export type Verdict = {
  outcome: Outcome;
  reason: string | null;
  talkS: number | null;
  menuS: number;
  lengthUnknown: boolean;
};

/** Whole seconds between two instants, never negative. */
export function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / 1000));
}

/** The least instant in a list; infinite in an empty one. */
export function earliest<T>(list: readonly T[], instantOf: (item: T) => number): number {
  let least = Infinity;
  for (const item of list) least = Math.min(least, instantOf(item));
  return least;
}

/** The greatest instant in a list; minus infinite in an empty one. */
export function latest<T>(list: readonly T[], instantOf: (item: T) => number): number {
  let greatest = -Infinity;
  for (const item of list) greatest = Math.max(greatest, instantOf(item));
  return greatest;
}

/** What a call is called that nobody answered. */
export function unanswered(direction: Direction): "missed" | "no_answer" {
  return direction === "in" ? "missed" : "no_answer";
}
