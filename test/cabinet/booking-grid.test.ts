import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  classesOf,
  hoursOf,
  laidOut,
  MOST_LANES,
  shownHours,
  type Block,
} from "../../src/cabinet/calendar-grid.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = Date.parse("2026-11-25T00:00:00+02:00");
const shown = { from: DAY + 9 * HOUR, to: DAY + 20 * HOUR };

const thing = fc
  .tuple(fc.integer({ min: 7 * 60, max: 21 * 60 }), fc.integer({ min: 5, max: 240 }))
  .map(([begin, length]) => ({
    from: DAY + begin * MINUTE,
    to: DAY + (begin + length) * MINUTE,
  }));
const things = fc.array(thing, { maxLength: 14 });

test("what shares no time shares no place, and what shares time stands side by side", () => {
  fc.assert(
    fc.property(things, (all) => {
      const laid = laidOut(all, shown);
      for (const [index, one] of laid.entries())
        for (const other of laid.slice(index + 1)) {
          const together = one.thing.from < other.thing.to && other.thing.from < one.thing.to;
          expect(meet(one.block, other.block)).toBe(false);
          if (together) expect(one.block.lane).not.toBe(other.block.lane);
          if (together) expect(one.block.lanes).toBe(other.block.lanes);
        }
    }),
  );
});

test("every minute of a visit that is shown is covered, and nothing else", () => {
  fc.assert(
    fc.property(things, (all) => {
      const laid = laidOut(all, shown);
      const inside = all.filter(({ from, to }) => from < shown.to && to > shown.from);
      expect(laid.map(({ thing: one }) => one).toSorted(byTime)).toEqual(inside.toSorted(byTime));
      for (const { thing: one, block } of laid) {
        expect(shown.from + block.top * MINUTE).toBe(Math.max(one.from, shown.from));
        expect(shown.from + (block.top + block.length) * MINUTE).toBe(Math.min(one.to, shown.to));
        expect(block.lane).toBeLessThan(block.lanes);
      }
    }),
  );
});

test("what begins together keeps its order, whatever else stands there", () => {
  fc.assert(
    fc.property(things, (all) => {
      const named = all.map((one, index) => ({ ...one, index }));
      const laid = laidOut(named, shown).map(({ thing: one, block }) => ({ ...one, block }));
      for (const [at, one] of laid.slice(1).entries()) {
        const before = laid[at];
        if (before?.block.top === one.block.top) expect(before.index).toBeLessThan(one.index);
        else expect(before?.block.top ?? 0).toBeLessThan(one.block.top);
      }
      expect(laidOut(named, shown)).toEqual(laidOut(named, shown));
    }),
  );
});

test("the hours shown hold all that is open or takes place, and no more than the day", () => {
  fc.assert(
    fc.property(things, fc.constantFrom(23, 24, 25), (all, length) => {
      const day = { from: DAY, to: DAY + length * HOUR };
      const { from, to } = shownHours(day, all, { from: 9, to: 18 });
      expect(from).toBeGreaterThanOrEqual(day.from);
      expect(to).toBeLessThanOrEqual(day.to);
      for (const one of all) {
        expect(from).toBeLessThanOrEqual(Math.max(one.from, day.from));
        expect(to).toBeGreaterThanOrEqual(Math.min(one.to, day.to));
      }
      expect(hoursOf({ from, to })).toHaveLength((to - from) / HOUR);
    }),
  );
  const day = { from: DAY, to: DAY + 24 * HOUR };
  expect(shownHours(day, [], { from: 9, to: 18 })).toEqual({
    from: DAY + 9 * HOUR,
    to: DAY + 18 * HOUR,
  });
});

test("a block is told by step classes that the style sheet has", () => {
  expect(classesOf({ top: 90, length: 45, lane: 0, lanes: 1 })).toBe("th1 tm30 lh0 lm45");
  expect(classesOf({ top: 0, length: 125, lane: 1, lanes: 3 })).toBe("th0 tm0 lh2 lm5 of3 no1");
  const many = classesOf({ top: 0, length: 10, lane: 20, lanes: 21 });
  expect(many).toContain(`of${MOST_LANES}`);
});

function meet(one: Block, other: Block): boolean {
  if (one.top >= other.top + other.length || other.top >= one.top + one.length) return false;
  const [a, b] = [widthOf(one), widthOf(other)];
  return a[0] + 1e-9 < b[1] && b[0] + 1e-9 < a[1];
}

function widthOf({ lane, lanes }: Block): [number, number] {
  return [lane / lanes, (lane + 1) / lanes];
}

function byTime(a: { from: number; to: number }, b: { from: number; to: number }): number {
  return a.from - b.from || a.to - b.to;
}
