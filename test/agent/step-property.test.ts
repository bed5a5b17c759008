import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Conversation } from "../../src/agent/conversation.ts";
import { clock } from "../../src/agent/shown.ts";
import { intents, type Understood } from "../../src/agent/understood.ts";
import type { Master, Salon, Slot } from "../../src/booking/salon.ts";
import { dateAt, minuteAt, wallDay } from "../../src/booking/wall-day.ts";
import { minutesOf, weekdayOf, type WorkingHours } from "../../src/business/working-hours.ts";
import { heard } from "./dialogue/heard.ts";
import { type Chat, chatOf, type Reply, town, type Town, turn, visited } from "./dialogue/town.ts";

const NOW = Date.parse("2026-03-26T08:10:00Z");
const DAY_MS = 86_400_000;
/** A person who took over would end the dialogue. */
const wishes = intents.filter((one) => one !== "human" && one !== "complaint");

const range = fc
  .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 2, max: 12 }))
  .map(([from, length]): [string, string] => [
    clock(from * 60),
    `${String(Math.min(24, from + length)).padStart(2, "0")}:00`,
  ]);
const week = fc
  .array(fc.option(range, { nil: null, freq: 4 }), { minLength: 7, maxLength: 7 })
  .map(([mon, tue, wed, thu, fri, sat, sun]): WorkingHours => {
    return {
      mon: mon ?? null,
      tue: tue ?? null,
      wed: wed ?? null,
      thu: thu ?? null,
      fri: fri ?? null,
      sat: sat ?? null,
      sun: sun ?? null,
    };
  });
const salons = fc
  .record({
    zone: fc.constantFrom("Europe/Kyiv", "Asia/Almaty", "Europe/London"),
    hours: fc.option(week, { nil: null }),
    step: fc.constantFrom(15, 30, 60),
    lead: fc.constantFrom(0, 60, 1440),
    lengths: fc.array(fc.constantFrom(30, 45, 60, 150), { minLength: 1, maxLength: 4 }),
    masters: fc.array(fc.record({ hours: week, does: fc.integer({ min: 1, max: 15 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    closed: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ zone, hours, step, lead, lengths, masters, closed }): Salon => ({
    businessId: "11111111-1111-4111-8111-111111111111",
    kind: "salon",
    names: { uk: "Салон", en: "Salon" },
    address: null,
    phone: null,
    languages: ["uk", "ru", "en"],
    language: "uk",
    faq: {},
    zone,
    currency: "UAH",
    country: "UA",
    hours,
    holidays: [{ date: wallDay(dateAt(NOW, zone), zone, closed).date, hours: null }],
    rules: { stepMin: step, leadMin: lead, horizonDays: 14, freeCancelHours: 3 },
    services: lengths.map((durationMin, index) => ({
      id: index + 1,
      slug: `s${index}`,
      names: { uk: `Послуга ${index}` },
      durationMin,
      bufferMin: 0,
      price: { amount: 100 + index, kind: index % 2 === 0 ? "fixed" : "from" },
      synonyms: [],
    })),
    masters: masters.map(({ hours: own, does }, index) => ({
      id: index + 1,
      slug: `m${index}`,
      names: { uk: `Майстер ${index}` },
      services: lengths.flatMap((_, service) => ((does >> service) & 1 ? [service + 1] : [])),
      hours: own,
      breaks: index === 0 ? [["13:00", "13:30"]] : [],
      daysOff: [],
    })),
  }));

type Event =
  | { event: "says"; heard: Understood }
  | { event: "presses"; back: number; button: number }
  | { event: "waits"; ms: number }
  /** Answers what is asked, so that there is something to be wrong about. */
  | { event: "answers" }
  | { event: "other"; master: number; after: number };
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null, freq: 2 });
const messages = fc
  .record({
    intents: fc.uniqueArray(fc.constantFrom(...wishes), { maxLength: 2 }),
    services: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 2 }),
    master: maybe(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant("any" as const))),
    day: maybe(fc.tuple(fc.integer({ min: -1, max: 20 }), fc.constantFrom(0, 0, 0, 3))),
    time: maybe(
      fc.oneof(
        fc.record({ at: fc.integer({ min: 0, max: 47 }).map((half) => half * 30) }),
        fc.constant({ from: 540, to: 720 }),
      ),
    ),
    name: maybe(fc.constantFrom("Оля", "Петро")),
    phone: maybe(fc.constant("+380670000001")),
    answer: maybe(fc.constantFrom("yes" as const, "yes" as const, "no" as const, "maybe" as const)),
    language: maybe(fc.constantFrom("uk" as const, "ru" as const, "en" as const)),
    rude: fc.integer({ min: 0, max: 30 }).map((one) => one === 0),
    facts: fc.boolean(),
  })
  .map(({ facts, day, ...said }): Understood => {
    const from = day === null ? null : wallDay("2026-03-26", "Europe/Kyiv", day[0]).date;
    const to = day === null ? null : wallDay("2026-03-26", "Europe/Kyiv", day[0] + day[1]).date;
    const whole = from === null || to === null ? null : { from, to, past: from < "2026-03-26" };
    const bare = { services: [], master: null, time: null, name: null, phone: null, day: null };
    return heard({ ...said, day: whole, ...(facts ? {} : bare) });
  });
const events: fc.Arbitrary<Event> = fc.oneof(
  { weight: 5, arbitrary: messages.map((one): Event => ({ event: "says", heard: one })) },
  {
    weight: 6,
    arbitrary: fc.record({
      event: fc.constant("presses" as const),
      back: fc.constantFrom(0, 0, 0, 1, 2),
      button: fc.nat(7),
    }),
  },
  { weight: 8, arbitrary: fc.record({ event: fc.constant("answers" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      event: fc.constant("waits" as const),
      ms: fc.constantFrom(60_000, 3_600_000, DAY_MS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      event: fc.constant("other" as const),
      master: fc.nat(2),
      after: fc.nat(200),
    }),
  },
);

describe("in any dialogue with any salon", () => {
  test("nothing is written without a yes to what was shown, within the hours and beside no other visit", () => {
    let booked = 0;
    fc.assert(
      fc.property(salons, fc.array(events, { minLength: 5, maxLength: 40 }), (salon, happens) => {
        booked += lived(salon, happens);
      }),
      { numRuns: 100 },
    );
    // Else the dialogues would prove nothing.
    expect(booked).toBeGreaterThan(30);
  });
});

/** Plays what happens and checks each turn; how many visits were booked. */
function lived(salon: Salon, happens: readonly Event[]): number {
  const place = town(salon, NOW);
  const chat = chatOf(place, "a");
  const held = new Map<number, Slot>();
  const replies: Reply[] = [];
  for (const one of happens) {
    const message = heardFrom(place, chat, replies, one);
    if (message === null) continue;
    const before = chat.memory;
    const visits = place.visits.length;
    const reply = turn(place, chat, message);
    checkTurn(chat, before, message, reply, held);
    for (const done of reply.done)
      if ("did" in done && done.did === "hold") held.set(done.holdId, done.slot);
    for (const visit of place.visits.slice(visits)) expect(isWithin(salon, visit)).toBe(true);
    expect(overlaps(place)).toEqual([]);
    replies.push(reply);
  }
  return place.visits.filter(({ chat: of }) => of === "a").length;
}

/** The message of an event; null: something else happened. */
function heardFrom(
  place: Town,
  chat: Chat,
  replies: readonly Reply[],
  one: Event,
): Understood | null {
  if (one.event === "says") return one.heard;
  if (one.event === "answers") return answerOf(chat, replies.at(-1));
  if (one.event === "waits") {
    place.now += one.ms;
    return null;
  }
  if (one.event === "other") {
    someoneElse(place, one.master, one.after);
    return null;
  }
  const buttons = replies.at(-1 - one.back)?.buttons ?? [];
  const action = buttons[one.button % Math.max(1, buttons.length)]?.action;
  return action ? heard({ pressed: action }) : null;
}

function answerOf({ memory }: Chat, last: Reply | undefined): Understood {
  const { asked } = memory;
  if (asked === "name" || asked === "phone") return heard({ name: "Оля", phone: "+380670000001" });
  if (asked === "draft" || asked === "move_draft") return heard({ answer: "yes" });
  const pressed = last?.buttons.find(
    ({ action }) => action.do === "pick_slot" || action.do === "pick_service",
  );
  return pressed ? heard({ pressed: pressed.action }) : heard({ intents: ["book"], services: [1] });
}

function someoneElse(place: Town, index: number, after: number): void {
  const master = place.salon.masters[index];
  const serviceId = master?.services[0];
  if (!master || serviceId === undefined) return;
  const start = Math.ceil(place.now / 1_800_000) * 1_800_000 + after * 1_800_000;
  const trial = visited(place, { chat: "b", serviceId, masterId: master.id, start });
  if (overlaps(place).length > 0) place.visits = place.visits.filter(({ id }) => id !== trial.id);
}

function checkTurn(
  chat: Chat,
  before: Conversation,
  message: Understood,
  reply: Reply,
  held: ReadonlyMap<number, Slot>,
): void {
  const yes = message.answer === "yes" || message.pressed?.do === "yes";
  expect(reply.text).not.toBe("");
  expect(reply.text.length).toBeLessThanOrEqual(4096);
  for (const { title } of reply.buttons) expect(title).not.toBe("");
  expect(chat.memory.visited.slice(0, before.visited.length)).toEqual(before.visited);
  for (const command of reply.todo) {
    if (command.do === "book" || command.do === "move") {
      expect(yes).toBe(true);
      expect(before.asked).toBe(command.do === "book" ? "draft" : "move_draft");
      expect(held.get(command.holdId)).toEqual(command.slot);
      expect(before.draft.slot).toEqual(command.slot);
    }
    if (command.do === "cancel") {
      expect(yes).toBe(true);
      expect(before).toMatchObject({ asked: "cancel_visit", visitId: command.bookingId });
    }
    if (command.do === "erase") expect(yes && before.asked === "erase").toBe(true);
  }
}

/** Worked out anew: a visit lies in the hours of the business and of its master, and beside the breaks. */
function isWithin(salon: Salon, visit: { masterId: number; start: number; end: number }): boolean {
  const master = salon.masters.find(({ id }) => id === visit.masterId);
  if (!master) return false;
  for (let at = visit.start; at < visit.end; at += 5 * 60_000)
    if (!works(salon, master, at)) return false;
  return true;
}

function works(salon: Salon, master: Master, at: number): boolean {
  const day = dateAt(at, salon.zone);
  const minute = minuteAt(at, salon.zone);
  const [y = 0, mo = 0, d = 0] = day.split("-").map(Number);
  const weekday = weekdayOf({ y, mo, d });
  const closed = salon.holidays.some(({ date }) => date === day);
  const open = salon.hours === null || inside(salon.hours[weekday], minute);
  const resting = master.breaks.some((rest) => inside(rest, minute));
  return !closed && open && inside(master.hours[weekday], minute) && !resting;
}

function inside(hours: readonly [string, string] | null, minute: number): boolean {
  if (hours === null) return false;
  return (minutesOf(hours[0]) ?? 0) <= minute && minute < (minutesOf(hours[1]) ?? 0);
}

function overlaps({ visits }: Town): [number, number][] {
  const open = visits.filter(({ status }) => status === "booked" || status === "confirmed");
  return open.flatMap((a) =>
    open
      .filter((b) => a.id < b.id && a.masterId === b.masterId && a.start < b.end && b.start < a.end)
      .map((b): [number, number] => [a.id, b.id]),
  );
}
