import { wordsOf } from "./guard.ts";
import { milli, type Part, type Piece } from "./part.ts";
import type { Turn } from "./transcript.ts";

/** A longer turn is parted, so that a quote in it is found by its second; so does a longer pause. */
const LONGEST_TURN_S = 40;
const PAUSE_S = 8;
/** Words that are compared at a seam, and how many of them may be garbled by the cut. */
const SEAM_WORDS = 20;
const GARBLED = 2;

/** Neighbouring parts of one channel as one: what both heard stands once. */
export function stitch(parts: readonly { part: Part; pieces: readonly Piece[] }[]): Piece[] {
  let whole: Piece[] = [];
  let endS = 0;
  for (const { part, pieces } of parts) {
    whole = seamed(whole, pieces, { startS: part.startS, endS });
    endS = part.endS;
  }
  return whole;
}

/** The voices of a recording in the order of time; pieces of one voice that follow one another are one turn. */
export function toTurns(
  voices: readonly { speaker: Turn["speaker"]; pieces: readonly Piece[] }[],
): Turn[] {
  const said = voices
    .flatMap(({ speaker, pieces }) => pieces.map((piece) => ({ speaker, piece })))
    .toSorted((a, b) => a.piece.startS - b.piece.startS);
  const turns: Turn[] = [];
  let voice: string | null = null;
  for (const { speaker, piece } of said) {
    const { startS, endS, text } = piece;
    const last = turns.at(-1);
    const same: string | null = speaker === "unknown" ? (piece.speaker ?? null) : speaker;
    // Who is not known by a channel or a voice may be another one in each piece.
    if (last && same !== null && same === voice && goesOn(last, piece)) {
      last.text = `${last.text} ${text}`;
      last.endS = Math.max(last.endS, endS);
    } else turns.push({ speaker, startS, endS, text });
    voice = same;
  }
  return turns;
}

function goesOn(turn: Turn, { startS, endS }: Piece): boolean {
  return startS - turn.endS <= PAUSE_S && endS - turn.startS <= LONGEST_TURN_S;
}

/** `overlap`: from the start of the second to the end of the first. */
function seamed(
  first: readonly Piece[],
  second: readonly Piece[],
  overlap: { startS: number; endS: number },
): Piece[] {
  const tail = tokensOf(first.filter((piece) => piece.endS >= overlap.startS)).slice(-SEAM_WORDS);
  const head = tokensOf(second.filter((piece) => piece.startS <= overlap.endS)).slice(
    0,
    SEAM_WORDS,
  );
  if (tail.length === 0 || head.length === 0) return [...first, ...second];
  const match = bestMatch(tail, head);
  // Nothing in common: what lies in the overlap alone was heard by the first as well, in other words.
  if (!match) return [...first, ...second.filter((piece) => piece.endS > overlap.endS)];
  return [...dropLast(first, match.left), ...dropFirst(second, match.right)];
}

/** Runs of words that both have, the longest with the least garbled around it; how many words go on either side. */
function bestMatch(tail: string[], head: string[]): { left: number; right: number } | null {
  let best: { left: number; right: number; count: number } | null = null;
  for (let left = 0; left <= Math.min(GARBLED, tail.length); left += 1)
    for (let skipped = 0; skipped <= Math.min(GARBLED, head.length); skipped += 1) {
      const count = commonWords(tail.slice(0, tail.length - left), head.slice(skipped));
      // One word that both have in passing proves nothing.
      const least = left + skipped === 0 ? 1 : 2;
      if (count >= least && count > (best?.count ?? 0))
        best = { left, right: skipped + count, count };
    }
  return best;
}

/** The longest end of the one that is the beginning of the other. */
function commonWords(tail: string[], head: string[]): number {
  for (let count = Math.min(tail.length, head.length); count > 0; count -= 1)
    if (tail.slice(-count).every((word, place) => word === head[place])) return count;
  return 0;
}

function tokensOf(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) => wordsOf(piece.text));
}

function dropFirst(pieces: readonly Piece[], count: number): Piece[] {
  let left = count;
  return pieces.flatMap((piece) => {
    const words = wordsOf(piece.text).length;
    const gone = Math.min(left, words);
    left -= gone;
    if (gone === 0) return [piece];
    if (gone === words) return [];
    const startS = milli(piece.startS + ((piece.endS - piece.startS) * gone) / words);
    return [{ ...piece, startS, text: afterWords(piece.text, gone) }];
  });
}

function dropLast(pieces: readonly Piece[], count: number): Piece[] {
  const flipped: Piece[] = [];
  let left = count;
  for (const piece of pieces.toReversed()) {
    const words = wordsOf(piece.text).length;
    const gone = Math.min(left, words);
    left -= gone;
    if (gone === 0) flipped.push(piece);
    else if (gone < words) flipped.push({ ...piece, text: beforeWords(piece.text, words - gone) });
  }
  return flipped.toReversed();
}

function afterWords(text: string, count: number): string {
  const word = [...text.matchAll(/[\p{L}\p{N}]+/gu)][count];
  return text.slice(word?.index ?? text.length).trim();
}

function beforeWords(text: string, count: number): string {
  const word = [...text.matchAll(/[\p{L}\p{N}]+/gu)][count - 1];
  return word ? text.slice(0, word.index + word[0].length) : "";
}
