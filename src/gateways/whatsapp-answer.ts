import { z } from "zod";
import type { HttpAnswer, HttpFailure } from "./http.ts";
import { faultOf, type WhatsappFault } from "./whatsapp-fault.ts";

/** A request that was answered; that never left; of which nobody knows; or that Meta turned down, with its code. */
export type Answered<T> =
  | { ok: T }
  | { unsent: string }
  | { ambiguous: string }
  | { fault: WhatsappFault; code: number; details: string };

const errorShape = z.object({
  error: z.object({
    code: z.number(),
    message: z.string().default(""),
    is_transient: z.boolean().optional(),
    error_data: z.object({ details: z.string() }).partial().optional(),
  }),
});

/** Reads an answer of the Graph API. */
export function readAnswer<T>(answer: HttpAnswer | HttpFailure, shape: z.ZodType<T>): Answered<T> {
  if ("failed" in answer) return unanswered(answer);
  const { status } = answer;
  const body = jsonOf(answer.body);
  const error = errorShape.safeParse(body);
  if (error.success) return refusal(answer, error.data.error);
  const read = shape.safeParse(body);
  if (status >= 200 && status < 300 && read.success) return { ok: read.data };
  // A gate before Meta says nothing of what became of the request behind it.
  if (status >= 500 || (status >= 200 && status < 300)) return { ambiguous: `http_${status}` };
  const fault = faultOf({ code: -1, httpStatus: status, retryAfterMs: retryAfterOf(answer) });
  return { fault, code: -1, details: `http_${status}` };
}

/** A connection that never opened sent nothing; after any other break Meta may have the request. */
function unanswered({ failed, detail }: HttpFailure): Answered<never> {
  const never =
    ["bad_url", "address", "dns", "tls"].includes(failed) ||
    ["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"].includes(detail);
  return never ? { unsent: detail } : { ambiguous: detail };
}

function refusal(
  answer: HttpAnswer,
  { code, message, is_transient: transient, error_data: data }: z.infer<typeof errorShape>["error"],
): Answered<never> {
  const retryAfterMs = retryAfterOf(answer);
  const fault = faultOf({ code, transient, httpStatus: answer.status, retryAfterMs });
  return { fault, code, details: data?.details ?? message };
}

function retryAfterOf({ headers }: HttpAnswer): number | null {
  const seconds = Number(headers["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

function jsonOf(body: Buffer): unknown {
  try {
    const read: unknown = JSON.parse(body.toString("utf8"));
    return read;
  } catch {
    return null;
  }
}
