import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { medianOf, type CountedCall } from "../../src/calls/counted-call.ts";
import { datesOf, periodOf, readPeriod, slotsOf } from "../../src/calls/period.ts";
import { staffingOf } from "../../src/calls/staffing.ts";
import { createTally } from "../../src/calls/statistics.ts";

const KYIV = "Europe/Kyiv";
/** Tuesday, 24 November 2026, 14:00 in Kyiv. */
const NOW = Date.UTC(2026, 10, 24, 12, 0, 0);
const MINUTE = 60_000;

/** An incoming call at a time of that Tuesday in Kyiv. */
function call(time: string, rest: Partial<CountedCall> = {}): CountedCall {
  const [h = 0, mi = 0, s = 0] = time.split(":").map(Number);
  const at = Date.UTC(2026, 10, 24, h - 2, mi, s);
  return {
    at,
    endedAt: at + 30_000,
    incoming: true,
    outcome: "missed",
    answeredAt: null,
    waitS: 30,
    talkS: 0,
    line: "+380441234567",
    client: "+380671112233",
    ext: null,
    handed: false,
    ...rest,
  };
}

function talk(time: string, minutes: number, rest: Partial<CountedCall> = {}): CountedCall {
  const { at } = call(time);
  return call(time, {
    outcome: "answered",
    answeredAt: at + 10_000,
    endedAt: at + minutes * MINUTE,
    waitS: 10,
    talkS: minutes * 60 - 10,
    client: "+380509998877",
    ext: "101",
    ...rest,
  });
}

function count(calls: readonly CountedCall[], ghostS = 0) {
  const tally = createTally({ period: periodOf("today", NOW, KYIV), zone: KYIV, ghostS });
  tally.add(calls);
  return tally.result();
}

const staffing = (calls: readonly CountedCall[]) => staffingOf(calls, slotsOf(KYIV));

describe("a period", () => {
  test("is whole days of the business's wall, the day of a clock change included", () => {
    const october = Date.UTC(2026, 9, 25, 10, 0, 0);
    const day = periodOf("today", october, KYIV);
    expect(day.first).toBe("2026-10-25");
    expect(day.to - day.from).toBe(25 * 60 * MINUTE);
    expect(datesOf(periodOf("month", october, KYIV))).toHaveLength(30);
    expect(periodOf("yesterday", Date.UTC(2026, 10, 23, 22, 30), KYIV).first).toBe("2026-11-23");
  });

  test.each([
    ["сьогодні", "today"],
    ["Вчера", "yesterday"],
    ["", "week"],
    ["місяць", "month"],
    ["1.11-15.11", { first: "2026-11-01", last: "2026-11-15" }],
    ["20.12.2025 – 5.1.2026", { first: "2025-12-20", last: "2026-01-05" }],
    ["28.12-3.1", { first: "2025-12-28", last: "2026-01-03" }],
    ["25.11", { first: "2025-11-25", last: "2025-11-25" }],
    ["24.11", { first: "2026-11-24", last: "2026-11-24" }],
    ["29.2", { first: "2024-02-29", last: "2024-02-29" }],
  ])("is read from «%s»", (written, choice) => {
    expect(readPeriod(written, NOW, KYIV)).toEqual(choice);
  });

  test.each(["колись", "31.02", "5.11-1.11.2026", "1.1.2026-1.10.2026", "1-2-3", "40.40"])(
    "is not read from «%s»",
    (written) => expect(readPeriod(written, NOW, KYIV)).toBeNull(),
  );
});

describe("statistics", () => {
  test("count a day's calls by what became of them, by hour, person and line", () => {
    const counted = count(
      [
        talk("09:05", 3),
        talk("09:40", 1, { ext: null }),
        call("12:15"),
        call("12:50", { line: null, client: null }),
        call("13:00", { outcome: "unknown" }),
        talk("13:05", 2, { incoming: false, client: "+380671112233", ext: "102" }),
        call("13:10", { incoming: false }),
      ],
      60,
    );
    expect(counted).toMatchObject({
      answered: 2,
      missed: 2,
      short: 1,
      unknown: 1,
      outgoing: { all: 2, reached: 1 },
      waitS: { average: 10, median: 10 },
      days: [{ date: "2026-11-24", answered: 2, missed: 2 }],
      people: [
        { ext: "101", answered: 1, talkS: 170, calledBack: 0 },
        { ext: "102", answered: 0, calledBack: 1 },
        { ext: null, answered: 1, talkS: 50 },
      ],
      lines: [
        { line: "+380441234567", missed: 1 },
        { line: null, missed: 1 },
      ],
      staffing: null,
    });
    expect(counted.heat[1]?.[12]).toBe(2);
    expect(counted.hours[9]).toEqual({ answered: 2, missed: 0 });
  });

  test("never give a call of nobody knows whom to somebody, nor call a ghost a call back", () => {
    const counted = count(
      [
        call("10:00"),
        talk("10:05", 0.5, { incoming: false, client: "+380671112233", talkS: 4 }),
        talk("10:10", 2, { ext: null }),
      ],
      10,
    );
    expect(counted.people).toEqual([{ ext: null, answered: 1, talkS: 110, calledBack: 0 }]);
  });

  test("add up, whatever the calls: days, hours, heat, lines and people tell the same sums", () => {
    fc.assert(
      fc.property(fc.array(anyCall(), { maxLength: 60 }), (calls) => {
        const counted = count(calls.toSorted((a, b) => a.at - b.at));
        expect(total(counted.days.map(({ missed }) => missed))).toBe(counted.missed);
        expect(total(counted.hours.map(({ answered }) => answered))).toBe(counted.answered);
        expect(total(counted.heat.flat())).toBe(counted.missed);
        expect(total(counted.lines.map(({ missed }) => missed))).toBe(counted.missed);
        expect(total(counted.people.map(({ answered }) => answered))).toBe(counted.answered);
      }),
    );
  });

  test("take the middle of the waits", () => {
    expect(medianOf([])).toBe(0);
    expect(medianOf([9, 1, 2])).toBe(2);
    expect(medianOf([9, 1, 2, 4])).toBe(3);
  });
});

describe("one more person", () => {
  /** Six calls a quarter of an hour apart while the only colleague talks. */
  const helpless = ["12:05", "12:20", "12:35", "12:50", "13:05", "13:20"].map((time) => call(time));
  const busy = talk("12:00", 110);
  const brief = ["09:00", "09:10", "09:20"].map((time) => talk(time, 5));

  test("would have taken what rang while everybody was busy", () => {
    expect(staffing([...brief, busy, ...helpless, call("17:00")])).toEqual({
      weekday: 1,
      from: 12,
      to: 14,
      covered: 6,
      missed: 7,
    });
  });

  test("takes one call at a time", () => {
    const burst = ["12:05:00", "12:05:05", "12:05:10", "12:05:15"].map((time) => call(time));
    const [first] = [...burst, ...helpless.slice(1)];
    const said = staffing([...brief, busy, ...burst, ...helpless.slice(1)]);
    expect(first && said).toMatchObject({ covered: 6, missed: 9 });
  });

  test("is not spoken of while somebody was free, or had handed the call on, or for fewer than five", () => {
    const free = talk("10:00", 5, { ext: "102" });
    expect(staffing([...brief, free, busy, ...helpless])).toBeNull();
    expect(staffing([...brief, { ...busy, handed: true }, ...helpless])).toBeNull();
    expect(staffing([...brief, busy, ...helpless.slice(0, 4)])).toBeNull();
    expect(staffing(helpless)).toBeNull();
  });

  test("never covers more than was missed, and a free colleague leaves nothing to say", () => {
    fc.assert(
      fc.property(fc.array(anyCall(), { maxLength: 80 }), (calls) => {
        const said = staffing(calls);
        const misses = calls.filter(({ incoming, outcome }) => incoming && outcome === "missed");
        expect(said?.covered ?? 0).toBeLessThanOrEqual(misses.length);
        if (said) expect(said.covered).toBeLessThanOrEqual(said.missed);
        const idle = talk("03:00", 1, { ext: "idle" });
        expect(staffing([...calls.filter(({ at }) => at > (idle.endedAt ?? 0)), idle])).toBeNull();
      }),
    );
  });
});

const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

function anyCall(): fc.Arbitrary<CountedCall> {
  return fc
    .record({
      minute: fc.integer({ min: 0, max: 1400 }),
      length: fc.integer({ min: 1, max: 39 }),
      incoming: fc.boolean(),
      outcome: fc.constantFrom("answered" as const, "missed" as const, "unknown" as const),
      ext: fc.constantFrom(null, "101", "102"),
    })
    .map(({ minute, length, incoming, outcome, ext }) => {
      const time = `${Math.floor(minute / 60)}:${minute % 60}`;
      return outcome === "answered"
        ? talk(time, length, { incoming, ext })
        : call(time, { incoming, outcome });
    });
}
