import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFfmpeg, type Ffmpeg } from "../../src/gateways/ffmpeg.ts";
import type { Hearing } from "../../src/gateways/speech-trouble.ts";
import type { Speech } from "../../src/gateways/speech.ts";
import { readFrames, readWav, writeWav } from "../../src/lib/wav.ts";
import {
  transcribe,
  type ToTranscribe,
  type TranscribeDeps,
} from "../../src/speech/transcribe-service.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { convert, decoder, soundTest } from "../gateways/decoder.ts";
import { tone } from "../gateways/tone.ts";

let fresh: FreshDatabase;

beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

/** One second of each voice in turn: low on the left, high on the right. */
const [LOW, HIGH] = [300, 900];
const talk = writeWav(
  [join(tone(1, 0.3, LOW), tone(1, 0)), join(tone(1, 0), tone(1, 0.3, HIGH))],
  8000,
);
const greeting = segments([0, 0.9, "Салон, добрий день."]);
const wish = segments([1, 1.9, "Хочу записатись."]);
const heardTalk = [
  { speaker: "employee", startS: 0, endS: 0.9, text: "Салон, добрий день." },
  { speaker: "client", startS: 1, endS: 1.9, text: "Хочу записатись." },
];

describe("a stereo recording", () => {
  test("is heard side by side: who speaks is known, and nothing is guessed", async () => {
    const speech = listener([greeting, wish]);
    const asked = ofCall(talk);
    expect(await transcribe(deps(speech), { ...asked, language: "uk", prompt: "Ольга" })).toEqual({
      heard: {
        turns: heardTalk,
        language: "uk",
        guessed: false,
        model: "whisper-1",
        durationS: 2,
        channels: 2,
      },
    });
    expect(speech.asked).toMatchObject([
      { mime: "audio/wav", language: "uk", prompt: "Ольга" },
      { mime: "audio/wav", language: "uk", prompt: "Ольга" },
    ]);
    expect(speech.asked.map(({ audio }) => loudestTone(audio))).toEqual([LOW, HIGH]);
  });

  test("is asked about once, though the process ends after each of its parts", async () => {
    const asked = ofCall(talk);
    const [first, second, third] = [listener([greeting]), listener([wish]), listener([])];
    await expect(transcribe(deps(first), asked)).rejects.toThrow("killed");
    expect(await transcribe(deps(second), asked)).toMatchObject({ heard: { turns: heardTalk } });
    expect(await transcribe(deps(third), asked)).toMatchObject({ heard: { turns: heardTalk } });
    expect([second, third].map((speech) => speech.asked.length)).toEqual([1, 0]);
  });

  test("whose sides are the other way round is told so by its setting", async () => {
    const answer = await transcribe(deps(listener([greeting, wish])), {
      ...ofCall(talk),
      side: "right",
    });
    expect(speakers(answer)).toEqual(["client", "employee"]);
  });

  test.each([
    [
      "the same sound on both sides",
      [join(tone(1, 0.3, LOW), tone(1, 0.3, HIGH)), join(tone(1, 0.3, LOW), tone(1, 0.3, HIGH))],
    ],
    ["one side that is never used", [join(tone(1, 0.3, LOW), tone(1, 0.3, HIGH)), tone(2, 0)]],
  ])("with %s is heard once, and who speaks is not told", async (_name, sides) => {
    const speech = listener([
      segments([0, 0.9, "Салон, добрий день."], [1, 1.9, "Хочу записатись."]),
    ]);
    const answer = await transcribe(deps(speech), ofCall(writeWav(sides, 8000)));
    expect(speech.asked).toHaveLength(1);
    expect(answer).toMatchObject({ heard: { guessed: true, channels: 2 } });
    expect(speakers(answer)).toEqual(["unknown", "unknown"]);
  });

  soundTest("of MP3 is parted by ffmpeg", async () => {
    const speech = listener([greeting, wish]);
    const asked = { ...ofCall(convert(talk, "-f", "mp3")), mime: "audio/mpeg" };
    const answer = await transcribe({ ...deps(speech), ffmpeg: createFfmpeg(decoder()) }, asked);
    expect(answer).toMatchObject({ heard: { turns: heardTalk, guessed: false, channels: 2 } });
    expect(speech.asked.map(({ mime }) => mime)).toEqual(["audio/mpeg", "audio/mpeg"]);
    expect(speech.asked.map(({ audio }) => loudestTone(convert(audio, "-f", "wav")))).toEqual([
      LOW,
      HIGH,
    ]);
  });

  test("of MP3 is heard whole without ffmpeg, or with one that fails", async () => {
    const failing: Ffmpeg = {
      survey: () => Promise.resolve({ durationS: 2, levels: [loud(), loud()], same: false }),
      cut: () => Promise.resolve({ failed: "unusable" }),
      toMp3: () => Promise.resolve({ failed: "unusable" }),
    };
    const broken: Ffmpeg = { ...failing, survey: () => Promise.resolve({ failed: "unusable" }) };
    const audio = Buffer.from("ID3 an MP3 that nobody opens");
    for (const ffmpeg of [null, failing, broken]) {
      const speech = listener([{ ...greeting, durationS: 2 }]);
      const asked = { ...ofCall(audio), mime: "audio/mpeg" };
      expect(await transcribe({ ...deps(speech), ffmpeg }, asked)).toMatchObject({
        heard: {
          turns: [{ speaker: "unknown", startS: 0, endS: 0.9 }],
          guessed: true,
          durationS: 2,
          channels: null,
        },
      });
      expect(speech.asked).toMatchObject([{ audio, mime: "audio/mpeg" }]);
    }
  });
});

describe("a recording of forty minutes", () => {
  const minutes = 40;
  /** A second of sound in each of both, all along. */
  const long = writeWav([tone(1, 0.3, LOW), tone(1, 0.3, HIGH)], 8000);
  const body = long.subarray(44);
  const audio = Buffer.concat([
    long.subarray(0, 44),
    Buffer.alloc(body.length * minutes * 60, body),
  ]);
  audio.writeUInt32LE(audio.length - 44, 40);

  test("is heard in parts that every service takes, and after a kill the rest of them", async () => {
    const asked = ofCall(audio);
    const runs = [[0], [1, 2, 3], [4, 5]].map((parts) => listener(parts.map(one)));
    const [first, second, third] = runs;
    if (!first || !second || !third) throw new Error("three runs");
    await expect(transcribe(deps(first), asked)).rejects.toThrow("killed");
    await expect(transcribe(deps(second), asked)).rejects.toThrow("killed");
    const answer = await transcribe(deps(third), asked);
    const files = runs.flatMap(({ asked: sent }, run) => (run < 2 ? sent.slice(0, -1) : sent));
    expect(files.map((file) => loudestTone(file.audio))).toEqual([LOW, HIGH, LOW, HIGH, LOW, HIGH]);
    expect(Math.max(...files.map((file) => file.audio.length))).toBeLessThan(24_000_000);
    expect(answer).toMatchObject({ heard: { durationS: 2400, channels: 2, guessed: false } });
    expect(shortOf(answer)).toEqual([
      "employee 10 Частина нуль.",
      "client 20 Частина один.",
      "employee 799 На межі",
      "client 799 На межі",
      "employee 800.083 двох частин.",
      "client 800.083 двох частин.",
      "employee 809.333 Частина два.",
      "client 819.333 Частина три.",
      "employee 1598.333 На межі",
      "client 1598.333 На межі",
      "employee 1599.417 двох частин.",
      "client 1599.417 двох частин.",
      "employee 1608.667 Частина чотири.",
      "client 1618.667 Частина п'ять.",
    ]);
  });
});

describe("silence", () => {
  test("is asked about nowhere", async () => {
    const speech = listener([]);
    const answer = await transcribe(
      deps(speech),
      ofCall(writeWav([tone(5, 0), tone(5, 0.001)], 8000)),
    );
    expect(answer).toMatchObject({
      heard: { turns: [], guessed: false, durationS: 5, channels: 2 },
    });
    expect(speech.asked).toEqual([]);
  });

  test("and music stay without words, whatever the model makes of them", async () => {
    const invented = {
      ...segments([0, 4, "Продолжение следует..."]),
      segments: [
        { startS: 0, endS: 4, text: "Субтитры сделал DimaTorzok", noSpeech: 0.92, logprob: -1.3 },
      ],
    };
    const answer = await transcribe(deps(listener([invented])), ofCall(writeWav([tone(4)], 8000)));
    expect(answer).toMatchObject({ heard: { turns: [], language: null, channels: 1 } });
  });
});

test("a text without times is laid over the time in which each side speaks", async () => {
  const speech = listener([untimed("Салон, добрий день."), untimed("Хочу записатись.")]);
  const answer = await transcribe(deps(speech), ofCall(talk));
  expect(answer).toMatchObject({
    heard: {
      turns: [
        { speaker: "employee", startS: 0, endS: 1 },
        { speaker: "client", startS: 1, endS: 2 },
      ],
    },
  });
});

test("what is heard until a service is busy is kept, and what it refuses is told", async () => {
  const asked = ofCall(talk);
  const busy = { retry: 2000, cause: "stt_busy" } as const;
  const first = listener([greeting, busy]);
  expect(await transcribe(deps(first), asked)).toEqual(busy);
  const second = listener([{ failed: "stt_balance" }]);
  expect(await transcribe(deps(second), asked)).toEqual({ failed: "stt_balance" });
  const third = listener([wish]);
  expect(await transcribe(deps(third), asked)).toMatchObject({ heard: { turns: heardTalk } });
  expect([first, second, third].map((speech) => speech.asked.length)).toEqual([2, 1, 1]);
});

soundTest("a file that is no sound is told so, and costs nothing", async () => {
  const speech = listener([]);
  const page = { ...ofCall(Buffer.from("<html>Sign in</html>")), mime: "audio/mpeg" };
  expect(await transcribe({ ...deps(speech), ffmpeg: createFfmpeg(decoder()) }, page)).toEqual({
    failed: "not_audio",
  });
  expect(await transcribe(deps(speech), ofCall(talk.subarray(0, 44)))).toEqual({
    failed: "not_audio",
  });
  expect(speech.asked).toEqual([]);
});

type Heard = Extract<Hearing, { heard: unknown }>["heard"];

/** Answers in order; asked for more than it has, it takes the process with it. */
function listener(answers: (Heard | Exclude<Hearing, { heard: unknown }>)[]) {
  const asked: Parameters<Speech["hear"]>[0][] = [];
  const hear: Speech["hear"] = async (file) => {
    asked.push(file);
    const answer = answers[asked.length - 1];
    if (!answer) throw new Error("killed");
    return "text" in answer ? { heard: answer } : answer;
  };
  return { model: "whisper-1", hear, asked };
}

function deps(speech: Speech): TranscribeDeps {
  return { db: fresh.db, speech, ffmpeg: null };
}

function ofCall(audio: Buffer): ToTranscribe {
  return {
    businessId: randomUUID(),
    recordingId: randomUUID(),
    audio,
    mime: "audio/wav",
    language: null,
    side: "left",
  };
}

function segments(...said: [number, number, string][]): Heard {
  return {
    language: "uk",
    durationS: null,
    segments: said.map(([startS, endS, text]) => ({ startS, endS, text })),
    text: said.map(([, , text]) => text).join(" "),
  };
}

function untimed(text: string): Heard {
  return { language: "uk", durationS: null, segments: [], text };
}

/** What is heard in each of six parts: the words at a seam stand in both. */
function one(place: number): Heard {
  const number = ["нуль", "один", "два", "три", "чотири", "п'ять"][place];
  const start = place % 2 === 0 ? 10 : 20;
  const before: [number, number, string][] = place < 2 ? [] : [[0, 1.5, "На межі двох частин."]];
  const behind: [number, number, string][] = place < 4 ? [[799, 801, "На межі"]] : [];
  return segments(...before, [start, start + 2, `Частина ${number}.`], ...behind);
}

function shortOf(answer: Awaited<ReturnType<typeof transcribe>>): string[] {
  if (!("heard" in answer)) return [];
  return answer.heard.turns.map(({ speaker, startS, text }) => `${speaker} ${startS} ${text}`);
}

function speakers(answer: Awaited<ReturnType<typeof transcribe>>): string[] {
  return "heard" in answer ? answer.heard.turns.map(({ speaker }) => speaker) : [];
}

/** The tone of a mono WAVE file, by its passages through zero. */
function loudestTone(file: Buffer): number | null {
  const wav = readWav(file);
  if (!wav || wav.channels !== 1) return null;
  const samples = readFrames(wav, { from: 0, to: wav.rate * 4 });
  let loudFrames = 0;
  let passages = 0;
  for (const [at, sample] of samples.entries()) {
    if (Math.abs(sample) > 500) loudFrames += 1;
    if (sample < 0 !== (samples[at - 1] ?? 0) < 0) passages += 1;
  }
  const hertz = passages / 2 / (loudFrames / wav.rate);
  return hertz < 600 ? LOW : HIGH;
}

function join(...pieces: Int16Array[]): Int16Array {
  return Int16Array.from(pieces.flatMap((piece) => [...piece]));
}

function loud(): Float32Array {
  return new Float32Array(20).fill(0.1);
}
