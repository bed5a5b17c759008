import { describe, expect, test } from "vitest";
import {
  readMinutes,
  readNames,
  readPrice,
  readService,
  readSynonyms,
} from "../../src/bot/service-words.ts";

describe("a service in one line", () => {
  test.each([
    ["Манікюр 60 хв 400", "Манікюр", 60, 400, "fixed"],
    ["Манікюр з гель-лаком 1 год 30 хв від 650 грн", "Манікюр з гель-лаком", 90, 650, "from"],
    ["Фарбування від 1 800 120 хв", "Фарбування", 120, 1800, "from"],
    ["Стрижка 45 450", "Стрижка", 45, 450, "fixed"],
    ["Окрашивание, 2 ч, от 2500 ₽", "Окрашивание", 120, 2500, "from"],
    ["Haircut 45 min from 30", "Haircut", 45, 30, "from"],
    ["Масаж 4 руки 60 хв 1 800", "Масаж 4 руки", 60, 1800, "fixed"],
    ["Брови 1,5 год 300+", "Брови", 90, 300, "from"],
    ["Консультація 30 хв 0", "Консультація", 30, 0, "fixed"],
  ])("«%s»", (written, name, minutes, amount, kind) => {
    expect(readService(written)).toEqual({ name, minutes, price: { amount, kind } });
  });

  test.each([
    ["Манікюр", { name: "Манікюр", minutes: null, price: null }],
    ["Манікюр 60 хв", { name: "Манікюр", minutes: 60, price: null }],
    ["Манікюр 400 грн", { name: "Манікюр", minutes: null, price: { amount: 400, kind: "fixed" } }],
    ["60 хв 400", null],
    ["  ", null],
  ])("«%s» lacks something", (written, read) => expect(readService(written)).toEqual(read));
});

describe("its parts", () => {
  test.each([
    ["90", 90],
    ["90 хв", 90],
    ["1 год 30 хв", 90],
    ["1:30", 90],
    ["1.5 ч", 90],
    ["2h", 120],
    ["довго", null],
    ["-5", null],
  ])("«%s» lasts %s", (written, minutes) => expect(readMinutes(written)).toBe(minutes));

  test("a price in another currency is none", () => {
    expect(readPrice("від 450 ₴", "UAH")).toEqual({ amount: 450, kind: "from" });
    expect(readPrice("450 $", "UAH")).toBeNull();
    expect(readPrice("дорого", "UAH")).toBeNull();
    expect(readPrice("-5", "UAH")).toBeNull();
  });

  test("names go to the languages named before them", () => {
    expect(readNames("Манікюр", "uk")).toEqual({ uk: "Манікюр" });
    expect(readNames("uk Манікюр\nru: Маникюр; en – Manicure", "uk")).toEqual({
      uk: "Манікюр",
      ru: "Маникюр",
      en: "Manicure",
    });
    expect(readNames("Руська баня", "uk")).toEqual({ uk: "Руська баня" });
    expect(readNames("\u200b", "uk")).toBeNull();
  });

  test("synonyms are lower-case, once each; a dash takes all away", () => {
    expect(readSynonyms("Гель, шелак,\nГЕЛЬ; ")).toEqual(["гель", "шелак"]);
    expect(readSynonyms("–")).toEqual([]);
  });
});
