import { setTimeout as sleep } from "node:timers/promises";

/** Polls until `look` gives something other than null, false or undefined; a test that waited too long fails with `what`. */
export async function until<T>(
  what: string,
  look: () => Promise<T> | T,
  withinMs = 15_000,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await sleep(25);
  }
}
