import { listClients } from "../crm/client-list-service.ts";
import { commentsOf } from "../crm/comment-service.ts";
import { stagesOf } from "../crm/stage-service.ts";
import { clientByNumber } from "../crm/handle-service.ts";
import type { Comment } from "../crm/comment.ts";
import type { ClientFact } from "../desk/program-service.ts";
import { timeOf, type ApiContext } from "./context.ts";
import { connection, placeAfter, sizeOf, type Paging } from "./cursor.ts";
import { targetOf, type Target } from "./target.ts";

export const clientQueries = {
  business: (_: unknown, { business }: ApiContext) => business,
  clients: async (wish: Paging & { text?: string | null }, ctx: ApiContext) => {
    const size = sizeOf(wish.first);
    const [before] = placeAfter(wish.after) ?? [];
    const rows = await listClients(ctx.db, ctx.business.id, {
      text: wish.text ?? "",
      limit: size + 1,
      offset: 0,
      ...(before === undefined ? {} : { before }),
    });
    const page = connection(rows, size, {
      cursor: ({ number }) => [number],
      node: ({ id }) => clientShown(id, ctx),
    });
    const nodes = await Promise.all(page.nodes);
    return { ...page, nodes: nodes.filter((node) => node !== null) };
  },
  client: async ({ id }: { id: number }, ctx: ApiContext) =>
    clientShown(await clientByNumber(ctx.db, ctx.business.id, id), ctx),
  comments: async ({ first, about }: { first: number; about: Target }, ctx: ApiContext) => {
    const target = await targetOf(about, ctx);
    if (target === null) return [];
    const limit = sizeOf(first);
    const found = await commentsOf(ctx.db, ctx.business.id, {
      about: target.about,
      limit,
      offset: 0,
    });
    return found.map((one) => commentShown(one, ctx));
  },
  stages: (_: unknown, { db, business }: ApiContext) =>
    stagesOf(db, business.id, business.language),
};

/** The client of a row, together with those of the other items of a list. */
export async function clientShown(id: number | null, ctx: ApiContext) {
  const fact = id === null ? null : await ctx.load.client(id);
  return fact && shown(fact, ctx);
}

export function commentShown({ number, text, authorName, ...at }: Comment, ctx: ApiContext) {
  return {
    id: number,
    text,
    author: authorName,
    createdAt: timeOf(ctx, at.createdAt),
    editedAt: timeOf(ctx, at.editedAt),
  };
}

function shown({ number, name, phones, note, createdAt, ...flags }: ClientFact, ctx: ApiContext) {
  const { doNotCall, notClient } = flags;
  return {
    id: number,
    name,
    phones,
    note,
    doNotCall,
    notClient,
    createdAt: timeOf(ctx, createdAt),
  };
}
