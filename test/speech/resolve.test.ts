import { expect, test } from "vitest";
import { amountIn, dueIn } from "../../src/speech/resolve.ts";

/** Saturday. */
const clock = {
  at: Date.parse("2026-11-21T14:35:00+02:00"),
  zone: "Europe/Kyiv",
  language: "uk",
  spoken: null,
} as const;

test.each([
  ["завтра о 16:00", "2026-11-22T16:00:00+02:00"],
  ["давайте в четверг в четыре", "2026-11-26T16:00:00+02:00"],
  ["приду в четверг", "2026-11-26"],
  ["в среду в шестнадцать тридцать", "2026-11-25T16:30:00+02:00"],
  ["у понеділок о десятій двадцять", "2026-11-23T10:20:00+02:00"],
  ["завтра на пів на сьому", "2026-11-22T18:30:00+02:00"],
  ["завтра на полседьмого вечера", "2026-11-22T18:30:00+02:00"],
  ["на двадцять п'яте листопада", "2026-11-25"],
  ["это в два раза дешевле", null],
  ["в п'ятсот гривень", null],
  ["25 листопада о десятій", "2026-11-25T10:00:00+02:00"],
  ["tomorrow at 4 pm works", "2026-11-22T16:00:00+02:00"],
  ["передзвоню за годину", "2026-11-21T15:35:00+02:00"],
  ["дякую, до побачення", null],
])("«%s» is %s on the call's clock", async (quote, due) => {
  expect((await dueIn(quote, clock)).due).toBe(due);
});

test("what was over when it was said is no date to come", async () => {
  expect(await dueIn("я була у вас 10.11.2026", clock)).toEqual({ due: null, past: true });
});

test.each([
  ["900 грн", "манікюр коштує 900 гривень", { amount: 900, currency: "UAH" }],
  ["1200", "це буде тисяча двісті", { amount: 1200, currency: "UAH" }],
  ["1 500 руб.", "полторы тысячи рублей", { amount: 1500, currency: "RUB" }],
  ["900 hryvnias", "gel polish is 900 hryvnias", { amount: 900, currency: "UAH" }],
  ["50 $", "fifty dollars please", { amount: 50, currency: "USD" }],
  ["99,90 €", "99,90 євро", { amount: 99.9, currency: "EUR" }],
  ["2500", "дві тисячі п'ятсот", { amount: 2500, currency: "UAH" }],
])("«%s» is proven by «%s»", (value, quote, amount) => {
  expect(amountIn(value, quote, "UAH")).toEqual(amount);
});

test.each([
  ["950 грн", "манікюр коштує 900 гривень"],
  ["від 900 до 1200", "від 900 до 1200 гривень"],
  ["безкоштовно", "це безкоштовно"],
  ["0 грн", "нуль, 0 гривень"],
  ["99,90", "99 євро"],
])("«%s» is no sum of «%s»", (value, quote) => {
  expect(amountIn(value, quote, "UAH")).toBeNull();
});
