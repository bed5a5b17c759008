import { describe, expect, test } from "vitest";
import { samples } from "./fixture.ts";
import { faults, play, reasons } from "./play.ts";
import { redrawn } from "./redraw.ts";

const { fixtures, dialogues } = samples();
const SEEDS = 13;

describe("a dialogue of the same kind as one of the sample", () => {
  test.each(dialogues.map((sample) => ({ id: sample.id, sample })))(
    `like $id ends as it should with other names, trades, prices, days and typos`,
    ({ id, sample }) => {
      const file = fixtures[sample.fixture];
      if (!file) throw new Error("no such business");
      const wrong = Array.from({ length: SEEDS }, (_, index) => {
        const seed = Number(id.slice(1)) * 1000 + index;
        const drawn = redrawn(seed, sample, file);
        for (const { expected, is } of reasons(drawn.sample, drawn.file))
          expect(is).toEqual(expected);
        const played = play(drawn.sample, drawn.file);
        const found = faults(drawn.sample, drawn.file, played);
        return found.length === 0 ? "" : `seed ${seed}: ${found.join("; ")}\n${played.transcript}`;
      });
      expect(wrong.filter((one) => one !== "").join("\n\n")).toBe("");
    },
  );
});
