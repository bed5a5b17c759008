import { clientByNumber } from "../crm/handle-service.ts";
import { clientOf } from "../crm/client-service.ts";
import type { StoredClient } from "../crm/client.ts";
import { AppError } from "../lib/app-error.ts";
import { showPhone } from "../lib/phone.ts";
import type { TextId } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import { numberIn } from "./input.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";
import type { Say } from "./say.ts";
import { doneIn } from "./done.ts";

export type ClientDeps = CabinetDeps & { botId: number };

/** Where a client's page is. */
export function clientPath({ number }: { number: number }): string {
  return `/dashboard/clients/${number}`;
}

/** The client of the address; one of another business is as unknown as one that never was. */
export async function clientHere(
  { db }: CabinetDeps,
  { visitor, params }: Visit,
): Promise<StoredClient> {
  const client = await clientNumbered({ db }, visitor.business.id, params["number"]);
  if (!client) throw new AppError("clients.not_found", "not_found");
  return client;
}

/** The client behind a number that people see, or that took them over. */
export async function clientNumbered(
  { db }: Pick<CabinetDeps, "db">,
  businessId: string,
  written: string | null | undefined,
): Promise<StoredClient | null> {
  const number = numberIn(written);
  const id = number === null ? null : await clientByNumber(db, businessId, number);
  return id === null ? null : ((await clientOf(db, businessId, id))?.client ?? null);
}

/** Somebody who is a client already, as forms keep them. */
export type Known = { id: number; number: number; name: string | null; phone: string | null };

/** The client whose number the address or the form carries. */
export async function knownClient(
  deps: CabinetDeps,
  { visitor }: Visit,
  written: string | null,
): Promise<Known | null> {
  const client = await clientNumbered(deps, visitor.business.id, written);
  if (!client) return null;
  const { id, number, name, phones } = client;
  return { id, number, name, phone: phones[0] ?? null };
}

/** A name, else the first number, else that there is none. */
export function nameOf(
  { name, phones }: { name: string | null; phones: readonly string[] },
  say: Say,
): string {
  const [phone] = phones;
  return cleanName(name) ?? (phone === undefined ? say("client-nameless") : showPhone(phone));
}

/** What was just done, as the address of the page says it. */
export function doneOf(visit: Visit): string | null {
  return doneIn(visit, done);
}

const done: Record<string, TextId> = {
  saved: "web-client-done-saved",
  number: "web-client-done-number",
  dropped: "web-client-done-dropped",
  comment: "web-client-done-comment",
  made: "client-made",
  named: "client-named",
  known: "client-known",
  merged: "client-merged",
  moved: "web-client-done-moved",
};
