import { assert, boolean, constantFrom, double, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { talks } from "../../src/sandbox/talk-list.ts";
import { soundOf } from "../../src/sandbox/talk-sound.ts";
import { recognise, saidIn } from "../../src/sandbox/voice-match.ts";
import { readWav, writeWav } from "../../src/sandbox/voice-wav.ts";

const spoken = talks.filter(({ lines }) => lines.length > 0);

describe("a simulated recording", () => {
  test.each(talks)("$name is a stereo WAV of the telephone's rate", (talk) => {
    const { wav, durationS } = soundOf(talk);
    const pcm = readWav(wav);
    expect(pcm?.rate).toBe(8000);
    expect(pcm?.channels.map(({ length }) => length / 8000)).toEqual([durationS, durationS]);
    expect(durationS).toBeLessThan(60);
  });

  test.each(spoken)("$name has each sentence on its speaker's side alone", (talk) => {
    const { left, right, said } = soundOf(talk);
    for (const { by, startS, endS } of said) {
      expect(loud(left, startS, endS)).toBe(by === "employee");
      expect(loud(right, startS, endS)).toBe(by === "client");
    }
    expect(said.map(({ text }) => text).join(" ")).toBe(
      talk.lines.map(([, text]) => text).join(" "),
    );
  });

  test("what proves a claim was said word by word, but for the caller who wants to take the model in", () => {
    for (const { name, lines, answer } of spoken) {
      const proofs = [
        ...Object.values(answer?.claims ?? {}),
        ...(answer?.objections ?? []),
        ...(answer?.promises ?? []),
        ...(answer?.tasks ?? []),
      ];
      const text = lines.map(([, line]) => line).join(" ");
      const unsaid = proofs.filter(({ quote }) => !text.includes(quote)).length;
      expect(unsaid).toBe(name === "injection" ? 2 : 0);
    }
  });
});

test("a stretch of eight seconds of a talk is recognised by its sound, at any loudness and rate", () => {
  assert(
    property(
      constantFrom(...spoken),
      constantFrom("left", "right", "both"),
      double({ min: 0, max: 1, noNaN: true }),
      double({ min: 0.3, max: 1, noNaN: true }),
      boolean(),
      (talk, side, place, volume, doubled) => {
        const { left, right, durationS } = soundOf(talk);
        const from = Math.round(place * Math.max(0, durationS - 8) * 20) / 20;
        const cut = (one: Float32Array) =>
          one.subarray(from * 8000, (from + 8) * 8000).map((sample) => sample * volume);
        const channels = { left: [cut(left)], right: [cut(right)], both: [cut(left), cut(right)] };
        const resampled = channels[side].map((one) =>
          doubled ? Float32Array.from({ length: one.length * 2 }, (_, n) => one[n >> 1] ?? 0) : one,
        );
        const pcm = readWav(writeWav({ rate: doubled ? 16_000 : 8000, channels: resampled }));
        if (!pcm) throw new Error("not read");
        const heard = recognise(pcm);
        if (heard === null) throw new Error("not recognised");
        if (heard === "silence") return;
        expect(heard).toMatchObject({ talk: { name: talk.name } });
        expect(heard.fromS).toBeCloseTo(from, 1);
        const whole = soundOf(talk).said;
        for (const { text } of saidIn(heard, 8))
          expect(whole).toContainEqual(expect.objectContaining({ text }));
      },
    ),
    { numRuns: 20 },
  );
});

function loud(side: Float32Array, fromS: number, toS: number): boolean {
  return side.subarray(fromS * 8000, toS * 8000).some((one) => Math.abs(one) > 0.1);
}
