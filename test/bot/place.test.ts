import { describe, expect, test } from "vitest";
import { currencies, currencyName, zoneName } from "../../src/bot/place.ts";
import { guess, places } from "../../src/business/business.ts";
import { languages } from "../../src/texts/language.ts";

describe("the guess of where a business stands", () => {
  test.each([
    ["uk", "Europe/Kyiv", "UAH"],
    ["ru", "Europe/Moscow", "RUB"],
    ["ru-KZ", "Asia/Almaty", "KZT"],
    ["kk", "Asia/Almaty", "KZT"],
    ["pl", "Europe/Warsaw", "PLN"],
    ["en", "Europe/Kyiv", "UAH"],
    [undefined, "Europe/Kyiv", "UAH"],
  ])("%s", (code, timezone, currency) => {
    expect(guess(code)).toMatchObject({ timezone, currency });
  });

  test.each(languages)("every city and currency of the picker has a name in %s", (language) => {
    for (const { timezone } of places) expect(zoneName(language, timezone)).not.toContain("/");
    for (const currency of currencies)
      expect(currencyName(language, currency)).toContain(`(${currency})`);
  });
});
