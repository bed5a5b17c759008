import { createHash } from "node:crypto";
import type { Answered } from "./service-log.ts";

/** A refusal of the Graph API: its code, and in words what is wrong with this request. */
export type GraphFault = { code: number; details: string; message?: string; subcode?: number };

type Kind = { status: number; message: string };

/**
 * Codes and titles of Meta's page "Error codes" (developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes, May 2026);
 * bodies as in samples/whatsapp/responses.
 */
const kinds: Readonly<Record<number, Kind>> = {
  4: { status: 400, message: "(#4) Application request limit reached" },
  10: { status: 403, message: "(#10) Application does not have permission for this action" },
  100: { status: 400, message: "(#100) Invalid parameter" },
  190: { status: 401, message: "Error validating access token: Session has expired" },
  368: { status: 403, message: "(#368) Temporarily blocked for policies violations" },
  80007: { status: 400, message: "(#80007) Rate limit issues" },
  130429: { status: 429, message: "(#130429) Rate limit hit" },
  130497: { status: 403, message: "(#130497) Business account is restricted from messaging users" },
  131000: { status: 500, message: "(#131000) Something went wrong" },
  131008: { status: 400, message: "(#131008) Required parameter is missing" },
  131009: { status: 400, message: "(#131009) Parameter value is not valid" },
  131016: { status: 500, message: "(#131016) Service unavailable" },
  131026: { status: 400, message: "(#131026) Message undeliverable" },
  131031: { status: 403, message: "(#131031) Account has been locked" },
  131047: { status: 400, message: "(#131047) Re-engagement message" },
  131048: { status: 429, message: "(#131048) Spam rate limit hit" },
  131049: { status: 400, message: "(#131049) Message not delivered to keep the ecosystem healthy" },
  131050: { status: 400, message: "(#131050) User has stopped receiving marketing messages" },
  131051: { status: 400, message: "(#131051) Unsupported message type" },
  131056: {
    status: 429,
    message: "(#131056) (Business Account, Consumer Account) pair rate limit hit",
  },
  131057: { status: 500, message: "(#131057) Account in maintenance mode" },
  131062: { status: 400, message: "(#131062) Business-scoped user ids are not supported here" },
  132000: {
    status: 400,
    message: "(#132000) Number of parameters does not match the expected number of params",
  },
  132001: {
    status: 404,
    message: "(#132001) Template name does not exist in the translation",
  },
  132018: {
    status: 400,
    message: "(#132018) There is an issue with the parameters in your template",
  },
};

/** The code that stands for a bare status, when a fault names no code. */
const byStatus: Readonly<Record<number, number>> = {
  400: 131009,
  401: 190,
  403: 10,
  404: 100,
  429: 130429,
  500: 131000,
  502: 131016,
};

/** A refusal as Meta words it. */
export function graphRefusal({ code, details, message, subcode }: GraphFault): Answered {
  const kind = kinds[code] ?? { status: 400, message: `(#${code}) ${details}` };
  const shown = message ?? kind.message;
  return {
    status: kind.status,
    body: {
      error: {
        message: shown,
        type: subcode === 33 ? "GraphMethodException" : "OAuthException",
        code,
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        ...(code === 190 || subcode === 33
          ? {}
          : { error_data: { messaging_product: "whatsapp", details } }),
        fbtrace_id: traceOf(`${code} ${details}`),
      },
    },
  };
}

/** What a planted fault is answered with. */
export function plantedRefusal(status: number, code: number | undefined): Answered {
  const known = code ?? byStatus[status] ?? 131000;
  const subcode = known === 190 ? { subcode: 463 } : {};
  return graphRefusal({ code: known, details: titleOf(known), ...subcode });
}

/** "Message undeliverable": how statuses call an error. */
export function titleOf(code: number): string {
  return (kinds[code]?.message ?? "Something went wrong").replace(/^\(#\d+\) /, "");
}

function traceOf(about: string): string {
  return `A${createHash("sha256").update(about).digest("base64url").slice(0, 22)}`;
}
