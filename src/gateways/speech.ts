import type { Fetcher, HttpAnswer, HttpFailure } from "./http.ts";
import { multipart, type FormPart } from "./multipart.ts";
import { readAnswer } from "./speech-answer.ts";
import { toTrouble, type Hearing } from "./speech-trouble.ts";

type Sound = { audio: Buffer; mime: string; language: string | null; prompt?: string };
export type Speech = {
  model: string | null;
  /** Asks once; at most 25 MB. */
  hear(sound: Sound): Promise<Hearing>;
};

const DEADLINE_MS = 600_000;
const MAX_ANSWER = 20_000_000;
/** Of OpenAI, Groq and OpenRouter. */
const MAX_FILE = 25_000_000;

/** Any transcription endpoint of OpenAI's kind; `url` is its full address and the server's own setting. */
export function createSpeech(options: {
  fetcher: Fetcher;
  url: string;
  key: string | null;
  /** Null: the server has one model, and is told none. */
  model: string | null;
}): Speech {
  const { fetcher, url, key, model } = options;
  let format = formatOf(model);

  function ask(sound: Sound, wanted: Format): Promise<HttpAnswer | HttpFailure> {
    const { contentType, body } = multipart(formOf(sound, { model, format: wanted }));
    return fetcher.request({
      url,
      method: "POST",
      headers: {
        accept: "application/json",
        "content-type": contentType,
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body,
      deadlineMs: DEADLINE_MS,
      maxBytes: MAX_ANSWER,
      trusted: true,
      proxied: true,
    });
  }

  return {
    model,
    hear: async (sound) => {
      if (sound.audio.length > MAX_FILE) return { failed: "too_large" };
      const wanted = format;
      const answer = await ask(sound, wanted);
      if (wanted === "json" || !refusesFormat(answer)) return toHearing(answer);
      format = "json";
      return toHearing(await ask(sound, "json"));
    },
  };
}

type Format = "verbose_json" | "json" | "diarized_json";

/** Only whisper tells times, only the diarizing model tells voices (OpenAI's reference of the endpoint). */
function formatOf(model: string | null): Format {
  if (model === null) return "verbose_json";
  if (/transcribe-diarize/.test(model)) return "diarized_json";
  return /gpt-(?:4o-(?:mini-)?)?transcribe/.test(model) ? "json" : "verbose_json";
}

function formOf(
  sound: Sound,
  { model, format }: { model: string | null; format: Format },
): FormPart[] {
  const { extension, type } = fileOf(sound.mime);
  // OpenAI's gpt-transcribe takes a list of languages, and words to watch for in place of a prompt.
  const listed = model !== null && /(?:^|\/)gpt-transcribe/.test(model);
  return [
    { name: "file", file: sound.audio, filename: `call.${extension}`, type },
    ...field("model", model),
    ...field(listed ? "languages[]" : "language", sound.language),
    ...(listed || format === "diarized_json" ? [] : field("prompt", sound.prompt ?? null)),
    ...field("response_format", format),
    ...(listed || format === "diarized_json" ? [] : field("temperature", "0")),
    ...(format === "verbose_json" ? field("timestamp_granularities[]", "segment") : []),
    ...(format === "diarized_json" ? field("chunking_strategy", "auto") : []),
  ];
}

function field(name: string, value: string | null): FormPart[] {
  return value === null || value === "" ? [] : [{ name, value }];
}

/** The name's end tells the service what it gets. */
function fileOf(mime: string): { extension: string; type: string } {
  const kind = mime.split(";")[0]?.trim().toLowerCase() ?? "";
  const known = kinds.find(({ pattern }) => pattern.test(kind));
  return known ?? { extension: "mp3", type: "audio/mpeg" };
}

const kinds = [
  { pattern: /wav/, extension: "wav", type: "audio/wav" },
  { pattern: /ogg|opus/, extension: "ogg", type: "audio/ogg" },
  { pattern: /mp4|m4a|aac/, extension: "m4a", type: "audio/mp4" },
  { pattern: /webm/, extension: "webm", type: "audio/webm" },
  { pattern: /flac/, extension: "flac", type: "audio/flac" },
];

/** A model or a server that knows no times says so by naming the field. */
function refusesFormat(answer: HttpAnswer | HttpFailure): boolean {
  if ("failed" in answer || (answer.status !== 400 && answer.status !== 422)) return false;
  return /response_format|verbose_json|diarized_json|timestamp_granularities|chunking_strategy/.test(
    answer.body.toString("utf8"),
  );
}

function toHearing(answer: HttpAnswer | HttpFailure): Hearing {
  const body = "failed" in answer ? null : parse(answer.body);
  const trouble = toTrouble(answer, body);
  if (trouble === "nothing_to_hear")
    return { heard: { language: null, durationS: null, segments: [], text: "" } };
  if (trouble) return trouble;
  const heard = readAnswer(body);
  return heard ? { heard } : { retry: AGAIN_MS, cause: "stt_down" };
}

const AGAIN_MS = 5_000;

function parse(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return value;
  } catch {
    return null;
  }
}
