import { describe, expect, test } from "vitest";
import { day, has, lileya, scene, toDraft } from "./dialogue/scene.ts";
import { talkOf } from "./dialogue/talk.ts";
import { visited } from "./dialogue/town.ts";

const { service, master, at } = lileya;

describe("a bare time", () => {
  test("means the one that was offered, with whoever has it", () => {
    const on = scene();
    const talk = talkOf(on);
    on.hear({ intents: ["book"], services: [service("manicure")], day: day("2026-11-27") });
    talk(
      { time: { at: 780 } },
      `
      Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 4; 2026-11-27; 13:00; slot service 4, master 4, 11-27 13:00)`,
    );
    const some = scene();
    some.hear({ intents: ["book"], services: [service("brows")] });
    talkOf(some)(
      { time: { at: 720 } },
      `
      Найближчий вільний час: сьогодні, 12:00; завтра, 12:00; чт, 26 листопада, 12:00. Що зручно?
      [вт 24.11, 12:00: pick_slot, service 7, master 4, 11-24 12:00] [ср 25.11, 12:00: pick_slot, service 7, master 4, 11-25 12:00]
      [чт 26.11, 12:00: pick_slot, service 7, master 4, 11-26 12:00]
      [Інший час: more_times]
      (booking, day asked; service 7; 12:00)`,
    );
    talkOf(some)(
      { time: { at: 720 }, day: day("2026-11-25") },
      `
      Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 7; 2026-11-25; 12:00; slot service 7, master 4, 11-25 12:00)`,
    );
  });

  test("of another master than the offered one is of that master", () => {
    const on = scene();
    on.hear({ intents: ["book"], services: [service("manicure")], day: day("2026-11-27") });
    talkOf(on)(
      { time: { at: 840 }, master: master("sofia") },
      `
      Є час: п’ятниця, 27 листопада, о 14:00. Послуга: Манікюр без покриття, майстер: Софія. Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 4; master 4; 2026-11-27; 14:00; slot service 4, master 4, 11-27 14:00)`,
    );
  });

  test("of an offered place of another service is looked for anew", () => {
    const on = scene();
    on.hear({ intents: ["book"], services: [service("manicure")], day: day("2026-11-27") });
    talkOf(on)(
      { time: { at: 900 }, services: [service("pedicure_gel")] },
      `
      Є час: п’ятниця, 27 листопада, о 15:00. Послуга: Педикюр з гель-лаком, майстер: Марина. Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 6; 2026-11-27; 15:00; slot service 6, master 3, 11-27 15:00)`,
    );
  });

  test("when the wished master has none is of the one who has it", () => {
    const on = scene();
    const talk = talkOf(on);
    visited(on.place, {
      chat: "b",
      serviceId: service("coloring"),
      masterId: master("olena"),
      start: at("2026-11-27T09:00"),
    });
    talk(
      {
        intents: ["book"],
        services: [service("haircut_w")],
        master: master("olena"),
        day: day("2026-11-26"),
      },
      `
      Олена в цей день не працює: четвер, 26 листопада. На четвер, 26 листопада, є 10:00, 11:30, 13:00, 16:00, 17:30 або 19:00. Що зручно?
      [10:00 · Ірина: pick_slot, service 1, master 2, 11-26 10:00] [11:30 · Ірина: pick_slot, service 1, master 2, 11-26 11:30]
      [13:00 · Ірина: pick_slot, service 1, master 2, 11-26 13:00] [16:00 · Ірина: pick_slot, service 1, master 2, 11-26 16:00]
      [17:30 · Ірина: pick_slot, service 1, master 2, 11-26 17:30] [19:00 · Ірина: pick_slot, service 1, master 2, 11-26 19:00]
      [Інший час: more_times]
      (booking, time asked; service 1; master 1; 2026-11-26)`,
    );
    talk(
      "13:00",
      `
      Є час: четвер, 26 листопада, о 13:00. Послуга: Жіноча стрижка, майстер: Ірина. Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 1; master 2; 2026-11-26; 13:00; slot service 1, master 2, 11-26 13:00)`,
    );
    talk(
      { pressed: { do: "pick_slot", serviceId: 99, masterId: 1, start: on.place.now } },
      `
      Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 1; master 2; 2026-11-26; 13:00; slot service 1, master 2, 11-26 13:00)`,
    );
  });

  test("that was pressed is of the very master of its button", () => {
    const on = scene();
    const start = at("2026-11-27T14:00");
    talkOf(on)(
      {
        pressed: {
          do: "pick_slot",
          serviceId: service("manicure"),
          masterId: master("sofia"),
          start,
        },
      },
      `
      Є час: п’ятниця, 27 листопада, о 14:00. Послуга: Манікюр без покриття, майстер: Софія. Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 4; 2026-11-27; 14:00; slot service 4, master 4, 11-27 14:00)`,
    );
    talkOf(on)(
      {
        pressed: {
          do: "pick_slot",
          serviceId: service("manicure"),
          masterId: master("maryna"),
          start,
        },
      },
      `
      Є час: п’ятниця, 27 листопада, о 14:00. Послуга: Манікюр без покриття, майстер: Марина. Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 4; 2026-11-27; 14:00; slot service 4, master 3, 11-27 14:00)`,
    );
    has(on, "manicure", "sofia", "2026-11-28T12:00", "b");
    const next = at("2026-11-28T12:00");
    talkOf(on)(
      {
        pressed: {
          do: "pick_slot",
          serviceId: service("manicure"),
          masterId: master("sofia"),
          start: next,
        },
      },
      `
      О 12:00 уже зайнято. На суботу, 28 листопада, є 10:30, 11:00 або 13:00. Що зручно?
      [10:30: pick_slot, service 4, master 4, 11-28 10:30] [11:00: pick_slot, service 4, master 4, 11-28 11:00] [13:00: pick_slot, service 4, master 4, 11-28 13:00]
      [🔔 Якщо звільниться: wait]
      [Інший час: more_times]
      (booking, time asked; service 4; 2026-11-28; 12:00)`,
    );
  });
});

describe("who is booked", () => {
  test("is asked for by what is missing", () => {
    const on = scene();
    const talk = talkOf(on);
    talk(
      {
        intents: ["book"],
        services: [service("brows")],
        day: day("2026-11-27"),
        time: { at: 780 },
        phone: "+380670000001",
      },
      `
      Є час: п’ятниця, 27 листопада, о 13:00. Послуга: Корекція та фарбування брів, майстер: Софія. Підкажіть, будь ласка, як вас звати?
      (booking, name asked; service 7; phone +380670000001; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
    talk(
      { phone: "+380670000002" },
      `
      Підкажіть, будь ласка, як вас звати?
      (booking, name asked; service 7; phone +380670000002; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
    talk(
      { name: "Оля" },
      `
      Перевірте, будь ласка:
      Послуга: Корекція та фарбування брів
      Коли: п’ятниця, 27 листопада, 13:00
      Майстер: Софія
      Ціна: 450 грн
      Ім’я: Оля, +380 67 000 00 02
      Усе правильно?
      [✅ Так: yes, of 1001] [✏️ Змінити: no]
      ! hold, service 7, master 4, 11-27 13:00
      (confirmation, draft asked; service 7; hold 1001; name Оля; phone +380670000002; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
    const no = talkOf(scene());
    no(
      { services: [service("brows")], day: day("2026-11-27"), time: { at: 780 }, name: "Оля" },
      `
      Є час: п’ятниця, 27 листопада, о 13:00. Послуга: Корекція та фарбування брів, майстер: Софія. Який у вас номер телефону?
      (booking, phone asked; service 7; name Оля; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
    no(
      { answer: "no", phone: "+380670000002" },
      `
      Перевірте, будь ласка:
      Послуга: Корекція та фарбування брів
      Коли: п’ятниця, 27 листопада, 13:00
      Майстер: Софія
      Ціна: 450 грн
      Ім’я: Оля, +380 67 000 00 02
      Усе правильно?
      [✅ Так: yes, of 1001] [✏️ Змінити: no]
      ! hold, service 7, master 4, 11-27 13:00
      (confirmation, draft asked; service 7; hold 1001; name Оля; phone +380670000002; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
  });

  test("is not named by a profile before a name was asked for", () => {
    const on = scene("2026-11-24T10:15", lileya, { profileName: "Oksana" });
    const talk = talkOf(on);
    talk(
      {
        services: [service("brows")],
        day: day("2026-11-27"),
        time: { at: 780 },
        phone: "+380670000001",
      },
      `
      Є час: п’ятниця, 27 листопада, о 13:00. Послуга: Корекція та фарбування брів, майстер: Софія. Підкажіть, будь ласка, як вас звати?
      (booking, name asked; service 7; phone +380670000001; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
    talk(
      { intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5

      Підкажіть, будь ласка, як вас звати?
      (booking, name asked; service 7; phone +380670000001; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
    talk(
      { phone: "+380670000002" },
      `
      Перевірте, будь ласка:
      Послуга: Корекція та фарбування брів
      Коли: п’ятниця, 27 листопада, 13:00
      Майстер: Софія
      Ціна: 450 грн
      Ім’я: Oksana, +380 67 000 00 02
      Усе правильно?
      [✅ Так: yes, of 1001] [✏️ Змінити: no]
      ! hold, service 7, master 4, 11-27 13:00
      (confirmation, draft asked; service 7; hold 1001; name Oksana; phone +380670000002; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
  });

  test("has the number that the channel proves", () => {
    const on = scene("2026-11-24T10:15", lileya, {
      channelPhone: "+380670000003",
      client: { name: "Наталя", phone: "+380670000010" },
    });
    toDraft(on, { name: null });
    expect(on.chat.memory.draft).toMatchObject({ name: "Наталя", phone: "+380670000003" });
  });

  test("a salon of one service does not ask which", () => {
    const only = { ...lileya.salon, services: lileya.salon.services.slice(6) };
    talkOf(scene("2026-11-24T10:15", { ...lileya, salon: only }))(
      { intents: ["book"] },
      `
      Найближчий вільний час: сьогодні, 12:00; сьогодні, 19:00; завтра, 12:00; завтра, 19:00; чт, 26 листопада, 12:00; чт, 26 листопада, 19:00. Що зручно?
      [вт 24.11, 12:00: pick_slot, service 7, master 4, 11-24 12:00] [вт 24.11, 19:00: pick_slot, service 7, master 4, 11-24 19:00]
      [ср 25.11, 12:00: pick_slot, service 7, master 4, 11-25 12:00] [ср 25.11, 19:00: pick_slot, service 7, master 4, 11-25 19:00]
      [чт 26.11, 12:00: pick_slot, service 7, master 4, 11-26 12:00] [чт 26.11, 19:00: pick_slot, service 7, master 4, 11-26 19:00]
      [Інший час: more_times]
      (booking, day asked; service 7)`,
    );
  });
});
