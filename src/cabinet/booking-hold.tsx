import type { VNode } from "preact";
import { placesBetween } from "../booking/calendar-service.ts";
import type { Place } from "../booking/visit.ts";
import { dateAt } from "../booking/wall-day.ts";
import { releaseHoldFor, takeHoldFor } from "../desk/visit-change-service.ts";
import { timeOf } from "../texts/format.ts";
import { Facts, HoldActions, StateBadge } from "./booking-facts.tsx";
import { addressOf, placeKey, readPlaceKey } from "./booking-look.ts";
import { talkOf } from "./booking-visit.tsx";
import { tellerOf, whenOf, whoOf, type Teller } from "./booking-word.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

/** The place that a customer holds, by its master and the minute it begins at; null: nobody holds it any more. */
export async function holdAt(
  deps: CabinetDeps,
  { visitor, now }: Visit,
  key: string | null,
): Promise<Place | null> {
  const read = readPlaceKey(key);
  if (!read) return null;
  const range = { from: read.start, to: read.start + 1, now };
  const places = await placesBetween(deps.db, visitor.business.id, range);
  const isIt = ({ status, start, master }: Place): boolean =>
    status === "held" && start === read.start && master.slug === read.master;
  return places.find(isIt) ?? null;
}

/** A held place by itself, or beside the calendar. */
export async function holdPage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const key = visit.query.get("place");
  const place = await holdAt(deps, visit, key);
  const start = readPlaceKey(key)?.start ?? visit.now;
  if (!place) return { to: `${addressOf({ day: dayOf(visit, start) })}&done=gone` };
  const teller = tellerOf(visit);
  const conversation = await talkOf(deps, visit, place);
  const about = { teller, place, conversation, csrf: visit.visitor.csrf };
  if (visit.part) return { part: <HeldPlace {...about} /> };
  return {
    page: {
      title: whoOf(teller, place),
      section: "bookings",
      lead: whenOf(teller, place),
      up: { to: addressOf({ day: dayOf(visit, place.start) }), label: teller.say("web-bookings") },
      styles: ["booking"],
      body: <HeldPlace {...about} />,
    },
  };
}

export async function pressHold(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { form, now, visitor } = visit;
  const key = form.get("place");
  const place = await holdAt(deps, visit, key);
  const start = readPlaceKey(key)?.start ?? now;
  const day = dayOf(visit, start);
  const back = (done: string): Answer => ({ to: `${addressOf({ day })}&done=${done}` });
  if (!place) return back("gone");
  const { id: businessId } = visitor.business;
  if (form.get("do") === "release") {
    const done = await releaseHoldFor(deps.db, businessId, { place, now });
    return back(done ? "released" : "gone");
  }
  const done = await takeHoldFor(deps.db, businessId, { place, now });
  if ("refused" in done) return back(done.refused.replace("_", "-"));
  const to = addressOf({ day, chosen: String(done.number) });
  return { to: `${to}&done=${done.told ? "booked-told" : "booked"}` };
}

export function HeldPlace(about: {
  teller: Teller;
  place: Place;
  conversation: number | null;
  csrf: string;
}): VNode {
  const { teller, place, conversation, csrf } = about;
  const { say, language, zone } = teller;
  const until = timeOf(language, place.heldUntil ?? teller.now, zone);
  return (
    <section id="chosen" class="sheet" aria-labelledby="h-chosen" tabIndex={-1}>
      <header>
        <h2 id="h-chosen">{whoOf(teller, place)}</h2>
        <StateBadge teller={teller} place={place} />
      </header>
      <div class="pad">
        <Facts teller={teller} place={place} conversation={conversation} />
        <p class="small muted gap-t">{say("web-visit-hold-waits", { time: until })}</p>
        <HoldActions teller={teller} place={placeKey(place.master.slug, place.start)} csrf={csrf} />
      </div>
    </section>
  );
}

function dayOf({ visitor }: Visit, at: number): string {
  return dateAt(at, visitor.business.timezone);
}
