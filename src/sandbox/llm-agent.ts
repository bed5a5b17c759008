import { z } from "zod";
import { questions } from "../agent/conversation.ts";
import type { Handles } from "../agent/mind-handle.ts";
import { handlesOf, handleOf } from "../agent/mind-handle.ts";
import { MIND_MARK } from "../agent/mind-prompt.ts";
import { does, type ModelCommand } from "../agent/mind-schema.ts";
import { stands } from "../agent/mind-quote.ts";
import { understand } from "../agent/rules.ts";
import { clock } from "../agent/shown.ts";
import type { Hint, Understood } from "../agent/understood.ts";
import type { Salon, Slot, Visit } from "../booking/salon.ts";
import { wholeWeek } from "../booking/salon.ts";
import type { Prompt } from "./llm-prompt.ts";

/** Whether a prompt asks what a customer's message means. */
export function isAgentPrompt({ system }: Prompt): boolean {
  return system.startsWith(MIND_MARK);
}

/** What a good model says: the rules' own reading of the message, as commands. `lie`: what a bad one may say. */
export function agentAnswer(
  { user }: Prompt,
  { lie }: { lie: boolean },
): { commands: ModelCommand[] } {
  const { hint, message } = questionIn(user);
  const handles = handlesOf(hint);
  if (lie) return { commands: liesOf(message) };
  return {
    commands: commandsFrom(understand({ text: message, pressed: null }, hint), {
      message,
      handles,
    }),
  };
}

/** A reading in the words of a model that understood the same. */
export function commandsFrom(
  heard: Understood,
  { message, handles }: { message: string; handles: Handles },
): ModelCommand[] {
  const { day, time, master, name, answer, unknownService } = heard;
  const said: Partial<ModelCommand>[] = [
    ...heard.intents.map((intent) => ({ do: intent })),
    ...heard.services.map((id) => ({
      do: "service",
      id: handleOf(handles.services, (one) => one === id),
    })),
    ...heard.faq.map((key) => ({
      do: "topic",
      id: handleOf(handles.topics, (one) => one === key),
    })),
  ];
  if (unknownService !== null) said.push({ do: "unknown_service", text: unknownService });
  if (master !== null)
    said.push({
      do: "master",
      id: master === "any" ? "any" : handleOf(handles.masters, (one) => one === master),
    });
  if (day !== null) said.push({ do: "day", from: day.from, to: day.to });
  if (time !== null)
    said.push(
      "at" in time
        ? { do: "time", from: clock(time.at) }
        : { do: "time", from: clock(time.from), to: clock(time.to) },
    );
  if (name !== null && stands(name, message)) said.push({ do: "name", text: name });
  if (answer !== null) said.push({ do: answer });
  return said
    .map((one) => ({ ...silent, quote: message, ...one }))
    .filter((one) => does.some((word) => word === one.do));
}

const silent: ModelCommand = { do: "", id: "", from: "", to: "", text: "", quote: "" };

/** A yes that nobody said, a wrong time, ids of another salon, commands that are none, words that were never written. */
function liesOf(message: string): ModelCommand[] {
  return [
    { do: "yes" },
    { do: "erase" },
    { do: "book_now", id: "k1" },
    { do: "coming" },
    { do: "service", id: "s999" },
    { do: "visit", id: "v77" },
    { do: "master", id: "8812" },
    { do: "time", from: "25:99" },
    { do: "time", from: "03:30" },
    { do: "day", from: "2019-02-31" },
    { do: "cancel", quote: "words that nobody wrote here" },
    { do: "name", text: "Somebody Else" },
  ].map((one) => ({ ...silent, quote: message, ...one }));
}

const handled = z.object({ id: z.string(), names: z.array(z.string()) });
const salonShape = z.object({
  kind: z.string(),
  today: z.string(),
  now: z.string(),
  hours: z.custom<Salon["hours"]>(),
  services: z.array(handled),
  masters: z.array(handled.extend({ does: z.array(z.string()) })),
  topics: z.array(z.object({ id: z.string(), about: z.string() })),
});
const place = z.object({
  id: z.string(),
  day: z.string(),
  time: z.string(),
  service: z.string(),
  master: z.string(),
});
const stateShape = z.object({
  asked: z.string(),
  visit: z.object({ service: z.string(), master: z.string() }),
  offered_services: z.array(z.string()),
  offered_times: z.array(place),
  own_visits: z.array(place),
});

/** The hint that a question holds, with the numbers of its handles for ids. */
function questionIn(user: string): { hint: Hint; message: string } {
  const line = (name: string): unknown => {
    const value: unknown = JSON.parse(
      user
        .split("\n")
        .find((one) => one.startsWith(`${name} `))
        ?.slice(name.length + 1) ?? "null",
    );
    return value;
  };
  const told = salonShape.parse(line("SALON"));
  const state = stateShape.parse(line("STATE"));
  const message = z.string().parse(line("MESSAGE"));
  return { hint: hintOf(told, state), message };
}

function hintOf(told: z.infer<typeof salonShape>, state: z.infer<typeof stateShape>): Hint {
  const { asked, visit, offered_times: times, own_visits: visits } = state;
  const mine = visits.map((one): Visit => ({
    ...slotOf(one),
    id: numberIn(one.id),
    number: numberIn(one.id),
    status: "booked",
    price: { amount: 0, kind: "fixed" },
  }));
  return {
    now: instantOf(told.today, told.now),
    salon: salonOf(told),
    language: "uk",
    asked: questions.find((one) => one === asked) ?? null,
    offered: {
      slots: times.map(slotOf),
      services: state.offered_services.map(numberIn),
      visits: mine.map(({ id }) => id),
    },
    draft: {
      serviceId: visit.service === "" ? null : numberIn(visit.service),
      masterId:
        visit.master === "any" ? "any" : visit.master === "" ? null : numberIn(visit.master),
      day: null,
      time: null,
      slot: null,
      holdId: null,
      name: null,
      phone: null,
    },
    mine,
  };
}

function salonOf({ kind, hours, services, masters, topics }: z.infer<typeof salonShape>): Salon {
  const week = hours ?? wholeWeek({});
  return {
    businessId: "",
    kind,
    names: { uk: "—" },
    address: null,
    phone: null,
    languages: ["uk", "ru", "en"],
    language: "uk",
    faq: Object.fromEntries(topics.map(({ about }) => [about, { uk: about }])),
    zone: "UTC",
    currency: "UAH",
    country: "UA",
    hours,
    holidays: [],
    rules: { stepMin: 30, leadMin: 0, horizonDays: 60, freeCancelHours: 0 },
    services: services.map(({ id, names }) => ({
      id: numberIn(id),
      slug: id,
      names: wordsOf(names),
      durationMin: 60,
      bufferMin: 0,
      price: { amount: 0, kind: "fixed" },
      synonyms: names,
    })),
    masters: masters.map(({ id, names, does: done }) => ({
      id: numberIn(id),
      slug: id,
      names: wordsOf(names),
      services: done.map(numberIn),
      hours: week,
      breaks: [],
      daysOff: [],
    })),
  };
}

function wordsOf([uk = "", ru = uk, en = ru]: readonly string[]): Salon["names"] {
  return { uk, ru, en };
}

function slotOf({ day, time, service, master }: z.infer<typeof place>): Slot {
  const start = instantOf(day, time);
  return { serviceId: numberIn(service), masterId: numberIn(master), start, end: start };
}

/** The salon's wall, as if it were Greenwich's. */
function instantOf(day: string, time: string): number {
  return Date.parse(`${day}T${time}:00Z`);
}

function numberIn(handle: string): number {
  return Number(handle.slice(1));
}
