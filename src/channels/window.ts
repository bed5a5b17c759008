import type { Channel } from "./line.ts";

/** A day after a customer's last message WhatsApp takes nothing but approved templates (131047). */
const OPEN_MS = 24 * 3_600_000;

/** Until when a customer may be written to freely; null: no end is set. One who never wrote never could be. */
export function windowEnd({
  channel,
  heardAt,
}: {
  channel: Channel;
  heardAt: number | null;
}): number | null {
  return channel === "whatsapp" ? (heardAt ?? 0) + OPEN_MS : null;
}

/** Whether nothing free may be said any more. */
export function isWindowOver(
  of: { channel: Channel; heardAt: number | null },
  now: number,
): boolean {
  const end = windowEnd(of);
  return end !== null && now >= end;
}
