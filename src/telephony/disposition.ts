import type { CallEvent, Direction } from "../calls/call.ts";

type Said = Pick<CallEvent, "outcome" | "reason">;

/** Novofon's word for how a call ended → our outcome; what we don't know is failed, the raw word stays. */
export function outcomeOf(disposition: string | null, direction: Direction): Said {
  if (disposition === null) return { outcome: null, reason: null };
  const word = disposition
    .toLowerCase()
    .replace(/[\s_]+/g, " ")
    .trim();
  switch (word) {
    case "answered":
      return { outcome: "answered", reason: disposition };
    case "busy":
      return { outcome: "busy", reason: disposition };
    case "cancel":
    case "no answer":
    case "noanswer":
      return { outcome: direction === "in" ? "missed" : "no_answer", reason: disposition };
    default:
      return { outcome: "failed", reason: disposition };
  }
}
