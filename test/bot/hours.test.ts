import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hoursLines, hoursText, parseHours, parseSpan } from "../../src/bot/hours.ts";
import { areHours, days, type Day, type WorkingHours } from "../../src/business/working-hours.ts";
import { languages } from "../../src/texts/language.ts";

const weekdays: Day[] = ["mon", "tue", "wed", "thu", "fri"];
const example = {
  ...week(weekdays, "09:00", "20:00"),
  sat: ["10:00", "16:00"],
} satisfies WorkingHours;

describe("working hours as people write them", () => {
  test.each<[string, WorkingHours]>([
    ["пн-пт 09:00-20:00, сб 10-16, нд вихідний", example],
    ["Пн–Пт з 9 до 20; Сб 10.00–16.00", example],
    ["понеділок - п’ятниця: 9:00-20:00\nсубота 10:00 - 16:00\nнеділя: вихідний", example],
    ["пн-пт 9-20 сб 10-16 вс выходной", example],
    ["с понедельника по пятницу с 9 до 20, в субботу с 10 до 16", example],
    ["будні 9-20, сб 10-16", example],
    ["Mon-Fri 9am-8pm, Sat 10am - 4pm, Sun closed", example],
    ["monday to friday from 9:00 to 20:00, saturday 10-16", example],
    ["щодня 10-16, пн-пт 9-20, нд вихідний", example],
    ["9-18", week(days, "09:00", "18:00")],
    ["9-18, нд вихідний", week(days.slice(0, 6), "09:00", "18:00")],
    ["ежедневно 09:00-20:00", week(days, "09:00", "20:00")],
    ["every day 9-20", week(days, "09:00", "20:00")],
    ["цілодобово", week(days, "00:00", "24:00")],
    ["24/7", week(days, "00:00", "24:00")],
    ["пн-пт 9-18, сб-нд вихідні", week(weekdays, "09:00", "18:00")],
    ["будни 9-18, выходные 10-16", { ...week(weekdays, "09:00", "18:00"), ...weekend() }],
    ["пн, ср і пт 10-18", week(["mon", "wed", "fri"], "10:00", "18:00")],
    ["пт-вт 18:00-02:00", week(["fri", "sat", "sun", "mon", "tue"], "18:00", "02:00")],
    ["сб 12am-12pm", week(["sat"], "00:00", "12:00")],
  ])("%s", (written, hours) => {
    expect(parseHours(written)).toEqual({ hours });
  });

  test.each([
    ["", ""],
    ["пн-пт", "пн-пт"],
    ["нд вихідний", "нд вихідний"],
    ["пн-пт 9", "9"],
    ["пн-пт 9-25", "25"],
    ["пн-пт 9:60-18", "9:60"],
    ["пн-пт 24:30-18", "24:30"],
    ["пн-пт 13pm-18", "13pm"],
    ["пн-пт 9-13, 14-18", "14–18"],
    ["пн-пт 9-9", "9–9"],
    ["пн-пт 24:00-18:00", "пн-пт 24:00-18:00"],
    ["вже скоро 9-18", "вже"],
    ["пн-пт дев’ятої", "дев'ятої"],
    ["пн-пт 9-18 <b>", "<"],
  ])("%s is no working week, because of «%s»", (written, wrong) => {
    expect(parseHours(written)).toEqual({ wrong });
  });

  test("whatever a screen shows of a week may be sent back", () => {
    fc.assert(
      fc.property(someHours(), fc.constantFrom(...languages), (hours, language) => {
        expect(parseHours(hoursText(language, hours))).toEqual({ hours });
      }),
    );
  });

  test("no text is read as something else than a week or a word that is wrong", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[ \dпнтср:,-]{0,20}$/)), (written) => {
        const read = parseHours(written);
        if ("hours" in read) expect(areHours(read.hours)).toBe(true);
        else expect(read.wrong.length).toBeLessThanOrEqual(written.length + 1);
      }),
    );
  });
});

test.each([
  ["uk", example, ["пн–пт 09:00–20:00", "сб 10:00–16:00", "нд вихідний"]],
  ["ru", week(weekdays, "09:00", "18:00"), ["пн–пт 09:00–18:00", "сб, вс выходные"]],
  ["en", week(days, "00:00", "24:00"), ["daily around the clock"]],
  ["uk", week(days, "09:00", "20:00"), ["щодня 09:00–20:00"]],
  ["en", week(["tue"], "18:00", "02:00"), ["Mon closed", "Tue 18:00–02:00", "Wed–Sun closed"]],
] as const)("a week in %s is drawn together", (language, hours, lines) => {
  expect(hoursLines(language, hours)).toEqual(lines);
});

describe("one time from and to", () => {
  test.each([
    ["22:00-8:00", ["22:00", "08:00"]],
    ["з 22 до 8", ["22:00", "08:00"]],
    ["from 10 pm to 7 am", ["22:00", "07:00"]],
    ["21:30 – 08.30", ["21:30", "08:30"]],
  ])("%s", (written, span) => expect(parseSpan(written)).toEqual(span));

  test.each(["", "22", "22-22", "22-8, 9-10", "пн 22-8", "вихідний", "22-24", "24:00-8", "ніч"])(
    "%s is none",
    (written) => expect(parseSpan(written)).toBeNull(),
  );
});

function week(open: readonly Day[], from: string, to: string): WorkingHours {
  const hours = (day: Day): [string, string] | null => (open.includes(day) ? [from, to] : null);
  return {
    mon: hours("mon"),
    tue: hours("tue"),
    wed: hours("wed"),
    thu: hours("thu"),
    fri: hours("fri"),
    sat: hours("sat"),
    sun: hours("sun"),
  };
}

function weekend(): Pick<WorkingHours, "sat" | "sun"> {
  return { sat: ["10:00", "16:00"], sun: ["10:00", "16:00"] };
}

function someHours(): fc.Arbitrary<WorkingHours> {
  const time = fc.integer({ min: 0, max: 1439 }).map((minutes) => {
    const hour = String(Math.floor(minutes / 60)).padStart(2, "0");
    return `${hour}:${String(minutes % 60).padStart(2, "0")}`;
  });
  const range = fc
    .tuple(time, fc.oneof(time, fc.constant("24:00")))
    .filter(([from, to]) => from !== to);
  const few = fc.constantFrom<[string, string] | null>(
    ["09:00", "18:00"],
    ["00:00", "24:00"],
    null,
  );
  const day = fc.oneof(fc.option(range), few);
  return fc
    .record({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day })
    .filter(areHours);
}
