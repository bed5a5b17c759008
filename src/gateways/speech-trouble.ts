import type { HttpAnswer, HttpFailure } from "./http.ts";
import type { Heard } from "./speech-answer.ts";

export type SpeechCause =
  | "stt_key"
  | "stt_balance"
  | "stt_busy"
  | "stt_down"
  | "stt_refused"
  | "too_large";

export type Hearing =
  | { heard: Heard }
  /** Milliseconds until it is worth another try. */
  | { retry: number; cause: SpeechCause }
  | { failed: SpeechCause };

const AGAIN_MS = 5_000;
const BUSY_MS = 20_000;
const LONGEST_MS = 3_600_000;
/** Too soon, too slow, too many at once: the same request may succeed later. */
const passing = new Set([408, 409, 425]);

type Trouble = Exclude<Hearing, { heard: Heard }> | "nothing_to_hear";

/** What keeps an answer from being a transcript; null: nothing. */
export function toTrouble(answer: HttpAnswer | HttpFailure, body: unknown): Trouble | null {
  if ("failed" in answer) return ofFailure(answer);
  const error = errorOf(body);
  // OpenRouter answers 200 with the error inside when the model behind it fails.
  const status = answer.status === 200 && error ? (statusOf(error) ?? 502) : answer.status;
  if (status >= 200 && status < 300) return null;
  if (isBalance(status, error)) return { failed: "stt_balance" };
  if (status === 429) return { retry: retryMs(answer, BUSY_MS), cause: "stt_busy" };
  if (status >= 500 || passing.has(status))
    return { retry: retryMs(answer, AGAIN_MS), cause: "stt_down" };
  // OpenAI: less than a tenth of a second.
  if (error?.["code"] === "audio_too_short") return "nothing_to_hear";
  return { failed: refusals[status] ?? "stt_refused" };
}

const refusals: Record<number, SpeechCause> = {
  401: "stt_key",
  403: "stt_key",
  413: "too_large",
};

function ofFailure({ failed }: HttpFailure): Trouble {
  const ours = failed === "bad_url" || failed === "redirect" || failed === "address";
  return ours ? { failed: "stt_refused" } : { retry: AGAIN_MS, cause: "stt_down" };
}

function isBalance(status: number, error: Record<string, unknown> | null): boolean {
  const quota = [error?.["code"], error?.["type"]].includes("insufficient_quota");
  return status === 402 || quota;
}

/** Seconds or a date, which is measured by the answer's own. */
function retryMs(answer: HttpAnswer, otherwise: number): number {
  const told = textOf(answer.headers["retry-after"]);
  const exact = Number(textOf(answer.headers["retry-after-ms"]) ?? Number.NaN);
  const seconds = Number(told ?? Number.NaN);
  const until = Date.parse(told ?? "") - Date.parse(textOf(answer.headers["date"]) ?? "");
  const wait = [exact, seconds * 1000, until].find((ms) => Number.isFinite(ms) && ms >= 0);
  return Math.min(wait === undefined ? otherwise : Math.max(wait, 500), LONGEST_MS);
}

function errorOf(body: unknown): Record<string, unknown> | null {
  const error = isRecord(body) ? body["error"] : null;
  return isRecord(error) ? error : null;
}

function statusOf(error: Record<string, unknown>): number | null {
  const code = Number(error["code"]);
  return Number.isInteger(code) && code >= 400 && code < 600 ? code : null;
}

function textOf(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
