import type { ChatFilter } from "../business/chat.ts";
import type { Call } from "./call.ts";

export type CardPart = "ring" | "final";

/** Whether a chat's filter lets a message of this call through. */
export function wants(filter: ChatFilter, call: Call, part: CardPart): boolean {
  if (filter.missedOnly === true && (part === "ring" || !isMissed(call))) return false;
  if (
    filter.lines !== undefined &&
    filter.lines.length > 0 &&
    !(call.line !== null && filter.lines.includes(call.line))
  )
    return false;
  if (
    filter.exts !== undefined &&
    filter.exts.length > 0 &&
    !filter.exts.some((ext) => took(call, ext))
  )
    return false;
  return true;
}

/** An incoming call nobody talked on, whatever the cause. */
export function isMissed(call: Call): boolean {
  return (
    call.direction === "in" &&
    call.outcome !== null &&
    call.outcome !== "answered" &&
    call.outcome !== "unknown"
  );
}

function took(call: Call, ext: string): boolean {
  return (
    call.path.includes(ext) ||
    call.rang.includes(ext) ||
    [call.answeredBy, call.lastBy, call.employee].some((who) => who?.ext === ext)
  );
}
