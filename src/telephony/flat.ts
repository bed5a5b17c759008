import type { CallEvent, Direction } from "../calls/call.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { outcomeOf as dispositionOf } from "./disposition.ts";
import { momentOf, numberOf, secondsOf, textOf } from "./field.ts";
import { extensionOf } from "./novofon-side.ts";
import type { Context, Parsed } from "./parsed.ts";

/** The names that each field goes by, the first that is filled in counts. */
const names = {
  id: ["call_id", "id", "call", "callID"],
  caller: ["caller", "from", "caller_number", "src"],
  called: ["called", "to", "called_number", "callee", "dst"],
  duration: ["duration", "talk_time", "billsec"],
  status: ["status", "call_status", "disposition"],
  record: ["record_url", "recording_url", "record", "recordingfile"],
  time: ["timestamp", "start_time", "time", "calldate"],
} as const;
type Fields = Record<string, unknown>;

/** Whether a body is told flatly: a call's id, a number and how it went. */
export function looksLike(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  const fields: Fields = Object.fromEntries(Object.entries(body));
  const told = (part: keyof typeof names): boolean => valueOf(fields, part) !== null;
  return told("id") && (told("caller") || told("called")) && (told("status") || told("duration"));
}

/** One finished call told flatly: who called whom, how long and how it ended. Never throws. */
export function parse(body: unknown, context: Context): Parsed {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return { refused: "not_flat", detail: "the body is not an object" };
  const fields: Fields = Object.fromEntries(Object.entries(body));
  const name = textOf(fields["status"] ?? fields["call_status"] ?? fields["disposition"], 64) ?? "";
  if (Object.keys(fields).length === 0) return { ignored: "empty", name: "" };
  const ref = refOf(fields);
  if (ref === null) return { refused: "not_flat", detail: "neither call_id nor numbers" };
  return { events: [toEvent(ref, fields, context)], name };
}

/** Where the call's recording is, as anybody may have written it; null: nowhere. */
export function recordingLink(body: unknown): string | null {
  if (typeof body !== "object" || body === null) return null;
  const link = valueOf(Object.fromEntries(Object.entries(body)), "record");
  return typeof link === "string" && /^\s*https?:/i.test(link) ? link.trim() : null;
}

function toEvent(ref: string, fields: Fields, context: Context): CallEvent {
  const { arrivedAt, country = "RU", zone = "Europe/Moscow" } = context;
  const caller = valueOf(fields, "caller");
  const called = valueOf(fields, "called");
  const direction = directionOf(fields, extensionOf(caller), extensionOf(called));
  const duration = secondsOf(valueOf(fields, "duration"));
  const startedAt = momentOf(valueOf(fields, "time"), zone);
  const said = outcomeOf(textOf(valueOf(fields, "status"), 64), duration, direction);
  const talkS = said.outcome === "answered" ? duration : 0;
  const [client, own] = direction === "in" ? [caller, called] : [called, caller];
  const ext = extensionOf(own);
  return {
    kind: "ended",
    provider: "flat",
    ref,
    parent: null,
    at: startedAt === null ? null : startedAt + (talkS ?? 0) * 1000,
    arrivedAt,
    direction,
    client: direction === "internal" ? null : numberOf(client, country),
    clientName: null,
    line: ext === null ? numberOf(own, country) : null,
    lineName: null,
    ext,
    peerExt: direction === "internal" ? extensionOf(called) : null,
    employeeName: null,
    device: "person",
    startedAt,
    answeredAt: null,
    talkS,
    totalS: talkS,
    ...said,
    lastExt: null,
    // A link to a recording opens it to whoever has it: it is kept apart, and sealed.
    recordId: null,
    recorded: valueOf(fields, "record") !== null,
    narrow: "matches",
  };
}

/** A call without an id is known by what is told of it, so that a repeat is no second call. */
function refOf(fields: Fields): string | null {
  const id = textOf(valueOf(fields, "id"), 128);
  if (id !== null) return id;
  const about = (["caller", "called", "time", "duration", "status"] as const).map((field) =>
    textOf(valueOf(fields, field), 64),
  );
  if (about[0] === null && about[1] === null) return null;
  return `flat-${sha256Hex(JSON.stringify(about)).slice(0, 32)}`;
}

function directionOf(fields: Fields, from: string | null, to: string | null): Direction {
  if (from !== null && to !== null) return "internal";
  const own = textOf(fields["direction"], 32)?.toLowerCase();
  if (own && /^in|^входящ|^вхідн/.test(own)) return "in";
  if (own && /^out|^исходящ|^вихідн/.test(own)) return "out";
  const type = textOf(fields["type"], 32)?.toLowerCase();
  if (type === undefined && from === null && to !== null) return "in";
  return type !== undefined && /^in|^входящ|^вхідн/.test(type) ? "in" : "out";
}

/** Without a status a call counts as answered, as the senders of this shape have it, unless it lasted no second. */
function outcomeOf(
  status: string | null,
  duration: number | null,
  direction: Direction,
): Pick<CallEvent, "outcome" | "reason"> {
  if (status === null) return dispositionOf(duration === 0 ? "cancel" : "answered", direction);
  const word = status.toLowerCase().replace(/[\s_-]+/g, " ");
  if (/^(?:answer|success|completed?|ok$)/.test(word))
    return { outcome: "answered", reason: status };
  if (/^(?:missed|cancel|no ?answer|unanswered|not answered|lost)/.test(word))
    return { ...dispositionOf("cancel", direction), reason: status };
  return dispositionOf(status, direction);
}

function valueOf(fields: Fields, part: keyof typeof names): unknown {
  for (const name of names[part]) {
    const value = Object.hasOwn(fields, name) ? fields[name] : null;
    const text = textOf(value, 2000);
    if (text !== null && !/^(?:null|none|undefined)$/i.test(text)) return value;
  }
  return null;
}
