import { describe, expect, test } from "vitest";
import { reasonOf, slotAt } from "../../src/booking/reason.ts";
import type { Busy, Salon } from "../../src/booking/salon.ts";
import { freeDays, freeSlots, lastDay, nearest, soonest } from "../../src/booking/slot.ts";
import { minuteAt, MINUTE_MS } from "../../src/booking/wall-day.ts";
import { dialogues, fixtureSalon, idOf, instantOf, wallOfLocal } from "./salon.ts";

const { salon, busy } = fixtureSalon("salon_kyiv");
const NOW = Date.parse("2026-11-24T10:15:00+02:00");
const gel = idOf(salon.services, "manicure_gel");
const haircut = idOf(salon.services, "haircut_w");
const maryna = idOf(salon.masters, "maryna");
const iryna = idOf(salon.masters, "iryna");

const times = (of: Salon, slots: readonly { start: number }[]): string[] =>
  slots.map(({ start }) => clockOf(minuteAt(start, of.zone)));
function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

const slotOf = (masterId: number, start: number) => ({
  masterId,
  serviceId: 1,
  start,
  end: start + 1,
});

describe("the sample's businesses", () => {
  const told = dialogues.flatMap(({ id, fixture, now, expected }) =>
    (expected.unavailable ?? []).map((wish) => ({ id, fixture, now, ...wish })),
  );

  test.each(told)("$id: $master cannot at $start_local: $reason", (wish) => {
    const at = fixtureSalon(wish.fixture);
    const found = slotAt(at.salon, at.busy, {
      serviceId: idOf(at.salon.services, wish.service),
      masterId: idOf(at.salon.masters, wish.master),
      ...wallOfLocal(wish.start_local),
      now: Date.parse(wish.now),
    });
    expect(found).toEqual({ taken: wish.reason });
  });

  const offered = dialogues.flatMap(({ id, fixture, now, expected }) =>
    expected.slots ? [{ id, fixture, now, ...expected.slots }] : [],
  );

  test.each(offered)("$id: what is told to be free on $date is free", (wish) => {
    const at = fixtureSalon(wish.fixture);
    const slots = freeSlots(at.salon, at.busy, {
      serviceId: idOf(at.salon.services, wish.service_id),
      masterId: null,
      day: wish.date,
      now: Date.parse(wish.now),
    });
    const found = slots.map(
      ({ start, masterId }) =>
        `${clockOf(minuteAt(start, at.salon.zone))} ${at.salon.masters.find(({ id }) => id === masterId)?.slug}`,
    );
    const expected = Object.entries(wish.free).flatMap(([time, masters]) =>
      masters.map((master) => `${time} ${master}`),
    );
    expect(found).toEqual(expect.arrayContaining(expected));
  });

  const made = dialogues.flatMap(({ id, fixture, now, expected }) =>
    expected.booking ? [{ id, fixture, now, ...expected.booking }] : [],
  );

  test.each(made)("$id: the visit at $start_local can be booked", (wish) => {
    const at = fixtureSalon(wish.fixture);
    const slot = {
      serviceId: idOf(at.salon.services, wish.service_id),
      masterId: idOf(at.salon.masters, wish.master_id),
      start: instantOf(at.salon, wish.start_local),
    };
    expect(new Date(slot.start)).toEqual(new Date(wish.start));
    expect(reasonOf(at.salon, at.busy, slot, Date.parse(wish.now))).toBeNull();
  });
});

describe("a day's free visits", () => {
  test("leave the whole visit inside the hours and outside the break and what is taken", () => {
    const slots = freeSlots(salon, busy, {
      serviceId: gel,
      masterId: maryna,
      day: "2026-11-25",
      now: NOW,
    });
    expect(times(salon, slots)).toEqual([
      "10:00",
      "10:30",
      "11:00",
      "11:30",
      "13:30",
      "14:00",
      "14:30",
      "15:00",
      "15:30",
    ]);
  });

  test("with anybody stand by start, then in the salon's order", () => {
    const slots = freeSlots(salon, busy, {
      serviceId: haircut,
      masterId: null,
      day: "2026-11-27",
      now: NOW,
    });
    const starts = slots.map(({ start }) => start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    const noon = slots.filter(({ start }) => minuteAt(start, salon.zone) === 12 * 60);
    expect(noon.map(({ masterId }) => masterId)).toEqual([idOf(salon.masters, "olena"), iryna]);
  });

  test("are none before the lead, past the horizon, on a closed day, and for who does not do it", () => {
    const ask = (day: string, masterId: number | null = null, serviceId = haircut) =>
      freeSlots(salon, [], { serviceId, masterId, day, now: NOW });
    expect(times(salon, ask("2026-11-24"))[0]).toBe("11:30");
    expect(lastDay(salon, NOW)).toBe("2027-01-08");
    expect(ask("2027-01-08").length).toBeGreaterThan(0);
    expect(ask("2027-01-09")).toEqual([]);
    expect(ask("2026-11-23")).toEqual([]);
    expect(ask("2026-12-25")).toEqual([]);
    expect(ask("2026-11-29")).toEqual([]);
    expect(ask("2026-11-25", maryna)).toEqual([]);
    expect(ask("2026-11-25", null, 999)).toEqual([]);
  });

  test("count the buffer after a visit, but let it run over the closing", () => {
    const services = salon.services.map((one) =>
      one.id === gel ? { ...one, bufferMin: 30 } : one,
    );
    const taken: Busy[] = [
      {
        masterId: maryna,
        from: instantOf(salon, "2026-11-25T12:00"),
        to: instantOf(salon, "2026-11-25T13:00"),
      },
    ];
    const slots = freeSlots({ ...salon, services }, taken, {
      serviceId: gel,
      masterId: maryna,
      day: "2026-11-25",
      now: NOW,
    });
    expect(times(salon, slots)).toEqual([
      "09:00",
      "09:30",
      "10:00",
      "13:30",
      "14:00",
      "14:30",
      "15:00",
      "15:30",
    ]);
  });

  test("the soonest ones and the days that have one left look over closed days", () => {
    const wish = { serviceId: gel, masterId: maryna, now: Date.parse("2026-11-27T16:30:00+02:00") };
    const found = soonest(salon, busy, { ...wish, count: 2 });
    expect(found.map(({ start }) => start)).toEqual([
      instantOf(salon, "2026-11-30T11:30"),
      instantOf(salon, "2026-11-30T13:30"),
    ]);
    expect(freeDays(salon, busy, { ...wish, count: 2 })).toEqual(["2026-11-30", "2026-12-01"]);
    expect(freeDays(salon, busy, { ...wish, from: "2026-12-24", count: 2 })).toEqual([
      "2026-12-24",
      "2026-12-28",
    ]);
  });

  test("a visit may begin at the very end of the lead, and lasts as long as its service", () => {
    const wish = { serviceId: haircut, masterId: iryna, day: "2026-11-24" };
    const [first] = freeSlots(salon, [], { ...wish, now: Date.parse("2026-11-24T10:30:00+02:00") });
    const start = instantOf(salon, "2026-11-24T11:30");
    const length = salon.services.find(({ id }) => id === haircut)?.durationMin ?? 0;
    expect(first).toEqual({
      masterId: iryna,
      serviceId: haircut,
      start,
      end: start + length * MINUTE_MS,
    });
  });

  test("the last day is searched, too, days that are over are not, and nobody does an unknown service", () => {
    const wish = { serviceId: haircut, masterId: null, now: NOW };
    const last = lastDay(salon, NOW);
    expect(freeDays(salon, [], { ...wish, from: last, count: 5 })).toEqual([last]);
    expect(soonest(salon, [], { ...wish, from: last, count: 1 })).toHaveLength(1);
    expect(freeDays(salon, [], { ...wish, from: "2026-11-20", count: 1 })).toEqual(["2026-11-24"]);
    expect(soonest(salon, [], { ...wish, serviceId: 999, count: 1 })).toEqual([]);
    expect(freeDays(salon, [], { ...wish, serviceId: 999, count: 1 })).toEqual([]);
  });

  test("of the visits at one start the first stays, and of two as near the earlier comes first", () => {
    const slots = [slotOf(1, 100), slotOf(2, 100), slotOf(1, 300), slotOf(2, 400)];
    expect(nearest(slots, 200, 1)).toEqual([slotOf(1, 100)]);
    expect(nearest(slots.toReversed(), 200, 1)).toEqual([slotOf(2, 100)]);
    expect(nearest(slots.toReversed(), 200, 2)).toEqual([slotOf(2, 100), slotOf(1, 300)]);
  });

  test("the nearest to a time are of different starts, in their order", () => {
    const wish = { serviceId: haircut, masterId: null, day: "2026-11-27", now: NOW };
    const slots = freeSlots(salon, busy, wish);
    const wanted = instantOf(salon, "2026-11-27T13:00");
    expect(times(salon, nearest(slots, wanted, 3))).toEqual(["12:30", "13:00", "13:30"]);
  });
});

const whyNot = (local: string, more: { masterId?: number | null; now?: number } = {}) =>
  slotAt(salon, busy, {
    serviceId: haircut,
    masterId: null,
    now: NOW,
    ...wallOfLocal(local),
    ...more,
  });

describe("why a visit cannot be", () => {
  test.each([
    ["2026-11-29T12:00", "closed_day"],
    ["2026-11-24T20:00", "outside_business_hours"],
    ["2026-11-24T19:30", "outside_business_hours"],
    ["2026-11-23T12:00", "past"],
    ["2026-11-24T10:00", "past"],
    ["2026-11-24T11:00", "too_soon"],
    ["2027-01-11T12:00", "too_far"],
    ["2026-11-25T11:00", "busy"],
    ["2026-11-25T13:00", "outside_master_hours"],
    ["2026-11-26T12:15", "off_step"],
  ])("at %s: %s", (local, reason) => {
    expect(whyNot(local)).toEqual({ taken: reason });
  });

  test("of several masters the least hindrance counts, and one who is free is enough", () => {
    expect(whyNot("2026-11-25T11:00", { masterId: iryna })).toEqual({ taken: "master_day_off" });
    expect(whyNot("2026-11-25T11:00")).toEqual({ taken: "busy" });
    expect(whyNot("2026-11-27T17:00")).toMatchObject({ free: [{ masterId: 101 }] });
    expect(whyNot("2026-11-25T11:00", { masterId: maryna })).toEqual({ taken: "no_master" });
  });
});

describe("the clock on the wall", () => {
  const night: Salon = {
    ...salon,
    holidays: [],
    hours: null,
    rules: { stepMin: 30, leadMin: 0, horizonDays: 400, freeCancelHours: 0 },
    services: salon.services.map((one) => (one.id === haircut ? { ...one, durationMin: 30 } : one)),
    masters: salon.masters
      .filter(({ id }) => id === iryna)
      .map((master) => ({
        ...master,
        breaks: [],
        hours: {
          mon: null,
          tue: null,
          wed: null,
          thu: null,
          fri: null,
          sat: ["22:00", "04:00"] as [string, string],
          sun: null,
        },
      })),
  };
  const of = (day: string) =>
    freeSlots(night, [], { serviceId: haircut, masterId: null, day, now: NOW });

  test("a night over midnight is sold on the dates that the wall shows", () => {
    expect(times(night, of("2026-11-28"))).toEqual(["22:00", "22:30", "23:00", "23:30"]);
    expect(times(night, of("2026-11-29"))).toEqual([
      "00:00",
      "00:30",
      "01:00",
      "01:30",
      "02:00",
      "02:30",
      "03:00",
      "03:30",
    ]);
    expect(of("2026-11-30")).toEqual([]);
  });

  test("an hour that is skipped has no visits", () => {
    const slots = of("2027-03-28");
    expect(times(night, slots)).toEqual(["00:00", "00:30", "01:00", "01:30", "02:00", "02:30"]);
    const starts = slots.map(({ start }) => start);
    expect(Math.max(...starts) - Math.min(...starts)).toBe(150 * MINUTE_MS);
  });

  test("an hour that is shown twice sells each minute once, at its first showing", () => {
    const summer = Date.parse("2026-09-24T10:15:00+03:00");
    const slots = freeSlots(night, [], {
      serviceId: haircut,
      masterId: null,
      day: "2026-10-25",
      now: summer,
    });
    expect(times(night, slots)).toEqual([
      "00:00",
      "00:30",
      "01:00",
      "01:30",
      "02:00",
      "02:30",
      "03:00",
      "03:30",
    ]);
    expect(new Set(slots.map(({ start }) => start)).size).toBe(8);
  });
});
