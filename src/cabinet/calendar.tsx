import type { ComponentChildren, VNode } from "preact";
import type { Slot } from "../booking/salon.ts";
import type { Place } from "../booking/visit.ts";
import { minuteAt } from "../booking/wall-day.ts";
import { timeOf } from "../texts/format.ts";
import type { Board } from "./booking-board.ts";
import { addressOf, BOOKINGS, placeKey, type Look } from "./booking-look.ts";
import {
  called,
  kindOf,
  left,
  shortDay,
  timesOf,
  weekDay,
  whoOf,
  type Teller,
} from "./booking-word.ts";
import { classesOf, hoursOf, laidOut } from "./calendar-grid.ts";
import { Avatar } from "./sheet.tsx";

/** A drop that was refused: where, why, and what would do instead. */
export type Refusal = {
  number: number;
  /** What the visit was dragged from. */
  from: string;
  master: string;
  start: number;
  end: number;
  words: string;
  near: readonly Slot[];
  /** People may pass over what was said. */
  mayForce: boolean;
};

type CalendarProps = {
  teller: Teller;
  board: Board;
  look: Look;
  csrf: string;
  refusal?: Refusal | null;
  /** What a press came to, said as it is put in. */
  said?: string | null;
};
type BoardColumn = Board["columns"][number];

/** Columns of visits, with the hours at their left; by itself it is fetched anew when a visit changes. */
export function Calendar(about: CalendarProps): VNode {
  const { teller, board, look, refusal = null, said = null } = about;
  const { say } = teller;
  const { columns } = board;
  const [first] = columns;
  if (!first) return <section id="cal" class="sheet cal" />;
  const hours = hoursOf(first.column.shown);
  const name = look.view === "week" ? called(teller, first.who.names) : shortDay(teller, look.day);
  const now = columns.find(({ column }) => column.now !== null)?.column.now ?? null;
  const chosen = pickedOf(columns, look);
  return (
    <section
      id="cal"
      class={shapeOf(columns.length, look)}
      aria-label={say("web-visit-calendar", { what: name })}
      hx-get={addressOf(look)}
      hx-trigger="live:booking from:body, every 60s"
      hx-swap="outerHTML"
      data-look={addressOf(look)}
    >
      {said !== null && <p hidden data-say={said} />}
      <div class="cal-head">
        <span class="cal-corner" />
        {columns.map((column) => (
          <Head teller={teller} column={column} look={look} pick={column === chosen} />
        ))}
      </div>
      <div class={`cal-body hh${hours.length}`}>
        <div class="cal-hours" aria-hidden="true">
          {hours.map((at, index) => (
            <time class={`th${index} tm0`}>{timeOf(teller.language, at, teller.zone)}</time>
          ))}
        </div>
        {columns.map((column) => (
          <ColumnView {...about} column={column} pick={column === chosen} refusal={refusal} />
        ))}
        {now !== null && (
          <div id="cal-now" class={`cal-now th${Math.floor(now / 60)} tm${now % 60}`}>
            <span>{timeOf(teller.language, teller.now, teller.zone)}</span>
          </div>
        )}
      </div>
    </section>
  );
}

/** More columns than fit are as wide as they must be, and are scrolled. */
function shapeOf(count: number, { view }: Look): string {
  const days = view === "week" ? " days" : "";
  return count > 6 ? `sheet cal many columns${Math.min(count, MOST_COLUMNS)}${days}` : "sheet cal";
}

const MOST_COLUMNS = 24;

function Head(about: { teller: Teller; column: BoardColumn; look: Look; pick: boolean }): VNode {
  const { teller, column, look, pick } = about;
  const { who, day, column: at } = column;
  const { say, language, zone } = teller;
  const until = at.until === null ? null : timeOf(language, at.until, zone);
  const note = until === null ? say("web-visit-day-off") : say("web-visit-until", { time: until });
  const name = called(teller, who.names);
  const isWeek = look.view === "week";
  return (
    <div class={pick ? "cal-who pick" : "cal-who"}>
      {!isWeek && <Avatar name={name} />}
      <div class="grow">
        <a
          class="plain strong cut1"
          href={isWeek ? addressOf({ day }) : addressOf({ day, view: "week", master: who.slug })}
        >
          {isWeek ? weekDay(teller, day) : name}
        </a>
        <div class="muted small cut1">{note}</div>
      </div>
    </div>
  );
}

function ColumnView(
  about: CalendarProps & { column: BoardColumn; pick: boolean; refusal: Refusal | null },
): VNode {
  const { teller, column, pick, refusal, look } = about;
  const { who, day, column: at } = column;
  const label = look.view === "week" ? shortDay(teller, day) : called(teller, who.names);
  const here =
    refusal !== null &&
    refusal.master === who.slug &&
    refusal.start >= at.shown.from &&
    refusal.start < at.shown.to;
  return (
    <div
      class={pick ? "cal-col pick" : "cal-col"}
      role="group"
      aria-label={label}
      data-master={who.slug}
      data-from={at.shown.from / 60_000}
      data-wall={minuteAt(at.shown.from, teller.zone)}
    >
      {at.closed.map(({ block, isBreak }) => (
        <div class={`closed ${classesOf(block)}`}>
          {isBreak && <span>{teller.say("web-visit-break")}</span>}
        </div>
      ))}
      {at.blocks.map(({ place, block }) => (
        <VisitBlock teller={teller} place={place} at={classesOf(block)} look={look} />
      ))}
      {here && <Ghost {...about} refusal={refusal} column={column} />}
    </div>
  );
}

/** A visit in its place; where it leads is its own page, beside the calendar on a wide screen. */
function VisitBlock(about: { teller: Teller; place: Place; at: string; look: Look }): VNode {
  const { teller, place, at, look } = about;
  const { say, now } = teller;
  const kind = kindOf(teller, place);
  const key = place.number === null ? placeKey(place.master.slug, place.start) : `${place.number}`;
  const movable = place.status === "booked" || place.status === "confirmed";
  const who = whoOf(teller, place);
  const service = called(teller, place.service.names);
  const short = place.end - place.start <= SHORT_MS;
  return (
    <a
      id={`v-${key}`}
      class={`bk ${kind} ${at}${short ? " short" : ""}${look.chosen === key ? " on" : ""}`}
      href={
        place.number === null
          ? `${BOOKINGS}/hold?place=${encodeURIComponent(key)}`
          : `${BOOKINGS}/${place.number}`
      }
      {...(movable ? { "data-move": `${place.number}`, draggable: false } : {})}
      data-from={placeKey(place.master.slug, place.start)}
      data-side=""
    >
      <b>{service}</b>
      <span>
        {timesOf(teller, place)} · {who}
      </span>
      {kind === "hold" && <em>{say("web-visit-held", left(place, now))}</em>}
      {said[kind] !== undefined && <span class="sr"> {say(said[kind])}</span>}
    </a>
  );
}

/** What has no room for two lines. */
const SHORT_MS = 35 * 60_000;
const said = {
  now: "web-visit-state-now",
  ok: "web-visit-state-ok",
  wait: "web-visit-state-wait",
  done: "web-visit-state-done",
  miss: "web-visit-state-miss",
  off: "web-visit-state-off",
  hold: undefined,
} as const;

/** Stands where the drop was refused, with what would do. */
function Ghost(about: CalendarProps & { refusal: Refusal; column: BoardColumn }): VNode | null {
  const { teller, refusal, column, look, csrf } = about;
  const { say, language, zone } = teller;
  const [laid] = laidOut([{ from: refusal.start, to: refusal.end }], column.column.shown);
  if (!laid) return null;
  const button = (start: number, label: ComponentChildren, force: boolean): VNode => (
    <button
      class={force ? "btn quiet" : "btn"}
      name={force ? "force" : "place"}
      value={force ? "1" : placeKey(refusal.master, start)}
    >
      {label}
    </button>
  );
  const { number, from, near, mayForce, words } = refusal;
  return (
    <form
      class={`ghost ${classesOf({ ...laid.block, lane: 0, lanes: 1 })}`}
      role="alert"
      method="post"
      action={`${BOOKINGS}/${number}/move`}
      hx-post={`${BOOKINGS}/${number}/move`}
      hx-target="#cal"
      hx-swap="outerHTML"
    >
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="look" value={addressOf(look)} />
      {mayForce && (
        <input type="hidden" name="wish" value={placeKey(refusal.master, refusal.start)} />
      )}
      <b>{words}</b>
      <span>{say(near.length > 0 ? "web-visit-free-at" : "web-visit-free-none")}</span>
      <div class="row tight">
        {near.map(({ start }) => button(start, timeOf(language, start, zone), false))}
        {mayForce && button(0, say("place-key-sure"), true)}
        <a class="btn quiet" href={addressOf(look)} data-drop="">
          {say("web-visit-leave")}
        </a>
      </div>
    </form>
  );
}

/** On a phone one column is seen at a time: the chosen day's or master's, else of who has most to do. */
export function pickedOf(columns: readonly BoardColumn[], look: Look): BoardColumn | undefined {
  if (look.view === "week") return columns.find(({ day }) => day === look.day);
  const count = ({ column }: BoardColumn): number => column.blocks.length;
  const asked = columns.find(({ who }) => who.slug === look.master);
  return asked ?? columns.toSorted((a, b) => count(b) - count(a))[0];
}
