import { wallOf } from "../lib/zone.ts";
import { text } from "./bundle.ts";
import type { Language } from "./language.ts";

const THIN = "\u202f";
const DAY_MS = 86_400_000;
const locales: Record<Language, string> = { uk: "uk", ru: "ru", en: "en-GB" };
const formatters = new Map<string, Intl.DateTimeFormat>();

/** "41 с", "3 хв 24 с", "1 год 5 хв"; seconds are cut to whole ones and never below zero. */
export function duration(language: Language, seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return text(language, "duration-seconds", { seconds: String(whole) });
  const minutes = Math.floor(whole / 60);
  if (minutes < 60)
    return text(language, "duration-minutes", {
      minutes: String(minutes),
      seconds: String(whole % 60),
    });
  return text(language, "duration-hours", {
    hours: String(Math.floor(minutes / 60)),
    minutes: String(minutes % 60),
  });
}

/** "14:35" on the wall of the zone: a 24-hour clock in every language we have. */
export function timeOf(_language: Language, instant: number, zone: string): string {
  const { h, mi } = wallOf(instant, zone);
  return `${two(h)}:${two(mi)}`;
}

/** "сьогодні, 14:35", "пт, 27 листопада, 14:35"; another year is written out in full. */
export function dateNear(language: Language, instant: number, now: number, zone: string): string {
  const time = timeOf(language, instant, zone);
  switch (dayNumber(instant, zone) - dayNumber(now, zone)) {
    case 0:
      return text(language, "day-today", { time });
    case 1:
      return text(language, "day-tomorrow", { time });
    case -1:
      return text(language, "day-yesterday", { time });
    default:
      if (wallOf(instant, zone).y !== wallOf(now, zone).y) return dateFull(language, instant, zone);
      return text(language, "day-near", { ...dayParts(language, instant, zone), time });
  }
}

/** "27.11.2026, 18:30", "27 Nov 2026, 18:30". */
export function dateFull(language: Language, instant: number, zone: string): string {
  const { y, mo, d } = wallOf(instant, zone);
  const date =
    language === "en"
      ? `${dayParts(language, instant, zone).day} ${y}`
      : `${two(d)}.${two(mo)}.${y}`;
  return text(language, "day-full", { date, time: timeOf(language, instant, zone) });
}

/** "пт, 27 листопада", "Fri 27 Nov". */
export function dayOf(language: Language, instant: number, zone: string): string {
  return text(language, "day-alone", dayParts(language, instant, zone));
}

/** "неділя, 22 листопада", "Sunday 22 November". */
export function dayLong(language: Language, instant: number, zone: string): string {
  const options = { weekday: "long", day: "numeric", month: "long" } as const;
  return formatter(language, zone, "day-long", options).format(instant);
}

/** "02.11", "2 Nov"; the year stands there when it is another than that of the moment it is told at. */
export function dayShort(language: Language, instant: number, told: number, zone: string): string {
  const { y, mo, d } = wallOf(instant, zone);
  const day = language === "en" ? dayParts(language, instant, zone).day : `${two(d)}.${two(mo)}`;
  if (wallOf(told, zone).y === y) return day;
  return language === "en" ? `${day} ${y}` : `${day}.${y}`;
}

/** "1 800 грн", "25 000 ₸", "650 UAH": major units, the fraction only where there is one. */
export function money(language: Language, amount: number, currency: string): string {
  const [whole = "0", fraction] = Math.abs(amount)
    .toFixed(Number.isInteger(amount) ? 0 : 2)
    .split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, THIN);
  const shown = `${amount < 0 ? "−" : ""}${grouped}${fraction ? `,${fraction}` : ""}`;
  switch (currency) {
    case "UAH":
      return text(language, "money-uah", { amount: shown });
    case "RUB":
      return text(language, "money-rub", { amount: shown });
    case "KZT":
      return text(language, "money-kzt", { amount: shown });
    default:
      return text(language, "money-other", { amount: shown, currency });
  }
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function dayNumber(instant: number, zone: string): number {
  const { y, mo, d } = wallOf(instant, zone);
  return Date.UTC(y, mo - 1, d) / DAY_MS;
}

function dayParts(
  language: Language,
  instant: number,
  zone: string,
): { weekday: string; day: string } {
  const month = language === "en" ? "short" : "long";
  return {
    weekday: formatter(language, zone, "weekday", { weekday: "short" }).format(instant),
    day: formatter(language, zone, "day", { day: "numeric", month }).format(instant),
  };
}

function formatter(
  language: Language,
  zone: string,
  name: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${name}`;
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: zone });
    formatters.set(key, made);
  }
  return made;
}
