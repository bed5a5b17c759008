import { channelNames } from "../calls/card-chat.ts";
import type { Line } from "../channels/line.ts";
import { isWindowOver, windowEnd } from "../channels/window.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";

/** Until when an answer may leave, for the people who write it; null where no end is set. */
export function windowLine(
  language: Language,
  heard: Pick<Line, "channel" | "via"> & { heardAt: number | null },
  { now, zone }: { now: number; zone: string },
): string | null {
  const end = windowEnd(heard);
  if (end === null) return null;
  const channel = channelNames[heard.channel];
  if (isWindowOver(heard, now)) return text(language, "handoff-window-over", { channel });
  return text(language, "handoff-window", { channel, time: dateNear(language, end, now, zone) });
}
