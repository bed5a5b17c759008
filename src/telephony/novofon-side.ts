import type { CallEvent } from "../calls/call.ts";
import type { Country } from "../lib/phone.ts";
import { numberOf, textOf } from "./field.ts";

/** Who takes part in a hook, and on which side. */
export type Sides = Pick<CallEvent, "direction" | "client" | "line" | "ext" | "peerExt"> & {
  /** The leg of a click-to-call towards the employee: `internal` and `destination` are swapped (a Webasyst plugin). */
  swapped: boolean;
};

type Fields = {
  pbx_call_id: string;
  caller_id?: unknown;
  called_did?: unknown;
  destination?: unknown;
  internal?: unknown;
};

/** "100" of "100" and of "499499-100" (prefixed with the PBX); null for anything but an extension. */
export function extensionOf(value: unknown): string | null {
  return /^(?:\d{3,}-)?(\d{1,6})$/.exec(textOf(value, 40) ?? "")?.[1] ?? null;
}

/** The sides of an event by its name; without one of ours only the id's prefix hints at the direction. */
export function sidesOf(name: string, fields: Fields, country: Country): Sides {
  switch (name) {
    case "NOTIFY_START":
    case "NOTIFY_INTERNAL":
    case "NOTIFY_END":
    case "NOTIFY_IVR":
      return incoming(fields, extensionOf(fields.internal), country);
    case "NOTIFY_OUT_START":
    case "NOTIFY_OUT_END":
      return outgoing(fields, country);
    case "NOTIFY_ANSWER":
      return answering(fields, country);
    default:
      return { ...nobody, direction: hint(fields), ext: extensionOf(fields.internal) };
  }
}

const nobody: Sides = {
  direction: null,
  client: null,
  line: null,
  ext: null,
  peerExt: null,
  swapped: false,
};

function incoming(fields: Fields, ext: string | null, country: Country): Sides {
  const client = numberOf(fields.caller_id, country);
  const line = numberOf(fields.called_did, country);
  return { ...nobody, direction: "in", client, line, ext };
}

function outgoing(fields: Fields, country: Country): Sides {
  const from = extensionOf(fields.internal);
  const to = extensionOf(fields.destination);
  const line = extensionOf(fields.caller_id) === null ? numberOf(fields.caller_id, country) : null;
  if (to === null) {
    const client = numberOf(fields.destination, country);
    return { ...nobody, direction: "out", client, line, ext: from };
  }
  const caller = from ?? extensionOf(fields.caller_id);
  const dialler = from === null ? numberOf(fields.internal, country) : null;
  if (dialler !== null)
    return { ...nobody, direction: "out", client: dialler, line, ext: to, swapped: true };
  return { ...nobody, direction: "internal", ext: caller, peerExt: to };
}

/** ANSWER comes for both directions with the same fields: `destination` is who picked up. */
function answering(fields: Fields, country: Country): Sides {
  const picked = extensionOf(fields.destination);
  const ext = extensionOf(fields.internal) ?? picked;
  if (hint(fields) === "in") return incoming(fields, ext, country);
  const colleagues = picked !== null && extensionOf(fields.caller_id) !== null;
  const client = textOf(fields.destination) !== null && picked === null;
  if (hint(fields) === "out" || colleagues || client) return outgoing(fields, country);
  return incoming(fields, ext, country);
}

/** Captured ids begin with "in_" or "out_"; other forms are opaque. */
function hint({ pbx_call_id: id }: Fields): "in" | "out" | null {
  if (id.startsWith("in_")) return "in";
  return id.startsWith("out_") ? "out" : null;
}
