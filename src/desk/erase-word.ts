import type { TextId } from "../texts/bundle.ts";

/** What went, counted; zero everywhere: nothing was kept of this number. */
export type ErasedCounts = Record<
  | "clients"
  | "calls"
  | "hooks"
  | "cards"
  | "recordings"
  | "transcripts"
  | "followups"
  | "deals"
  | "tasks"
  | "comments"
  | "bookings"
  | "conversations",
  number
>;

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
