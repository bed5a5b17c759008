import { describe, expect, test } from "vitest";
import { day, has, lileya, scene, toDraft } from "./dialogue/scene.ts";
import { one, three } from "./dialogue/own-scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { service, at } = lileya;

describe("a visit that is to be cancelled", () => {
  test("is not by a yes to another one, and a no ends the matter", () => {
    const on = three();
    const talk = talkOf(on);
    on.hear({ intents: ["cancel"], services: [service("pedicure_gel")] });
    talk(
      { pressed: { do: "yes", of: 1001 } },
      `
      Гаразд, запис залишається.
      (confirmation; of visit 1003)`,
    );
    talk(
      { pressed: { do: "yes", of: 1001 } },
      `
      Вітаю! Це Салон краси «Лілея» 🌿 На яку послугу вас записати?
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting, service asked; of visit 1003)`,
    );
    on.hear({ intents: ["cancel"], services: [service("pedicure_gel")] });
    talk(
      { pressed: { do: "yes" } },
      `
      Запис скасовано: середа, 2 грудня, о 10:00, Педикюр з гель-лаком. Захочете на інший час — напишіть.
      ! cancel, booking 1003
      (confirmation)`,
    );
    talk(
      { intents: ["cancel"], answer: "no" },
      `
      Гаразд. Якщо щось знадобиться — напишіть.
      (goodbye)`,
    );
    talk(
      { pressed: { do: "cancel_visit", bookingId: 1003 } },
      `
      Цього запису вже немає.
      (confirmation)`,
    );
  });

  test("so near that it is no more free is a matter for a person, by the minute", () => {
    const now = { late: "2026-11-30T07:01", early: "2026-11-30T07:00" };
    const late = scene(now.late);
    has(late, "haircut_w", "olena", "2026-11-30T10:00");
    talkOf(late)(
      { intents: ["cancel"] },
      `
      До візиту менше ніж 3 год, тому змінити його може лише адміністратор. Передаю адміністратору, відповідь буде не пізніше: сьогодні, 07:11.
      ! handoff, reason too_late
      (confirmation; cancel visit 1001)`,
    );
    const early = scene(now.early);
    has(early, "haircut_w", "olena", "2026-11-30T10:00");
    talkOf(early)(
      { intents: ["cancel"] },
      `
      Скасувати цей запис? Понеділок, 30 листопада, 10:00. Послуга: Жіноча стрижка, майстер: Олена.
      [Так, скасувати: yes, of 1001] [Залишити: no]
      (confirmation, cancel_visit asked; cancel visit 1001)`,
    );
  });

  test("was booked in this talk: a second yes is of nothing then", () => {
    const on = scene();
    toDraft(on);
    on.hear({ answer: "yes" });
    const talk = talkOf(on);
    talk(
      { answer: "yes" },
      `
      Ви вже записані: пт, 27 листопада, 12:00, Жіноча стрижка. Чекаємо на вас!
      (confirmation)`,
    );
    talk(
      { intents: ["cancel"] },
      `
      Скасувати цей запис? П’ятниця, 27 листопада, 12:00. Послуга: Жіноча стрижка, майстер: Олена.
      [Так, скасувати: yes, of 1002] [Залишити: no]
      (confirmation, cancel_visit asked; cancel visit 1002)`,
    );
    talk(
      "Так",
      `
      Запис скасовано: п’ятниця, 27 листопада, о 12:00, Жіноча стрижка. Захочете на інший час — напишіть.
      ! cancel, booking 1002
      (confirmation)`,
    );
    talk(
      { answer: "yes" },
      `
      Вітаю! Це Салон краси «Лілея» 🌿 На яку послугу вас записати?
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting, service asked)`,
    );
  });

  test("is another one than was booked in this talk: that one stands", () => {
    const on = scene();
    has(on, "pedicure_gel", "maryna", "2026-12-02T10:00");
    toDraft(on);
    on.hear({ answer: "yes" });
    on.hear({ intents: ["cancel"], services: [service("pedicure_gel")] });
    on.hear({ answer: "yes" });
    talkOf(on)(
      { answer: "yes" },
      `
      Ви вже записані: пт, 27 листопада, 12:00, Жіноча стрижка. Чекаємо на вас!
      (confirmation)`,
    );
  });
});

describe("cancelling what is not booked yet", () => {
  test.each([
    ["day", { services: [service("brows")] }],
    ["time", { services: [service("brows")], day: day("2026-11-27") }],
    ["name", { services: [service("brows")], day: day("2026-11-27"), time: { at: 780 } }],
    [
      "phone",
      { services: [service("brows")], day: day("2026-11-27"), time: { at: 780 }, name: "Оля" },
    ],
    [
      "draft",
      {
        services: [service("brows")],
        day: day("2026-11-27"),
        time: { at: 780 },
        name: "Оля",
        phone: "+380670000001",
      },
    ],
  ] as const)("lets go of it while the %s is asked", (asked, { services, ...said }) => {
    const on = scene();
    on.hear({ intents: ["book"], services: [...services], ...said });
    expect(on.chat.memory.asked).toBe(asked);
    expect(on.hear({ intents: ["cancel"] }).made.says).toEqual([
      { id: "agent-let-go", values: {} },
    ]);
    expect(on.chat.memory.state).toBe("goodbye");
    const own = scene();
    has(own, "haircut_w", "olena", "2026-11-30T10:00");
    own.hear({ intents: ["book"], services: [...services], ...said });
    const first = own.hear({ intents: ["cancel"] }).made.says[0];
    expect(first?.id).toBe(asked === "draft" ? "agent-let-go" : "agent-ask-cancel");
  });

  test("a move is a correction of what is being made, by its facts", () => {
    const on = scene();
    const talk = talkOf(on);
    toDraft(on);
    talk(
      { intents: ["move"], time: { at: 780 } },
      `
      Перевірте, будь ласка:
      Послуга: Жіноча стрижка
      Коли: п’ятниця, 27 листопада, 13:00
      Майстер: Ірина
      Ціна: 700 грн
      Ім’я: Оля, +380 67 000 00 01
      Усе правильно?
      [✅ Так: yes, of 1002] [✏️ Змінити: no]
      ! hold, service 1, master 2, 11-27 13:00
      (confirmation, draft asked; service 1; hold 1002; name Оля; phone +380670000001; 2026-11-27; 13:00; slot service 1, master 2, 11-27 13:00)`,
    );
    talk(
      { intents: ["move"] },
      `
      У цьому чаті майбутніх записів не бачу. Якщо записувалися інакше, допоможе адміністратор.
      [📝 Записатися: book] [🙋 Адміністратор: human]
      (confirmation; service 1; hold 1002; name Оля; phone +380670000001; 2026-11-27; 13:00; slot service 1, master 2, 11-27 13:00)`,
    );
    const own = one();
    toDraft(own);
    talkOf(own)(
      { intents: ["move"], time: { at: 780 } },
      `
      О 13:00 не встигнемо: візит триває 1 год. На понеділок, 30 листопада, є 11:30, 12:00 або 14:00. Що зручно?
      [11:30: pick_slot, service 1, master 1, 11-30 11:30] [12:00: pick_slot, service 1, master 1, 11-30 12:00] [14:00: pick_slot, service 1, master 1, 11-30 14:00]
      [Інший час: more_times]
      ! release, hold 1002
      (booking, move_time asked; service 1; master 1; 2026-11-30; 13:00; move visit 1001)`,
    );
    expect(at("2026-11-30T10:00")).toBe(own.place.visits[0]?.start);
  });

  test("a no to a cancel or a move is a no", () => {
    talkOf(one())(
      { intents: ["move"], answer: "no" },
      `
      Перенести візит на інший час чи скасувати?
      [🔁 Перенести: move_visit, booking 1001] [❌ Скасувати: cancel_visit, booking 1001]
      (confirmation, visit asked; of visit 1001)`,
    );
    const on = one();
    toDraft(on);
    talkOf(on)(
      { intents: ["cancel"], answer: "no" },
      `
      Гаразд, не записую. Передумаєте — напишіть.
      ! release, hold 1002
      (goodbye)`,
    );
    talkOf(one())(
      { intents: ["cancel"], pressed: { do: "cancel_visit", bookingId: 1001 }, answer: "no" },
      `
      Скасувати цей запис? Понеділок, 30 листопада, 10:00. Послуга: Жіноча стрижка, майстер: Олена.
      [Так, скасувати: yes, of 1001] [Залишити: no]
      (confirmation, cancel_visit asked; cancel visit 1001)`,
    );
  });
});
