import type { Sound } from "../lib/wav-level.ts";
import type { Cut } from "../lib/wav.ts";

/** `unusable`: the program itself is missing or fails. */
export type FfmpegFailure = { failed: "not_audio" | "too_large" | "timeout" | "unusable" };

/** The decoder of everything that is no plain WAVE file; optional. */
export type Ffmpeg = {
  /** Decodes the whole: how long it is, how many channels it has, and how they sound. */
  survey(audio: Buffer): Promise<Sound | FfmpegFailure>;
  /** A stretch of one channel as a small mono MP3. */
  cut(audio: Buffer, cut: Cut): Promise<{ mp3: Buffer } | FfmpegFailure>;
  /** The whole as an MP3 that every player takes. */
  toMp3(audio: Buffer): Promise<{ mp3: Buffer } | FfmpegFailure>;
};
