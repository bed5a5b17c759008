import type { VNode } from "preact";
import type { FullVisit } from "../booking/visit.ts";
import { dateAt } from "../booking/wall-day.ts";
import { placeAt, searchPlace } from "../desk/place-service.ts";
import type { PlaceSearch } from "../desk/place.ts";
import { timeOf } from "../texts/format.ts";
import { calendarPart } from "./booking-calendar.tsx";
import { BOOKINGS, lookOf, placeKey, type Look } from "./booking-look.ts";
import { hinderedBy, offerOf, taken, wantedIn } from "./booking-place.ts";
import { PlaceFields, type PlaceWrong } from "./booking-place-fields.tsx";
import { visitHere } from "./booking-visit.tsx";
import { called, tellerOf, whenOf, whoOf } from "./booking-word.ts";
import type { Refusal } from "./calendar.tsx";
import { Csrf } from "./field.tsx";
import { dayIn } from "./input.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

/** Another time or master for a visit: the free times by day, or a time that is written. */
export async function movePage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const booked = await visitHere(deps, visit);
  const { visitor, now, query } = visit;
  const found = await searchPlace(deps.db, visitor.business.id, {
    of: { bookingId: booked.id },
    now,
  });
  if (!("service" in found)) return { to: `${BOOKINGS}/${booked.number}?done=already` };
  return { page: pageOf(visit, { booked, search: found, fields: query, wrong: null, from: null }) };
}

/** A move from the page of free times, or a drop in the calendar. Checked as what the agent and the bot move. */
export async function moveVisit(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const booked = await visitHere(deps, visit);
  const { visitor, form, now, part } = visit;
  const { id: businessId } = visitor.business;
  const teller = tellerOf(visit);
  const look = lookIn(visit);
  const found = await searchPlace(deps.db, businessId, { of: { bookingId: booked.id }, now });
  if (!("service" in found)) return changed(deps, visit, { booked, look });
  const fields = { booked, search: found, fields: form, from: form.get("from") };
  if (form.get("go") === "times") {
    if (part) return { part: fieldsOf(visit, { ...fields, wrong: null }) };
    return { page: pageOf(visit, { ...fields, wrong: null }) };
  }
  if (form.get("from") !== hereOf(booked)) return changed(deps, visit, { booked, look });
  const refuse = (
    wrong: PlaceWrong,
    slot: { masterId: number; start: number; end: number } | null,
  ) =>
    look && slot && part
      ? calendarPart(deps, visit, { look, refusal: refusalOf(fields, wrong, slot) })
      : { page: pageOf(visit, { ...fields, wrong }), status: 409 };
  const wanted = wantedIn(found, form);
  if ("wrong" in wanted)
    return refuse({ words: teller.say(wanted.wrong), near: [], force: null }, null);
  const { slot } = wanted;
  const hindered = hinderedBy(teller, found, wanted);
  if (hindered) {
    const { words, near, mayForce } = hindered;
    return refuse({ words, near, force: mayForce ? slot : null }, slot);
  }
  const done = await placeAt(deps.db, businessId, { search: found, slot, clientId: null });
  if ("refused" in done) {
    if (done.refused !== "taken") return changed(deps, visit, { booked, look });
    const again = await searchPlace(deps.db, businessId, { of: { bookingId: booked.id }, now });
    const near = "service" in again ? (hinderedBy(teller, again, wanted)?.near ?? []) : [];
    const words = taken(teller, "service" in again ? again : found, slot);
    return refuse({ words, near, force: null }, slot);
  }
  const said = done.told ? ("moved-told" as const) : ("moved" as const);
  if (look && part) {
    const time = timeOf(teller.language, slot.start, teller.zone);
    return calendarPart(deps, visit, {
      look,
      said: teller.say(`web-visit-drop-${said}`, { time }),
    });
  }
  return { to: `${BOOKINGS}/${booked.number}?done=${said}` };
}

/** Somebody else was quicker: nothing moves, and what stands there now is shown. */
async function changed(
  deps: CabinetDeps,
  visit: Visit,
  { booked, look }: { booked: FullVisit; look: Look | null },
): Promise<Answer> {
  const { say } = tellerOf(visit);
  if (look && visit.part)
    return calendarPart(deps, visit, { look, said: say("web-visit-changed") });
  return { to: `${BOOKINGS}/${booked.number}?done=already` };
}

/** Where and as what a visit stood when its form was drawn. */
function hereOf({ master, start }: Pick<FullVisit, "master" | "start">): string {
  return placeKey(master.slug, start);
}

/** The calendar that a drop comes from. */
function lookIn({ form, visitor, now }: Visit): Look | null {
  const address = form.get("look");
  if (address === null || !address.startsWith(BOOKINGS)) return null;
  const today = dateAt(now, visitor.business.timezone);
  return lookOf(new URLSearchParams(address.split("?")[1] ?? ""), today);
}

function refusalOf(
  { booked, search }: { booked: FullVisit; search: PlaceSearch },
  { words, near, force }: PlaceWrong,
  { masterId, start, end }: { masterId: number; start: number; end: number },
): Refusal {
  const master = search.salon.masters.find(({ id }) => id === masterId)?.slug ?? "";
  const mayForce = force !== null;
  return { number: booked.number, from: hereOf(booked), master, start, end, words, near, mayForce };
}

type Fields = {
  booked: FullVisit;
  search: PlaceSearch;
  fields: URLSearchParams;
  wrong: PlaceWrong | null;
  /** What the visit was moved from when the form was first drawn. */
  from: string | null;
};

function fieldsOf(visit: Visit, { booked, search, fields, wrong }: Fields): VNode {
  const { zone } = search.salon;
  const own = search.masters.find(({ id }) => id === booked.masterId) ?? null;
  const written = fields.get("master");
  const master = written === null ? own : search.masters.find(({ slug }) => slug === written);
  const coming = booked.start > visit.now ? dateAt(booked.start, zone) : null;
  const day = dayIn(fields.get("day")) ?? coming;
  const offer = offerOf(search, { masterId: master?.id ?? null, day });
  return (
    <PlaceFields
      teller={tellerOf(visit)}
      offer={offer}
      action={`${BOOKINGS}/${booked.number}/move`}
      chosen={fields.get("place")}
      written={{ on: fields.get("on") ?? offer.day, time: fields.get("time") ?? "" }}
      wrong={wrong}
    />
  );
}

function pageOf(visit: Visit, about: Fields) {
  const { booked, from } = about;
  const teller = tellerOf(visit);
  const { say } = teller;
  const own = `${BOOKINGS}/${booked.number}`;
  return {
    title: say("web-visit-move-title"),
    section: "bookings" as const,
    lead: `${whoOf(teller, booked)} · ${called(teller, booked.service.names)} · ${whenOf(teller, booked)}`,
    up: { to: own, label: say("web-visit-title", { number: String(booked.number) }) },
    styles: ["booking"],
    body: (
      <form class="sheet narrow" method="post" action={`${own}/move`}>
        <Csrf token={visit.visitor.csrf} />
        <input type="hidden" name="from" value={from ?? hereOf(booked)} />
        {fieldsOf(visit, about)}
        <div class="foot row">
          <button class="btn main">{say("web-visit-move")}</button>
          <a class="btn quiet" href={own}>
            {say("web-visit-leave")}
          </a>
        </div>
      </form>
    ),
  };
}
