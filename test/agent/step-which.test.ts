import { describe, expect, test } from "vitest";
import { day, lileya } from "./dialogue/scene.ts";
import { three } from "./dialogue/own-scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { service, master } = lileya;

describe("which of several visits", () => {
  test("to cancel is told by its service, then by its master", () => {
    const talk = talkOf(three());
    talk(
      { intents: ["cancel"] },
      `
      Який запис скасувати?
      Пн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена
      Вт, 1 грудня, 12:00 — Жіноча стрижка, майстер: Ірина
      Ср, 2 грудня, 10:00 — Педикюр з гель-лаком, майстер: Марина
      [пн, 30 листопада, 10:00 · Жіноча стрижка: cancel_visit, booking 1001]
      [вт, 1 грудня, 12:00 · Жіноча стрижка: cancel_visit, booking 1002]
      [ср, 2 грудня, 10:00 · Педикюр з гель-ла…: cancel_visit, booking 1003]
      (confirmation, which_visit asked; visits 1001 1002 1003)`,
    );
    talk(
      { services: [service("haircut_w")] },
      `
      Який запис скасувати?
      Пн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена
      Вт, 1 грудня, 12:00 — Жіноча стрижка, майстер: Ірина
      [пн, 30 листопада, 10:00 · Жіноча стрижка: cancel_visit, booking 1001]
      [вт, 1 грудня, 12:00 · Жіноча стрижка: cancel_visit, booking 1002]
      (confirmation, which_visit asked; visits 1001 1002)`,
    );
    talk(
      { master: master("iryna") },
      `
      Скасувати цей запис? Вівторок, 1 грудня, 12:00. Послуга: Жіноча стрижка, майстер: Ірина.
      [Так, скасувати: yes, of 1002] [Залишити: no]
      (confirmation, cancel_visit asked; cancel visit 1002)`,
    );
    const other = talkOf(three());
    other(
      { intents: ["cancel"], services: [service("haircut_w")] },
      `
      Який запис скасувати?
      Пн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена
      Вт, 1 грудня, 12:00 — Жіноча стрижка, майстер: Ірина
      [пн, 30 листопада, 10:00 · Жіноча стрижка: cancel_visit, booking 1001]
      [вт, 1 грудня, 12:00 · Жіноча стрижка: cancel_visit, booking 1002]
      (confirmation, which_visit asked; visits 1001 1002)`,
    );
    other(
      { services: [service("pedicure_gel")] },
      `
      Найближчий вільний час: сьогодні, 10:30; сьогодні, 15:30; завтра, 09:00; завтра, 15:30; пт, 27 листопада, 09:00; пт, 27 листопада, 15:30. Що зручно?
      [ср 25.11, 10:30: pick_slot, service 6, master 3, 11-25 10:30] [ср 25.11, 15:30: pick_slot, service 6, master 3, 11-25 15:30]
      [чт 26.11, 09:00: pick_slot, service 6, master 3, 11-26 09:00] [чт 26.11, 15:30: pick_slot, service 6, master 3, 11-26 15:30]
      [пт 27.11, 09:00: pick_slot, service 6, master 3, 11-27 09:00] [пт 27.11, 15:30: pick_slot, service 6, master 3, 11-27 15:30]
      [Інший час: more_times]
      (booking, day asked; service 6)`,
    );
    const fresh = talkOf(three());
    fresh(
      { intents: ["cancel"] },
      `
      Який запис скасувати?
      Пн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена
      Вт, 1 грудня, 12:00 — Жіноча стрижка, майстер: Ірина
      Ср, 2 грудня, 10:00 — Педикюр з гель-лаком, майстер: Марина
      [пн, 30 листопада, 10:00 · Жіноча стрижка: cancel_visit, booking 1001]
      [вт, 1 грудня, 12:00 · Жіноча стрижка: cancel_visit, booking 1002]
      [ср, 2 грудня, 10:00 · Педикюр з гель-ла…: cancel_visit, booking 1003]
      (confirmation, which_visit asked; visits 1001 1002 1003)`,
    );
    fresh(
      { intents: ["book"], services: [service("haircut_w")] },
      `
      Найближчий вільний час: сьогодні, 10:30; сьогодні, 17:00; завтра, 10:00; завтра, 19:00; пт, 27 листопада, 09:00; пт, 27 листопада, 19:00. Що зручно?
      [ср 25.11, 10:30: pick_slot, service 1, master 1, 11-25 10:30] [ср 25.11, 17:00: pick_slot, service 1, master 1, 11-25 17:00]
      [чт 26.11, 10:00: pick_slot, service 1, master 2, 11-26 10:00] [чт 26.11, 19:00: pick_slot, service 1, master 2, 11-26 19:00]
      [пт 27.11, 09:00: pick_slot, service 1, master 1, 11-27 09:00] [пт 27.11, 19:00: pick_slot, service 1, master 2, 11-27 19:00]
      [Інший час: more_times]
      (booking, day asked; service 1)`,
    );
  });

  test.each([
    ["by its day", { day: day("2026-12-01") }, 1002],
    ["by its hour", { time: { at: 720 } }, 1002],
    ["by its master", { master: master("maryna") }, 1003],
    [
      "by days of which one has a visit",
      { day: { from: "2026-12-02", to: "2026-12-09", past: false } },
      1003,
    ],
    ["by days up to a visit", { day: { from: "2026-11-25", to: "2026-11-30", past: false } }, 1001],
  ] as const)("to cancel is told %s", (_how, said, id) => {
    const on = three();
    on.hear({ intents: ["cancel"], ...said });
    expect(on.chat.memory).toMatchObject({ asked: "cancel_visit", visitId: id });
    const late = three();
    late.hear({ intents: ["cancel"] });
    late.hear(said);
    expect(late.chat.memory).toMatchObject({ asked: "cancel_visit", visitId: id });
  });

  test("to cancel is asked among those that were meant, else among all", () => {
    const talk = talkOf(three());
    talk(
      { intents: ["cancel"], time: { at: 600 } },
      `
      Який запис скасувати?
      Пн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена
      Ср, 2 грудня, 10:00 — Педикюр з гель-лаком, майстер: Марина
      [пн, 30 листопада, 10:00 · Жіноча стрижка: cancel_visit, booking 1001]
      [ср, 2 грудня, 10:00 · Педикюр з гель-ла…: cancel_visit, booking 1003]
      (confirmation, which_visit asked; visits 1001 1003)`,
    );
    talk(
      { intents: ["cancel"], day: day("2026-12-24") },
      `
      Який запис скасувати?
      Пн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена
      Вт, 1 грудня, 12:00 — Жіноча стрижка, майстер: Ірина
      Ср, 2 грудня, 10:00 — Педикюр з гель-лаком, майстер: Марина
      [пн, 30 листопада, 10:00 · Жіноча стрижка: cancel_visit, booking 1001]
      [вт, 1 грудня, 12:00 · Жіноча стрижка: cancel_visit, booking 1002]
      [ср, 2 грудня, 10:00 · Педикюр з гель-ла…: cancel_visit, booking 1003]
      (confirmation, which_visit asked; visits 1001 1002 1003)`,
    );
    talk(
      { intents: ["cancel"], time: { from: 600, to: 720 } },
      `
      Який запис скасувати?
      Пн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена
      Вт, 1 грудня, 12:00 — Жіноча стрижка, майстер: Ірина
      Ср, 2 грудня, 10:00 — Педикюр з гель-лаком, майстер: Марина
      [пн, 30 листопада, 10:00 · Жіноча стрижка: cancel_visit, booking 1001]
      [вт, 1 грудня, 12:00 · Жіноча стрижка: cancel_visit, booking 1002]
      [ср, 2 грудня, 10:00 · Педикюр з гель-ла…: cancel_visit, booking 1003]
      (confirmation, which_visit asked; visits 1001 1002 1003)`,
    );
  });

  test("to cancel stays when it was meant no more", () => {
    const on = three();
    const talk = talkOf(on);
    on.hear({ intents: ["cancel"] });
    talk(
      { answer: "no" },
      `
      Гаразд, запис залишається.
      (goodbye)`,
    );
    on.hear({ intents: ["cancel"] });
    talk(
      { intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5

      Який запис скасувати?
      Пн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена
      Вт, 1 грудня, 12:00 — Жіноча стрижка, майстер: Ірина
      Ср, 2 грудня, 10:00 — Педикюр з гель-лаком, майстер: Марина
      [пн, 30 листопада, 10:00 · Жіноча стрижка: cancel_visit, booking 1001]
      [вт, 1 грудня, 12:00 · Жіноча стрижка: cancel_visit, booking 1002]
      [ср, 2 грудня, 10:00 · Педикюр з гель-ла…: cancel_visit, booking 1003]
      (service_inquiry, which_visit asked; visits 1001 1002 1003)`,
    );
    talk(
      "Педикюр",
      `
      Скасувати цей запис? Середа, 2 грудня, 10:00. Послуга: Педикюр з гель-лаком, майстер: Марина.
      [Так, скасувати: yes, of 1003] [Залишити: no]
      (confirmation, cancel_visit asked; cancel visit 1003)`,
    );
    talk(
      { intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5

      Скасувати цей запис? Середа, 2 грудня, 10:00. Послуга: Педикюр з гель-лаком, майстер: Марина.
      [Так, скасувати: yes, of 1003] [Залишити: no]
      (service_inquiry, cancel_visit asked; cancel visit 1003)`,
    );
    talk(
      { answer: "maybe" },
      `
      Не поспішайте, вирішуйте спокійно.
      (service_inquiry, cancel_visit asked; cancel visit 1003)`,
    );
    talk(
      { answer: "yes" },
      `
      Запис скасовано: середа, 2 грудня, о 10:00, Педикюр з гель-лаком. Захочете на інший час — напишіть.
      ! cancel, booking 1003
      (confirmation)`,
    );
  });
});
