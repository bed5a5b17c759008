import { expect, test } from "vitest";
import type { Place } from "../../src/booking/visit.ts";
import { dayAfter, minuteAt } from "../../src/booking/wall-day.ts";
import { columnsOf, masterDay, openDay } from "../../src/cabinet/calendar-column.ts";
import { fixtureSalon, instantOf } from "../booking/salon.ts";

const MINUTE = 60_000;
const daily = { from: "09:00", to: "19:00" };
const ZONE = "Europe/Kyiv";

/** A week whose last day is a Sunday on which the clock changes. */
const sundays = { "the clock goes forward": "2027-03-28", "the clock goes back": "2026-10-25" };

test.each(Object.entries(sundays))("a master's week stands at its hours when %s", (_, sunday) => {
  const days = columnsOf(weekOf(sunday, daily), instantOf({ zone: ZONE }, `${sunday}T12:30`));
  expect(days).toHaveLength(7);
  for (const { day, column } of days) {
    expect([day, minuteAt(column.shown.from, ZONE)]).toEqual([day, 9 * 60]);
    expect([day, minuteAt(column.shown.to, ZONE)]).toEqual([day, 19 * 60]);
    expect(column.blocks.map(({ block }) => [block.top, block.length])).toEqual([[90, 60]]);
    expect(column.closed).toEqual([]);
    expect(column.now).toBe(day === sunday ? 210 : null);
  }
});

test.each(Object.entries(sundays))("also where the night is worked when %s", (_, sunday) => {
  const days = columnsOf(weekOf(sunday, { from: "00:00", to: "24:00" }), 0);
  for (const { column } of days) {
    expect(column.blocks.map(({ block }) => [block.top, block.length])).toEqual([[630, 60]]);
    expect(minuteAt(column.shown.from, ZONE)).toBe(0);
  }
});

test("a visit in the hour that the wall shows twice is seen", () => {
  const from = Date.parse("2026-10-25T03:30:00+03:00");
  const night = weekOf(sundays["the clock goes back"], { from: "00:00", to: "24:00" });
  const days = night.map((day, index) => ({
    ...day,
    places: index === 6 ? [placeAt(from, from + 40 * MINUTE)] : [],
  }));
  const blocks = columnsOf(days, 0)[6]?.column.blocks ?? [];
  expect(blocks.map(({ block }) => [block.top, block.length])).toEqual([[210, 40]]);
});

test("a day by itself is drawn with all the hours that pass in it", () => {
  const [day] = weekOf(sundays["the clock goes back"], { from: "00:00", to: "24:00" }).slice(6);
  if (!day) throw new Error("no Sunday");
  const [drawn] = columnsOf([day], 0);
  expect(drawn && (drawn.column.shown.to - drawn.column.shown.from) / MINUTE).toBe(25 * 60);
});

/** The seven days of a master who is there at these hours and has a visit at 10:30 on each. */
function weekOf(sunday: string, { from, to }: typeof daily) {
  const { salon: known } = fixtureSalon("salon_kyiv");
  const hours: [string, string] = [from, to];
  const all = {
    mon: hours,
    tue: hours,
    wed: hours,
    thu: hours,
    fri: hours,
    sat: hours,
    sun: hours,
  };
  const [first] = known.masters;
  if (!first) throw new Error("an empty salon");
  const salon = { ...known, zone: ZONE, hours: all, holidays: [] };
  const master = { ...first, hours: all, breaks: [], daysOff: [] };
  return Array.from({ length: 7 }, (_day, index) => {
    const day = dayAfter(sunday, index - 6);
    const start = instantOf(salon, `${day}T10:30`);
    return masterDay(openDay(salon, day), {
      master,
      places: [placeAt(start, start + 60 * MINUTE)],
    });
  });
}

function placeAt(start: number, end: number): Place {
  return {
    id: 1,
    number: 1,
    serviceId: 1,
    masterId: 1,
    start,
    end,
    busyUntil: end,
    status: "booked",
    price: { amount: 500, kind: "fixed" },
    service: { slug: "cut", names: {} },
    master: { slug: "olena", names: {} },
    client: null,
    conversationId: null,
    channel: "person",
    currency: "UAH",
    note: null,
    createdAt: 0,
    cancelledBy: null,
    heldUntil: null,
  };
}
