import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from "libphonenumber-js/min";

/** ISO 3166 code of a country: "UA", "RU", "KZ". */
export type Country = CountryCode;

/** How a number of a calling code is laid out (`#` a digit) and how many of its digits a masked number keeps. */
const layouts: { starts: RegExp; layout: string; kept: number }[] = [
  { starts: /^\+380\d{9}$/, layout: "+### ## ### ## ##", kept: 5 },
  { starts: /^\+7\d{10}$/, layout: "+# (###) ###-##-##", kept: 4 },
  { starts: /^\+375\d{9}$/, layout: "+### (##) ###-##-##", kept: 5 },
  { starts: /^\+998\d{9}$/, layout: "+### ## ### ## ##", kept: 5 },
];

export function isCountry(code: string): code is Country {
  return isSupportedCountry(code);
}

/** A number as people and providers write it → E.164; null for extensions, hidden callers and what is no number. */
export function toE164(raw: string | null | undefined, country: Country): string | null {
  const text = raw?.trim() ?? "";
  if (text.length > 40 || !/^\+?[\d\s().\-/]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, "");
  if (digits.length <= 6) return null;
  if (text.startsWith("+")) return fast(digits) ?? possible(`+${digits}`);
  const local = trunk(digits, country);
  if (local) return local;
  if (digits.startsWith("00")) return fast(digits.slice(2)) ?? possible(`+${digits.slice(2)}`);
  return bare(digits, country);
}

/** "+380 67 000 00 01", "+7 (900) 000-00-05"; what is not E.164 stays as it came. */
export function showPhone(e164: string): string {
  const known = layouts.find(({ starts }) => starts.test(e164));
  if (known) return fill(known.layout, e164.slice(1));
  return international(e164)?.formatInternational() ?? e164;
}

/** "+380 67 ••• •• 01": the country, the operator and the last two digits. */
export function maskPhone(e164: string): string {
  const shown = showPhone(e164);
  const count = shown.replace(/\D/g, "").length;
  let seen = 0;
  const kept = keptDigits(e164);
  return shown.replace(/\d/g, (digit) => {
    seen += 1;
    return seen <= kept || seen > count - 2 ? digit : "•";
  });
}

/** Whatever stands in a text like a number of seven digits or more, but for its last two; dates stay. */
export function maskNumbers(text: string): string {
  return text.replace(/\+?\d(?:[\s().\-/]{0,2}\d){6,}/g, (number) =>
    DATE.test(number) ? number : number.replace(/\d(?=(?:\D*\d){2})/g, "•"),
  );
}

/** "27.11.2026", "2026-11-27", with a time behind it perhaps. */
const DATE = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2})(?:\s{1,2}\d{1,2})?$/;

/** The calling codes nearly every hook carries; the library costs some 20 µs a number. */
function fast(digits: string): string | null {
  return /^(?:380\d{9}|7\d{10}|375\d{9}|998\d{9})$/.test(digits) ? `+${digits}` : null;
}

/** Digits as people dial them at home, with the trunk prefix or the country code but without a plus. */
function trunk(digits: string, country: Country): string | null {
  if (country === "UA" && /^0[1-9]\d{8}$/.test(digits)) return `+38${digits}`;
  if (country === "UA" && /^380\d{9}$/.test(digits)) return `+${digits}`;
  if ((country === "RU" || country === "KZ") && /^[78]\d{10}$/.test(digits))
    return `+7${digits.slice(1)}`;
  return null;
}

/** Digits without a plus: the business's own country first, then any country whose code they begin with. */
function bare(digits: string, country: Country): string | null {
  const national = parsePhoneNumberFromString(digits, country);
  if (national?.isValid()) return national.number;
  const foreign = international(`+${digits}`);
  if (foreign?.isValid()) return foreign.number;
  if (national?.isPossible()) return national.number;
  return digits.length > 10 && foreign?.isPossible() ? foreign.number : null;
}

function possible(e164: string): string | null {
  const parsed = international(e164);
  return parsed?.isPossible() ? parsed.number : null;
}

function international(e164: string): PhoneNumber | undefined {
  return /^\+\d{7,15}$/.test(e164) ? parsePhoneNumberFromString(e164) : undefined;
}

function fill(layout: string, digits: string): string {
  let next = 0;
  return layout.replace(/#/g, () => digits[next++] ?? "");
}

function keptDigits(e164: string): number {
  const known = layouts.find(({ starts }) => starts.test(e164));
  if (known) return known.kept;
  const parsed = international(e164);
  return parsed ? parsed.countryCallingCode.length + 2 : 0;
}
