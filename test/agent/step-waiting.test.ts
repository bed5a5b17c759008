import { describe, test } from "vitest";
import { day, lileya, scene, toDraft } from "./dialogue/scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { service, master } = lileya;

describe("the language", () => {
  test("is the business's own where the remembered one is not spoken any more", () => {
    const on = scene();
    on.place.salon = { ...on.place.salon, languages: ["en"], language: "en" };
    talkOf(on)(
      { intents: ["address"] },
      `
      Our address: 5 Prykladna St, Kyiv
      (service_inquiry)`,
    );
    talkOf(on)(
      { intents: ["address"], language: "ru" },
      `
      Our address: 5 Prykladna St, Kyiv
      (service_inquiry)`,
    );
  });
});

describe("a freed place", () => {
  test("is waited for on one day, with a service, a master and hours", () => {
    const on = scene();
    const talk = talkOf(on);
    talk(
      { intents: ["wait"] },
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
    talk(
      { intents: ["wait"], services: [service("haircut_w")] },
      `
      Найближчий вільний час: сьогодні, 11:30; сьогодні, 19:00; завтра, 09:00; завтра, 17:00; чт, 26 листопада, 10:00; чт, 26 листопада, 19:00. Що зручно?
      [вт 24.11, 11:30: pick_slot, service 1, master 2, 11-24 11:30] [вт 24.11, 19:00: pick_slot, service 1, master 2, 11-24 19:00]
      [ср 25.11, 09:00: pick_slot, service 1, master 1, 11-25 09:00] [ср 25.11, 17:00: pick_slot, service 1, master 1, 11-25 17:00]
      [чт 26.11, 10:00: pick_slot, service 1, master 2, 11-26 10:00] [чт 26.11, 19:00: pick_slot, service 1, master 2, 11-26 19:00]
      [Інший час: more_times]
      (booking, day asked; service 1)`,
    );
    talkOf(scene())(
      { intents: ["wait"], services: [service("haircut_w")], day: day("2026-11-27") },
      `
      Домовились: щойно звільниться місце, напишу вам.
      ! wait, service 1, master null, day 2026-11-27, fromMin 0, toMin 1440
      (booking; service 1; 2026-11-27)`,
    );
    talk(
      { intents: ["wait"], day: { from: "2026-11-27", to: "2026-11-28", past: false } },
      `
      Найближчий вільний час: пт, 27 листопада, 09:00; пт, 27 листопада, 19:00; сб, 28 листопада, 10:00; сб, 28 листопада, 17:00. Що зручно?
      [пт 27.11, 09:00: pick_slot, service 1, master 1, 11-27 09:00] [пт 27.11, 19:00: pick_slot, service 1, master 2, 11-27 19:00]
      [сб 28.11, 10:00: pick_slot, service 1, master 1, 11-28 10:00] [сб 28.11, 17:00: pick_slot, service 1, master 1, 11-28 17:00]
      [Інший час: more_times]
      (booking, time asked; service 1; 2026-11-27–2026-11-28)`,
    );
    talk(
      {
        intents: ["book"],
        day: day("2026-11-27"),
        time: { from: 780, to: 900 },
        master: master("olena"),
      },
      `
      На п’ятницю, 27 листопада, є 14:00 або 14:30. Що зручно?
      [14:00: pick_slot, service 1, master 1, 11-27 14:00] [14:30: pick_slot, service 1, master 1, 11-27 14:30]
      [Інший час: more_times]
      (booking, time asked; service 1; master 1; 2026-11-27; 780–900)`,
    );
    talk(
      { intents: ["wait"] },
      `
      Домовились: щойно звільниться місце, напишу вам.
      ! wait, service 1, master 1, day 2026-11-27, fromMin 780, toMin 900
      (booking; service 1; master 1; 2026-11-27; 780–900)`,
    );
    talk(
      { intents: ["book"], time: { at: 900 }, master: "any" },
      `
      Є час: п’ятниця, 27 листопада, о 15:00. Послуга: Жіноча стрижка, майстер: Олена. Підкажіть, будь ласка, ваше ім’я та номер телефону.
      (booking, name asked; service 1; master any; 2026-11-27; 15:00; slot service 1, master 1, 11-27 15:00)`,
    );
    talk(
      { intents: ["wait"] },
      `
      Домовились: щойно звільниться місце, напишу вам.
      ! wait, service 1, master null, day 2026-11-27, fromMin 0, toMin 1440
      (booking; service 1; master any; 2026-11-27; 15:00; slot service 1, master 1, 11-27 15:00)`,
    );
  });

  test("is taken by the press of its offer, for whoever is known, or passed", () => {
    const take = { pressed: { do: "take_offer" as const, waitId: 5 } };
    talkOf(scene())(
      take,
      `
      Це місце вже зайняли.
      ! take_offer, wait 5, name —, phone null
      (confirmation)`,
    );
    talkOf(
      scene("2026-11-24T10:15", lileya, { profileName: "Oksana", channelPhone: "+380670000003" }),
    )(
      take,
      `
      Це місце вже зайняли.
      ! take_offer, wait 5, name Oksana, phone +380670000003
      (confirmation)`,
    );
    const client = { name: "Наталя", phone: "+380670000010" };
    talkOf(scene("2026-11-24T10:15", lileya, { client }))(
      take,
      `
      Це місце вже зайняли.
      ! take_offer, wait 5, name Наталя, phone +380670000010
      (confirmation)`,
    );
    const named = scene("2026-11-24T10:15", lileya, { client });
    toDraft(named);
    talkOf(named)(
      take,
      `
      Це місце вже зайняли.
      ! take_offer, wait 5, name Оля, phone +380670000001
      (confirmation, draft asked; service 1; hold 1001; name Оля; phone +380670000001; 2026-11-27; 12:00; slot service 1, master 1, 11-27 12:00)`,
    );
    talkOf(scene())(
      { pressed: { do: "pass_offer", waitId: 5 } },
      `
      Гаразд, запропоную це місце іншим.
      ! pass_offer, wait 5
      (greeting)`,
    );
  });
});
