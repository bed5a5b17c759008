import { isLow, type Levels, type Sound } from "../lib/wav-level.ts";
import type { Turn } from "./transcript.ts";

/** A channel that is heard by itself; null: all of them together. */
export type Voice = { channel: number | null; speaker: Turn["speaker"] };

/** All that is known of a recording whose channels nobody measured. */
export const ONE_VOICE: Voice = { channel: null, speaker: "unknown" };

/**
 * Who is to be heard on which channel; none where all is silent. Two channels tell who speaks only if both are used: many
 * exchanges write one mixed sound to both sides, or to one of them.
 */
export function voicesOf({ levels, same }: Sound, side: "left" | "right"): Voice[] {
  const used = levels.flatMap((level, channel) => (level.every(isLow) ? [] : [channel]));
  const [first] = used;
  if (first === undefined) return [];
  if (levels.length > 2) return [ONE_VOICE];
  if (used.length < 2 || same) return [{ channel: first, speaker: "unknown" }];
  const employee = side === "left" ? 0 : 1;
  return used.map((channel) => ({
    channel,
    speaker: channel === employee ? "employee" : "client",
  }));
}

/** How loud a voice is; of all channels together, how loud the loudest is. */
export function levelsOf(levels: readonly Levels[], channel: number | null): Levels {
  if (channel !== null) return levels[channel] ?? new Float32Array();
  const [first = new Float32Array()] = levels;
  return first.map((_, at) => Math.max(...levels.map((level) => level[at] ?? 0)));
}
