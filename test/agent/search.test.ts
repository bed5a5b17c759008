import { describe, expect, test } from "vitest";
import { find, type Search } from "../../src/agent/search.ts";
import { lileya } from "./dialogue/scene.ts";
import { full, haircut, olena, on, slot, taken, told } from "./dialogue/search-scene.ts";

const { salon, service, master } = lileya;

describe("visits are looked for as they were asked for", () => {
  test.each<[string, Partial<Search>, string]>([
    [
      "at any time",
      {},
      "11-24 11:30 iryna, 11-24 19:00 iryna, 11-25 09:00 olena, 11-25 17:00 olena, 11-26 10:00 iryna, 11-26 19:00 iryna",
    ],
    [
      "on a day",
      on("27"),
      "11-27 09:00 olena, 11-27 11:00 olena, 11-27 13:00 iryna, 11-27 15:00 olena, 11-27 17:00 olena, 11-27 19:00 iryna",
    ],
    [
      "on a day, other than offered",
      { ...on("27"), but: [slot("olena", "27T09:00"), slot("olena", "27T11:00")] },
      "11-27 09:30 olena, 11-27 12:00 olena, 11-27 13:30 iryna, 11-27 15:30 olena, 11-27 17:00 olena, 11-27 19:00 iryna",
    ],
    [
      "on a day that has few",
      { ...on("27"), ...olena, busy: [taken("olena", "27T09:00", "27T16:00")] },
      "11-27 16:00 olena, 11-27 16:30 olena, 11-27 17:00 olena",
    ],
    [
      "on a day that has six",
      {
        ...on("27"),
        ...olena,
        busy: [taken("olena", "27T14:00", "27T18:00"), taken("olena", "27T12:30", "27T13:00")],
      },
      "11-27 09:00 olena, 11-27 09:30 olena, 11-27 10:00 olena, 11-27 10:30 olena, 11-27 11:00 olena, 11-27 11:30 olena",
    ],
    [
      "on two days",
      on("27", "28"),
      "11-27 09:00 olena, 11-27 19:00 iryna, 11-28 10:00 olena, 11-28 17:00 olena",
    ],
    [
      "on many days",
      on("25", "30"),
      "11-25 09:00 olena, 11-25 17:00 olena, 11-26 10:00 iryna, 11-26 19:00 iryna, 11-27 09:00 olena, 11-27 19:00 iryna",
    ],
    [
      "on days that begin in the past",
      on("20", "25"),
      "11-24 11:30 iryna, 11-24 19:00 iryna, 11-25 09:00 olena, 11-25 17:00 olena",
    ],
    [
      "on days that end too far",
      { days: { from: "2027-01-07", to: "2027-03-01" } },
      "01-07 10:00 iryna, 01-07 19:00 iryna, 01-08 09:00 olena, 01-08 19:00 iryna",
    ],
    [
      "on the last day of all",
      { days: { from: "2027-01-08", to: "2027-01-08" } },
      "01-08 09:00 olena, 01-08 11:00 olena, 01-08 13:00 iryna, 01-08 15:00 olena, 01-08 17:00 olena, 01-08 19:00 iryna",
    ],
    [
      "on a day too far",
      { days: { from: "2027-01-09", to: "2027-01-09" } },
      "day too_far 2027-01-09: 01-08 18:00 iryna, 01-08 18:30 iryna, 01-08 19:00 iryna",
    ],
    [
      "on a day in the past",
      on("23"),
      "day past 2026-11-23: 11-24 11:30 iryna, 11-25 09:00 olena, 11-26 10:00 iryna",
    ],
    [
      "today",
      on("24"),
      "11-24 11:30 iryna, 11-24 13:00 iryna, 11-24 14:00 iryna, 11-24 16:30 iryna, 11-24 17:30 iryna, 11-24 19:00 iryna",
    ],
    [
      "on days too far",
      { days: { from: "2027-02-01", to: "2027-02-05" } },
      "days: 01-08 18:00 iryna, 01-08 18:30 iryna, 01-08 19:00 iryna",
    ],
    [
      "on a Sunday",
      on("29"),
      "day closed_day 2026-11-29: 11-30 09:00 olena, 12-01 10:00 iryna, 12-02 09:00 olena",
    ],
    [
      "on a full day",
      { ...on("27"), busy: full },
      "day full 2026-11-27: 11-28 10:00 olena, 11-30 09:00 olena, 12-01 10:00 iryna",
    ],
    [
      "on a full day of a master",
      { ...on("27"), ...olena, busy: full.slice(0, 1) },
      "day full 2026-11-27: 11-27 12:00 iryna, 11-27 13:00 iryna, 11-27 15:30 iryna, 11-27 16:30 iryna, 11-27 18:00 iryna, 11-27 19:00 iryna",
    ],
    [
      "on a day that a master does not work",
      { ...on("26"), ...olena },
      "day master_day_off 2026-11-26: 11-26 10:00 iryna, 11-26 11:30 iryna, 11-26 13:00 iryna, 11-26 16:00 iryna, 11-26 17:30 iryna, 11-26 19:00 iryna",
    ],
    [
      "on a day that nobody works",
      { ...on("26"), serviceId: service("coloring") },
      "day master_day_off 2026-11-26: 11-27 09:00 olena, 11-28 10:00 olena, 11-30 09:00 olena",
    ],
    [
      "of what nobody does",
      {
        ...on("26"),
        serviceId: service("coloring"),
        salon: { ...salon, masters: salon.masters.slice(1) },
      },
      "day no_master 2026-11-26: ",
    ],
    [
      "of what nobody does on some days",
      {
        ...on("26", "27"),
        serviceId: service("coloring"),
        salon: { ...salon, masters: salon.masters.slice(1) },
      },
      "days: ",
    ],
    [
      "of a master who does not do it",
      { masterId: master("sofia") },
      "days: 11-24 11:30 iryna, 11-25 09:00 olena, 11-26 10:00 iryna",
    ],
  ])("%s", (_name, search, answer) => {
    expect(told(find({ ...haircut, ...search }))).toBe(answer);
  });
});
