import type { Slot } from "../booking/salon.ts";
import { mastersFor } from "../booking/slot.ts";
import { dateAt, minuteAt } from "../booking/wall-day.ts";
import { text } from "../texts/bundle.ts";
import type { World } from "./conversation.ts";
import { noted } from "./fact.ts";
import { offeredTimes, saidWhy, slotRows } from "./offer.ts";
import { find, type Found, type Search } from "./search.ts";
import {
  atTime,
  cut,
  dayLong,
  either,
  masterName,
  priceLine,
  readerOf,
  serviceName,
} from "./shown.ts";
import {
  asking,
  type Buttons,
  drafted,
  moving,
  ordered,
  said,
  sameSlot,
  type Talk,
  wants,
  went,
} from "./talk.ts";

/** Takes in what was said of the visit and asks for the next thing that is missing; what is whole is kept and shown. */
export function booking(talk: Talk): Talk {
  return asked(picked(noted(went(talk, "booking"))));
}

/** Asks the open question of the booking again. */
export function asked(talk: Talk): Talk {
  const { draft } = talk.memory;
  if (draft.serviceId === null) return askService(talk);
  const before = draft.slot;
  const found = find(searchFor(talk, draft.serviceId));
  if (!("slot" in found)) return choosing(drafted(talk, { slot: null }), found);
  if (isSame(talk, found.slot)) return otherThanNow(talk);
  const chosen = took(talk, found.slot);
  return finished(
    sameSlot(before, found.slot) ? chosen : toldSlot(chosen, found.slot, found.others),
  );
}

/** A visit that is to be moved to where it stands. */
function isSame(talk: Talk, slot: Slot): boolean {
  const visit = moving(talk);
  return visit !== null && visit.start === slot.start && visit.masterId === slot.masterId;
}

function otherThanNow(talk: Talk): Talk {
  const other = drafted(said(talk, "agent-move-same"), { time: null, slot: null });
  const { serviceId, day } = other.memory.draft;
  if (serviceId === null || day === null) return asking(other, "move_time");
  return choosing(other, { choose: nextTo(other, serviceId, day), why: null });
}

/** Other times of the days that were meant. */
function nextTo(talk: Talk, serviceId: number, days: { from: string; to: string }): Slot[] {
  const visit = moving(talk);
  const but = visit === null ? [] : [{ ...visit, serviceId }];
  const found = find({ ...searchFor(talk, serviceId), days, but });
  return "slot" in found ? [found.slot] : found.choose;
}

/** A bare time or a pressed one means a visit that was offered, with whoever has it. */
function picked(talk: Talk): Talk {
  const { heard, memory, world } = talk;
  const { zone } = world.salon;
  const { time } = heard;
  if (time === null || !("at" in time) || heard.master !== null) return talk;
  const { at } = time;
  const meant = memory.offered.slots.filter(
    ({ start, serviceId }) =>
      serviceId === memory.draft.serviceId &&
      minuteAt(start, zone) === at &&
      (heard.day === null || heard.day.from === dateAt(start, zone)),
  );
  const [slot] = meant;
  if (!slot || new Set(meant.map(({ start }) => start)).size > 1) return talk;
  return took(talk, slot);
}

/** The draft is of this slot. A wish for a master becomes one for the slot's. */
function took(talk: Talk, slot: Slot): Talk {
  const { zone } = talk.world.salon;
  const day = dateAt(slot.start, zone);
  const { masterId } = talk.memory.draft;
  return drafted(talk, {
    slot,
    day: { from: day, to: day },
    time: { at: minuteAt(slot.start, zone) },
    masterId: typeof masterId === "number" ? slot.masterId : masterId,
  });
}

function searchFor(talk: Talk, serviceId: number): Search {
  const { heard, memory, world } = talk;
  const { draft, offered } = memory;
  const { pressed } = heard;
  const prefer = pressed?.do === "pick_slot" ? pressed.masterId : (draft.slot?.masterId ?? null);
  return {
    salon: world.salon,
    busy: busyFor(talk),
    now: world.now,
    serviceId,
    masterId: typeof draft.masterId === "number" ? draft.masterId : null,
    days: draft.day,
    time: draft.time,
    asap: wants(talk, "soonest"),
    but: wants(talk, "other_times") ? offered.slots : [],
    prefer,
  };
}

/** The visit that is being moved makes way for itself. */
function busyFor(talk: Talk): World["busy"] {
  const visit = moving(talk);
  const { busy } = talk.world;
  if (visit === null) return busy;
  return busy.filter(({ masterId, from }) => masterId !== visit.masterId || from !== visit.start);
}

/** Which service: one of several that were meant, or of the whole list. */
function askService(talk: Talk): Talk {
  const { services } = talk.world.salon;
  const { offered } = talk.memory;
  const meant = services.filter(({ id }) => offered.services.includes(id));
  const [only] = services;
  if (services.length === 1 && only) return asked(drafted(talk, { serviceId: only.id }));
  const reader = readerOf(talk);
  const several = meant.length > 1;
  const listed = several ? meant : services;
  const buttons = serviceButtons(
    talk,
    listed.map(({ id }) => id),
  );
  const open = asking(talk, "service", { services: several ? meant.map(({ id }) => id) : [] });
  if (!several) return said(open, "agent-ask-service", {}, buttons);
  const options = meant.map((service) => priceLine(reader, service));
  return said(open, "agent-which-service", { services: options.join("\n") }, buttons);
}

/** A button for each service, as far as a phone shows them. */
export function serviceButtons(talk: Talk, ids: readonly number[]): Buttons {
  const reader = readerOf(talk);
  return ids
    .slice(0, BUTTONS)
    .map((serviceId) => [
      { title: cut(serviceName(reader, serviceId)), action: { do: "pick_service", serviceId } },
    ]);
}

const BUTTONS = 12;

/** What was asked for is not there, or several are: the customer chooses. */
function choosing(talk: Talk, found: Extract<Found, { choose: Slot[] }>): Talk {
  const { draft } = talk.memory;
  const explained = saidWhy(talk, found.why);
  const question = moving(talk) ? "move_time" : draft.day === null ? "day" : "time";
  return offeredTimes(explained, question, found.choose, found.why);
}

/** The time is there: said once, before what is missing is asked for. The next ones stand below as buttons. */
function toldSlot(talk: Talk, slot: Slot, others: readonly Slot[]): Talk {
  if (missing(talk) === null) return talk;
  const reader = readerOf(talk);
  const { zone } = talk.world.salon;
  const { language } = talk.memory;
  const values = {
    day: dayLong(language, dateAt(slot.start, zone)),
    time: atTime(language, minuteAt(slot.start, zone)),
    service: serviceName(reader, slot.serviceId),
    master: masterName(reader, slot.masterId),
  };
  return others.length === 0
    ? said(talk, "agent-slot-free", values)
    : said(talk, "agent-slot-free", values, slotRows(talk, others));
}

/** A visit whose time is known: the name, the number, then the whole of it is kept and shown. */
function finished(talk: Talk): Talk {
  const { draft } = talk.memory;
  const filled = known(talk);
  const lacking = missing(filled);
  if (lacking === "both") return said(asking(filled, "name"), "agent-ask-name-phone");
  if (lacking === "name") return said(asking(filled, "name"), "agent-ask-name");
  if (lacking === "phone") return said(asking(filled, "phone"), "agent-ask-phone");
  const { slot } = draft;
  return slot === null ? filled : ordered(asking(filled, null), { do: "hold", slot });
}

/** A client of this chat and what the channel proves need not be asked for. */
function known(talk: Talk): Talk {
  const { draft } = talk.memory;
  const { client, channelPhone } = talk.world;
  return drafted(talk, {
    name: draft.name ?? client?.name ?? fallback(talk),
    phone: channelPhone ?? draft.phone ?? client?.phone ?? null,
  });
}

/** Asked for a name, they gave a number alone: how the channel names them will do, they see it in the draft. */
function fallback({ heard, memory, world }: Talk): string | null {
  if (memory.asked !== "name" || heard.phone === null) return null;
  return properName(world.profileName);
}

/** A profile may hold anything: only letters, marks inside names and single spaces are a name. */
export function properName(raw: string | null): string | null {
  const words = raw?.normalize("NFC").match(/\p{L}[\p{L}\p{M}'’ʼ-]{0,39}/gu) ?? [];
  const name = words.slice(0, 3).join(" ");
  return name === "" ? null : name;
}

function missing(talk: Talk): "both" | "name" | "phone" | null {
  if (moving(talk)) return null;
  const { name, phone } = known(talk).memory.draft;
  const unphoned = phone === null && !talk.memory.noPhone;
  if (name === null) return unphoned ? "both" : "name";
  return unphoned ? "phone" : null;
}

/** Who does a service, to be chosen from. */
export function askMaster(talk: Talk): Talk {
  const { serviceId } = talk.memory.draft;
  if (serviceId === null) return askService(talk);
  const reader = readerOf(talk);
  const masters = mastersFor(talk.world.salon, { serviceId, masterId: null });
  const anyone = text(talk.memory.language, "agent-button-anyone");
  const buttons: Buttons = [
    ...masters
      .slice(0, BUTTONS)
      .map(({ id }): Buttons[number] => [
        { title: cut(masterName(reader, id)), action: { do: "pick_master", masterId: id } },
      ]),
    [{ title: anyone, action: { do: "pick_master", masterId: null } }],
  ];
  const names = either(
    talk.memory.language,
    masters.map(({ id }) => masterName(reader, id)),
  );
  return said(asking(talk, "master"), "agent-ask-master", { masters: names }, buttons);
}
