import { describe, expect, test } from "vitest";
import type { Understood } from "../../src/agent/understood.ts";
import { day, lileya, scene } from "./dialogue/scene.ts";
import { type Reply, visited } from "./dialogue/town.ts";

const { service, master, at } = lileya;

function wanted(more: Partial<Understood>): Reply {
  return scene().hear({ intents: ["book"], services: [service("haircut_w")], ...more });
}

describe("a time that cannot be", () => {
  test.each<[string, Partial<Understood>, RegExp]>([
    [
      "outside the hours",
      { day: day("2026-11-27"), time: { at: 180 } },
      /^О 03:00 ми зачинені\.[^]*є \d\d:\d\d/,
    ],
    ["a closed day", { day: day("2026-11-29") }, /^Неділя, 29 листопада: зачинено/],
    ["a holiday", { day: day("2026-12-25"), time: { at: 660 } }, /25 грудня: зачинено/],
    ["too far", { day: day("2027-03-01") }, /Записуємо до дати: п.ятниця, 8 січня/],
    ["too soon", { day: day("2026-11-24"), time: { at: 660 } }, /щонайменше 1 год наперед/],
    ["past", { day: { from: "2026-11-20", to: "2026-11-20", past: true } }, /Цей день уже минув/],
    [
      "a master's day off",
      { master: master("olena"), day: day("2026-11-26"), time: { at: 720 } },
      /Олена в цей день не працює[^]*є \d\d:\d\d/,
    ],
    [
      "a master's hours",
      { master: master("olena"), day: day("2026-11-25"), time: { at: 18 * 60 } },
      /Олена о 18:00 не працює/,
    ],
    [
      "off the step",
      { day: day("2026-11-27"), time: { at: 730 } },
      /О 12:10 не починаємо[^]*12:00/,
    ],
    [
      "nobody of that name",
      { unknownMaster: "Зоя", day: day("2026-11-27") },
      /Такого майстра в нас немає/,
    ],
    [
      "a master of another trade",
      { master: master("sofia"), day: day("2026-11-27") },
      /Софія цієї послуги не робить\. Жіноча стрижка: Олена, Ірина/,
    ],
  ])("%s is said so, and something near is offered", (_name, said, answer) => {
    const reply = wanted(said);
    expect(reply.text).toMatch(answer);
    if (!said.day?.past) expect(reply.slots.length).toBeGreaterThan(0);
  });

  test("a full day may be waited for", () => {
    const on = scene();
    for (const hour of ["10", "11", "12", "13", "14", "16", "17", "18", "19"])
      visited(on.place, {
        chat: "b",
        serviceId: service("haircut_w"),
        masterId: master("iryna"),
        start: at(`2026-11-26T${hour}:00`),
      });
    visited(on.place, {
      chat: "b",
      serviceId: service("haircut_w"),
      masterId: master("iryna"),
      start: at("2026-11-26T15:00"),
    });
    const full = on.hear({
      intents: ["book"],
      services: [service("haircut_w")],
      day: day("2026-11-26"),
    });
    expect(full.text).toMatch(
      /Четвер, 26 листопада: вільного часу вже немає\.[^]*Найближчий вільний час/,
    );
    const waits = on.press(full, /Якщо звільниться/);
    expect(waits.todo).toMatchObject([
      { do: "wait", serviceId: service("haircut_w"), day: "2026-11-26", fromMin: 0, toMin: 1440 },
    ]);
    expect(waits.text).toMatch(/щойно звільниться/);
  });

  test("the earliest is chosen at once, with the next ones as buttons", () => {
    const reply = wanted({ intents: ["book", "soonest"] });
    expect(reply.text).toMatch(/Є час: вівторок, 24 листопада, об 11:30[^]*ваше ім’я/);
    expect(reply.slots).toHaveLength(2);
  });

  test("other times are others", () => {
    const on = scene();
    const first = on.hear({
      intents: ["book"],
      services: [service("haircut_w")],
      day: day("2026-11-27"),
    });
    const more = on.press(first, /Інший час/);
    expect(more.slots.length).toBeGreaterThan(0);
    expect(more.slots.filter((start) => first.slots.includes(start))).toEqual([]);
  });
});
