import type { HttpFailure } from "./http.ts";

/** What a PBX said when it was asked to call: its id of the call, where it gives one. */
export type Calling =
  | { calling: string | null }
  | { refused: CallingRefusal }
  | { limited: true }
  /** The request did not reach the PBX, or it takes none now. */
  | { unreachable: string }
  /** The request may have been carried out: asking again could ring twice. */
  | { unknown: string };
export type CallingRefusal = "key" | "extension" | "number" | "busy" | "money" | "other";

/** A person waits for it, and the chat's next press behind it. */
export const CALLING_DEADLINE_MS = 8_000;

/** Codes of a connection that never came about. */
const NEVER_LEFT = /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;
const LOST = new Set<HttpFailure["failed"]>(["network", "timeout", "too_large", "encoding"]);

/** The outcome of a request that got no answer. */
export function callingFailure({ failed, detail }: HttpFailure): Calling {
  return LOST.has(failed) && !NEVER_LEFT.test(detail)
    ? { unknown: failed }
    : { unreachable: failed };
}

/** The outcome of a server's own failure: 503 turns the request away, behind the others it may have been carried out. */
export function callingBroken(status: number): Calling {
  return status === 503 ? { unreachable: "http_503" } : { unknown: `http_${status}` };
}

/** No vendor lists its refusals of a call: they are told apart by the words in them. */
const words: readonly [CallingRefusal, RegExp][] = [
  ["money", /money|balance|funds|credit/i],
  ["busy", /busy|already (?:calling|in a call)|in use/i],
  ["extension", /\b(?:from|sip|leg_?ext|ext(?:ension)?|internal|subscriber|employee)\b/i],
  ["number", /\b(?:to|number|phone|destination|other_?leg_?num)\b/i],
];

export function refusalIn(message: string): CallingRefusal {
  return words.find(([, pattern]) => pattern.test(message))?.[0] ?? "other";
}
