import { mendTimers } from "./calls/clock-service.ts";
import type { FoldDeps } from "./calls/fold-service.ts";
import type { Database } from "./db/client.ts";
import { bringForward } from "./jobs/job-service.ts";
import { clock as wall, type Clock } from "./lib/clock.ts";
import { BLOCK_MS } from "./lib/slot.ts";
import { trouble } from "./spine.ts";

/** Looks each second whether the clock was set back, and once at the start: it may have been while nothing ran. */
export function startClockWatch(deps: { db: Database; fold: FoldDeps }): { stop: () => void } {
  const look = clockWatch({
    clock: wall,
    steady: () => performance.now(),
    mend: () => mendClock(deps),
  });
  const run = (): void =>
    void look().catch(trouble("what a moved clock left could not be put right"));
  run();
  const timer = setInterval(run, LOOK_MS);
  return { stop: () => clearInterval(timer) };
}

const LOOK_MS = 1000;
/** Less is the clock being corrected a little. */
const JUMP_MS = 5000;
const AGAIN_MS = 60_000;

type Watch = {
  clock: Clock;
  /** Milliseconds of a clock that nobody sets. */
  steady: () => number;
  /** Puts right what waits for instants too far off; the latest of those, null when there were none. */
  mend: () => Promise<number | null>;
};

/** One look. What came before a jump is mended each minute until the clock shows the time of the jump again. */
export function clockWatch({ clock, steady, mend }: Watch): () => Promise<void> {
  let ahead = clock.now() - steady();
  let next = clock.now();
  let until = 0;
  let first = true;
  return async () => {
    const now = clock.now();
    const before = ahead + steady();
    ahead = now - steady();
    const jumped = now < before - JUMP_MS;
    if (jumped) until = Math.max(until, before);
    if (!first && !jumped && (now < next || now >= until)) return;
    first = false;
    next = now + AGAIN_MS;
    until = Math.max(until, (await mend()) ?? 0);
  };
}

/** Puts right what was to run at instants that a clock set back has put far off. */
export async function mendClock({
  db,
  fold,
}: {
  db: Database;
  fold: FoldDeps;
}): Promise<number | null> {
  const now = fold.clock.now();
  await bringForward(db, { tasks: SOON, after: now + BLOCK_MS, to: now });
  return mendTimers(fold);
}

/** What is never put off for longer than Telegram's waits. */
const SOON = [
  "card",
  "telegram.send",
  "topic.lost",
  "setup.watch",
  "update",
  "turn",
  "say",
] as const;
