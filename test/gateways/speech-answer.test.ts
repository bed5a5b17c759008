import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAnswer, toLanguage } from "../../src/gateways/speech-answer.ts";

const TEXT = "Салон «Лотос», здравствуйте. Здравствуйте, хочу записаться на стрижку.";
const GREETING = "Салон «Лотос», здравствуйте.";
const WISH = "Здравствуйте, хочу записаться на стрижку.";

describe("an answer as it was published", () => {
  test("verbose_json tells times and how sure the model is", () => {
    const sure = { noSpeech: 0.01, logprob: -0.25 };
    expect(readAnswer(sample("verbose-json"))).toEqual({
      language: "ru",
      durationS: 9.84,
      segments: [
        { startS: 0, endS: 3.2, text: GREETING, ...sure },
        { startS: 3.9, endS: 9.6, text: WISH, ...sure },
      ],
      text: TEXT,
    });
  });

  test("what whisper makes of silence keeps its signs", () => {
    expect(readAnswer(sample("verbose-json-silence"))).toMatchObject({
      segments: [{ text: "Продолжение следует...", noSpeech: 0.92, logprob: -1.3 }],
    });
  });

  test("words alone become a stretch of speech", () => {
    expect(readAnswer(sample("verbose-json-words"))?.segments).toEqual([
      { startS: 0, endS: 2.4, text: "Салон Лотос здравствуйте" },
    ]);
  });

  test("diarized_json tells voices", () => {
    expect(readAnswer(sample("diarized-json"))).toEqual({
      language: null,
      durationS: 9.84,
      segments: [
        { startS: 0, endS: 3.2, text: GREETING, speaker: "A" },
        { startS: 3.9, endS: 9.6, text: WISH, speaker: "B" },
      ],
      text: TEXT,
    });
  });

  test.each([
    ["json-gpt-4o", null],
    ["openrouter-response", 9.84],
    ["whisper-cpp-inference-json", null],
  ])("%s tells a text alone", (name, durationS) => {
    expect(readAnswer(sample(name))).toEqual({
      language: null,
      durationS,
      segments: [],
      text: GREETING,
    });
  });
});

describe("a server of its own mind", () => {
  test("tells numbers as text, no end, an end before the start, and no order", () => {
    const segments = [
      { start: "4.5", end: "2", text: " друга " },
      { start: 1, text: "перша" },
      { start: -3, end: 2, text: "до початку" },
      { start: Number.NaN, end: 2, text: "ніколи" },
      { start: 2, end: 3, text: "   " },
      { start: 2, end: 3, text: 5 },
      null,
      "third",
    ];
    expect(readAnswer({ duration: "9.8", language: "Ukrainian", segments })).toEqual({
      language: "uk",
      durationS: 9.8,
      segments: [
        { startS: 1, endS: 1, text: "перша" },
        { startS: 4.5, endS: 4.5, text: "друга" },
      ],
      text: "перша друга",
    });
  });

  test("words are parted by a pause, the end of a sentence, and when they go on for long", () => {
    const words = [
      word("Добрий", 0, 0.5),
      word("день.", 0.5, 1),
      word("Так", 1.1, 1.5),
      word("є", 2.6, 3),
      ...Array.from({ length: 20 }, (_, at) => word("раз", 3 + at, 4 + at)),
    ];
    const cut = readAnswer({ text: "", words })?.segments.map(({ startS }) => startS);
    expect(cut).toEqual([0, 1.1, 2.6, 17]);
  });

  test("an empty text is silence, and no text is no answer", () => {
    expect(readAnswer({ text: "" })).toMatchObject({ segments: [], text: "" });
    for (const other of [null, 5, "text", [], {}, { error: { code: 502 } }, { text: 7 }])
      expect(readAnswer(other)).toBeNull();
  });

  test("what the database takes for no text is left out", () => {
    expect(readAnswer({ text: "так\u0000\ud800 є" })?.text).toBe("так \ufffd є");
  });

  test.each([
    ["ru", "ru"],
    ["uk-UA", "uk"],
    ["RUSSIAN", "ru"],
    ["english", "en"],
    ["klingon", null],
    ["", null],
    [7, null],
    ["constructor", null],
  ])("its language %s is %s", (told, code) => {
    expect(toLanguage(told)).toBe(code);
  });
});

test("whatever it says, times are sane and in order", () => {
  const seconds = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.constant(null));
  const row = fc.record({ start: seconds, end: seconds, text: fc.string(), word: fc.string() });
  const body = fc.record(
    {
      text: fc.oneof(fc.string(), fc.jsonValue()),
      duration: seconds,
      language: fc.oneof(fc.string(), fc.jsonValue()),
      segments: fc.oneof(fc.array(row), fc.jsonValue()),
      words: fc.oneof(fc.array(row), fc.jsonValue()),
      usage: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(body, fc.jsonValue()), (answer) => {
      const heard = readAnswer(answer);
      let before = 0;
      for (const { startS, endS, text } of heard?.segments ?? []) {
        expect(startS).toBeGreaterThanOrEqual(before);
        expect(endS).toBeGreaterThanOrEqual(startS);
        expect(endS).toBeLessThanOrEqual(86_400);
        expect(text.trim()).not.toBe("");
        before = startS;
      }
    }),
  );
});

function word(text: string, start: number, end: number) {
  return { word: text, start, end };
}

function sample(name: string): unknown {
  const text = readFileSync(new URL(`../fixtures/speech/${name}.json`, import.meta.url), "utf8");
  const body: unknown = JSON.parse(text);
  return body;
}
