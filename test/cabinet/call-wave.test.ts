import { expect, test } from "vitest";
import { claimsOf } from "../../src/cabinet/call-claim.ts";
import { pinsOf, waveOf } from "../../src/cabinet/call-wave.ts";
import { booked, claim, NOTHING_SAID } from "../speech/fill-case.ts";

test("our side is drawn above, the client below, and silence flat", () => {
  const wave = waveOf(
    [
      { speaker: "employee", startS: 0, endS: 10, text: "Добрий день" },
      { speaker: "client", startS: 10, endS: 20, text: "Вітаю" },
    ],
    30,
  );
  expect(wave.above).toMatch(/^M3 40v-\d/);
  expect(wave.below).toMatch(/^M345 44v\d/);
  expect(wave.flat).toMatch(/^M687 42h1/);
  expect(wave.both).toBe("");
});

test("pins that are near each other stand on two levels", () => {
  const pins = pinsOf(
    [
      { number: 1, atS: 50 },
      { number: 2, atS: 10 },
      { number: 3, atS: 12 },
    ],
    100,
  );
  expect(pins.map(({ number, level }) => [number, level])).toEqual([
    [2, 0],
    [3, 1],
    [1, 0],
  ]);
});

test("claims are numbered with their quotes, what was not said stays visible, corrections need no proof", () => {
  const about = { corrections: {}, currency: "UAH", transcripts: [] };
  const all = claimsOf({ ...about, analysis: booked });
  expect(all.map(({ kind, value, quote }) => [kind, value, quote?.number ?? null])).toEqual([
    ["outcome", "Записалася на манікюр", null],
    ["next", "Надіслати адресу", 1],
    ["service", null, null],
    ["date", "середа, 10:00", 2],
    ["amount", "650 грн", 3],
    ["name", "Оксана", 4],
    ["address", "Хрещатик 1", 5],
    ["task", "Скинути адресу", 6],
  ]);
  const fixed = claimsOf({
    ...about,
    analysis: booked,
    corrections: { address: "Велика 5", name: "" },
  });
  expect(fixed.find(({ kind }) => kind === "address")).toMatchObject({
    value: "Велика 5",
    fixed: true,
    quote: null,
  });
});

test("of two recordings a claim belongs to the one where its words stand", () => {
  const [first] = claimsOf({
    analysis: { ...NOTHING_SAID, wish: claim("манікюр", "Хочу на манікюр") },
    corrections: {},
    currency: "UAH",
    transcripts: [transcript("Алло"), transcript("Так. Хочу на манікюр завтра")],
  }).filter(({ quote }) => quote !== null);
  expect(first?.quote).toMatchObject({ number: 1, recording: 1 });
});

function transcript(text: string) {
  return {
    recordingId: text,
    callId: 1,
    source: "stt" as const,
    language: "uk",
    guessed: false,
    turns: [{ speaker: "client" as const, startS: 0, endS: 9, text }],
  };
}
