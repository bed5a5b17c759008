import { dealNumbered, dealsWith } from "../crm/deal-list-service.ts";
import type { Deal, DealStatus } from "../crm/deal.ts";
import { clientByNumber } from "../crm/handle-service.ts";
import { stagesOf } from "../crm/stage-service.ts";
import { sameStage } from "../crm/stage.ts";
import { taskNumbered, taskOf, tasksWith } from "../crm/task-service.ts";
import type { Priority, Task } from "../crm/task.ts";
import { dealIds, taskIds } from "../desk/program-service.ts";
import { timeOf, type ApiContext } from "./context.ts";
import { connection, placeAfter, sizeOf, type Connection, type Paging } from "./cursor.ts";
import { clientShown } from "./read-client.ts";

type DealWish = Paging & {
  status?: DealStatus | null;
  stage?: string | null;
  clientId?: number | null;
};
type TaskWish = Paging & {
  status?: "pending" | "completed" | null;
  priority?: Priority | null;
  clientId?: number | null;
  dealId?: number | null;
};

export const workQueries = {
  deals: async (wish: DealWish, ctx: ApiContext) => {
    const { db, business } = ctx;
    const size = sizeOf(wish.first);
    const [before = null] = placeAfter(wish.after) ?? [];
    const client = await rowOf(wish.clientId, (id) => clientByNumber(db, business.id, id));
    const stage = await rowOf(wish.stage, (name) => stageNamed(name, ctx));
    if (client === null || stage === null) return NOTHING;
    const ids = await dealIds(db, business.id, {
      before,
      limit: size + 1,
      status: wish.status ?? undefined,
      stageId: stage,
      clientId: client,
    });
    const deals = (await dealsWith(db, business.id, ids)).toSorted((a, b) => b.number - a.number);
    return connection(deals, size, {
      cursor: ({ number }) => [number],
      node: (deal) => dealShown(deal, ctx),
    });
  },
  deal: async ({ id }: { id: number }, ctx: ApiContext) => {
    const row = await dealNumbered(ctx.db, ctx.business.id, id);
    const deal = row === null ? null : await ctx.load.deal(row);
    return deal && dealShown(deal, ctx);
  },
  tasks: async (wish: TaskWish, ctx: ApiContext) => {
    const { db, business } = ctx;
    const size = sizeOf(wish.first);
    const [before = null] = placeAfter(wish.after) ?? [];
    const client = await rowOf(wish.clientId, (id) => clientByNumber(db, business.id, id));
    const deal = await rowOf(wish.dealId, (id) => dealNumbered(db, business.id, id));
    if (client === null || deal === null) return NOTHING;
    const ids = await taskIds(db, business.id, {
      before,
      limit: size + 1,
      status: wish.status ?? undefined,
      priority: wish.priority ?? undefined,
      clientId: client,
      dealId: deal,
    });
    return connection(await tasksWith(db, business.id, ids), size, {
      cursor: ({ number }) => [number],
      node: (task) => taskShown(task, ctx),
    });
  },
  task: async ({ id }: { id: number }, ctx: ApiContext) => {
    const row = await taskNumbered(ctx.db, ctx.business.id, id);
    const task = row === null ? null : await taskOf(ctx.db, ctx.business.id, row);
    return task && taskShown(task, ctx);
  },
};

export function dealShown(deal: Deal, ctx: ApiContext) {
  const { number, name, status, stage, amount, currency, client, phone } = deal;
  const { note, address, visitAt, reason } = deal;
  return {
    id: number,
    name,
    status,
    stage: stage?.name ?? null,
    amount,
    currency,
    client: () => clientShown(client?.id ?? null, ctx),
    phone,
    note,
    address,
    visitAt,
    reason,
    createdAt: timeOf(ctx, deal.createdAt),
    updatedAt: timeOf(ctx, deal.updatedAt),
    closedAt: timeOf(ctx, deal.closedAt),
  };
}

export function taskShown(task: Task, ctx: ApiContext) {
  const { number, title, status, priority, assigneeName, client, dealId } = task;
  return {
    id: number,
    title,
    status,
    priority,
    dueAt: timeOf(ctx, task.dueAt),
    assignee: assigneeName,
    client: () => clientShown(client?.id ?? null, ctx),
    deal: async () => {
      const deal = dealId === null ? null : await ctx.load.deal(dealId);
      return deal && dealShown(deal, ctx);
    },
    createdAt: timeOf(ctx, task.createdAt),
    completedAt: timeOf(ctx, task.completedAt),
  };
}

/** The row of a stage by its name; null: there is none. */
export async function stageNamed(
  name: string,
  { db, business }: Pick<ApiContext, "db" | "business">,
): Promise<number | null> {
  const stages = await stagesOf(db, business.id, business.language);
  return stages.find((stage) => sameStage(stage.name, name))?.id ?? null;
}

const NOTHING: Connection<never> = {
  nodes: [],
  pageInfo: { hasNextPage: false, endCursor: null },
};

/** Not asked for: undefined; asked for and not there: null. */
async function rowOf<T>(
  asked: T | null | undefined,
  find: (asked: T) => Promise<number | null>,
): Promise<number | null | undefined> {
  return asked === null || asked === undefined ? undefined : find(asked);
}
