import { describe, expect, test } from "vitest";
import { clinic, day, has, lileya, scene } from "./dialogue/scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { service } = lileya;

describe("what is hard to answer", () => {
  test("rude words beside a wish are counted and the wish is answered; the next ones call a person", () => {
    const talk = talkOf(scene());
    talk(
      { rude: true, intents: ["greet", "off_topic"] },
      `
      Вітаю! Розумію, що неприємно. Можу підібрати інший варіант або покликати адміністратора.
      [🙋 Адміністратор: human]
      (greeting)`,
    );
    const other = talkOf(scene());
    other(
      { rude: true, services: [service("brows")] },
      `
      Найближчий вільний час: сьогодні, 12:00; сьогодні, 19:00; завтра, 12:00; завтра, 19:00; чт, 26 листопада, 12:00; чт, 26 листопада, 19:00. Що зручно?
      [вт 24.11, 12:00: pick_slot, service 7, master 4, 11-24 12:00] [вт 24.11, 19:00: pick_slot, service 7, master 4, 11-24 19:00]
      [ср 25.11, 12:00: pick_slot, service 7, master 4, 11-25 12:00] [ср 25.11, 19:00: pick_slot, service 7, master 4, 11-25 19:00]
      [чт 26.11, 12:00: pick_slot, service 7, master 4, 11-26 12:00] [чт 26.11, 19:00: pick_slot, service 7, master 4, 11-26 19:00]
      [Інший час: more_times]
      (booking, day asked; service 7)`,
    );
    other(
      { rude: true },
      `
      Передаю адміністратору, відповідь буде не пізніше: сьогодні, 10:25.
      ! handoff, reason rude
      (booking, day asked; service 7)`,
    );
    for (const more of [
      { answer: "no" },
      { unknownService: "вії" },
      { intents: ["address"] },
    ] as const) {
      const one = scene();
      const { intents, ...rest } = { intents: [], ...more };
      expect(one.hear({ rude: true, ...rest, intents: [...intents] }).made.says[0]?.id).not.toBe(
        "agent-rude",
      );
      expect(one.chat.memory.strikes).toEqual({ rude: 1, medical: 0 });
    }
  });

  test("what is not understood is asked again in other words, with the open question", () => {
    const on = scene();
    const talk = talkOf(on);
    talk(
      {},
      `
      Не все зрозуміло. Можу записати на візит, підказати ціни, адресу чи графік.
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting; stuck 1)`,
    );
    talk(
      { intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5
      (service_inquiry)`,
    );
    on.hear({
      intents: ["book"],
      services: [service("brows")],
      day: day("2026-11-27"),
      time: { at: 780 },
    });
    on.hear({ name: "Оля" });
    talk(
      {},
      `
      Якщо не хочете залишати номер, напишіть «ні». Який у вас номер телефону?
      (booking, phone asked; service 7; name Оля; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00; stuck 1)`,
    );
    talk(
      {},
      `
      Щоб не плутати вас, покличу адміністратора. Передаю адміністратору, відповідь буде не пізніше: сьогодні, 10:25.
      ! handoff, reason stuck
      (booking, phone asked; service 7; name Оля; 2026-11-27; 13:00; slot service 7, master 4, 11-27 13:00)`,
    );
  });

  test("a complaint is met with a word, a wish for a person is not", () => {
    talkOf(scene())(
      { intents: ["complaint", "greet"] },
      `
      Вітаю! Мені шкода, що так сталося. Передаю адміністратору, відповідь буде не пізніше: сьогодні, 10:25.
      ! handoff, reason complaint
      (greeting)`,
    );
    talkOf(scene())(
      { intents: ["human", "greet"] },
      `
      Вітаю! Передаю адміністратору, відповідь буде не пізніше: сьогодні, 10:25.
      ! handoff, reason asked
      (greeting)`,
    );
  });

  test("medicine in a salon calls a person the second time, unless a visit is wanted", () => {
    const talk = talkOf(scene());
    talk(
      { intents: ["medical"] },
      `
      Із цим краще порадитися з лікарем. А із записом і цінами допоможу.
      [🙋 Адміністратор: human]
      (service_inquiry)`,
    );
    talk(
      { intents: ["medical", "book"], services: [service("brows")] },
      `
      Щодо лікування порадить лікар на прийомі. Найближчий вільний час: сьогодні, 12:00; сьогодні, 19:00; завтра, 12:00; завтра, 19:00; чт, 26 листопада, 12:00; чт, 26 листопада, 19:00. Що зручно?
      [вт 24.11, 12:00: pick_slot, service 7, master 4, 11-24 12:00] [вт 24.11, 19:00: pick_slot, service 7, master 4, 11-24 19:00]
      [ср 25.11, 12:00: pick_slot, service 7, master 4, 11-25 12:00] [ср 25.11, 19:00: pick_slot, service 7, master 4, 11-25 19:00]
      [чт 26.11, 12:00: pick_slot, service 7, master 4, 11-26 12:00] [чт 26.11, 19:00: pick_slot, service 7, master 4, 11-26 19:00]
      [Інший час: more_times]
      (booking, day asked; service 7)`,
    );
    talk(
      { intents: ["medical", "soonest"] },
      `
      Щодо лікування порадить лікар на прийомі. Є час: вівторок, 24 листопада, о 12:00. Послуга: Корекція та фарбування брів, майстер: Софія. Підкажіть, будь ласка, ваше ім’я та номер телефону.
      [12:30: pick_slot, service 7, master 4, 11-24 12:30] [13:00: pick_slot, service 7, master 4, 11-24 13:00]
      (booking, name asked; service 7; 2026-11-24; 12:00; slot service 7, master 4, 11-24 12:00)`,
    );
    talk(
      { intents: ["medical"], day: day("2026-11-27") },
      `
      Щодо лікування порадить лікар на прийомі. Є час: п’ятниця, 27 листопада, о 12:00. Послуга: Корекція та фарбування брів, майстер: Софія. Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 7; 2026-11-27; 12:00; slot service 7, master 4, 11-27 12:00)`,
    );
    talk(
      { intents: ["medical"], time: { at: 780 } },
      `
      Передаю адміністратору, відповідь буде не пізніше: сьогодні, 10:25.
      ! handoff, reason medical
      (booking, name asked; service 7; 2026-11-27; 12:00; slot service 7, master 4, 11-27 12:00)`,
    );
  });

  test("medicine in a clinic offers the visit that is for it", () => {
    const talk = talkOf(scene("2026-11-24T11:20", clinic, { code: "ru" }));
    talk(
      { intents: ["medical"], services: [clinic.service("caries")] },
      `
      О лекарствах и лечении скажет только врач на приёме. Если есть отёк или высокая температура — не откладывайте, звоните 103. Записать вас как можно скорее? Услуга: Первичная консультация.
      [Первичная консультация: pick_service, service 1]
      (service_inquiry, service asked; service 1; services 1)`,
    );
    talk(
      "консультация",
      `
      Ближайшее свободное время: сегодня, 12:30; сегодня, 18:30; завтра, 09:00; завтра, 18:30; чт, 26 ноября, 09:00; чт, 26 ноября, 18:30. Что удобно?
      [вт 24.11, 12:30: pick_slot, service 1, master 1, 11-24 12:30] [вт 24.11, 18:30: pick_slot, service 1, master 2, 11-24 18:30]
      [ср 25.11, 09:00: pick_slot, service 1, master 1, 11-25 09:00] [ср 25.11, 18:30: pick_slot, service 1, master 2, 11-25 18:30]
      [чт 26.11, 09:00: pick_slot, service 1, master 1, 11-26 09:00] [чт 26.11, 18:30: pick_slot, service 1, master 2, 11-26 18:30]
      [Другое время: more_times]
      (booking, day asked; service 1)`,
    );
    const bare = { ...clinic.salon, services: clinic.salon.services.filter(({ id }) => id > 1) };
    const none = talkOf(scene("2026-11-24T11:20", { ...clinic, salon: bare }, { code: "ru" }));
    none(
      { intents: ["medical"] },
      `
      О лекарствах и лечении скажет только врач на приёме. Если очень болит, есть отёк или высокая температура — не откладывайте, телефон неотложной помощи 103.
      [🙋 Администратор: human]
      (service_inquiry, service asked)`,
    );
    const late = scene("2026-11-24T11:20", clinic, { code: "ru" });
    talkOf(late)(
      { intents: ["late"] },
      `
      Не всё понятно. Могу записать на визит, подсказать цены, адрес или график.
      [📝 Записаться: book] [💰 Цены: prices]
      [🙋 Администратор: human]
      (greeting; stuck 1)`,
    );
  });

  test("late is only who has a visit today", () => {
    const on = scene("2026-11-30T09:30");
    has(on, "haircut_w", "olena", "2026-12-02T10:00");
    const talk = talkOf(on);
    talk(
      { intents: ["late"] },
      `
      Не все зрозуміло. Можу записати на візит, підказати ціни, адресу чи графік.
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting; stuck 1)`,
    );
    has(on, "pedicure_gel", "maryna", "2026-11-30T10:00");
    talk(
      { intents: ["late"] },
      `
      Дякую, що попередили. Передаю адміністратору, відповідь буде не пізніше: сьогодні, 09:40.
      ! handoff, reason asked
      (confirmation)`,
    );
  });
});

describe("data", () => {
  test("are erased after a clear answer, and letters stop beside that", () => {
    const on = scene("2026-11-25T12:10");
    has(on, "coloring", "olena", "2026-11-30T14:00");
    has(on, "brows", "sofia", "2026-12-01T14:00");
    const talk = talkOf(on);
    talk(
      { intents: ["erase"] },
      `
      Видалити всі ваші дані? Разом із ними скасується запис:
      Пн, 30 листопада, 14:00 — Фарбування волосся
      Вт, 1 грудня, 14:00 — Корекція та фарбування брів
      [Так, видалити: yes] [Ні: no]
      (greeting, erase asked)`,
    );
    talk(
      { answer: "maybe" },
      `
      Видалити всі ваші дані? Разом із ними скасується запис:
      Пн, 30 листопада, 14:00 — Фарбування волосся
      Вт, 1 грудня, 14:00 — Корекція та фарбування брів
      [Так, видалити: yes] [Ні: no]
      (greeting, erase asked)`,
    );
    talk(
      { intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5

      Видалити всі ваші дані? Разом із ними скасується запис:
      Пн, 30 листопада, 14:00 — Фарбування волосся
      Вт, 1 грудня, 14:00 — Корекція та фарбування брів
      [Так, видалити: yes] [Ні: no]
      (service_inquiry, erase asked)`,
    );
    talk(
      { intents: ["opt_out"], answer: "yes" },
      `
      Розсилок від нас більше не буде.
      ! opt_out
      (goodbye, erase asked)`,
    );
    talk(
      { intents: ["erase"] },
      `
      Видалити всі ваші дані? Разом із ними скасується запис:
      Пн, 30 листопада, 14:00 — Фарбування волосся
      Вт, 1 грудня, 14:00 — Корекція та фарбування брів
      [Так, видалити: yes] [Ні: no]
      (goodbye, erase asked)`,
    );
    talk(
      "Ні",
      `
      Гаразд, дані залишаються.
      (goodbye)`,
    );
    talk(
      { answer: "yes" },
      `
      Вітаю! Це Салон краси «Лілея» 🌿 На яку послугу вас записати?
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting, service asked)`,
    );
    talk(
      { intents: ["erase"] },
      `
      Видалити всі ваші дані? Разом із ними скасується запис:
      Пн, 30 листопада, 14:00 — Фарбування волосся
      Вт, 1 грудня, 14:00 — Корекція та фарбування брів
      [Так, видалити: yes] [Ні: no]
      (greeting, erase asked)`,
    );
    talk(
      "Так",
      `
      Вашу переписку й записи на візит видалено. Про решту подбає адміністратор.
      ! erase
      (goodbye)`,
    );
    talk(
      { intents: ["opt_out"] },
      `
      Розсилок від нас більше не буде.
      ! opt_out
      (goodbye)`,
    );
  });
});
