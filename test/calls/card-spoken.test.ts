import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { finalCard, ringCard } from "../../src/calls/card.ts";
import { cardKeyboard } from "../../src/calls/card-message.ts";
import { spokenRows } from "../../src/calls/card-spoken.ts";
import { causeLine, dueText, timeCode, type Reader } from "../../src/calls/spoken-word.ts";
import { UNSPOKEN, type Spoken, type Summary } from "../../src/calls/spoken.ts";
import { languages } from "../../src/texts/language.ts";
import { aCall, finalCases, view } from "./card-case.ts";
import { ready, summary } from "./spoken-case.ts";

const uk: Reader = { ...view, language: "uk" };
const answered = finalCases["answered"] ?? aCall();

function card(spoken: Partial<Spoken>, reader: Partial<Reader> = {}): string {
  return finalCard({ ...answered, spoken: { ...UNSPOKEN, ...spoken } }, { ...uk, ...reader });
}

describe("the card of a call with a summary", () => {
  test("shows the outcome, at least two quotes with their seconds, and what was agreed for when", () => {
    const html = card({ ...ready, summary });
    expect(html).toContain("<b>Суть:</b> хоче манікюр");
    expect(html.match(/<i>«[^»]+»<\/i>\u00a0\d+:\d\d/g)?.length).toBeGreaterThanOrEqual(2);
    expect(html).toContain("<b>Домовились:</b> передзвонити з ціною · пт, 27 листопада");
    expect(html).toContain("1:02:05");
  });

  test("says a thing once where the quote itself says it", () => {
    const facts = [
      { kind: "objection", value: "Трохи дорого", quote: "трохи дорого, але добре", atS: 24 },
    ];
    expect(card({ ...ready, summary: { ...summary, facts } })).toContain(
      "\n• Сумнів: <i>«трохи дорого, але добре»</i>\u00a00:24\n",
    );
  });

  test("shows three facts and not the fourth", () => {
    const html = card({ ...ready, summary });
    expect(html).toContain("Ім’я: Оксана");
    expect(html).not.toContain("спокійний");
  });

  test("masks numbers in quotes and values where the chat asks for it, and leaves prices and dates", () => {
    const value = "+380 (67) 000-00-01, 650 грн, 27.11.2026";
    const facts = [{ kind: "wish", value, quote: "номер 0670000001", atS: 1 }];
    const html = card({ ...ready, summary: { ...summary, facts } }, { masked: true });
    expect(html).toMatch(/-01, 650 грн, 27\.\u2060?11\.\u2060?2026/);
    expect(html).toContain("номер ••••••••01");
    expect(html).not.toMatch(/000|067/);
  });

  test("has no sign of a link, a mention or a tag that somebody said", () => {
    const quote = "<b>зайди</b> на evil.example або @evil";
    const facts = [{ kind: "wish", value: quote, quote, atS: 1 }];
    const html = card({ ...ready, summary: { ...summary, facts } });
    expect(html).toContain("&lt;b&gt;зайди");
    expect(html).not.toMatch(/evil\.example|(?<!\u2060)@evil|@evil/);
  });
});

describe("the card of a call without one", () => {
  test.each(languages)("in %s says every cause in a line of its own", (language) => {
    const causes = ["no_recording", "stt_key", "stt_balance", "stt_busy", "model_answer"];
    const lines = causes.map((cause) => causeLine(language, cause));
    expect(new Set(lines).size).toBe(causes.length);
    expect(causeLine(language, "something_new")).toBe(causeLine(language, "constructor"));
  });

  test("says nothing when nothing is known of a recording, and nothing on the first message", () => {
    expect(finalCard({ ...answered, spoken: null }, uk)).toBe(finalCard(answered, uk));
    const ring = aCall({ spoken: { ...UNSPOKEN, ...ready, summary } });
    expect(ringCard(ring, uk)).toBe(ringCard(aCall(), uk));
  });
});

function labels(spoken: Partial<Spoken> | null, part: "ring" | "final" = "final") {
  return cardKeyboard(
    { ...answered, spoken: spoken && { ...UNSPOKEN, ...spoken } },
    { language: "uk", button: "ref", part, canCall: false },
  );
}

describe("the buttons of a call", () => {
  test("play what can be played and show what can be read", () => {
    expect(labels({ ...ready })?.[0]).toEqual([
      { text: "▶️ Запис", callback_data: "ref:play" },
      { text: "📄 Текст", callback_data: "ref:text" },
    ]);
    expect(labels({ audio: true })?.[0]?.map(({ text }) => text)).toEqual(["▶️ Запис"]);
  });

  test("are the old ones without a recording and on the first message", () => {
    expect(labels({})).toEqual(labels(null));
    expect(labels({ ...ready }, "ring")).toEqual([[{ text: "⋯", callback_data: "ref" }]]);
  });
});

test.each([
  [0, "0:00"],
  [42.9, "0:42"],
  [605, "10:05"],
  [3725, "1:02:05"],
  [Number.NaN, "0:00"],
])("second %j is %j", (second, shown) => {
  expect(timeCode(second)).toBe(shown);
});

test.each([
  ["2026-11-27", "пт, 27 листопада"],
  ["2027-01-05", "05.01.2027"],
  ["2026-11-22T10:00:00+02:00", "завтра, 10:00"],
  ["soon", null],
  ["2026-99-99", null],
])("what is due %j is told as %j", (due, shown) => {
  expect(dueText(due, uk)).toBe(shown);
});

const words = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.constantFrom("&".repeat(3000), "<b>", "ы".repeat(5000), "0670000001", " ", ""),
);
const summaries: fc.Arbitrary<Summary> = fc.record({
  outcome: fc.option(words),
  facts: fc.array(
    fc.record({
      kind: fc.oneof(fc.constantFrom("wish", "name", "constructor"), fc.string()),
      value: words,
      quote: words,
      atS: fc.double(),
    }),
    { maxLength: 8 },
  ),
  next: fc.option(
    fc.record({ text: words, due: fc.option(words), quote: words, atS: fc.double() }),
  ),
  corrected: fc.boolean(),
});

test("whatever was said, the rows keep to their room and are well-formed HTML", () => {
  fc.assert(
    fc.property(
      summaries,
      fc.nat(1200),
      fc.constantFrom(...languages),
      fc.boolean(),
      (some, room, language, masked) => {
        const spoken = { ...UNSPOKEN, ...ready, summary: some };
        const html = spokenRows(spoken, { ...view, language, masked }, room).join("\n");
        expect(html.length).toBeLessThanOrEqual(room);
        const bare = html.replace(/<(b|i)>[^<>]*<\/\1>/g, "").replace(/&(?:amp|lt|gt|quot);/g, "");
        expect(bare).not.toMatch(/[<>&]/);
        expect(html).not.toMatch(/undefined|null|NaN|Invalid/);
        if (masked) expect(html).not.toContain("0670000001");
      },
    ),
    { numRuns: 300 },
  );
});
