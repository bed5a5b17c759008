import { describe, expect, test } from "vitest";
import { day, has, lileya, scene, toDraft } from "./dialogue/scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { service, at } = lileya;
const MINUTE = 60_000;

describe("a greeting", () => {
  test("after a missed call speaks of it once", () => {
    const on = scene();
    on.place.called = { at: at("2026-11-24T10:12"), missed: true };
    const talk = talkOf(on);
    talk(
      { intents: ["greet"] },
      `
      Вітаю! Ви телефонували о 10:12, ми не встигли відповісти. Чим допомогти?
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting, service asked)`,
    );
    talk(
      { intents: ["greet"] },
      `
      Вітаю! Це Салон краси «Лілея» 🌿 На яку послугу вас записати?
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting, service asked)`,
    );
  });

  test("after a call that was talked through speaks of it otherwise", () => {
    const on = scene("2026-11-24T11:15");
    on.place.called = { at: at("2026-11-24T11:02"), missed: false };
    talkOf(on)(
      { intents: ["greet"] },
      `
      Вітаю! Ви телефонували нам об 11:02. Чим ще допомогти?
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting, service asked)`,
    );
  });

  test.each([
    ["uk", "11:02", "Вибачте, що не відповіли на ваш дзвінок об 11:02."],
    ["uk", "10:02", "Вибачте, що не відповіли на ваш дзвінок о 10:02."],
    ["uk", "12:11", "Вибачте, що не відповіли на ваш дзвінок о 12:11."],
    ["ru", "11:02", "Извините, что не ответили на ваш звонок в 11:02."],
  ] as const)(
    "before a wish is a word of the call that was missed: %s, %s",
    (language, time, sorry) => {
      const on = scene(`2026-11-24T13:00`);
      on.place.called = { at: at(`2026-11-24T${time}`), missed: true };
      const { text } = on.hear({ intents: ["greet", "address"], language });
      expect(text).toContain(sorry);
    },
  );

  test("before a wish is there the first time, and after a call", () => {
    const on = scene();
    const talk = talkOf(on);
    talk(
      { intents: ["greet", "address"] },
      `
      Вітаю! Наша адреса: м. Київ, вул. Прикладна, 5
      (service_inquiry)`,
    );
    on.place.now += MINUTE;
    talk(
      { intents: ["greet", "address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5
      (service_inquiry)`,
    );
    on.place.called = { at: on.place.now, missed: false };
    on.place.now += MINUTE;
    talk(
      { intents: ["greet", "address"] },
      `
      Вітаю! Наша адреса: м. Київ, вул. Прикладна, 5
      (service_inquiry)`,
    );
  });

  test("is the business's own where it has one", () => {
    const on = scene();
    on.place.greeting = "Салон на зв’язку.";
    talkOf(on)(
      { intents: ["greet"] },
      `
      Салон на зв’язку.
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting, service asked)`,
    );
  });

  test.each(["plain", "brief"] as const)("has the tone of the business: %s", (tone) => {
    const on = scene();
    on.place.tone = tone;
    expect(on.hear({ intents: ["greet"] }).made.says.map(({ id }) => id)).toEqual([
      `agent-greeting-${tone}`,
    ]);
  });

  test("in the middle is followed by what was asked", () => {
    const on = scene();
    const talk = talkOf(on);
    on.hear({ intents: ["book"], services: [service("haircut_w")], day: day("2026-11-27") });
    talk(
      { intents: ["greet"] },
      `
      На п’ятницю, 27 листопада, є 09:00, 11:00, 13:00, 15:00, 17:00 або 19:00. Що зручно?
      [09:00: pick_slot, service 1, master 1, 11-27 09:00] [11:00: pick_slot, service 1, master 1, 11-27 11:00] [13:00: pick_slot, service 1, master 2, 11-27 13:00]
      [15:00: pick_slot, service 1, master 1, 11-27 15:00] [17:00: pick_slot, service 1, master 1, 11-27 17:00] [19:00: pick_slot, service 1, master 2, 11-27 19:00]
      [Інший час: more_times]
      (booking, time asked; service 1; 2026-11-27)`,
    );
    talk(
      { intents: ["off_topic"] },
      `
      З цим не підкажу, а от із записом, цінами чи графіком допоможу. На п’ятницю, 27 листопада, є 09:00, 11:00, 13:00, 15:00, 17:00 або 19:00. Що зручно?
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      [09:00: pick_slot, service 1, master 1, 11-27 09:00] [11:00: pick_slot, service 1, master 1, 11-27 11:00] [13:00: pick_slot, service 1, master 2, 11-27 13:00]
      [15:00: pick_slot, service 1, master 1, 11-27 15:00] [17:00: pick_slot, service 1, master 1, 11-27 17:00] [19:00: pick_slot, service 1, master 2, 11-27 19:00]
      [Інший час: more_times]
      (booking, time asked; service 1; 2026-11-27)`,
    );
    talk(
      { answer: "maybe" },
      `
      Не поспішайте, вирішуйте спокійно.
      (booking, time asked; service 1; 2026-11-27)`,
    );
  });

  test("has buttons for what can be done", () => {
    const talk = talkOf(scene());
    talk(
      { intents: ["greet"] },
      `
      Вітаю! Це Салон краси «Лілея» 🌿 На яку послугу вас записати?
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting, service asked)`,
    );
    talk(
      "Ціни",
      `
      Жіноча стрижка — 700 грн
      Чоловіча стрижка — 450 грн
      Фарбування волосся — від 1 800 грн
      Манікюр без покриття — 400 грн
      Манікюр з покриттям гель-лак — 650 грн
      Педикюр з гель-лаком — 800 грн
      Корекція та фарбування брів — 450 грн

      Точну суму майстер назве перед початком роботи.
      [Жіноча стрижка: pick_service, service 1]
      [Чоловіча стрижка: pick_service, service 2]
      [Фарбування волосся: pick_service, service 3]
      [Манікюр без покриття: pick_service, service 4]
      [Манікюр з покриттям гель-лак: pick_service, service 5]
      [Педикюр з гель-лаком: pick_service, service 6]
      [Корекція та фарбування брів: pick_service, service 7]
      (pricing, service asked)`,
    );
    talk(
      { intents: ["off_topic"] },
      `
      З цим не підкажу, а от із записом, цінами чи графіком допоможу.
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (pricing, service asked)`,
    );
    talk(
      "Адміністратор",
      `
      Передаю адміністратору, відповідь буде не пізніше: сьогодні, 10:25.
      ! handoff, reason asked
      (pricing, service asked)`,
    );
  });
});

describe("a goodbye", () => {
  test("looks forward to the visit that was booked here", () => {
    const on = scene();
    has(on, "brows", "sofia", "2026-12-03T13:00");
    toDraft(on);
    on.hear({ answer: "yes" });
    const talk = talkOf(on);
    talk(
      { intents: ["bye"] },
      `
      До зустрічі! Чекаємо на вас!
      (goodbye)`,
    );
    talk(
      { intents: ["thanks"] },
      `
      Будь ласка! Чекаємо на вас!
      (goodbye)`,
    );
  });

  test("without a visit of this talk is shorter", () => {
    const on = scene();
    has(on, "brows", "sofia", "2026-12-03T13:00");
    const talk = talkOf(on);
    talk(
      { intents: ["bye"] },
      `
      До побачення! Гарного дня!
      (goodbye)`,
    );
    talk(
      { intents: ["thanks", "bye"] },
      `
      До побачення! Гарного дня!
      (goodbye)`,
    );
    talk(
      { intents: ["thanks"] },
      `
      Будь ласка! Гарного дня!
      (goodbye)`,
    );
  });

  test("is followed by the same service on another day, or by one that is named", () => {
    const on = scene();
    const talk = talkOf(on);
    on.hear({ intents: ["book"], services: [service("brows")] });
    on.hear({ intents: ["thanks"] });
    talk(
      { day: day("2026-11-27") },
      `
      На п’ятницю, 27 листопада, є 12:00, 13:00, 14:30, 16:30, 18:00 або 19:00. Що зручно?
      [12:00: pick_slot, service 7, master 4, 11-27 12:00] [13:00: pick_slot, service 7, master 4, 11-27 13:00] [14:30: pick_slot, service 7, master 4, 11-27 14:30]
      [16:30: pick_slot, service 7, master 4, 11-27 16:30] [18:00: pick_slot, service 7, master 4, 11-27 18:00] [19:00: pick_slot, service 7, master 4, 11-27 19:00]
      [Інший час: more_times]
      (booking, time asked; service 7; 2026-11-27)`,
    );
    on.hear({ intents: ["thanks"] });
    talk(
      { time: { at: 900 } },
      `
      Найближчий вільний час: сьогодні, 15:00; завтра, 15:00; чт, 26 листопада, 15:00. Що зручно?
      [вт 24.11, 15:00: pick_slot, service 7, master 4, 11-24 15:00] [ср 25.11, 15:00: pick_slot, service 7, master 4, 11-25 15:00]
      [чт 26.11, 15:00: pick_slot, service 7, master 4, 11-26 15:00]
      [Інший час: more_times]
      (booking, day asked; service 7; 15:00)`,
    );
    on.hear({ intents: ["thanks"] });
    talk(
      { day: day("2026-11-27"), services: [service("haircut_w")] },
      `
      На п’ятницю, 27 листопада, є 09:00, 11:00, 13:00, 15:00, 17:00 або 19:00. Що зручно?
      [09:00: pick_slot, service 1, master 1, 11-27 09:00] [11:00: pick_slot, service 1, master 1, 11-27 11:00] [13:00: pick_slot, service 1, master 2, 11-27 13:00]
      [15:00: pick_slot, service 1, master 1, 11-27 15:00] [17:00: pick_slot, service 1, master 1, 11-27 17:00] [19:00: pick_slot, service 1, master 2, 11-27 19:00]
      [Інший час: more_times]
      (booking, time asked; service 1; 2026-11-27)`,
    );
    on.hear({ intents: ["thanks"] });
    talk(
      { intents: ["book"] },
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
});
