import { describe, expect, test } from "vitest";
import { reminded } from "../../src/agent/open.ts";
import { type Scene } from "./dialogue/scene.ts";
import { one, three } from "./dialogue/own-scene.ts";
import { talkOf } from "./dialogue/talk.ts";

function reminder(): Scene {
  const on = three();
  on.chat.memory = reminded(on.chat.memory, 1002);
  return on;
}

describe("a visit that was reminded of", () => {
  test("is confirmed by an ok, a yes or its button", () => {
    talkOf(reminder())(
      { intents: ["coming"] },
      `
      Дякую, чекаємо на вас! Вівторок, 1 грудня, о 12:00, Жіноча стрижка, майстер: Ірина.
      ! confirm_visit, booking 1002
      (confirmation; of visit 1002)`,
    );
    talkOf(reminder())(
      { answer: "yes" },
      `
      Дякую, чекаємо на вас! Вівторок, 1 грудня, о 12:00, Жіноча стрижка, майстер: Ірина.
      ! confirm_visit, booking 1002
      (confirmation; of visit 1002)`,
    );
    talkOf(reminder())(
      { pressed: { do: "confirm_visit", bookingId: 1003 } },
      `
      Дякую, чекаємо на вас! Середа, 2 грудня, о 10:00, Педикюр з гель-лаком, майстер: Марина.
      ! confirm_visit, booking 1003
      (confirmation; of visit 1002)`,
    );
  });

  test("is moved or cancelled after a no", () => {
    const talk = talkOf(reminder());
    talk(
      { answer: "no" },
      `
      Перенести візит на інший час чи скасувати?
      [🔁 Перенести: move_visit, booking 1002] [❌ Скасувати: cancel_visit, booking 1002]
      (confirmation, visit asked; of visit 1002)`,
    );
    talk(
      { answer: "maybe" },
      `
      Не поспішайте, вирішуйте спокійно.
      (confirmation, visit asked; of visit 1002)`,
    );
    talk(
      { intents: ["greet"] },
      `
      Вітаю! Це Салон краси «Лілея» 🌿 На яку послугу вас записати?
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting, service asked; of visit 1002)`,
    );
    talk(
      { answer: "no" },
      `
      Гаразд. Якщо щось знадобиться — напишіть.
      (goodbye; of visit 1002)`,
    );
    talk(
      { pressed: { do: "cancel_visit", bookingId: 1002 } },
      `
      Скасувати цей запис? Вівторок, 1 грудня, 12:00. Послуга: Жіноча стрижка, майстер: Ірина.
      [Так, скасувати: yes, of 1002] [Залишити: no]
      (confirmation, cancel_visit asked; cancel visit 1002)`,
    );
    const other = talkOf(reminder());
    other(
      { intents: ["move"], answer: "yes" },
      `
      Який запис перенести?
      Пн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена
      Вт, 1 грудня, 12:00 — Жіноча стрижка, майстер: Ірина
      Ср, 2 грудня, 10:00 — Педикюр з гель-лаком, майстер: Марина
      [пн, 30 листопада, 10:00 · Жіноча стрижка: move_visit, booking 1001]
      [вт, 1 грудня, 12:00 · Жіноча стрижка: move_visit, booking 1002]
      [ср, 2 грудня, 10:00 · Педикюр з гель-ла…: move_visit, booking 1003]
      (confirmation, which_visit asked; visits 1001 1002 1003)`,
    );
    const third = talkOf(reminder());
    third(
      { intents: ["cancel"], answer: "yes" },
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

  test("that is gone by then is said so", () => {
    for (const said of [{ answer: "no" }, { answer: "yes" }] as const) {
      const on = reminder();
      for (const visit of on.place.visits) visit.status = "cancelled";
      expect(on.hear(said).todo).toEqual([]);
    }
    const on = reminder();
    for (const visit of on.place.visits) visit.status = "cancelled";
    talkOf(on)(
      { answer: "no" },
      `
      Цього запису вже немає.
      (greeting)`,
    );
    on.chat.memory = reminded(on.chat.memory, 1002);
    talkOf(on)(
      { answer: "yes" },
      `
      Не все зрозуміло. Можу записати на візит, підказати ціни, адресу чи графік.
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting, visit asked; of visit 1002; stuck 1)`,
    );
  });

  test("after more than a day is answered still, whatever was drafted before", () => {
    const on = reminder();
    on.hear({ intents: ["greet"] });
    on.chat.memory = reminded(on.chat.memory, 1002);
    on.place.now += 24 * 3_600_000 + 1;
    talkOf(on)(
      { answer: "yes" },
      `
      Дякую, чекаємо на вас! Вівторок, 1 грудня, о 12:00, Жіноча стрижка, майстер: Ірина.
      ! confirm_visit, booking 1002
      (confirmation; of visit 1002)`,
    );
  });

  test("is not meant by a coming of one who has several, but of one who has one", () => {
    talkOf(three())(
      { intents: ["coming"] },
      `
      Не все зрозуміло. Можу записати на візит, підказати ціни, адресу чи графік.
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting; stuck 1)`,
    );
    talkOf(one())(
      { intents: ["coming"] },
      `
      Дякую, чекаємо на вас! Понеділок, 30 листопада, о 10:00, Жіноча стрижка, майстер: Олена.
      ! confirm_visit, booking 1001
      (confirmation)`,
    );
    talkOf(one())(
      { intents: ["coming"], answer: "yes" },
      `
      Вітаю! Це Салон краси «Лілея» 🌿 На яку послугу вас записати?
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting, service asked)`,
    );
    talkOf(one())(
      { intents: ["coming"], answer: "no" },
      `
      Перенести візит на інший час чи скасувати?
      [🔁 Перенести: move_visit, booking 1001] [❌ Скасувати: cancel_visit, booking 1001]
      (confirmation, visit asked; of visit 1001)`,
    );
  });

  test.each(["draft", "move_draft", "cancel_visit"] as const)(
    "leaves an open question: %s",
    (asked) => {
      const { memory } = one().chat;
      expect(reminded({ ...memory, asked }, 1001)).toEqual({ ...memory, asked });
      const after = reminded({ ...memory, asked: "time", visitWish: "move" }, 1001);
      expect(after).toEqual({ ...memory, asked: "visit", visitId: 1001, visitWish: null });
    },
  );
});
