import { describe, test } from "vitest";
import { day, has } from "./dialogue/scene.ts";
import { one } from "./dialogue/own-scene.ts";
import { talkOf } from "./dialogue/talk.ts";

describe("a visit that is moved", () => {
  test("to where it stands is asked for another time of that day", () => {
    const talk = talkOf(one());
    talk(
      { intents: ["move"], day: day("2026-11-30"), time: { at: 600 } },
      `
      У вас саме цей час і стоїть. На понеділок, 30 листопада, є 09:00, 10:30, 12:00, 14:30, 16:00 або 17:00. Що зручно?
      [09:00: pick_slot, service 1, master 1, 11-30 09:00] [10:30: pick_slot, service 1, master 1, 11-30 10:30] [12:00: pick_slot, service 1, master 1, 11-30 12:00]
      [14:30: pick_slot, service 1, master 1, 11-30 14:30] [16:00: pick_slot, service 1, master 1, 11-30 16:00] [17:00: pick_slot, service 1, master 1, 11-30 17:00]
      [Інший час: more_times]
      (booking, move_time asked; service 1; master 1; 2026-11-30; move visit 1001)`,
    );
    talk(
      { time: { at: 600 }, day: day("2026-11-30") },
      `
      У вас саме цей час і стоїть. На понеділок, 30 листопада, є 09:00, 10:30, 12:00, 14:30, 16:00 або 17:00. Що зручно?
      [09:00: pick_slot, service 1, master 1, 11-30 09:00] [10:30: pick_slot, service 1, master 1, 11-30 10:30] [12:00: pick_slot, service 1, master 1, 11-30 12:00]
      [14:30: pick_slot, service 1, master 1, 11-30 14:30] [16:00: pick_slot, service 1, master 1, 11-30 16:00] [17:00: pick_slot, service 1, master 1, 11-30 17:00]
      [Інший час: more_times]
      (booking, move_time asked; service 1; master 1; 2026-11-30; move visit 1001)`,
    );
    const other = talkOf(one());
    other(
      { intents: ["move"] },
      `
      Зараз у вас: пн, 30 листопада, 10:00, Жіноча стрижка. Найближчий вільний час: сьогодні, 10:30; сьогодні, 17:00; пт, 27 листопада, 09:00; пт, 27 листопада, 17:00; сб, 28 листопада, 10:00; сб, 28 листопада, 17:00. Що зручно?
      [ср 25.11, 10:30: pick_slot, service 1, master 1, 11-25 10:30] [ср 25.11, 17:00: pick_slot, service 1, master 1, 11-25 17:00]
      [пт 27.11, 09:00: pick_slot, service 1, master 1, 11-27 09:00] [пт 27.11, 17:00: pick_slot, service 1, master 1, 11-27 17:00]
      [сб 28.11, 10:00: pick_slot, service 1, master 1, 11-28 10:00] [сб 28.11, 17:00: pick_slot, service 1, master 1, 11-28 17:00]
      [Інший час: more_times]
      (confirmation, move_time asked; service 1; master 1; move visit 1001)`,
    );
    other(
      { time: { at: 600 } },
      `
      Переносимо запис:
      Було: пн, 30 листопада, 10:00
      Стане: субота, 28 листопада, 10:00
      Послуга: Жіноча стрижка
      Майстер: Олена
      Ціна: 700 грн
      Усе правильно?
      [✅ Так: yes, of 1002] [✏️ Змінити: no]
      ! hold, service 1, master 1, 11-28 10:00
      (confirmation, move_draft asked; service 1; master 1; hold 1002; 2026-11-28; 10:00; slot service 1, master 1, 11-28 10:00; move visit 1001)`,
    );
  });

  test("makes way for itself, and for no other visit", () => {
    const on = one();
    has(on, "haircut_w", "olena", "2026-11-30T11:00", "b");
    has(on, "haircut_w", "iryna", "2026-12-01T10:00", "b");
    const talk = talkOf(on);
    talk(
      { intents: ["move"], time: { at: 630 } },
      `
      О 10:30 уже зайнято. На понеділок, 30 листопада, є 09:00, 09:30 або 10:00. Що зручно?
      [09:00: pick_slot, service 1, master 1, 11-30 09:00] [09:30: pick_slot, service 1, master 1, 11-30 09:30] [10:00: pick_slot, service 1, master 1, 11-30 10:00]
      [🔔 Якщо звільниться: wait]
      [Інший час: more_times]
      (booking, move_time asked; service 1; master 1; 2026-11-30; 10:30; move visit 1001)`,
    );
    talk(
      { intents: ["move"], time: { at: 570 } },
      `
      Переносимо запис:
      Було: пн, 30 листопада, 10:00
      Стане: понеділок, 30 листопада, 09:30
      Послуга: Жіноча стрижка
      Майстер: Олена
      Ціна: 700 грн
      Усе правильно?
      [✅ Так: yes, of 1004] [✏️ Змінити: no]
      ! hold, service 1, master 1, 11-30 09:30
      (confirmation, move_draft asked; service 1; master 1; hold 1004; 2026-11-30; 09:30; slot service 1, master 1, 11-30 09:30; move visit 1001)`,
    );
  });

  test("taken by somebody else meanwhile is offered other times", () => {
    const on = one();
    on.hear({ intents: ["move"], day: day("2026-12-02"), time: { at: 660 } });
    on.place.meanwhile = () => has(on, "haircut_w", "olena", "2026-12-02T11:00", "b");
    talkOf(on)(
      { answer: "yes" },
      `
      Об 11:00 уже зайнято. На середу, 2 грудня, є 09:30, 10:00 або 12:00. Що зручно?
      [09:30: pick_slot, service 1, master 1, 12-02 09:30] [10:00: pick_slot, service 1, master 1, 12-02 10:00] [12:00: pick_slot, service 1, master 1, 12-02 12:00]
      [🔔 Якщо звільниться: wait]
      [Інший час: more_times]
      ! move, booking 1001, service 1, master 1, 12-02 11:00, hold 1002
      (booking, move_time asked; service 1; master 1; 2026-12-02; 11:00; move visit 1001)`,
    );
  });
});
