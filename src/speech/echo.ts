import { loudness, type Levels } from "../lib/wav-level.ts";
import { wordsOf } from "./guard.ts";
import type { Piece } from "./part.ts";

/** A handset gives back its other side so much weaker (14 dB), where nobody speaks into it. */
const ECHO = 0.2;
/** So many of its words, at least, stand in what the other side says at the time. */
const SAME_WORDS = 0.6;
const MARGIN_S = 1;

type Side = { pieces: readonly Piece[]; levels: Levels | null };

/** A model writes down a faint echo as well: what the one side says would be said by both. */
export function withoutEcho<T extends Side>(sides: readonly T[]): T[] {
  const [left, right] = sides;
  if (sides.length !== 2 || !left || !right) return [...sides];
  return [left, right].map((side) => {
    const other = side === left ? right : left;
    return { ...side, pieces: side.pieces.filter((piece) => !isEcho(piece, side, other)) };
  });
}

function isEcho(piece: Piece, own: Side, other: Side): boolean {
  if (!own.levels || !other.levels) return false;
  const { startS, endS } = piece;
  const theirs = loudness(other.levels, startS, endS);
  if (theirs === 0 || loudness(own.levels, startS, endS) > theirs * ECHO) return false;
  const around = other.pieces.filter(
    (one) => one.startS < endS + MARGIN_S && one.endS > startS - MARGIN_S,
  );
  const said = new Set(around.flatMap((one) => wordsOf(one.text)));
  const words = wordsOf(piece.text);
  return words.filter((word) => said.has(word)).length >= words.length * SAME_WORDS;
}
