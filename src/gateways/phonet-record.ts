import { readFrames, readWav, writeWav, type Wav } from "../lib/wav.ts";
import { AUDIO_LIMITS, toLoaded, type Loaded } from "./file-audio.ts";
import type { PhonetFiles, PhonetKey } from "./phonet.ts";

export type PhonetRecords = {
  /** The sound of one leg. */
  load(key: PhonetKey, uuid: string): Promise<Loaded>;
};

/**
 * Phonet's recordings: `/rest/public/calls/{uuid}/audio`, and each direction alone as `{uuid}-rx` and `{uuid}-tx`. Where both
 * can be had they become one file with two sides: the left one is what came from the employee's device.
 */
export function createPhonetRecords(phonet: PhonetFiles): PhonetRecords {
  const load = async (key: PhonetKey, name: string): Promise<Loaded> => {
    const answered = await phonet.file(key, `/rest/public/calls/${name}/audio`, AUDIO_LIMITS);
    if ("answer" in answered) return toLoaded(answered.answer);
    return "refused" in answered ? { refused: "key" } : answered;
  };
  return {
    load: async (key, uuid) => {
      const name = dashed(uuid);
      const mixed = await load(key, name);
      if (!("bytes" in mixed) || readWav(mixed.bytes)?.channels !== 1) return mixed;
      const received = await load(key, `${name}-rx`);
      const sent = "bytes" in received ? await load(key, `${name}-tx`) : received;
      if (!("bytes" in received) || !("bytes" in sent)) return mixed;
      const both = joined(received.bytes, sent.bytes);
      return both === null ? mixed : { bytes: both, type: "audio/wav" };
    },
  };
}

/** Plain in hooks, with dashes in REST. */
function dashed(uuid: string): string {
  return uuid.replace(
    /^([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})$/,
    "$1-$2-$3-$4-$5",
  );
}

/** Two mono files as the sides of one; null where they are not alike. */
function joined(left: Buffer, right: Buffer): Buffer | null {
  const [a, b] = [readWav(left), readWav(right)];
  if (!a || !b || a.channels !== 1 || b.channels !== 1 || a.rate !== b.rate) return null;
  const frames = Math.max(a.frames, b.frames);
  if (frames === 0) return null;
  return writeWav([filled(a, frames), filled(b, frames)], a.rate);
}

/** With silence to its end. */
function filled(wav: Wav, frames: number): Int16Array {
  const samples = new Int16Array(frames);
  samples.set(readFrames(wav, { from: 0, to: wav.frames }));
  return samples;
}
