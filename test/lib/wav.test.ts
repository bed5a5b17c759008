import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMeter, isSilent } from "../../src/lib/wav-level.ts";
import { cutWav, readFrames, readWav, toSamples, writeWav, type Wav } from "../../src/lib/wav.ts";

const RATE = 8000;
const sample = fc.integer({ min: -32_768, max: 32_767 });
const stereo = fc.array(fc.tuple(sample, sample), { minLength: 1, maxLength: 400 });

describe("a WAVE file that was written", () => {
  test("is read as it was", () => {
    fc.assert(
      fc.property(stereo, (pairs) => {
        const wav = opened(file(pairs));
        expect(wav).toMatchObject({
          codec: "pcm16",
          channels: 2,
          rate: RATE,
          frames: pairs.length,
        });
        expect([...readFrames(wav, { from: 0, to: pairs.length })]).toEqual(pairs.flat());
      }),
    );
  });

  test("comes together again after it was split by channel and by time", () => {
    fc.assert(
      fc.property(stereo, fc.nat({ max: 400 }), (pairs, place) => {
        const wav = opened(file(pairs));
        const seam = Math.min(place, pairs.length) / RATE;
        for (const channel of [0, 1]) {
          const pieces = [
            cutWav(wav, { channel, startS: 0, endS: seam }),
            cutWav(wav, { channel, startS: seam, endS: wav.durationS }),
          ].map(opened);
          expect(pieces.every((piece) => piece.channels === 1 && piece.rate === RATE)).toBe(true);
          const joined = pieces.flatMap((piece) => [
            ...readFrames(piece, { from: 0, to: piece.frames }),
          ]);
          expect(joined).toEqual(pairs.map((pair) => pair[channel]));
        }
      }),
    );
  });

  test("gives the mean of its channels where none is named", () => {
    const mixed = opened(cutWav(opened(file([[100, 300]])), { channel: null, startS: 0, endS: 1 }));
    expect([...readFrames(mixed, { from: 0, to: 1 })]).toEqual([200]);
  });

  test("gives nothing from behind its end", () => {
    const wav = opened(file([[1, 2]]));
    expect(readFrames(wav, { from: 5, to: 9 })).toHaveLength(0);
    expect(opened(cutWav(wav, { channel: 0, startS: 9, endS: 12 })).frames).toBe(0);
  });
});

describe("a WAVE file of somebody else", () => {
  const pairs: [number, number][] = Array.from({ length: 100 }, (_, at) => [at, 100 - at]);
  const whole = file(pairs);

  test.each([
    ["of unknown length", 0xffffffff],
    ["whose length was never filled in", 0],
    ["that promises too much", 1_000_000],
  ])("%s is read to its end", (_name, size) => {
    const other = Buffer.from(whole);
    other.writeUInt32LE(size, 40);
    expect(opened(other).frames).toBe(100);
  });

  test("is read as far as it was written", () => {
    expect(opened(whole.subarray(0, whole.length - 3)).frames).toBe(99);
    expect(opened(whole.subarray(0, 44)).frames).toBe(0);
    expect(readWav(whole.subarray(0, 40))).toBeNull();
  });

  test("may have other chunks before and behind, of an odd size too", () => {
    const odd = Buffer.concat([Buffer.from("LIST\u0003\0\0\0abc\0", "latin1")]);
    const other = Buffer.concat([whole.subarray(0, 12), odd, whole.subarray(12), odd]);
    const wav = opened(other);
    expect([...readFrames(wav, { from: 0, to: 200 })]).toEqual(pairs.flat());
  });

  test("may tell its codec the extended way", () => {
    const body = Buffer.alloc(40);
    whole.copy(body, 0, 20, 36);
    body.writeUInt16LE(0xfffe, 0);
    body.writeUInt16LE(1, 24);
    const chunk = Buffer.from("fmt \u0028\0\0\0", "latin1");
    const other = Buffer.concat([whole.subarray(0, 12), chunk, body, whole.subarray(36)]);
    expect(opened(other)).toMatchObject({ codec: "pcm16", frames: 100 });
  });

  // Values of ITU-T G.711, tables 1a to 2b.
  test.each<[Wav["codec"], number, number, number[], number[]]>([
    ["pcm8", 1, 8, [0, 128, 255], [-32_768, 0, 32_512]],
    ["alaw", 6, 8, [0xd5, 0x55, 0xaa, 0x2a, 0x80], [8, -8, 32_256, -32_256, 5504]],
    ["mulaw", 7, 8, [0xff, 0x7f, 0x80, 0x00, 0xf0], [0, 0, 32_124, -32_124, 120]],
  ])("of %s is decoded", (codec, tag, bits, bytes, samples) => {
    const wav = opened(raw({ tag, bits, bytes }));
    expect(wav).toMatchObject({ codec, channels: 1, frames: bytes.length });
    expect([...readFrames(wav, { from: 0, to: 9 })]).toEqual(samples);
  });

  test.each([
    ["GSM 6.10", { tag: 0x31, bits: 0 }],
    ["floats", { tag: 3, bits: 32 }],
    ["no rate", { tag: 1, bits: 16, rate: 0 }],
    ["no channels", { tag: 1, bits: 16, channels: 0 }],
  ])("with %s needs a decoder", (_name, format) => {
    expect(readWav(raw({ bytes: [1, 2], ...format }))).toBeNull();
  });

  test("is no reason to fail, whatever it holds", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat({ max: 60 }), (noise, place) => {
        const other = Buffer.concat([whole.subarray(0, place), noise]);
        const wav = readWav(other);
        if (wav)
          expect(readFrames(wav, { from: 0, to: wav.frames })).toHaveLength(
            wav.frames * wav.channels,
          );
        expect(readWav(Buffer.from(noise))).toBeNull();
      }),
    );
  });
});

describe("a meter", () => {
  test("tells how loud each tenth of a second is, whichever way the samples come", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), (step) => {
        const meter = createMeter(2, RATE);
        const samples = Int16Array.from({ length: RATE }, (_, at) => (at % 2 ? 0 : 16_384));
        for (let at = 0; at < samples.length; at += step)
          meter.add(samples.subarray(at, at + step));
        const { durationS, levels, same } = meter.read();
        expect({ durationS, same }).toEqual({ durationS: 0.5, same: false });
        expect(levels.map((one) => [...one])).toEqual([
          [0.5, 0.5, 0.5, 0.5, 0.5],
          [0, 0, 0, 0, 0],
        ]);
      }),
      { numRuns: 20 },
    );
  });

  test("knows a voice that was copied to both sides, and one with an echo of the other", () => {
    const voice = Array.from({ length: RATE }, (_, at) => Math.round(8000 * Math.sin(at / 9)));
    expect(measured(voice.map((one) => [one, one + (one % 2)])).same).toBe(true);
    expect(
      measured(voice.map((one, at) => [one, Math.round((voice[at - 400] ?? 0) / 2)])).same,
    ).toBe(false);
    expect(measured(voice.map((one) => [one, 0])).same).toBe(false);
  });

  test("tells silence from a quiet voice", () => {
    const { levels } = measured(
      Array.from({ length: RATE * 3 }, (_, at) => [
        at >= RATE && at < RATE * 2 ? 300 * (at % 2 ? 1 : -1) : 20,
        0,
      ]),
    );
    const [left = new Float32Array(), right = new Float32Array()] = levels;
    expect([isSilent(left, 0, 1), isSilent(left, 0.95, 1.05), isSilent(left, 2, 3)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(isSilent(right, 0, 3)).toBe(true);
    expect(isSilent(left, 50, 60)).toBe(true);
  });
});

test("a broken sample at the end is left out", () => {
  expect([...toSamples(Buffer.from([1, 0, 2, 0, 3]))]).toEqual([1, 2]);
});

function file(pairs: readonly (readonly [number, number])[]): Buffer {
  return writeWav(
    [0, 1].map((side) => Int16Array.from(pairs, (pair) => pair[side] ?? 0)),
    RATE,
  );
}

function measured(pairs: readonly (readonly number[])[]) {
  const meter = createMeter(2, RATE);
  meter.add(Int16Array.from(pairs.flat()));
  return meter.read();
}

function raw(options: {
  tag: number;
  bits: number;
  bytes: number[];
  rate?: number;
  channels?: number;
}): Buffer {
  const head = Buffer.from(writeWav([new Int16Array(0)], options.rate ?? RATE));
  head.writeUInt16LE(options.tag, 20);
  head.writeUInt16LE(options.channels ?? 1, 22);
  head.writeUInt16LE(options.bits, 34);
  head.writeUInt32LE(options.bytes.length, 40);
  return Buffer.concat([head, Buffer.from(options.bytes)]);
}

function opened(bytes: Buffer): Wav {
  const wav = readWav(bytes);
  if (!wav) throw new Error("no WAVE file");
  return wav;
}
