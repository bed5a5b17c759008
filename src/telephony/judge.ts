import type { TokenView } from "../business/hook-token.ts";
import type { CallEvent } from "../calls/call.ts";
import type { Verdict } from "../calls/hook.ts";
import { AppError } from "../lib/app-error.ts";
import { readBody } from "./body.ts";
import type { Dialect, Door, Doors, Signed } from "./dialect.ts";
import { doors as allDoors } from "./dialects.ts";
import { textOf } from "./field.ts";
import { narrow } from "./narrow.ts";
import type { Parsed } from "./parsed.ts";

/** What a hook is to us, and what its sender is told. */
export type Judged = Settled & {
  /** The dialect that it was read in; the account's provider where it could not be read. */
  provider: string;
};

type Settled = {
  status: number;
  body: object | string;
  verdict: Verdict;
  reason: string | null;
  name: string;
  events: CallEvent[];
  lookup: { client: string | null } | null;
};

type Heard = {
  /** The name of the address's door. */
  provider: string;
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
export function judge(
  heard: Heard,
  token: TokenView,
  secret: string | null,
  doors: Doors = allDoors,
): Judged {
  const door = doors[heard.provider];
  if (!door) throw new AppError("telephony.no_door", "not_found");
  const read = readHook(heard, door);
  if ("settled" in read) return { ...read.settled, provider: door.provider };
  const { fields } = read;
  const dialect = dialectOf(door, fields);
  const signed = secret === null ? "valid" : dialect.verify?.(fields, heard.signature, secret);
  const trouble = SIGNATURE_TROUBLE[signed ?? "unsigned_event"];
  if (trouble)
    return {
      ...refused(401, trouble, "The signature does not match the account's secret."),
      provider: dialect.name,
      name: nameOf(fields),
    };
  const context = { arrivedAt: heard.now, country: token.country, zone: token.zone };
  return { ...settle(dialect.parse(fields, context), token), provider: dialect.name };
}

/** In which of an address's dialects fields are written. */
export function dialectOf(door: Door, fields: unknown): Dialect {
  const taken = door.dialects.find((one) => one.speaks?.(fields) ?? true);
  return taken ?? door.dialects.at(-1) ?? door.dialects[0];
}

/** The fields of a hook as it is judged; undefined where there is nothing to parse. */
export function fieldsOf(
  heard: Pick<Heard, "method" | "query" | "contentType" | "encoding" | "raw">,
  door: Door,
): unknown {
  const read = readHook(heard, door);
  return "fields" in read ? read.fields : undefined;
}

/** The fields of a hook; settled at once where there is nothing to parse. */
function readHook(
  heard: Pick<Heard, "method" | "query" | "contentType" | "encoding" | "raw">,
  door: Door,
): { fields: unknown } | { settled: Settled } {
  const query = door.query ? queryOf(heard.query) : {};
  if (heard.method === "GET") return readGet(query);
  if (isCompressed(heard.encoding)) {
    const message = "Compressed bodies are not read here: send JSON or a form as it is.";
    return { settled: refused(415, "unsupported_type", message) };
  }
  const body = readBody(heard.raw, heard.contentType ?? undefined, door.written);
  if (Object.keys(query).length > 0 && ("refused" in body || isEmpty(body.fields)))
    return { fields: query };
  if ("fields" in body) return body;
  return { settled: refused(body.refused.status, body.refused.code, body.refused.message) };
}

/** Novofon checks an address with `zd_echo`; anything else that comes by GET is a notification. */
function readGet(query: Record<string, string>): { fields: unknown } | { settled: Settled } {
  const { zd_echo: echo } = query;
  if (echo !== undefined)
    return { settled: { ...ignored("echo", "zd_echo"), body: echo.slice(0, 256) } };
  return isEmpty(query) ? { settled: ignored("empty", "") } : { fields: query };
}

/** What a query says beside the token. */
function queryOf(query: string): Record<string, string> {
  const { user_id: _token, ...fields } = Object.fromEntries(new URLSearchParams(query));
  return fields;
}

function isEmpty(fields: unknown): boolean {
  return typeof fields === "object" && fields !== null && Object.keys(fields).length === 0;
}

function isCompressed(encoding: string | null | undefined): boolean {
  return !["", "identity"].includes(encoding?.trim().toLowerCase() ?? "");
}

const SIGNATURE_TROUBLE: Record<Signed, "bad_signature" | "no_signature" | null> = {
  valid: null,
  unsigned_event: null,
  invalid: "bad_signature",
  missing: "no_signature",
};

function settle(parsed: Parsed, token: TokenView): Settled {
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

function ignored(reason: string, name: string): Settled {
  return { status: 200, body: OK, verdict: "ignored", reason, name, events: [], lookup: null };
}

function refused(status: number, code: string, message: string): Settled {
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
  const named = typeof fields === "object" && fields !== null && "event" in fields;
  return (named ? textOf(fields.event, 64) : null) ?? "";
}
