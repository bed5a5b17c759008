import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dueOf,
  planPledges,
  pledgesOf,
  type Pledge,
  type SaidPledge,
} from "../../src/speech/promise.ts";
import { claim, NOTHING_SAID } from "./fill-case.ts";

const HOUR = 3_600_000;
const zone = "Europe/Kyiv";
/** 21 November 2026, 14:35 in Kyiv. */
const at = Date.UTC(2026, 10, 21, 12, 35);

function said(over: Partial<SaidPledge> = {}): SaidPledge {
  return {
    whose: "us",
    text: "Передзвонити",
    quote: "я вам передзвоню завтра",
    quoteS: 4,
    dueAt: null,
    ...over,
  };
}

function known(over: Partial<Pledge> = {}): Pledge {
  return { ...said(), id: 1, callId: 7, state: "open", taskId: null, ...over };
}

describe("when something promised is due", () => {
  test.each([
    ["2026-11-22", Date.UTC(2026, 10, 22, 7)],
    ["2026-11-21", Date.UTC(2026, 10, 21, 16)],
    ["2026-11-23T12:00:00+02:00", Date.UTC(2026, 10, 23, 10)],
    ["2026-13-45", null],
    ["soon", null],
    [null, null],
  ])("%s", (due, instant) => {
    expect(dueOf({ due }, { at, zone })).toBe(instant);
  });
});

test("what is promised in the evening for today is due an hour later", () => {
  const late = Date.UTC(2026, 10, 21, 18, 20);
  expect(dueOf({ due: "2026-11-21" }, { at: late, zone })).toBe(late + HOUR);
});

test("a task in the words of a promise is that promise, and lends it its day", () => {
  const call = { ...claim("Передзвонити", "Я вам передзвоню завтра!", 4), whose: "us" as const };
  const analysis = {
    ...NOTHING_SAID,
    promises: [{ ...call, due: null }],
    tasks: [
      { ...claim("Подзвонити клієнтці", "передзвоню завтра", 4), due: "2026-11-22" },
      { ...claim("Замовити фарбу", "замовлю вам фарбу", 9), due: null },
      { ...claim(" \u200b", "нічого", 9), due: null },
    ],
  };
  expect(pledgesOf(analysis, { at, zone }).map(({ text, dueAt }) => [text, dueAt])).toEqual([
    ["Передзвонити", Date.UTC(2026, 10, 22, 7)],
    ["Замовити фарбу", null],
  ]);
});

describe("an analysis of the same call once more", () => {
  test("changes the day of an open promise, not of one that somebody took up", () => {
    const dated = said({ dueAt: 5 });
    expect(planPledges([known()], [dated]).dated).toEqual([{ id: 1, dueAt: 5 }]);
    expect(planPledges([known({ state: "accepted", taskId: 3 })], [dated])).toEqual({
      add: [],
      dated: [],
      drop: [],
    });
  });

  test("the client's words are not ours, whatever they say", () => {
    const theirs = said({ whose: "client" });
    expect(planPledges([known()], [theirs])).toEqual({ add: [theirs], dated: [], drop: [1] });
  });
});

const state = fc.constantFrom<Pledge["state"]>("open", "accepted", "done", "dismissed");
const words = fc.constantFrom("а", "бв", "передзвоню завтра", "я передзвоню завтра", "");
const some = fc.record({
  whose: fc.constantFrom("us" as const, "client" as const),
  text: words,
  quote: words,
});

test("what people decided about stays, and nothing said is lost or doubled", () => {
  const ledger = fc.uniqueArray(fc.tuple(some, state), {
    selector: ([{ whose, text }]) => `${whose} ${text}`,
    maxLength: 6,
  });
  fc.assert(
    fc.property(ledger, fc.array(some, { maxLength: 6 }), (rows, words_) => {
      const before = rows.map(([over, is], index) => known({ ...over, id: index + 1, state: is }));
      const now = words_.map((over) => said(over));
      const plan = planPledges(before, now);
      const touched = [...plan.drop, ...plan.dated.map(({ id }) => id)];
      for (const { id, state: is } of before) if (is !== "open") expect(touched).not.toContain(id);
      const kept = before.filter(({ id }) => !plan.drop.includes(id));
      // Once it is done there is nothing left to do.
      const rest = plan.add.map((one, index) => known({ ...one, id: 100 + index }));
      expect(planPledges([...kept, ...rest], now)).toMatchObject({ add: [], drop: [] });
    }),
  );
});
