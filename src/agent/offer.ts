import { lastDay } from "../booking/slot.ts";
import type { Slot } from "../booking/salon.ts";
import { dateAt, wallDay, wallInstant } from "../booking/wall-day.ts";
import { businessOpen, masterOpen } from "../booking/opening.ts";
import { text } from "../texts/bundle.ts";
import type { Question } from "./conversation.ts";
import type { Why } from "./search.ts";
import {
  atTime,
  dayLong,
  either,
  forDay,
  lasting,
  masterName,
  near,
  readerOf,
  serviceName,
  slotTitle,
  startTime,
} from "./shown.ts";
import { asking, type Buttons, said, serviceOf, type Talk } from "./talk.ts";

/** Says which times there are; each is a button, and a bare time means one of them. */
export function offeredTimes(
  talk: Talk,
  question: Question,
  slots: readonly Slot[],
  why: Why | null,
): Talk {
  const open = asking(talk, question, { slots: [...slots] });
  const { language } = talk.memory;
  const waits = waitRow(talk, why);
  if (slots.length === 0) {
    const human = { title: text(language, "agent-button-human"), action: { do: "human" as const } };
    return said(open, "agent-nothing-free", {}, [...waits, [human]]);
  }
  const reader = readerOf(talk);
  const { zone } = talk.world.salon;
  const days = new Set(slots.map(({ start }) => dateAt(start, zone)));
  const [day] = days;
  const buttons = [...slotRows(talk, slots), ...waits, moreRow(talk)];
  if (days.size === 1 && day !== undefined) {
    const times = either(
      language,
      slots.map(({ start }) => startTime(reader, start)),
    );
    return said(open, "agent-offer-day", { for: forDay(reader, day), times }, buttons);
  }
  const times = slots.map(({ start }) => near(reader, start)).join("; ");
  return said(open, "agent-offer-days", { times }, buttons);
}

/** Why what was asked for cannot be. */
export function saidWhy(talk: Talk, why: Why | null): Talk {
  if (why === null || why.of === "days") return why === null ? talk : said(talk, "agent-why-days");
  if (why.of === "part") return said(talk, "agent-why-part");
  return why.of === "day" ? saidWhyDay(talk, why) : saidWhyTime(talk, why);
}

/** Two or three in a row, as many as a phone shows beside one another. */
export function slotRows(talk: Talk, slots: readonly Slot[]): Buttons {
  const reader = readerOf(talk);
  const { zone } = talk.world.salon;
  const wanted = talk.memory.draft.masterId;
  const has = {
    day: new Set(slots.map(({ start }) => dateAt(start, zone))).size > 1,
    master: typeof wanted === "number" && slots.some(({ masterId }) => masterId !== wanted),
  };
  const width = has.day || has.master ? 2 : 3;
  const rows: Buttons = [];
  slots.forEach((slot, index) => {
    const { serviceId, masterId, start } = slot;
    const button = {
      title: slotTitle(reader, slot, has),
      action: { do: "pick_slot" as const, serviceId, masterId, start },
    };
    if (index % width === 0) rows.push([button]);
    else rows.at(-1)?.push(button);
  });
  return rows;
}

function moreRow({ memory }: Talk): Buttons[number] {
  return [{ title: text(memory.language, "agent-button-more"), action: { do: "more_times" } }];
}

/** A full day may be waited for. */
function waitRow({ memory }: Talk, why: Why | null): Buttons {
  const full = why?.of === "day" && why.reason === "full";
  const busy = why?.of === "time" && why.reason === "busy";
  if (!full && !busy) return [];
  return [[{ title: text(memory.language, "agent-button-wait"), action: { do: "wait" } }]];
}

function saidWhyDay(talk: Talk, { reason, day }: Extract<Why, { of: "day" }>): Talk {
  const { draft, language } = talk.memory;
  const reader = readerOf(talk);
  const named = dayLong(language, day);
  if (reason === "past") return said(talk, "agent-day-past");
  if (reason === "too_far")
    return said(talk, "agent-why-far", {
      day: dayLong(language, lastDay(talk.world.salon, talk.world.now)),
    });
  if (reason === "closed_day") return said(talk, "agent-why-closed", { day: named });
  if (reason === "master_day_off" && typeof draft.masterId === "number")
    return said(talk, "agent-why-day-off", {
      master: masterName(reader, draft.masterId),
      day: named,
    });
  if (reason === "master_day_off" || reason === "no_master")
    return said(talk, "agent-why-nobody", {
      day: named,
      service: serviceName(reader, draft.serviceId ?? 0),
    });
  return said(talk, "agent-why-full", { day: named });
}

function saidWhyTime(talk: Talk, why: Extract<Why, { of: "time" }>): Talk {
  const { language } = talk.memory;
  const { reason, day, minute } = why;
  const time = atTime(language, minute);
  if (reason === "busy") return said(talk, "agent-why-busy", { time });
  if (reason === "past") return said(talk, "agent-why-past");
  if (reason === "too_soon")
    return said(talk, "agent-why-soon", {
      lead: lasting(language, talk.world.salon.rules.leadMin),
    });
  if (reason === "off_step") return said(talk, "agent-why-step", { time });
  if (reason === "outside_business_hours" || reason === "outside_master_hours")
    return saidWhyHours(talk, why);
  return saidWhyDay(talk, { of: "day", reason, day });
}

/** Outside the hours, or within them but too near to their end or to a break. */
function saidWhyHours(talk: Talk, why: Extract<Why, { of: "time" }>): Talk {
  const { draft, language } = talk.memory;
  const { salon } = talk.world;
  const time = atTime(language, why.minute);
  const service = serviceOf(talk, draft.serviceId);
  const dates = [-1, 0, 1].map((after) => wallDay(why.day, salon.zone, after));
  const start = wallInstant(wallDay(why.day, salon.zone), why.minute);
  const open = businessOpen(salon, dates).some(({ from, to }) => from <= start && start < to);
  if (!open) return said(talk, "agent-why-shut", { time });
  const masters = salon.masters.filter(({ id, services }) =>
    typeof draft.masterId === "number"
      ? id === draft.masterId
      : services.includes(service?.id ?? 0),
  );
  const there = masters.some((master) =>
    masterOpen(master, dates).some(({ from, to }) => from <= start && start < to),
  );
  if (there && service)
    return said(talk, "agent-why-long", { time, length: lasting(language, service.durationMin) });
  if (typeof draft.masterId === "number")
    return said(talk, "agent-why-hours", {
      master: masterName(readerOf(talk), draft.masterId),
      time,
    });
  return said(talk, "agent-why-nobody-then", { time });
}
