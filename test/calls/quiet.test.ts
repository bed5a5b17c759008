import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Holiday } from "../../src/business/business.ts";
import type { ChatFilter } from "../../src/business/chat.ts";
import type { WorkingHours } from "../../src/business/working-hours.ts";
import { quietAt } from "../../src/calls/quiet.ts";
import { parseWall } from "../../src/lib/zone.ts";

const zone = "Europe/Kyiv";
const day: [string, string] = ["09:00", "18:00"];
const office: WorkingHours = {
  mon: day,
  tue: day,
  wed: day,
  thu: day,
  fri: day,
  sat: null,
  sun: null,
};
const night = { quiet: { from: "22:00", to: "08:00" } };
const late = { quiet: { from: "22:00", to: "10:00" } };

// 20 November 2026 is a Friday.
describe("a chat in Kyiv", () => {
  test.each<[string, ChatFilter, WorkingHours | null, string, string | null]>([
    ["no quiet hours, hours not told", {}, null, "2026-11-20 23:00", null],
    ["no quiet hours, at work", {}, office, "2026-11-20 12:00", null],
    ["no quiet hours, in the evening", {}, office, "2026-11-19 18:00", "2026-11-20 09:00"],
    ["no quiet hours, over the weekend", {}, office, "2026-11-20 18:00", "2026-11-23 09:00"],
    ["loud outside hours", { loudOutsideHours: true }, office, "2026-11-21 12:00", null],
    ["at night", night, null, "2026-11-20 22:00", "2026-11-21 08:00"],
    ["after midnight", night, null, "2026-11-21 07:59", "2026-11-21 08:00"],
    ["at the night's end", night, null, "2026-11-21 08:00", null],
    [
      "at night, loud outside hours",
      { ...night, loudOutsideHours: true },
      office,
      "2026-11-21 03:00",
      "2026-11-21 08:00",
    ],
    ["a night within the time off", night, office, "2026-11-20 01:00", "2026-11-20 09:00"],
    [
      "a night that is longer than the time off",
      late,
      office,
      "2026-11-20 01:00",
      "2026-11-20 10:00",
    ],
    ["the time off before the night", late, office, "2026-11-19 19:00", "2026-11-20 10:00"],
    ["a night at the end of a weekend", late, office, "2026-11-21 12:00", "2026-11-23 10:00"],
    [
      "a siesta",
      { quiet: { from: "13:00", to: "14:00" } },
      null,
      "2026-11-20 13:30",
      "2026-11-20 14:00",
    ],
    [
      "a night of no length",
      { quiet: { from: "22:00", to: "22:00" } },
      null,
      "2026-11-20 22:00",
      null,
    ],
    // The clock goes from 03:00 to 04:00 on 29 March 2026, and from 04:00 back to 03:00 on 25 October.
    [
      "a night that ends in the hour that is skipped",
      { quiet: { from: "22:00", to: "03:30" } },
      null,
      "2026-03-29 01:00",
      "2026-03-29 03:30",
    ],
    [
      "a night through the hour that is shown twice",
      night,
      null,
      "2026-10-25 01:00",
      "2026-10-25 08:00",
    ],
  ])("%s: %j %j, at %s", (_, filter, workingHours, at, until) => {
    const quiet = quietAt(filter, { workingHours, holidays: [], timezone: zone }, instant(at) ?? 0);
    expect(quiet).toEqual(until === null ? null : { until: instant(until) });
  });

  test.each<[string, ChatFilter, WorkingHours | null]>([
    ["all day long", { quiet: { from: "00:00", to: "24:00" } }, null],
    [
      "at work, and off work too",
      { quiet: { from: "08:00", to: "19:00" } },
      { ...office, sat: day, sun: day },
    ],
  ])("quiet %s never ends", (_, filter, workingHours) => {
    const now = instant("2026-11-20 12:00") ?? 0;
    expect(quietAt(filter, { workingHours, holidays: [], timezone: zone }, now)).toEqual({
      until: null,
    });
  });

  test("a holiday is outside the hours: closed all day, or open for some of it", () => {
    const holidays: Holiday[] = [
      { date: "2026-11-20", hours: null },
      { date: "2026-11-23", hours: ["12:00", "15:00"] },
    ];
    const business = { workingHours: office, holidays, timezone: zone };
    const at = (wall: string) => quietAt({}, business, instant(wall) ?? 0);
    expect(at("2026-11-20 12:00")).toEqual({ until: instant("2026-11-23 12:00") });
    expect(at("2026-11-23 13:00")).toBeNull();
    expect(at("2026-11-23 16:00")).toEqual({ until: instant("2026-11-24 09:00") });
    expect(
      quietAt({ loudOutsideHours: true }, business, instant("2026-11-20 12:00") ?? 0),
    ).toBeNull();
  });

  test("the end that is told is the first instant that is loud", () => {
    const hour = fc.integer({ min: 0, max: 23 }).map((h) => `${String(h).padStart(2, "0")}:00`);
    const wish = fc.record({
      quiet: fc.record({ from: hour, to: hour }),
      loudOutsideHours: fc.boolean(),
    });
    const moment = fc.integer({ min: Date.UTC(2026, 2, 20), max: Date.UTC(2026, 3, 8) });
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        wish,
        fc.constantFrom(office, null),
        moment,
        part,
        (filter, hours, now, share) => {
          const business = { workingHours: hours, holidays: [], timezone: zone };
          const until = quietAt(filter, business, now)?.until ?? null;
          if (until === null) return;
          expect(until).toBeGreaterThan(now);
          expect(quietAt(filter, business, until)).toBeNull();
          const between = now + Math.floor((until - 1 - now) * share);
          expect(quietAt(filter, business, between)).toEqual({ until });
        },
      ),
    );
  });
});

function instant(wall: string | null): number | null {
  return wall === null ? null : parseWall(`${wall}:00`, zone);
}
