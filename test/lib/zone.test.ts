import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isZone, parseWall, toInstant, wallOf } from "../../src/lib/zone.ts";

const iso = (instant: number | null) =>
  instant === null ? null : new Date(instant).toISOString().replace(".000Z", "Z");

describe("parseWall", () => {
  test.each([
    ["2026-01-15 12:00:00", "Europe/Kyiv", "2026-01-15T10:00:00Z"],
    ["2026-07-15 12:00:00", "Europe/Kyiv", "2026-07-15T09:00:00Z"],
    // The clock goes from 03:00 to 04:00 on 29 March 2026.
    ["2026-03-29 02:59:59", "Europe/Kyiv", "2026-03-29T00:59:59Z"],
    ["2026-03-29 03:30:00", "Europe/Kyiv", "2026-03-29T01:30:00Z"],
    ["2026-03-29 04:00:00", "Europe/Kyiv", "2026-03-29T01:00:00Z"],
    // The hour from 03:00 is shown twice on 25 October 2026; the first is meant.
    ["2026-10-25 02:59:59", "Europe/Kyiv", "2026-10-24T23:59:59Z"],
    ["2026-10-25 03:30:00", "Europe/Kyiv", "2026-10-25T00:30:00Z"],
    ["2026-10-25 04:00:00", "Europe/Kyiv", "2026-10-25T02:00:00Z"],
    // Almaty went from +6 to +5 on 1 March 2024: the hour from 23:00 was shown twice.
    ["2024-02-29 12:00:00", "Asia/Almaty", "2024-02-29T06:00:00Z"],
    ["2024-02-29 23:30:00", "Asia/Almaty", "2024-02-29T17:30:00Z"],
    ["2024-03-01 00:00:00", "Asia/Almaty", "2024-02-29T19:00:00Z"],
    ["2026-11-21 12:00:00", "Asia/Almaty", "2026-11-21T07:00:00Z"],
    ["2026-11-21 12:00:00", "Europe/Moscow", "2026-11-21T09:00:00Z"],
    ["2026-11-21T12:00:00", "UTC", "2026-11-21T12:00:00Z"],
    ["2024-02-29 00:00:00", "UTC", "2024-02-29T00:00:00Z"],
  ])("%s in %s", (wall, zone, instant) => {
    expect(iso(parseWall(wall, zone))).toBe(instant);
  });

  test.each([
    "",
    "2026-11-21",
    "21.11.2026 12:00:00",
    "2026-13-01 00:00:00",
    "2026-00-10 00:00:00",
    "2025-02-29 00:00:00",
    "2026-11-31 00:00:00",
    "2026-11-21 24:00:00",
    "2026-11-21 12:60:00",
    "2026-11-21 12:00:61",
    "0000-00-00 00:00:00",
    "0001-01-01 00:00:00",
    "2026-11-21 12:00:00Z",
    " 2026-11-21 12:00:00",
  ])("«%s» is no time", (wall) => {
    expect(parseWall(wall, "Europe/Kyiv")).toBeNull();
  });
});

test("an instant, shown on a wall and read back, is the same but in the hour shown twice", () => {
  const zone = fc.constantFrom(
    "Europe/Kyiv",
    "Asia/Almaty",
    "Europe/Moscow",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Chatham",
    "UTC",
  );
  const instant = fc
    .integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2050, 0, 1) / 1000 })
    .map((s) => s * 1000);
  fc.assert(
    fc.property(instant, zone, (at, where) => {
      const wall = wallOf(at, where);
      const back = toInstant(wall, where);
      expect(wallOf(back, where)).toEqual(wall);
      expect(back).toBeLessThanOrEqual(at);
      expect(at - back).toBeLessThanOrEqual(3_600_000);
    }),
  );
});

test("midnight is hour 0 of its day", () => {
  expect(wallOf(Date.UTC(2026, 10, 20, 22), "Europe/Kyiv")).toEqual({
    y: 2026,
    mo: 11,
    d: 21,
    h: 0,
    mi: 0,
    s: 0,
  });
});

test("zones are known by name, the old spelling too", () => {
  expect(
    ["Europe/Kyiv", "Europe/Kiev", "Asia/Almaty", "UTC", "Mars/Base", "", "../etc/passwd"].filter(
      isZone,
    ),
  ).toEqual(["Europe/Kyiv", "Europe/Kiev", "Asia/Almaty", "UTC"]);
});
