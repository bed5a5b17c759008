import { describe, test } from "vitest";
import { day, lileya, scene, toDraft } from "./dialogue/scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { master } = lileya;

describe("what is to be different of a draft", () => {
  test("is its master, of whom one is chosen or anybody", () => {
    const on = scene();
    const talk = talkOf(on);
    toDraft(on);
    talk(
      { answer: "no" },
      `
      Що змінити?
      [Послугу: change, what service] [Майстра: change, what master]
      [День: change, what day] [Час: change, what time]
      [Не записувати: drop]
      (confirmation, change asked; service 1; hold 1001; name Оля; phone +380670000001; 2026-11-27; 12:00; slot service 1, master 1, 11-27 12:00)`,
    );
    talk(
      "Майстра",
      `
      До кого вас записати: Олена або Ірина?
      [Олена: pick_master, master 1]
      [Ірина: pick_master, master 2]
      [Будь-хто: pick_master, master null]
      ! release, hold 1001
      (booking, master asked; service 1; name Оля; phone +380670000001; 2026-11-27; 12:00)`,
    );
    talk(
      "Ірина",
      `
      Перевірте, будь ласка:
      Послуга: Жіноча стрижка
      Коли: п’ятниця, 27 листопада, 12:00
      Майстер: Ірина
      Ціна: 700 грн
      Ім’я: Оля, +380 67 000 00 01
      Усе правильно?
      [✅ Так: yes, of 1002] [✏️ Змінити: no]
      ! hold, service 1, master 2, 11-27 12:00
      (confirmation, draft asked; service 1; master 2; hold 1002; name Оля; phone +380670000001; 2026-11-27; 12:00; slot service 1, master 2, 11-27 12:00)`,
    );
    talk(
      { pressed: { do: "change", what: "master" } },
      `
      До кого вас записати: Олена або Ірина?
      [Олена: pick_master, master 1]
      [Ірина: pick_master, master 2]
      [Будь-хто: pick_master, master null]
      ! release, hold 1002
      (booking, master asked; service 1; name Оля; phone +380670000001; 2026-11-27; 12:00)`,
    );
    talk(
      { intents: ["greet"] },
      `
      Перевірте, будь ласка:
      Послуга: Жіноча стрижка
      Коли: п’ятниця, 27 листопада, 12:00
      Майстер: Олена
      Ціна: 700 грн
      Ім’я: Оля, +380 67 000 00 01
      Усе правильно?
      [✅ Так: yes, of 1003] [✏️ Змінити: no]
      ! hold, service 1, master 1, 11-27 12:00
      (confirmation, draft asked; service 1; hold 1003; name Оля; phone +380670000001; 2026-11-27; 12:00; slot service 1, master 1, 11-27 12:00)`,
    );
    talk(
      { pressed: { do: "change", what: "master" } },
      `
      До кого вас записати: Олена або Ірина?
      [Олена: pick_master, master 1]
      [Ірина: pick_master, master 2]
      [Будь-хто: pick_master, master null]
      ! release, hold 1003
      (booking, master asked; service 1; name Оля; phone +380670000001; 2026-11-27; 12:00)`,
    );
    talk(
      { master: "any" },
      `
      Перевірте, будь ласка:
      Послуга: Жіноча стрижка
      Коли: п’ятниця, 27 листопада, 12:00
      Майстер: Олена
      Ціна: 700 грн
      Ім’я: Оля, +380 67 000 00 01
      Усе правильно?
      [✅ Так: yes, of 1004] [✏️ Змінити: no]
      ! hold, service 1, master 1, 11-27 12:00
      (confirmation, draft asked; service 1; master any; hold 1004; name Оля; phone +380670000001; 2026-11-27; 12:00; slot service 1, master 1, 11-27 12:00)`,
    );
  });

  test("is its master by a press of anybody", () => {
    const on = scene();
    toDraft(on, { master: master("iryna") });
    on.hear({ pressed: { do: "change", what: "master" } });
    talkOf(on)(
      { pressed: { do: "pick_master", masterId: null } },
      `
      Перевірте, будь ласка:
      Послуга: Жіноча стрижка
      Коли: п’ятниця, 27 листопада, 12:00
      Майстер: Олена
      Ціна: 700 грн
      Ім’я: Оля, +380 67 000 00 01
      Усе правильно?
      [✅ Так: yes, of 1002] [✏️ Змінити: no]
      ! hold, service 1, master 1, 11-27 12:00
      (confirmation, draft asked; service 1; master any; hold 1002; name Оля; phone +380670000001; 2026-11-27; 12:00; slot service 1, master 1, 11-27 12:00)`,
    );
  });

  test("is its service, its day or its time", () => {
    const on = scene();
    const talk = talkOf(on);
    toDraft(on);
    talk(
      { pressed: { do: "change", what: "time" } },
      `
      На п’ятницю, 27 листопада, є 09:00, 11:00, 13:00, 15:00, 17:00 або 19:00. Що зручно?
      [09:00: pick_slot, service 1, master 1, 11-27 09:00] [11:00: pick_slot, service 1, master 1, 11-27 11:00] [13:00: pick_slot, service 1, master 2, 11-27 13:00]
      [15:00: pick_slot, service 1, master 1, 11-27 15:00] [17:00: pick_slot, service 1, master 1, 11-27 17:00] [19:00: pick_slot, service 1, master 2, 11-27 19:00]
      [Інший час: more_times]
      ! release, hold 1001
      (booking, time asked; service 1; name Оля; phone +380670000001; 2026-11-27)`,
    );
    talk(
      { time: { at: 690 } },
      `
      Перевірте, будь ласка:
      Послуга: Жіноча стрижка
      Коли: п’ятниця, 27 листопада, 11:30
      Майстер: Олена
      Ціна: 700 грн
      Ім’я: Оля, +380 67 000 00 01
      Усе правильно?
      [✅ Так: yes, of 1002] [✏️ Змінити: no]
      ! hold, service 1, master 1, 11-27 11:30
      (confirmation, draft asked; service 1; hold 1002; name Оля; phone +380670000001; 2026-11-27; 11:30; slot service 1, master 1, 11-27 11:30)`,
    );
    talk(
      { pressed: { do: "change", what: "day" } },
      `
      Найближчий вільний час: сьогодні, 11:30; сьогодні, 19:00; завтра, 09:00; завтра, 17:00; чт, 26 листопада, 10:00; чт, 26 листопада, 19:00. Що зручно?
      [вт 24.11, 11:30: pick_slot, service 1, master 2, 11-24 11:30] [вт 24.11, 19:00: pick_slot, service 1, master 2, 11-24 19:00]
      [ср 25.11, 09:00: pick_slot, service 1, master 1, 11-25 09:00] [ср 25.11, 17:00: pick_slot, service 1, master 1, 11-25 17:00]
      [чт 26.11, 10:00: pick_slot, service 1, master 2, 11-26 10:00] [чт 26.11, 19:00: pick_slot, service 1, master 2, 11-26 19:00]
      [Інший час: more_times]
      ! release, hold 1002
      (booking, day asked; service 1; name Оля; phone +380670000001)`,
    );
    talk(
      { day: day("2026-11-28"), time: { at: 660 } },
      `
      Перевірте, будь ласка:
      Послуга: Жіноча стрижка
      Коли: субота, 28 листопада, 11:00
      Майстер: Олена
      Ціна: 700 грн
      Ім’я: Оля, +380 67 000 00 01
      Усе правильно?
      [✅ Так: yes, of 1003] [✏️ Змінити: no]
      ! hold, service 1, master 1, 11-28 11:00
      (confirmation, draft asked; service 1; hold 1003; name Оля; phone +380670000001; 2026-11-28; 11:00; slot service 1, master 1, 11-28 11:00)`,
    );
    talk(
      { pressed: { do: "change", what: "service" } },
      `
      На яку послугу вас записати?
      [Жіноча стрижка: pick_service, service 1]
      [Чоловіча стрижка: pick_service, service 2]
      [Фарбування волосся: pick_service, service 3]
      [Манікюр без покриття: pick_service, service 4]
      [Манікюр з покриттям гель-лак: pick_service, service 5]
      [Педикюр з гель-лаком: pick_service, service 6]
      [Корекція та фарбування брів: pick_service, service 7]
      ! release, hold 1003
      (booking, service asked; name Оля; phone +380670000001; 2026-11-28; 11:00)`,
    );
    talk(
      "брів",
      `
      Перевірте, будь ласка:
      Послуга: Корекція та фарбування брів
      Коли: субота, 28 листопада, 11:00
      Майстер: Софія
      Ціна: 450 грн
      Ім’я: Оля, +380 67 000 00 01
      Усе правильно?
      [✅ Так: yes, of 1004] [✏️ Змінити: no]
      ! hold, service 7, master 4, 11-28 11:00
      (confirmation, draft asked; service 7; hold 1004; name Оля; phone +380670000001; 2026-11-28; 11:00; slot service 7, master 4, 11-28 11:00)`,
    );
  });
});
