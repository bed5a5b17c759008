import { saveClient } from "../crm/client-service.ts";
import { createDeal } from "../crm/deal-service.ts";
import { dealName } from "../crm/deal.ts";
import { showDealCards } from "../desk/deal-change-service.ts";
import type { Tx } from "../db/client.ts";
import { showPhone, toE164 } from "../lib/phone.ts";
import { knownClient, type Known } from "./client-visit.ts";
import { readAmount } from "./deal-form.ts";
import { readerOf, typedIn } from "./deal-visit.ts";
import { Csrf, Field, told } from "./field.tsx";
import { once } from "./once.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

type Typed = { name: string; phone: string; amount: string };
type Wrong = Partial<Typed>;

/** The form of a new deal, of a client where one was chosen. */
export async function newDeal(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const chosen = await knownClient(deps, visit, visit.query.get("client"));
  return formPage(visit, { typed: { name: "", phone: "", amount: "" }, wrong: {}, chosen });
}

/** Makes a deal; where its client has an open one, that is shown instead. */
export async function createNew(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { id, currency, country } = visitor.business;
  const reader = readerOf(visit);
  const chosen = await knownClient(deps, visit, form.get("client"));
  const typed = {
    name: typedIn(form, "name"),
    phone: typedIn(form, "phone"),
    amount: typedIn(form, "amount"),
  };
  const wrong: Wrong = {};
  const money = readAmount(typed.amount, currency, reader);
  if ("wrong" in money) wrong.amount = money.wrong;
  const written = typed.phone.trim() === "" ? null : toE164(typed.phone, country);
  if (typed.phone.trim() !== "" && written === null) wrong.phone = reader.say("web-phone-wrong");
  const named = dealName(typed.name) !== null;
  const known = chosen !== null || written !== null;
  if (!named && (typed.name.trim() !== "" || !known)) wrong.name = reader.say("deal-name-bad");
  if ("wrong" in money || Object.keys(wrong).length > 0)
    return { status: 422, ...formPage(visit, { typed, wrong, chosen }) };
  const { amount } = money;
  const phone = chosen === null ? written : chosen.phone;
  const make = async (tx: Tx): ReturnType<typeof createDeal> => {
    const client =
      chosen ?? (phone === null ? null : await saveClient(tx, id, { name: null, phone, now }));
    const name = named ? typed.name : null;
    const by = visitor.personId;
    const deal = await createDeal(tx, id, { name, amount, client, phone, callId: null, by, now });
    if ("deal" in deal) await showDealCards(tx, id, deal.deal);
    return deal;
  };
  const done = await once(deps, visit, { make, leadsTo });
  if ("to" in done) return done;
  const to = leadsTo(done.made);
  if (to !== null) return { to };
  const bad = { name: reader.say("deal-name-bad") };
  return { status: 422, ...formPage(visit, { typed, wrong: bad, chosen }) };
}

function leadsTo(made: Awaited<ReturnType<typeof createDeal>>): string | null {
  if ("refused" in made) return null;
  return `/dashboard/deals/${made.deal.number}?done=${made.made ? "made" : "known"}`;
}

function formPage(
  visit: Visit,
  { typed, wrong, chosen }: { typed: Typed; wrong: Wrong; chosen: Known | null },
): Extract<Answer, { page: unknown }> {
  const { say } = readerOf(visit);
  const { csrf, business } = visit.visitor;
  return {
    page: {
      title: say("web-deal-new"),
      section: "deals",
      styles: ["deal"],
      up: { to: "/dashboard/deals", label: say("web-deals") },
      body: (
        <section class="sheet">
          <form class="form" method="post" action="/dashboard/deals/new">
            <Csrf token={csrf} />
            {chosen !== null && <input type="hidden" name="client" value={chosen.number} />}
            <Field
              id="name"
              label={say("web-deal-name")}
              help={say("web-deal-name-help")}
              wrong={wrong.name}
              wide
            >
              <input
                class="input"
                name="name"
                value={typed.name}
                maxLength={120}
                {...told("name", { help: true, wrong: wrong.name })}
              />
            </Field>
            <Field
              id="amount"
              label={say("web-deal-amount-in", { currency: business.currency })}
              wrong={wrong.amount}
            >
              <input
                class="input"
                name="amount"
                value={typed.amount}
                inputMode="decimal"
                maxLength={60}
                {...told("amount", { wrong: wrong.amount })}
              />
            </Field>
            {chosen === null ? (
              <Field id="phone" label={say("web-deal-phone")} wrong={wrong.phone}>
                <input
                  class="input"
                  type="tel"
                  name="phone"
                  value={typed.phone}
                  maxLength={40}
                  {...told("phone", { wrong: wrong.phone })}
                />
              </Field>
            ) : (
              <div class="field">
                <span class="small muted">{say("web-deal-client")}</span>
                <a href={`/dashboard/clients/${chosen.number}`}>
                  {chosen.name ??
                    (chosen.phone === null ? `№${chosen.number}` : showPhone(chosen.phone))}
                </a>
              </div>
            )}
            <div class="row span2">
              <button class="btn main">{say("web-deal-make")}</button>
              <a class="btn quiet" href="/dashboard/deals">
                {say("web-cancel")}
              </a>
            </div>
          </form>
        </section>
      ),
    },
  };
}
