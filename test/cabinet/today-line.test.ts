import { describe, expect, test } from "vitest";
import { dueOf } from "../../src/cabinet/today-due.ts";
import { deskOf } from "../../src/cabinet/today-desk.tsx";
import { hoursOf, spanOf } from "../../src/cabinet/today-line.tsx";

const HOUR = 3_600_000;
const MIN = 60_000;
const day = { from: Date.UTC(2026, 10, 24, 22), to: Date.UTC(2026, 10, 25, 22) };
const at = (hour: number): number => day.from + hour * HOUR;
const open = { from: at(9), to: at(20) };

describe("the line of a day", () => {
  test("reaches an hour beyond the open door", () => {
    expect(spanOf({ marks: [], day, open }, at(12))).toEqual({ from: at(8), to: at(21) });
  });

  test("reaches every call and the moment, but not beyond the day", () => {
    const marks = [{ at: at(0.2), missed: true }];
    const span = spanOf({ marks, day, open }, at(23.9));
    expect([span.from, span.to]).toEqual([day.from, day.to]);
  });

  test("of a closed day, and of a door that never closes, is that of a usual one", () => {
    const usual = { from: at(8), to: at(20) };
    expect(spanOf({ marks: [], day, open: null }, at(12))).toEqual(usual);
    expect(spanOf({ marks: [], day, open: day }, at(12))).toEqual(usual);
  });

  test("has labels on full hours, none below that of the moment", () => {
    const hours = hoursOf({ from: at(8), to: at(21) }, at(13) + 5 * MIN);
    expect(hours.map((hour) => (hour - day.from) / HOUR)).toEqual([9, 11, 15, 17, 19]);
  });
});

describe("how urgent a call back is", () => {
  const business = {
    id: "b",
    name: "Лілея",
    kind: "salon",
    timezone: "Europe/Kyiv",
    currency: "UAH",
    language: "uk",
    country: "UA",
    workingHours: null,
    holidays: [],
    slaMin: 30,
    ghostS: 0,
    triedCloses: false,
  } as const;
  const visitor = { business: { ...business, holidays: [] }, personId: 1, name: "Олена", csrf: "" };
  const now = at(14);
  const desk = deskOf({ visitor: { ...visitor, role: "operator", language: "uk" }, now });
  const due = (ms: number | null) =>
    dueOf(desk, { dueAt: ms === null ? null : now + ms, overdueAt: null });

  test("is told by the minutes that are left, and by a ring that closes", () => {
    expect(due(21 * MIN)).toEqual({
      tone: "free",
      passed: 30,
      left: "21\u202fхв",
      until: "до 14:21",
    });
    expect(due(15 * MIN)).toMatchObject({ tone: "soon", passed: 50, left: "15\u202fхв" });
  });

  test("that is late says by how much, by hours and days where it is long", () => {
    expect(due(-16 * MIN)).toMatchObject({ tone: "late", passed: 100, left: "+16\u202fхв" });
    expect(due(-19 * HOUR)).toMatchObject({ left: "+19\u202fгод", until: "до 24.11 19:00" });
    expect(due(-75 * HOUR)).toMatchObject({ left: "+3\u202fдн" });
  });

  test("of tomorrow is told by its hour", () => {
    expect(due(19 * HOUR)).toMatchObject({ tone: "wait", left: "09:00", until: "26.11" });
    expect(due(null)).toMatchObject({ tone: "wait", left: "—" });
  });
});
