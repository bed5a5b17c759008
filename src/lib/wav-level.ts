/** How loud each tenth of a second of a channel is: the root of the mean square, 0 to 1. */
export type Levels = Float32Array;

/** What a recording sounds like: `levels` of each channel, and whether all channels are one and the same sound. */
export type Sound = { durationS: number; levels: Levels[]; same: boolean };

export type Meter = { add(samples: Int16Array): void; read(): Sound };

/** Seconds of one level. */
export const LEVEL_S = 0.1;
/** -55 dB of full scale: below it a telephone line sends noise. */
const SILENCE = 0.0018;
/** The same voice on both sides comes back through an echo a hundred times weaker; a copy differs by its rounding. */
const COPY = 0.0001;

/** Measures samples as they come; all channels lie one beside the other, a frame may be broken between two pieces. */
export function createMeter(channels: number, rate: number): Meter {
  const window = Math.max(1, Math.round(rate * LEVEL_S));
  const levels: number[][] = Array.from({ length: channels }, () => []);
  const sums = new Float64Array(channels);
  const totals = { sound: 0, difference: 0 };
  let frames = 0;
  let rest = new Int16Array();

  function close(length: number): void {
    for (const [channel, list] of levels.entries()) {
      list.push(Math.sqrt((sums[channel] ?? 0) / length) / 32_768);
      sums[channel] = 0;
    }
  }

  /** Whole frames of one window, channel by channel: the way of almost all samples. */
  function takeFrames(samples: Int16Array, from: number, count: number): void {
    const end = from + count * channels;
    for (let channel = 0; channel < channels; channel += 1) {
      let sum = 0;
      let off = 0;
      for (let at = from; at < end; at += channels) {
        const sample = samples[at + channel] ?? 0;
        const away = sample - (samples[at] ?? 0);
        sum += sample * sample;
        off += away * away;
      }
      sums[channel] = (sums[channel] ?? 0) + sum;
      totals.sound += sum;
      totals.difference += off;
    }
    frames += count;
    if (frames % window === 0) close(window);
  }

  return {
    add: (piece) => {
      const samples = rest.length > 0 ? joined(rest, piece) : piece;
      const whole = Math.floor(samples.length / channels);
      for (let frame = 0; frame < whole;) {
        const count = Math.min(window - (frames % window), whole - frame);
        takeFrames(samples, frame * channels, count);
        frame += count;
      }
      rest = samples.slice(whole * channels);
    },
    read: () => {
      const open = frames % window;
      if (open > 0) close(open);
      return {
        durationS: frames / rate,
        levels: levels.map((list) => Float32Array.from(list)),
        same: channels > 1 && totals.difference <= totals.sound * COPY,
      };
    },
  };
}

function joined(a: Int16Array, b: Int16Array): Int16Array {
  const both = new Int16Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Whether nothing is heard between two seconds; what lies behind the end is silent. */
export function isSilent(levels: Levels, startS: number, endS: number): boolean {
  const from = Math.max(0, Math.floor(startS / LEVEL_S));
  return levels.subarray(from, Math.max(from, Math.ceil(endS / LEVEL_S))).every(isLow);
}

/** The mean level between two seconds. */
export function loudness(levels: Levels, startS: number, endS: number): number {
  const from = Math.max(0, Math.floor(startS / LEVEL_S));
  const stretch = levels.subarray(from, Math.max(from + 1, Math.ceil(endS / LEVEL_S)));
  return stretch.reduce((sum, level) => sum + level, 0) / Math.max(stretch.length, 1);
}

/** Below it there is nothing to hear. */
export function isLow(level: number): boolean {
  return level < SILENCE;
}
