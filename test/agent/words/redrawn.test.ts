import { describe, expect, test } from "vitest";
import type { Master, Salon, Service } from "../../../src/booking/salon.ts";
import { heard, kyiv } from "./hint.ts";

/** Businesses that are like none of the samples: another trade, words that no dictionary of salons has. */
const spa = drawn(
  [
    ["Масаж спини", "Массаж спины", ["спина"]],
    ["Масаж обличчя", "Массаж лица", []],
    ["Антицелюлітний масаж", "Антицеллюлитный массаж", []],
    ["Дарсонваль", "Дарсонваль", []],
    ["СПА-капсула", "СПА-капсула", ["капсула"]],
    ["Шугаринг: глибоке бікіні", "Шугаринг: глубокое бикини", ["бікіні"]],
    ["Ламінування вій", "Ламинирование ресниц", []],
  ],
  [
    ["Ганна Коваль", "Анна Коваль"],
    ["Ганна Левченко", "Анна Левченко"],
    ["Пилип", "Филипп"],
    ["Єва", "Ева"],
  ],
);
const garage = drawn(
  [
    ["Шиномонтаж", "Шиномонтаж", ["перевзути колеса", "переобуться"]],
    ["Заміна масла", "Замена масла", ["масло"]],
    ["Комп'ютерна діагностика", "Компьютерная диагностика", ["діагностика", "диагностика"]],
    ["Розвал-сходження", "Развал-схождение", ["розвал", "развал"]],
  ],
  [
    ["Богдан", "Богдан"],
    ["Ярослав", "Ярослав"],
  ],
);

describe("in a cabinet of massage", () => {
  test.each([
    ["масаж спини завтра о 10", "1"],
    ["массаж спины", "1"],
    ["спину помассировать, массаж", "1"],
    ["масаж обличчя", "2"],
    ["масаж", "1 2 3"],
    ["антицелюлитный масаж", "3"],
    ["запишите на дарсонваль", "4"],
    ["дарсанваль", "4"],
    ["спа капсула", "5"],
    ["шугаринг бикини", "6"],
    ["ресницы", "7"],
    ["ламинирование ресниц", "7"],
  ])("%s", (text, ids) => {
    expect(heard(text, { salon: spa }).services.join(" ")).toBe(ids);
  });

  test.each([
    ["маникюр", "маникюр"],
    ["стрижку можно?", "стрижку"],
    ["ламінування брів", "ламінування брів"],
    ["массаж собаки", "массаж собаки"],
  ])("%s is not on the list", (text, phrase) => {
    expect(heard(text, { salon: spa })).toMatchObject({ services: [], unknownService: phrase });
  });

  test.each([
    ["до Ганни Коваль", 1],
    ["к Анне Левченко", 2],
    ["до Коваль", 1],
    ["до Ганни", null],
    ["к Филиппу", 3],
    ["до Пилипа", 3],
    ["до Єви", 4],
    ["к Еве", 4],
  ])("the master of: %s", (text, id) => {
    expect(heard(text, { salon: spa }).master).toBe(id);
  });
});

describe("in a workshop", () => {
  test.each([
    ["шиномонтаж на суботу", "1"],
    ["хочу переобуться в пятницу", "1"],
    ["замена масла", "2"],
    ["поменять масло", "2"],
    ["діагностику", "3"],
    ["комп'ютерна діагностика", "3"],
    ["развал", "4"],
    ["шинамонтаж", "1"],
  ])("%s", (text, ids) => {
    expect(heard(text, { salon: garage }).services.join(" ")).toBe(ids);
  });

  test("all of a message at once", () => {
    expect(
      heard("Добрый день, к Ярославу на развал-схождение в субботу к 11, Виталий 0501112233", {
        salon: garage,
      }),
    ).toMatchObject({
      language: "ru",
      intents: ["greet", "book"],
      services: [4],
      master: 2,
      day: { from: "2026-11-28", to: "2026-11-28", past: false },
      time: { at: 660 },
      name: "Виталий",
      phone: "+380501112233",
    });
  });
});

test("an empty business is understood, too", () => {
  const empty: Salon = { ...kyiv.salon, services: [], masters: [], hours: null, faq: {} };
  expect(heard("манікюр до Марини завтра о 3", { salon: empty })).toMatchObject({
    services: [],
    unknownService: "манікюр",
    master: null,
    unknownMaster: "Марини",
    time: { at: 900 },
  });
});

function drawn(services: [string, string, string[]][], masters: [string, string][]): Salon {
  return {
    ...kyiv.salon,
    services: services.map(([uk, ru, synonyms], index): Service => ({
      id: index + 1,
      slug: `s${index + 1}`,
      names: { uk, ru },
      durationMin: 60,
      bufferMin: 0,
      price: { amount: 500, kind: "fixed" },
      synonyms,
    })),
    masters: masters.map(([uk, ru], index): Master => ({
      id: index + 1,
      slug: `m${index + 1}`,
      names: { uk, ru },
      services: services.map((_, at) => at + 1),
      hours: {
        mon: ["09:00", "20:00"],
        tue: null,
        wed: null,
        thu: null,
        fri: null,
        sat: null,
        sun: null,
      },
      breaks: [],
      daysOff: [],
    })),
  };
}
