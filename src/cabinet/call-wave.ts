import type { Turn } from "../speech/transcript.ts";

/** The picture of a talk: strokes above the line for our side, below it for the client; flat where nobody was heard. */
export type Wave = { above: string; below: string; both: string; flat: string };

export const WIDTH = 1024;
export const HEIGHT = 84;

/** A stroke for each moment, as long as the word that was being said then. */
export function waveOf(turns: readonly Turn[], durationS: number): Wave {
  const wave: Wave = { above: "", below: "", both: "", flat: "" };
  for (let x = STEP / 2; x < WIDTH; x += STEP) {
    const at = (x / WIDTH) * durationS;
    const turn = turns.find(({ startS, endS }) => startS <= at && at < endS);
    if (!turn) {
      wave.flat += `M${x} ${MIDDLE}h1`;
      continue;
    }
    const height = LEAST + Math.min(MOST, wordAt(turn, at) * 3);
    if (turn.speaker === "employee") wave.above += `M${x} ${MIDDLE - 2}v-${height}`;
    else if (turn.speaker === "client") wave.below += `M${x} ${MIDDLE + 2}v${height}`;
    else wave.both += `M${x} ${MIDDLE - height / 2}v${height}`;
  }
  return wave;
}

/** A quote's place on the picture, in per cent; `level` 1 stands higher, where another pin is near. */
export type Pin = { number: number; atS: number; x: number; level: 0 | 1 };

export function pinsOf(
  quotes: readonly { number: number; atS: number }[],
  durationS: number,
): Pin[] {
  const last = [-Infinity, -Infinity];
  return quotes
    .toSorted((a, b) => a.atS - b.atS)
    .map(({ number, atS }) => {
      const place = Math.min(99, Math.max(1, (atS / durationS) * 100));
      const [low = 0, high = 0] = last.map((x) => place - x);
      const level = low >= NEAR || (high < NEAR && low >= high) ? 0 : 1;
      // Several quotes of one second stand side by side.
      const x = Math.min(99, Math.max(place, (last[level] ?? 0) + NEAR / 2));
      last[level] = x;
      return { number, atS, x: Math.round(x * 100) / 100, level };
    });
}

const STEP = 6;
const MIDDLE = HEIGHT / 2;
const LEAST = 5;
const MOST = 28;
/** Per cent; on a phone a pin is as wide as six of them. */
const NEAR = 6;

/** How long the word is that stands about there in what was said. */
function wordAt({ text, startS, endS }: Turn, at: number): number {
  const place = Math.floor(((at - startS) / Math.max(0.1, endS - startS)) * text.length);
  const before = /[\p{L}\p{N}]*$/u.exec(text.slice(0, place))?.[0].length ?? 0;
  const after = /^[\p{L}\p{N}]*/u.exec(text.slice(place))?.[0].length ?? 0;
  return before + after;
}
