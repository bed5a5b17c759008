import { z } from "zod";
import type { CallEvent } from "../calls/call.ts";
import type { Country } from "../lib/phone.ts";
import { epochOf, nameOf, numberOf, numericOf, textOf } from "./field.ts";
import type { Context, Parsed } from "./parsed.ts";

const kinds = {
  "call.dial": "rang",
  "call.bridge": "answered",
  "call.hangup": "hung_up",
} as const satisfies Record<string, CallEvent["kind"]>;

const directions = { 1: "internal", 2: "out", 4: "in" } as const;
/** An operator goes on a break or comes back: sent as call.bridge, but no call. */
const pauses = new Set([32, 64]);
const devices: Record<number, CallEvent["device"]> = { 2: "group", 4: "menu" };

const field = z.unknown().optional();
const party = z.object({ ext: field, displayName: field, type: field }).catch({});
/** Dashed in REST and plain in hooks (published fixtures): one form for both. */
const uuid = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).replace(/[-\s]/g, "").toLowerCase())
  .pipe(z.string().regex(/^[\w.:]{1,64}$/));

const envelopeShape = z.record(z.string(), z.unknown());
const hook = z.object({
  uuid,
  parentUuid: uuid.nullish().catch(null),
  dialAt: field,
  bridgeAt: field,
  serverTime: field,
  hangupAt: field,
  lgDirection: field,
  leg: party,
  leg2: party.nullish(),
  otherLegs: field,
  trunkNum: field,
  trunkName: field,
});
type Hook = z.infer<typeof hook>;

const otherLegs = z.array(z.object({ name: field, num: field, companyName: field }).catch({}));

/** One Phonet hook: call.dial, call.bridge, call.hangup, or the look-up without `event`. Never throws. */
export function parse(body: unknown, context: Context): Parsed {
  const country = context.country ?? "UA";
  const envelope = envelopeShape.safeParse(body);
  if (!envelope.success) return { refused: "not_phonet", detail: "the body is not an object" };
  const { event } = envelope.data;
  if (event === undefined || event === null) return lookup(envelope.data, country);
  const name = typeof event === "string" ? textOf(event, 64) : null;
  if (name === null) return { refused: "not_phonet", detail: "event is not a text" };
  if (!isKnown(name)) return { ignored: "unknown event", name };
  if (pauses.has(numericOf(envelope.data["lgDirection"]) ?? 0))
    return { ignored: "operator pause", name };
  const parsed = hook.safeParse(envelope.data);
  if (!parsed.success)
    return { refused: "not_phonet", detail: z.prettifyError(parsed.error).slice(0, 500) };
  return { events: [toEvent(kinds[name], parsed.data, context.arrivedAt, country)], name };
}

function isKnown(name: string): name is keyof typeof kinds {
  return Object.hasOwn(kinds, name);
}

function lookup(body: Record<string, unknown>, country: Country): Parsed {
  const { otherLegNum, trunkNum } = body;
  if (otherLegNum === undefined && trunkNum === undefined)
    return { refused: "not_phonet", detail: "neither event nor otherLegNum" };
  return { lookup: { client: numberOf(otherLegNum, country), line: numberOf(trunkNum, country) } };
}

function toEvent(
  kind: CallEvent["kind"],
  body: Hook,
  arrivedAt: number,
  country: Country,
): CallEvent {
  const startedAt = epochOf(body.dialAt);
  const answeredAt = epochOf(body.bridgeAt);
  const device = devices[numericOf(body.leg.type) ?? 0] ?? "person";
  const talked = kind === "hung_up" && answeredAt !== null && device === "person";
  return {
    kind,
    provider: "phonet",
    ref: body.uuid,
    parent: body.parentUuid === body.uuid ? null : (body.parentUuid ?? null),
    at: ownTime(kind, body),
    arrivedAt,
    direction: directionOf(numericOf(body.lgDirection)),
    ...clientOf(body.otherLegs, country),
    line: numberOf(body.trunkNum, country),
    lineName: nameOf(body.trunkName),
    ext: textOf(body.leg.ext, 32),
    peerExt: textOf(body.leg2?.ext, 32),
    employeeName: nameOf(body.leg.displayName),
    device,
    startedAt,
    answeredAt,
    talkS: null,
    outcome: null,
    reason: null,
    lastExt: null,
    // A recording is asked for by the leg's uuid; whether one was made no hook tells.
    recordId: talked ? body.uuid : null,
    recorded: false,
    narrow: "matches",
  };
}

/** serverTime is the end on a hangup (two public consumers) and optional elsewhere. */
function ownTime(kind: CallEvent["kind"], body: Hook): number | null {
  const serverTime = epochOf(body.serverTime);
  if (kind === "hung_up") return serverTime ?? epochOf(body.hangupAt);
  return serverTime ?? epochOf(kind === "answered" ? body.bridgeAt : body.dialAt);
}

function directionOf(code: number | null): CallEvent["direction"] {
  return code === 1 || code === 2 || code === 4 ? directions[code] : null;
}

/** The client's side; empty, null or without a number when the caller hid it. */
function clientOf(value: unknown, country: Country): Pick<CallEvent, "client" | "clientName"> {
  const legs = otherLegs.safeParse(value);
  const known = legs.success ? legs.data : [];
  const leg = known.find(({ num }) => numberOf(num, country) !== null) ?? known[0];
  return {
    client: numberOf(leg?.num, country),
    clientName: nameOf(leg?.name) ?? nameOf(leg?.companyName),
  };
}
