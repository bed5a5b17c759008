import type { Database } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import type { Ffmpeg } from "../gateways/ffmpeg.ts";
import type { SpeechCause } from "../gateways/speech-trouble.ts";
import type { Speech } from "../gateways/speech.ts";
import type { Turn } from "./transcript.ts";

export type TranscribeDeps = { db: Database; speech: Speech | null; ffmpeg: Ffmpeg | null };

/** `side` is where the employee speaks in a stereo recording. */
export type ToTranscribe = {
  businessId: string;
  recordingId: string;
  audio: Buffer;
  mime: string;
  /** ISO 639-1; null: whatever is heard. */
  language: string | null;
  side: "left" | "right";
  prompt?: string;
};

export type Transcription = {
  turns: Turn[];
  language: string | null;
  /** Who speaks was not heard from the channels. */
  guessed: boolean;
  model: string | null;
  durationS: number | null;
  channels: number | null;
};

/** `retry` is in milliseconds; what was heard until then is kept. */
export type Transcribed =
  | { heard: Transcription }
  | { retry: number; cause: SpeechCause }
  | { failed: SpeechCause | "not_audio" };

/** Hears a recording, each committed part of it once. */
export async function transcribe(deps: TranscribeDeps, asked: ToTranscribe): Promise<Transcribed> {
  const { audio, mime, language, prompt } = asked;
  const { speech } = deps;
  if (!speech) throw new AppError("speech.off", "conflict");
  const answer = await speech.hear({
    audio,
    mime,
    language,
    ...(prompt === undefined ? {} : { prompt }),
  });
  if (!("heard" in answer)) return answer;
  const { segments, durationS } = answer.heard;
  return {
    heard: {
      turns: segments.map(({ startS, endS, text }) => ({
        speaker: "unknown",
        startS,
        endS,
        text,
      })),
      language: answer.heard.language,
      guessed: true,
      model: speech.model,
      durationS,
      channels: null,
    },
  };
}
