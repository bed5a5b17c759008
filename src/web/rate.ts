/** A leaky counter per key in this process: `perSecond` on average, `burst` at once. */
export function createRate({ perSecond, burst }: { perSecond: number; burst: number }) {
  const used = new Map<string, { level: number; at: number }>();
  return {
    /** Seconds to wait, 0 when the request may pass. */
    take(key: string, now: number): number {
      const before = used.get(key);
      const level = before ? Math.max(0, before.level - ((now - before.at) / 1000) * perSecond) : 0;
      if (level + 1 > burst) return Math.ceil((level + 1 - burst) / perSecond);
      used.set(key, { level: level + 1, at: now });
      if (used.size > 10_000) forget(used, now, burst / perSecond);
      return 0;
    },
  };
}

function forget(used: Map<string, { at: number }>, now: number, seconds: number): void {
  for (const [key, { at }] of used) if (now - at > seconds * 1000) used.delete(key);
}
