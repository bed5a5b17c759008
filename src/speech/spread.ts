import { LEVEL_S, isLow, type Levels } from "../lib/wav-level.ts";
import { milli, UNKNOWN_END_S, type HeardPart, type Piece } from "./part.ts";

/**
 * The pieces of a part. A text without times gets them by its sentences: each takes its share, by its length, of the
 * time in which somebody is heard.
 */
export function spread(part: HeardPart, levels: Levels | null): Piece[] {
  const { pieces, text, startS, lengthS } = part;
  if (pieces.length > 0 || text === "") return pieces;
  const known = part.endS < UNKNOWN_END_S ? part.endS : startS + (lengthS ?? 0);
  const endS = lengthS === null ? known : Math.min(known, milli(startS + lengthS));
  const sentences = text.split(/(?<=[.!?…])\s+/);
  const loud = loudWindows(levels, startS, endS);
  if (loud.length === 0) return [{ startS, endS, text }];
  const whole = sentences.reduce((sum, sentence) => sum + sentence.length, 0);
  let before = 0;
  return sentences.map((sentence) => {
    const first = loud[Math.floor((before / whole) * loud.length)];
    before += sentence.length;
    const last = loud[Math.ceil((before / whole) * loud.length) - 1];
    const from = Math.max(milli((first ?? 0) * LEVEL_S), startS);
    const to = Math.min(milli(((last ?? 0) + 1) * LEVEL_S), endS);
    return { startS: from, endS: to, text: sentence };
  });
}

/** The tenths of a second that are no silence; all of them where nobody measured, or all are silent. */
function loudWindows(levels: Levels | null, startS: number, endS: number): number[] {
  const from = Math.floor(startS / LEVEL_S);
  const count = Math.max(0, Math.ceil(endS / LEVEL_S) - from);
  const all = Array.from({ length: levels ? count : 0 }, (_, at) => from + at);
  const loud = all.filter((at) => !isLow(levels?.[at] ?? 0));
  return loud.length > 0 ? loud : all;
}
