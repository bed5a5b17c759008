import type { ComponentChildren, VNode } from "preact";
import { salonOf } from "../booking/salon-service.ts";
import type { Salon } from "../booking/salon.ts";
import { visitBy } from "../booking/visit-service.ts";
import { dateAt, dayAfter } from "../booking/wall-day.ts";
import { askedVisits } from "../desk/question-service.ts";
import { waitersOn } from "../desk/wait-list-service.ts";
import { weekCounts, weekOf, type Board } from "./booking-board.ts";
import { boardOf, FiguresLine } from "./booking-calendar.tsx";
import { visitDone } from "./booking-done.ts";
import { HeldPlace, holdAt } from "./booking-hold.tsx";
import { listed, VisitList } from "./booking-list.tsx";
import { addressOf, BOOKINGS, lookOf, type Look } from "./booking-look.ts";
import { Questions, Waits } from "./booking-side.tsx";
import { Chosen, talkOf } from "./booking-visit.tsx";
import { WeekTable } from "./booking-week.tsx";
import { called, longDay, shortDay, tellerOf, type Teller } from "./booking-word.ts";
import { Calendar, pickedOf } from "./calendar.tsx";
import { calendarPart } from "./booking-calendar.tsx";
import { Icon } from "./icon.tsx";
import { numberIn } from "./input.ts";
import { Empty } from "./sheet.tsx";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

const MOST_WAITERS = 8;
const MOST_ASKED = 5;

/** Visits of a day by master, of a week, or as a list. */
export async function bookingsPage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, query, part, now } = visit;
  const today = dateAt(now, visitor.business.timezone);
  const look = lookOf(query, today);
  if (part) return calendarPart(deps, visit, { look });
  const teller = tellerOf(visit);
  const shown = await shownOf(deps, visit, look);
  return {
    page: {
      title: titleOf(teller, look),
      section: "bookings",
      lead: shown.lead,
      actions: <Actions teller={teller} look={look} today={today} />,
      done: visitDone(visit),
      styles: ["calendar", "booking"],
      scripts: ["calendar"],
      body: shown.body,
    },
  };
}

type Shown = { lead: ComponentChildren; body: VNode };

async function shownOf(deps: CabinetDeps, visit: Visit, look: Look): Promise<Shown> {
  const teller = tellerOf(visit);
  if (look.view === "list") return listOf(deps, visit, look);
  const board = await boardOf(deps, visit, look);
  if (board) return boardShown(deps, visit, { look, board });
  const salon = await salonOf(deps.db, visit.visitor.business.id);
  const counts = await weekCounts(deps, visit, { look, salon });
  const visits = counts.counts.reduce((sum, one) => sum + one.visits, 0);
  const open = counts.counts.reduce((sum, one) => sum + one.open, 0);
  return {
    lead: <FiguresLine teller={teller} figures={{ visits, open, absent: 0 }} />,
    body:
      salon.masters.length === 0 ? (
        <Nothing teller={teller} />
      ) : (
        <WeekTable teller={teller} counts={counts} look={look} />
      ),
  };
}

async function listOf(deps: CabinetDeps, visit: Visit, look: Look): Promise<Shown> {
  const teller = tellerOf(visit);
  const salon = await salonOf(deps.db, visit.visitor.business.id);
  const masterId = salon.masters.find(({ slug }) => slug === look.master)?.id ?? null;
  const visits = await listed(deps, visit, { look, masterId });
  return {
    lead: teller.say("web-visit-list-from", { day: shortDay(teller, look.day) }),
    body: (
      <>
        <Masters teller={teller} salon={salon} look={look} picked={look.master} everywhere />
        <VisitList teller={teller} visits={visits} look={look} />
      </>
    ),
  };
}

async function boardShown(
  deps: CabinetDeps,
  visit: Visit,
  { look, board }: { look: Look; board: Board },
): Promise<Shown> {
  const { visitor, now } = visit;
  const teller = tellerOf(visit);
  const { id: businessId } = visitor.business;
  const today = dateAt(now, teller.zone);
  const [chosen, waits, asked] = await Promise.all([
    chosenOf(deps, visit, look),
    waitersOn(deps.db, businessId, { day: look.day, most: MOST_WAITERS }),
    askedVisits(deps.db, businessId, { from: today, limit: MOST_ASKED }),
  ]);
  const { salon, figures, columns } = board;
  if (columns.length === 0) return { lead: "", body: <Nothing teller={teller} /> };
  const { csrf } = visitor;
  const picked = pickedOf(columns, look);
  return {
    lead: <FiguresLine teller={teller} figures={figures} />,
    body: (
      <>
        <Masters teller={teller} salon={salon} look={look} picked={picked?.who.slug ?? null} />
        {look.view === "week" && <Days teller={teller} look={look} />}
        <div class="split cal-split">
          <Calendar teller={teller} board={board} look={look} csrf={csrf} />
          <div class="stack" aria-live="polite">
            {chosen ?? (
              <section id="chosen" class="sheet pad small muted only-wide">
                {teller.say("web-visit-choose")}
              </section>
            )}
            <Questions teller={teller} asked={asked} csrf={csrf} back={addressOf(look)} />
            <Waits teller={teller} salon={salon} {...waits} />
          </div>
        </div>
      </>
    ),
  };
}

/** The visit or the held place beside the calendar. */
async function chosenOf(deps: CabinetDeps, visit: Visit, { chosen }: Look): Promise<VNode | null> {
  const teller = tellerOf(visit);
  const { csrf, business } = visit.visitor;
  if (chosen === null) return null;
  const number = numberIn(chosen);
  if (number !== null) {
    const booked = await visitBy(deps.db, business.id, { number });
    if (!booked) return null;
    const conversation = await talkOf(deps, visit, booked);
    return <Chosen {...{ teller, visit: booked, csrf, conversation }} />;
  }
  const place = await holdAt(deps, visit, chosen);
  if (!place) return null;
  const conversation = await talkOf(deps, visit, place);
  return <HeldPlace {...{ teller, place, conversation, csrf }} />;
}

function titleOf(teller: Teller, { view, day }: Look): string {
  if (view === "list") return teller.say("web-bookings");
  if (view === "day") return longDay(teller, day);
  const [first = day, last = day] = [weekOf(day)[0], weekOf(day).at(-1)];
  return `${longDay(teller, first)} – ${shortDay(teller, last)}`;
}

function Actions(about: { teller: Teller; look: Look; today: string }): VNode {
  const { teller, look, today } = about;
  const { say } = teller;
  const step = look.view === "day" ? 1 : 7;
  const to = (day: string): string => addressOf({ day, view: look.view, master: look.master });
  const views = ["day", "week", "list"] as const;
  const isWeek = look.view === "week";
  return (
    <>
      <nav class="row" aria-label={say("web-visit-days")}>
        <a
          class="btn icon"
          href={to(dayAfter(look.day, -step))}
          aria-label={say(isWeek ? "web-visit-week-before" : "web-visit-day-before")}
          data-key="ArrowLeft"
        >
          <Icon name="left" />
        </a>
        <a class="btn" href={to(today)}>
          {say("web-today")}
        </a>
        <a
          class="btn icon"
          href={to(dayAfter(look.day, step))}
          aria-label={say(isWeek ? "web-visit-week-after" : "web-visit-day-after")}
          data-key="ArrowRight"
        >
          <Icon name="right" />
        </a>
      </nav>
      <nav class="seg" aria-label={say("web-visit-views")}>
        {views.map((view) => (
          <a
            href={addressOf({ day: look.day, view, master: view === "week" ? null : look.master })}
            {...(view === look.view ? { "aria-current": "page" as const } : {})}
          >
            {say(`web-visit-view-${view}`)}
          </a>
        ))}
      </nav>
      <a class="btn main" href={`${BOOKINGS}/new?day=${look.day}`}>
        <Icon name="plus" small />
        {say("web-visit-new")}
      </a>
    </>
  );
}

/** On a phone one master is seen at a time. */
function Masters(about: {
  teller: Teller;
  salon: Salon;
  look: Look;
  picked: string | null;
  everywhere?: boolean;
}): VNode | null {
  const { teller, salon, look, picked, everywhere = false } = about;
  const { say } = teller;
  if (salon.masters.length < 2) return null;
  const { day, view } = look;
  return (
    <nav class={everywhere ? "chips" : "chips only-phone"} aria-label={say("web-visit-master")}>
      {everywhere && chipOf(addressOf({ day, view }), say("web-visit-everyone"), picked === null)}
      {salon.masters.map(({ slug, names }) =>
        chipOf(addressOf({ day, view, master: slug }), called(teller, names), slug === picked),
      )}
      {!everywhere && chipOf(addressOf({ day, view: "list" }), say("web-visit-all-listed"), false)}
    </nav>
  );
}

function chipOf(to: string, label: string, on: boolean): VNode {
  return (
    <a class="chip" href={to} {...(on ? { "aria-current": "true" as const } : {})}>
      {label}
    </a>
  );
}

/** On a phone one day of a master's week is seen at a time. */
function Days({ teller, look }: { teller: Teller; look: Look }): VNode {
  return (
    <nav class="chips only-phone" aria-label={teller.say("web-visit-days")}>
      {weekOf(look.day).map((day) => (
        <a
          class="chip"
          href={addressOf({ ...look, day, chosen: null })}
          {...(day === look.day ? { "aria-current": "date" as const } : {})}
        >
          {shortDay(teller, day)}
        </a>
      ))}
    </nav>
  );
}

function Nothing({ teller }: { teller: Teller }): VNode {
  return (
    <section class="sheet">
      <Empty words={teller.say("web-visit-no-masters")} />
    </section>
  );
}
