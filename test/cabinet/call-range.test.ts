import { describe, expect, test } from "vitest";
import { rangeIn } from "../../src/cabinet/call-range.ts";

describe("a Range header", () => {
  test("asks for bytes between two ends, to the end, or for the last ones", () => {
    expect(rangeIn("bytes=0-99", 1000)).toEqual({ from: 0, to: 99 });
    expect(rangeIn("bytes=900-", 1000)).toEqual({ from: 900, to: 999 });
    expect(rangeIn("bytes=-100", 1000)).toEqual({ from: 900, to: 999 });
    expect(rangeIn("bytes=-5000", 1000)).toEqual({ from: 0, to: 999 });
    expect(rangeIn("bytes=10-5000", 1000)).toEqual({ from: 10, to: 999 });
  });

  test("that begins behind the end cannot be answered", () => {
    expect(rangeIn("bytes=1000-", 1000)).toBe("beyond");
    expect(rangeIn("bytes=-0", 1000)).toBe("beyond");
    expect(rangeIn("bytes=0-", 0)).toBe("beyond");
  });

  test("that is none of ours is left out", () => {
    for (const header of ["", "bytes=-", "bytes=5-1", "bytes=0-1,5-9", "lines=0-1", "bytes=a-b"])
      expect([header, rangeIn(header, 1000)]).toEqual([header, "whole"]);
  });
});
