import type { TextId } from "../texts/bundle.ts";
import type { ErasedCounts } from "./erase-service.ts";

/** What there is to erase, or was, each kind with its words; nothing: nothing is kept of the person. */
export function countedKinds(counts: ErasedCounts): { id: TextId; count: number }[] {
  return lines
    .filter(([kind]) => counts[kind] > 0)
    .map(([kind, id]) => ({ id, count: counts[kind] }));
}

const lines: readonly (readonly [keyof ErasedCounts, TextId])[] = [
  ["clients", "erase-clients"],
  ["calls", "erase-calls"],
  ["hooks", "erase-hooks"],
  ["cards", "erase-cards"],
  ["recordings", "erase-recordings"],
  ["transcripts", "erase-transcripts"],
  ["followups", "erase-followups"],
  ["deals", "erase-deals"],
  ["tasks", "erase-tasks"],
  ["comments", "erase-comments"],
  ["bookings", "erase-bookings"],
  ["conversations", "erase-conversations"],
];
