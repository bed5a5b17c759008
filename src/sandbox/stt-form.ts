import type { FormEntry } from "./body.ts";
import type { Upload } from "./upload.ts";

/** A transcription that OpenAI would do. */
export type Wish = {
  file: Upload;
  model: string;
  format: "json" | "text" | "srt" | "vtt" | "verbose_json" | "diarized_json";
  words: boolean;
  segments: boolean;
};
/** What a request that OpenAI would not do is told. */
export type Wrong = { status: number; message: string; param: string | null; code: string | null };

const MAX_BYTES = 26_214_400;
const endings = ["flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm"];
const common = ["file", "model", "language", "prompt", "response_format", "temperature", "stream"];

/** Which fields and formats each model takes (reference of the endpoint, types of openai 7.55). */
const models: { name: RegExp; formats: readonly string[]; fields: readonly string[] }[] = [
  {
    name: /^whisper-1$/,
    formats: ["json", "text", "srt", "vtt", "verbose_json"],
    fields: [...common, "timestamp_granularities[]"],
  },
  {
    name: /^gpt-4o-(mini-)?transcribe(-\d{4}-\d\d-\d\d)?$/,
    formats: ["json", "text"],
    fields: [...common, "chunking_strategy", "include[]"],
  },
  {
    name: /^gpt-4o-transcribe-diarize$/,
    formats: ["json", "text", "diarized_json"],
    fields: [
      ...common.filter((one) => one !== "prompt"),
      "chunking_strategy",
      "known_speaker_names[]",
      "known_speaker_references[]",
    ],
  },
  {
    name: /^gpt-transcribe$/,
    formats: ["json", "text"],
    fields: ["file", "model", "response_format", "languages[]", "keywords[]", "stream"],
  },
];

/** Reads the parts of a form as strictly as OpenAI does. */
export function readWish(parts: readonly FormEntry[]): Wish | { wrong: Wrong } {
  const repeated = parts.find(
    ({ name }, n) => !name.endsWith("[]") && parts.findIndex((one) => one.name === name) !== n,
  );
  if (repeated) return bad(`Duplicate field: ${repeated.name}`, repeated.name);
  const files = parts.flatMap(({ name, value }) =>
    name === "file" && typeof value !== "string" ? [value] : [],
  );
  const [file] = files;
  const textOf = (name: string) => {
    const value = parts.find((one) => one.name === name)?.value;
    return typeof value === "string" ? value : undefined;
  };
  if (!file) return bad("Missing required parameter: 'file'.", "file");
  const model = textOf("model");
  if (model === undefined || model === "")
    return bad("you must provide a model parameter", "model");
  const known = models.find(({ name }) => name.test(model));
  if (!known) return { wrong: unknownModel(model) };
  const strange = parts.find(({ name }) => !known.fields.includes(name));
  if (strange) return bad(`Unrecognized request argument supplied: ${strange.name}`, strange.name);
  const format = formatOf(textOf("response_format") ?? "json", known.formats);
  if (format === null)
    return bad(
      `response_format '${textOf("response_format")}' is not compatible with model '${model}'. Use ${known.formats.map((one) => `'${one}'`).join(" or ")} instead.`,
      "response_format",
      "unsupported_value",
    );
  const granularities = parts.flatMap(({ name, value }) =>
    name === "timestamp_granularities[]" ? [value] : [],
  );
  return (
    wrongValue(textOf, granularities, format) ??
    wrongFile(file) ?? {
      file,
      model,
      format,
      words: granularities.includes("word"),
      segments: granularities.length === 0 || granularities.includes("segment"),
    }
  );
}

function wrongValue(
  textOf: (name: string) => string | undefined,
  granularities: readonly unknown[],
  format: Wish["format"],
): { wrong: Wrong } | null {
  const language = textOf("language");
  if (language !== undefined && !/^[a-z]{2}$/.test(language))
    return bad(`Language '${language}' is not supported.`, "language", "invalid_language_format");
  const temperature = textOf("temperature");
  if (temperature !== undefined && !(Number(temperature) >= 0 && Number(temperature) <= 1))
    return bad("Invalid temperature", "temperature");
  if (granularities.length > 0 && format !== "verbose_json")
    return bad(
      "timestamp_granularities are only available with response_format verbose_json",
      "timestamp_granularities",
    );
  if (granularities.some((one) => one !== "word" && one !== "segment"))
    return bad("Invalid timestamp granularity", "timestamp_granularities");
  if (textOf("stream") === "true") return bad("the stand-in does not stream", "stream");
  return null;
}

function wrongFile({ name, bytes }: Upload): { wrong: Wrong } | null {
  if (bytes.length > MAX_BYTES)
    return {
      wrong: {
        status: 413,
        message: `Maximum content size limit (${MAX_BYTES}) exceeded (${bytes.length} bytes read)`,
        param: null,
        code: null,
      },
    };
  const ending = name.split(".").at(-1)?.toLowerCase() ?? "";
  if (!name.includes(".") || !endings.includes(ending))
    return bad(`Unrecognized file format. Supported formats: ${JSON.stringify(endings)}`, "file");
  if (!isAudio(bytes))
    return bad("Audio file might be corrupted or unsupported", "file", "invalid_value");
  return null;
}

/** By the bytes that every file of its kind begins with. */
function isAudio(bytes: Buffer): boolean {
  const head = bytes.toString("latin1", 0, 12);
  return (
    bytes.length > 100 &&
    (/^(RIFF....WAVE|OggS|fLaC|ID3|....ftyp)/s.test(head) ||
      head.startsWith("\x1a\x45\xdf\xa3") ||
      (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0))
  );
}

const formats = ["json", "text", "srt", "vtt", "verbose_json", "diarized_json"] as const;

function formatOf(asked: string, allowed: readonly string[]): Wish["format"] | null {
  const format = formats.find((one) => one === asked);
  return format !== undefined && allowed.includes(format) ? format : null;
}

function unknownModel(model: string): Wrong {
  return {
    status: 404,
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    param: null,
    code: "model_not_found",
  };
}

function bad(message: string, param: string, code: string | null = null): { wrong: Wrong } {
  return { wrong: { status: 400, message, param, code } };
}
