export type Clock = { now(): number };

/** The wall clock in epoch milliseconds, read here and nowhere else, so that a shifted clock moves the whole product. */
export const clock: Clock = { now: () => Date.now() };
