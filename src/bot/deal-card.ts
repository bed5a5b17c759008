import { callerOf } from "../calls/history-service.ts";
import { showCalls } from "../calls/show-service.ts";
import { clientsByPhones, saveClient } from "../crm/client-service.ts";
import { humanName } from "../crm/client.ts";
import { dealsOfCalls } from "../crm/deal-list-service.ts";
import { createDeal, dealOf, openDealOf } from "../crm/deal-service.ts";
import type { Deal } from "../crm/deal.ts";
import type { Database } from "../db/client.ts";
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

type Caller = { callId: number; phone: string | null; name: string | null };

/** The call's own deal, else the open one of its client. */
async function dealBehind(
  db: Database,
  businessId: string,
  { callId, phone, name }: Caller,
): Promise<{ deal: Deal | null; name: string | null }> {
  const own = (await dealsOfCalls(db, businessId, [callId])).get(callId);
  const phones = phone === null ? [] : [phone];
  const client = (await clientsByPhones(db, businessId, phones)).get(phone ?? "");
  const deal = own
    ? await dealOf(db, businessId, own.id)
    : client
      ? await openDealOf(db, businessId, client.id)
      : null;
  return { deal, name: client?.name ?? humanName(name) };
}

/** Makes the offered deal; where somebody was quicker, theirs is shown. */
async function make(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const { deps, person } = ctx.desk;
  const { business } = member;
  const seen = await placeFor(ctx, business);
  if (!seen) return tell(ctx, "bot-private-only");
  const caller = await callerOf(deps.db, business.id, callId);
  if (!caller) return tell(ctx, "why-gone");
  if (caller.phone === null) return tell(ctx, "deal-hidden");
  const { phone } = caller;
  const now = deps.clock.now();
  const outcome = await deps.db.transaction(async (tx) => {
    const known = (await clientsByPhones(tx, business.id, [phone])).get(phone);
    const client =
      known ??
      (isWhole(phone)
        ? await saveClient(tx, business.id, { name: caller.name, phone, now, from: "pbx" })
        : null);
    const about = { name: null, amount: null, client, phone, callId: caller.callId };
    const made = await createDeal(tx, business.id, { ...about, by: person.id, now });
    await showCalls(tx, business.id, [caller.callId]);
    return made;
  });
  if ("refused" in outcome) return tell(ctx, "deal-name-bad");
  await show(ctx, business.id, await cardOf(ctx, member, { deal: outcome.deal, seen }));
}

function isWhole(phone: string): boolean {
  return /^\+\d{7,15}$/.test(phone);
}
