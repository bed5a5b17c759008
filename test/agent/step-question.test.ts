import { describe, expect, test } from "vitest";
import { mediaSaying } from "../../src/agent/media.ts";
import { render } from "../../src/agent/render.ts";
import type { Intent, Understood } from "../../src/agent/understood.ts";
import { languages } from "../../src/texts/language.ts";
import { clinic, day, has, lileya, scene, toDraft } from "./dialogue/scene.ts";
import { coming } from "./dialogue/town.ts";

const { service } = lileya;

describe("a question", () => {
  test.each<[string, Partial<Understood>, RegExp]>([
    [
      "a price of one",
      { intents: ["price"], services: [service("manicure_gel")] },
      /^Манікюр з покриттям гель-лак — 650 грн$/,
    ],
    [
      "prices of two",
      { intents: ["price"], services: [service("manicure"), service("manicure_gel")] },
      /400 грн\nМанікюр[^\n]*650 грн$/,
    ],
    [
      "a price from",
      { intents: ["price"], services: [service("coloring")] },
      /від 1 800 грн\n\nТочну суму/,
    ],
    ["the address", { intents: ["address"] }, /вул\. Прикладна, 5/],
    [
      "the hours",
      { intents: ["hours"] },
      /Пн–пт 09:00–20:00, сб 10:00–18:00, нд зачинено\. Сьогодні: 09:00–20:00/i,
    ],
    [
      "the hours of a day",
      { intents: ["hours"], day: day("2026-11-29") },
      /^Неділя, 29 листопада: зачинено\.$/,
    ],
    ["parking", { intents: ["faq"], faq: ["parking"] }, /Безкоштовна парковка/],
    ["what nobody answered", { intents: ["faq"], faq: ["wifi"] }, /напевно не знаю/],
    ["the phone", { intents: ["phone"] }, /\+380 44 000 00 01/],
    [
      "the masters of a day",
      { intents: ["masters"], day: day("2026-11-28") },
      /Олена, Ірина або Софія/,
    ],
    ["a robot", { intents: ["robot"] }, /^Так, я бот-помічник/],
    [
      "an unknown service",
      { unknownService: "нарощування вій", intents: ["price"] },
      /^Такої послуги в нас немає/,
    ],
    ["off topic", { intents: ["off_topic"] }, /^З цим не підкажу/],
    ["medicine in a salon", { intents: ["medical"] }, /порадитися з лікарем/],
  ])("of %s is answered", (_name, said, answer) => {
    expect(scene().hear(said).text).toMatch(answer);
  });

  test("of medicine in a clinic names no drug and offers a visit; the second calls a person", () => {
    const on = scene("2026-11-24T11:20", clinic);
    const first = on.hear({ intents: ["greet", "medical"], language: "ru" });
    expect(first.text).toMatch(/врач на приёме[^]*103[^]*Первичная консультация/);
    expect(on.hear({ answer: "yes" }).text).toMatch(/вільний|свободное/i);
    expect(on.hear({ intents: ["medical"] }).todo).toEqual([{ do: "handoff", reason: "medical" }]);
  });

  test("is answered in the language it was surely asked in, and short words do not change it", () => {
    const on = scene();
    expect(on.hear({ intents: ["greet"], language: "en" }).text).toMatch(/^Hello! This is Lileya/);
    expect(on.hear({ intents: ["address"], language: null }).text).toMatch(/5 Prykladna/);
    const noUk = scene("2026-11-24T11:20", clinic, { code: "uk" });
    expect(noUk.hear({ intents: ["greet"], language: "uk" }).text).toMatch(/^Здравствуйте/);
  });
});

describe("a person", () => {
  test.each<[string, Partial<Understood>]>([
    ["asked", { intents: ["human"] }],
    ["complaint", { intents: ["complaint"] }],
  ])("is called at once: %s", (reason, said) => {
    const reply = scene().hear(said);
    expect(reply.todo).toEqual([{ do: "handoff", reason }]);
    expect(reply.text).toMatch(/адміністратору, відповідь буде не пізніше: сьогодні, 10:25/);
  });

  test("is called when nothing is understood twice, and not once", () => {
    const on = scene();
    expect(on.hear({}).todo).toEqual([]);
    expect(on.hear({}).todo).toEqual([{ do: "handoff", reason: "stuck" }]);
    const other = scene();
    other.hear({});
    other.hear({ intents: ["address"] });
    expect(other.hear({}).todo).toEqual([]);
  });

  test("is called at the second rudeness; at the first a hand is held out", () => {
    const on = scene();
    expect(on.hear({ rude: true }).text).toMatch(/Розумію, що неприємно/);
    expect(on.hear({ rude: true }).todo).toEqual([{ do: "handoff", reason: "rude" }]);
  });

  test("is told that somebody is late", () => {
    const on = scene("2026-11-30T09:30");
    has(on, "pedicure_gel", "maryna", "2026-11-30T10:00");
    expect(on.hear({ intents: ["late"] }).todo).toEqual([{ do: "handoff", reason: "asked" }]);
  });
});

describe("two hundred messages", () => {
  test("are each answered, and what is remembered stays small", () => {
    const on = scene();
    const intents: Intent[] = ["price", "hours", "address", "services", "thanks", "book"];
    for (let count = 0; count < 200; count += 1) {
      const intent = intents[count % intents.length] ?? "greet";
      expect(on.hear({ intents: [intent] }).text).not.toBe("");
    }
    expect(JSON.stringify(on.chat.memory).length).toBeLessThan(4000);
  });
});

describe("what has no words", () => {
  test.each(["photo", "voice", "sticker", "location", "file", "contact", "forwarded", "other"])(
    "has an answer in three languages: %s",
    (kind) => {
      for (const language of languages) {
        const [message] = render([mediaSaying(kind)], {
          salon: lileya.salon,
          language,
          tone: "warm",
        });
        expect(message?.text).toMatch(/\p{L}{4}/u);
      }
    },
  );
});

describe("privacy", () => {
  test("no letters at once, and erasure after a yes to what goes with it", () => {
    const on = scene("2026-11-25T12:10");
    has(on, "coloring", "olena", "2026-11-30T14:00");
    const asked = on.hear({ intents: ["opt_out", "erase"], language: "ru" });
    expect(asked.todo).toEqual([{ do: "opt_out" }]);
    expect(asked.text).toMatch(
      /Рассылок от нас больше не будет[^]*отменится запись:\nПн, 30 ноября, 14:00/,
    );
    expect(on.hear({ answer: "yes" })).toMatchObject({ todo: [{ do: "erase" }] });
    expect(coming(on.place, on.chat)).toEqual([]);
  });

  test("a no keeps the data", () => {
    const on = scene();
    on.hear({ intents: ["erase"] });
    expect(on.hear({ answer: "no" })).toMatchObject({
      text: "Гаразд, дані залишаються.",
      todo: [],
    });
  });
});

describe("a goodbye", () => {
  test("is short and asks nothing", () => {
    const on = scene();
    toDraft(on);
    on.hear({ answer: "yes" });
    const bye = on.hear({ intents: ["thanks"] });
    expect(bye.text).toBe("Будь ласка! Чекаємо на вас!");
    expect(on.chat.memory.state).toBe("goodbye");
  });

  test("is followed by a new visit in the same language", () => {
    const on = scene();
    on.hear({ intents: ["bye"], language: "ru" });
    const again = on.hear({ intents: ["book"], services: [service("brows")] });
    expect(again.text).toMatch(/Ближайшее свободное время/);
    expect(on.chat.memory.draft).toMatchObject({ day: null, time: null, name: null });
  });
});
