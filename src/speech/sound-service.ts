import { setImmediate as pause } from "node:timers/promises";
import type { Ffmpeg, FfmpegFailure } from "../gateways/ffmpeg.ts";
import { createMeter, type Levels, type Sound } from "../lib/wav-level.ts";
import { cutWav, readFrames, readWav, WAV_HEADER, type Wav } from "../lib/wav.ts";
import { planParts, UNKNOWN_END_S, type Part } from "./part.ts";
import { ONE_VOICE, voicesOf, type Voice } from "./voice.ts";

type File = { audio: Buffer; mime: string };

/** A recording that is ready to be heard, part by part. */
export type OpenSound = {
  /** Null: only the service that hears it will know. */
  durationS: number | null;
  channels: number | null;
  levels: Levels[] | null;
  voices: Voice[];
  parts: Part[];
  cut(part: Part): Promise<File | FfmpegFailure>;
};

/** Services take 25 MB (OpenAI, Groq, OpenRouter); what surrounds the file in a form counts with some. */
const MAX_BYTES = 24_000_000;
const MAX_PART_S = 1200;
/** Frames that are measured at once, a few milliseconds' work: hooks are answered in between. */
const STRETCH = 65_536;

/** Opens a plain WAVE file by itself, all else by ffmpeg; without one the whole file is one part, its voices not told apart. */
export async function openSound(
  file: File & { side: "left" | "right" },
  ffmpeg: Ffmpeg | null,
): Promise<OpenSound | { failed: "not_audio" | "too_large" }> {
  const wav = readWav(file.audio);
  if (wav) return wav.frames === 0 ? { failed: "not_audio" } : openWav(wav, file.side);
  if (!ffmpeg) return openWhole(file);
  const sound = await ffmpeg.survey(file.audio);
  if (!("failed" in sound)) return openDecoded(file, sound, ffmpeg);
  // An MP4 may keep its index at the end, where a pipe does not lead.
  const reads = sound.failed === "not_audio" && !/mp4|m4a/.test(file.mime);
  if (reads) return { failed: "not_audio" };
  return sound.failed === "too_large" ? { failed: "too_large" } : openWhole(file);
}

/** The file as it is, in one piece. */
export function openWhole({ audio, mime }: File): OpenSound {
  return {
    durationS: null,
    channels: null,
    levels: null,
    voices: [ONE_VOICE],
    parts: [{ channel: null, startS: 0, endS: UNKNOWN_END_S }],
    cut: () => Promise.resolve({ audio, mime }),
  };
}

async function openWav(wav: Wav, side: "left" | "right"): Promise<OpenSound> {
  const meter = createMeter(wav.channels, wav.rate);
  for (let from = 0; from < wav.frames; from += STRETCH) {
    meter.add(readFrames(wav, { from, to: from + STRETCH }));
    await pause();
  }
  const maxS = Math.min(MAX_PART_S, (MAX_BYTES - WAV_HEADER) / (wav.rate * 2));
  return {
    ...planned(meter.read(), { side, maxS }),
    cut: (part) => Promise.resolve({ audio: cutWav(wav, part), mime: "audio/wav" }),
  };
}

function openDecoded(
  { audio, side }: File & { side: "left" | "right" },
  sound: Sound,
  ffmpeg: Ffmpeg,
): OpenSound {
  return {
    ...planned(sound, { side, maxS: MAX_PART_S }),
    cut: async (part) => {
      const cut = await ffmpeg.cut(audio, part);
      return "failed" in cut ? cut : { audio: cut.mp3, mime: "audio/mpeg" };
    },
  };
}

function planned(
  sound: Sound,
  { side, maxS }: { side: "left" | "right"; maxS: number },
): Omit<OpenSound, "cut"> {
  const { durationS, levels } = sound;
  const voices = voicesOf(sound, side);
  const channels = voices.map(({ channel }) => channel);
  const parts = channels.length === 0 ? [] : planParts(channels, { durationS, maxS });
  return { durationS, channels: levels.length, levels, voices, parts };
}
