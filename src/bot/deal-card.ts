import { callerOf } from "../calls/history-service.ts";
import { dealBehind, dealOfCall } from "../desk/call-deal-service.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import { askedFor } from "./card-more.ts";
import type { DeskContext } from "./context.ts";
import { offerScreen } from "./deal-screen.ts";
import { placeFor } from "./deal-place.ts";
import { cardOf } from "./deal-show.ts";
import type { Presses } from "./press.ts";
import { answer, show, tell } from "./screen.ts";

/** «💼» below a card: the deal of its call, or the offer to make one. */
export const dealCardPresses: Presses<"card_deal" | "deal_make"> = {
  card_deal: { right: "work", run: (ctx, member, { callId }) => openOf(ctx, member, callId) },
  deal_make: { right: "work", run: (ctx, member, { callId }) => make(ctx, member, callId) },
};

async function openOf(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const { deps } = ctx.desk;
  const { business } = member;
  const asked = await askedFor(ctx, member, callId);
  if (!asked) return;
  const caller = await callerOf(deps.db, business.id, callId);
  if (!caller) return tell(ctx, "why-gone");
  const { messageId: to, threadId, language, masked } = asked;
  const found = await dealBehind(deps.db, business.id, caller);
  if (found.deal) {
    const seen = { language, masked, zone: business.timezone, now: deps.clock.now() };
    const screen = await cardOf(ctx, member, { deal: found.deal, seen });
    return answer(ctx, business.id, { ...screen, to, threadId });
  }
  const { phone } = caller;
  if (phone === null) return tell(ctx, "deal-hidden");
  const screen = offerScreen({ ...caller, name: found.name, phone }, { language, masked });
  await answer(ctx, business.id, { ...screen, to, threadId });
}

/** Makes the offered deal; where somebody was quicker, theirs is shown. */
async function make(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const { deps, person } = ctx.desk;
  const { business } = member;
  const seen = await placeFor(ctx, business);
  if (!seen) return tell(ctx, "bot-private-only");
  const made = await dealOfCall(deps.db, business.id, {
    callId,
    by: person.id,
    now: deps.clock.now(),
  });
  if ("refused" in made) return tell(ctx, dealRefusals[made.refused]);
  await show(ctx, business.id, await cardOf(ctx, member, { deal: made.deal, seen }));
}

const dealRefusals: Record<"gone" | "hidden" | "name", TextId> = {
  gone: "why-gone",
  hidden: "deal-hidden",
  name: "deal-name-bad",
};
