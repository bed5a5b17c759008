import type { Words } from "../booking/salon.ts";

/** What happens with a client. */
const historyKinds = ["call", "deal", "task", "visit", "talk", "comment"] as const;
export type HistoryKind = (typeof historyKinds)[number];

/** What lists tell of it, but for calls. */
export type HistoryDetail =
  | {
      kind: "deal";
      number: number;
      name: string;
      status: string;
      stage: string | null;
      amount: number | null;
      currency: string;
    }
  | {
      kind: "task";
      number: number;
      title: string;
      done: boolean;
      dueAt: number | null;
      assignee: string | null;
    }
  | {
      kind: "visit";
      number: number;
      service: Words;
      master: Words;
      status: string;
      amount: number;
      currency: string;
    }
  | { kind: "talk"; number: number; channel: string; open: boolean; text: string | null }
  | { kind: "comment"; text: string; author: string };

/** Where a history goes on, as an address carries it: "<µs since 1970>|<kind>|<id>"; null for what is no such place. */
export function readMark(written: string | null): string | null {
  const [at = "", kind = "", id = ""] = (written ?? "").split("|");
  const known = historyKinds.some((one) => one === kind);
  return known && /^\d{1,16}$/.test(at) && /^\d{1,15}$/.test(id) ? `${at}|${kind}|${id}` : null;
}
