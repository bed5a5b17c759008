import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterVisit, isDaytime, remindersOf } from "../../src/booking/reminder.ts";

const zone = "Europe/Kyiv";
const settings = {
  dayHours: 24,
  nearHours: 2,
  review: true,
  reviewUrl: null,
  comebackDays: 30,
};
const at = (local: string): number => Date.parse(`${local}:00+02:00`);
const plan = (start: string, bookedAt: string, more: Partial<typeof settings> = {}) =>
  remindersOf({
    start: at(start),
    bookedAt: at(bookedAt),
    settings: { ...settings, ...more },
    zone,
  });

describe("reminders of a visit", () => {
  test("come a day and two hours before it", () => {
    expect(plan("2026-11-26T15:00", "2026-11-20T12:00")).toEqual([
      { kind: "day", dueAt: at("2026-11-25T15:00") },
      { kind: "hours", dueAt: at("2026-11-26T13:00") },
    ]);
  });

  test("do not come to who has just booked", () => {
    expect(plan("2026-11-26T15:00", "2026-11-26T12:42")).toEqual([]);
    expect(plan("2026-11-26T15:00", "2026-11-26T13:30")).toEqual([]);
    expect(plan("2026-11-26T15:00", "2026-11-26T10:00")).toEqual([
      { kind: "hours", dueAt: at("2026-11-26T13:00") },
    ]);
  });

  test("do not come at night: in the morning if an hour is left, else the evening before", () => {
    expect(plan("2026-11-26T10:00", "2026-11-20T12:00")).toEqual([
      { kind: "day", dueAt: at("2026-11-25T10:00") },
      { kind: "hours", dueAt: at("2026-11-26T09:00") },
    ]);
    expect(plan("2026-11-26T09:30", "2026-11-20T12:00")).toEqual([
      { kind: "day", dueAt: at("2026-11-25T09:30") },
      { kind: "hours", dueAt: at("2026-11-25T20:00") },
    ]);
    expect(plan("2026-11-26T09:30", "2026-11-25T19:30")).toEqual([]);
  });

  test("are one where two would come within an hour", () => {
    expect(plan("2026-11-26T09:30", "2026-11-20T12:00", { dayHours: 12 })).toEqual([
      { kind: "day", dueAt: at("2026-11-25T20:00") },
    ]);
  });

  test("of a day come in the evening before where the hour itself is at night", () => {
    expect(plan("2026-11-26T07:00", "2026-11-20T12:00", { nearHours: 4 })).toEqual([
      { kind: "day", dueAt: at("2026-11-24T20:00") },
      { kind: "hours", dueAt: at("2026-11-25T20:00") },
    ]);
  });

  test("are two from an hour on between them, and the first one an hour after the booking", () => {
    expect(plan("2026-11-26T15:00", "2026-11-26T11:00", { dayHours: 3 })).toEqual([
      { kind: "day", dueAt: at("2026-11-26T12:00") },
      { kind: "hours", dueAt: at("2026-11-26T13:00") },
    ]);
  });

  test("do not come later because the hour itself was too soon after the booking", () => {
    expect(plan("2026-11-26T10:30", "2026-11-26T07:45")).toEqual([]);
  });

  test("are those that the business chose", () => {
    const off = { ...settings, dayHours: null, nearHours: null };
    const value = { start: at("2026-11-26T15:00"), bookedAt: at("2026-11-20T12:00"), zone };
    expect(remindersOf({ ...value, settings: off })).toEqual([]);
    expect(remindersOf({ ...value, start: at("2026-11-26T22:00"), settings: off })).toEqual([]);
  });

  test("always come by day, after the booking and an hour before the visit, whatever is chosen", () => {
    const hours = fc.option(fc.integer({ min: 1, max: 72 }));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * 1440 }),
        fc.integer({ min: -10, max: 20 * 1440 }),
        hours,
        hours,
        fc.constantFrom("Europe/Kyiv", "Asia/Almaty", "America/New_York"),
        (minute, ahead, dayHours, nearHours, where) => {
          const bookedAt = at("2026-11-20T00:00") + minute * 60_000;
          const start = bookedAt + ahead * 60_000;
          const planned = remindersOf({
            start,
            bookedAt,
            settings: { dayHours, nearHours },
            zone: where,
          });
          for (const { dueAt } of planned) {
            expect(isDaytime(dueAt, where)).toBe(true);
            expect(dueAt).toBeGreaterThanOrEqual(bookedAt + 3_600_000);
            expect(dueAt).toBeLessThanOrEqual(start - 3_600_000);
          }
          expect(new Set(planned.map(({ kind }) => kind)).size).toBe(planned.length);
        },
      ),
    );
  });
});

describe("after a visit", () => {
  const value = { start: at("2026-11-26T15:00"), end: at("2026-11-26T16:00"), settings, zone };

  test("a review is asked for two hours later, and the customer is called back after so many days", () => {
    expect(afterVisit({ ...value, now: at("2026-11-26T18:00") })).toEqual([
      { kind: "review", dueAt: at("2026-11-26T18:00") },
      { kind: "comeback", dueAt: at("2026-12-26T11:00") },
    ]);
  });

  test("a visit that ended just now is asked about two hours later", () => {
    expect(afterVisit({ ...value, now: at("2026-11-26T16:00") })[0]).toEqual({
      kind: "review",
      dueAt: at("2026-11-26T18:00"),
    });
  });

  test("at night nobody is asked, and nine in the evening is night", () => {
    expect(afterVisit({ ...value, now: at("2026-11-26T21:00") })[0]?.dueAt).toBe(
      at("2026-11-27T09:00"),
    );
    const day = ["08:59", "09:00", "20:59", "21:00"].map((time) =>
      isDaytime(at(`2026-11-26T${time}`), zone),
    );
    expect(day).toEqual([false, true, true, false]);
    expect(afterVisit({ ...value, now: at("2026-11-26T22:30") })[0]).toEqual({
      kind: "review",
      dueAt: at("2026-11-27T09:00"),
    });
  });

  test("nothing is said that the business did not choose", () => {
    const none = { ...settings, review: false, comebackDays: null };
    expect(afterVisit({ ...value, settings: none, now: at("2026-11-26T18:00") })).toEqual([]);
  });
});
