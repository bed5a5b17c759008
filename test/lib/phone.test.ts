import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCountry, maskPhone, showPhone, toE164, type Country } from "../../src/lib/phone.ts";

describe("toE164", () => {
  const cases: [raw: string | null | undefined, country: Country, e164: string | null][] = [
    ["0670000001", "UA", "+380670000001"],
    ["067 000 00 01", "UA", "+380670000001"],
    ["(067) 000-00-01", "UA", "+380670000001"],
    ["380670000001", "UA", "+380670000001"],
    ["+380670000001", "UA", "+380670000001"],
    ["00380670000001", "UA", "+380670000001"],
    ["670000001", "UA", "+380670000001"],
    ["0440000100", "UA", "+380440000100"],
    ["89000000005", "RU", "+79000000005"],
    ["8 (900) 000-00-05", "RU", "+79000000005"],
    ["79000000005", "RU", "+79000000005"],
    ["9000000005", "RU", "+79000000005"],
    ["88005553535", "RU", "+78005553535"],
    ["87010000001", "KZ", "+77010000001"],
    ["77010000001", "KZ", "+77010000001"],
    ["8 701 000 00 01", "KZ", "+77010000001"],
    ["80290000001", "BY", "+375290000001"],
    ["375290000001", "BY", "+375290000001"],
    ["998900000001", "UZ", "+998900000001"],
    ["901234567", "UZ", "+998901234567"],
    ["501234567", "PL", "+48501234567"],
    ["015112345678", "DE", "+4915112345678"],
    // A foreign number stays what it is, with or without its plus.
    ["+79000000005", "UA", "+79000000005"],
    ["79000000005", "UA", "+79000000005"],
    ["380670000001", "RU", "+380670000001"],
    ["380670000001", "PL", "+380670000001"],
    ["48501234567", "UA", "+48501234567"],
    ["0048501234567", "UA", "+48501234567"],
    ["+14155550123", "UA", "+14155550123"],
    // Extensions, hidden callers and what is no number.
    ["101", "UA", null],
    ["0501", "UA", null],
    ["499499", "RU", null],
    ["+101", "UA", null],
    ["0", "UA", null],
    ["0000000000", "UA", null],
    ["", "UA", null],
    ["   ", "UA", null],
    [null, "UA", null],
    [undefined, "UA", null],
    ["anonymous", "UA", null],
    ["Hidden", "RU", null],
    ["sip:101@pbx", "UA", null],
    ["+", "UA", null],
    ["()-.", "UA", null],
    ["067000000A", "UA", null],
    ["+380670000001; drop table", "UA", null],
    ["+99999999999999999999", "UA", null],
  ];
  test.each(cases)("%s in %s is %s", (raw, country, e164) => {
    expect(toE164(raw, country)).toBe(e164);
  });

  test.each(["0", "9", "+", " ", "+380670000001 "])(
    "ten thousand characters of «%s» are no number",
    (unit) => {
      expect(toE164(unit.repeat(10_000), "UA")).toBeNull();
    },
  );

  test("whatever comes, the answer is E.164 or nothing, and E.164 stays itself everywhere", () => {
    const digits = fc.stringMatching(/^[+0-9 ()-]{0,24}$/);
    const country = fc.constantFrom<Country>("UA", "RU", "KZ", "BY", "UZ", "PL", "DE", "US", "GB");
    fc.assert(
      fc.property(fc.oneof(digits, fc.string()), country, country, (raw, home, abroad) => {
        const e164 = toE164(raw, home);
        if (e164 === null) return;
        expect(e164).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(toE164(e164, abroad)).toBe(e164);
      }),
    );
  });
});

describe("showPhone and maskPhone", () => {
  test.each([
    ["+380670000001", "+380 67 000 00 01", "+380 67 ••• •• 01"],
    ["+79000000005", "+7 (900) 000-00-05", "+7 (900) •••-••-05"],
    ["+77010000001", "+7 (701) 000-00-01", "+7 (701) •••-••-01"],
    ["+375290000001", "+375 (29) 000-00-01", "+375 (29) •••-••-01"],
    ["+998900000001", "+998 90 000 00 01", "+998 90 ••• •• 01"],
    ["+48501234567", "+48 501 234 567", "+48 50• ••• •67"],
    ["+14155550123", "+1 415 555 0123", "+1 41• ••• ••23"],
    // What is not E.164 is shown as it came, and only its end when masked.
    ["0800", "0800", "••00"],
    ["12345678901234567890", "12345678901234567890", "••••••••••••••••••90"],
  ])("%s", (e164, shown, masked) => {
    expect(showPhone(e164)).toBe(shown);
    expect(maskPhone(e164)).toBe(masked);
  });

  test("a shown number reads back as the same number", () => {
    const ua = fc.integer({ min: 100_000_000, max: 999_999_999 }).map((n) => `+380${n}`);
    const seven = fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }).map((n) => `+7${n}`);
    fc.assert(
      fc.property(fc.oneof(ua, seven), (e164) => {
        expect(toE164(showPhone(e164), "PL")).toBe(e164);
        expect(maskPhone(e164).replace(/[^•]/g, "")).toHaveLength(5);
      }),
    );
  });
});

test("countries are ISO codes the library knows", () => {
  expect(
    ["UA", "RU", "KZ", "BY", "UZ", "PL", "DE", "GE", "AM", "MD", "XX", "", "constructor"].filter(
      isCountry,
    ),
  ).toEqual(["UA", "RU", "KZ", "BY", "UZ", "PL", "DE", "GE", "AM", "MD"]);
});
