import { describe, expect, test } from "vitest";
import { day, has, lileya, scene } from "./dialogue/scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { service } = lileya;
const brows = { services: [service("brows")], day: day("2026-11-27") };

describe("a question in the middle", () => {
  test.each(["hours", "masters", "faq", "address", "phone"] as const)(
    "of %s with a day is answered, and nothing is looked for",
    (intent) => {
      const on = scene();
      on.hear({ intents: [intent], day: day("2026-11-27"), faq: ["parking"] });
      expect(on.chat.memory).toMatchObject({ state: "service_inquiry", asked: null });
      expect(on.chat.memory.draft.day).toBeNull();
    },
  );

  test.each([
    ["a day", { day: day("2026-11-27") }],
    ["a time", { time: { at: 780 } }],
    ["a number", { phone: "+380670000001" }],
    ["a wish to book", { intents: ["book"] }],
    ["haste", { intents: ["soonest"] }],
  ] as const)(
    "of a price with %s goes on to the visit, without buttons of the price",
    (_name, said) => {
      const on = scene();
      const intents = "intents" in said ? [...said.intents] : [];
      const { made } = on.hear({
        ...said,
        intents: ["price", ...intents],
        services: [service("brows")],
      });
      expect(made.says[0]?.id).toBe("agent-prices");
      expect(made.says[0]?.buttons).toBeUndefined();
      expect(on.chat.memory.state).toBe("booking");
    },
  );

  test("is answered and what was asked is asked again", () => {
    const on = scene();
    const talk = talkOf(on);
    on.hear({ intents: ["book"], ...brows });
    talk(
      { intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5

      На п’ятницю, 27 листопада, є 12:00, 13:00, 14:30, 16:30, 18:00 або 19:00. Що зручно?
      [12:00: pick_slot, service 7, master 4, 11-27 12:00] [13:00: pick_slot, service 7, master 4, 11-27 13:00] [14:30: pick_slot, service 7, master 4, 11-27 14:30]
      [16:30: pick_slot, service 7, master 4, 11-27 16:30] [18:00: pick_slot, service 7, master 4, 11-27 18:00] [19:00: pick_slot, service 7, master 4, 11-27 19:00]
      [Інший час: more_times]
      (booking, time asked; service 7; 2026-11-27)`,
    );
    talk(
      { intents: ["hours"], time: { at: 780 } },
      `
      Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 7; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
    talk(
      { intents: ["hours"], time: { at: 840 } },
      `
      Графік: пн–пт 09:00–20:00, сб 10:00–18:00, нд зачинено. Сьогодні: 09:00–20:00. Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 7; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
    talk(
      { intents: ["price"], services: [service("coloring")] },
      `
      Фарбування волосся — від 1 800 грн

      Точну суму майстер назве перед початком роботи.

      Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 7; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
    const moved = scene("2026-11-25T09:30");
    has(moved, "haircut_w", "olena", "2026-11-30T10:00");
    moved.hear({ intents: ["move"] });
    talkOf(moved)(
      { intents: ["hours"], time: { at: 630 } },
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
    const days = scene();
    days.hear({ intents: ["book"], services: [service("brows")] });
    talkOf(days)(
      { intents: ["hours"], time: { at: 780 } },
      `
      Найближчий вільний час: сьогодні, 13:00; завтра, 13:00; чт, 26 листопада, 13:00. Що зручно?
      [вт 24.11, 13:00: pick_slot, service 7, master 4, 11-24 13:00] [ср 25.11, 13:00: pick_slot, service 7, master 4, 11-25 13:00]
      [чт 26.11, 13:00: pick_slot, service 7, master 4, 11-26 13:00]
      [Інший час: more_times]
      (booking, day asked; service 7; 13:00)`,
    );
    talkOf(days)(
      { intents: ["hours"], time: { from: 780, to: 840 } },
      `
      Графік: пн–пт 09:00–20:00, сб 10:00–18:00, нд зачинено. Сьогодні: 09:00–20:00. Найближчий вільний час: сьогодні, 13:00; завтра, 13:00; чт, 26 листопада, 13:00. Що зручно?
      [вт 24.11, 13:00: pick_slot, service 7, master 4, 11-24 13:00] [ср 25.11, 13:00: pick_slot, service 7, master 4, 11-25 13:00]
      [чт 26.11, 13:00: pick_slot, service 7, master 4, 11-26 13:00]
      [Інший час: more_times]
      (booking, day asked; service 7; 13:00)`,
    );
  });

  test("is the last word where only the service or a reminder was open", () => {
    const on = scene();
    on.hear({ intents: ["book"] });
    talkOf(on)(
      { intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5
      (service_inquiry, service asked)`,
    );
    has(on, "haircut_w", "olena", "2026-11-30T10:00");
    on.chat.memory = { ...on.chat.memory, asked: "visit", visitId: 1001 };
    talkOf(on)(
      { intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5
      (service_inquiry, visit asked; of visit 1001)`,
    );
  });

  test("with a no to the number goes on without one", () => {
    const on = scene();
    on.hear({ intents: ["book"], ...brows, time: { at: 780 }, name: "Оля" });
    talkOf(on)(
      { intents: ["address"], answer: "no" },
      `
      Перевірте, будь ласка:
      Послуга: Корекція та фарбування брів
      Коли: п’ятниця, 27 листопада, 13:00
      Майстер: Софія
      Ціна: 450 грн
      Ім’я: Оля
      Усе правильно?
      [✅ Так: yes, of 1001] [✏️ Змінити: no]
      ! hold, service 7, master 4, 11-27 13:00
      (confirmation, draft asked; service 7; hold 1001; name Оля; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
    expect(on.chat.memory.noPhone).toBe(true);
  });

  test("with a yes or a no beside a fact is no answer to what was open", () => {
    const on = scene();
    on.hear({ intents: ["book"], ...brows });
    talkOf(on)(
      { answer: "no", time: { at: 780 } },
      `
      Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 7; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
    const book = scene();
    book.hear({ intents: ["book"], ...brows });
    talkOf(book)(
      { answer: "no", intents: ["other_times"] },
      `
      На п’ятницю, 27 листопада, є 12:30, 13:30, 14:00, 17:00, 17:30 або 18:30. Що зручно?
      [12:30: pick_slot, service 7, master 4, 11-27 12:30] [13:30: pick_slot, service 7, master 4, 11-27 13:30] [14:00: pick_slot, service 7, master 4, 11-27 14:00]
      [17:00: pick_slot, service 7, master 4, 11-27 17:00] [17:30: pick_slot, service 7, master 4, 11-27 17:30] [18:30: pick_slot, service 7, master 4, 11-27 18:30]
      [Інший час: more_times]
      (booking, time asked; service 7; 2026-11-27)`,
    );
    const soon = scene();
    soon.hear({ intents: ["book"], ...brows });
    talkOf(soon)(
      { answer: "no", intents: ["soonest"] },
      `
      Є час: п’ятниця, 27 листопада, о 12:00. Послуга: Корекція та фарбування брів, майстер: Софія. Підкажіть, будь ласка, ваше ім’я та номер телефону.
      [12:30: pick_slot, service 7, master 4, 11-27 12:30] [13:00: pick_slot, service 7, master 4, 11-27 13:00]
      (booking, name asked; service 7; 2026-11-27; 12:00; slot service 7, master 4, 11-27 12:00)`,
    );
    const wish = scene();
    wish.hear({ intents: ["greet"] });
    talkOf(wish)(
      { answer: "no", intents: ["book"] },
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
    const said = scene();
    said.hear({ intents: ["greet"] });
    talkOf(said)(
      { answer: "no", intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5
      (service_inquiry, service asked)`,
    );
  });
});
