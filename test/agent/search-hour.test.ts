import { describe, expect, test } from "vitest";
import { find, type Search } from "../../src/agent/search.ts";
import { lileya } from "./dialogue/scene.ts";
import { full, haircut, olena, on, slot, sofia, taken, told } from "./dialogue/search-scene.ts";

const { master } = lileya;

describe("visits are looked for at an hour, or soon", () => {
  test.each<[string, Partial<Search>, string]>([
    [
      "in the morning",
      { ...on("27"), time: { from: 540, to: 720 } },
      "11-27 09:00 olena, 11-27 09:30 olena, 11-27 10:00 olena, 11-27 10:30 olena, 11-27 11:00 olena, 11-27 11:30 olena",
    ],
    [
      "in the evening of any day",
      { time: { from: 1080, to: 1200 } },
      "11-24 18:00 iryna, 11-24 19:00 iryna, 11-26 18:00 iryna, 11-26 19:00 iryna, 11-27 18:00 iryna, 11-27 19:00 iryna",
    ],
    [
      "in the morning of a day that has none",
      { ...on("26"), time: { from: 540, to: 600 } },
      "part 2026-11-26: 11-26 10:00 iryna, 11-26 10:30 iryna, 11-26 11:00 iryna",
    ],
    [
      "in the night of a day",
      { ...on("27"), time: { from: 1260, to: 1440 } },
      "part 2026-11-27: 11-27 18:00 iryna, 11-27 18:30 iryna, 11-27 19:00 iryna",
    ],
    [
      "in the evening of a full day",
      { ...on("27"), busy: full, time: { from: 1080, to: 1200 } },
      "day full 2026-11-27: 12-01 18:00 iryna, 12-03 18:00 iryna, 12-04 18:00 iryna",
    ],
    [
      "in the evening of a master's day off",
      { ...on("26"), ...olena, time: { from: 1080, to: 1200 } },
      "day master_day_off 2026-11-26: 11-26 10:00 iryna, 11-26 11:30 iryna, 11-26 13:00 iryna, 11-26 16:00 iryna, 11-26 17:30 iryna, 11-26 19:00 iryna",
    ],
    [
      "in the night of any day",
      { time: { from: 0, to: 300 } },
      "days: 11-24 11:30 iryna, 11-25 09:00 olena, 11-26 10:00 iryna",
    ],
    [
      "in the night of some days",
      { ...on("26", "27"), time: { from: 0, to: 300 } },
      "days: 11-26 10:00 iryna, 11-27 09:00 olena, 11-28 10:00 olena",
    ],
    [
      "in the morning, other than offered",
      {
        ...on("27"),
        time: { from: 540, to: 600 },
        but: [slot("olena", "27T09:00"), slot("olena", "27T09:30")],
      },
      "part 2026-11-27: 11-27 10:00 olena, 11-27 10:30 olena, 11-27 11:00 olena",
    ],
    ["at an hour", { ...on("27"), time: { at: 720 } }, "= 11-27 12:00 olena"],
    [
      "at an hour, with whom it was",
      { ...on("27"), time: { at: 720 }, prefer: master("iryna") },
      "= 11-27 12:00 iryna",
    ],
    [
      "at an hour, with who is not there",
      { ...on("27"), time: { at: 540 }, prefer: master("iryna") },
      "= 11-27 09:00 olena",
    ],
    [
      "at an hour, with the first one",
      { ...on("27"), time: { at: 720 }, prefer: master("olena") },
      "= 11-27 12:00 olena",
    ],
    [
      "at an hour that is taken",
      { ...on("27"), time: { at: 600 }, busy: full.slice(0, 1) },
      "time busy 2026-11-27 10:00: 11-27 12:00 iryna, 11-27 12:30 iryna, 11-27 13:00 iryna",
    ],
    [
      "at an hour that a master has taken",
      { ...on("27"), ...olena, time: { at: 960 }, busy: [taken("olena", "27T16:00", "27T17:00")] },
      "time busy 2026-11-27 16:00: 11-27 14:30 olena, 11-27 15:00 olena, 11-27 17:00 olena",
    ],
    [
      "at an hour of a master's full day",
      { ...on("27"), ...olena, time: { at: 720 }, busy: full.slice(0, 1) },
      "time busy 2026-11-27 12:00: 11-27 12:00 iryna, 11-27 12:30 iryna, 11-27 13:00 iryna",
    ],
    [
      "at an hour of a full day",
      { ...on("27"), time: { at: 720 }, busy: full },
      "time busy 2026-11-27 12:00: 11-28 12:00 olena, 11-30 12:00 olena, 12-01 12:00 iryna",
    ],
    [
      "at an hour of a Sunday",
      { ...on("29"), time: { at: 720 } },
      "time closed_day 2026-11-29 12:00: 11-30 12:00 olena, 12-01 12:00 iryna, 12-02 12:00 olena",
    ],
    [
      "at an hour of any day",
      { time: { at: 720 } },
      "11-24 12:00 iryna, 11-25 12:00 olena, 11-26 12:00 iryna",
    ],
    [
      "at an hour of some days",
      { ...on("26", "30"), time: { at: 600 } },
      "11-26 10:00 iryna, 11-27 10:00 olena, 11-28 10:00 olena",
    ],
    [
      "at an hour that no day has",
      { time: { at: 180 } },
      "part null: 11-24 11:30 iryna, 11-25 09:00 olena, 11-26 10:00 iryna",
    ],
    [
      "at an hour that none of some days has",
      { ...on("26", "27"), time: { at: 540 }, ...sofia },
      "part null: 11-26 12:00 sofia, 11-27 12:00 sofia, 11-28 10:00 sofia",
    ],
    [
      "at an hour of any day of a master",
      { masterId: master("iryna"), time: { at: 1140 } },
      "11-24 19:00 iryna, 11-26 19:00 iryna, 11-27 19:00 iryna",
    ],
    [
      "at an hour at the end of all",
      { days: { from: "2027-01-09", to: "2027-01-09" }, time: { at: 720 } },
      "time too_far 2027-01-09 12:00: 01-08 18:00 iryna, 01-08 18:30 iryna, 01-08 19:00 iryna",
    ],
  ])("%s", (_name, search, answer) => {
    expect(told(find({ ...haircut, ...search }))).toBe(answer);
  });

  test.each<[string, Partial<Search>, string]>([
    ["soon", {}, "= 11-24 11:30 iryna 11-24 12:00 iryna 11-24 12:30 iryna"],
    [
      "soon, with whom it was",
      { ...on("28"), prefer: master("iryna") },
      "= 11-28 10:00 iryna 11-28 10:30 olena 11-28 11:00 olena",
    ],
    ["soon of a day", on("27"), "= 11-27 09:00 olena 11-27 09:30 olena 11-27 10:00 olena"],
    ["soon of a master", olena, "= 11-25 09:00 olena 11-25 09:30 olena 11-25 10:00 olena"],
    [
      "soon in the evening",
      { time: { from: 1080, to: 1200 } },
      "= 11-24 18:00 iryna 11-24 18:30 iryna 11-24 19:00 iryna",
    ],
    [
      "soon at an hour",
      { time: { at: 720 } },
      "= 11-24 12:00 iryna 11-25 12:00 olena 11-26 12:00 iryna",
    ],
    [
      "soon, other than offered",
      { but: [slot("iryna", "24T11:30")] },
      "= 11-24 12:00 iryna 11-24 12:30 iryna 11-24 13:00 iryna",
    ],
    [
      "soon of a full day",
      { ...on("27"), busy: full },
      "day full 2026-11-27: 11-28 10:00 olena, 11-30 09:00 olena, 12-01 10:00 iryna",
    ],
    [
      "soon of a day too far",
      { days: { from: "2027-02-01", to: "2027-02-01" } },
      "day too_far 2027-02-01: 01-08 18:00 iryna, 01-08 18:30 iryna, 01-08 19:00 iryna",
    ],
    [
      "soon of who does not do it",
      { masterId: master("sofia") },
      "days: 11-24 11:30 iryna, 11-25 09:00 olena, 11-26 10:00 iryna",
    ],
    [
      "soon of the next two",
      {
        ...on("28"),
        busy: [taken("olena", "28T11:00", "28T18:00"), taken("iryna", "28T11:00", "28T16:00")],
      },
      "= 11-28 10:00 olena",
    ],
  ])("%s", (_name, search, answer) => {
    expect(told(find({ ...haircut, asap: true, ...search }))).toBe(answer);
  });
});
