import { dealsWith } from "../crm/deal-list-service.ts";
import type { Deal } from "../crm/deal.ts";
import type { Tx } from "../db/client.ts";
import { together } from "../lib/together.ts";
import { boardCounts, boardIds, nextSteps, type BoardView } from "./board-store.ts";
import type { BoardKey, ColumnCount, NextStep } from "./board.ts";

export type BoardCard = { deal: Deal; next: NextStep | null };
export type BoardColumn = ColumnCount & { cards: BoardCard[] };
export type Board = { columns: Map<BoardKey, BoardColumn>; loose: number };

/** What stands in every stage, and what was won and lost since `since` (epoch ms), with what is next for each deal. */
export async function boardOf(
  tx: Tx,
  businessId: string,
  { view, since, now, limit }: { view: BoardView; since: number; now: number; limit: number },
): Promise<Board> {
  const [counts, ids] = await together([
    boardCounts(tx, businessId, { view, since, now }),
    boardIds(tx, businessId, { view, since, now, limit }),
  ]);
  const cards = await boardCards(tx, businessId, { ids, now });
  const columns = counts.columns.map((column): [BoardKey, BoardColumn] => [
    column.key,
    { ...column, cards: cards.filter(({ deal }) => keyOf(deal) === column.key) },
  ]);
  return { columns: new Map(columns), loose: counts.loose };
}

/** These deals in the order in which they changed, with what is next for each. */
export async function boardCards(
  tx: Tx,
  businessId: string,
  { ids, now }: { ids: readonly number[]; now: number },
): Promise<BoardCard[]> {
  const [deals, steps] = await together([
    dealsWith(tx, businessId, ids),
    nextSteps(tx, businessId, { ids, now }),
  ]);
  return deals
    .toSorted((a, b) => b.updatedAt - a.updatedAt || b.id - a.id)
    .map((deal) => ({ deal, next: steps.get(deal.id) ?? null }));
}

function keyOf({ status, stage }: Deal): BoardKey {
  return status === "open" ? (stage?.id ?? 0) : status;
}
