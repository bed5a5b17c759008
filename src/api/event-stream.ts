import type { TailEvent } from "../events/tail-service.ts";
import { kept } from "../events/tail-service.ts";
import { AppError } from "../lib/app-error.ts";
import { envelopeOf, type Envelope } from "../webhooks/envelope.ts";
import { isPattern, meant } from "../webhooks/pattern.ts";
import type { ApiContext } from "./context.ts";

type Wish = { patterns?: string[] | null; after?: number | null };

const MANY = 40;

export const eventSubscription = {
  /** Throws `api.bad_pattern`, `events.gone` for a number whose followers are not kept any more, `events.ahead` for one that was never given. */
  events: async (wish: Wish, ctx: ApiContext) => {
    const patterns = wish.patterns ?? [];
    if (patterns.length > MANY || !patterns.every(isPattern))
      throw new AppError("api.bad_pattern", "invalid");
    const after = wish.after ?? null;
    if (after !== null) await checkAfter(after, ctx);
    return told(ctx, {
      after,
      ...(patterns.length === 0 ? {} : { names: meant(patterns) }),
      signal: ctx.signal,
    });
  },
};

async function checkAfter(after: number, { db, business }: ApiContext): Promise<void> {
  const { first, last } = await kept(db, business.id);
  if (after < 0 || after > last) throw new AppError("events.ahead", "invalid");
  if (after < last && after + 1 < (first ?? last + 1))
    throw new AppError("events.gone", "conflict");
}

async function* told(
  ctx: ApiContext,
  following: Parameters<ApiContext["tail"]["follow"]>[1],
): AsyncGenerator<{ events: Envelope }, void> {
  for await (const event of ctx.tail.follow(ctx.business.id, following)) {
    yield { events: shown(event, ctx.business.id) };
    // Nothing more is read while what was told has not left.
    await ctx.ready();
  }
}

function shown(event: TailEvent, businessId: string): Envelope {
  return envelopeOf({ ...event, businessId }, event.sequence);
}
