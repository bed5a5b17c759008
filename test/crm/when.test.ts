import { assert, asyncProperty, boolean, constantFrom, integer } from "fast-check";
import { describe, expect, test } from "vitest";
import { readWhen } from "../../src/crm/when.ts";
import { toInstant } from "../../src/lib/zone.ts";
import { dateFull, dateNear } from "../../src/texts/format.ts";
import type { Language } from "../../src/texts/language.ts";

const zone = "Europe/Kyiv";
/** A Saturday, 21 November 2026, 16:38. */
const now = toInstant({ y: 2026, mo: 11, d: 21, h: 16, mi: 38, s: 0 }, zone);

async function read(written: string, language: Language = "uk"): Promise<string> {
  const found = await readWhen(written, { now, zone, language });
  if (found === null) return "-";
  if ("past" in found) return `past ${dateFull("uk", found.past, zone)}`;
  return dateFull("uk", found.at, zone).replace(".2026, ", " ");
}

describe("a day and a time", () => {
  test.each([
    ["завтра в 10", "22.11 10:00"],
    ["завтра о 10", "22.11 10:00"],
    ["завтра о 10:30", "22.11 10:30"],
    ["завтра 10:30", "22.11 10:30"],
    ["завтра 18.30", "22.11 18:30"],
    ["завтра на 10", "22.11 10:00"],
    ["в 10 завтра", "22.11 10:00"],
    ["завтра", "22.11 09:00"],
    ["завтра утром", "22.11 09:00"],
    ["утром завтра", "22.11 09:00"],
    ["завтра вранці", "22.11 09:00"],
    ["завтра ранком о 8", "22.11 08:00"],
    ["завтра вечером в 7", "22.11 19:00"],
    ["завтра в 7 вечера", "22.11 19:00"],
    ["завтра о 7 вечора", "22.11 19:00"],
    ["завтра после обеда", "22.11 15:00"],
    ["завтра після обіду", "22.11 15:00"],
    ["завтра в обед", "22.11 13:00"],
    ["післязавтра о 12", "23.11 12:00"],
    ["послезавтра", "23.11 09:00"],
    ["сьогодні ввечері", "21.11 18:00"],
    ["сегодня вечером", "21.11 18:00"],
    ["сегодня в 18:45", "21.11 18:45"],
    ["сьогодні", "21.11 18:00"],
    ["в пятницу утром", "27.11 09:00"],
    ["у п'ятницю о 15:00", "27.11 15:00"],
    ["у п’ятницю о 15:00", "27.11 15:00"],
    ["у пʼятницю о 15", "27.11 15:00"],
    ["у вівторок", "24.11 09:00"],
    ["во вторник в 14", "24.11 14:00"],
    ["в следующий вторник", "24.11 09:00"],
    ["наступного вівторка", "24.11 09:00"],
    ["до пятницы", "27.11 09:00"],
    ["в субботу в 18", "21.11 18:00"],
    ["25.11 в 9", "25.11 09:00"],
    ["25.11", "25.11 09:00"],
    ["в вс в 12", "22.11 12:00"],
    ["25.11 о 9:30", "25.11 09:30"],
    ["25.11.2026 14:00", "25.11 14:00"],
    ["25 листопада", "25.11 09:00"],
    ["25 ноября в 11", "25.11 11:00"],
    ["25 грудня о 10", "25.12 10:00"],
    ["5 січня", "05.01.2027, 09:00"],
    ["пт, 27 листопада, 14:35", "27.11 14:35"],
    ["tomorrow 10am", "22.11 10:00"],
    ["tomorrow at 10", "22.11 10:00"],
    ["next Tue at 3pm", "24.11 15:00"],
    ["on Friday morning", "27.11 09:00"],
    ["27 Nov, 14:35", "27.11 14:35"],
    ["27/11 at 14:00", "27.11 14:00"],
    ["tomorrow evening", "22.11 18:00"],
  ])("«%s» is %s", async (written, expected) => {
    expect((await read(`позвонить Оксане ${written}`)).replace(/\.2026, /, " ")).toBe(expected);
    expect(await read(`${written} подзвонити Оксані`, "ru")).toBe(expected);
  });
});

describe("a time alone", () => {
  test.each([
    ["полседьмого", "21.11 18:30"],
    ["в половине седьмого", "21.11 18:30"],
    ["пів на сьому", "21.11 18:30"],
    ["о пів на дев'яту", "22.11 08:30"],
    ["на 3 часа", "22.11 15:00"],
    ["в 3 часа дня", "22.11 15:00"],
    ["на 3 години", "22.11 15:00"],
    ["на утро 10", "22.11 10:00"],
    ["на ранок", "22.11 09:00"],
    ["на час", "22.11 13:00"],
    ["о десятій", "22.11 10:00"],
    ["о третій", "22.11 15:00"],
    ["о сьомій вечора", "21.11 19:00"],
    ["о 18", "21.11 18:00"],
    ["в 18:00", "21.11 18:00"],
    ["о 3:00", "22.11 15:00"],
    ["о 03:00", "22.11 03:00"],
    ["после обеда", "22.11 15:00"],
    ["ввечері", "21.11 18:00"],
    ["к 17", "21.11 17:00"],
    ["by 17:00", "21.11 17:00"],
    ["at 5 pm", "21.11 17:00"],
    ["завтра 10", "22.11 10:00"],
  ])("«%s» is today's, or tomorrow's once it has passed: %s", async (written, expected) => {
    expect(await read(`позвонить Оксане ${written}`)).toBe(expected);
  });
});

describe("a length of time", () => {
  test.each([
    ["через 2 години", "21.11 18:38"],
    ["через 2 часа", "21.11 18:38"],
    ["через час", "21.11 17:38"],
    ["через годину", "21.11 17:38"],
    ["за годину", "21.11 17:38"],
    ["через півгодини", "21.11 17:08"],
    ["через полчаса", "21.11 17:08"],
    ["через 15 хв", "21.11 16:53"],
    ["in 2 hours", "21.11 18:38"],
    ["in 20 minutes", "21.11 16:58"],
    ["через неделю", "28.11 09:00"],
    ["через тиждень", "28.11 09:00"],
    ["через 3 дня", "24.11 09:00"],
    ["через 3 дні о 12", "24.11 12:00"],
    ["next week", "28.11 09:00"],
    ["на следующей неделе", "28.11 09:00"],
  ])("«%s» is %s", async (written, expected) => {
    expect(await read(`позвонить Оксане ${written}`)).toBe(expected);
  });
});

test.each(["вчера в 10", "вчора", "yesterday", "20.11 в 10", "21.11.2025", "сьогодні о 9:00"])(
  "«%s» is over",
  async (written) => {
    expect(await read(`позвонить Оксане ${written}`)).toContain("past");
  },
);

test.each([
  "позвонить Оксане",
  "Перенести 2 дня отпуска",
  "купить на 10 человек",
  "+380 67 111 00 01",
  "подзвонити 067 111 00 01",
  "рахунок 1200.50 грн",
  "рахунок 12.10 грн",
  "версія 2.1",
  "24/7",
  "Час Пик",
  "перша година безкоштовно",
  "",
  "🌸".repeat(50),
])("«%s» says no date", async (written) => {
  expect(await read(written)).toBe("-");
});

describe("what is left is the title", () => {
  test.each([
    ["позвонить Оксане завтра в 10", "позвонить Оксане"],
    ["завтра о 10 подзвонити Оксані", "подзвонити Оксані"],
    ["завтра позвонить Оксане в 10:00", "позвонить Оксане"],
    ["Перенести запис на п’ятницю о 15:00, Оксана", "Перенести запис, Оксана"],
    ["здати звіт до 25.11", "здати звіт"],
    ["Send the offer by Friday 5 pm", "Send the offer"],
    ["завтра в 10", ""],
    ["завтра: купити каву", "купити каву"],
    ["подзвонити +380671110001 завтра о 10", "подзвонити +380671110001"],
    ["завтра о 10 +380671110001 передзвонити", "+380671110001 передзвонити"],
  ])("«%s»", async (written, title) => {
    expect(await readWhen(written, { now, zone, language: "uk" })).toMatchObject({ rest: title });
  });
});

describe("the clock of the wall", () => {
  test("an hour that is skipped counts on; a length of time does not jump", async () => {
    const night = toInstant({ y: 2027, mo: 3, d: 28, h: 1, mi: 30, s: 0 }, zone);
    const at = async (written: string) => {
      const found = await readWhen(written, { now: night, zone, language: "uk" });
      return found !== null && "at" in found ? found.at : null;
    };
    expect(await at("о 03:30")).toBe(night + 3_600_000 + 3_600_000);
    expect(await at("через 2 години")).toBe(night + 2 * 3_600_000);
    const almaty = { now: night, zone: "Asia/Almaty", language: "ru" as const };
    expect(await readWhen("завтра в 10", almaty)).toMatchObject({
      at: toInstant({ y: 2027, mo: 3, d: 29, h: 10, mi: 0, s: 0 }, "Asia/Almaty"),
    });
  });

  test("what we print is read back", async () => {
    const minutes = integer({ min: 1, max: 300 * 24 * 60 });
    const language = constantFrom<Language>("uk", "ru", "en");
    await assert(
      asyncProperty(minutes, language, boolean(), async (ahead, lang, full) => {
        const at = Math.floor(now / 60_000) * 60_000 + ahead * 60_000;
        const shown = full ? dateFull(lang, at, zone) : dateNear(lang, at, now, zone);
        expect(await readWhen(`Оксана ${shown}`, { now, zone, language: lang })).toEqual({
          at,
          rest: "Оксана",
        });
      }),
      { numRuns: 200 },
    );
  });
});
