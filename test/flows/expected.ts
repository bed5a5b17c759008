import type { Expected, Sequence } from "../calls/replay.ts";
import type { Kind } from "./title.ts";

export const isMissed = (call: Expected): boolean =>
  call["direction"] === "in" && call["outcome"] !== "answered";
export const hasCard = (call: Expected): boolean =>
  call["direction"] !== "internal" && call["card"] !== false;
export const isIncoming = (call: Expected): boolean => call["direction"] === "in";

/** Whether the end of the call is announced: not of what names no call. */
export const isTold = (call: Expected): boolean => call["direction"] !== undefined;

/** What the final message of a call says. */
export function finalKind(call: Expected): Kind {
  if (call["direction"] === "out") return "out";
  return isMissed(call) ? "missed" : "answered";
}

const summaries = [
  "v2_call_end_plus_record_nested_template",
  "v2_get_query_missing_ampersand",
  "v2_captured_2019",
];

/** Whether the first hook of the case already tells of a call that is over. */
export function overWhenHeard({ name }: Sequence): boolean {
  return name.startsWith("flat_") || summaries.includes(name);
}
