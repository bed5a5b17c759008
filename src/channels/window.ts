import type { Line } from "./line.ts";

/**
 * WhatsApp takes nothing but approved templates a day after a customer's last message (131047); so does Telegram take nothing
 * on behalf of an account.
 */
const OPEN_MS = 24 * 3_600_000;

type Heard = Pick<Line, "channel" | "via"> & { heardAt: number | null };

/** Until when a customer may be written to freely; null: no end is set. One who never wrote never could be. */
export function windowEnd({ channel, via, heardAt }: Heard): number | null {
  const ends = channel === "whatsapp" || via !== "";
  return ends ? (heardAt ?? 0) + OPEN_MS : null;
}

/** Whether nothing free may be said any more. */
export function isWindowOver(heard: Heard, now: number): boolean {
  const end = windowEnd(heard);
  return end !== null && now >= end;
}
