import type { VNode } from "preact";
import { conversationShown } from "../agent/conversation-list-service.ts";
import { hearsOf } from "../agent/visit-tell-service.ts";
import { listVisits, visitBy } from "../booking/visit-service.ts";
import type { FullVisit, Place } from "../booking/visit.ts";
import { dateAt } from "../booking/wall-day.ts";
import { cancelVisitFor, confirmVisitFor, markVisitFor } from "../desk/visit-change-service.ts";
import { AppError } from "../lib/app-error.ts";
import { dateNear } from "../texts/format.ts";
import { besideOf, Facts, StateBadge, VisitActions } from "./booking-facts.tsx";
import { addressOf, BOOKINGS } from "./booking-look.ts";
import { visitDone } from "./booking-done.ts";
import { called, tellerOf, whenOf, whoOf, type Teller } from "./booking-word.ts";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { numberIn } from "./input.ts";
import { Sheet } from "./sheet.tsx";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

/** The visit of the address; one of another business is as unknown as one that never was. */
export async function visitHere(deps: CabinetDeps, visit: Visit): Promise<FullVisit> {
  const number = numberIn(visit.params["number"]) ?? 0;
  const found = await visitBy(deps.db, visit.visitor.business.id, { number });
  if (!found) throw new AppError("booking.not_found", "not_found");
  return found;
}

/** A visit by itself; asked for by the page's script it stands beside the calendar. */
export async function visitPage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const booked = await visitHere(deps, visit);
  const teller = tellerOf(visit);
  const { csrf } = visit.visitor;
  const conversation = await talkOf(deps, visit, booked);
  const about = { teller, visit: booked, csrf, conversation };
  if (visit.part) return { part: <Chosen {...about} /> };
  const others = await othersOf(deps, visit, booked);
  const { zone } = teller;
  return {
    page: {
      title: teller.say("web-visit-title", { number: String(booked.number) }),
      section: "bookings",
      lead: `${called(teller, booked.service.names)} · ${whenOf(teller, booked)}`,
      up: { to: besideOf(zone, booked), label: teller.say("web-bookings") },
      done: visitDone(visit),
      styles: ["booking"],
      body: (
        <div class="split">
          <section class="sheet" aria-label={whoOf(teller, booked)}>
            <header>
              <h2>{whoOf(teller, booked)}</h2>
              <StateBadge teller={teller} place={placeOf(booked)} />
            </header>
            <div class="pad">
              <Facts teller={teller} place={placeOf(booked)} conversation={conversation} />
              <VisitActions {...about} beside={false} />
            </div>
          </section>
          {booked.client !== null && <Others teller={teller} others={others} />}
        </div>
      ),
    },
  };
}

/** The chosen visit beside the calendar. */
export function Chosen(about: {
  teller: Teller;
  visit: FullVisit;
  csrf: string;
  conversation: number | null;
}): VNode {
  const { teller, visit, conversation } = about;
  return (
    <section id="chosen" class="sheet" aria-labelledby="h-chosen" tabIndex={-1}>
      <header>
        <h2 id="h-chosen">
          <a class="plain" href={`${BOOKINGS}/${visit.number}`}>
            {whoOf(teller, visit)}
          </a>
        </h2>
        <StateBadge teller={teller} place={placeOf(visit)} />
      </header>
      <div class="pad">
        <Facts teller={teller} place={placeOf(visit)} conversation={conversation} />
        <VisitActions {...about} beside />
      </div>
    </section>
  );
}

/** The number of the conversation that a visit was made in. */
export async function talkOf(
  deps: CabinetDeps,
  { visitor }: Visit,
  { conversationId }: Pick<FullVisit, "conversationId">,
): Promise<number | null> {
  if (conversationId === null) return null;
  const about = { conversationId, lines: 0 };
  const shown = await conversationShown(deps.db, visitor.business.id, about);
  return shown?.conversation.number ?? null;
}

/** Asks before a visit is called off, and says whether its customer hears of it. */
export async function cancelPage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const booked = await visitHere(deps, visit);
  const teller = tellerOf(visit);
  const { say } = teller;
  const about = { visit: booked, what: "cancelled", now: visit.now } as const;
  const hears = await hearsOf(deps.db, visit.visitor.business.id, about);
  const isOpen = booked.status === "booked" || booked.status === "confirmed";
  const own = `${BOOKINGS}/${booked.number}`;
  const beside = visit.part;
  const form = (
    <form class="pad stack8" method="post" action={`${own}/cancel`}>
      <p>
        {whoOf(teller, booked)} · {called(teller, booked.service.names)} · {whenOf(teller, booked)}
      </p>
      <p class="small muted">{say(hears ? "web-visit-cancel-told" : "web-visit-cancel-silent")}</p>
      <Csrf token={visit.visitor.csrf} />
      {beside && <input type="hidden" name="beside" value="1" />}
      <div class="row">
        <button class="btn danger">{say("web-visit-cancel-sure")}</button>
        {hears && (
          <button class="btn" name="quiet" value="1">
            {say("web-visit-cancel-quiet")}
          </button>
        )}
        <a class="btn quiet" href={own} data-side="">
          {say("web-visit-leave")}
        </a>
      </div>
    </form>
  );
  if (!isOpen) return { to: `${own}?done=already` };
  if (beside)
    return {
      part: (
        <section id="chosen" class="sheet" aria-labelledby="h-chosen" tabIndex={-1}>
          <header>
            <h2 id="h-chosen">{say("web-visit-cancel-title")}</h2>
          </header>
          {form}
        </section>
      ),
    };
  return {
    page: {
      title: say("web-visit-cancel-title"),
      section: "bookings",
      up: { to: own, label: say("web-visit-title", { number: String(booked.number) }) },
      styles: ["booking"],
      body: <section class="sheet narrow">{form}</section>,
    },
  };
}

export async function cancelVisit(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const booked = await visitHere(deps, visit);
  const { now, form, visitor } = visit;
  const quiet = form.get("quiet") === "1";
  const done = await cancelVisitFor(deps.db, visitor.business.id, {
    bookingId: booked.id,
    quiet,
    now,
  });
  const said = "refused" in done ? "already" : done.told ? "cancelled-told" : "cancelled";
  return backTo(visit, booked, said);
}

export async function confirmVisit(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const booked = await visitHere(deps, visit);
  const of = { bookingId: booked.id, now: visit.now };
  const done = await confirmVisitFor(deps.db, visit.visitor.business.id, of);
  return backTo(visit, booked, done ? "confirmed" : "already");
}

/** Whether they came. */
export async function markVisit(
  deps: CabinetDeps,
  visit: Visit,
  as: "completed" | "no_show",
): Promise<Answer> {
  const booked = await visitHere(deps, visit);
  const of = { bookingId: booked.id, as, now: visit.now };
  const done = await markVisitFor(deps.db, visit.visitor.business.id, of);
  const said = { done: as === "completed" ? "came" : "absent", early: "early", gone: "already" };
  return backTo(visit, booked, said[done]);
}

/** Where a form leads when its press is done: its calendar, or the visit's own page. */
function backTo({ form, visitor }: Visit, booked: FullVisit, done: string): Answer {
  const beside = form.get("beside") === "1";
  const zone = visitor.business.timezone;
  const to = beside ? `${besideOf(zone, booked)}&` : `${BOOKINGS}/${booked.number}?`;
  return { to: `${to}done=${done}` };
}

const MOST_OTHERS = 12;

/** The other visits of the client, the newest first. */
async function othersOf(
  deps: CabinetDeps,
  { visitor }: Visit,
  { id, client }: FullVisit,
): Promise<FullVisit[]> {
  if (client === null) return [];
  const visits = await listVisits(deps.db, visitor.business.id, {
    clientId: client.id,
    statuses: ["booked", "confirmed", "completed", "no_show", "cancelled"],
    last: true,
    limit: MOST_OTHERS,
  });
  return visits.filter((one) => one.id !== id);
}

function Others({ teller, others }: { teller: Teller; others: readonly FullVisit[] }): VNode {
  const { say, language, zone, now } = teller;
  return (
    <Sheet id="others" title={say("web-visit-others")} count={others.length}>
      {others.length === 0 ? (
        <p class="pad small muted">{say("web-visit-others-none")}</p>
      ) : (
        <ul class="rows">
          {others.map((one) => (
            <li class="row">
              <a class="plain grow" href={`${BOOKINGS}/${one.number}`}>
                <b>{dateNear(language, one.start, now, zone)}</b>
                <div class="small muted">
                  {called(teller, one.service.names)} · {called(teller, one.master.names)}
                </div>
              </a>
              <StateBadge teller={teller} place={placeOf(one)} />
              <a
                class="btn icon quiet"
                href={addressOf({ day: dateAt(one.start, zone) })}
                aria-label={say("web-visit-day")}
              >
                <Icon name="calendar" small />
              </a>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}

/** A visit among places. */
export function placeOf(visit: FullVisit): Place {
  return { ...visit, heldUntil: null, busyUntil: visit.end };
}
