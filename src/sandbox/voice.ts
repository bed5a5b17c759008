/** One speaker of the simulated recordings. */
export type Voice = { pitch: number; formants: number; seed: number };

export const RATE = 8000;
export const employeeVoice: Voice = { pitch: 205, formants: 1.14, seed: 7 };
export const clientVoice: Voice = { pitch: 118, formants: 1, seed: 23 };

/** The first two resonances of a vowel, in Hz. */
const vowels: Record<string, readonly [number, number]> = {
  аaя: [730, 1090],
  еeєэ: [530, 1840],
  иіїi: [300, 2250],
  оo: [570, 840],
  уюu: [310, 870],
  ыy: [420, 1500],
};
const SYLLABLE_S = 0.15;
const GAP_S = 0.07;
const STOP_S = 0.22;

/** A sentence as syllables of a buzzing throat: not speech, but with its rhythm, melody and pauses. */
export function speak(sentence: string, voice: Voice): Float32Array {
  const dice = diceOf(voice.seed);
  const words = sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word));
  const pieces = words.flatMap((word, n) => {
    const tune = voice.pitch * (1.12 - (0.25 * n) / words.length) * (0.97 + 0.06 * dice());
    const syllables = syllablesOf(word).map((one, at) =>
      syllable(one, { ...voice, pitch: tune * (1 - 0.03 * at) }, dice),
    );
    return [...syllables, new Float32Array(lengthOf(/[,.:;?!]$/.test(word) ? STOP_S : GAP_S))];
  });
  return joined(pieces);
}

export function joined(pieces: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A quiet line without anybody on it. */
export function hush(seconds: number, seed: number): Float32Array {
  const dice = diceOf(seed);
  return new Float32Array(lengthOf(seconds)).map(() => (dice() - 0.5) * 0.0008);
}

/** What a caller hears who was put on hold: three soft tones that go up and down. */
export function holdMusic(seconds: number): Float32Array {
  const scale = [262, 330, 392, 523, 392, 330];
  return new Float32Array(lengthOf(seconds)).map((_, n) => {
    const at = n / RATE;
    const tone = scale[Math.floor(at / 0.5) % scale.length] ?? 262;
    const swell = Math.sin((Math.PI * (at % 0.5)) / 0.5);
    return (
      0.18 * swell * (Math.sin(2 * Math.PI * tone * at) + 0.3 * Math.sin(4 * Math.PI * tone * at))
    );
  });
}

export function lengthOf(seconds: number): number {
  return Math.round(seconds * RATE);
}

/** Letters up to and with each vowel; digits are a syllable each. */
function syllablesOf(word: string): string[] {
  const found = word.toLowerCase().match(/[^аеєиіїоуюяыэaeiouy\d]*[аеєиіїоуюяыэaeiouy\d]/gu);
  return found ?? [word.toLowerCase()];
}

function syllable(text: string, { pitch, formants }: Voice, dice: () => number): Float32Array {
  const length = lengthOf(SYLLABLE_S * (0.85 + 0.3 * dice()));
  const [low, high] = vowelOf(text.at(-1) ?? "");
  const hissing = /[шщсзчцфхжshczfj]/u.test(text.slice(0, -1));
  const resonances = [
    { ring: resonance(low * formants, 90), share: 1 },
    { ring: resonance(high * formants, 130), share: 0.5 },
    { ring: resonance(2600 * formants, 200), share: 0.2 },
  ];
  let phase = 0;
  const sound = new Float32Array(length).map((_, n) => {
    const part = n / length;
    phase += pitch / RATE;
    const pulse = phase >= 1 ? 1 : 0;
    phase %= 1;
    const throat = pulse + 0.02 * (dice() - 0.5);
    const hiss = hissing && part < 0.3 ? 0.25 * (dice() - 0.5) : 0;
    const swell = Math.min(1, part * 8, (1 - part) * 5);
    const rung = resonances.reduce((sum, { ring, share }) => sum + share * ring(throat), 0);
    return swell * (rung + hiss);
  });
  const peak = sound.reduce((most, one) => Math.max(most, Math.abs(one)), 0.001);
  return sound.map((one) => (0.5 * one) / peak);
}

function vowelOf(letter: string): readonly [number, number] {
  const found = Object.entries(vowels).find(([letters]) => letters.includes(letter));
  return found?.[1] ?? [500, 1500];
}

function resonance(hz: number, width: number): (input: number) => number {
  const radius = Math.exp((-Math.PI * width) / RATE);
  const turn = 2 * radius * Math.cos((2 * Math.PI * Math.min(hz, 3600)) / RATE);
  let [last, before] = [0, 0];
  return (input) => {
    const next = input + turn * last - radius * radius * before;
    [before, last] = [last, next];
    return next;
  };
}

/** Numbers from 0 to 1, the same for each seed. */
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
