import { cleanName } from "../business/business.ts";

const dealStatuses = ["open", "won", "lost"] as const;
export type DealStatus = (typeof dealStatuses)[number];

/** Why deals are lost, where one tap says it. */
export const lostReasons = ["price", "changed", "unreachable"] as const;

/** A deal as people see it; `number` counts per business. Instants are epoch ms, `amount` is in major units. */
export type Deal = {
  id: number;
  number: number;
  name: string;
  status: DealStatus;
  /** Null in one that is over. */
  stage: { id: number; name: string } | null;
  amount: number | null;
  currency: string;
  client: { id: number; number: number; name: string | null } | null;
  phone: string | null;
  reason: string | null;
  note: string | null;
  address: string | null;
  /** When the client comes, on the business's wall: "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM". */
  visitAt: string | null;
  /** What calls have filled, and what people took into their own hands: see deal-fill.ts. */
  filled: Record<string, number>;
  /** Made by a call: may be undone while it is open. */
  automatic: boolean;
  sourceCallId: number | null;
  createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  /** Undone: nobody wanted it. */
  removed: boolean;
};

/** What came of a wish; a refused one gives the deal as it is now. */
export type DealOutcome =
  | { deal: Deal }
  | { refused: "not_found" }
  | { refused: "removed" | "closed" | "open" | "moved" | "no_stage" | "by_hand"; deal: Deal }
  | { refused: "no_name"; deal: Deal | null }
  | { refused: "other_open"; deal: Deal; other: Deal };

const NAME_LENGTH = 120;
const NOTE_LENGTH = 1000;
const ADDRESS_LENGTH = 200;
const REASON_LENGTH = 200;

export function dealName(written: string): string | null {
  return cleanName(written, NAME_LENGTH);
}

export function dealAddress(written: string): string | null {
  return cleanName(written, ADDRESS_LENGTH);
}

export function dealReason(written: string): string | null {
  return cleanName(written, REASON_LENGTH);
}

/** A note keeps its lines. */
export function dealNote(written: string): string | null {
  const lines = written
    .split(/\r\n|[\n\v\f\r\u2028\u2029]/u)
    .map((line) => cleanName(line, NOTE_LENGTH) ?? "")
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return cleanName(lines) === null ? null : Array.from(lines).slice(0, NOTE_LENGTH).join("").trim();
}

export function isDealStatus(text: string): text is DealStatus {
  return (dealStatuses as readonly string[]).includes(text);
}
