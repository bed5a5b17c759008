import { expect, test } from "vitest";
import { loosePatternsOf, patternsOf, slipsFrom, spellingsOf } from "../../src/crm/spelling.ts";

test("Ukrainian and Russian letters, ё, apostrophes and look-alikes are one name", () => {
  expect(spellingsOf("Ирина")).toContain("ірина");
  expect(spellingsOf("Віталій")).toContain("виталий");
  expect(spellingsOf("Алёна")).toContain("алена");
  expect(spellingsOf("Мар’яна")).toContain("мар_яна");
  expect(spellingsOf("Oлeна")).toContain("олена");
});

test("a name's own wildcards stand for themselves", () => {
  expect(spellingsOf("50%_")).toEqual(["50\\%\\_"]);
});

test("a word is looked for by at most 32 patterns, a short one at the beginning of words", () => {
  expect(spellingsOf("ииииєєєєґґґґіііі").length).toBeLessThanOrEqual(32);
  expect(patternsOf("Юл")).toEqual(["юл%", "% юл%"]);
});

test("a half of a slipped word is as it should be", () => {
  expect(loosePatternsOf("Шевчнеко")).toContain("%шевч%");
});

test.each([
  ["Оксана Шевченко", "Шевчнеко", 1],
  ["Оксана Шевченко", "Шевчинко", 1],
  ["Оксана Шевченко", "Оксанна Шевченко", 1],
  ["Гайдук", "Гайдкук", 1],
  ["Наталія Коваль", "Наталья", 1],
  ["Ірина Мельник", "мельник ирина", 0],
  ["Оксана Шевченко", "Окс Шевч", 0],
  ["Оля", "Юля", null],
  ["Оксана Шевченко", "Петренко", null],
  ["Оксана Шевченко", "Оксана Петренко", null],
])("in «%s» «%s» has %s slips", (name, written, slips) => {
  expect(slipsFrom(written)(name)).toBe(slips);
});
