const SECOND_MS = 1000;
/** About an hour and a half in all. */
const PAUSES = [5, 15, 30, 60, 120, 300, 600, 900, 1800, 1800];
/** Until then the cards say that the text is on its way. */
const PATIENT = 3;
const LONGEST_MS = 30 * 60_000;

/** The pause (ms) after so many tries that came to nothing; null: it is given up. */
export function nextTry(tries: number): number | null {
  const pause = PAUSES[tries - 1];
  return pause === undefined ? null : pause * SECOND_MS;
}

/** A model knows better when it has time again, within reason. */
export function pauseOf(ours: number, theirs: number): number {
  return Math.min(Math.max(ours, theirs), LONGEST_MS);
}

/** Whether people are told what the summary waits for. */
export function shows(tries: number): boolean {
  return tries >= PATIENT;
}
