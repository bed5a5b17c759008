import { describe, test } from "vitest";
import { day, has, lileya, scene, toDraft, type Scene } from "./dialogue/scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { service, at } = lileya;
const HOUR = 3_600_000;

function held(): Scene {
  const on = scene();
  toDraft(on);
  return on;
}

describe("a place that was kept", () => {
  test("is given up when something else is asked for", () => {
    const on = held();
    talkOf(on)(
      { services: [service("coloring"), service("manicure")] },
      `
      Уточніть, будь ласка, що саме:
      Фарбування волосся — від 1 800 грн
      Манікюр без покриття — 400 грн
      [Фарбування волосся: pick_service, service 3]
      [Манікюр без покриття: pick_service, service 4]
      (booking, service asked; hold 1001; name Оля; phone +380670000001; 2026-11-27; 12:00; slot service 1, master 1, 11-27 12:00; services 3 4)`,
    );
    const other = held();
    talkOf(other)(
      { day: day("2026-11-29") },
      `
      Неділя, 29 листопада: зачинено. Найближчий вільний час: пн, 30 листопада, 12:00; вт, 1 грудня, 12:00; ср, 2 грудня, 12:00. Що зручно?
      [пн 30.11, 12:00: pick_slot, service 1, master 1, 11-30 12:00] [вт 01.12, 12:00: pick_slot, service 1, master 2, 12-01 12:00]
      [ср 02.12, 12:00: pick_slot, service 1, master 1, 12-02 12:00]
      [Інший час: more_times]
      ! release, hold 1001
      (booking, time asked; service 1; name Оля; phone +380670000001; 2026-11-29; 12:00)`,
    );
  });

  test("is given up when its time is over, when it is older than a day, and after a goodbye", () => {
    const on = scene("2026-11-27T10:30");
    toDraft(on);
    on.place.now = at("2026-11-27T12:00");
    talkOf(on)(
      { answer: "yes" },
      `
      Цей час уже минув. Найближчий вільний час: сьогодні, 13:00; сьогодні, 19:00; завтра, 10:00; завтра, 17:00; пн, 30 листопада, 09:00; пн, 30 листопада, 17:00. Що зручно?
      [пт 27.11, 13:00: pick_slot, service 1, master 2, 11-27 13:00] [пт 27.11, 19:00: pick_slot, service 1, master 2, 11-27 19:00]
      [сб 28.11, 10:00: pick_slot, service 1, master 1, 11-28 10:00] [сб 28.11, 17:00: pick_slot, service 1, master 1, 11-28 17:00]
      [пн 30.11, 09:00: pick_slot, service 1, master 1, 11-30 09:00] [пн 30.11, 17:00: pick_slot, service 1, master 1, 11-30 17:00]
      [Інший час: more_times]
      ! release, hold 1001
      (booking, day asked; service 1; name Оля; phone +380670000001)`,
    );
    const early = scene("2026-11-27T10:30");
    toDraft(early);
    early.place.now = at("2026-11-27T12:00") - 1;
    talkOf(early)(
      { answer: "maybe" },
      `
      Так скоро записати не вийде: потрібно щонайменше 1 год наперед. На сьогодні є 13:00, 13:30 або 14:00. Що зручно?
      [13:00: pick_slot, service 1, master 2, 11-27 13:00] [13:30: pick_slot, service 1, master 2, 11-27 13:30] [14:00: pick_slot, service 1, master 1, 11-27 14:00]
      [Інший час: more_times]
      ! release, hold 1001
      (confirmation, time asked; service 1; name Оля; phone +380670000001; 2026-11-27; 12:00)`,
    );
    const no = scene("2026-11-27T10:30");
    toDraft(no);
    no.place.now = at("2026-11-27T12:00");
    talkOf(no)(
      { answer: "no" },
      `
      Цей час уже минув. Найближчий вільний час: сьогодні, 13:00; сьогодні, 19:00; завтра, 10:00; завтра, 17:00; пн, 30 листопада, 09:00; пн, 30 листопада, 17:00. Що зручно?
      [пт 27.11, 13:00: pick_slot, service 1, master 2, 11-27 13:00] [пт 27.11, 19:00: pick_slot, service 1, master 2, 11-27 19:00]
      [сб 28.11, 10:00: pick_slot, service 1, master 1, 11-28 10:00] [сб 28.11, 17:00: pick_slot, service 1, master 1, 11-28 17:00]
      [пн 30.11, 09:00: pick_slot, service 1, master 1, 11-30 09:00] [пн 30.11, 17:00: pick_slot, service 1, master 1, 11-30 17:00]
      [Інший час: more_times]
      ! release, hold 1001
      (booking, day asked; service 1; name Оля; phone +380670000001)`,
    );
    const old = held();
    old.place.now += 24 * HOUR;
    talkOf(old)(
      { intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5

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
    old.place.now += 24 * HOUR + 1;
    talkOf(old)(
      { intents: ["address"] },
      `
      Наша адреса: м. Київ, вул. Прикладна, 5
      ! release, hold 1002
      (service_inquiry)`,
    );
    const gone = held();
    gone.chat.memory = { ...gone.chat.memory, state: "goodbye", asked: null };
    talkOf(gone)(
      { day: day("2026-11-28") },
      `
      На суботу, 28 листопада, є 10:00, 11:30, 13:00, 14:00, 15:30 або 17:00. Що зручно?
      [10:00: pick_slot, service 1, master 1, 11-28 10:00] [11:30: pick_slot, service 1, master 1, 11-28 11:30] [13:00: pick_slot, service 1, master 2, 11-28 13:00]
      [14:00: pick_slot, service 1, master 1, 11-28 14:00] [15:30: pick_slot, service 1, master 1, 11-28 15:30] [17:00: pick_slot, service 1, master 1, 11-28 17:00]
      [Інший час: more_times]
      ! release, hold 1001
      (booking, time asked; service 1; 2026-11-28)`,
    );
  });

  test("of a time that was never kept is none to give up", () => {
    const on = scene("2026-11-27T10:30");
    toDraft(on, { name: null });
    on.place.now = at("2026-11-27T12:00");
    talkOf(on)(
      { name: "Оля" },
      `
      Цей час уже минув. Найближчий вільний час: сьогодні, 13:00; сьогодні, 19:00; завтра, 10:00; завтра, 17:00; пн, 30 листопада, 09:00; пн, 30 листопада, 17:00. Що зручно?
      [пт 27.11, 13:00: pick_slot, service 1, master 2, 11-27 13:00] [пт 27.11, 19:00: pick_slot, service 1, master 2, 11-27 19:00]
      [сб 28.11, 10:00: pick_slot, service 1, master 1, 11-28 10:00] [сб 28.11, 17:00: pick_slot, service 1, master 1, 11-28 17:00]
      [пн 30.11, 09:00: pick_slot, service 1, master 1, 11-30 09:00] [пн 30.11, 17:00: pick_slot, service 1, master 1, 11-30 17:00]
      [Інший час: more_times]
      (booking, day asked; service 1; name Оля; phone +380670000001)`,
    );
  });

  test("is no more when the rows say so", () => {
    const on = held();
    const talk = talkOf(on);
    on.chat.memory = { ...on.chat.memory, draft: { ...on.chat.memory.draft, holdId: null } };
    talk(
      { answer: "yes" },
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
    on.chat.memory = { ...on.chat.memory, draft: { ...on.chat.memory.draft, name: null } };
    talk(
      { answer: "yes" },
      `
      Підкажіть, будь ласка, як вас звати?
      (confirmation, name asked; service 1; hold 1002; phone +380670000001; 2026-11-27; 12:00; slot service 1, master 1, 11-27 12:00)`,
    );
  });

  test("counts anew what was not understood or rude a day ago", () => {
    const on = scene();
    on.hear({ rude: true });
    on.hear({});
    on.place.now += 24 * HOUR + 1;
    talkOf(on)(
      {},
      `
      Не все зрозуміло. Можу записати на візит, підказати ціни, адресу чи графік.
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting)`,
    );
    talkOf(on)(
      { rude: true },
      `
      Розумію, що неприємно. Можу підібрати інший варіант або покликати адміністратора.
      [🙋 Адміністратор: human]
      (greeting)`,
    );
    const near = scene();
    near.hear({});
    near.place.now += 24 * HOUR;
    talkOf(near)(
      {},
      `
      Щоб не плутати вас, покличу адміністратора. Передаю адміністратору, відповідь буде не пізніше: сьогодні, 10:25.
      ! handoff, reason stuck
      (greeting)`,
    );
  });

  test("of more than three visits is refused by the rows", () => {
    const on = scene();
    for (const date of ["30", "28", "27"])
      has(on, "brows", "sofia", `2026-11-${date === "30" ? "25" : date}T17:00`);
    toDraft(on);
    talkOf(on)(
      { answer: "yes" },
      `
      У вас уже кілька записів наперед, більше додати не можу. Допоможе адміністратор.
      [🙋 Адміністратор: human]
      ! book, service 1, master 1, 11-27 12:00, hold 1004, name Оля, phone +380670000001
      (confirmation; service 1; hold 1004; name Оля; phone +380670000001; 2026-11-27; 12:00; slot service 1, master 1, 11-27 12:00)`,
    );
  });
});
