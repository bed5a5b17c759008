import { describe, test } from "vitest";
import { lileya, scene, toDraft } from "./dialogue/scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { service } = lileya;

describe("a correction of a draft", () => {
  test("is nothing: it is dropped", () => {
    const on = scene();
    const talk = talkOf(on);
    toDraft(on);
    on.hear({ answer: "no" });
    talk(
      { pressed: { do: "drop" } },
      `
      Гаразд, не записую. Передумаєте — напишіть.
      ! release, hold 1001
      (goodbye)`,
    );
    talk(
      { pressed: { do: "change", what: "master" } },
      `
      На яку послугу вас записати?
      [Жіноча стрижка: pick_service, service 1]
      [Чоловіча стрижка: pick_service, service 2]
      [Фарбування волосся: pick_service, service 3]
      [Манікюр без покриття: pick_service, service 4]
      [Манікюр з покриттям гель-лак: pick_service, service 5]
      [Педикюр з гель-лаком: pick_service, service 6]
      [Корекція та фарбування брів: pick_service, service 7]
      (booking, service asked)`,
    );
  });

  test("is asked for only of what is drafted: a press after that asks for the service", () => {
    talkOf(scene())(
      { pressed: { do: "change", what: "master" } },
      `
      На яку послугу вас записати?
      [Жіноча стрижка: pick_service, service 1]
      [Чоловіча стрижка: pick_service, service 2]
      [Фарбування волосся: pick_service, service 3]
      [Манікюр без покриття: pick_service, service 4]
      [Манікюр з покриттям гель-лак: pick_service, service 5]
      [Педикюр з гель-лаком: pick_service, service 6]
      [Корекція та фарбування брів: pick_service, service 7]
      (booking, service asked)`,
    );
  });

  test("is another time, or the soonest", () => {
    const on = scene();
    toDraft(on);
    talkOf(on)(
      { intents: ["other_times"] },
      `
      На п’ятницю, 27 листопада, є 09:00, 11:00, 13:00, 15:00, 17:00 або 19:00. Що зручно?
      [09:00: pick_slot, service 1, master 1, 11-27 09:00] [11:00: pick_slot, service 1, master 1, 11-27 11:00] [13:00: pick_slot, service 1, master 2, 11-27 13:00]
      [15:00: pick_slot, service 1, master 1, 11-27 15:00] [17:00: pick_slot, service 1, master 1, 11-27 17:00] [19:00: pick_slot, service 1, master 2, 11-27 19:00]
      [Інший час: more_times]
      ! release, hold 1001
      (booking, time asked; service 1; name Оля; phone +380670000001; 2026-11-27)`,
    );
    const soon = scene();
    toDraft(soon);
    talkOf(soon)(
      { intents: ["soonest"] },
      `
      Перевірте, будь ласка:
      Послуга: Жіноча стрижка
      Коли: п’ятниця, 27 листопада, 09:00
      Майстер: Олена
      Ціна: 700 грн
      Ім’я: Оля, +380 67 000 00 01
      Усе правильно?
      [✅ Так: yes, of 1002] [✏️ Змінити: no]
      ! hold, service 1, master 1, 11-27 09:00
      (confirmation, draft asked; service 1; hold 1002; name Оля; phone +380670000001; 2026-11-27; 09:00; slot service 1, master 1, 11-27 09:00)`,
    );
  });

  test("is nothing when only its own facts were said again: it is shown once more", () => {
    const on = scene();
    const talk = talkOf(on);
    toDraft(on);
    talk(
      { name: "Оля", answer: "maybe" },
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
      (confirmation, draft asked; service 1; hold 1002; name Оля; phone +380670000001; 2026-11-27; 12:00; slot service 1, master 1, 11-27 12:00)`,
    );
    talk(
      { name: "Оля", answer: "yes" },
      `
      Готово, вас записано ✅ П’ятниця, 27 листопада, о 12:00. Послуга: Жіноча стрижка, майстер: Олена, 700 грн. Чекаємо на вас!
      ! book, service 1, master 1, 11-27 12:00, hold 1002, name Оля, phone +380670000001
      (confirmation)`,
    );
  });

  test("and a question between: it is answered, then the draft is shown again", () => {
    const on = scene();
    toDraft(on);
    talkOf(on)(
      { intents: ["price"], services: [service("brows")] },
      `
      Корекція та фарбування брів — 450 грн

      Перевірте, будь ласка:
      Послуга: Жіноча стрижка
      Коли: п’ятниця, 27 листопада, 12:00
      Майстер: Олена
      Ціна: 700 грн
      Ім’я: Оля, +380 67 000 00 01
      Усе правильно?
      [Корекція та фарбування брів: pick_service, service 7]
      [✅ Так: yes, of 1002] [✏️ Змінити: no]
      ! hold, service 1, master 1, 11-27 12:00
      (confirmation, draft asked; service 1; hold 1002; name Оля; phone +380670000001; 2026-11-27; 12:00; slot service 1, master 1, 11-27 12:00)`,
    );
    talkOf(on)(
      { intents: ["price", "book"], services: [service("brows")] },
      `
      Корекція та фарбування брів — 450 грн

      Перевірте, будь ласка:
      Послуга: Корекція та фарбування брів
      Коли: п’ятниця, 27 листопада, 12:00
      Майстер: Софія
      Ціна: 450 грн
      Ім’я: Оля, +380 67 000 00 01
      Усе правильно?
      [Корекція та фарбування брів: pick_service, service 7]
      [✅ Так: yes, of 1003] [✏️ Змінити: no]
      ! hold, service 7, master 4, 11-27 12:00
      (confirmation, draft asked; service 7; hold 1003; name Оля; phone +380670000001; 2026-11-27; 12:00; slot service 7, master 4, 11-27 12:00)`,
    );
  });

  test("bye is no yes, and lets go with a no", () => {
    const on = scene();
    toDraft(on);
    talkOf(on)(
      { intents: ["bye"] },
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
      (confirmation, draft asked; service 1; hold 1002; name Оля; phone +380670000001; 2026-11-27; 12:00; slot service 1, master 1, 11-27 12:00)`,
    );
    talkOf(on)(
      { answer: "no", intents: ["bye"] },
      `
      Гаразд, не записую. Передумаєте — напишіть.
      ! release, hold 1002
      (goodbye)`,
    );
  });
});
