import type { VNode } from "preact";
import { loseDeal, reopenDeal, undoDeal, winDeal } from "../crm/deal-service.ts";
import { dealReason, lostReasons, type Deal, type DealOutcome } from "../crm/deal.ts";
import { changingDeal } from "../desk/deal-change-service.ts";
import { refusalOf } from "../desk/deal-refusal.ts";
import type { Tx } from "../db/client.ts";
import { text } from "../texts/bundle.ts";
import { readAmount } from "./deal-form.ts";
import { dealPage } from "./deal-page.tsx";
import { dealHere, readerOf, typedIn, type Reader } from "./deal-visit.ts";
import { titleOf } from "./deal-word.ts";
import { Csrf, Field, told } from "./field.tsx";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

/** Asks what a deal was won for. */
export async function winPage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const deal = await dealHere(deps, visit);
  if (deal.status !== "open") return { to: addressOf(deal) };
  const { amount } = deal;
  return winForm(visit, deal, { typed: amount === null ? "" : String(amount).replace(".", ",") });
}

/** Won: with the amount that it has, or that was just written; asked for first where there is none. */
export async function win(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const deal = await dealHere(deps, visit);
  const { form, visitor, now } = visit;
  const { id, currency } = visitor.business;
  const asked = form.has("amount");
  if (!asked && deal.status === "open" && deal.amount === null)
    return { to: `${addressOf(deal)}/win` };
  const typed = typedIn(form, "amount");
  const read = readAmount(typed, currency, readerOf(visit));
  if ("wrong" in read) return winForm(visit, deal, { typed, wrong: read.wrong });
  const amount = read.amount === null ? {} : { amount: read.amount };
  return settle(deps, visit, {
    deal,
    done: "won",
    change: (tx) => winDeal(tx, id, { dealId: deal.id, now, ...amount }),
  });
}

export async function losePage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const deal = await dealHere(deps, visit);
  if (deal.status !== "open") return { to: addressOf(deal) };
  return loseForm(visit, deal, { chosen: "", typed: "" });
}

/** Lost, for a reason that is one of the known ones or in a person's own words. */
export async function lose(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const deal = await dealHere(deps, visit);
  const { form, visitor, now } = visit;
  const { say } = readerOf(visit);
  const { id, language } = visitor.business;
  const chosen = form.get("reason") ?? "";
  const typed = typedIn(form, "own");
  const known = lostReasons.find((one) => one === chosen);
  const reason = known === undefined ? dealReason(typed) : text(language, `deal-lost-${known}`);
  if (reason === null)
    return loseForm(visit, deal, { chosen, typed, wrong: say("deal-reason-bad") });
  return settle(deps, visit, {
    deal,
    done: "lost",
    change: (tx) => loseDeal(tx, id, { dealId: deal.id, reason, now }),
  });
}

export async function reopen(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const deal = await dealHere(deps, visit);
  const { visitor, now } = visit;
  return settle(deps, visit, {
    deal,
    done: "reopened",
    change: (tx) => reopenDeal(tx, visitor.business.id, { dealId: deal.id, now }),
  });
}

/** Takes back what a call made; there is no page of it any more. */
export async function undo(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const deal = await dealHere(deps, visit);
  const { visitor, now } = visit;
  return settle(deps, visit, {
    deal,
    done: "undone",
    to: "/dashboard/deals",
    change: (tx) => undoDeal(tx, visitor.business.id, { dealId: deal.id, now }),
  });
}

type Step = {
  deal: Deal;
  done: string;
  to?: string;
  change: (tx: Tx) => Promise<DealOutcome>;
};

/** Done, or the deal as it is now with what hindered it. */
async function settle(
  deps: CabinetDeps,
  visit: Visit,
  { deal, done, to = addressOf(deal), change }: Step,
): Promise<Answer> {
  const outcome = await changingDeal(deps.db, visit.visitor.business.id, change);
  if (!("refused" in outcome)) return { to: `${to}?done=${done}` };
  const now = "deal" in outcome && outcome.deal !== null ? outcome.deal : deal;
  return dealPage(deps, visit, { deal: now, told: refusalOf(visit.visitor.language, outcome) });
}

function addressOf({ number }: Deal): string {
  return `/dashboard/deals/${number}`;
}

type Typed = { typed: string; wrong?: string };

function winForm(visit: Visit, deal: Deal, { typed, wrong }: Typed): Answer {
  const reader = readerOf(visit);
  const { say } = reader;
  return question(visit, {
    deal,
    title: say("web-deal-win-title"),
    wrong,
    action: `${addressOf(deal)}/win`,
    go: say("web-deal-win"),
    children: (
      <Field
        id="amount"
        label={say("web-deal-amount-in", { currency: visit.visitor.business.currency })}
        help={say("web-deal-win-help")}
        wrong={wrong}
      >
        <input
          class="input"
          name="amount"
          value={typed}
          inputMode="decimal"
          maxLength={60}
          autocomplete="off"
          {...told("amount", { help: true, wrong })}
        />
      </Field>
    ),
  });
}

function loseForm(visit: Visit, deal: Deal, about: Typed & { chosen: string }): Answer {
  const { chosen, typed, wrong } = about;
  const { say } = readerOf(visit);
  return question(visit, {
    deal,
    title: say("web-deal-lose-title"),
    wrong,
    action: `${addressOf(deal)}/lose`,
    go: say("web-deal-lose"),
    children: (
      <fieldset>
        <legend>{say("web-deal-lose-why")}</legend>
        {lostReasons.map((one) => (
          <label class="tick">
            <input type="radio" name="reason" value={one} checked={one === chosen} />
            {say(`deal-lost-${one}`)}
          </label>
        ))}
        <label class="tick">
          <input type="radio" name="reason" value="own" checked={chosen === "own"} />
          {say("web-deal-lose-own")}
        </label>
        <Field id="own" label={say("web-deal-lose-words")} wrong={wrong}>
          <input
            class="input"
            name="own"
            value={typed}
            maxLength={200}
            {...told("own", { wrong })}
          />
        </Field>
      </fieldset>
    ),
  });
}

type Question = {
  deal: Deal;
  title: string;
  wrong: string | undefined;
  action: string;
  go: string;
  children: VNode;
};

function question(visit: Visit, about: Question): Answer {
  const { deal, title, wrong, action, go, children } = about;
  const { say }: Reader = readerOf(visit);
  return {
    ...(wrong === undefined ? {} : { status: 422 }),
    page: {
      title,
      section: "deals",
      styles: ["deal"],
      up: { to: addressOf(deal), label: titleOf(deal, { say }) },
      body: (
        <section class="sheet narrow">
          <form class="pad stack8 wide-fields" method="post" action={action}>
            <Csrf token={visit.visitor.csrf} />
            {children}
            <div class="row">
              <button class="btn main">{go}</button>
              <a class="btn quiet" href={addressOf(deal)}>
                {say("web-cancel")}
              </a>
            </div>
          </form>
        </section>
      ),
    },
  };
}
