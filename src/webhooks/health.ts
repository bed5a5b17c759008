import { isOwnFault, type Result } from "./delivery.ts";

/** How an endpoint does; instants are epoch ms. */
export type Health = {
  failures: number;
  failingSince: number | null;
  givenUp: number;
  warned: number;
  openUntil: number | null;
  succeededAt: number | null;
};

export type Checkup = {
  health: Health;
  /** It is switched off now. */
  off: "gone" | "failing" | null;
  /** How much of the way to that its owner is to be told of, in per cent. */
  warn: number | null;
  /** It answers again after its circuit was open. */
  recovered: boolean;
};

const HOUR = 3_600_000;
/** So many failures in a row open the circuit; a probe closes it, or opens it for twice as long. */
export const OPENS_AT = 10;
const OPEN_MS = 30_000;
const OPEN_LONGEST_MS = 600_000;
/** Only failures for so long, and something given up; or so many given up in a row. */
const OFF_AFTER_MS = 120 * HOUR;
const OFF_AFTER_GIVEN_UP = 20;
const STEPS = [50, 70, 90, 100];

/** What attempts say of their endpoint, in the order in which they ended. Tests say nothing. */
export function checkUp(before: Health, results: readonly Result[], now: number): Checkup {
  const real = results.filter(({ kind }) => kind === "real");
  const wasOpen = before.failures >= OPENS_AT;
  let health = before;
  for (const result of real) health = after(health, result, now);
  const recovered = wasOpen && health.failures < OPENS_AT;
  if (real.some(({ status }) => status === 410))
    return { health, off: "gone", warn: null, recovered };
  const share = shareOf(health, now);
  const step = STEPS.findLast((one) => share >= one) ?? 0;
  const warn = step > health.warned ? step : null;
  return {
    health: { ...health, warned: Math.max(step, health.warned) },
    off: step === 100 ? "failing" : null,
    warn,
    recovered,
  };
}

/** Whether the circuit lets something through: everything, one probe, or nothing. */
export function passage(
  { failures, openUntil }: Pick<Health, "failures" | "openUntil">,
  now: number,
): "free" | "probe" | "shut" {
  if (openUntil !== null && openUntil > now) return "shut";
  return failures >= OPENS_AT ? "probe" : "free";
}

function after(health: Health, result: Result, now: number): Health {
  if (result.success)
    return {
      failures: 0,
      failingSince: null,
      givenUp: 0,
      warned: 0,
      openUntil: null,
      succeededAt: now,
    };
  const { failures, openUntil, failingSince, givenUp } = health;
  const open = openUntil !== null && openUntil > now;
  const counts = !open && !isOwnFault(result.status);
  const many = failures + (counts ? 1 : 0);
  const opens = counts && many >= OPENS_AT ? now + openFor(many) : null;
  const throttled = result.throttleMs === null ? null : now + result.throttleMs;
  const until = Math.max(openUntil ?? 0, opens ?? 0, throttled ?? 0);
  return {
    ...health,
    failures: many,
    failingSince: failingSince ?? now,
    givenUp: givenUp + (result.state === "given_up" && result.reason !== "again" ? 1 : 0),
    openUntil: until === 0 ? null : until,
  };
}

function openFor(failures: number): number {
  return Math.min(OPEN_MS * 2 ** Math.min(10, failures - OPENS_AT), OPEN_LONGEST_MS);
}

function shareOf({ failingSince, givenUp }: Health, now: number): number {
  const long = failingSince === null || givenUp === 0 ? 0 : (now - failingSince) / OFF_AFTER_MS;
  return Math.floor(100 * Math.min(1, Math.max(long, givenUp / OFF_AFTER_GIVEN_UP)));
}
