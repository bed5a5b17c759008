import { sha256Hex } from "../lib/hmac.ts";

/** Whoever was not heard of for the longest is forgotten first. */
const KEYS = 10_000;

/** A leaky counter per key in this process: `perSecond` on average, `burst` at once. */
export function createRate({ perSecond, burst }: { perSecond: number; burst: number }) {
  const used = new Map<string, { level: number; at: number }>();
  return {
    /** Seconds to wait, 0 when the request may pass. */
    take(given: string, now: number): number {
      // The sender decides how long what he gives is.
      const key = sha256Hex(given);
      const before = used.get(key) ?? { level: 0, at: now };
      // After a clock was set back nothing leaks for a moment; the time it jumped does not count as use.
      const leaked = (Math.max(0, now - before.at) / 1000) * perSecond;
      const level = Math.max(0, before.level - leaked);
      const full = level + 1 > burst;
      used.delete(key);
      used.set(key, { level: full ? level : level + 1, at: now });
      if (used.size > KEYS) forgetOne(used);
      return full ? Math.ceil((level + 1 - burst) / perSecond) : 0;
    },
  };
}

function forgetOne(used: Map<string, unknown>): void {
  for (const oldest of used.keys()) {
    used.delete(oldest);
    return;
  }
}
