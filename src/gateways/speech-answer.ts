/** A stretch of speech as the service cut it; seconds from the start of the file that was sent. */
type Segment = {
  startS: number;
  endS: number;
  text: string;
  /** How sure the model is that nobody speaks here (0 to 1), and of its words (mean log probability). */
  noSpeech?: number;
  logprob?: number;
  /** The service's own name of a voice. */
  speaker?: string;
};

/** `segments` is empty where the service tells no times: then `text` is all there is. */
export type Heard = {
  /** ISO 639-1. */
  language: string | null;
  durationS: number | null;
  segments: Segment[];
  text: string;
};

/** A day: nothing that is sent in one piece is longer. */
const LONGEST_S = 86_400;
/** A pause that parts two stretches of words, and the longest of them, where a service tells words alone. */
const PAUSE_S = 0.8;
const STRETCH_S = 15;

/**
 * Reads verbose_json, json and diarized_json of OpenAI and of those who answer like it; what has another shape than
 * theirs counts as not told. Null: no answer about speech at all.
 */
export function readAnswer(body: unknown): Heard | null {
  if (!isRecord(body)) return null;
  const { text, segments, words, language } = body;
  if (typeof text !== "string" && !Array.isArray(segments) && !Array.isArray(words)) return null;
  const cut = toSegments(listOf(segments));
  const found = cut.length > 0 ? cut : fromWords(toWords(listOf(words)));
  return {
    language: toLanguage(language),
    durationS: toSeconds(body["duration"]) ?? usedSeconds(body["usage"]),
    segments: found,
    text: typeof text === "string" ? tidy(text) : found.map((one) => one.text).join(" "),
  };
}

/** ISO 639-1 for "ru", "ru-RU", "russian" or "Russian"; null for what is none. */
export function toLanguage(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const word = value.trim().toLowerCase();
  const code = /^([a-z]{2})(?:[-_].{1,12})?$/.exec(word)?.[1];
  return code ?? names.get(word) ?? null;
}

/** Whisper's own names (openai/whisper, tokenizer.py), those that our customers may speak. */
const names = new Map(
  Object.entries({
    ukrainian: "uk",
    russian: "ru",
    english: "en",
    belarusian: "be",
    polish: "pl",
    german: "de",
    french: "fr",
    spanish: "es",
    italian: "it",
    portuguese: "pt",
    romanian: "ro",
    moldavian: "ro",
    moldovan: "ro",
    bulgarian: "bg",
    czech: "cs",
    slovak: "sk",
    hungarian: "hu",
    turkish: "tr",
    kazakh: "kk",
    uzbek: "uz",
    tajik: "tg",
    azerbaijani: "az",
    armenian: "hy",
    georgian: "ka",
    hebrew: "he",
    arabic: "ar",
    lithuanian: "lt",
    latvian: "lv",
    estonian: "et",
    chinese: "zh",
  }),
);

function toSegments(rows: unknown[]): Segment[] {
  const read = rows.filter(isRecord).flatMap((row): Segment[] => {
    const startS = toSeconds(row["start"]);
    const endS = toSeconds(row["end"]);
    const text = typeof row["text"] === "string" ? tidy(row["text"]) : "";
    if (startS === null || text === "") return [];
    return [{ startS, endS: Math.max(endS ?? startS, startS), text, ...signsOf(row) }];
  });
  return read.toSorted((a, b) => a.startS - b.startS || a.endS - b.endS);
}

function signsOf(row: Record<string, unknown>): Pick<Segment, "noSpeech" | "logprob" | "speaker"> {
  const noSpeech = toNumber(row["no_speech_prob"]);
  const logprob = toNumber(row["avg_logprob"]);
  const { speaker } = row;
  return {
    ...(noSpeech === null ? {} : { noSpeech }),
    ...(logprob === null ? {} : { logprob }),
    ...(typeof speaker === "string" && tidy(speaker) !== "" ? { speaker: tidy(speaker) } : {}),
  };
}

function toWords(rows: unknown[]): Segment[] {
  // A word of one service is called `word`, of another `text`.
  return toSegments(rows.map((row) => (isRecord(row) ? { text: row["word"], ...row } : row)));
}

function fromWords(words: readonly Segment[]): Segment[] {
  const stretches: Segment[] = [];
  for (const { startS, endS, text } of words) {
    const last = stretches.at(-1);
    const goesOn = last && startS - last.endS <= PAUSE_S && endS - last.startS <= STRETCH_S;
    if (goesOn && !/[.!?…]$/.test(last.text)) {
      last.text = `${last.text} ${text}`;
      last.endS = Math.max(last.endS, endS);
    } else stretches.push({ startS, endS, text });
  }
  return stretches;
}

/** OpenAI's and OpenRouter's bill of a transcription. */
function usedSeconds(usage: unknown): number | null {
  return isRecord(usage) ? toSeconds(usage["seconds"]) : null;
}

function toSeconds(value: unknown): number | null {
  const seconds = toNumber(value);
  return seconds !== null && seconds >= 0 && seconds <= LONGEST_S ? seconds : null;
}

function toNumber(value: unknown): number | null {
  if (typeof value !== "number" && typeof value !== "string") return null;
  const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Without what the database takes for no text. */
function tidy(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
