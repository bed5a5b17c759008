/** Messages that come close together are one: the turn waits this long for the next of them, and for all no longer than that. */
const QUIET_MS = 2000;
const LONGEST_MS = 10_000;
/** The model's answer is waited for so long; then the rules read alone. */
export const THINK_MS = 20_000;
/** Of so many messages in a minute the turn waits for the end; more than that are only kept. */
const MANY = 20;
export const TOO_MANY = 60;
export const MINUTE_MS = 60_000;

type Came = {
  now: number;
  /** When the first message of the burst came. */
  first: number;
  /** A button is answered at once. */
  pressed: boolean;
  /** Messages of the last minute, this one included. */
  count: number;
};

/** When the burst is answered that a message belongs to. */
export function turnAt({ now, first, pressed, count }: Came): number {
  if (pressed) return now;
  if (count > MANY) return now + LONGEST_MS;
  return Math.min(now + QUIET_MS, Math.max(now, first + LONGEST_MS));
}

/** Whether a turn has to wait: one planned further ahead than any burst lasts was planned before the clock was set back. */
export function isEarly(at: number, now: number, thinks: boolean = false): boolean {
  return at > now + EARLY_MS && at <= now + (thinks ? THINK_MS : LONGEST_MS);
}

/** A process whose clock runs ahead by less than this may take a turn. */
const EARLY_MS = 30;

/** What becomes of a message by how many came in its minute: answered, refused in one line, or only kept. */
export function floodOf({ count, refused }: { count: number; refused: number }) {
  if (count <= TOO_MANY) return "none";
  return refused === 0 ? "told" : "silent";
}
