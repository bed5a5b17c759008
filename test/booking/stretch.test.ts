import { describe, expect, test } from "vitest";
import { common, holds, joined, without } from "../../src/booking/stretch.ts";

const of = (...pairs: [number, number][]) => pairs.map(([from, to]) => ({ from, to }));

describe("stretches of time", () => {
  test("in any order are drawn together where they touch or overlap; empty ones are none", () => {
    expect(joined(of([20, 30], [0, 10], [10, 15], [28, 29], [40, 40]))).toEqual(
      of([0, 15], [20, 30]),
    );
    expect(joined(of([5, 5]))).toEqual([]);
    expect(joined(of([0, 10], [4, 4]))).toEqual(of([0, 10]));
  });

  test("joined stay the caller's own", () => {
    const mine = of([0, 10], [5, 20]);
    joined(mine);
    expect(mine).toEqual(of([0, 10], [5, 20]));
  });

  test("that only touch have nothing in common", () => {
    expect(common(of([0, 10], [20, 30]), of([10, 12], [5, 8], [25, 40]))).toEqual(
      of([5, 8], [25, 30]),
    );
  });

  test("lose what is taken out: the middle, an end, or the whole of one", () => {
    expect(without(of([0, 10]), of([3, 5]))).toEqual(of([0, 3], [5, 10]));
    expect(without(of([0, 10]), of([-5, 2], [8, 20]))).toEqual(of([2, 8]));
    expect(without(of([0, 10], [20, 30]), of([0, 10]))).toEqual(of([20, 30]));
    expect(without(of([0, 10]), of([10, 20], [-5, 0]))).toEqual(of([0, 10]));
    expect(without(of([0, 10]), [])).toEqual(of([0, 10]));
  });

  test("hold what lies in one of them, to its very ends", () => {
    expect(holds(of([0, 10], [20, 30]), { from: 20, to: 30 })).toBe(true);
    expect(holds(of([0, 10], [10, 20]), { from: 5, to: 15 })).toBe(false);
    expect(holds(of([0, 10]), { from: 0, to: 11 })).toBe(false);
    expect(holds(of([0, 10]), { from: -1, to: 10 })).toBe(false);
  });
});
