import type { Words } from "../telephony/words.ts";
import type { Turn } from "./transcript.ts";

/** The first channel is the left one. */
const LEFT = 1;

/** What a provider heard itself, as turns; `side` is where the employee speaks. */
export function toTurns({ phrases }: Words, side: "left" | "right"): Turn[] {
  const turns: Turn[] = [];
  const channels = new Set(phrases.map(({ channel }) => channel));
  for (const { channel, text, startS, endS } of phrases) {
    const last = turns.at(-1);
    const from = startS ?? last?.endS ?? 0;
    const speaker = channels.size < 2 ? "unknown" : speakerOf(channel, side);
    turns.push({ speaker, startS: from, endS: Math.max(from, endS ?? from), text });
  }
  return turns.toSorted((a, b) => a.startS - b.startS);
}

function speakerOf(channel: number | null, side: "left" | "right"): Turn["speaker"] {
  if (channel === null) return "unknown";
  return (channel === LEFT) === (side === "left") ? "employee" : "client";
}
