import type { Business } from "../business/business.ts";
import { may } from "../business/role.ts";
import { changeDeal, dealOf, loseDeal, winDeal } from "../crm/deal-service.ts";
import type { DealOutcome } from "../crm/deal.ts";
import { readDay } from "../crm/when.ts";
import type { Tx } from "../db/client.ts";
import { changingDeal } from "../desk/deal-change-service.ts";
import { refusalOf } from "../desk/deal-refusal.ts";
import { readMoney } from "../lib/money.ts";
import type { Language } from "../texts/language.ts";
import { actingFor, whoMay } from "./access.ts";
import { placeFor } from "./deal-place.ts";
import { cardOf } from "./deal-show.ts";
import { ask, form } from "./form.ts";
import { html } from "./say.ts";
import { send, tell } from "./screen.ts";

export type AskedOfDeal = "amount" | "name" | "note" | "lost" | "won" | "address" | "visit";

/** Takes what a person writes about a deal. */
export const dealForm = form<{ businessId: string; dealId: number; what: AskedOfDeal }>(
  "deal",
  async (ctx, state, answer) => {
    const { deps, language } = ctx.desk;
    const member = await actingFor(ctx, state.businessId);
    if (!member || !may(member.role, "work")) {
      await tell(ctx, "bot-no-right", { who: whoMay(language, "work") });
      return null;
    }
    const { business } = member;
    const now = deps.clock.now();
    const read = await take[state.what](language, { answer, business, now });
    if ("wrong" in read) {
      await ask(ctx, read.wrong);
      return state;
    }
    const about = { dealId: state.dealId, now };
    const outcome = await changingDeal(deps.db, business.id, (tx) => read.change(tx, about));
    if ("refused" in outcome) await send(ctx, null, { html: refusalOf(language, outcome) });
    const seen = await placeFor(ctx, business);
    const deal = await dealOf(deps.db, business.id, state.dealId);
    if (deal && seen) await send(ctx, business.id, await cardOf(ctx, member, { deal, seen }));
    return null;
  },
);

type Wish = { dealId: number; now: number };
type Read = { wrong: string } | { change(tx: Tx, wish: Wish): Promise<DealOutcome> };
type About = { answer: string; business: Business; now: number };

/** Reads an answer, or says what is wrong with it. */
const take: Record<AskedOfDeal, (language: Language, about: About) => Read | Promise<Read>> = {
  amount: (language, { answer, business: { id, currency } }) => {
    if (isNothing(answer))
      return { change: (tx, wish) => changeDeal(tx, id, { ...wish, amount: null }) };
    const read = amountOf(language, answer, currency);
    if ("wrong" in read) return read;
    return { change: (tx, wish) => changeDeal(tx, id, { ...wish, ...read }) };
  },
  won: (language, { answer, business: { id, currency } }) => {
    if (isNothing(answer)) return { change: (tx, wish) => winDeal(tx, id, wish) };
    const read = amountOf(language, answer, currency);
    if ("wrong" in read) return read;
    return { change: (tx, wish) => winDeal(tx, id, { ...wish, ...read }) };
  },
  name: (language, { answer, business: { id } }) => {
    if (isBlank(answer)) return { wrong: html(language, "deal-name-bad") };
    return { change: (tx, wish) => changeDeal(tx, id, { ...wish, name: answer }) };
  },
  note: (language, { answer, business: { id } }) => {
    if (isBlank(answer)) return { wrong: html(language, "deal-note-bad") };
    const note = isNothing(answer) ? null : answer;
    return { change: (tx, wish) => changeDeal(tx, id, { ...wish, note }) };
  },
  address: (language, { answer, business: { id } }) => {
    if (isBlank(answer)) return { wrong: html(language, "deal-address-bad") };
    const address = isNothing(answer) ? null : answer;
    return { change: (tx, wish) => changeDeal(tx, id, { ...wish, address }) };
  },
  visit: async (language, { answer, business: { id, timezone: zone }, now }) => {
    if (isNothing(answer))
      return { change: (tx, wish) => changeDeal(tx, id, { ...wish, visitAt: null }) };
    const visitAt = await readDay(answer, { now, zone, language });
    if (visitAt === null) return { wrong: html(language, "fix-date") };
    if (typeof visitAt === "object") return { wrong: html(language, "fix-past") };
    return { change: (tx, wish) => changeDeal(tx, id, { ...wish, visitAt }) };
  },
  lost: (language, { answer, business: { id } }) => {
    if (isBlank(answer)) return { wrong: html(language, "deal-reason-bad") };
    return { change: (tx, wish) => loseDeal(tx, id, { ...wish, reason: answer }) };
  },
};

/** An amount in the currency of the business, or the sentence that says what is wrong. */
function amountOf(
  language: Language,
  answer: string,
  currency: string,
): { amount: number } | { wrong: string } {
  const read = readMoney(answer);
  if ("wrong" in read) {
    const word = answer.trim().slice(0, 60);
    return {
      wrong: html(language, read.wrong === "large" ? "deal-money-large" : "deal-money-wrong", {
        word,
      }),
    };
  }
  if (read.currency !== null && read.currency !== currency)
    return {
      wrong: html(language, "deal-money-currency", { wanted: currency, written: read.currency }),
    };
  return { amount: read.amount };
}

function isNothing(answer: string): boolean {
  return /^\s*[-–—]\s*$/u.test(answer);
}

function isBlank(answer: string): boolean {
  return !/[\p{L}\p{N}\p{S}\p{P}]/u.test(answer);
}
