import { describe, expect, test } from "vitest";
import { day, has, lileya, scene } from "./dialogue/scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { service } = lileya;

describe("a bare yes or no", () => {
  test("to nothing is met with a greeting, or is fine", () => {
    talkOf(scene())(
      { answer: "yes" },
      `
      Вітаю! Це Салон краси «Лілея» 🌿 На яку послугу вас записати?
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      (greeting, service asked)`,
    );
    const talk = talkOf(scene());
    talk(
      { answer: "no" },
      `
      Гаразд. Якщо щось знадобиться — напишіть.
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
      { answer: "maybe" },
      `
      Не поспішайте, вирішуйте спокійно.
      (greeting, service asked)`,
    );
  });

  test("a no first of all is of the visit that is coming, but not a thanks", () => {
    const now = "2026-11-25T09:30";
    const on = scene(now);
    has(on, "haircut_w", "olena", "2026-11-30T10:00");
    talkOf(on)(
      { answer: "no" },
      `
      Перенести візит на інший час чи скасувати?
      [🔁 Перенести: move_visit, booking 1001] [❌ Скасувати: cancel_visit, booking 1001]
      (confirmation, visit asked; of visit 1001)`,
    );
    for (const intent of ["thanks", "bye"] as const) {
      const polite = scene(now);
      has(polite, "haircut_w", "olena", "2026-11-30T10:00");
      expect(polite.hear({ answer: "no", intents: [intent] }).made.says).toEqual([
        { id: "agent-fine", values: {} },
      ]);
    }
  });

  test("a no in the middle of other things is of no visit, after a goodbye it is", () => {
    const on = scene("2026-11-25T09:30");
    has(on, "haircut_w", "olena", "2026-11-30T10:00");
    const talk = talkOf(on);
    on.hear({ intents: ["address"] });
    talk(
      { answer: "no" },
      `
      Гаразд. Якщо щось знадобиться — напишіть.
      (goodbye)`,
    );
    talk(
      { answer: "no" },
      `
      Перенести візит на інший час чи скасувати?
      [🔁 Перенести: move_visit, booking 1001] [❌ Скасувати: cancel_visit, booking 1001]
      (confirmation, visit asked; of visit 1001)`,
    );
    const other = scene("2026-11-25T09:30");
    has(other, "haircut_w", "olena", "2026-11-30T10:00");
    other.hear({ intents: ["greet"] });
    talkOf(other)(
      { answer: "no" },
      `
      Гаразд. Якщо щось знадобиться — напишіть.
      (goodbye)`,
    );
  });

  test("a yes to one service of which the price was told, to one time, and to the service that is asked", () => {
    const on = scene();
    const talk = talkOf(on);
    on.hear({ intents: ["price"], services: [service("brows")] });
    talk(
      { answer: "yes" },
      `
      Найближчий вільний час: сьогодні, 12:00; сьогодні, 19:00; завтра, 12:00; завтра, 19:00; чт, 26 листопада, 12:00; чт, 26 листопада, 19:00. Що зручно?
      [вт 24.11, 12:00: pick_slot, service 7, master 4, 11-24 12:00] [вт 24.11, 19:00: pick_slot, service 7, master 4, 11-24 19:00]
      [ср 25.11, 12:00: pick_slot, service 7, master 4, 11-25 12:00] [ср 25.11, 19:00: pick_slot, service 7, master 4, 11-25 19:00]
      [чт 26.11, 12:00: pick_slot, service 7, master 4, 11-26 12:00] [чт 26.11, 19:00: pick_slot, service 7, master 4, 11-26 19:00]
      [Інший час: more_times]
      (booking, day asked; service 7)`,
    );
    const some = scene();
    some.hear({ intents: ["price"], services: [service("manicure"), service("manicure_gel")] });
    talkOf(some)(
      { answer: "yes" },
      `
      Уточніть, будь ласка, що саме:
      Манікюр без покриття — 400 грн
      Манікюр з покриттям гель-лак — 650 грн
      [Манікюр без покриття: pick_service, service 4]
      [Манікюр з покриттям гель-лак: pick_service, service 5]
      (booking, service asked; services 4 5)`,
    );
    const all = scene();
    all.hear({ intents: ["services"] });
    talkOf(all)(
      { answer: "yes" },
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
    const times = scene();
    times.hear({ intents: ["book"], services: [service("brows")], day: day("2026-11-27") });
    talkOf(times)(
      { answer: "yes" },
      `
      Не все зрозуміло. Можу записати на візит, підказати ціни, адресу чи графік. На п’ятницю, 27 листопада, є 12:00, 13:00, 14:30, 16:30, 18:00 або 19:00. Що зручно?
      [📝 Записатися: book] [💰 Ціни: prices]
      [🙋 Адміністратор: human]
      [12:00: pick_slot, service 7, master 4, 11-27 12:00] [13:00: pick_slot, service 7, master 4, 11-27 13:00] [14:30: pick_slot, service 7, master 4, 11-27 14:30]
      [16:30: pick_slot, service 7, master 4, 11-27 16:30] [18:00: pick_slot, service 7, master 4, 11-27 18:00] [19:00: pick_slot, service 7, master 4, 11-27 19:00]
      [Інший час: more_times]
      (booking, time asked; service 7; 2026-11-27; stuck 1)`,
    );
  });

  test.each<[string, Parameters<ReturnType<typeof scene>["hear"]>[0]]>([
    ["a day", { intents: ["book"], services: [service("brows")] }],
    ["a time", { intents: ["book"], services: [service("brows")], day: day("2026-11-27") }],
    [
      "a name",
      {
        intents: ["book"],
        services: [service("brows")],
        day: day("2026-11-27"),
        time: { at: 780 },
      },
    ],
  ])("a no to %s lets go of it", (_name, said) => {
    const on = scene();
    on.hear(said);
    expect(on.hear({ answer: "no" }).made.says).toEqual([{ id: "agent-let-go", values: {} }]);
    expect(on.chat.memory).toMatchObject({ state: "goodbye", asked: null });
  });
});
