import type { Direction, Outcome } from "./call.ts";

/** How a call went, in the one shape that both kinds of providers are brought to. People are extensions here. */
export type Course = {
  /** Whether a person talked with the client. */
  talked: boolean;
  /** When that began; null when nobody talked or the time cannot be known. */
  answeredAt: number | null;
  /** Who talked, in order; a person without an extension leaves no trace here. */
  talkers: string[];
  rang: string[];
  path: string[];
  employee: string | null;
  ringing: string[];
  talking: string[];
  /** When everything went silent by its own time; null while something rings or talks. */
  quietSince: number | null;
  /** From this instant the call counts as over. */
  overAt: number;
  /** When it was over by its own time; only meaningful from `overAt` on. */
  endedAt: number;
  /** Null where the wait cannot be known. */
  ringS: number | null;
  talkS: number | null;
  menuS: number;
  outcome: Outcome;
  reason: string | null;
  lengthUnknown: boolean;
};

/** Whole seconds between two instants, never negative. */
export function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / 1000));
}

/** The least of some instants; infinite without any. */
export function earliest(instants: readonly number[]): number {
  return instants.reduce((a, b) => (b < a ? b : a), Infinity);
}

/** The greatest of some instants; minus infinite without any. */
export function latest(instants: readonly number[]): number {
  return instants.reduce((a, b) => (b > a ? b : a), -Infinity);
}

/** What a call is called that nobody answered. */
export function unanswered(direction: Direction): "missed" | "no_answer" {
  return direction === "in" ? "missed" : "no_answer";
}
