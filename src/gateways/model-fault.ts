import { z } from "zod";
import type { ModelCause } from "./model.ts";

/** How a model's server refused. `body` is what it said, in whatever form. */
export type Refusal = {
  status: number;
  body: string;
  headers: Partial<Record<string, string | string[]>>;
};

/** What is to be done; `plainer`: the same question in a form that asks less of the server. */
export type Fault = { retry: number; cause: ModelCause } | { failed: ModelCause; plainer: boolean };

const BUSY_MS = 20_000;
const DOWN_MS = 15_000;
const LONGEST_MS = 15 * 60_000;
/** The form of the answer is what these are mostly about, as far as servers tell. */
const BAD_REQUEST = new Set([400, 415, 422, 501]);

/** Statuses as OpenAI, OpenRouter and GigaChat use them; 599 stands for no answer at all. */
export function faultOf({ status, body, headers }: Refusal): Fault {
  const { code, text } = saidIn(body);
  if (status === 402 || code === "insufficient_quota" || code === "402")
    return { failed: "model_balance", plainer: false };
  // A model that is not there, or not for this key, is the settings' fault as a wrong key is.
  if (status === 401 || status === 403 || status === 404)
    return { failed: "model_key", plainer: false };
  if (status === 429) return { retry: pauseOf(headers) ?? BUSY_MS, cause: "model_busy" };
  if (isTooLong(code, text) || status === 413) return { failed: "model_refused", plainer: false };
  if (BAD_REQUEST.has(status)) return { failed: "model_refused", plainer: true };
  if (status >= 400 && status < 500 && status !== 408)
    return { failed: "model_refused", plainer: false };
  return { retry: pauseOf(headers) ?? DOWN_MS, cause: "model_down" };
}

/** What a server's error says of itself: OpenAI's {error: {…}}, GigaChat's {status, message}. */
export function saidIn(body: string): { code: string | null; text: string } {
  const read = said.safeParse(parsed(body));
  if (!read.success) return { code: null, text: body.slice(0, 1000) };
  const { error, message } = read.data;
  if (typeof error === "string") return { code: null, text: error };
  return {
    code: error?.code === undefined || error.code === null ? null : String(error.code),
    text: error?.message ?? message ?? "",
  };
}

const said = z.looseObject({
  error: z
    .union([
      z.string(),
      z.looseObject({
        code: z.union([z.string(), z.number()]).nullish(),
        message: z.string().nullish(),
      }),
    ])
    .nullish(),
  message: z.string().nullish(),
});

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function isTooLong(code: string | null, text: string): boolean {
  return code === "context_length_exceeded" || /maximum context length/i.test(text);
}

/** Seconds, or milliseconds as OpenAI adds them; a date is of nobody's clock. */
function pauseOf(headers: Refusal["headers"]): number | null {
  const [ms, seconds] = [numberOf(headers["retry-after-ms"]), numberOf(headers["retry-after"])];
  const pause = ms ?? (seconds === null ? null : seconds * 1000);
  return pause === null ? null : Math.min(Math.max(pause, 1000), LONGEST_MS);
}

function numberOf(header: string | string[] | undefined): number | null {
  const value = Number(Array.isArray(header) ? header[0] : header);
  return header === undefined || header.length === 0 || !Number.isFinite(value) || value < 0
    ? null
    : value;
}
