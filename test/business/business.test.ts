import { expect, test } from "vitest";
import { cleanName, guess, placeOf, places, zones } from "../../src/business/business.ts";
import { isCountry } from "../../src/lib/phone.ts";
import { isZone } from "../../src/lib/zone.ts";

test.each([
  ["uk", "Europe/Kyiv", "UAH", "UA"],
  ["ru", "Europe/Moscow", "RUB", "RU"],
  ["kk", "Asia/Almaty", "KZT", "KZ"],
  ["ru-KZ", "Asia/Almaty", "KZT", "KZ"],
  ["ru-UA", "Europe/Kyiv", "UAH", "UA"],
  ["UK", "Europe/Kyiv", "UAH", "UA"],
  ["en-GB", "Europe/London", "GBP", "GB"],
  ["en", "Europe/Kyiv", "UAH", "UA"],
  ["constructor", "Europe/Kyiv", "UAH", "UA"],
  [undefined, "Europe/Kyiv", "UAH", "UA"],
])(
  "a person whose Telegram speaks %s is guessed to work in %s",
  (code, timezone, currency, country) => {
    expect(guess(code)).toEqual({ timezone, currency, country });
  },
);

test("every place of the picker is a zone and a country that this machine knows, and none is there twice", () => {
  expect(
    places.filter(({ timezone, country }) => !isZone(timezone) || !isCountry(country)),
  ).toEqual([]);
  expect(new Set(zones).size).toBe(zones.length);
});

test("a zone of the picker tells currency and country", () => {
  expect(placeOf("Asia/Tashkent")).toEqual({
    timezone: "Asia/Tashkent",
    currency: "UZS",
    country: "UZ",
  });
  expect(placeOf("Mars/Olympus")).toBeNull();
});

test.each([
  ["  Салон \n «Лілея»\t", "Салон «Лілея»"],
  ["a\u202Eb\u200B c\u0000d", "ab c d"],
  ["👩‍🔧 Майстер", "👩‍🔧 Майстер"],
  ["\uD800x", "x"],
  [" \u200B\n ", null],
  ["😀".repeat(150), "😀".repeat(100)],
])("the name %j becomes %j", (raw, clean) => {
  expect(cleanName(raw)).toBe(clean);
});
