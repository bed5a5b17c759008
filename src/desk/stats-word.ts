import { dateOf, type Period } from "../calls/period.ts";
import { text } from "../texts/bundle.ts";
import { duration } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";

const locales: Record<Language, string> = { uk: "uk", ru: "ru", en: "en-GB" };
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** "18–24 листопада", "24 November"; the year where it is not this one. */
export function periodText(
  language: Language,
  { first, last }: Pick<Period, "first" | "last">,
  now: number,
  zone: string,
): string {
  const year = dateOf(now, zone).slice(0, 4);
  const known = first.startsWith(year) && last.startsWith(year);
  const format = new Intl.DateTimeFormat(locales[language], {
    timeZone: "UTC",
    day: "numeric",
    month: "long",
    ...(known ? {} : { year: "numeric" }),
  });
  return format.formatRange(Date.parse(first), Date.parse(last));
}

/** A length of which seconds matter only in the first ten minutes. */
export function longTime(language: Language, seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 600) return duration(language, seconds);
  return minutes < 60
    ? text(language, "stats-minutes", { minutes })
    : duration(language, minutes * 60);
}

/** Monday to Sunday, in short: "Пн". */
export function weekdayNames(language: Language): string[] {
  const format = new Intl.DateTimeFormat(locales[language], { timeZone: "UTC", weekday: "short" });
  return Array.from({ length: 7 }, (_, day) => {
    const name = format.format(MONDAY + day * DAY_MS);
    return name.charAt(0).toLocaleUpperCase(locales[language]) + name.slice(1);
  });
}
