import { describe, expect, test } from "vitest";
import {
  isSameName,
  slugOf,
  soundMaster,
  soundService,
  wrongRule,
  type MasterFields,
  type ServiceFields,
} from "../../src/booking/price-list.ts";
import { week } from "./salon.ts";

const service: ServiceFields = {
  names: { uk: "  Манікюр\n з гель-лаком " },
  durationMin: 90,
  bufferMin: 0,
  price: { amount: 650, kind: "fixed" },
  synonyms: ["гель", " гель ", "", "шелак"],
};
const master: MasterFields = {
  names: { uk: "Олена" },
  services: [1, 1, 2],
  hours: week,
  breaks: [["13:00", "14:00"]],
  daysOff: ["2026-12-25", "2026-12-24", "2026-12-25"],
};

describe("a service", () => {
  test("is kept in one line, with each synonym once", () => {
    expect(soundService(service)).toEqual({
      service: {
        ...service,
        names: { uk: "Манікюр з гель-лаком" },
        synonyms: ["гель", "шелак"],
      },
    });
  });

  test.each<[Partial<ServiceFields>, string]>([
    [{ names: {} }, "name"],
    [{ names: { uk: " ", en: "\u200b" } }, "name"],
    [{ durationMin: 4 }, "duration"],
    [{ durationMin: 721 }, "duration"],
    [{ durationMin: 30.5 }, "duration"],
    [{ bufferMin: -1 }, "buffer"],
    [{ price: { amount: -1, kind: "fixed" } }, "price"],
    [{ price: { amount: Number.NaN, kind: "from" } }, "price"],
  ])("with %j has a wrong %s", (change, wrong) => {
    expect(soundService({ ...service, ...change })).toEqual({ wrong });
  });
});

describe("a master", () => {
  test("is kept with each service and day off once", () => {
    expect(soundMaster(master)).toEqual({
      master: { ...master, services: [1, 2], daysOff: ["2026-12-24", "2026-12-25"] },
    });
  });

  test.each<[Partial<MasterFields>, string]>([
    [{ names: { ru: "" } }, "name"],
    [{ hours: { ...week, mon: ["09:00", "09:00"] } }, "hours"],
    [{ hours: { ...week, mon: ["9:00", "18:00"] } }, "hours"],
    [{ hours: { ...week, mon: ["09:00", "25:00"] } }, "hours"],
    [{ breaks: [["13:00", "13:00"]] }, "breaks"],
    [{ daysOff: ["2026-02-30"] }, "days_off"],
  ])("with %j has wrong %s", (change, wrong) => {
    expect(soundMaster({ ...master, ...change })).toEqual({ wrong });
  });

  test("may work over midnight, and be off every day", () => {
    const night = { ...week, mon: ["22:00", "04:00"] as [string, string] };
    expect(soundMaster({ ...master, hours: night })).toHaveProperty("master");
    const off = { mon: null, tue: null, wed: null, thu: null, fri: null, sat: null, sun: null };
    expect(soundMaster({ ...master, hours: off })).toHaveProperty("master");
  });
});

describe("an id made of a name", () => {
  test.each([
    [{ uk: "Манікюр з гель-лаком" }, "manikyur_z_hel_lakom"],
    [{ ru: "Окрашивание (щётка), ёлка" }, "okrashyvanye_shchetka_elka"],
    [{ uk: "Чоловіча стрижка", en: "Men's haircut" }, "mens_haircut"],
    [{ uk: "✂️" }, "item"],
  ])("%j is %s", (names, slug) => {
    expect(slugOf(names, new Set())).toBe(slug);
  });

  test("gets a number when it is taken", () => {
    expect(slugOf({ en: "Cut" }, new Set(["cut", "cut_2"]))).toBe("cut_3");
  });

  test("two things are called the same in any language", () => {
    expect(isSameName({ uk: "Стрижка" }, { ru: "стрижка" })).toBe(true);
    expect(isSameName({ uk: "Стрижка" }, { uk: "Стрижка 2" })).toBe(false);
  });
});

test("rules of the calendar have their bounds", () => {
  expect(wrongRule({ stepMin: 15, leadMin: 0, horizonDays: 365, freeCancelHours: 0 })).toBeNull();
  expect(wrongRule({ stepMin: 0 })).toBe("stepMin");
  expect(wrongRule({ leadMin: -1 })).toBe("leadMin");
  expect(wrongRule({ horizonDays: 366 })).toBe("horizonDays");
  expect(wrongRule({ freeCancelHours: 1.5 })).toBe("freeCancelHours");
});
