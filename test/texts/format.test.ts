import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateFull, dateNear, dayOf, duration, money, timeOf } from "../../src/texts/format.ts";
import { languages, type Language } from "../../src/texts/language.ts";

const THIN = "\u202f";
const zone = "Europe/Kyiv";
/** Wednesday 25 November 2026, 14:35 in Kyiv. */
const now = Date.UTC(2026, 10, 25, 12, 35);
const DAY = 86_400_000;

/** A narrow no-break space, which nobody can tell from a plain one, is written as `~`. */
const plain = (text: string): string => text.replaceAll(THIN, "~");

describe("duration", () => {
  test.each<[seconds: number, uk: string, ru: string, en: string]>([
    [0, "0~с", "0~с", "0~s"],
    [41, "41~с", "41~с", "41~s"],
    [59.9, "59~с", "59~с", "59~s"],
    [60, "1~хв 0~с", "1~мин 0~с", "1~min 0~s"],
    [204, "3~хв 24~с", "3~мин 24~с", "3~min 24~s"],
    [3599, "59~хв 59~с", "59~мин 59~с", "59~min 59~s"],
    [3600, "1~год 0~хв", "1~ч 0~мин", "1~h 0~min"],
    [3900, "1~год 5~хв", "1~ч 5~мин", "1~h 5~min"],
    [90_061, "25~год 1~хв", "25~ч 1~мин", "25~h 1~min"],
    [-5, "0~с", "0~с", "0~s"],
  ])("%d s", (seconds, ...expected) => {
    expect(languages.map((language) => plain(duration(language, seconds)))).toEqual(expected);
  });
});

describe("dates", () => {
  test.each<[at: number, uk: string, ru: string, en: string]>([
    [now, "сьогодні, 14:35", "сегодня, 14:35", "today 14:35"],
    [now + DAY, "завтра, 14:35", "завтра, 14:35", "tomorrow 14:35"],
    [now - DAY, "вчора, 14:35", "вчера, 14:35", "yesterday 14:35"],
    [now + 2 * DAY, "пт, 27 листопада, 14:35", "пт, 27 ноября, 14:35", "Fri 27 Nov 14:35"],
    [now - 40 * DAY, "пт, 16 жовтня, 15:35", "пт, 16 октября, 15:35", "Fri 16 Oct 15:35"],
    [now + 60 * DAY, "24.01.2027, 14:35", "24.01.2027, 14:35", "24 Jan 2027, 14:35"],
  ])("near now: %d", (at, ...expected) => {
    expect(languages.map((language) => dateNear(language, at, now, zone))).toEqual(expected);
  });

  test("today is the zone's today", () => {
    const lateEvening = Date.UTC(2026, 10, 25, 21, 59);
    expect(dateNear("uk", lateEvening, lateEvening + 120_000, zone)).toBe("вчора, 23:59");
    expect(dateNear("uk", lateEvening, lateEvening + 120_000, "UTC")).toBe("сьогодні, 21:59");
    expect(dateNear("ru", lateEvening, lateEvening, "Asia/Almaty")).toBe("сегодня, 02:59");
  });

  test("tomorrow is one day on, also over a change of the clock", () => {
    const beforeChange = Date.UTC(2026, 9, 24, 20, 30);
    expect(dateNear("en", beforeChange + 25 * 3_600_000, beforeChange, zone)).toBe(
      "tomorrow 23:30",
    );
  });

  test.each<[Language, string, string]>([
    ["uk", "25.11.2026, 14:35", "ср, 25 листопада"],
    ["ru", "25.11.2026, 14:35", "ср, 25 ноября"],
    ["en", "25 Nov 2026, 14:35", "Wed 25 Nov"],
  ])("in full and the day alone in %s", (language, full, day) => {
    expect(dateFull(language, now, zone)).toBe(full);
    expect(dayOf(language, now, zone)).toBe(day);
  });

  test("the clock has 24 hours in every language, and midnight is 00:00", () => {
    const midnight = Date.UTC(2026, 10, 25, 22);
    expect(languages.map((language) => timeOf(language, midnight, zone))).toEqual([
      "00:00",
      "00:00",
      "00:00",
    ]);
    expect(timeOf("en", now + 8 * 3_600_000, zone)).toBe("22:35");
  });
});

describe("money", () => {
  test.each<[amount: number, currency: string, uk: string, ru: string, en: string]>([
    [650, "UAH", "650~грн", "650~грн", "650~UAH"],
    [1800, "UAH", "1~800~грн", "1~800~грн", "1~800~UAH"],
    [2000, "RUB", "2~000~₽", "2~000~₽", "2~000~RUB"],
    [25_000, "KZT", "25~000~₸", "25~000~₸", "25~000~KZT"],
    [1_234_567.5, "UAH", "1~234~567,50~грн", "1~234~567,50~грн", "1~234~567,50~UAH"],
    [0, "PLN", "0~PLN", "0~PLN", "0~PLN"],
    [-100, "UAH", "−100~грн", "−100~грн", "−100~UAH"],
  ])("%d %s", (amount, currency, ...expected) => {
    expect(languages.map((language) => plain(money(language, amount, currency)))).toEqual(expected);
  });
});

test("no format ever shows the machine", () => {
  const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });
  fc.assert(
    fc.property(
      fc.constantFrom(...languages),
      instant,
      instant,
      fc.integer(),
      (language, at, then, seconds) => {
        for (const shown of [
          dateNear(language, at, then, zone),
          dateFull(language, at, zone),
          duration(language, seconds),
        ]) {
          expect(shown).not.toMatch(/undefined|null|NaN|Invalid|[{}$]/);
        }
      },
    ),
  );
});
