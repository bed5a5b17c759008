import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanName, escapeHtml } from "../../src/texts/html.ts";

describe("escapeHtml", () => {
  test("turns every sign of markup into its entity", () => {
    expect(escapeHtml(`<a href="x">R&D</a> 'ok'`)).toBe(
      "&lt;a href=&quot;x&quot;&gt;R&amp;D&lt;/a&gt; 'ok'",
    );
  });

  test("leaves nothing that opens a tag or an entity", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeHtml(text).replace(/&(?:amp|lt|gt|quot);/g, "")).not.toMatch(/[<>&"]/);
      }),
    );
  });
});

describe("cleanName", () => {
  test.each<[string | null | undefined, string | null]>([
    ["Оксана К.", "Оксана К."],
    ["  Салон\t«Лілея»\r\n", "Салон «Лілея»"],
    ["О\u0301ксана", "О\u0301ксана"],
    ["e\u0301\u0302\u0303\u0304\u0305\u0306", "e\u0301\u0302\u0303"],
    ["👩‍🔧 Майстер", "👩‍🔧 Майстер"],
    ["\u202eОксана\u2066", "Оксана"],
    ["a\ud800b", "ab"],
    ["\u0000\u001b[31m", "[31m"],
    ["!\t\u0000\t¡", "! ¡"],
    ["♥", "♥"],
    ["\u3164", null],
    ["\u200b\u200d", null],
    ["", null],
    [null, null],
    [undefined, null],
  ])("%j", (raw, expected) => {
    expect(cleanName(raw)).toBe(expected);
  });

  test("cuts between whole signs and says so", () => {
    expect(cleanName("а".repeat(64))).toBe("а".repeat(64));
    expect(cleanName("а".repeat(65))).toBe(`${"а".repeat(63)}…`);
    expect(cleanName("💈".repeat(65), 10)).toBe(`${"💈".repeat(9)}…`);
    expect(cleanName("a".repeat(1_000_000), 10)).toBe("aaaaaaaaa…");
  });

  test("is one short line of well-formed text, and cleaning it again changes nothing", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 200 }),
        fc.integer({ min: 2, max: 64 }),
        (raw, max) => {
          const name = cleanName(raw, max);
          if (name === null) return;
          expect(Array.from(name).length).toBeLessThanOrEqual(max);
          expect(name).not.toMatch(/[\n\r\t]|\p{Cc}|\p{Cs}/u);
          expect(cleanName(name, max)).toBe(name);
        },
      ),
      { numRuns: 500 },
    );
  });
});
