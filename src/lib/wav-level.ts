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
  let place = 0;
  let first = 0;

  function close(length: number): void {
    for (const [channel, list] of levels.entries()) {
      list.push(Math.sqrt((sums[channel] ?? 0) / length) / 32_768);
      sums[channel] = 0;
    }
  }

  /** Up to the end of one frame; gives where that is. */
  function takeFrame(samples: Int16Array, from: number): number {
    let at = from;
    for (; place < channels && at < samples.length; at += 1) {
      const sample = samples[at] ?? 0;
      if (place === 0) first = sample;
      const off = sample - first;
      sums[place] = (sums[place] ?? 0) + sample * sample;
      totals.sound += sample * sample;
      totals.difference += off * off;
      place += 1;
    }
    if (place < channels) return at;
    place = 0;
    frames += 1;
    if (frames % window === 0) close(window);
    return at;
  }

  return {
    add: (samples) => {
      for (let at = 0; at < samples.length;) at = takeFrame(samples, at);
    },
    read: () => {
      const rest = frames % window;
      if (rest > 0) close(rest);
      return {
        durationS: frames / rate,
        levels: levels.map((list) => Float32Array.from(list)),
        same: channels > 1 && totals.difference <= totals.sound * COPY,
      };
    },
  };
}

/** Whether nothing is heard between two seconds; what lies behind the end is silent. */
export function isSilent(levels: Levels, startS: number, endS: number): boolean {
  const from = Math.max(0, Math.floor(startS / LEVEL_S));
  return levels.subarray(from, Math.max(from, Math.ceil(endS / LEVEL_S))).every(isLow);
}

/** Below it there is nothing to hear. */
export function isLow(level: number): boolean {
  return level < SILENCE;
}
