import { callRows } from "../calls/list-service.ts";
import { talksOf, type Talk } from "../calls/talk-service.ts";
import type { Tx } from "../db/client.ts";
import { together } from "../lib/together.ts";
import { detailsOf, placesBefore } from "./client-history-store.ts";
import type { HistoryDetail } from "./client-history.ts";

/** One thing of a client's history (`at` is epoch ms). */
export type HistoryItem = { at: number } & ({ kind: "call"; call: Talk } | HistoryDetail);

/** A page of everything that happened with a client, the newest first; `next` leads to the one before. */
export async function clientHistory(
  tx: Tx,
  businessId: string,
  {
    limit,
    ...wish
  }: {
    clientId: number;
    phones: readonly string[];
    before: string | null;
    now: number;
    limit: number;
  },
): Promise<{ items: HistoryItem[]; next: string | null }> {
  const found = await placesBefore(tx, businessId, { ...wish, limit: limit + 1 });
  const page = found.slice(0, limit);
  const callIds = page.filter(({ kind }) => kind === "call").map(({ id }) => id);
  const [rows, details] = await together([
    callRows(tx, businessId, callIds),
    detailsOf(tx, businessId, page),
  ]);
  const calls = new Map((await talksOf(tx, businessId, rows)).map((call) => [call.id, call]));
  const items = page.flatMap(({ kind, id, at }): HistoryItem[] => {
    if (kind === "call") {
      const call = calls.get(id);
      return call ? [{ at, kind, call }] : [];
    }
    const detail = details.get(`${kind} ${id}`);
    return detail ? [{ at, ...detail }] : [];
  });
  return { items, next: found.length > limit ? (page.at(-1)?.mark ?? null) : null };
}
