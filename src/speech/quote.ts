import { isNegation, wordsIn, type Word } from "./quote-word.ts";
import { numbersIn } from "./quote-number.ts";
import type { Turn } from "./transcript.ts";

/** A turn of one of a call's recordings. */
export type Said = Turn & { recording: number };

/** Where a quote was found: the words as they stand in the transcript, and their second. */
export type Spot = { quote: string; atS: number; speaker: Turn["speaker"] };

export type Finder = {
  /** Null: these words were not said one after another. `turn` counts from 1 and is looked at first; `name`: one word will do. */
  find(quote: string, hint: { turn: number; name: boolean }): Spot | null;
};

/** No quote is shown longer. */
const MOST_WORDS = 60;

/**
 * Finds quotes in a talk word by word: case, signs, spaces, apostrophes and е for ё do not count, everything else does. A
 * quote may go on in the next turn of the same speaker.
 */
export function createFinder(turns: readonly Said[]): Finder {
  const words = turns.flatMap(({ text }, turn) => wordsIn(text).map((word) => ({ ...word, turn })));
  const places = new Map<string, number[]>();
  for (const [index, { plain }] of words.entries()) {
    const known = places.get(plain);
    if (known) known.push(index);
    else places.set(plain, [index]);
  }
  return {
    find(quote, { turn, name }) {
      const asked = wordsIn(quote).slice(0, MOST_WORDS);
      const [first] = asked;
      if (!first) return null;
      const starts = (places.get(first.plain) ?? []).filter((start) =>
        stands(words.slice(start, start + asked.length), asked, turns),
      );
      const start = starts.find((one) => words[one]?.turn === turn - 1) ?? starts[0];
      if (start === undefined) return null;
      const found = words.slice(start, start + asked.length);
      if (!isEnough(found, turns, name)) return null;
      return spotOf(withNegation(words, start, found), turns);
    },
  };
}

type Placed = Word & { turn: number };

function stands(found: readonly Placed[], asked: readonly Word[], turns: readonly Said[]): boolean {
  if (found.length < asked.length) return false;
  return found.every((word, i) => {
    if (word.plain !== asked[i]?.plain) return false;
    const [before, here] = [turns[found[i - 1]?.turn ?? word.turn], turns[word.turn]];
    const apart = word.turn - (found[i - 1]?.turn ?? word.turn);
    return apart === 0 || (apart === 1 && isOneVoice(before, here));
  });
}

function isOneVoice(before: Said | undefined, here: Said | undefined): boolean {
  return before?.speaker === here?.speaker && before?.recording === here?.recording;
}

/** One word proves a number or, where a name is asked for, a name; anything else could be heard everywhere. */
function isEnough(found: readonly Placed[], turns: readonly Said[], name: boolean): boolean {
  const [only] = found;
  if (!only || found.length > 1) return only !== undefined;
  const written = turns[only.turn]?.text.slice(only.from, only.to) ?? "";
  return numbersIn(written).size > 0 || (name && /^\p{Lu}/u.test(written) && written.length > 1);
}

/** "Не завтра" must not be shown as "завтра". */
function withNegation(
  words: readonly Placed[],
  start: number,
  found: readonly Placed[],
): readonly Placed[] {
  const before = words[start - 1];
  return before && before.turn === found[0]?.turn && isNegation(before.plain)
    ? [before, ...found]
    : found;
}

function spotOf(found: readonly Placed[], turns: readonly Said[]): Spot | null {
  const [first, last] = [found[0], found.at(-1)];
  const opening = first && turns[first.turn];
  if (!first || !last || !opening) return null;
  const pieces = turns.slice(first.turn, last.turn + 1).map(({ text }, i) => {
    const turn = first.turn + i;
    return text.slice(
      turn === first.turn ? first.from : 0,
      turn === last.turn ? last.to : text.length,
    );
  });
  const share = opening.text.length === 0 ? 0 : first.from / opening.text.length;
  const at = opening.startS + share * Math.max(0, opening.endS - opening.startS);
  return {
    quote: pieces
      .join(" ")
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trim(),
    atS: Math.max(0, Math.round(at * 10) / 10),
    speaker: opening.speaker,
  };
}
