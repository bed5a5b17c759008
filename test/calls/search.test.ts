import { describe, expect, test } from "vitest";
import { digitsIn, readSearch } from "../../src/calls/search.ts";

const near = { now: Date.UTC(2026, 10, 24, 12), zone: "Europe/Kyiv" };

describe("what people look for", () => {
  test.each([
    ["вчора", null, "2026-11-23", "2026-11-23"],
    ["Оксана вчора", "Оксана", "2026-11-23", "2026-11-23"],
    ["позавчера Оля", "Оля", "2026-11-22", "2026-11-22"],
    ["4512 21.11", "4512", "2026-11-21", "2026-11-21"],
    ["Oksana on 21/11/2025", "Oksana", "2025-11-21", "2025-11-21"],
    ["5 листопада", null, "2026-11-05", "2026-11-05"],
    ["Nov 5", null, "2026-11-05", "2026-11-05"],
    ["31.12 Іванна", "Іванна", "2025-12-31", "2025-12-31"],
    ["29.02", null, "2024-02-29", "2024-02-29"],
    ["з 1.11 по 5.11", null, "2026-11-01", "2026-11-05"],
    ["1.11-5.11 Оля", "Оля", "2026-11-01", "2026-11-05"],
    ["с 28 декабря по 3 января", null, "2025-12-28", "2026-01-03"],
    ["2026-11-01", null, "2026-11-01", "2026-11-01"],
  ])("«%s» is %s from %s to %s", (written, text, first, last) => {
    expect(readSearch(written, near)).toMatchObject({ text, days: { first, last } });
  });

  test.each([
    "4512",
    "+380 67 111 22 33",
    "067 11.22",
    "32.13",
    "Березень",
    "5 Маргарита",
    "Май-Ар",
  ])("«%s» names no day", (written) => {
    expect(readSearch(written, near)).toEqual({ text: written, days: null });
  });

  test("a day is that of the wall, an hour short when the clock goes forward", () => {
    const { days } = readSearch("29.03.2026", near);
    expect(days).toMatchObject({ from: Date.UTC(2026, 2, 28, 22), to: Date.UTC(2026, 2, 29, 21) });
  });

  test("three digits are the end of a number, two are not, and a name with digits is a name", () => {
    expect([digitsIn("451"), digitsIn("45"), digitsIn("(067) 111-22"), digitsIn("Оля 2")]).toEqual([
      "451",
      null,
      "06711122",
      null,
    ]);
  });
});
