import { expect, test } from "vitest";
import { parseDeal } from "../../src/bot/deal-command.ts";

test.each([
  ["Манікюр", "Манікюр", null, null, null],
  ["Манікюр 1200", "Манікюр", null, 1200, null],
  ["Манікюр Олена 1 200,50 ₴", "Манікюр Олена", null, 1200.5, "UAH"],
  ["Кімната 12 1200", "Кімната 12", null, 1200, null],
  ["Ремонт 2 тис грн", "Ремонт", null, 2000, "UAH"],
  ["Ремонт +380671110009", "Ремонт", "+380671110009", null, null],
  ["Ремонт +380671110009 500", "Ремонт", "+380671110009", 500, null],
  ["Ремонт 067 111 00 09 1 500", "Ремонт", "+380671110009", 1500, null],
  ["Ремонт (067) 111-00-09", "Ремонт", "+380671110009", null, null],
  ["+38 067 111 00 09", null, "+380671110009", null, null],
  ["1 200,50", "1 200,50", null, null, null],
  ["Склад 5555555555555555 штук", "Склад 5555555555555555 штук", null, null, null],
])("«%s» is a deal «%s»", (text, name, phone, amount, currency) => {
  expect(parseDeal(text, "UA")).toEqual({ name, phone, amount, currency });
});

test("nothing, and the number of a deal", () => {
  expect(parseDeal("  ", "UA")).toEqual({ empty: true });
  for (const text of ["12", "№12", "# 12"]) expect(parseDeal(text, "UA")).toEqual({ number: 12 });
});
