import { salonOf } from "../booking/salon-service.ts";
import type { Salon, Slot } from "../booking/salon.ts";
import { dateAt } from "../booking/wall-day.ts";
import { placeAt, searchPlace } from "../desk/place-service.ts";
import type { PlaceSearch } from "../desk/place.ts";
import { addressOf } from "./booking-look.ts";
import { clientIdOf, whoIn } from "./booking-new-client.ts";
import { NewForm, type NewView } from "./booking-new-form.tsx";
import { PlaceOfNew } from "./booking-new-form.tsx";
import { hinderedBy, offerOf, taken, wantedIn } from "./booking-place.ts";
import { knownClient } from "./client-visit.ts";
import { dayIn } from "./input.ts";
import { once } from "./once.ts";
import type { PlaceWrong } from "./booking-place-fields.tsx";
import { askedFields } from "./booking-question.ts";
import { tellerOf } from "./booking-word.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

/** The form of a new visit, filled in as far as the address tells. */
export async function newPage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { query } = visit;
  const salon = await salonOf(deps.db, visit.visitor.business.id);
  const asked = await askedFields(deps, visit, { salon, call: query.get("call") });
  const fields = new URLSearchParams(query);
  for (const [name, value] of Object.entries(asked)) fields.set(name, value);
  const known = await knownClient(deps, visit, fields.get("client"));
  if (known || !asked["client"]) fields.delete("client");
  if (known) fields.set("known", String(known.number));
  const search = await searchOf(deps, visit, { salon, fields });
  return { page: pageOf(visit, { ...viewOf(visit, { salon, search, fields }), known }) };
}

/** Books what the form asks for; whatever is wrong is said at its place, and all that was typed stays. */
export async function saveNew(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { form, visitor, part } = visit;
  const { id: businessId } = visitor.business;
  const teller = tellerOf(visit);
  const salon = await salonOf(deps.db, businessId);
  const search = await searchOf(deps, visit, { salon, fields: form });
  const view = viewOf(visit, { salon, search, fields: form });
  if (form.get("go") === "times" && part) return { part: PlaceOfNew(view) };
  const known = await knownClient(deps, visit, form.get("known"));
  const again = (more: Partial<NewView>, status = 409): Answer => ({
    page: pageOf(visit, { ...view, known, ...more }),
    status,
  });
  if (form.get("go") === "times") return again({}, 200);
  const who = await whoIn(deps, visit);
  if ("wrong" in who) return again({ whoWrong: who.wrong });
  if ("several" in who) return again({ several: who.several });
  if (!search) return again({ serviceWrong: true });
  const wanted = wantedIn(search, form);
  if ("wrong" in wanted) return again({ wrong: saidOnly(teller.say(wanted.wrong)) });
  const hindered = hinderedBy(teller, search, wanted);
  if (hindered) return again({ wrong: wrongOf(hindered, wanted.slot) });
  const clientId = await clientIdOf(deps, visit, who);
  if (typeof clientId !== "number") return again({ whoWrong: clientId.wrong });
  const note = noteIn(form);
  const { slot } = wanted;
  const day = dateAt(slot.start, salon.zone);
  const leadsTo = (made: Placed): string | null =>
    "refused" in made ? null : `${addressOf({ day, chosen: String(made.number) })}&done=booked`;
  const done = await once(deps, visit, {
    make: (tx) => placeAt(tx, businessId, { search, slot, clientId, note }),
    leadsTo,
  });
  const to = "to" in done ? done.to : leadsTo(done.made);
  if (to === null) {
    // Somebody took the place between the look and the press: the times are those of now.
    const fresh = (await searchOf(deps, visit, { salon, fields: form })) ?? search;
    const near = hinderedBy(teller, fresh, wanted)?.near ?? [];
    const wrong = { words: taken(teller, fresh, slot), near, force: null };
    return again({ ...viewOf(visit, { salon, search: fresh, fields: form }), known, wrong });
  }
  return { to };
}

type Placed = Awaited<ReturnType<typeof placeAt>>;

const LONGEST_NOTE = 500;

function noteIn(form: URLSearchParams): string | null {
  const note = (form.get("note") ?? "").trim();
  return note === "" ? null : Array.from(note).slice(0, LONGEST_NOTE).join("");
}

function saidOnly(words: string): PlaceWrong {
  return { words, near: [], force: null };
}

function wrongOf(
  { words, near, mayForce }: { words: string; near: Slot[]; mayForce: boolean },
  slot: Slot,
): PlaceWrong {
  return { words, near, force: mayForce ? slot : null };
}

async function searchOf(
  deps: CabinetDeps,
  { visitor, now }: Visit,
  { salon, fields }: { salon: Salon; fields: URLSearchParams },
): Promise<PlaceSearch | null> {
  const service = salon.services.find(({ slug }) => slug === fields.get("service"));
  if (!service) return null;
  const of = { serviceId: service.id };
  const found = await searchPlace(deps.db, visitor.business.id, { of, now });
  return "service" in found ? found : null;
}

function viewOf(
  visit: Visit,
  value: { salon: Salon; search: PlaceSearch | null; fields: URLSearchParams },
): NewView {
  const { salon, search, fields } = value;
  const master = search?.masters.find(({ slug }) => slug === fields.get("master"));
  const today = dateAt(visit.now, salon.zone);
  const asked = dayIn(fields.get("day"));
  const day = asked !== null && asked >= today ? asked : null;
  return {
    teller: tellerOf(visit),
    csrf: visit.visitor.csrf,
    salon,
    offer: search && offerOf(search, { masterId: master?.id ?? null, day }),
    fields,
    known: null,
    wrong: null,
    whoWrong: null,
    serviceWrong: false,
    several: null,
  };
}

function pageOf(visit: Visit, view: NewView) {
  const { say } = tellerOf(visit);
  const day = dayIn(view.fields.get("day")) ?? dateAt(visit.now, view.salon.zone);
  return {
    title: say("web-visit-new-title"),
    section: "bookings" as const,
    up: { to: addressOf({ day }), label: say("web-bookings") },
    styles: ["booking"],
    body: <NewForm {...view} />,
  };
}
