import { readClient } from "../bot/client-words.ts";
import { listClients, type ClientRow } from "../crm/client-list-service.ts";
import { keepClient } from "../desk/client-service.ts";
import type { TextId } from "../texts/bundle.ts";
import { knownClient, type Known } from "./client-visit.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";

const MOST_FOUND = 8;
const LONGEST = 80;

/** Who was written: a number is a client's, known or new; a name is looked for. */
export type Who =
  | { client: Known }
  | { phone: string; name: string | null }
  | { several: ClientRow[] }
  | { wrong: TextId };

export async function whoIn(deps: CabinetDeps, visit: Visit): Promise<Who> {
  const { form, visitor } = visit;
  const { business } = visitor;
  const known = await knownClient(deps, visit, form.get("known"));
  if (known) return { client: known };
  const written = (form.get("client") ?? "").trim().slice(0, LONGEST);
  if (written === "") return { wrong: "web-visit-who-empty" };
  const read = readClient(written, business.country);
  if (read) return read;
  const wish = { text: written, limit: MOST_FOUND, offset: 0 };
  const rows = await listClients(deps.db, business.id, wish);
  const [only] = rows;
  if (!only) return { wrong: "web-visit-who-none" };
  return rows.length === 1 ? { client: only } : { several: rows };
}

/** The client of a number that nobody may have known until now. */
export async function clientIdOf(
  deps: CabinetDeps,
  { visitor, now }: Visit,
  who: Extract<Who, { client: Known } | { phone: string }>,
): Promise<number | { wrong: TextId }> {
  if ("client" in who) return who.client.id;
  const { id, country } = visitor.business;
  const made = await keepClient(deps.db, id, { ...who, country, from: "person", now });
  if ("client" in made) return made.client.id;
  return { wrong: made.refused === "own" ? "client-own-phone" : "client-bad-phone" };
}
