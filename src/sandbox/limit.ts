import type { Clock } from "../lib/clock.ts";
import { Refusal } from "./refusal.ts";

type Window = { count: number; ms: number };
type Kind = "send" | "edit";

/**
 * Telegram's published limits (core.telegram.org/bots/faq): 30 requests a second for a bot, one message a second in a chat with
 * short bursts let through, 20 messages and 20 edits a minute in a group. Kept apart from the product's own buckets on purpose,
 * so that a mistake there is seen here.
 */
const ofBot: Window = { count: 30, ms: 1000 };
const ofChat: Window = { count: 3, ms: 3000 };
const ofGroup: Window = { count: 20, ms: 60_000 };
/** A timer of the client may fire this much early. */
const SLACK_MS = 50;

export type Limits = ReturnType<typeof createLimits>;

export function createLimits(clock: Clock) {
  const stamps = new Map<string, number[]>();
  const until = new Map<string, number>();
  const counts = { violations: 0, refused429: 0 };

  /** When the window has room again, or 0 when it has room now. */
  function roomAt(key: string, window: Window, now: number): number {
    const recent = (stamps.get(key) ?? []).filter((at) => at > now - window.ms);
    stamps.set(key, recent);
    const blocking = recent.at(-window.count);
    return blocking === undefined ? 0 : blocking + window.ms;
  }

  function refuse(bot: number, chat: string, ms: number, now: number): Refusal {
    const seconds = Math.max(1, Math.ceil(ms / 1000));
    const end = until.get(`${bot} ${chat}`) ?? 0;
    if (end <= now) until.set(`${bot} ${chat}`, now + seconds * 1000);
    counts.refused429 += 1;
    return new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
  }

  return {
    counts,
    /** Counts a send or edit, or throws the 429 that Telegram would answer. */
    take(bot: number, chat: string, kind: Kind): void {
      const now = clock.now();
      this.obeyed(bot, chat);
      const windows = windowsOf(bot, chat, kind);
      const full = Math.max(...windows.map(([key, window]) => roomAt(key, window, now)));
      if (full > now) throw refuse(bot, chat, full - now, now);
      for (const [key] of windows) stamps.get(key)?.push(now);
    },
    /** A request that comes before an earlier retry_after is over is a violation and is refused again. */
    obeyed(bot: number, chat: string): void {
      const now = clock.now();
      const end = until.get(`${bot} ${chat}`) ?? 0;
      if (now + SLACK_MS >= end) return;
      counts.violations += 1;
      throw refuse(bot, chat, end - now, now);
    },
    /** A 429 that a fault asks for; it must be obeyed like any other. */
    refuse: (bot: number, chat: string, seconds: number): Refusal =>
      refuse(bot, chat, seconds * 1000, clock.now()),
    clear(): void {
      stamps.clear();
      until.clear();
      Object.assign(counts, { violations: 0, refused429: 0 });
    },
  };
}

function windowsOf(bot: number, chat: string, kind: Kind): [string, Window][] {
  const windows: [string, Window][] = [[`${bot}`, ofBot]];
  if (kind === "send") windows.push([`${bot} ${chat} second`, ofChat]);
  if (chat.startsWith("-")) windows.push([`${bot} ${chat} ${kind}`, ofGroup]);
  return windows;
}
