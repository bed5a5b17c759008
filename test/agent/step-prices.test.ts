import { describe, expect, test } from "vitest";
import { day, lileya, scene } from "./dialogue/scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { service } = lileya;

describe("the price list", () => {
  test("has what was asked for, else what is drafted, else everything; one of it may be booked", () => {
    const talk = talkOf(scene());
    talk(
      { intents: ["services"], services: [service("brows")] },
      `
      Ось наші послуги:
      Корекція та фарбування брів — 450 грн
      [Корекція та фарбування брів: pick_service, service 7]
      (service_inquiry, service asked; service 7; services 7)`,
    );
    talk(
      { intents: ["price"] },
      `
      Корекція та фарбування брів — 450 грн
      [Корекція та фарбування брів: pick_service, service 7]
      (pricing, service asked; service 7; services 7)`,
    );
    talk(
      { intents: ["services"] },
      `
      Ось наші послуги:
      Жіноча стрижка — 700 грн
      Чоловіча стрижка — 450 грн
      Фарбування волосся — від 1 800 грн
      Манікюр без покриття — 400 грн
      Манікюр з покриттям гель-лак — 650 грн
      Педикюр з гель-лаком — 800 грн
      Корекція та фарбування брів — 450 грн
      [Жіноча стрижка: pick_service, service 1]
      [Чоловіча стрижка: pick_service, service 2]
      [Фарбування волосся: pick_service, service 3]
      [Манікюр без покриття: pick_service, service 4]
      [Манікюр з покриттям гель-лак: pick_service, service 5]
      [Педикюр з гель-лаком: pick_service, service 6]
      [Корекція та фарбування брів: pick_service, service 7]
      (service_inquiry, service asked)`,
    );
    talk(
      { intents: ["price"], services: [service("coloring"), service("brows")] },
      `
      Фарбування волосся — від 1 800 грн
      Корекція та фарбування брів — 450 грн

      Точну суму майстер назве перед початком роботи.
      [Фарбування волосся: pick_service, service 3]
      [Корекція та фарбування брів: pick_service, service 7]
      (pricing, service asked; services 3 7)`,
    );
    talk(
      { intents: ["book"] },
      `
      Уточніть, будь ласка, що саме:
      Фарбування волосся — від 1 800 грн
      Корекція та фарбування брів — 450 грн
      [Фарбування волосся: pick_service, service 3]
      [Корекція та фарбування брів: pick_service, service 7]
      (booking, service asked; services 3 7)`,
    );
  });

  test("leaves a visit that is being made as it is", () => {
    const on = scene();
    const talk = talkOf(on);
    on.hear({ intents: ["book"], services: [service("brows")], time: { at: 780 } });
    talk(
      { intents: ["price"], services: [service("coloring")] },
      `
      Фарбування волосся — від 1 800 грн

      Точну суму майстер назве перед початком роботи.

      Найближчий вільний час: сьогодні, 13:00; завтра, 13:00; чт, 26 листопада, 13:00. Що зручно?
      [вт 24.11, 13:00: pick_slot, service 7, master 4, 11-24 13:00] [ср 25.11, 13:00: pick_slot, service 7, master 4, 11-25 13:00]
      [чт 26.11, 13:00: pick_slot, service 7, master 4, 11-26 13:00]
      [Інший час: more_times]
      (booking, day asked; service 7; 13:00)`,
    );
    const dayed = scene();
    dayed.hear({ intents: ["book"], services: [service("brows")], day: day("2026-11-27") });
    talkOf(dayed)(
      { intents: ["price"], services: [service("coloring")] },
      `
      Фарбування волосся — від 1 800 грн

      Точну суму майстер назве перед початком роботи.

      На п’ятницю, 27 листопада, є 12:00, 13:00, 14:30, 16:30, 18:00 або 19:00. Що зручно?
      [12:00: pick_slot, service 7, master 4, 11-27 12:00] [13:00: pick_slot, service 7, master 4, 11-27 13:00] [14:30: pick_slot, service 7, master 4, 11-27 14:30]
      [16:30: pick_slot, service 7, master 4, 11-27 16:30] [18:00: pick_slot, service 7, master 4, 11-27 18:00] [19:00: pick_slot, service 7, master 4, 11-27 19:00]
      [Інший час: more_times]
      (booking, time asked; service 7; 2026-11-27)`,
    );
    const fresh = scene();
    fresh.hear({ day: day("2026-11-27") });
    talkOf(fresh)(
      { intents: ["price"], services: [service("coloring")] },
      `
      Фарбування волосся — від 1 800 грн

      Точну суму майстер назве перед початком роботи.
      [Фарбування волосся: pick_service, service 3]
      (pricing, service asked; 2026-11-27)`,
    );
    const timed = scene();
    timed.hear({ time: { at: 780 } });
    talkOf(timed)(
      { intents: ["price"], services: [service("coloring")] },
      `
      Фарбування волосся — від 1 800 грн

      Точну суму майстер назве перед початком роботи.
      [Фарбування волосся: pick_service, service 3]
      (pricing, service asked; 13:00)`,
    );
  });

  test("does not have what nobody does: what there is is listed", () => {
    const talk = talkOf(scene());
    talk(
      { unknownService: "вії" },
      `
      Такої послуги в нас немає. Ось що ми робимо:
      Жіноча стрижка
      Чоловіча стрижка
      Фарбування волосся
      Манікюр без покриття
      Манікюр з покриттям гель-лак
      Педикюр з гель-лаком
      Корекція та фарбування брів
      [Жіноча стрижка: pick_service, service 1]
      [Чоловіча стрижка: pick_service, service 2]
      [Фарбування волосся: pick_service, service 3]
      [Манікюр без покриття: pick_service, service 4]
      [Манікюр з покриттям гель-лак: pick_service, service 5]
      [Педикюр з гель-лаком: pick_service, service 6]
      [Корекція та фарбування брів: pick_service, service 7]
      (service_inquiry, service asked)`,
    );
    talk(
      { unknownService: "вії", intents: ["book"], day: day("2026-11-27") },
      `
      Такої послуги в нас немає. Ось що ми робимо:
      Жіноча стрижка
      Чоловіча стрижка
      Фарбування волосся
      Манікюр без покриття
      Манікюр з покриттям гель-лак
      Педикюр з гель-лаком
      Корекція та фарбування брів
      [Жіноча стрижка: pick_service, service 1]
      [Чоловіча стрижка: pick_service, service 2]
      [Фарбування волосся: pick_service, service 3]
      [Манікюр без покриття: pick_service, service 4]
      [Манікюр з покриттям гель-лак: pick_service, service 5]
      [Педикюр з гель-лаком: pick_service, service 6]
      [Корекція та фарбування брів: pick_service, service 7]
      (service_inquiry, service asked)`,
    );
    talk(
      { unknownService: "вії", services: [service("brows")] },
      `
      Найближчий вільний час: сьогодні, 12:00; сьогодні, 19:00; завтра, 12:00; завтра, 19:00; чт, 26 листопада, 12:00; чт, 26 листопада, 19:00. Що зручно?
      [вт 24.11, 12:00: pick_slot, service 7, master 4, 11-24 12:00] [вт 24.11, 19:00: pick_slot, service 7, master 4, 11-24 19:00]
      [ср 25.11, 12:00: pick_slot, service 7, master 4, 11-25 12:00] [ср 25.11, 19:00: pick_slot, service 7, master 4, 11-25 19:00]
      [чт 26.11, 12:00: pick_slot, service 7, master 4, 11-26 12:00] [чт 26.11, 19:00: pick_slot, service 7, master 4, 11-26 19:00]
      [Інший час: more_times]
      (booking, day asked; service 7)`,
    );
    talk(
      { unknownService: "вії", services: [service("brows")], intents: ["price"] },
      `
      Корекція та фарбування брів — 450 грн

      Найближчий вільний час: сьогодні, 12:00; сьогодні, 19:00; завтра, 12:00; завтра, 19:00; чт, 26 листопада, 12:00; чт, 26 листопада, 19:00. Що зручно?
      [вт 24.11, 12:00: pick_slot, service 7, master 4, 11-24 12:00] [вт 24.11, 19:00: pick_slot, service 7, master 4, 11-24 19:00]
      [ср 25.11, 12:00: pick_slot, service 7, master 4, 11-25 12:00] [ср 25.11, 19:00: pick_slot, service 7, master 4, 11-25 19:00]
      [чт 26.11, 12:00: pick_slot, service 7, master 4, 11-26 12:00] [чт 26.11, 19:00: pick_slot, service 7, master 4, 11-26 19:00]
      [Інший час: more_times]
      (booking, day asked; service 7)`,
    );
  });

  test("is cut where it is too long for a phone", () => {
    const [first] = lileya.salon.services;
    if (!first) throw new Error("no services");
    const services = Array.from({ length: 31 }, (_, index) => ({
      ...first,
      id: index + 1,
      names: { uk: `№${index + 1}` },
    }));
    const many = { ...lileya, salon: { ...lileya.salon, services } };
    for (const said of [
      { intents: ["price" as const] },
      { intents: ["services" as const] },
      { unknownService: "вії" },
    ]) {
      const { text, buttons } = scene("2026-11-24T10:15", many).hear(said);
      expect(text).toContain("№30");
      expect(text).not.toContain("№31");
      expect(buttons).toHaveLength(12);
    }
  });
});
