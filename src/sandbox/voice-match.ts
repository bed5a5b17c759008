import { soundOf, type Said } from "./talk-sound.ts";
import { talks } from "./talk-list.ts";
import type { Talk } from "./talk.ts";
import { RATE } from "./voice.ts";
import type { Pcm } from "./voice-wav.ts";

type Side = "left" | "right" | "both";
/** Which talk is heard, from which channel, and the second of it at which the audio begins. */
export type Heard = { talk: Talk; side: Side; fromS: number };

const FRAME_S = 0.05;
const SILENT = 0.002;
/** Where two stretches are alike: 1 for the same, 0 for two that have nothing in common. */
const ALIKE = 0.85;

/** Recognises a stretch of a simulated talk by the loudness of its moments: also one channel, a part cut out, louder or resampled. */
export function recognise({ rate, channels }: Pcm): Heard | "silence" | null {
  const heard = loudness(mixed(channels), rate);
  if (heard.every((one) => one < SILENT)) return "silence";
  let best: { heard: Heard; score: number } | null = null;
  for (const { talk, side, frames } of references()) {
    const { score, offset } = likest(heard, frames);
    if (score > (best?.score ?? ALIKE))
      best = { heard: { talk, side, fromS: offset * FRAME_S }, score };
  }
  return best?.heard ?? null;
}

/** What is said in the stretch, with times that count from its beginning. */
export function saidIn({ talk, side, fromS }: Heard, durationS: number): Said[] {
  const by = { left: "employee", right: "client", both: null }[side];
  return soundOf(talk)
    .said.filter((one) => by === null || one.by === by)
    .map((one) => ({ ...one, startS: one.startS - fromS, endS: one.endS - fromS }))
    .filter(({ startS, endS }) => endS > 0.2 && startS < durationS - 0.2)
    .map((one) => ({
      ...one,
      startS: Math.max(0, one.startS),
      endS: Math.min(durationS, one.endS),
    }));
}

type Reference = { talk: Talk; side: Side; frames: number[] };
let known: Reference[] | null = null;

function references(): Reference[] {
  known ??= talks
    .filter(({ instead }) => instead !== "silence")
    .flatMap((talk) => {
      const { left, right } = soundOf(talk);
      const sides = { left: [left], right: [right], both: [left, right] };
      return (["left", "right", "both"] as const).map((side) => ({
        talk,
        side,
        frames: loudness(mixed(sides[side]), RATE),
      }));
    });
  return known;
}

function mixed(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(0)] = channels;
  if (channels.length < 2) return first;
  return first.map(
    (_, n) => channels.reduce((sum, one) => sum + (one[n] ?? 0), 0) / channels.length,
  );
}

function loudness(samples: Float32Array, rate: number): number[] {
  const width = rate * FRAME_S;
  return Array.from({ length: Math.floor(samples.length / width) }, (_, n) => {
    const frame = samples.subarray(Math.round(n * width), Math.round((n + 1) * width));
    return frame.reduce((sum, one) => sum + Math.abs(one), 0) / frame.length;
  });
}

/** Tries every place of the stretch in the whole; one of about the same length is only tried near its beginning. */
function likest(
  part: readonly number[],
  whole: readonly number[],
): { score: number; offset: number } {
  const last = Math.max(4, whole.length - part.length + 2);
  let best = { score: -1, offset: 0 };
  for (let offset = 0; offset <= last && offset < whole.length; offset += 1) {
    const score = correlation(part, whole, offset);
    if (score > best.score) best = { score, offset };
  }
  return best;
}

function correlation(part: readonly number[], whole: readonly number[], offset: number): number {
  let [sumA, sumB, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (const [n, a] of part.entries()) {
    const b = whole[n + offset] ?? 0;
    sumA += a;
    sumB += b;
    aa += a * a;
    bb += b * b;
    ab += a * b;
  }
  const count = part.length;
  const spread = (aa - (sumA * sumA) / count) * (bb - (sumB * sumB) / count);
  return spread <= 0 ? 0 : (ab - (sumA * sumB) / count) / Math.sqrt(spread);
}
