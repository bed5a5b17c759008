import { readWav } from "./voice-wav.ts";
import { recognise, saidIn, type Heard } from "./voice-match.ts";
import { soundOf, type Said } from "./talk-sound.ts";
import { talks } from "./talk-list.ts";
import type { Answered } from "./service-log.ts";
import type { Wish } from "./stt-form.ts";

/** What the stand-in hears: nothing said is silence, which Whisper makes up words for. */
export type Listened = { name: string; language: string; durationS: number; said: Said[] };

/** Recognises one of the simulated talks by its sound; what is no WAV by its length alone, as the whole talk. */
export function listen(bytes: Buffer): Listened {
  const pcm = readWav(bytes);
  if (!pcm) return byLength(bytes);
  const durationS = (pcm.channels[0]?.length ?? 0) / pcm.rate;
  const heard = recognise(pcm);
  if (heard === null || heard === "silence")
    return { name: heard ?? "unknown", language: "uk", durationS, said: [] };
  return listened(heard, durationS);
}

const names: Record<string, string> = { uk: "ukrainian", ru: "russian", en: "english" };

/** The answer in the format asked for; silence gives Whisper's own phrase. */
export function toAnswer(heard: Listened, { format, words, segments }: Wish): Answered {
  const pieces = piecesOf(heard);
  const text = pieces.map((piece) => piece.text).join("");
  if (format === "text") return { status: 200, type: "text/plain", body: `${text.trim()}\n` };
  if (format === "srt" || format === "vtt")
    return { status: 200, type: "text/plain", body: subtitles(pieces, format) };
  if (format === "json") return { status: 200, body: { text: text.trim(), usage: tokens(text) } };
  const usage = { type: "duration", seconds: Math.ceil(heard.durationS) };
  const about = { task: "transcribe", duration: round(heard.durationS), text: text.trim() };
  if (format === "diarized_json")
    return { status: 200, body: { ...about, segments: diarized(pieces), usage } };
  const language = names[heard.language] ?? heard.language;
  return {
    status: 200,
    body: {
      ...about,
      language,
      ...(segments ? { segments: pieces.map(segment) } : {}),
      ...(words ? { words: pieces.flatMap(wordsOf) } : {}),
      usage,
    },
  };
}

type Piece = Said & { sure: boolean };

function piecesOf({ said, durationS, name, language }: Listened): Piece[] {
  if (said.length > 0) return said.map((one) => ({ ...one, text: ` ${one.text}`, sure: true }));
  if (durationS === 0 || name === "music") return [];
  const made = language === "ru" ? " Продолжение следует..." : " Дякую за перегляд!";
  return [{ by: "client", startS: 0, endS: durationS, text: made, sure: false }];
}

function segment({ startS, endS, text, sure }: Piece, id: number): object {
  return {
    id,
    seek: 0,
    start: round(startS),
    end: round(endS),
    text,
    tokens: [50_364, 1, 2, 50_464],
    temperature: 0,
    avg_logprob: sure ? -0.25 : -1.3,
    compression_ratio: 1.2,
    no_speech_prob: sure ? 0.01 : 0.92,
  };
}

function diarized(pieces: readonly Piece[]): object[] {
  return pieces.map(({ by, startS, endS, text }, n) => ({
    type: "transcript.text.segment",
    id: `seg_${String(n + 1).padStart(3, "0")}`,
    speaker: by === "employee" ? "A" : "B",
    start: round(startS),
    end: round(endS),
    text: text.trim(),
  }));
}

function wordsOf({ startS, endS, text }: Piece): object[] {
  const words = text.trim().split(/\s+/);
  const each = (endS - startS) / words.length;
  return words.map((word, n) => ({
    word,
    start: round(startS + n * each),
    end: round(startS + (n + 1) * each),
  }));
}

function subtitles(pieces: readonly Piece[], format: "srt" | "vtt"): string {
  const stamp = (seconds: number): string => {
    const time = new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23);
    return format === "srt" ? time.replace(".", ",") : time;
  };
  const cues = pieces.map(({ startS, endS, text }, n) =>
    [
      ...(format === "srt" ? [String(n + 1)] : []),
      `${stamp(startS)} --> ${stamp(endS)}`,
      `${text.trim()}\n`,
    ].join("\n"),
  );
  return format === "vtt" ? `WEBVTT\n\n${cues.join("\n")}` : cues.join("\n");
}

function tokens(text: string): object {
  const [heard, said] = [98, Math.ceil(text.length / 4)];
  return { type: "tokens", input_tokens: heard, output_tokens: said, total_tokens: heard + said };
}

function listened(heard: Heard, durationS: number): Listened {
  const { talk, side } = heard;
  const name = side === "both" ? talk.name : `${talk.name}, ${side}`;
  return { name, language: talk.language, durationS, said: saidIn(heard, durationS) };
}

/** An MP3 of a constant rate tells its length; the talk of about this length is taken for the one that is heard. */
function byLength(bytes: Buffer): Listened {
  const durationS = mp3Seconds(bytes);
  const close = talks
    .map((talk) => ({ talk, off: Math.abs(soundOf(talk).durationS - durationS) }))
    .toSorted((a, b) => a.off - b.off)[0];
  if (!close || close.off > 0.3) return { name: "unknown", language: "uk", durationS, said: [] };
  return listened({ talk: close.talk, side: "both", fromS: 0 }, durationS);
}

/** Layer III bit rates of MPEG 2 and 2.5 in kbit/s, by the index in a frame's head. */
const RATES = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

function mp3Seconds(bytes: Buffer): number {
  const start = bytes.toString("latin1", 0, 3) === "ID3" ? 10 + sizeOfTag(bytes) : 0;
  const rate = RATES[(bytes[start + 2] ?? 0) >> 4] ?? 0;
  return rate === 0 ? 0 : ((bytes.length - start) * 8) / (rate * 1000);
}

function sizeOfTag(bytes: Buffer): number {
  return [6, 7, 8, 9].reduce((size, at) => size * 128 + ((bytes[at] ?? 0) & 0x7f), 0);
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
