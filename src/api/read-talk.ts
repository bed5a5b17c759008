import {
  deliveryFacts,
  talkFacts,
  type DeliveryFact,
  type TalkFact,
} from "../desk/program-talk-service.ts";
import { AppError } from "../lib/app-error.ts";
import { timeOf, type ApiContext } from "./context.ts";
import { connection, placeAfter, sizeOf, type Paging } from "./cursor.ts";
import { clientShown } from "./read-client.ts";

type LogWish = Paging & {
  webhookId?: string | null;
  event?: string | null;
  is_success?: boolean | null;
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const talkQueries = {
  conversations: async (wish: Paging & { open?: boolean | null }, ctx: ApiContext) => {
    const size = sizeOf(wish.first);
    const [before = null] = placeAfter(wish.after) ?? [];
    const open = wish.open ?? undefined;
    const rows = await talkFacts(ctx.db, ctx.business.id, { before, limit: size + 1, open });
    return connection(rows, size, {
      cursor: ({ number }) => [number],
      node: (row) => talkShown(row, ctx),
    });
  },
  conversation: async ({ id }: { id: number }, ctx: ApiContext) => {
    const wish = { before: null, limit: 1, number: id };
    const [row] = await talkFacts(ctx.db, ctx.business.id, wish);
    return row ? talkShown(row, ctx) : null;
  },
  webhook_logs: async (wish: LogWish, ctx: ApiContext) => {
    const { webhookId, event, is_success } = wish;
    if (webhookId && !UUID.test(webhookId)) throw new AppError("api.bad_id", "invalid");
    const size = sizeOf(wish.first);
    const [before = null] = placeAfter(wish.after) ?? [];
    const rows = await deliveryFacts(ctx.db, ctx.business.id, {
      before,
      limit: size + 1,
      endpointId: webhookId ?? undefined,
      event: event ?? undefined,
      success: is_success ?? undefined,
    });
    return connection(rows, size, {
      cursor: ({ id }) => [id],
      node: (row: DeliveryFact) => ({ ...row, at: timeOf(ctx, row.at) }),
    });
  },
};

function talkShown(row: TalkFact, ctx: ApiContext) {
  const { id, number, clientId, ...rest } = row;
  return {
    ...rest,
    id: number,
    client: () => clientShown(clientId, ctx),
    openedAt: timeOf(ctx, row.openedAt),
    lastAt: timeOf(ctx, row.lastAt),
    closedAt: timeOf(ctx, row.closedAt),
    messages: async ({ last }: { last: number }) => {
      const said = await ctx.load.messages(sizeOf(last))(id);
      return (said ?? []).map((one) => ({ ...one, at: timeOf(ctx, one.at) }));
    },
  };
}
