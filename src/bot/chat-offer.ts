import { offerInChat, type ChatOffered } from "../agent/chat-offer-service.ts";
import { wordsIn } from "../booking/salon.ts";
import { memberOf } from "../business/member-service.ts";
import { text } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import { askedFor, closeMenu } from "./card-more.ts";
import type { DeskContext } from "./context.ts";
import { refreshElsewhere } from "./missed.ts";
import { answerPress, type Presses } from "./press.ts";
import { changeKeys, type Button } from "./screen.ts";

/** Offers a missed caller free times in their chat. */
export const chatOfferPresses: Presses<"card_offer" | "offer_service"> = {
  card_offer: {
    right: "work",
    answers: true,
    run: (ctx, member, { callId }) => offer(ctx, member, { callId, serviceId: null }),
  },
  offer_service: { right: "work", answers: true, run: offer },
};

type Wish = { callId: number; serviceId: number | null };

async function offer(ctx: DeskContext, member: Acting, wish: Wish): Promise<void> {
  const { deps, language, person } = ctx.desk;
  const { business } = member;
  const { callId } = wish;
  const by = (await memberOf(deps.db, business.id, person.id))?.name ?? person.firstName;
  const value = { ...wish, by, botId: deps.botInfo.id, now: deps.clock.now() };
  const done = await deps.db.transaction((tx) => offerInChat(tx, business.id, value));
  await answerPress(ctx, text(language, said(done)));
  if ("choose" in done) return choose(ctx, member, { callId, services: done.choose });
  await closeMenu(ctx, member, callId);
  await refreshElsewhere(ctx, member, callId);
}

const refusals = {
  gone: "followup-gone",
  closed: "offer-closed",
  already: "offer-already",
  no_chat: "offer-no-chat",
  busy: "offer-busy",
  no_time: "offer-no-time",
} as const;

function said(done: ChatOffered) {
  if ("offered" in done) return "offer-done";
  return "choose" in done ? "offer-choose" : refusals[done.refused];
}

type Choice = { callId: number; services: Extract<ChatOffered, { choose: unknown }>["choose"] };

/** What it is to be for, below the card in place of its buttons. */
async function choose(
  ctx: DeskContext,
  member: Acting,
  { callId, services }: Choice,
): Promise<void> {
  const { business } = member;
  const asked = await askedFor(ctx, member, callId);
  if (!asked) return;
  const { language } = asked;
  const rows = services.map(({ id: serviceId, names }): Button[] => [
    {
      label: wordsIn(names, language, business),
      action: { do: "offer_service", callId, serviceId },
    },
  ]);
  const back: Button = { label: text(language, "why-back"), action: { do: "card_back", callId } };
  await changeKeys(ctx, business.id, [...rows, [back]]);
}
