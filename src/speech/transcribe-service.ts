import type { Database } from "../db/client.ts";
import type { Ffmpeg } from "../gateways/ffmpeg.ts";
import type { SpeechCause } from "../gateways/speech-trouble.ts";
import type { Speech } from "../gateways/speech.ts";
import { AppError } from "../lib/app-error.ts";
import { isSilent } from "../lib/wav-level.ts";
import { withoutEcho } from "./echo.ts";
import { guard } from "./guard.ts";
import { stitch, toTurns } from "./merge.ts";
import { heardPart, samePart, type HeardPart, type Part } from "./part.ts";
import { keepPart, readParts } from "./part-store.ts";
import { openSound, openWhole, type OpenSound } from "./sound-service.ts";
import { spread } from "./spread.ts";
import type { Turn } from "./transcript.ts";
import { levelsOf } from "./voice.ts";

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

/** Hears a recording: part by part, each asked for until its answer is committed, and never again. */
export async function transcribe(deps: TranscribeDeps, asked: ToTranscribe): Promise<Transcribed> {
  const { speech } = deps;
  if (!speech) throw new AppError("speech.off", "conflict");
  const opened = await openSound(asked, deps.ffmpeg);
  if ("failed" in opened) return opened;
  const listening = { ...deps, speech };
  const heard = await hearParts(listening, asked, opened);
  if (!("uncut" in heard)) return told(heard, opened, speech);
  const whole = openWhole(asked);
  const again = await hearParts(listening, asked, whole);
  return "uncut" in again ? { failed: "not_audio" } : told(again, whole, speech);
}

type Listening = Pick<TranscribeDeps, "db"> & { speech: Speech };
type HeardParts =
  | { parts: HeardPart[] }
  | { retry: number; cause: SpeechCause }
  | { failed: SpeechCause }
  /** The decoder, which had measured it, fails to cut it. */
  | { uncut: true };

async function hearParts(
  { db, speech }: Listening,
  asked: ToTranscribe,
  sound: OpenSound,
): Promise<HeardParts> {
  const { businessId, recordingId } = asked;
  const known = await readParts(db, businessId, recordingId);
  const parts: HeardPart[] = [];
  for (const [place, part] of sound.parts.entries()) {
    const kept = known.get(place);
    if (kept && samePart(kept, part)) {
      parts.push(kept);
      continue;
    }
    const answer = await hearPart(speech, asked, { sound, part });
    if (!("heard" in answer)) return answer;
    await keepPart(db, businessId, { recordingId, part: place, heard: answer.heard });
    parts.push(answer.heard);
  }
  return { parts };
}

async function hearPart(
  speech: Speech,
  { language, prompt }: ToTranscribe,
  { sound, part }: { sound: OpenSound; part: Part },
): Promise<{ heard: HeardPart } | Exclude<HeardParts, { parts: HeardPart[] }>> {
  if (isQuiet(sound, part)) return { heard: heardPart(part, NOTHING) };
  const cut = await sound.cut(part);
  if ("failed" in cut) return { uncut: true };
  const answer = await speech.hear({
    ...cut,
    language,
    ...(prompt === undefined ? {} : { prompt }),
  });
  return "heard" in answer ? { heard: heardPart(part, answer.heard) } : answer;
}

const NOTHING = { language: null, durationS: null, segments: [], text: "" };

function isQuiet({ levels }: OpenSound, { channel, startS, endS }: Part): boolean {
  return levels !== null && isSilent(levelsOf(levels, channel), startS, endS);
}

function told(
  heard: Exclude<HeardParts, { uncut: true }>,
  sound: OpenSound,
  { model }: Speech,
): Transcribed {
  if (!("parts" in heard)) return heard;
  const { parts } = heard;
  const voices = sound.voices.map(({ channel, speaker }) => {
    const levels = sound.levels && levelsOf(sound.levels, channel);
    const own = parts.filter((part) => part.channel === channel);
    const pieces = own.map((part) => ({ part, pieces: guard(spread(part, levels), levels) }));
    return { speaker, levels, pieces: guard(stitch(pieces), levels) };
  });
  const turns = toTurns(withoutEcho(voices));
  return {
    heard: {
      turns,
      language: turns.length > 0 ? languageOf(parts) : null,
      guessed: turns.some(({ speaker }) => speaker === "unknown"),
      model,
      durationS: sound.durationS ?? parts[0]?.lengthS ?? null,
      channels: sound.channels,
    },
  };
}

/** That in which most was said. */
function languageOf(parts: readonly HeardPart[]): string | null {
  const sure = parts.filter(({ language, text }) => language !== null && text !== "");
  return sure.toSorted((a, b) => b.text.length - a.text.length)[0]?.language ?? null;
}
