import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMoney } from "../../src/lib/money.ts";
import { money } from "../../src/texts/format.ts";

const read = (text: string) => {
  const found = readMoney(text);
  return "wrong" in found ? found.wrong : `${found.amount} ${found.currency ?? "-"}`;
};

describe("an amount", () => {
  test.each([
    ["1200", "1200 -"],
    ["0", "0 -"],
    ["1 200,50 ₴", "1200.5 UAH"],
    ["1\u00a0200,50\u202f₴", "1200.5 UAH"],
    ["1.200,50", "1200.5 -"],
    ["1,200.50", "1200.5 -"],
    ["1'200.50", "1200.5 -"],
    ["1200.5", "1200.5 -"],
    ["1200,5", "1200.5 -"],
    ["1.200", "1200 -"],
    ["1,200", "1200 -"],
    ["12.345.678", "12345678 -"],
    ["1.234.567,89", "1234567.89 -"],
    ["0,99", "0.99 -"],
    ["2 тис", "2000 -"],
    ["2,5 тис. грн", "2500 UAH"],
    ["1.250 млн", "1250000 -"],
    ["2к", "2000 -"],
    ["2 тыс руб", "2000 RUB"],
    ["3 k", "3000 -"],
    ["$ 50", "50 USD"],
    ["€1,200.50", "1200.5 EUR"],
    ["650 UAH", "650 UAH"],
    ["25 000 тг", "25000 KZT"],
    ["500 грн.", "500 UAH"],
    ["５００", "500 -"],
    ["999 999 999 999,99", "999999999999.99 -"],
  ])("written «%s» is %s", (text, told) => {
    expect(read(text)).toBe(told);
  });

  test.each([
    "",
    " ",
    "багато",
    "-5",
    "−5",
    "12 00",
    "1,2,3",
    "1.2.3",
    "1,200,50",
    "1.200.50",
    "1200,505",
    "0,505",
    "1 200 50",
    "5 6 тис",
    "$5 грн",
    "5 тис тис",
    "1e5",
    "0x10",
    "12 рік добре",
    "+380671110001",
    "١٢٣",
    "5".repeat(61),
    "🙂",
  ])("«%s» is none", (text) => {
    expect(read(text)).toBe("nonsense");
  });

  test.each(["1 000 000 000 000", "1000000 млн", "99999999999999999999", "9".repeat(24)])(
    "%s is more than can be kept",
    (text) => {
      expect(read(text)).toBe("large");
    },
  );

  test("is read back as it is shown, in every language and currency", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999_999_999 }),
        fc.constantFrom("uk" as const, "ru" as const, "en" as const),
        fc.constantFrom("UAH", "RUB", "KZT", "USD", "PLN"),
        (cents, language, currency) => {
          const shown = money(language, cents / 100, currency);
          expect(readMoney(shown)).toEqual({ amount: cents / 100, currency });
        },
      ),
    );
  });

  test("is found in any text or refused, never anything else", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const found = readMoney(text);
        if ("wrong" in found) return;
        expect(found.amount).toBeGreaterThanOrEqual(0);
        expect(Math.round(found.amount * 100) / 100).toBe(found.amount);
      }),
    );
  });
});
