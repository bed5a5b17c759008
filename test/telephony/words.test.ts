import { anything, assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { toTurns } from "../../src/speech/recording-words.ts";
import { wordsOf } from "../../src/telephony/words.ts";

const phrases = [
  { channel: 1, result: "Салон Лилея, слушаю." },
  { channel: 2, result: "Запишите меня." },
];
const words = [
  {
    channel: 1,
    result: [
      { s: "0.4", e: "0.9", w: "Салон" },
      { s: "0.9", e: "2.1", w: "слушаю" },
    ],
  },
  { channel: 2, result: [{ s: 2.5, e: 3.75, w: "Запишите" }] },
];
const form = (fields: Record<string, string>) => ({
  contentType: "application/x-www-form-urlencoded",
  raw: Buffer.from(new URLSearchParams(fields).toString()),
});
const read = (result: unknown, lang = "ru-RU") =>
  wordsOf(form({ event: "SPEECH_RECOGNITION", lang, result: JSON.stringify(result) }));

test("phrases come with their side and the seconds of their words", () => {
  expect(read({ phrases, words })).toEqual({
    language: "ru",
    phrases: [
      { channel: 1, text: "Салон Лилея, слушаю.", startS: 0.4, endS: 2.1 },
      { channel: 2, text: "Запишите меня.", startS: 2.5, endS: 3.75 },
    ],
  });
});

test("phrases alone are in order and without seconds; JSON is read like a form", () => {
  const raw = Buffer.from(JSON.stringify({ result: { phrases }, lang: "russian" }));
  expect(wordsOf({ contentType: "application/json", raw })).toEqual({
    language: null,
    phrases: phrases.map(({ channel, result: text }) => ({
      channel,
      text,
      startS: null,
      endS: null,
    })),
  });
});

test.each([["secret"], [{}], [{ phrases: "x" }], [[]], [null]])("%j holds no words", (result) => {
  expect(read(result)).toBeNull();
});

test("who speaks is told by the side, where there are two", () => {
  const heard = read({ phrases, words });
  if (!heard) throw new Error("nothing was read");
  expect(toTurns(heard, "left").map(({ speaker }) => speaker)).toEqual(["employee", "client"]);
  expect(toTurns(heard, "right").map(({ speaker }) => speaker)).toEqual(["client", "employee"]);
  const one = { ...heard, phrases: heard.phrases.slice(0, 1) };
  expect(toTurns(one, "left")).toEqual([
    { speaker: "unknown", startS: 0.4, endS: 2.1, text: "Салон Лилея, слушаю." },
  ]);
});

test("whatever comes, nothing is thrown and the turns are in order", () => {
  assert(
    property(anything({ maxDepth: 3 }), string(), (value, text) => {
      const heard =
        read({ phrases: [value, { channel: value, result: text }], words: value }) ?? read(value);
      const turns = heard ? toTurns(heard, "left") : [];
      for (const [i, turn] of turns.entries()) {
        expect(turn.endS).toBeGreaterThanOrEqual(turn.startS);
        expect(turn.startS).toBeGreaterThanOrEqual(turns[i - 1]?.startS ?? 0);
      }
    }),
    { numRuns: 300 },
  );
});
