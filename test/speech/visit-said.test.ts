import { describe, expect, test } from "vitest";
import type { Analysis, DatedClaim } from "../../src/speech/analysis.ts";
import { visitSaid } from "../../src/speech/visit-said.ts";

const nothing: Analysis = {
  kind: "service",
  purpose: null,
  outcome: "Записали на четвер",
  wish: null,
  nextStep: null,
  name: null,
  address: null,
  date: null,
  service: { value: "Манікюр", quote: "на манікюр", atS: 3 },
  amount: null,
  objections: [],
  mood: null,
  promises: [],
  tasks: [],
  scores: [],
};
const TODAY = "2026-11-24";

const claim = (quote: string, due: string | null = "2026-11-26"): DatedClaim => ({
  value: quote,
  quote,
  atS: 42,
  due,
});
const inDate = (quote: string, due?: string | null) =>
  visitSaid({ ...nothing, date: claim(quote, due) }, TODAY);

describe("a visit that a call settles", () => {
  test.each([
    "Записала вас на четвер двадцять шосте",
    "Добре, записую вас на четвер",
    "Ви записані на четвер",
    "Тоді чекаємо вас у четвер",
    "Записал вас на четверг",
    "Ждём вас в четверг",
    "I’ve booked you in for Thursday",
  ])("is one that is said to be: %s", (quote) => {
    expect(inDate(quote)).toEqual({ quote, atS: 42, due: "2026-11-26", service: "Манікюр" });
  });

  test.each([
    "Запишіть мене на четвер",
    "Хочу записатися на четвер",
    "Я вас не записала на четвер",
    "Подзвоніть у четвер",
    "перезапишу",
  ])("is none of a wish, a denial or another word: %s", (quote) => {
    expect(inDate(quote)).toBeNull();
  });

  test("needs a day that is still to come", () => {
    expect(inDate("Записала вас на вчора", "2026-11-23")).toBeNull();
    expect(inDate("Записала вас", null)).toBeNull();
    expect(inDate("Записала вас на сьогодні", "2026-11-24")).not.toBeNull();
  });

  test("takes the time from the claim that has it, and a promise only of ours", () => {
    const said = claim("Записала вас на четвер");
    const date = claim("о п’ятнадцятій", "2026-11-26T15:00:00+02:00");
    expect(visitSaid({ ...nothing, date, nextStep: said }, TODAY)).toMatchObject({
      quote: "Записала вас на четвер",
      due: "2026-11-26T15:00:00+02:00",
    });
    const promises = [{ ...claim("Я запишу собі на четвер"), whose: "client" as const }];
    expect(visitSaid({ ...nothing, promises }, TODAY)).toBeNull();
    expect(visitSaid(nothing, TODAY)).toBeNull();
  });
});
