import { describe, expect, test } from "vitest";
import { reminded } from "../../src/agent/open.ts";
import { heard } from "./dialogue/heard.ts";
import { day, has, lileya, scene } from "./dialogue/scene.ts";
import { coming, visited, turn } from "./dialogue/town.ts";

const { service, master, at } = lileya;

describe("a visit that is booked", () => {
  test("of two is asked for, shown, and cancelled after a yes", () => {
    const on = scene("2026-11-25T09:30");
    has(on, "pedicure_gel", "maryna", "2026-11-30T10:00");
    has(on, "haircut_w", "olena", "2026-12-02T10:00");
    const which = on.hear({ intents: ["cancel"] });
    expect(which.text).toMatch(/Який запис скасувати\?[^]*Педикюр[^]*стрижка/);
    const sure = on.hear({ services: [service("pedicure_gel")] });
    expect(sure.text).toMatch(/Скасувати цей запис\? Понеділок, 30 листопада, 10:00/);
    expect(on.hear({ answer: "yes", intents: ["cancel"] }).text).toMatch(/Запис скасовано/);
    expect(coming(on.place, on.chat)).toMatchObject([{ serviceId: service("haircut_w") }]);
    const bye = on.hear({ answer: "no", intents: ["thanks"] });
    expect(bye.text).not.toMatch(/\?$/);
    expect(on.chat.memory.state).toBe("goodbye");
  });

  test("stays after a no", () => {
    const on = scene("2026-11-25T09:30");
    has(on, "pedicure_gel", "maryna", "2026-11-30T10:00");
    const sure = on.hear({ intents: ["cancel"], day: day("2026-11-30") });
    expect(on.press(sure, /Залишити/).text).toMatch(/запис залишається/);
    expect(coming(on.place, on.chat)).toHaveLength(1);
  });

  test("too near is a matter for a person", () => {
    const on = scene("2026-11-30T08:30");
    has(on, "pedicure_gel", "maryna", "2026-11-30T10:00");
    const late = on.hear({ intents: ["cancel"] });
    expect(late.todo).toEqual([{ do: "handoff", reason: "too_late" }]);
    expect(late.text).toMatch(/менше ніж 3 год[^]*Передаю адміністратору/);
    expect(on.hear({ answer: "yes" }).todo).toEqual([]);
  });

  test("moves to a new day at its hour, after a yes", () => {
    const on = scene("2026-11-25T09:30");
    has(on, "haircut_w", "olena", "2026-11-30T10:00");
    const draft = on.hear({ intents: ["move"], day: day("2026-12-02") });
    expect(draft.text).toMatch(/Було: пн, 30 листопада, 10:00\nСтане: середа, 2 грудня, 10:00/);
    expect(on.hear({ answer: "yes" }).text).toMatch(
      /Запис перенесено ✅ Середа, 2 грудня, о 10:00/,
    );
    expect(coming(on.place, on.chat)).toMatchObject([{ start: at("2026-12-02T10:00") }]);
  });

  test("moves by half an hour over itself, and stays where it is when it is let go", () => {
    const on = scene("2026-11-25T09:30");
    has(on, "haircut_w", "olena", "2026-11-30T10:00");
    expect(on.hear({ intents: ["move"], time: { at: 630 } }).text).toMatch(
      /Стане: понеділок, 30 листопада, 10:30/,
    );
    expect(on.hear({ answer: "no", intents: ["thanks"] }).text).toMatch(
      /Ваш запис: пн, 30 листопада, 10:00/,
    );
    expect(coming(on.place, on.chat)).toMatchObject([{ start: at("2026-11-30T10:00") }]);
  });

  test("that stands at that very time already is said so", () => {
    const on = scene("2026-11-25T09:30");
    has(on, "haircut_w", "olena", "2026-11-30T10:00");
    const same = on.hear({ intents: ["move"], day: day("2026-11-30") });
    expect(same.text).toMatch(/саме цей час/);
    expect(same.slots).not.toContain(at("2026-11-30T10:00"));
  });

  test("that was reminded of is confirmed by an ok, or moved by its button", () => {
    const on = scene("2026-11-29T10:00");
    const id = has(on, "haircut_w", "olena", "2026-11-30T10:00");
    on.chat.memory = reminded(on.chat.memory, id);
    expect(on.hear({ answer: "yes" }).text).toMatch(
      /чекаємо на вас! Понеділок, 30 листопада, о 10:00/,
    );
    expect(coming(on.place, on.chat)).toMatchObject([{ status: "confirmed" }]);
    const moved = turn(on.place, on.chat, heard({ pressed: { do: "move_visit", bookingId: id } }));
    expect(moved.slots.length).toBeGreaterThan(0);
  });

  test("of somebody else is neither shown nor touched", () => {
    const on = scene("2026-11-25T09:30");
    const { id } = visited(on.place, {
      chat: "b",
      serviceId: service("haircut_w"),
      masterId: master("olena"),
      start: at("2026-11-30T10:00"),
    });
    expect(on.hear({ intents: ["my_visits"], phone: "+380670000099" }).text).toMatch(
      /записів не бачу/,
    );
    expect(on.hear({ intents: ["cancel"], name: "Інший" }).text).toMatch(/записів не бачу/);
    for (const what of ["cancel_visit", "move_visit", "confirm_visit"] as const) {
      const reply = turn(on.place, on.chat, heard({ pressed: { do: what, bookingId: id } }));
      expect(reply).toMatchObject({ text: "Цього запису вже немає.", todo: [] });
    }
  });

  test("is listed for its own chat", () => {
    const on = scene("2026-11-25T09:30");
    has(on, "haircut_w", "olena", "2026-11-30T10:00");
    expect(on.hear({ intents: ["my_visits"] }).text).toBe(
      "Ваші записи:\nПн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена",
    );
  });
});
