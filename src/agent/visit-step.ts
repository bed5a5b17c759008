import type { Visit } from "../booking/salon.ts";
import { dateAt, minuteAt } from "../booking/wall-day.ts";
import { text } from "../texts/bundle.ts";
import { asked as askedAgain, booking } from "./booking-step.ts";
import type { Draft } from "./conversation.ts";
import { noDraft } from "./open.ts";
import { cut, dayLong, masterName, near, readerOf, serviceName } from "./shown.ts";
import {
  asking,
  type Buttons,
  dropped,
  minded,
  ordered,
  said,
  type Talk,
  visiting,
  wants,
  went,
} from "./talk.ts";
import type { Understood } from "./understood.ts";

const HOUR_MS = 3_600_000;
type Wish = "cancel" | "move";

/** Cancels or moves: which visit, then the question, then the deed. */
export function changeVisit(talk: Talk, wish: Wish): Talk {
  const named = pressedVisit(talk);
  const open = minded(went(talk, "confirmation"), { visitWish: wish, visitId: null });
  if (named !== null) return named === "gone" ? gone(open) : withVisit(open, named, wish);
  const { mine } = talk.world;
  const [first] = mine;
  if (!first) return nobodys(open);
  const meant = matching(talk, mine, wish);
  const [only] = meant;
  if (meant.length === 1 && only) return withVisit(open, only, wish);
  return which(open, meant.length > 1 ? meant : mine, wish);
}

/** The answer to "which one". */
export function answerWhich(talk: Talk): Talk | null {
  const { memory, world } = talk;
  const wish = memory.visitWish ?? "cancel";
  const listed = world.mine.filter(({ id }) => memory.offered.visits.includes(id));
  const meant = matching(talk, listed, "cancel");
  const [only] = meant;
  if (meant.length === 1 && only) return withVisit(talk, only, wish, true);
  if (talk.heard.answer === "no") return said(went(dropped(talk), "goodbye"), "agent-visit-stays");
  const other = meant.length === 0 || wants(talk, "book", "soonest");
  return other ? null : which(talk, meant, wish);
}

/** The answer to "shall it be cancelled". */
export function answerCancel(talk: Talk): Talk | null {
  const { memory, heard, world } = talk;
  const visit = world.mine.find(({ id }) => id === memory.visitId);
  const { pressed } = heard;
  const old = pressed?.do === "yes" && pressed.of !== undefined && pressed.of !== memory.visitId;
  if (heard.answer === "yes" && !old) {
    if (!visit) return gone(talk);
    const done = asking(minded(talk, { visitWish: null }), null);
    return ordered(went(done, "confirmation"), { do: "cancel", bookingId: visit.id });
  }
  if (heard.answer === "no" || old)
    return said(asking(minded(talk, { visitWish: null }), null), "agent-visit-stays");
  return null;
}

export function askCancelAgain(talk: Talk): Talk {
  const visit = talk.world.mine.find(({ id }) => id === talk.memory.visitId);
  return visit ? askCancel(talk, visit) : gone(talk);
}

export function askWhichAgain(talk: Talk): Talk {
  const { memory, world } = talk;
  const listed = world.mine.filter(({ id }) => memory.offered.visits.includes(id));
  return listed.length === 0 ? gone(talk) : which(talk, listed, memory.visitWish ?? "cancel");
}

/** "Буду", "ок", "+": the visit that they were reminded of, else the only one there is. */
export function coming(talk: Talk): Talk | null {
  const named = pressedVisit(talk);
  if (named === "gone") return gone(talk);
  const { memory, world } = talk;
  const reminded = world.mine.find(({ id }) => id === memory.visitId);
  const [first] = world.mine;
  const only = world.mine.length === 1 ? first : undefined;
  const visit = named ?? (memory.asked === "visit" ? reminded : only);
  if (!visit) return null;
  const open = asking(went(talk, "confirmation"), null);
  return ordered(open, { do: "confirm_visit", bookingId: visit.id });
}

/** They are not coming: moved or cancelled? */
export function notComing(talk: Talk): Talk {
  const visit = talk.world.mine.find(({ id }) => id === talk.memory.visitId);
  if (!visit) return gone(talk);
  return said(
    asking(went(talk, "confirmation"), "visit"),
    "agent-not-coming",
    {},
    visitButtons(talk, visit),
  );
}

/** What is booked, for this chat only. */
export function myVisits(talk: Talk): Talk {
  const open = went(talk, "confirmation");
  const { mine } = talk.world;
  const [only] = mine;
  if (!only) return nobodys(open);
  const visits = mine.map((visit) => visitLine(talk, visit)).join("\n");
  const buttons = mine.length === 1 ? visitButtons(talk, only) : undefined;
  return said(open, "agent-my-visits", { visits }, buttons);
}

/** "вт, 2 грудня, 10:00 — Жіноча стрижка, майстер Олена". */
function visitLine(talk: Talk, visit: Visit): string {
  const reader = readerOf(talk);
  return text(talk.memory.language, "agent-visit-line", {
    at: near(reader, visit.start),
    service: serviceName(reader, visit.serviceId),
    master: masterName(reader, visit.masterId),
  });
}

function visitButtons({ memory }: Talk, { id }: Visit): Buttons {
  const move = text(memory.language, "agent-button-move");
  const cancel = text(memory.language, "agent-button-cancel");
  return [
    [
      { title: move, action: { do: "move_visit", bookingId: id } },
      { title: cancel, action: { do: "cancel_visit", bookingId: id } },
    ],
  ];
}

function pressedVisit({ heard, world }: Talk): Visit | "gone" | null {
  const { pressed } = heard;
  if (pressed === null || !("bookingId" in pressed)) return null;
  return world.mine.find(({ id }) => id === pressed.bookingId) ?? "gone";
}

/** The visits that a message may mean: by service, master, day and hour. A new time of a move names no visit. */
function matching({ heard, world }: Talk, visits: readonly Visit[], wish: Wish): Visit[] {
  const { zone } = world.salon;
  const { day, time } = heard;
  const at = time !== null && "at" in time ? time.at : null;
  return visits.filter((visit) => {
    const date = dateAt(visit.start, zone);
    const service = heard.services.length === 0 || heard.services.includes(visit.serviceId);
    const master = typeof heard.master !== "number" || heard.master === visit.masterId;
    if (wish === "move") return service && (visits.length === 1 || master);
    const days = day === null || (day.from <= date && date <= day.to);
    return service && master && days && (at === null || at === minuteAt(visit.start, zone));
  });
}

function which(talk: Talk, visits: readonly Visit[], wish: Wish): Talk {
  const reader = readerOf(talk);
  const rows = visits.map((visit): Buttons[number] => {
    const action =
      wish === "move"
        ? { do: "move_visit" as const, bookingId: visit.id }
        : { do: "cancel_visit" as const, bookingId: visit.id };
    const title = `${near(reader, visit.start)} · ${serviceName(reader, visit.serviceId)}`;
    return [{ title: cut(title), action }];
  });
  const lines = visits.map((visit) => visitLine(talk, visit)).join("\n");
  const open = asking(talk, "which_visit", { visits: visits.map(({ id }) => id) });
  const id = wish === "move" ? "agent-which-move" : "agent-which-cancel";
  return said(open, id, { visits: lines }, rows);
}

function withVisit(talk: Talk, visit: Visit, wish: Wish, chosen = false): Talk {
  const { now, salon } = talk.world;
  const named = minded(talk, { visitId: visit.id, visitWish: wish });
  const hours = salon.rules.freeCancelHours;
  if (visit.start - now < hours * HOUR_MS) {
    const told = said(asking(named, null), "agent-too-late", { hours });
    return ordered(told, { do: "handoff", reason: "too_late" });
  }
  return wish === "move" ? moveVisit(named, visit, chosen) : askCancel(named, visit);
}

function askCancel(talk: Talk, visit: Visit): Talk {
  const { language } = talk.memory;
  const reader = readerOf(talk);
  const { zone } = talk.world.salon;
  const yes = text(language, "agent-button-yes-cancel");
  const no = text(language, "agent-button-keep");
  const buttons: Buttons = [
    [
      { title: yes, action: { do: "yes", of: visit.id } },
      { title: no, action: { do: "no" } },
    ],
  ];
  return said(
    asking(talk, "cancel_visit"),
    "agent-ask-cancel",
    {
      day: dayLong(language, dateAt(visit.start, zone)),
      time: near(reader, visit.start).slice(-TIME_LENGTH),
      service: serviceName(reader, visit.serviceId),
      master: masterName(reader, visit.masterId),
    },
    buttons,
  );
}

const TIME_LENGTH = "00:00".length;

/** A visit moves with its service and master; the new day and time may have been said already. */
function moveVisit(talk: Talk, visit: Visit, chosen: boolean): Talk {
  const { heard, world } = talk;
  const masterId = world.salon.masters.some(({ id }) => id === visit.masterId)
    ? visit.masterId
    : null;
  const { holdId } = talk.memory.draft;
  const free = holdId === null ? talk : ordered(talk, { do: "release", holdId });
  // What chose the visit was said of the old time.
  const spoken = chosen ? { ...heard, day: null, time: null, master: null } : heard;
  const draft: Draft = {
    ...noDraft(),
    serviceId: visit.serviceId,
    masterId,
    ...keptWhen(talk, visit, spoken),
  };
  const open = asking(minded(free, { draft }), "move_time");
  const now = { ...open, heard: { ...spoken, services: [] } };
  if (spoken.day !== null || spoken.time !== null || wants(talk, "soonest")) return booking(now);
  return askWhen(now, visit);
}

/** Only a new hour: on the same day; only a new day: at the same hour. */
function keptWhen({ world }: Talk, visit: Visit, { day, time }: Understood): Partial<Draft> {
  const { zone } = world.salon;
  const date = dateAt(visit.start, zone);
  if (time !== null && day === null) return { day: { from: date, to: date } };
  if (day !== null && time === null) return { time: { at: minuteAt(visit.start, zone) } };
  return {};
}

function askWhen(talk: Talk, visit: Visit): Talk {
  const told = said(talk, "agent-ask-move", {
    at: near(readerOf(talk), visit.start),
    service: serviceName(readerOf(talk), visit.serviceId),
  });
  const offered = askedAgain(told);
  return minded(offered, visiting(offered.memory, "confirmation"));
}

function gone(talk: Talk): Talk {
  return said(asking(minded(talk, { visitId: null, visitWish: null }), null), "agent-visit-gone");
}

/** Nothing is booked in this chat; whoever booked elsewhere asks a person. */
function nobodys(talk: Talk): Talk {
  const human = text(talk.memory.language, "agent-button-human");
  const book = text(talk.memory.language, "agent-button-book");
  const buttons: Buttons = [
    [
      { title: book, action: { do: "book" } },
      { title: human, action: { do: "human" } },
    ],
  ];
  return said(asking(minded(talk, { visitWish: null }), null), "agent-no-visits", {}, buttons);
}
