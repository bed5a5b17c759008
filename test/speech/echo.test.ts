import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withoutEcho } from "../../src/speech/echo.ts";
import type { Piece } from "../../src/speech/part.ts";

const WISH = "Хочу записатись на завтра о третій.";

describe("an echo", () => {
  test("of the other side is not said twice", () => {
    const [employee, client] = withoutEcho([
      { levels: level(0.005), pieces: [said("хочу записатися на завтра о третій")] },
      { levels: level(0.1), pieces: [said(WISH)] },
    ]);
    expect([employee?.pieces, client?.pieces]).toEqual([[], [said(WISH)]]);
  });

  test.each([
    ["is as loud as a voice", 0.03, WISH],
    ["says something else", 0.005, "Так, одну хвилину, дивлюсь."],
  ])("is none that %s", (_name, loud, text) => {
    const sides = [
      { levels: level(loud), pieces: [said(text)] },
      { levels: level(0.1), pieces: [said(WISH)] },
    ];
    expect(withoutEcho(sides)).toEqual(sides);
  });

  test("is none where the other says it at another time, or nobody measured", () => {
    const later = { ...said(WISH), startS: 20, endS: 24 };
    const apart = [
      { levels: level(0.005), pieces: [later] },
      { levels: level(0.1), pieces: [said(WISH)] },
    ];
    expect(withoutEcho(apart)).toEqual(apart);
    const unmeasured = apart.map(({ pieces }) => ({ levels: null, pieces }));
    expect(withoutEcho(unmeasured)).toEqual(unmeasured);
  });

  test("is never taken out of both sides, nor out of one side alone", () => {
    const loud = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(loud, loud, (left, right) => {
        const sides = [left, right].map((one) => ({ levels: level(one), pieces: [said(WISH)] }));
        expect(withoutEcho(sides).flatMap(({ pieces }) => pieces)).not.toEqual([]);
        expect(withoutEcho(sides.slice(0, 1))).toEqual(sides.slice(0, 1));
      }),
    );
  });
});

function said(text: string): Piece {
  return { startS: 2, endS: 6, text };
}

function level(loud: number): Float32Array {
  return new Float32Array(300).fill(loud);
}
