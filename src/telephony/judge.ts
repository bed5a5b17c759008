import type { TokenView } from "../business/hook-token.ts";
import type { CallEvent } from "../calls/call.ts";
import type { Verdict } from "../calls/hook.ts";
import { readBody } from "./body.ts";
import { textOf } from "./field.ts";
import { narrow } from "./narrow.ts";
import * as novofon from "./novofon.ts";
import type { Parsed } from "./parsed.ts";
import * as phonet from "./phonet.ts";

/** What a hook is to us, and what its sender is told. */
export type Judged = {
  status: number;
  body: object | string;
  verdict: Verdict;
  reason: string | null;
  name: string;
  events: CallEvent[];
  lookup: { client: string | null } | null;
};

type Heard = {
  provider: "phonet" | "novofon";
  method: "GET" | "POST";
  query: string;
  contentType: string | null;
  /** Content-Encoding, where there is one. */
  encoding?: string | null;
  signature: string | null;
  raw: Uint8Array;
  now: number;
};

/** Verifies and parses one hook whose token is known. */
export function judge(heard: Heard, token: TokenView, secret: string | null): Judged {
  if (heard.method === "GET") return judgeGet(heard);
  if (isCompressed(heard.encoding))
    return refused(
      415,
      "unsupported_type",
      "Compressed bodies are not read here: send JSON or a form as it is.",
    );
  const body = readBody(heard.raw, heard.contentType ?? undefined);
  if ("refused" in body)
    return refused(body.refused.status, body.refused.code, body.refused.message);
  const context = { arrivedAt: heard.now, country: token.country, zone: token.zone };
  if (heard.provider === "phonet") return settle(phonet.parse(body.fields, context), token);
  const trouble = secret === null ? null : signatureTrouble(body.fields, heard.signature, secret);
  if (trouble)
    return {
      ...refused(401, trouble, "The signature does not match the account's secret."),
      name: nameOf(body.fields),
    };
  return settle(novofon.parse(body.fields, context), token);
}

function isCompressed(encoding: string | null | undefined): boolean {
  return !["", "identity"].includes(encoding?.trim().toLowerCase() ?? "");
}

/** Novofon checks an address with `zd_echo`; any other GET is a notification of its second platform. */
function judgeGet(heard: Heard): Judged {
  const echo =
    heard.provider === "novofon" ? new URLSearchParams(heard.query).get("zd_echo") : null;
  if (echo !== null) return { ...ignored("echo", "zd_echo"), body: echo.slice(0, 256) };
  return ignored("not_understood_yet", "GET");
}

function signatureTrouble(
  fields: unknown,
  signature: string | null,
  secret: string,
): "bad_signature" | "no_signature" | null {
  const verdict = novofon.verify(novofon.textFields(fields), signature ?? undefined, secret);
  return SIGNATURE_TROUBLE[verdict];
}

const SIGNATURE_TROUBLE = {
  valid: null,
  unsigned_event: null,
  invalid: "bad_signature",
  missing: "no_signature",
} as const;

function settle(parsed: Parsed, token: TokenView): Judged {
  if ("refused" in parsed) return refused(400, parsed.refused, parsed.detail);
  if ("ignored" in parsed) return ignored(parsed.ignored, parsed.name);
  if ("lookup" in parsed) {
    return {
      status: 200,
      body: {},
      verdict: "lookup",
      reason: null,
      name: "lookup",
      events: [],
      lookup: { client: parsed.lookup.client },
    };
  }
  const kept = narrow(parsed.events, token, token.others);
  if ("ignored" in kept) return ignored(kept.ignored, parsed.name);
  return {
    status: 200,
    body: OK,
    verdict: "accepted",
    reason: null,
    name: parsed.name,
    events: kept.events,
    lookup: null,
  };
}

const OK = { ok: true };

function ignored(reason: string, name: string): Judged {
  return { status: 200, body: OK, verdict: "ignored", reason, name, events: [], lookup: null };
}

function refused(status: number, code: string, message: string): Judged {
  return {
    status,
    body: { error: { code, message } },
    verdict: "refused",
    reason: code,
    name: "",
    events: [],
    lookup: null,
  };
}

function nameOf(fields: unknown): string {
  return textOf(novofon.textFields(fields)["event"], 64) ?? "";
}
