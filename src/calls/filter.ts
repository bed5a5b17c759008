import type { CardMessage, ChatFilter } from "../business/chat.ts";
import type { Call } from "./call.ts";

export type CardPart = "ring" | "final";

/** Which setting of a chat keeps a message of a call away from it. */
export type Refusal = "direction" | "line" | "ext" | "client" | "missed_only" | "message";

/** Whether a chat's filter lets a message of this call through. */
export function wants(filter: ChatFilter, call: Call, part: CardPart): boolean {
  return refusal(filter, call, part) === null;
}

/** Why a chat does not get a message of this call; null when it does. What is not known of a call matches nothing. */
export function refusal(filter: ChatFilter, call: Call, part: CardPart): Refusal | null {
  if (!includes(filter.directions, call.direction)) return "direction";
  if (!includes(filter.lines, call.line)) return "line";
  if (isSet(filter.exts) && !filter.exts.some((ext) => took(call, ext))) return "ext";
  if (!includes(filter.clients, call.client)) return "client";
  if (filter.missedOnly === true && (part === "ring" || !isMissed(call))) return "missed_only";
  return includes(filter.messages, messageOf(call, part)) ? null : "message";
}

/** An incoming call nobody talked on, whatever the cause. */
export function isMissed(call: Call): boolean {
  return call.direction === "in" && isUnanswered(call);
}

function isUnanswered({ outcome }: Call): boolean {
  return outcome !== null && outcome !== "answered" && outcome !== "unknown";
}

/** What became of a call is a message of its own kind only once it has ended. */
function messageOf(call: Call, part: CardPart): CardMessage | null {
  if (part === "ring") return "ring";
  if (call.outcome === null) return null;
  return isUnanswered(call) ? "missed" : "answered";
}

/** Absent and empty lists let everything through. */
function includes(wanted: readonly string[] | undefined, value: string | null): boolean {
  return !isSet(wanted) || (value !== null && wanted.includes(value));
}

function isSet(wanted: readonly string[] | undefined): wanted is readonly string[] {
  return wanted !== undefined && wanted.length > 0;
}

function took(call: Call, ext: string): boolean {
  return (
    call.path.includes(ext) ||
    call.rang.includes(ext) ||
    [call.answeredBy, call.lastBy, call.employee].some((who) => who?.ext === ext)
  );
}
