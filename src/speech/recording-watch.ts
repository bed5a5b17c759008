import type { Clock } from "../lib/clock.ts";

/** Measures one step: how much of it was our own, and not somebody else's answer. */
export type Watch = {
  outside<T>(work: Promise<T>): Promise<T>;
  ownMs(): number;
};

export function startWatch(clock: Clock): Watch {
  const began = clock.now();
  let waited = 0;
  return {
    outside: async (work) => {
      const from = clock.now();
      try {
        return await work;
      } finally {
        waited += clock.now() - from;
      }
    },
    ownMs: () => Math.max(0, clock.now() - began - waited),
  };
}
