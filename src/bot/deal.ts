import { may } from "../business/role.ts";
import { saveClient } from "../crm/client-service.ts";
import {
  dealOf,
  createDeal,
  loseDeal,
  moveDeal,
  reopenDeal,
  undoDeal,
  winDeal,
} from "../crm/deal-service.ts";
import type { DealOutcome } from "../crm/deal.ts";
import {
  closedCounts,
  dealNumbered,
  dealsBoard,
  listDeals,
  type DealsWanted,
} from "../crm/deal-list-service.ts";
import { stagesOf } from "../crm/stage-service.ts";
import type { Tx } from "../db/client.ts";
import { changingDeal, showDealCards } from "../desk/deal-change-service.ts";
import { refusalOf } from "../desk/deal-refusal.ts";
import { text } from "../texts/bundle.ts";
import { Composer } from "grammy";
import { allowed, sentToPrivate, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { boardScreen, listScreen, PAGE } from "./deal-board-screen.ts";
import { parseDeal } from "./deal-command.ts";
import { type AskedOfDeal } from "./deal-form.ts";
import { placeFor, type Seen } from "./deal-place.ts";
import { lostScreen } from "./deal-screen.ts";
import { cardOf } from "./deal-show.ts";
import { ask, enterForm } from "./form.ts";
import { answerPress, type Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show, tell, type Screen } from "./screen.ts";

const MAX_QUERY = 60;

export const dealComposer = new Composer<DeskContext>();

dealComposer.command("deals", async (ctx) => {
  const at = await workplace(ctx);
  if (!at) return;
  const written = Array.from(ctx.match.trim()).slice(0, MAX_QUERY).join("");
  const screen =
    written === "" ? await boardOf(ctx, at) : await listOf(ctx, at, { text: written }, 0);
  await send(ctx, at.member.business.id, screen);
});

dealComposer.command("deal", async (ctx) => {
  const at = await workplace(ctx);
  if (!at) return;
  const { business } = at.member;
  const command = parseDeal(ctx.match, business.country);
  if ("empty" in command) return tell(ctx, "deal-how");
  if ("number" in command) return openNumbered(ctx, at, command.number);
  if (command.currency !== null && command.currency !== business.currency) {
    const { currency: written } = command;
    return tell(ctx, "deal-money-currency", { wanted: business.currency, written });
  }
  await create(ctx, at, command);
});

export const dealPresses: Presses<
  | "deals"
  | "deals_list"
  | "deal"
  | "deal_move"
  | "deal_ask"
  | "deal_won"
  | "deal_lose"
  | "deal_lost"
  | "deal_reopen"
  | "deal_undo"
> = {
  deals: {
    right: "work",
    run: (ctx, member) => pressed(ctx, member, (at) => boardOf(ctx, at)),
  },
  deals_list: {
    right: "work",
    run: (ctx, member, { wanted, page }) =>
      pressed(ctx, member, (at) => listOf(ctx, at, wanted, page)),
  },
  deal: {
    right: "work",
    run: (ctx, member, { dealId }) => pressed(ctx, member, (at) => oneOf(ctx, at, dealId)),
  },
  deal_move: {
    right: "work",
    answers: true,
    run: (ctx, member, { dealId, from, to }) =>
      change(ctx, member, dealId, (tx, wish) =>
        moveDeal(tx, member.business.id, { ...wish, from, to }),
      ),
  },
  deal_ask: {
    right: "work",
    run: (ctx, member, { dealId, what }) => question(ctx, member, dealId, what),
  },
  deal_won: { right: "work", answers: true, run: won },
  deal_lose: {
    right: "work",
    run: (ctx, member, { dealId }) =>
      pressed(ctx, member, async (at) => {
        const deal = await dealOf(ctx.desk.deps.db, at.member.business.id, dealId);
        return deal?.status === "open" && !deal.removed
          ? lostScreen(deal, at.seen)
          : oneOf(ctx, at, dealId);
      }),
  },
  deal_lost: {
    right: "work",
    answers: true,
    run: (ctx, member, { dealId, reason }) =>
      change(ctx, member, dealId, (tx, wish) => {
        const { id, language } = member.business;
        return loseDeal(tx, id, { ...wish, reason: text(language, `deal-lost-${reason}`) });
      }),
  },
  deal_reopen: {
    right: "work",
    answers: true,
    run: (ctx, member, { dealId }) =>
      change(ctx, member, dealId, (tx, wish) => reopenDeal(tx, member.business.id, wish)),
  },
  deal_undo: {
    right: "work",
    answers: true,
    run: (ctx, member, { dealId }) =>
      change(ctx, member, dealId, (tx, wish) => undoDeal(tx, member.business.id, wish)),
  },
};

type At = { member: Acting; seen: Seen };

/** Who may work with deals here; anybody else, and anywhere else, is told. */
async function workplace(ctx: DeskContext): Promise<At | null> {
  const member = await allowed(ctx, "work");
  if (!member) return null;
  const seen = await placeFor(ctx, member.business);
  if (seen) return { member, seen };
  await sentToPrivate(ctx);
  return null;
}

async function pressed(
  ctx: DeskContext,
  member: Acting,
  screen: (at: At) => Promise<Screen>,
): Promise<void> {
  const seen = await placeFor(ctx, member.business);
  if (!seen) return tell(ctx, "bot-private-only");
  await show(ctx, member.business.id, await screen({ member, seen }));
}

/** Changes a deal, answers the press with what hindered it, and shows the deal as it is now. */
async function change(
  ctx: DeskContext,
  member: Acting,
  dealId: number,
  wish: (tx: Tx, wish: { dealId: number; now: number }) => Promise<DealOutcome>,
): Promise<void> {
  const { language, deps } = ctx.desk;
  const seen = await placeFor(ctx, member.business);
  if (!seen) return answerPress(ctx, text(language, "bot-private-only"));
  const outcome = await changingDeal(deps.db, member.business.id, (tx) =>
    wish(tx, { dealId, now: deps.clock.now() }),
  );
  await answerPress(ctx, "refused" in outcome ? refusalOf(language, outcome) : undefined);
  await show(ctx, member.business.id, await oneOf(ctx, { member, seen }, dealId));
}

/** Asks for the amount first where there is none. */
async function won(
  ctx: DeskContext,
  member: Acting,
  { dealId }: { dealId: number },
): Promise<void> {
  const deal = await dealOf(ctx.desk.deps.db, member.business.id, dealId);
  if (deal?.status === "open" && !deal.removed && deal.amount === null) {
    await answerPress(ctx);
    return question(ctx, member, dealId, "won");
  }
  await change(ctx, member, dealId, (tx, wish) => winDeal(tx, member.business.id, wish));
}

async function question(
  ctx: DeskContext,
  member: Acting,
  dealId: number,
  what: AskedOfDeal,
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { id: businessId, currency } = member.business;
  const deal = await dealOf(deps.db, businessId, dealId);
  const closed = deal !== null && deal.status !== "open" && what !== "note";
  if (!deal || deal.removed || closed) return pressed(ctx, member, (at) => oneOf(ctx, at, dealId));
  const about = { number: String(deal.number) };
  const money = what === "amount" || what === "won" ? { currency } : {};
  await ask(ctx, html(language, `deal-ask-${what}`, { ...about, ...money }));
  await enterForm(ctx, "deal", { businessId, dealId, what });
}

async function boardOf(ctx: DeskContext, { member, seen }: At): Promise<Screen> {
  const { db } = ctx.desk.deps;
  const { id, name: business, language } = member.business;
  const stages = await stagesOf(db, id, language);
  const [counts, closed] = await Promise.all([dealsBoard(db, id), closedCounts(db, id)]);
  const admin = may(member.role, "settings");
  return boardScreen({ business, stages, counts, closed, admin }, seen);
}

async function listOf(
  ctx: DeskContext,
  { member, seen }: At,
  wanted: DealsWanted,
  page: number,
): Promise<Screen> {
  const { db } = ctx.desk.deps;
  const { id, language } = member.business;
  const asked = { wanted, offset: page * PAGE, limit: PAGE + 1 };
  const deals = await listDeals(db, id, asked);
  // The last deal of a page went elsewhere meanwhile.
  if (deals.length === 0 && page > 0) return listOf(ctx, { member, seen }, wanted, page - 1);
  const stages = "stageId" in wanted ? await stagesOf(db, id, language) : [];
  const stage = stages.find((one) => "stageId" in wanted && one.id === wanted.stageId);
  return listScreen({ wanted, stage: stage?.name ?? null, deals, page }, seen);
}

/** A deal's card, or the sentence that it is gone. */
async function oneOf(ctx: DeskContext, at: At, dealId: number): Promise<Screen> {
  const deal = await dealOf(ctx.desk.deps.db, at.member.business.id, dealId);
  if (deal) return cardOf(ctx, at.member, { deal, seen: at.seen });
  const { language } = at.seen;
  return {
    html: text(language, "deal-gone"),
    rows: [[{ label: text(language, "deal-to-board"), action: { do: "deals" } }]],
  };
}

async function openNumbered(ctx: DeskContext, at: At, number: number): Promise<void> {
  const { id } = at.member.business;
  const dealId = await dealNumbered(ctx.desk.deps.db, id, number);
  if (dealId === null) return tell(ctx, "deal-no-number", { number: String(number) });
  await send(ctx, id, await oneOf(ctx, at, dealId));
}

async function create(
  ctx: DeskContext,
  at: At,
  { name, phone, amount }: { name: string | null; phone: string | null; amount: number | null },
): Promise<void> {
  const { deps, person } = ctx.desk;
  const { id } = at.member.business;
  const now = deps.clock.now();
  const outcome = await deps.db.transaction(async (tx) => {
    const client = phone === null ? null : await saveClient(tx, id, { name: null, phone, now });
    const by = person.id;
    const made = await createDeal(tx, id, { name, amount, client, phone, callId: null, by, now });
    if ("deal" in made) await showDealCards(tx, id, made.deal);
    return made;
  });
  if ("refused" in outcome) return tell(ctx, "deal-name-bad");
  const { deal, made } = outcome;
  if (!made) await tell(ctx, "deal-other-open", { number: String(deal.number) });
  await send(ctx, id, await cardOf(ctx, at.member, { deal, seen: at.seen }));
}
