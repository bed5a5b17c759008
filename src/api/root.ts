import type { ApiContext } from "./context.ts";
import { loadersOf } from "./context.ts";
import { eventSubscription } from "./event-stream.ts";
import { callQueries } from "./read-call.ts";
import { clientQueries } from "./read-client.ts";
import { talkQueries } from "./read-talk.ts";
import { visitQueries } from "./read-visit.ts";
import { workQueries } from "./read-work.ts";
import { clientMutations } from "./write-client.ts";
import { dealMutations } from "./write-deal.ts";
import { supportMutations } from "./write-support.ts";
import { taskMutations } from "./write-task.ts";
import { visitMutations } from "./write-visit.ts";

/** Every field of Query and Subscription. */
export const readRoot = {
  ...callQueries,
  ...clientQueries,
  ...talkQueries,
  ...visitQueries,
  ...workQueries,
  ...eventSubscription,
};

/** Every field of Mutation; each is told of at once, and what comes after it reads anew. */
export const writeRoot = Object.fromEntries(
  Object.entries({
    ...clientMutations,
    ...dealMutations,
    ...supportMutations,
    ...taskMutations,
    ...visitMutations,
  }).map(([name, change]) => [name, settled(change)]),
);

function settled(change: (args: never, ctx: ApiContext) => Promise<unknown>) {
  return async (args: never, ctx: ApiContext): Promise<unknown> => {
    ctx.load = loadersOf(ctx, ctx.business.id);
    const done = await change(args, ctx);
    ctx.load = loadersOf(ctx, ctx.business.id);
    ctx.happened();
    return done;
  };
}
