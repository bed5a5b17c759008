import type { Limit } from "./bucket.ts";

/** What already left, or has a place reserved, under one key; without limits only its block counts. Instants are epoch ms, sorted. */
export type Window = { stamps: readonly number[]; limits: readonly Limit[]; blockedUntil: number };

/** The earliest instant, not before `now`, at which one more request keeps every window within its limits. */
export function earliest(windows: readonly Window[], now: number): number {
  let at = Math.max(now, ...windows.map((window) => window.blockedUntil));
  for (;;) {
    const later = Math.max(...windows.map((window) => free(window, at)));
    if (later === at) return at;
    at = later;
  }
}

/** A place further ahead was reserved before the clock was set back. */
export const FAR_MS = 10 * 60_000;

/** No request is put off for longer at once: a block further ahead was written before the clock was set back. */
export const BLOCK_MS = 15 * 60_000;

/** The window as it counts at `now`. */
export function believed(window: Window, now: number): Window {
  return window.blockedUntil > now + BLOCK_MS ? { ...window, blockedUntil: 0 } : window;
}

/** The stamps with one more, without those too old to matter at `now`. */
export function stamp(window: Window, at: number, now: number): number[] {
  if (window.limits.length === 0) return [...window.stamps];
  const reach = Math.max(...window.limits.map((limit) => limit.windowMs));
  return [...window.stamps.filter((s) => s > now - reach && s < now + FAR_MS), at].toSorted(
    (a, b) => a - b,
  );
}

/** The window with one place given back. */
export function without(window: Window, at: number): Window {
  const index = window.stamps.indexOf(at);
  return index < 0 ? window : { ...window, stamps: window.stamps.toSpliced(index, 1) };
}

function free(window: Window, from: number): number {
  let at = from;
  for (const { count, windowMs } of window.limits) {
    while (crowded(window.stamps, at, count, windowMs)) {
      const next = window.stamps.find((s) => s + windowMs > at);
      if (next === undefined) break;
      at = next + windowMs;
    }
  }
  return at;
}

/** Whether some window of `windowMs` that contains `at` already holds `count` others. */
function crowded(stamps: readonly number[], at: number, count: number, windowMs: number): boolean {
  const near = stamps.filter((s) => s > at - windowMs && s < at + windowMs);
  if (near.length < count) return false;
  const all = [...near, at].toSorted((a, b) => a - b);
  return all.some((s, i) => {
    const last = all[i + count];
    return last !== undefined && last - s < windowMs;
  });
}
