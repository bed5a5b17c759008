import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Hint, Understood } from "../../../src/agent/understood.ts";
import { understand } from "../../../src/agent/rules.ts";
import { almaty, heard, hint, kyiv, moscow } from "./hint.ts";

const pieces = [
  "завтра",
  "в",
  "на",
  "о",
  "10",
  ":",
  "30",
  "11.30",
  "25.11",
  "32.13",
  "п'ятницю",
  "пів",
  "без",
  "четверти",
  "шесть",
  "через",
  "неделю",
  "з",
  "по",
  "до",
  "после",
  "между",
  "0670000001",
  "+380",
  "маникюр",
  "гель-лак",
  "не",
  "да",
  "ні",
  "мене",
  "звати",
  "Олег",
  "<b>",
  "'); DROP TABLE",
  "😀",
  "\u200b",
  "ё",
  "3",
  "99",
  "999999",
  "-",
  "/",
  "?",
  "!",
  "\n",
  "стоп",
  "next",
  "week",
  "monday",
  "pm",
  "half",
  "past",
  "другий",
  "варіант",
  "любой",
  "без разницы",
  "к",
  "Марине",
];
const mess = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((some) => some.join(" ")),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((some) => some.join("")),
);
const asked = fc.constantFrom<Hint["asked"][]>(
  null,
  "service",
  "master",
  "day",
  "time",
  "name",
  "phone",
  "draft",
  "which_visit",
  "visit",
  "move_time",
);
const salons = [kyiv.salon, moscow.salon, almaty.salon];

test("whatever is written, what is understood is whole: days of the calendar, minutes of the day, ids of the list", () => {
  fc.assert(
    fc.property(mess, asked, fc.constantFrom(...salons), (text, question, salon) => {
      const made = heard(text, { salon, asked: question });
      expect(faults(made, salon)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

/** Messages whose facts are known, so that a change of their letters can be seen to change nothing. */
const sure = [
  "Запишіть мене на педикюр у п'ятницю о 10:30 до Марини, Оксана 067 000 00 01",
  "запишите на женскую стрижку во вторник в 15:00 к Елене",
  "хочу фарбування волосся післязавтра зранку",
  "можно перенести запись на следующую среду после шести?",
  "I would like a gel manicure on Saturday at 5 pm with Sofia",
  "скажите, сколько стоит маникюр с гель-лаком и где вы находитесь?",
];

test("case, apostrophes, zero widths and signs at the end change nothing", () => {
  const changes: ((text: string) => string)[] = [
    (text) => text.replaceAll("'", "’"),
    (text) => text.replaceAll("'", "ʼ"),
    (text) => `${text}!!!`,
    (text) => `${text} 🙂`,
    (text) => `  ${text}  `,
    (text) => text.replace(" ", " \u200b"),
    (text) => text.replaceAll(" ", "  "),
    (text) => text.normalize("NFD"),
    (text) => text.toLowerCase(),
    (text) => text.toUpperCase(),
    (text) => text.replaceAll("и", "и\u0301"),
    (text) => text.replaceAll(" ", "\n"),
  ];
  for (const text of sure)
    for (const [index, change] of changes.entries())
      expect({ index, ...facts(heard(change(text))) }).toEqual({ index, ...facts(heard(text)) });
});

test("look-alike letters of the other keyboard change nothing", () => {
  const latin: Record<string, string> = { а: "a", е: "e", о: "o", с: "c", р: "p", і: "i", х: "x" };
  fc.assert(
    fc.property(
      fc.constantFrom(...sure.slice(0, 4)),
      fc.infiniteStream(fc.boolean()),
      (text, chance) => {
        const mixed = text.replace(/[а-яі]{4,}/g, (word) =>
          Array.from(word, (letter, place) =>
            place > 0 && chance.next().value === true ? (latin[letter] ?? letter) : letter,
          ).join(""),
        );
        const { services, day } = heard(mixed);
        expect({ services, day }).toEqual({ services: heard(text).services, day: heard(text).day });
      },
    ),
    { numRuns: 60 },
  );
});

test("one slip in a long word keeps the service and the day", () => {
  const long = [
    "педикюр",
    "маникюр",
    "фарбування",
    "підстригтися",
    "понеділок",
    "воскресенье",
    "післязавтра",
    "послезавтра",
    "консультацию",
  ];
  const letter = fc.constantFrom(...Array.from("абвгдежзиклмнопрстуфхцчшя"));
  fc.assert(
    fc.property(fc.constantFrom(...long), fc.nat(), fc.nat(3), letter, (word, at, kind, other) => {
      const place = 1 + (at % (word.length - 2));
      const before = word.slice(0, place);
      const here = word[place] ?? "";
      const next = word[place + 1] ?? "";
      const slips = [
        before + word.slice(place + 1),
        before + other + word.slice(place + 1),
        before + here + here + word.slice(place + 1),
        before + next + here + word.slice(place + 2),
      ];
      const salon = word.startsWith("консул") ? almaty.salon : kyiv.salon;
      const said = heard(`на ${slips[kind] ?? word}`, { salon });
      const meant = heard(`на ${word}`, { salon });
      expect({ services: said.services, day: said.day }).toEqual({
        services: meant.services,
        day: meant.day,
      });
    }),
    { numRuns: 300 },
  );
});

test("a message of 4,000 signs is read as far as it goes, and by no step that grows faster than it does", () => {
  const long = [
    "а".repeat(4000),
    "1".repeat(4000),
    "1 ".repeat(2000),
    "+".repeat(4000),
    "<b ".repeat(1300),
    "'".repeat(4000),
    "\u200b".repeat(4000),
    "не ".repeat(1300),
    "завтра ".repeat(570),
    "с 10 до 12 ".repeat(360),
    "067 000 00 01 ".repeat(280),
    "маникюр с гель-лаком ".repeat(190),
    "запишите абвгдежз ".repeat(220),
    "😀".repeat(1000),
  ];
  for (const text of long) expect(faults(heard(text), kyiv.salon)).toEqual([]);
  const tail = `${"дуже довгий лист ".repeat(230)}завтра о 10`;
  expect(heard(tail).text).toBe(tail);
});

test("a button says itself and nothing else", () => {
  const pressed = { do: "pick_day", day: "2026-11-27" } as const;
  const said = understand({ text: "так, завтра о 10", pressed }, hint());
  expect({ ...said, text: "" }).toEqual({
    ...understand({ text: "", pressed: null }, hint()),
    pressed,
  });
});

function facts({ text, language, ...rest }: Understood): object {
  return { ...rest, spoken: language !== undefined && text !== undefined };
}

function faults(made: Understood, salon: typeof kyiv.salon): string[] {
  const { day, time, services, master, name, phone } = made;
  const wrong: string[] = [];
  if (day && (!isDay(day.from) || !isDay(day.to) || day.from > day.to))
    wrong.push(`day ${day.from} ${day.to}`);
  if (
    time &&
    !("at" in time
      ? isMinute(time.at)
      : isMinute(time.from) && isMinute(time.to) && time.from <= time.to)
  )
    wrong.push(`time ${JSON.stringify(time)}`);
  if (
    services.some((id) => !salon.services.some((one) => one.id === id)) ||
    new Set(services).size < services.length
  )
    wrong.push("service");
  if (typeof master === "number" && !salon.masters.some((one) => one.id === master))
    wrong.push("master");
  if (
    name !== null &&
    (name.length > 60 || name.split(" ").length > 3 || !/^[\p{L}'’ʼ`´′‘ -]+$/u.test(name))
  )
    wrong.push(`name ${name}`);
  if (phone !== null && !/^\+\d{7,15}$/.test(phone)) wrong.push(`phone ${phone}`);
  return wrong;
}

function isDay(one: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(one) && new Date(`${one}T00:00:00Z`).toISOString().startsWith(one)
  );
}

function isMinute(one: number): boolean {
  return Number.isInteger(one) && one >= 0 && one < 1440;
}
