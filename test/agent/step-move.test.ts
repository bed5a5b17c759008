import { describe, test } from "vitest";
import { day, lileya, toDraft } from "./dialogue/scene.ts";
import { one } from "./dialogue/own-scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { master } = lileya;

describe("a visit that is to be moved", () => {
  test("keeps its day for a new hour, is chosen from the free ones, and is moved after a yes", () => {
    const on = one();
    const talk = talkOf(on);
    talk(
      { intents: ["move"] },
      `
      Зараз у вас: пн, 30 листопада, 10:00, Жіноча стрижка. Найближчий вільний час: сьогодні, 10:30; сьогодні, 17:00; пт, 27 листопада, 09:00; пт, 27 листопада, 17:00; сб, 28 листопада, 10:00; сб, 28 листопада, 17:00. Що зручно?
      [ср 25.11, 10:30: pick_slot, service 1, master 1, 11-25 10:30] [ср 25.11, 17:00: pick_slot, service 1, master 1, 11-25 17:00]
      [пт 27.11, 09:00: pick_slot, service 1, master 1, 11-27 09:00] [пт 27.11, 17:00: pick_slot, service 1, master 1, 11-27 17:00]
      [сб 28.11, 10:00: pick_slot, service 1, master 1, 11-28 10:00] [сб 28.11, 17:00: pick_slot, service 1, master 1, 11-28 17:00]
      [Інший час: more_times]
      (confirmation, move_time asked; service 1; master 1; move visit 1001)`,
    );
    talk(
      { day: day("2026-12-02") },
      `
      На середу, 2 грудня, є 09:00, 10:30, 11:30, 14:30, 15:30 або 17:00. Що зручно?
      [09:00: pick_slot, service 1, master 1, 12-02 09:00] [10:30: pick_slot, service 1, master 1, 12-02 10:30] [11:30: pick_slot, service 1, master 1, 12-02 11:30]
      [14:30: pick_slot, service 1, master 1, 12-02 14:30] [15:30: pick_slot, service 1, master 1, 12-02 15:30] [17:00: pick_slot, service 1, master 1, 12-02 17:00]
      [Інший час: more_times]
      (booking, move_time asked; service 1; master 1; 2026-12-02; move visit 1001)`,
    );
    talk(
      { time: { at: 630 } },
      `
      Переносимо запис:
      Було: пн, 30 листопада, 10:00
      Стане: середа, 2 грудня, 10:30
      Послуга: Жіноча стрижка
      Майстер: Олена
      Ціна: 700 грн
      Усе правильно?
      [✅ Так: yes, of 1002] [✏️ Змінити: no]
      ! hold, service 1, master 1, 12-02 10:30
      (confirmation, move_draft asked; service 1; master 1; hold 1002; 2026-12-02; 10:30; slot service 1, master 1, 12-02 10:30; move visit 1001)`,
    );
    talk(
      { intents: ["move"], time: { at: 660 } },
      `
      Переносимо запис:
      Було: пн, 30 листопада, 10:00
      Стане: середа, 2 грудня, 11:00
      Послуга: Жіноча стрижка
      Майстер: Олена
      Ціна: 700 грн
      Усе правильно?
      [✅ Так: yes, of 1003] [✏️ Змінити: no]
      ! hold, service 1, master 1, 12-02 11:00
      (confirmation, move_draft asked; service 1; master 1; hold 1003; 2026-12-02; 11:00; slot service 1, master 1, 12-02 11:00; move visit 1001)`,
    );
    talk(
      { intents: ["cancel"] },
      `
      Гаразд, нічого не змінюю. Ваш запис: пн, 30 листопада, 10:00.
      ! release, hold 1003
      (goodbye)`,
    );
  });

  test("to a day and an hour, or to the soonest", () => {
    talkOf(one())(
      { intents: ["move"], day: day("2026-12-02"), time: { at: 660 } },
      `
      Переносимо запис:
      Було: пн, 30 листопада, 10:00
      Стане: середа, 2 грудня, 11:00
      Послуга: Жіноча стрижка
      Майстер: Олена
      Ціна: 700 грн
      Усе правильно?
      [✅ Так: yes, of 1002] [✏️ Змінити: no]
      ! hold, service 1, master 1, 12-02 11:00
      (confirmation, move_draft asked; service 1; master 1; hold 1002; 2026-12-02; 11:00; slot service 1, master 1, 12-02 11:00; move visit 1001)`,
    );
    talkOf(one())(
      { intents: ["move", "soonest"] },
      `
      Переносимо запис:
      Було: пн, 30 листопада, 10:00
      Стане: середа, 25 листопада, 10:30
      Послуга: Жіноча стрижка
      Майстер: Олена
      Ціна: 700 грн
      Усе правильно?
      [✅ Так: yes, of 1002] [✏️ Змінити: no]
      ! hold, service 1, master 1, 11-25 10:30
      (confirmation, move_draft asked; service 1; master 1; hold 1002; 2026-11-25; 10:30; slot service 1, master 1, 11-25 10:30; move visit 1001)`,
    );
    talkOf(one())(
      { intents: ["move"], day: day("2026-12-02") },
      `
      Переносимо запис:
      Було: пн, 30 листопада, 10:00
      Стане: середа, 2 грудня, 10:00
      Послуга: Жіноча стрижка
      Майстер: Олена
      Ціна: 700 грн
      Усе правильно?
      [✅ Так: yes, of 1002] [✏️ Змінити: no]
      ! hold, service 1, master 1, 12-02 10:00
      (confirmation, move_draft asked; service 1; master 1; hold 1002; 2026-12-02; 10:00; slot service 1, master 1, 12-02 10:00; move visit 1001)`,
    );
    talkOf(one())(
      { intents: ["move"], time: { at: 900 } },
      `
      Переносимо запис:
      Було: пн, 30 листопада, 10:00
      Стане: понеділок, 30 листопада, 15:00
      Послуга: Жіноча стрижка
      Майстер: Олена
      Ціна: 700 грн
      Усе правильно?
      [✅ Так: yes, of 1002] [✏️ Змінити: no]
      ! hold, service 1, master 1, 11-30 15:00
      (confirmation, move_draft asked; service 1; master 1; hold 1002; 2026-11-30; 15:00; slot service 1, master 1, 11-30 15:00; move visit 1001)`,
    );
    talkOf(one())(
      { intents: ["move"], time: { from: 840, to: 1080 } },
      `
      На понеділок, 30 листопада, є 14:00, 14:30, 15:00, 16:00, 16:30 або 17:00. Що зручно?
      [14:00: pick_slot, service 1, master 1, 11-30 14:00] [14:30: pick_slot, service 1, master 1, 11-30 14:30] [15:00: pick_slot, service 1, master 1, 11-30 15:00]
      [16:00: pick_slot, service 1, master 1, 11-30 16:00] [16:30: pick_slot, service 1, master 1, 11-30 16:30] [17:00: pick_slot, service 1, master 1, 11-30 17:00]
      [Інший час: more_times]
      (booking, move_time asked; service 1; master 1; 2026-11-30; 840–1080; move visit 1001)`,
    );
  });

  test("asks what is to be different: no other service, no other master", () => {
    const on = one();
    const talk = talkOf(on);
    on.hear({ intents: ["move"], day: day("2026-12-02") });
    talk(
      { answer: "no" },
      `
      Що змінити?
      [День: change, what day] [Час: change, what time]
      [Не записувати: drop]
      (confirmation, change asked; service 1; master 1; hold 1002; 2026-12-02; 10:00; slot service 1, master 1, 12-02 10:00; move visit 1001)`,
    );
    talk(
      "День",
      `
      Найближчий вільний час: сьогодні, 10:30; сьогодні, 17:00; пт, 27 листопада, 09:00; пт, 27 листопада, 17:00; сб, 28 листопада, 10:00; сб, 28 листопада, 17:00. Що зручно?
      [ср 25.11, 10:30: pick_slot, service 1, master 1, 11-25 10:30] [ср 25.11, 17:00: pick_slot, service 1, master 1, 11-25 17:00]
      [пт 27.11, 09:00: pick_slot, service 1, master 1, 11-27 09:00] [пт 27.11, 17:00: pick_slot, service 1, master 1, 11-27 17:00]
      [сб 28.11, 10:00: pick_slot, service 1, master 1, 11-28 10:00] [сб 28.11, 17:00: pick_slot, service 1, master 1, 11-28 17:00]
      [Інший час: more_times]
      ! release, hold 1002
      (booking, move_time asked; service 1; master 1; move visit 1001)`,
    );
    talk(
      { answer: "no" },
      `
      Гаразд, нічого не змінюю. Ваш запис: пн, 30 листопада, 10:00.
      (goodbye)`,
    );
  });

  test("stays where it is at a word of goodbye", () => {
    const on = one();
    on.hear({ intents: ["move"], day: day("2026-12-02") });
    talkOf(on)(
      { answer: "no", intents: ["bye"] },
      `
      Гаразд, нічого не змінюю. Ваш запис: пн, 30 листопада, 10:00.
      ! release, hold 1002
      (goodbye)`,
    );
    const other = one();
    other.hear({ intents: ["move"], day: day("2026-12-02") });
    talkOf(other)(
      { intents: ["bye"] },
      `
      Переносимо запис:
      Було: пн, 30 листопада, 10:00
      Стане: середа, 2 грудня, 10:00
      Послуга: Жіноча стрижка
      Майстер: Олена
      Ціна: 700 грн
      Усе правильно?
      [✅ Так: yes, of 1003] [✏️ Змінити: no]
      ! hold, service 1, master 1, 12-02 10:00
      (confirmation, move_draft asked; service 1; master 1; hold 1003; 2026-12-02; 10:00; slot service 1, master 1, 12-02 10:00; move visit 1001)`,
    );
  });

  test("gives the place up that was kept for a new one", () => {
    const on = one();
    toDraft(on);
    talkOf(on)(
      { intents: ["move"], pressed: { do: "move_visit", bookingId: 1001 } },
      `
      Зараз у вас: пн, 30 листопада, 10:00, Жіноча стрижка. Найближчий вільний час: сьогодні, 10:30; сьогодні, 17:00; пт, 27 листопада, 09:00; пт, 27 листопада, 17:00; сб, 28 листопада, 10:00; сб, 28 листопада, 17:00. Що зручно?
      [ср 25.11, 10:30: pick_slot, service 1, master 1, 11-25 10:30] [ср 25.11, 17:00: pick_slot, service 1, master 1, 11-25 17:00]
      [пт 27.11, 09:00: pick_slot, service 1, master 1, 11-27 09:00] [пт 27.11, 17:00: pick_slot, service 1, master 1, 11-27 17:00]
      [сб 28.11, 10:00: pick_slot, service 1, master 1, 11-28 10:00] [сб 28.11, 17:00: pick_slot, service 1, master 1, 11-28 17:00]
      [Інший час: more_times]
      ! release, hold 1002
      (confirmation, move_time asked; service 1; master 1; move visit 1001)`,
    );
  });

  test("is with anybody when its master is gone", () => {
    const on = one();
    on.place.salon = {
      ...on.place.salon,
      masters: on.place.salon.masters.filter(({ id }) => id !== master("olena")),
    };
    talkOf(on)(
      { intents: ["move"] },
      `
      Зараз у вас: пн, 30 листопада, 10:00, Жіноча стрижка. Найближчий вільний час: завтра, 10:00; завтра, 19:00; пт, 27 листопада, 12:00; пт, 27 листопада, 19:00; сб, 28 листопада, 10:00; сб, 28 листопада, 14:00. Що зручно?
      [чт 26.11, 10:00: pick_slot, service 1, master 2, 11-26 10:00] [чт 26.11, 19:00: pick_slot, service 1, master 2, 11-26 19:00]
      [пт 27.11, 12:00: pick_slot, service 1, master 2, 11-27 12:00] [пт 27.11, 19:00: pick_slot, service 1, master 2, 11-27 19:00]
      [сб 28.11, 10:00: pick_slot, service 1, master 2, 11-28 10:00] [сб 28.11, 14:00: pick_slot, service 1, master 2, 11-28 14:00]
      [Інший час: more_times]
      (confirmation, move_time asked; service 1; move visit 1001)`,
    );
  });
});
