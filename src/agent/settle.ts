import type { Slot, Visit } from "../booking/salon.ts";
import { dateAt, minuteAt } from "../booking/wall-day.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import type { TextArgs } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import type { Done } from "./command.ts";
import type { Conversation, World } from "./conversation.ts";
import type { Settle } from "./machine.ts";
import { humanRow } from "./info-step.ts";
import { noDraft } from "./open.ts";
import { offeredTimes } from "./offer.ts";
import { find } from "./search.ts";
import {
  atTime,
  clock,
  dayLong,
  masterName,
  near,
  priceText,
  readerOf,
  serviceName,
} from "./shown.ts";
import {
  asking,
  type Buttons,
  drafted,
  minded,
  moving,
  said,
  serviceOf,
  type Talk,
  went,
} from "./talk.ts";
import type { Understood } from "./understood.ts";

/** What is said of what was done, and what is remembered of it. */
export const settled: Settle = (conversation, done, world) => {
  const talk = done.reduce<Talk>(
    (before, one) => ("did" in one ? told(before, one) : failed(before, one)),
    { memory: conversation, heard: silence, world, say: [], todo: [] },
  );
  return { conversation: talk.memory, say: [...talk.say] };
};

const silence: Understood = {
  language: null,
  intents: [],
  services: [],
  unknownService: null,
  master: null,
  unknownMaster: null,
  day: null,
  time: null,
  name: null,
  phone: null,
  answer: null,
  faq: [],
  rude: false,
  pressed: null,
  text: "",
};

type Did = Extract<Done, { did: string }>;
type Failed = Extract<Done, { failed: string }>;

function told(talk: Talk, done: Did): Talk {
  if (done.did === "hold") return shown(talk, done);
  if (done.did === "book" || done.did === "take_offer") return booked(talk, done.visit);
  if (done.did === "move") return moved(talk, done.visit);
  if (done.did === "cancel") return cancelled(talk, done.visit);
  if (done.did === "confirm_visit")
    return said(went(talk, "confirmation"), "agent-visit-confirmed", visitValues(talk, done.visit));
  if (done.did === "handoff") return handed(talk, done);
  if (done.did === "wait") return said(talk, "agent-waiting");
  if (done.did === "pass_offer") return said(talk, "agent-offer-passed");
  if (done.did === "erase") return erased(talk);
  return talk;
}

/** The draft in full, from the place that is kept. */
function shown(talk: Talk, { holdId, slot }: Extract<Did, { did: "hold" }>): Talk {
  const held = drafted(went(talk, "confirmation"), { slot, holdId });
  const before = moving(talk);
  const { language, draft } = talk.memory;
  const yes = text(language, "agent-button-yes");
  const change = text(language, "agent-button-change");
  const buttons: Buttons = [
    [
      { title: yes, action: { do: "yes", of: holdId } },
      { title: change, action: { do: "no" } },
    ],
  ];
  const values = slotValues(talk, slot);
  if (before !== null) {
    const from = near(readerOf(talk), before.start);
    const open = asking(held, "move_draft");
    return said(open, "agent-draft-move", { ...values, from }, buttons);
  }
  const phone = draft.phone === null ? "" : `, ${showPhone(draft.phone)}`;
  const who = `${draft.name ?? "—"}${phone}`;
  return said(asking(held, "draft"), "agent-draft", { ...values, who }, buttons);
}

function slotValues(talk: Talk, slot: Slot): TextArgs {
  const reader = readerOf(talk);
  const service = serviceOf(talk, slot.serviceId);
  const { zone } = talk.world.salon;
  return {
    service: serviceName(reader, slot.serviceId),
    master: masterName(reader, slot.masterId),
    day: dayLong(talk.memory.language, dateAt(slot.start, zone)),
    time: clock(minuteAt(slot.start, zone)),
    price: service ? priceText(reader, service.price) : "—",
  };
}

function visitValues(talk: Talk, visit: Visit): TextArgs {
  const reader = readerOf(talk);
  const { zone } = talk.world.salon;
  const { language } = talk.memory;
  return {
    service: serviceName(reader, visit.serviceId),
    master: masterName(reader, visit.masterId),
    day: dayLong(language, dateAt(visit.start, zone)),
    time: atTime(language, minuteAt(visit.start, zone)),
  };
}

function booked(talk: Talk, visit: Visit): Talk {
  const over = asking(minded(went(talk, "confirmation"), cleared(visit.id)), null);
  const price = priceText(readerOf(talk), visit.price);
  return said(over, "agent-booked", { ...visitValues(talk, visit), price });
}

function moved(talk: Talk, visit: Visit): Talk {
  const over = asking(minded(went(talk, "confirmation"), cleared(visit.id)), null);
  return said(over, "agent-moved", visitValues(talk, visit));
}

function cancelled(talk: Talk, visit: Visit): Talk {
  const { bookedId } = talk.memory;
  const kept = bookedId === visit.id ? null : bookedId;
  const over = asking(minded(went(talk, "confirmation"), cleared(kept)), null);
  return said(over, "agent-cancelled", visitValues(talk, visit));
}

function cleared(bookedId: number | null): Partial<Conversation> {
  return { bookedId, draft: noDraft(), visitId: null, visitWish: null };
}

function erased(talk: Talk): Talk {
  const over = asking(minded(went(talk, "goodbye"), cleared(null)), null);
  return said(over, "agent-erased");
}

/** When a person will answer, as far as anybody can say. */
function handed(talk: Talk, { answersBy, open }: Extract<Did, { did: "handoff" }>): Talk {
  if (answersBy === null) return said(talk, "agent-handoff");
  const { now, salon } = talk.world;
  const by = dateNear(talk.memory.language, answersBy, now, salon.zone);
  return said(talk, open ? "agent-handoff-by" : "agent-handoff-closed", { by });
}

function failed(talk: Talk, done: Failed): Talk {
  if (done.failed === "taken") return taken(talk, done.slot, done.command === "take_offer");
  const { command } = done;
  if (done.failed === "too_many")
    return said(asking(talk, null), "agent-too-many", {}, humanRow(talk));
  if (done.failed === "too_late") {
    const { freeCancelHours: hours } = talk.world.salon.rules;
    return said(asking(talk, null), "agent-too-late-ask", { hours }, humanRow(talk));
  }
  if (command === "take_offer" || command === "pass_offer") return said(talk, "agent-offer-gone");
  if (command === "cancel" || command === "move" || command === "confirm_visit")
    return said(asking(minded(talk, cleared(null)), null), "agent-visit-gone");
  return said(asking(minded(talk, cleared(talk.memory.bookedId)), null), "agent-hold-gone");
}

/** Somebody was quicker: the nearest that is free. The busy list was read before, so the lost place is added to it. */
function taken(talk: Talk, slot: Slot, offer: boolean): Talk {
  const { salon, busy, now } = talk.world;
  const { language, draft } = talk.memory;
  const lost: World = {
    ...talk.world,
    busy: [...busy, { masterId: slot.masterId, from: slot.start, to: slot.end }],
  };
  const day = dateAt(slot.start, salon.zone);
  const minute = minuteAt(slot.start, salon.zone);
  const found = find({
    salon,
    busy: lost.busy,
    now,
    serviceId: slot.serviceId,
    masterId: typeof draft.masterId === "number" ? draft.masterId : null,
    days: { from: day, to: day },
    time: { at: minute },
    asap: false,
    but: [],
    prefer: null,
  });
  const open = drafted(went({ ...talk, world: lost }, "booking"), {
    serviceId: slot.serviceId,
    day: { from: day, to: day },
    time: { at: minute },
    slot: null,
    holdId: null,
  });
  const sorry = offer
    ? said(open, "agent-offer-gone")
    : said(open, "agent-why-busy", { time: atTime(language, minute) });
  const slots = "slot" in found ? [found.slot] : found.choose;
  const why = "slot" in found ? null : found.why;
  const question = moving(talk) ? "move_time" : "time";
  const offered = offeredTimes(sorry, question, slots, why);
  return { ...offered, world: talk.world };
}
