import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { handlesOf } from "../../src/agent/mind-handle.ts";
import { filteredReading, readCommands } from "../../src/agent/mind-read.ts";
import { does, type ModelCommand } from "../../src/agent/mind-schema.ts";
import { isSure } from "../../src/agent/mind-sure.ts";
import type { Question } from "../../src/agent/conversation.ts";
import { understand } from "../../src/agent/rules.ts";
import type { Hint, Understood } from "../../src/agent/understood.ts";
import { commandsFrom } from "../../src/sandbox/llm-agent.ts";
import { hint, kyiv } from "./words/hint.ts";

const silent: ModelCommand = { do: "", id: "", from: "", to: "", text: "", quote: "" };

/** A message, and what a model says of it: each command with the whole message for its quote unless it has another. */
function read(text: string, said: Partial<ModelCommand>[], some: Parameters<typeof hint>[0] = {}) {
  const asked = hint(some);
  const handles = handlesOf(asked);
  const rules = understand({ text, pressed: null }, asked);
  const commands = said.map((one) => ({ ...silent, quote: text, ...one }));
  return { rules, ...readCommands(commands, { rules, hint: asked, handles, message: text }) };
}

const at = (n: number): string => `s${n + 1}`;
const serviceAt = (n: number): number => kyiv.salon.services[n]?.id ?? 0;
const masterAt = (n: number): number => kyiv.salon.masters[n]?.id ?? 0;

describe("what a model adds", () => {
  test("is a service that the rules did not know by the customer's words", () => {
    const { rules, understood } = read("хочу стати схожою на білявок", [
      { do: "service", id: at(0), quote: "схожою на білявок" },
      { do: "book", quote: "хочу стати" },
    ]);
    expect(rules.services).toEqual([]);
    expect(understood.services).toEqual([serviceAt(0)]);
    expect(understood.intents).toContain("book");
    expect(understood.unknownService).toBeNull();
  });

  test("is a day and a part of it that were said in a roundabout way", () => {
    const { understood } = read("як повернуся з відпустки, за десять днів, коли сонце сяде", [
      { do: "day", from: "2026-12-04" },
      { do: "time", from: "18:00", to: "21:00" },
    ]);
    expect(understood.day).toEqual({ from: "2026-12-04", to: "2026-12-04", past: false });
    expect(understood.time).toEqual({ from: 18 * 60, to: 21 * 60 });
  });

  test("is a place of those that were offered, with its day, time and master", () => {
    const start = Date.parse("2026-11-26T09:00:00Z");
    const slot = { serviceId: serviceAt(0), masterId: masterAt(1), start, end: start + 3_600_000 };
    const { understood } = read(
      "беру той, що найбільш ранковий",
      [{ do: "slot", id: "k1", quote: "найбільш ранковий" }],
      { asked: "time", offered: { slots: [slot], services: [], visits: [] } },
    );
    expect(understood).toMatchObject({
      day: { from: "2026-11-26", to: "2026-11-26" },
      time: { at: 11 * 60 },
      master: masterAt(1),
    });
  });

  test("is no more than a question where the message was taken for off the topic", () => {
    const { understood } = read("а машину в вас де лишати", [{ do: "topic", id: "f1" }]);
    expect(understood.faq).toEqual([Object.keys(kyiv.salon.faq)[0]]);
    expect(understood.intents).toContain("faq");
    expect(understood.intents).not.toContain("off_topic");
    expect(understood.unknownService).toBeNull();
  });

  test("never changes a time, a date, a number or a master that was written", () => {
    const { rules, understood } = read("до Олени 26.11 о 14:30, 067 123 45 67", [
      { do: "time", from: "03:15" },
      { do: "day", from: "2026-12-31" },
      { do: "master", id: "m2" },
    ]);
    const { day, time, master, phone } = rules;
    expect({ day, time, master, phone }).toMatchObject({
      day: { from: "2026-11-26" },
      time: { at: 870 },
      phone: "+380671234567",
    });
    expect(understood).toMatchObject({ day, time, master, phone });
  });
});

describe("a yes", () => {
  const start = Date.parse("2026-11-26T09:00:00Z");
  const slot = { serviceId: serviceAt(0), masterId: masterAt(0), start, end: start + 3_600_000 };
  const draft = { ...hint().draft, serviceId: slot.serviceId, slot, holdId: 5, name: "Оля" };

  test("to a draft is the rules' alone", () => {
    for (const asked of ["draft", "move_draft", "cancel_visit", "erase", "visit"] as const) {
      const { understood } = read("ну от і чудненько буде", [{ do: "yes" }], { asked, draft });
      expect(understood.answer).toBeNull();
    }
  });

  test("of the rules that is weak is doubted, and a sure one is not", () => {
    const weak = read("добре, хоча побачимо ще як там воно складеться", [{ do: "maybe" }], {
      asked: "draft",
      draft,
    });
    expect(weak.rules.answer).toBe("yes");
    expect(weak.understood.answer).toBeNull();
    const sure = read("так, записуйте мене, будь ласка", [{ do: "no" }, { do: "cancel" }], {
      asked: "draft",
      draft,
    });
    expect(sure.understood).toEqual(sure.rules);
  });

  test("to one offered service, which writes nothing, may be the model's", () => {
    const { understood } = read("ну от і чудненько буде", [{ do: "yes" }], { asked: "service" });
    expect(understood.answer).toBe("yes");
  });
});

test("who waits for a place is kept in the words that they wrote", () => {
  const { rules, understood } = read("скажіть мені, якщо щось звільниться", [
    { do: "service", id: at(0) },
    { do: "day", from: "2026-11-30" },
  ]);
  expect(rules.intents).toContain("wait");
  expect(understood).toEqual(rules);
});

test("what the model's own filter stops is a person's, unless the rules know it", () => {
  const known = understand({ text: "Запишіть на завтра", pressed: null }, hint());
  expect(filteredReading(known)).toEqual(known);
  const unknown = understand({ text: "хтозна що воно таке коїться", pressed: null }, hint());
  expect(filteredReading(unknown).intents).toContain("human");
});

test.each([
  ["Так", "draft", true],
  ["о 14:30", "time", true],
  ["Олена", "name", true],
  ["067 123 45 67", "phone", true],
  ["Добрий день!", null, true],
  ["Не пишіть мені більше", null, true],
  ["Покличте адміністратора", null, true],
  ["Так", null, false],
  ["Завтра", null, false],
  ["так, але хочу трохи пізніше і до іншого майстра", "draft", false],
  ["хочу щось зробити з волоссям", null, false],
] as const)("%s after %s needs no model: %s", (text, asked, sure) => {
  const about = hint({ asked });
  expect(isSure(understand({ text, pressed: null }, about), about)).toBe(sure);
});

describe("properties", () => {
  const texts = fc.constantFrom(
    "так",
    "ок, хай буде так",
    "добре, дякую",
    "хочу на манікюр завтра о 14:30",
    "запишіть до Олени на 26.11",
    "скільки коштує фарбування",
    "щось таке, не знаю",
    "мене звати Ірина, 067 123 45 67",
    "скасуйте запис",
    "не пишіть мені більше",
    "чекатиму, якщо звільниться місце в суботу",
    "I'd like a haircut on Friday",
    "можно в пятницу после обеда?",
  );
  const words = fc.oneof(fc.constantFrom(...does), fc.string({ maxLength: 8 }));
  const ids = fc.oneof(
    fc.tuple(fc.constantFrom("s", "m", "k", "v", "f"), fc.nat(12)).map(([l, n]) => `${l}${n}`),
    fc.constant(""),
    fc.constant("any"),
    fc.string({ maxLength: 6 }),
  );
  const moments = fc.oneof(
    fc.constantFrom("", "2026-11-25", "2026-02-30", "2019-01-01", "14:30", "24:00", "9:5"),
    fc.string({ maxLength: 10 }),
  );
  const questions: (Question | null)[] = [
    null,
    "service",
    "master",
    "day",
    "time",
    "name",
    "phone",
    "draft",
    "move_draft",
    "cancel_visit",
    "which_visit",
    "erase",
    "visit",
    "change",
  ];
  const start = Date.parse("2026-11-26T09:00:00Z");
  const slot = { serviceId: serviceAt(0), masterId: masterAt(0), start, end: start + 3_600_000 };
  const some: fc.Arbitrary<Partial<Hint>> = fc.record({
    asked: fc.constantFrom(...questions),
    offered: fc.constantFrom(
      { slots: [], services: [], visits: [] },
      { slots: [slot], services: [serviceAt(0), serviceAt(1)], visits: [] },
    ),
  });
  const command = fc.record({
    do: words,
    id: ids,
    from: moments,
    to: moments,
    text: fc.string({ maxLength: 20 }),
    quote: fc.constantFrom("whole", "", "ніхто такого не писав ніколи"),
  });
  const anything = fc.record({ text: texts, some, said: fc.array(command, { maxLength: 10 }) });

  const each = (
    holds: (one: {
      asked: Hint;
      rules: Understood;
      heard: Understood;
      dropped: number;
      said: ModelCommand[];
    }) => void,
  ): void =>
    fc.assert(
      fc.property(anything, ({ text, some: given, said }) => {
        const asked = hint(given);
        const rules = understand({ text, pressed: null }, asked);
        const commands = said.map((one) => ({
          ...one,
          quote: one.quote === "whole" ? text : one.quote,
        }));
        const beside = { rules, hint: asked, handles: handlesOf(asked), message: text };
        const { understood: heard, dropped } = readCommands(commands, beside);
        holds({ asked, rules, heard, dropped, said: commands });
      }),
      { numRuns: 150 },
    );

  test("a model never agrees to what writes, and never asks for what is done at once", () => {
    const writes = ["draft", "move_draft", "cancel_visit", "erase", "visit"];
    each(({ asked, rules, heard }) => {
      if (heard.answer === "yes" && rules.answer !== "yes")
        expect(writes).not.toContain(asked.asked);
      for (const intent of ["opt_out", "erase", "coming", "wait"] as const)
        if (!rules.intents.includes(intent)) expect(heard.intents).not.toContain(intent);
    });
  });

  test("what the rules read exactly stands", () => {
    each(({ rules, heard }) => {
      for (const fact of ["day", "time", "phone", "name", "master", "pressed", "rude"] as const)
        if (rules[fact] !== null) expect(heard[fact]).toEqual(rules[fact]);
      expect(heard.phone).toEqual(rules.phone);
      if (rules.services.length === 1) expect(heard.services).toEqual(rules.services);
      for (const intent of ["opt_out", "erase", "medical", "complaint", "human"] as const)
        if (rules.intents.includes(intent)) expect(heard.intents).toContain(intent);
    });
  });

  test("nothing is meant that was not offered", () => {
    each(({ asked, heard }) => {
      const { services, masters, faq } = asked.salon;
      for (const id of heard.services) expect(services.map((one) => one.id)).toContain(id);
      if (typeof heard.master === "number")
        expect(masters.map(({ id }) => id)).toContain(heard.master);
      for (const key of heard.faq) expect(Object.keys(faq)).toContain(key);
      if (heard.day) expect(heard.day.from <= heard.day.to).toBe(true);
      if (heard.time && "at" in heard.time) expect(heard.time.at).toBeLessThan(1440);
    });
  });

  test("a command without the customer's own words, or of no known kind, is dropped and counted", () => {
    each(({ rules, heard, dropped, said }) => {
      const none = said.filter(
        (one) => !does.some((word) => word === one.do) || one.quote !== rules.text,
      );
      expect(dropped).toBeGreaterThanOrEqual(none.length);
      if (dropped === said.length) expect(heard).toEqual(rules);
    });
  });

  test("a model that understood the same changes nothing but the order of what is wanted", () => {
    each(({ asked, rules }) => {
      const handles = handlesOf(asked);
      const commands = commandsFrom(rules, { message: rules.text, handles });
      const beside = { rules, hint: asked, handles, message: rules.text };
      const { understood } = readCommands(commands, beside);
      expect({ ...understood, intents: [] }).toEqual({ ...rules, intents: [] });
      expect(new Set(understood.intents)).toEqual(new Set(rules.intents));
    });
  });
});
