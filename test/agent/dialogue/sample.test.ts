import { describe, expect, test } from "vitest";
import { samples } from "./fixture.ts";
import { faults, play, reasons } from "./play.ts";

const { fixtures, dialogues } = samples();

describe("a dialogue of the sample", () => {
  test.each(dialogues.map((sample) => ({ id: sample.id, sample })))(
    "$id ends as it is expected to",
    ({ sample }) => {
      const file = fixtures[sample.fixture];
      if (!file) throw new Error("no such business");
      for (const { expected, is } of reasons(sample, file)) expect(is).toEqual(expected);
      const played = play(sample, file);
      expect(faults(sample, file, played), played.transcript).toEqual([]);
    },
  );
});
