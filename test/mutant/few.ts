import * as fc from "fast-check";

export * from "fast-check";

const RUNS = 20;

/** A property over few cases: it is asked once for every mutant on its way, so the score is rather too low than too high. */
export function assert<T>(property: fc.IRawProperty<T>, settings: fc.Parameters<T> = {}) {
  return fc.assert(property, { ...settings, numRuns: Math.min(settings.numRuns ?? RUNS, RUNS) });
}
