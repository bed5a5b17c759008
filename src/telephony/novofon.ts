import { z } from "zod";
import type { CallEvent } from "../calls/call.ts";
import { equalConstantTime, hmacSha1Hex } from "../lib/hmac.ts";
import { parseWall } from "../lib/zone.ts";
import { outcomeOf } from "./disposition.ts";
import { secondsOf, textOf } from "./field.ts";
import { extensionOf, sidesOf, type Sides } from "./novofon-side.ts";
import type { Context, Parsed } from "./parsed.ts";

const kinds = {
  NOTIFY_START: "rang",
  NOTIFY_INTERNAL: "rang",
  NOTIFY_ANSWER: "answered",
  NOTIFY_END: "ended",
  NOTIFY_OUT_START: "rang",
  NOTIFY_OUT_END: "ended",
  NOTIFY_RECORD: "recorded",
  NOTIFY_IVR: "menu",
  NOTIFY_INTERNAL_END: "hung_up",
  SPEECH_RECOGNITION: "transcribed",
} as const satisfies Record<string, CallEvent["kind"]>;
type Name = keyof typeof kinds;

/** Signed events of the same account that tell nothing about a call. */
const others = new Set(["SMS", "NUMBER_LOOKUP", "CALL_TRACKING"]);

const started = ["caller_id", "called_did", "call_start"];
const dialled = ["internal", "destination", "call_start"];
/** The fields whose values are signed, joined without separators (official PHP SDK). */
const signed = new Map<string, readonly string[]>([
  ["NOTIFY_START", started],
  ["NOTIFY_INTERNAL", started],
  ["NOTIFY_END", started],
  ["NOTIFY_IVR", started],
  ["NOTIFY_ANSWER", ["caller_id", "destination", "call_start"]],
  ["NOTIFY_OUT_START", dialled],
  ["NOTIFY_OUT_END", dialled],
  ["NOTIFY_RECORD", ["pbx_call_id", "call_id_with_rec"]],
  ["SMS", ["result"]],
  ["NUMBER_LOOKUP", ["result"]],
  ["CALL_TRACKING", ["result"]],
]);

const field = z.unknown().optional();
const envelopeShape = z.record(z.string(), z.unknown());
const hook = z.object({
  pbx_call_id: z
    .union([z.string(), z.number()])
    .transform((value) => String(value).trim())
    .pipe(z.string().regex(/^[\x21-\x7E]{1,128}$/)),
  call_start: field,
  caller_id: field,
  called_did: field,
  destination: field,
  internal: field,
  duration: field,
  disposition: field,
  last_internal: field,
  is_recorded: field,
  call_id_with_rec: field,
  call_id: field,
});
type Hook = z.infer<typeof hook>;

/**
 * Checks the Signature header over the raw fields, before anything is normalised. «unsigned_event»: the provider does
 * not say how it signs this event (SPEECH_RECOGNITION and whatever we don't know).
 */
export function verify(
  fields: Record<string, string>,
  signature: string | undefined,
  secret: string,
): "valid" | "invalid" | "missing" | "unsigned_event" {
  const expected = signatureOf(fields, secret);
  if (expected === null) return "unsigned_event";
  const given = signature?.trim() ?? "";
  if (given === "") return "missing";
  return equalConstantTime(hexIn(given), hexIn(expected)) ? "valid" : "invalid";
}

/** base64 over the 40 hex characters of the HMAC, not over its bytes; null for an event whose fields are not known. */
export function signatureOf(fields: Record<string, string>, secret: string): string | null {
  // Read as `parse` reads it: a name that looks like a signed event must not pass for an unknown one.
  const names = signed.get(textOf(fields["event"], 64) ?? "");
  if (!names) return null;
  const text = names.map((name) => fields[name] ?? "").join("");
  return Buffer.from(hmacSha1Hex(secret, text)).toString("base64");
}

/** The top level of a body as the strings that a form would have carried. */
export function textFields(body: unknown): Record<string, string> {
  if (typeof body !== "object" || body === null) return {};
  const scalars = Object.entries(body).filter(
    ([, value]) => typeof value === "string" || typeof value === "number",
  );
  return Object.fromEntries(scalars.map(([name, value]) => [name, String(value)]));
}

/** Whether a body is one of this platform's: by the name of its event, or by the id that no other dialect has. */
export function isOwn(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  if ("pbx_call_id" in body) return true;
  const name = "event" in body ? (textOf(body.event, 64) ?? "") : "";
  return isKnown(name) || others.has(name) || /^notify_/i.test(name);
}

/** One hook of Novofon or Zadarma, API v1, form or JSON. Without a zone `call_start` is Moscow's. Never throws. */
export function parse(body: unknown, context: Context): Parsed {
  const envelope = envelopeShape.safeParse(body);
  if (!envelope.success) return { refused: "not_novofon", detail: "the body is not an object" };
  const { event } = envelope.data;
  const name = typeof event === "string" ? textOf(event, 64) : null;
  if (name === null) return { refused: "not_novofon", detail: "event is missing" };
  if (others.has(name)) return { ignored: "not about a call", name };
  if (!isKnown(name)) return { ignored: "unknown event", name };
  const parsed = hook.safeParse(envelope.data);
  if (!parsed.success)
    return { refused: "not_novofon", detail: z.prettifyError(parsed.error).slice(0, 500) };
  return { events: [toEvent(name, parsed.data, context)], name };
}

function isKnown(name: string): name is Name {
  return Object.hasOwn(kinds, name);
}

function hexIn(signature: string): string {
  return Buffer.from(signature.slice(0, 200), "base64").toString("latin1").toLowerCase();
}

function toEvent(name: Name, body: Hook, context: Context): CallEvent {
  const { arrivedAt, country = "RU", zone = "Europe/Moscow" } = context;
  const startedAt = parseWall(textOf(body.call_start, 32) ?? "", zone);
  const sides = sidesOf(name, body, country);
  const recordId = textOf(name === "SPEECH_RECOGNITION" ? body.call_id : body.call_id_with_rec, 64);
  return {
    kind: kindOf(name, sides),
    provider: "novofon",
    ref: body.pbx_call_id,
    parent: null,
    // Only the first event of a call tells when it happened itself; call_start of the others is the call's.
    at: name === "NOTIFY_START" || name === "NOTIFY_OUT_START" ? startedAt : null,
    arrivedAt,
    direction: sides.direction,
    client: sides.client,
    clientName: null,
    line: sides.line,
    lineName: null,
    ext: sides.ext,
    peerExt: sides.peerExt,
    employeeName: null,
    device: name === "NOTIFY_IVR" ? "menu" : "person",
    startedAt,
    answeredAt: null,
    ...wordOf(name, body, sides),
    recordId,
    recorded: isRecorded(name, body),
    narrow: "matches",
  };
}

/** On the leg of a click-to-call towards the employee nothing is said about the client yet. */
function kindOf(name: Name, { swapped }: Sides): CallEvent["kind"] {
  if (!swapped) return kinds[name];
  if (name === "NOTIFY_OUT_END") return "hung_up";
  return name === "NOTIFY_ANSWER" ? "rang" : kinds[name];
}

function wordOf(
  name: Name,
  body: Hook,
  { direction }: Sides,
): Pick<CallEvent, "talkS" | "outcome" | "reason" | "lastExt"> {
  if (name !== "NOTIFY_END" && name !== "NOTIFY_OUT_END")
    return { talkS: null, outcome: null, reason: null, lastExt: null };
  const said = outcomeOf(textOf(body.disposition, 64), direction ?? "in");
  // Production logs show «cancel» with a duration: that is ringing, not talk.
  const talked = said.outcome === "answered" || said.outcome === null;
  const talkS = talked ? secondsOf(body.duration) : 0;
  return { ...said, talkS, lastExt: extensionOf(body.last_internal) };
}

function isRecorded(name: Name, { is_recorded: mark }: Hook): boolean {
  if (name === "NOTIFY_RECORD" || name === "SPEECH_RECOGNITION") return true;
  return mark === true || textOf(mark, 8) === "1";
}
