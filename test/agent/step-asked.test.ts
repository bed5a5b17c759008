import { describe, expect, test } from "vitest";
import { day, lileya, scene } from "./dialogue/scene.ts";
import { talkOf } from "./dialogue/talk.ts";

const { service } = lileya;

describe("who works here", () => {
  test.each([
    ["at all", {}],
    ["with a service", { services: [service("coloring")] }],
    ["on a day", { day: day("2026-11-26") }],
    ["with a service on a day", { services: [service("haircut_w")], day: day("2026-11-26") }],
    [
      "with a service on a day that nobody works",
      { services: [service("coloring")], day: day("2026-11-26") },
    ],
    ["in some days", { day: { from: "2026-11-26", to: "2026-11-27", past: false } }],
  ] as const)("is told: %s", (name, { ...said }) => {
    const words: Record<string, string> = {
      "at all": "agent-masters",
      "with a service": "agent-masters-of",
      "on a day": "agent-masters-on",
      "with a service on a day": "agent-masters-on",
      "with a service on a day that nobody works": "agent-masters-none",
      "in some days": "agent-masters",
    };
    const on = scene();
    const services = "services" in said ? [...said.services] : [];
    expect(on.hear({ intents: ["masters"], ...said, services }).made.says[0]?.id).toBe(words[name]);
    expect(on.chat.memory.state).toBe("service_inquiry");
  });

  test("is told by names", () => {
    const talk = talkOf(scene());
    talk(
      { intents: ["masters"] },
      `
      У нас працюють: Олена, Ірина, Марина або Софія.
      (service_inquiry)`,
    );
    talk(
      { intents: ["masters"], services: [service("coloring")] },
      `
      Фарбування волосся: Олена.
      (service_inquiry)`,
    );
    talk(
      { intents: ["masters"], services: [service("haircut_w")], day: day("2026-11-26") },
      `
      Цього дня працюють: Ірина.
      (service_inquiry)`,
    );
    talk(
      { intents: ["masters"], services: [service("coloring")], day: day("2026-11-26") },
      `
      Цього дня майстри не працюють.
      (service_inquiry)`,
    );
  });
});

describe("what a business never told", () => {
  const bare = {
    ...lileya,
    salon: { ...lileya.salon, address: null, phone: null, services: [], masters: [], hours: null },
  };

  test("is said so, and a person may be asked", () => {
    const talk = talkOf(scene("2026-11-24T10:15", bare));
    talk(
      { intents: ["address"] },
      `
      Цього напевно не знаю. Підкаже адміністратор.
      [🙋 Адміністратор: human]
      (service_inquiry)`,
    );
    talk(
      { intents: ["phone"] },
      `
      Цього напевно не знаю. Підкаже адміністратор.
      [🙋 Адміністратор: human]
      (service_inquiry)`,
    );
    talk(
      { intents: ["price"] },
      `
      Перелік послуг підкаже адміністратор.
      [🙋 Адміністратор: human]
      (pricing)`,
    );
    talk(
      { intents: ["services"] },
      `
      Перелік послуг підкаже адміністратор.
      [🙋 Адміністратор: human]
      (service_inquiry)`,
    );
    talk(
      { unknownService: "вії" },
      `
      Перелік послуг підкаже адміністратор.
      [🙋 Адміністратор: human]
      (service_inquiry, service asked)`,
    );
    talk(
      { intents: ["masters"] },
      `
      Цього дня майстри не працюють.
      (service_inquiry, service asked)`,
    );
    talk(
      { intents: ["hours"] },
      `
      Точний графік підкаже адміністратор.
      (service_inquiry, service asked)`,
    );
  });

  test("is the same for an empty address or answer", () => {
    const empty = {
      ...bare,
      salon: {
        ...bare.salon,
        address: { uk: "" },
        faq: { wifi: { uk: "" }, pets: { uk: "Можна" }, water: { uk: "Є" } },
      },
    };
    const talk = talkOf(scene("2026-11-24T10:15", empty));
    talk(
      { intents: ["address"] },
      `
      Цього напевно не знаю. Підкаже адміністратор.
      [🙋 Адміністратор: human]
      (service_inquiry)`,
    );
    talk(
      { intents: ["faq"], faq: ["wifi"] },
      `
      Цього напевно не знаю. Підкаже адміністратор.
      [🙋 Адміністратор: human]
      (service_inquiry)`,
    );
    talk(
      { intents: ["faq"], faq: ["wifi", "pets", "water"] },
      `
      Можна
      Є
      (service_inquiry)`,
    );
  });
});
