import { describe, expect, test } from "vitest";
import { levelsOf, voicesOf } from "../../src/speech/voice.ts";

const loud = new Float32Array(10).fill(0.1);
const quiet = new Float32Array(10).fill(0.0005);

describe("who is heard where", () => {
  test.each([
    ["mono", [loud], false, [[0, "unknown"]]],
    [
      "two sides",
      [loud, loud],
      false,
      [
        [0, "employee"],
        [1, "client"],
      ],
    ],
    ["two sides of one sound", [loud, loud], true, [[0, "unknown"]]],
    ["the left side alone", [loud, quiet], false, [[0, "unknown"]]],
    ["the right side alone", [quiet, loud], false, [[1, "unknown"]]],
    ["silence", [quiet, quiet], true, []],
    ["a room with three microphones", [loud, quiet, loud], false, [[null, "unknown"]]],
  ] as const)("%s", (_name, levels, same, voices) => {
    const heard = voicesOf({ durationS: 1, levels: [...levels], same }, "left");
    expect(heard.map(({ channel, speaker }) => [channel, speaker])).toEqual(voices);
  });

  test("the employee is on the side that is set", () => {
    expect(voicesOf({ durationS: 1, levels: [loud, loud], same: false }, "right")).toEqual([
      { channel: 0, speaker: "client" },
      { channel: 1, speaker: "employee" },
    ]);
  });

  test("all together are as loud as the loudest", () => {
    expect([...levelsOf([quiet, loud], null)]).toEqual([...loud]);
    expect([...levelsOf([quiet, loud], 0)]).toEqual([...quiet]);
    expect([...levelsOf([quiet], 5)]).toEqual([]);
  });
});
