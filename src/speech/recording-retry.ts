import type { Cause } from "./cause.ts";

const SECOND_MS = 1000;
const QUICK = [15, 30, 60];
const PATIENT = [5, 15, 30, 60, 120, 300, 300, 300, 600, 600, 600, 600];

/**
 * Seconds to wait after each try. A recording that is not there yet gets a quarter of an hour from the end of the call
 * (facts: 5 to 40 seconds are usual); a file that is written meanwhile may be broken for a moment.
 */
const waits: Partial<Record<Cause, readonly number[]>> = {
  no_recording: [10, 20, 30, 60, 120, 300, 300],
  not_found: QUICK,
  not_audio: QUICK,
  provider_down: PATIENT,
  storage: [30, 60, 120, 300, 600, 900, 1800, 3600, 3600, 3600],
};

/** Milliseconds until a step is tried again after so many tries; null: it is given up. */
export function nextTry(cause: Cause, tries: number): number | null {
  const wait = waits[cause]?.[tries];
  return wait === undefined ? null : wait * SECOND_MS;
}

/** Tries of a transcription that answers that it is busy or away: with the pauses that it asks for. */
export const MOST_TRANSCRIPTIONS = 15;

/** Milliseconds until a transcription is tried again: what its service asks for, and more the longer it is away. */
export function nextHearing(asked: number, tries: number): number {
  return Math.max(asked, (PATIENT[tries - 1] ?? 0) * SECOND_MS);
}
