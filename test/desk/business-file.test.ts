import { readFileSync } from "node:fs";
import { assert, json, oneof, property, string, subarray } from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readBusinessCsv } from "../../src/desk/business-csv.ts";
import { fileShape, type BusinessFile } from "../../src/desk/business-file.ts";
import { readBusinessFile } from "../../src/desk/business-file-read.ts";
import { isNothing, planImport, type Present } from "../../src/desk/business-plan.ts";

const { fixtures } = z
  .object({ fixtures: z.record(z.string(), fileShape) })
  .parse(JSON.parse(readFileSync("test/fixtures/dialogues/dialogues.json", "utf8")));
const salon = fixtures["salon_kyiv"] ?? {};
const nothing: Present = { file: {}, ended: new Set(), today: "2026-11-24" };

/** The file with one value put at a path, as a person would have written it. */
const changed = (path: string, value: unknown): string => {
  const file: object = JSON.parse(JSON.stringify(salon));
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  const last = keys.pop() ?? "";
  let place = file;
  for (const key of keys) {
    const inner: unknown = Reflect.get(place, key);
    if (typeof inner === "object" && inner !== null) place = inner;
  }
  Reflect.set(place, last, value);
  return JSON.stringify(file, null, 2);
};
const fileOf = (text: string): BusinessFile => {
  const read = readBusinessFile(text);
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.file;
};
const problems = (text: string) => {
  const read = readBusinessFile(text);
  return "problems" in read ? read.problems : [];
};
const fits = (file: BusinessFile, present: Present) => {
  const planned = planImport(file, present);
  if ("problems" in planned) throw new Error(JSON.stringify(planned.problems));
  return planned.plan;
};

describe("a file of a business", () => {
  test.each(Object.keys(fixtures))("%s is read whole", (name) => {
    const read = readBusinessFile(JSON.stringify(fixtures[name]));
    expect(read).toMatchObject({ file: fixtures[name], unknown: [] });
  });

  test.each<[string, string, string, unknown]>([
    ["services[2].duration_min", "number", "services[2].duration_min", 0],
    ["services[0].price.amount", "number", "services[0].price.amount", -5],
    ["services[0].name", "words", "services[0].name", {}],
    ["masters[1].hours.tue", "hours", "masters[1].hours.tue", ["19:00", "9:00"]],
    ["masters[1].hours.tue", "hours", "masters[1].hours.tue", ["19:00", "09:00"]],
    ["masters[0].days_off[0]", "date", "masters[0].days_off", ["2026-02-30"]],
    ["working_hours.mon[0]", "time", "working_hours.mon", ["25:00", "26:00"]],
    ["timezone", "zone", "timezone", "Europe/Kiew"],
    ["currency", "currency", "currency", "грн"],
    ["phone", "phone", "phone", "044 000 00 01"],
    ["bookings[3].start", "start", "bookings[3].start", "2026-11-25 11:00"],
    ["clients[1].id", "twice", "clients[1].id", "c1"],
  ])("a wrong %s is named with its line", (path, wrong, at, value) => {
    const text = changed(at, value);
    const found = problems(text).find((one) => one.wrong === wrong);
    expect(found?.path.startsWith(path)).toBe(true);
    const [, key] = /(\w+)(?:\[\d+\])?$/.exec(path.replace(/\[\d+\]$/, "")) ?? [];
    const lines = text.split("\n").slice((found?.line ?? 1) - 2, (found?.line ?? 1) + 1);
    expect(lines.join("\n")).toContain(`"${key}"`);
  });

  test("unknown keys are told with their lines, and left out", () => {
    const text = changed("services[0].vat", 20).replace(/\}$/, ', "colour": "red"}');
    const read = readBusinessFile(text);
    expect(read).toMatchObject({ file: salon });
    expect("unknown" in read ? read.unknown.map(({ path }) => path) : []).toEqual([
      "services[0].vat",
      "colour",
    ]);
  });

  test("what is no JSON is said to be none where it breaks", () => {
    expect(problems('{\n "name": {"uk": "Лілея"},\n "services": [1,\n}')).toMatchObject([
      { line: 4, wrong: "syntax" },
    ]);
    expect(problems("")).toMatchObject([{ wrong: "syntax" }]);
    expect(problems("[]")).toMatchObject([{ path: "", wrong: "wrong" }]);
  });

  test("no text makes the reader throw", () => {
    assert(
      property(oneof(string(), json(), string({ unit: "grapheme" })), (text) => {
        readBusinessFile(text);
        readBusinessCsv(text, "uk");
      }),
      { numRuns: 300 },
    );
  });
});

describe("a table of a business", () => {
  const table = [
    "kind;id;name;name_en;minutes;price;synonyms;services;mon;tue;breaks;date;text;phone;master;service;start;client",
    'service;cut;Стрижка;Haircut;60;від 1 800;"стрижка, підстригтися"',
    "master;olena;Олена;;;;;cut;9:00-18:00;-;13:00-14:00",
    "closed;;;;;;;;;;;2026-12-25",
    "faq;parking;;;;;;;;;;;У дворі",
    "client;c1;Оксана;;;;;;;;;;;'+380670000001",
    "booking;B1;;;;;;;;;;;;;olena;cut;2026-11-30 10:00;c1",
    "color;red",
  ].join("\r\n");

  test("says the same as the document", () => {
    expect(readBusinessCsv(table, "uk")).toMatchObject({
      file: {
        services: [
          {
            id: "cut",
            name: { uk: "Стрижка", en: "Haircut" },
            duration_min: 60,
            price: { amount: 1800, kind: "from" },
            synonyms: ["стрижка", "підстригтися"],
          },
        ],
        masters: [
          {
            id: "olena",
            hours: { mon: ["09:00", "18:00"], tue: null },
            breaks: [["13:00", "14:00"]],
          },
        ],
        closed_dates: ["2026-12-25"],
        faq: { parking: { uk: "У дворі" } },
        clients: [{ id: "c1", phone: "+380670000001" }],
        bookings: [{ id: "B1", master: "olena", service: "cut", start: "2026-11-30T10:00" }],
      },
      unknown: [{ path: "color", line: 8 }],
    });
  });

  test("names the row of what is wrong", () => {
    const read = readBusinessCsv(
      "kind,id,name,minutes,price\nservice,a,A,60,5\nservice,b,B,abc,5\n",
      "uk",
    );
    expect(read).toMatchObject({
      problems: [{ path: "services[1].duration_min", line: 3, wrong: "number" }],
    });
  });
});

describe("an import", () => {
  test("into nothing is everything, and again is nothing", () => {
    const plan = fits(salon, nothing);
    expect(plan.services).toHaveLength(7);
    expect(plan.bookings).toHaveLength(8);
    expect(isNothing(fits(salon, { ...nothing, file: plan.become }))).toBe(true);
  });

  test("of what it is already changes nothing, whatever part of it is given", () => {
    const { become } = fits(salon, nothing);
    const keys = Object.keys(salon);
    assert(
      property(subarray(keys), (some) => {
        const part = Object.fromEntries(
          Object.entries(salon).filter(([key]) => some.includes(key)),
        );
        const planned = planImport(part, { ...nothing, file: become });
        expect("plan" in planned && isNothing(planned.plan)).toBe(true);
      }),
    );
  });

  test("leaves what the file leaves out; archives and restores by its word", () => {
    const { become } = fits(salon, nothing);
    const present = { ...nothing, file: become };
    const [first] = salon.services ?? [];
    if (!first) throw new Error("no service");
    const away = fits({ services: [{ ...first, archived: true }] }, present);
    expect(away.services).toEqual([{ id: "haircut_w", name: "Жіноча стрижка", how: "archived" }]);
    expect(away.masters).toEqual([]);
    const back = fits({ services: [first] }, { ...nothing, file: away.become });
    expect(back.services).toMatchObject([{ id: "haircut_w", how: "changed" }]);
  });

  test("a visit that was cancelled here stays so", () => {
    const { become } = fits(salon, nothing);
    const left = become.bookings?.filter(({ id }) => id !== "B-001") ?? [];
    const present = { ...nothing, file: { ...become, bookings: left }, ended: new Set(["B-001"]) };
    expect(fits(salon, present).bookings).toEqual([]);
  });

  test.each<[string, string, string, unknown]>([
    [
      "bookings,8,start",
      "overlap",
      "bookings[8]",
      { id: "X", master: "maryna", service: "manicure", start: "2026-11-25T09:30", client: "c9" },
    ],
    ["bookings,0,master", "master", "bookings[0].master", "nobody"],
    ["bookings,0,service", "service", "bookings[0].service", "nothing"],
    ["bookings,0,service", "skill", "bookings[0].service", "coloring"],
    ["bookings,0,client", "client", "bookings[0].client", "c77"],
    ["masters,0,services,1", "service", "masters[0].services[1]", "nothing"],
  ])("%s that does not fit is refused as %s", (path, wrong, at, value) => {
    const planned = planImport(fileOf(changed(at, value)), nothing);
    expect(
      "problems" in planned ? planned.problems.map((one) => [one.path.join(), one.wrong]) : [],
    ).toContainEqual([path, wrong]);
  });
});
