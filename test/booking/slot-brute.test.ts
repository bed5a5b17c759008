import * as fc from "fast-check";
import { expect, test } from "vitest";
import { reasonOf } from "../../src/booking/reason.ts";
import type { Busy, Salon } from "../../src/booking/salon.ts";
import { freeSlots } from "../../src/booking/slot.ts";
import { MINUTE_MS, wallDay } from "../../src/booking/wall-day.ts";
import { bruteSlots } from "./brute.ts";
import { fixtureSalon } from "./salon.ts";

/** Days around which clocks change, and one on which they do not. */
const places = [
  { zone: "Europe/Kyiv", days: ["2026-10-25", "2027-03-28"] },
  { zone: "America/New_York", days: ["2026-11-01", "2027-03-14"] },
  { zone: "Australia/Lord_Howe", days: ["2026-10-04", "2027-04-04"] },
  { zone: "America/Havana", days: ["2026-11-01"] },
  { zone: "Asia/Almaty", days: ["2026-12-31"] },
];

const clock = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) => `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`);
const range = fc
  .tuple(clock, fc.oneof(clock, fc.constantFrom("24:00", "23:59")))
  .filter(([from, to]) => from !== to)
  .map(([from, to]): [string, string] => [from, to]);
const hours = fc.record({
  mon: fc.option(range),
  tue: fc.option(range),
  wed: fc.option(range),
  thu: fc.option(range),
  fri: fc.option(range),
  sat: fc.option(range),
  sun: fc.option(range),
});
const day = fc.constantFrom(
  ...places.flatMap(({ zone, days }) => days.map((date) => ({ zone, date }))),
);
const around = fc.integer({ min: -2, max: 2 });

const world = day.chain(({ zone, date }) => {
  const near = around.map((days) => wallDay(date, zone, days).date);
  const base = fixtureSalon("salon_kyiv").salon;
  const master = (id: number) =>
    fc.record({
      id: fc.constant(id),
      slug: fc.constant(String(id)),
      names: fc.constant({}),
      services: fc.constantFrom<number[]>([1], [1, 2], [2]),
      hours,
      breaks: fc.array(range, { maxLength: 2 }),
      daysOff: fc.array(near, { maxLength: 1 }),
    });
  const salon: fc.Arbitrary<Salon> = fc
    .record({
      hours: fc.option(hours),
      holidays: fc.array(fc.record({ date: near, hours: fc.option(range) }), { maxLength: 1 }),
      masters: fc.tuple(master(1), master(2)),
      rules: fc.record({
        stepMin: fc.constantFrom(15, 20, 30, 45, 60),
        leadMin: fc.constantFrom(0, 60, 1440),
        horizonDays: fc.constantFrom(1, 30),
        freeCancelHours: fc.constant(0),
      }),
      lengths: fc.tuple(fc.constantFrom(15, 45, 90, 300), fc.constantFrom(0, 15, 30)),
    })
    .map(({ lengths: [durationMin, bufferMin], ...rest }) => ({
      ...base,
      zone,
      ...rest,
      services: base.services
        .slice(0, 2)
        .map((service, index) => ({ ...service, id: index + 1, durationMin, bufferMin })),
    }));
  const { from } = wallDay(date, zone);
  const busy: fc.Arbitrary<Busy[]> = fc.array(
    fc
      .tuple(
        fc.constantFrom(1, 2),
        fc.integer({ min: -6, max: 100 }),
        fc.integer({ min: 1, max: 12 }),
      )
      .map(([masterId, start, length]) => ({
        masterId,
        from: from + start * 15 * MINUTE_MS,
        to: from + (start + length) * 15 * MINUTE_MS,
      })),
    { maxLength: 5 },
  );
  return fc.record({
    salon,
    busy,
    day: fc.constant(date),
    masterId: fc.constantFrom(null, 1, 2),
    now: fc.integer({ min: -2880, max: 600 }).map((minutes) => from + minutes * MINUTE_MS),
  });
});

test("free visits are those that a search minute by minute finds, and nothing hinders one of them", () => {
  let found = 0;
  fc.assert(
    fc.property(world, ({ salon, busy, ...wish }) => {
      const ask = { serviceId: 1, ...wish };
      const slots = freeSlots(salon, busy, ask);
      const expected = bruteSlots(salon, busy, ask);
      expect(slots.map(({ start, masterId }) => `${start} ${masterId}`)).toEqual(expected);
      found += slots.length;
      for (const slot of slots) expect(reasonOf(salon, busy, slot, wish.now)).toBeNull();
    }),
    { numRuns: 80 },
  );
  expect(found).toBeGreaterThan(50);
});

function two(number: number): string {
  return String(number).padStart(2, "0");
}
