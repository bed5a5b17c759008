import { dealNumbered } from "../crm/deal-list-service.ts";
import { dealOf } from "../crm/deal-service.ts";
import type { Deal } from "../crm/deal.ts";
import { AppError } from "../lib/app-error.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { numberIn } from "./input.ts";
import { sayIn, type Say } from "./say.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";
import { doneIn } from "./done.ts";

/** How somebody who is logged in reads: in the cabinet nothing is masked. */
export type Reader = { say: Say; language: Language; zone: string; now: number };

export function readerOf({ visitor, now }: Visit): Reader {
  const { language, business } = visitor;
  return { say: sayIn(language), language, zone: business.timezone, now };
}

/** The deal of the address; one that was undone, or another business's, is as unknown as one that never was. */
export async function dealHere({ db }: CabinetDeps, { visitor, params }: Visit): Promise<Deal> {
  const { id } = visitor.business;
  const number = numberIn(params["number"]);
  const dealId = number === null ? null : await dealNumbered(db, id, number);
  const deal = dealId === null ? null : await dealOf(db, id, dealId);
  if (!deal) throw new AppError("deals.not_found", "not_found");
  return deal;
}

/** A field of a form as it was typed, in the lines of one system. */
export function typedIn(form: URLSearchParams, name: string): string {
  return (form.get(name) ?? "").replaceAll("\r\n", "\n");
}

/** What was just done, as the address of the page says it. */
export function doneOf(visit: Visit): string | null {
  return doneIn(visit, done);
}

const done: Partial<Record<string, TextId>> = {
  made: "web-deal-done-made",
  known: "web-deal-done-known",
  saved: "web-deal-done-saved",
  moved: "web-deal-done-moved",
  won: "web-deal-done-won",
  lost: "web-deal-done-lost",
  reopened: "web-deal-done-reopened",
  undone: "web-deal-done-undone",
  comment: "web-comment-done",
  task: "web-deal-done-task",
  stage: "web-deal-done-saved",
};
