import { z } from "zod";
import { callingBroken, callingFailure, refusalIn, type Calling } from "./calling.ts";
import type { HttpAnswer, HttpFailure } from "./http.ts";

export type NovofonFailure =
  | { refused: "key" }
  | { limited: true; retryAfterS: number | null }
  | { unreachable: string };
export type NovofonBody = { ok: Record<string, unknown> } | NovofonFailure;

const envelope = z.looseObject({ status: z.string(), message: z.string().optional() });

/** The fields of a successful answer, or what kept it from us. */
export function toBody(answer: HttpAnswer | HttpFailure): NovofonBody {
  if ("failed" in answer) return { unreachable: answer.failed };
  if (answer.status === 429) return { limited: true, retryAfterS: retryAfter(answer) };
  if (answer.status >= 500) return { unreachable: `http_${answer.status}` };
  const body = envelope.safeParse(jsonOf(answer.body));
  if (!body.success)
    return answer.status === 401 || answer.status === 403
      ? { refused: "key" }
      : { unreachable: `http_${answer.status}` };
  if (body.data.status === "success" && answer.status === 200) return { ok: body.data };
  return isLimit(body.data.message) ? { limited: true, retryAfterS: null } : { refused: "key" };
}

/** The answer to a request for a call: Novofon gives it no id. */
export function toCalling(answer: HttpAnswer | HttpFailure): Calling {
  if ("failed" in answer) return callingFailure(answer);
  const { status } = answer;
  if (status === 429) return { limited: true };
  if (status === 401 || status === 403) return { refused: "key" };
  if (status >= 500) return callingBroken(status);
  const body = envelope.safeParse(jsonOf(answer.body));
  if (!body.success) return { unknown: `http_${status}` };
  const { message = "" } = body.data;
  if (body.data.status === "success" && status === 200) return { calling: null };
  if (isLimit(message)) return { limited: true };
  return { refused: /signature|authori[sz]/i.test(message) ? "key" : refusalIn(message) };
}

/** «Exceeded per user Limits» was seen without a 429. */
function isLimit(message: string | undefined): boolean {
  return /limit/i.test(message ?? "");
}

function retryAfter(answer: HttpAnswer): number | null {
  const seconds = Number(answer.headers["retry-after"] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
