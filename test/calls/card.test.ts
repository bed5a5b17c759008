import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { finalCard, ringCard, type CardCall, type View } from "../../src/calls/card.ts";
import { languages } from "../../src/texts/language.ts";
import { aCall, finalCases, view } from "./card-case.ts";

const uk: View = { ...view, language: "uk" };

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.constantFrom(
    "<b>bold</b>",
    "</b><a href='tg://user?id=1'>x</a>",
    "&lt;b&gt; & <",
    '"><script>alert(1)</script>',
    "a\nb\r\nc\u2028d",
    "\u202eevil\u202c",
    "{ $duration }",
    "x".repeat(10_000),
    "ы".repeat(10_000),
    "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
    "__proto__",
    "constructor",
    " ",
  ),
);
const name = fc.option(hostile);
const ext = fc.oneof(fc.stringMatching(/^\d{2,4}$/), hostile);
const employee = fc.record({ ext, name });
const phone = fc.option(
  fc.oneof(fc.stringMatching(/^\+\d{7,15}$/), fc.stringMatching(/^\d{1,20}$/), hostile),
);
const seconds = fc.option(fc.oneof(fc.nat(100_000), fc.integer(), fc.double()));
const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });

const call: fc.Arbitrary<CardCall> = fc
  .record({
    direction: fc.constantFrom("in", "out", "internal"),
    state: fc.constantFrom("ringing", "talking", "ended"),
    outcome: fc.constantFrom(null, "answered", "missed", "busy", "no_answer", "failed", "unknown"),
    reason: fc.option(fc.oneof(fc.constantFrom("ivr_only", "no money, no limit"), hostile)),
    line: phone,
    lineName: name,
    lineLabel: name,
    startedAt: instant,
    lengthUnknown: fc.boolean(),
    answeredBy: fc.option(employee),
    lastBy: fc.option(employee),
    employee: fc.option(employee),
    rang: fc.array(ext, { maxLength: 40 }),
    rangNames: fc.array(name, { maxLength: 40 }),
    ringS: seconds,
    talkS: seconds,
    transferred: fc.boolean(),
    ringingNow: fc.array(employee, { maxLength: 40 }),
    talkingNow: fc.array(employee, { maxLength: 40 }),
    clientLabel: fc.record({ name, phone, isNew: fc.boolean() }),
    history: fc.record({ earlier: fc.nat(150), lastAt: fc.option(instant) }),
    employeeNames: fc.dictionary(ext, hostile),
    recovered: fc.boolean(),
    corrected: fc.boolean(),
  })
  .map((fields) => aCall(fields as Partial<CardCall>));

const viewer: fc.Arbitrary<View> = fc.record({
  language: fc.constantFrom(...languages),
  zone: fc.constantFrom("Europe/Kyiv", "Asia/Almaty", "UTC"),
  now: instant,
  masked: fc.boolean(),
});

function named(raw: string): CardCall {
  return aCall({ clientLabel: { name: raw, phone: "+380670000001", isNew: false } });
}

/** What a phone shows: tags gone, entities read. */
function shown(html: string): string {
  return html
    .replace(/<\/?b>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

describe("any call", () => {
  test("is a short, well-formed message with a bold first line", () => {
    fc.assert(
      fc.property(call, viewer, fc.constantFrom(ringCard, finalCard), (some, who, render) => {
        const html = render(some, who);
        expect(html.length).toBeLessThanOrEqual(4096);
        expect(html).toMatch(/^<b>[^<>\n]+<\/b>\n[^<>]*$/);
        expect(html.replace(/&(?:amp|lt|gt|quot);/g, "")).not.toContain("&");
        expect(html.split("\n").length).toBeLessThanOrEqual(6);
        expect(html).not.toMatch(/\n\s*(\n|$)/);
      }),
      { numRuns: 500 },
    );
  });

  test("shows no control characters and no overrides of direction", () => {
    fc.assert(
      fc.property(call, viewer, fc.constantFrom(ringCard, finalCard), (some, who, render) => {
        expect(
          render(some, who)
            .replaceAll("\n", "")
            .replaceAll(/[\u200d\u2060]/gu, ""),
        ).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
      { numRuns: 300 },
    );
  });

  test("says nothing of the machine inside, whatever is not known of it", () => {
    const unknown = fc.constantFrom<Partial<CardCall>>(
      { talkS: null },
      { talkS: Number.NaN },
      { ringS: Number.POSITIVE_INFINITY },
      { answeredBy: null, lastBy: null },
      { employee: null },
      { line: null, lineName: null },
      { rang: ["101"], rangNames: [] },
      { clientLabel: { name: null, phone: null, isNew: true } },
      { recovered: true },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(finalCases)),
        fc.array(unknown),
        viewer,
        (some, gone, who) => {
          const known: CardCall = Object.assign({}, some, ...gone);
          for (const html of [ringCard(known, who), finalCard(known, who)]) {
            expect(html).not.toMatch(
              /undefined|null|NaN|Invalid|Infinity|object Object|[{}]|card-/,
            );
            expect(html).not.toContain(known.key);
            expect(html).not.toMatch(/novofon|phonet/i);
          }
        },
      ),
    );
  });
});

describe("a name from outside", () => {
  test.each([
    ["<b>Оксана</b>", "<b>Оксана</b>"],
    ['R&D "Лілея" <3', 'R&D "Лілея" <3'],
    ["  Оксана\n\tК. ", "Оксана К."],
    ["\u202eанаскО", "анаскО"],
    ["👩‍👧 Мама", "👩‍👧 Мама"],
    ["Ім'я ʼтаʼ ’це’", "Ім'я ʼтаʼ ’це’"],
  ])("%j is shown as it reads", (raw, expected) => {
    const row = ringCard(named(raw), uk).split("\n")[1] ?? "";
    expect(shown(row)).toBe(`${expected} · +380 67 000 00 01`);
  });

  test("is cut at 64 characters", () => {
    const row = shown(ringCard(named("Довге ім’я ".repeat(50)), uk).split("\n")[1] ?? "");
    expect(Array.from(row.split(" · ")[0] ?? "").length).toBeLessThanOrEqual(64);
    expect(row).toContain("… · +380");
  });

  test.each(["", "   ", "\u200b", "\u3164", "+380670000001", "067 000-00-01"])(
    "%j is no name",
    (raw) => {
      expect(ringCard(named(raw), uk).split("\n")[1]).toBe("+380 67 000 00 01");
    },
  );

  test("of an employee called like a property of every object is still an extension", () => {
    const html = ringCard(
      aCall({ ringingNow: [{ ext: "constructor", name: null }], employeeNames: {} }),
      uk,
    );
    expect(html).toContain("вн. constructor");
  });
});

describe("a number", () => {
  test("is plain text, so that a phone can dial it", () => {
    expect(finalCard(aCall(), uk)).not.toMatch(/<code>|<a /);
    expect(finalCard(aCall(), uk)).toContain("+380 67 000 00 01");
  });

  test("is masked where the chat asks for it, in both messages", () => {
    for (const html of [
      ringCard(aCall(), { ...uk, masked: true }),
      finalCard(aCall(), { ...uk, masked: true }),
    ]) {
      expect(html).toContain("+380 67 ••• •• 01");
      expect(html).not.toContain("000 00 01");
    }
  });

  test("of nobody is never shown as new", () => {
    const hidden = aCall({ clientLabel: { name: null, phone: null, isNew: true } });
    expect(ringCard(hidden, uk).split("\n")[1]).toBe("Номер приховано");
  });
});

describe("a line", () => {
  test.each<[string, Partial<CardCall>, string | undefined]>([
    [
      "goes by the business's name first",
      { lineLabel: "Оболонь", lineName: "Trunk 1" },
      "Лінія «Оболонь»",
    ],
    ["else by the provider's", { lineName: "Trunk <1>" }, "Лінія «Trunk &lt;1&gt;»"],
    [
      "that is named by its number shows the number",
      { lineName: "+380440000100" },
      "Лінія +380 44 000 01 00",
    ],
    ["without any name shows its number", { lineName: null }, "Лінія +380 44 000 01 00"],
    ["that nobody knows is left out", { lineName: null, line: null }, undefined],
  ])("%s", (_, changed, expected) => {
    expect(ringCard(aCall({ ringingNow: [], ...changed }), uk).split("\n")[2]).toBe(expected);
  });
});
