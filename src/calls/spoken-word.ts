import { maskNumbers } from "../lib/phone.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { dateNear, dayOf, dayShort } from "../texts/format.ts";
import { cleanName, escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { instantOn } from "./period.ts";

/** For whom words of a call are written. */
export type Reader = { language: Language; zone: string; now: number; masked: boolean };

/** Words of a call on one line of Telegram HTML, cut where they are long; null when nothing readable is left. */
export function heard(
  words: string | null,
  length: number,
  reader: Pick<Reader, "masked">,
): string | null {
  const line = plainly(words, length, reader);
  return line === null ? null : escapeName(line);
}

/** The same as plain text. */
export function plainly(
  words: string | null,
  length: number,
  { masked }: Pick<Reader, "masked">,
): string | null {
  // A number is masked before it could be cut in two.
  const line = cleanName(words, LONGEST);
  return line !== null && masked ? cleanName(maskNumbers(line), length) : cleanName(line, length);
}

/** One line for why there is no recording, text or summary. */
export function causeLine(language: Language, cause: string): string {
  const id = Object.hasOwn(causes, cause) ? causes[cause] : undefined;
  return text(language, id ?? "spoken-failed");
}

/** "0:42", "1:02:05": the second of a recording. */
export function timeCode(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const [h, mi, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return h > 0 ? `${h}:${two(mi)}:${two(s)}` : `${mi}:${two(s)}`;
}

/** What a part of a summary is about, in a word; null for what we have no word for. */
export function factLabel(language: Language, kind: string): string | null {
  const id = Object.hasOwn(labels, kind) ? labels[kind] : undefined;
  return id === undefined ? null : text(language, id);
}

/** A day or a moment, as near as it is; null for what is neither. */
export function dueText(
  due: string,
  { language, zone, now }: Omit<Reader, "masked">,
): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(due)) {
    const at = Date.parse(due);
    return Number.isFinite(at) ? dateNear(language, at, now, zone) : null;
  }
  if (!Number.isFinite(Date.parse(due))) return null;
  const noon = instantOn(due, 720, zone);
  return due.slice(0, 4) === new Date(now).toISOString().slice(0, 4)
    ? dayOf(language, noon, zone)
    : dayShort(language, noon, now, zone);
}

const LONGEST = 20_000;

function two(part: number): string {
  return String(part).padStart(2, "0");
}

const causes: Partial<Record<string, TextId>> = {
  no_recording: "spoken-no-recording",
  not_found: "spoken-not-found",
  not_audio: "spoken-not-audio",
  too_large: "spoken-too-large",
  storage: "spoken-storage",
  provider_key: "spoken-provider-key",
  provider_down: "spoken-provider-down",
  stt_key: "spoken-stt-key",
  stt_balance: "spoken-stt-balance",
  stt_busy: "spoken-stt-busy",
  stt_down: "spoken-stt-down",
  stt_refused: "spoken-stt-refused",
  model_key: "spoken-model-key",
  model_balance: "spoken-model-balance",
  model_busy: "spoken-model-busy",
  model_down: "spoken-model-down",
  model_answer: "spoken-model-answer",
  model_refused: "spoken-model-refused",
};

const labels: Partial<Record<string, TextId>> = {
  outcome: "fix-outcome",
  next: "fix-next",
  wish: "spoken-wish",
  name: "spoken-name",
  address: "spoken-address",
  date: "spoken-date",
  service: "spoken-service",
  amount: "spoken-amount",
  objection: "spoken-objection",
  mood: "spoken-mood",
  promise: "spoken-promise",
  task: "spoken-task",
};
