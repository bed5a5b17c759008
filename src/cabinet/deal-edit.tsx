import type { VNode } from "preact";
import { changeDeal, holdDeal } from "../crm/deal-service.ts";
import { splitNote } from "../crm/deal-heard.ts";
import { dealName, type Deal, type DealOutcome } from "../crm/deal.ts";
import { changingDeal } from "../desk/deal-change-service.ts";
import { refusalOf } from "../desk/deal-refusal.ts";
import { readAmount, readVisit, writtenDay } from "./deal-form.ts";
import { dealHere, readerOf, typedIn, type Reader } from "./deal-visit.ts";
import { bareNote, titleOf } from "./deal-word.ts";
import { Csrf, Field, told } from "./field.tsx";
import { stampOf } from "./stamp.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

const fields = ["name", "amount", "address", "visit", "note"] as const;
type Typed = Record<(typeof fields)[number], string>;
type Wrong = Partial<Typed>;

/** The form of a deal as it is. */
export async function editPage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const deal = await dealHere(deps, visit);
  return { page: formPage(visit, { deal, typed: writtenOf(deal), wrong: {} }) };
}

/** Saves what was changed and nothing else: what a call filled stays the call's. Another tab's change is never overwritten unseen. */
export async function saveEdit(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const deal = await dealHere(deps, visit);
  const { visitor, form, now } = visit;
  const { id } = visitor.business;
  const reader = readerOf(visit);
  const before = writtenOf(deal);
  const typed: Typed = { ...before };
  for (const field of fields) if (form.has(field)) typed[field] = typedIn(form, field);
  const again = (wrong: Wrong, more: { conflict?: boolean; told?: string } = {}): Answer => ({
    status: more.conflict === true ? 409 : 422,
    page: formPage(visit, { deal, typed, wrong, ...more }),
  });
  if (form.get("stamp") !== dealStamp(deal)) return again({}, { conflict: true });
  const read = await readTyped(typed, { before, currency: visitor.business.currency, reader });
  if ("wrong" in read) return again(read.wrong);
  const note = form.get("forget") === "on" ? { note: null } : {};
  const wish = { ...read.change, ...note };
  if (Object.keys(wish).length === 0) return { to: `/dashboard/deals/${deal.number}` };
  let overtaken = false;
  const outcome = await changingDeal(deps.db, id, async (tx): Promise<DealOutcome> => {
    const held = await holdDeal(tx, id, deal.id);
    overtaken = held !== null && dealStamp(held) !== dealStamp(deal);
    if (held !== null && overtaken) return { refused: "moved", deal: held };
    return changeDeal(tx, id, { dealId: deal.id, now, ...wish });
  });
  if (overtaken) return again({}, { conflict: true });
  if ("refused" in outcome) return again({}, { told: refusalOf(visitor.language, outcome) });
  return { to: `/dashboard/deals/${deal.number}?done=saved` };
}

type Change = Omit<Parameters<typeof changeDeal>[2], "dealId" | "now">;

async function readTyped(
  typed: Typed,
  { before, currency, reader }: { before: Typed; currency: string; reader: Reader },
): Promise<{ change: Change } | { wrong: Wrong }> {
  const changed = (field: keyof Typed): boolean => typed[field].trim() !== before[field].trim();
  const change: Change = {};
  const wrong: Wrong = {};
  if (changed("name")) {
    if (dealName(typed.name) === null) wrong.name = reader.say("deal-name-bad");
    else change.name = typed.name;
  }
  if (changed("amount")) {
    const read = readAmount(typed.amount, currency, reader);
    if ("wrong" in read) wrong.amount = read.wrong;
    else change.amount = read.amount;
  }
  if (changed("visit")) {
    const read = await readVisit(typed.visit, reader);
    if ("wrong" in read) wrong.visit = read.wrong;
    else change.visitAt = read.visitAt;
  }
  if (changed("address")) change.address = typed.address.trim() === "" ? null : typed.address;
  if (changed("note")) change.note = typed.note;
  return Object.keys(wrong).length > 0 ? { wrong } : { change };
}

function writtenOf({ name, amount, address, visitAt, note }: Deal): Typed {
  return {
    name,
    amount: amount === null ? "" : String(amount).replace(".", ","),
    address: address ?? "",
    visit: writtenDay(visitAt),
    note: bareNote(splitNote(note).own ?? ""),
  };
}

function dealStamp({ name, amount, currency, address, visitAt, note, status }: Deal): string {
  return stampOf([name, amount, currency, address, visitAt, note, status]);
}

type FormPage = {
  deal: Deal;
  typed: Typed;
  wrong: Wrong;
  conflict?: boolean;
  told?: string;
};

function formPage(visit: Visit, { deal, typed, wrong, conflict, told: refusal }: FormPage) {
  const { say } = readerOf(visit);
  const here = `/dashboard/deals/${deal.number}`;
  return {
    title: say("web-deal-edit"),
    section: "deals" as const,
    styles: ["deal"],
    up: { to: here, label: titleOf(deal, { say }) },
    body: (
      <section class="sheet">
        {conflict === true && <Conflict deal={deal} say={say} />}
        {refusal !== undefined && (
          <p class="note warn inset gap-t" role="alert">
            {refusal}
          </p>
        )}
        <form class="form" method="post" action={`${here}/edit`}>
          <Csrf token={visit.visitor.csrf} />
          <input type="hidden" name="stamp" value={dealStamp(deal)} />
          {deal.status === "open" && <OpenFields visit={visit} typed={typed} wrong={wrong} />}
          <Field id="note" label={say("web-deal-note")} wide>
            <textarea class="prose" name="note" rows={5} maxLength={1000} {...told("note", {})}>
              {`\n${typed.note}`}
            </textarea>
          </Field>
          {splitNote(deal.note).heard.length > 0 && (
            <label class="tick span2">
              <input type="checkbox" name="forget" />
              {say("web-deal-forget")}
            </label>
          )}
          <div class="row span2">
            <button class="btn main">{say("web-save")}</button>
            <a class="btn quiet" href={here}>
              {say("web-cancel")}
            </a>
          </div>
        </form>
      </section>
    ),
  };
}

/** What stands there now, so that a second press is made knowingly. */
function Conflict({ deal, say }: { deal: Deal; say: Reader["say"] }): VNode {
  const now = writtenOf(deal);
  const known = [now.name, now.amount, now.address, now.visit, now.note];
  return (
    <div class="note warn inset gap-t" role="alert">
      <p class="wrap lines">
        {say("web-changed-meanwhile")} {say("web-changed-now")}{" "}
        {known.filter((one) => one !== "").join(" · ")}
      </p>
    </div>
  );
}

function OpenFields(about: { visit: Visit; typed: Typed; wrong: Wrong }): VNode {
  const { visit, typed, wrong } = about;
  const { say } = readerOf(visit);
  const { currency } = visit.visitor.business;
  return (
    <>
      <Field id="name" label={say("web-deal-name")} wrong={wrong.name}>
        <input
          class="input"
          name="name"
          value={typed.name}
          maxLength={120}
          {...told("name", wrongOf(wrong.name))}
        />
      </Field>
      <Field id="amount" label={say("web-deal-amount-in", { currency })} wrong={wrong.amount}>
        <input
          class="input"
          name="amount"
          value={typed.amount}
          inputMode="decimal"
          maxLength={60}
          {...told("amount", wrongOf(wrong.amount))}
        />
      </Field>
      <Field id="address" label={say("web-deal-address")}>
        <input
          class="input"
          name="address"
          value={typed.address}
          maxLength={200}
          {...told("address", {})}
        />
      </Field>
      <Field id="visit" label={say("web-deal-day")} help={say("web-when-help")} wrong={wrong.visit}>
        <input
          class="input"
          name="visit"
          value={typed.visit}
          maxLength={100}
          {...told("visit", { help: true, ...wrongOf(wrong.visit) })}
        />
      </Field>
    </>
  );
}

function wrongOf(wrong: string | undefined): { wrong?: string } {
  return wrong === undefined ? {} : { wrong };
}
