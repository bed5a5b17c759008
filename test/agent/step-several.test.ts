import { describe, test } from "vitest";
import { day, lileya, scene } from "./dialogue/scene.ts";
import { one, three } from "./dialogue/own-scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { service, master } = lileya;

describe("which of several visits, later", () => {
  test("that are gone meanwhile is not asked again", () => {
    const on = three();
    on.hear({ intents: ["cancel"] });
    for (const visit of on.place.visits) visit.status = "cancelled";
    talkOf(on)(
      { intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5

      Цього запису вже немає.
      (service_inquiry)`,
    );
    const sole = three();
    sole.hear({ intents: ["cancel"], services: [service("pedicure_gel")] });
    for (const visit of sole.place.visits) visit.status = "cancelled";
    talkOf(sole)(
      { intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5

      Цього запису вже немає.
      (service_inquiry)`,
    );
    const sure = three();
    sure.hear({ intents: ["cancel"], services: [service("pedicure_gel")] });
    for (const visit of sure.place.visits) visit.status = "cancelled";
    talkOf(sure)(
      { answer: "yes" },
      `
      Цього запису вже немає.
      (confirmation)`,
    );
  });

  test("to move is told by its service, and by its master where there are several", () => {
    const talk = talkOf(three());
    talk(
      { intents: ["move"] },
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
    talk(
      { services: [service("pedicure_gel")], day: day("2026-12-02") },
      `
      Зараз у вас: ср, 2 грудня, 10:00, Педикюр з гель-лаком. Найближчий вільний час: сьогодні, 10:30; сьогодні, 15:30; завтра, 09:00; завтра, 15:30; пт, 27 листопада, 09:00; пт, 27 листопада, 15:30. Що зручно?
      [ср 25.11, 10:30: pick_slot, service 6, master 3, 11-25 10:30] [ср 25.11, 15:30: pick_slot, service 6, master 3, 11-25 15:30]
      [чт 26.11, 09:00: pick_slot, service 6, master 3, 11-26 09:00] [чт 26.11, 15:30: pick_slot, service 6, master 3, 11-26 15:30]
      [пт 27.11, 09:00: pick_slot, service 6, master 3, 11-27 09:00] [пт 27.11, 15:30: pick_slot, service 6, master 3, 11-27 15:30]
      [Інший час: more_times]
      (confirmation, move_time asked; service 6; master 3; move visit 1003)`,
    );
    const other = talkOf(three());
    other(
      { intents: ["move"], master: master("iryna"), day: day("2026-12-03") },
      `
      Переносимо запис:
      Було: вт, 1 грудня, 12:00
      Стане: четвер, 3 грудня, 12:00
      Послуга: Жіноча стрижка
      Майстер: Ірина
      Ціна: 700 грн
      Усе правильно?
      [✅ Так: yes, of 1004] [✏️ Змінити: no]
      ! hold, service 1, master 2, 12-03 12:00
      (confirmation, move_draft asked; service 1; master 2; hold 1004; 2026-12-03; 12:00; slot service 1, master 2, 12-03 12:00; move visit 1002)`,
    );
    const some = talkOf(three());
    some(
      { intents: ["move"], services: [service("haircut_w")], day: day("2026-12-03") },
      `
      Який запис перенести?
      Пн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена
      Вт, 1 грудня, 12:00 — Жіноча стрижка, майстер: Ірина
      [пн, 30 листопада, 10:00 · Жіноча стрижка: move_visit, booking 1001]
      [вт, 1 грудня, 12:00 · Жіноча стрижка: move_visit, booking 1002]
      (confirmation, which_visit asked; visits 1001 1002)`,
    );
    some(
      "12:00",
      `
      Зараз у вас: вт, 1 грудня, 12:00, Жіноча стрижка. Найближчий вільний час: завтра, 10:00; завтра, 19:00; пт, 27 листопада, 12:00; пт, 27 листопада, 19:00; сб, 28 листопада, 10:00; сб, 28 листопада, 14:00. Що зручно?
      [чт 26.11, 10:00: pick_slot, service 1, master 2, 11-26 10:00] [чт 26.11, 19:00: pick_slot, service 1, master 2, 11-26 19:00]
      [пт 27.11, 12:00: pick_slot, service 1, master 2, 11-27 12:00] [пт 27.11, 19:00: pick_slot, service 1, master 2, 11-27 19:00]
      [сб 28.11, 10:00: pick_slot, service 1, master 2, 11-28 10:00] [сб 28.11, 14:00: pick_slot, service 1, master 2, 11-28 14:00]
      [Інший час: more_times]
      (confirmation, move_time asked; service 1; master 2; move visit 1002)`,
    );
  });

  test("are listed, without buttons", () => {
    talkOf(three())(
      { intents: ["my_visits"] },
      `
      Ваші записи:
      Пн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена
      Вт, 1 грудня, 12:00 — Жіноча стрижка, майстер: Ірина
      Ср, 2 грудня, 10:00 — Педикюр з гель-лаком, майстер: Марина
      (confirmation)`,
    );
    talkOf(one())(
      { intents: ["my_visits"] },
      `
      Ваші записи:
      Пн, 30 листопада, 10:00 — Жіноча стрижка, майстер: Олена
      [🔁 Перенести: move_visit, booking 1001] [❌ Скасувати: cancel_visit, booking 1001]
      (confirmation)`,
    );
    talkOf(scene())(
      { intents: ["my_visits"] },
      `
      У цьому чаті майбутніх записів не бачу. Якщо записувалися інакше, допоможе адміністратор.
      [📝 Записатися: book] [🙋 Адміністратор: human]
      (confirmation)`,
    );
    talkOf(scene())(
      { intents: ["move"] },
      `
      У цьому чаті майбутніх записів не бачу. Якщо записувалися інакше, допоможе адміністратор.
      [📝 Записатися: book] [🙋 Адміністратор: human]
      (confirmation)`,
    );
  });
});
