import { expect, test } from "vitest";
import { checkReply } from "../../../src/agent/reply-check.ts";
import type { Language } from "../../../src/texts/language.ts";
import { lileya } from "../dialogue/scene.ts";

const OFFER =
  "Є час: середа, 25 листопада, о 15:00. Послуга: Жіноча стрижка, майстер: Олена, 700 грн. Підходить?";
const now = lileya.at("2026-11-24T10:15");

function wrongOf(language: Language, template: string, reply: string): string[] {
  const checked = checkReply(reply, { template, language, salon: lileya.salon, now });
  return checked.ok ? [] : checked.wrong;
}

test.each<[Language, string, string, string[]]>([
  [
    "uk",
    OFFER,
    "Середа, 25 листопада, о 15:00: Жіноча стрижка, майстер Олена, 700 грн. Підходить?",
    [],
  ],
  [
    "uk",
    OFFER,
    "",
    [
      "it is empty",
      "it asks nothing",
      "it leaves out: середа",
      "it leaves out: 15",
      "it leaves out: Жіноча",
      "it leaves out: Олена",
      "it leaves out: 700",
      "it says nothing of the service",
    ],
  ],
  [
    "uk",
    OFFER,
    "   ",
    [
      "it is empty",
      "it asks nothing",
      "it leaves out: середа",
      "it leaves out: 15",
      "it leaves out: Жіноча",
      "it leaves out: Олена",
      "it leaves out: 700",
      "it says nothing of the service",
    ],
  ],
  ["uk", OFFER, OFFER + " Так?", ["it asks twice", "it may not use these words: Так"]],
  [
    "uk",
    OFFER,
    "Є час: середа, 25 листопада, о 15:00. Послуга: Жіноча стрижка, майстер: Олена, 700 грн. Підходить.",
    ["it asks nothing"],
  ],
  [
    "uk",
    OFFER,
    "Є час: середа, 25 листопада, о 16:00. Послуга: Жіноча стрижка, майстер: Олена, 700 грн. Підходить?",
    ["it names what the template does not: 16", "it leaves out: 15"],
  ],
  [
    "uk",
    OFFER,
    "Є час: середа, 25 листопада, о 15:00. Послуга: Жіноча стрижка, майстер: Олена, 750 грн. Підходить?",
    ["it names what the template does not: 750", "it leaves out: 700"],
  ],
  [
    "uk",
    OFFER,
    "Є час: середа, 25 листопада, о 15:00. Послуга: Жіноча стрижка, майстер: Олена. Підходить?",
    ["it leaves out: 700"],
  ],
  [
    "uk",
    OFFER,
    "Є час: середа, 25 листопада, о 15:00. Послуга: Жіноча стрижка, майстер: Ірина, 700 грн. Підходить?",
    ["it names what the template does not: Ірина", "it leaves out: Олена"],
  ],
  [
    "uk",
    OFFER,
    "Є час: середа, 25 листопада, о 15:00. Послуга: Жіноча стрижка, майстер: Зоряна, 700 грн. Підходить?",
    ["it leaves out: Олена", "it may not use these words: Зоряна"],
  ],
  ["uk", OFFER, "*" + OFFER + "*", ["it has markup or signs that nobody types"]],
  [
    "uk",
    OFFER,
    "[" + OFFER + "](x)",
    [
      "it has markup or signs that nobody types",
      "it is in another language",
      "it may not use these words: x",
    ],
  ],
  ["uk", OFFER, OFFER + " 🌿", []],
  ["uk", OFFER, OFFER + " 🌿🌿", ["it has more than one emoji"]],
  ["uk", OFFER, OFFER + " ✅", ["it has markup or signs that nobody types"]],
  [
    "uk",
    OFFER,
    OFFER + " ①",
    ["it has markup or signs that nobody types", "it names what the template does not: 1"],
  ],
  ["uk", OFFER, OFFER + " \u200b", ["it has markup or signs that nobody types"]],
  [
    "uk",
    OFFER,
    OFFER + " Спасибо большое ещё раз, мы рады",
    ["it is in another language", "it may not use these words: Спасибо, большое, ещё, раз"],
  ],
  ["uk", OFFER, OFFER + " Записала вас.", ["it may not use these words: Записала"]],
  ["uk", OFFER, "Записала вас. " + OFFER, ["it may not use these words: Записала"]],
  [
    "uk",
    OFFER,
    OFFER + " Пишіть на info@salon.example",
    [
      "it is in another language",
      "it names what the template does not: info@salon.example",
      "it may not use these words: Пишіть",
    ],
  ],
  [
    "uk",
    OFFER,
    OFFER + " Телефон +380 44 000 00 01",
    ["it names what the template does not: +380440000001", "it may not use these words: Телефон"],
  ],
  [
    "uk",
    OFFER,
    "Є час: четвер, 26 листопада, о 15:00. Послуга: Жіноча стрижка, майстер: Олена, 700 грн. Підходить?",
    ["it names what the template does not: четвер", "it leaves out: середа"],
  ],
  [
    "uk",
    OFFER,
    "Є час: 25 листопада, о 15:00. Послуга: Жіноча стрижка, майстер: Олена, 700 грн. Підходить?",
    [],
  ],
  [
    "uk",
    OFFER,
    OFFER + " Завтра закрито.",
    [
      "it may not use these words: закрито",
      "keep the order of what is named, and what is there apart from what is not",
    ],
  ],
  ["uk", OFFER, "Вітаю! " + OFFER, []],
  ["uk", OFFER, "Вітаю, шановна Ганна! " + OFFER, ["it may not use these words: шановна, Ганна"]],
  ["uk", OFFER, OFFER + " Знижка діє.", ["it may not use these words: Знижка, діє"]],
  [
    "uk",
    OFFER,
    "Є час: середа, 25 листопада, о 15:00. Послуга: Чоловіча стрижка, майстер: Олена, 700 грн. Підходить?",
    ["it names what the template does not: Чоловіча", "it leaves out: Жіноча"],
  ],
  [
    "uk",
    "Ми зачинені в неділю.",
    "У неділю ми відчинені.",
    ["keep the order of what is named, and what is there apart from what is not"],
  ],
  ["uk", "Ми зачинені в неділю.", "У неділю зачинено.", []],
  ["uk", "Можу записати вас на 10:00.", "Можу записувати вас на 10:00.", []],
  [
    "uk",
    "Можу записати вас на 10:00.",
    "Записую вас на 10:00.",
    ["it may not use these words: Записую"],
  ],
  [
    "uk",
    "На 10:00 вільно, на 11:00 зайнято.",
    "На 11:00 вільно, на 10:00 зайнято.",
    ["keep the order of what is named, and what is there apart from what is not"],
  ],
  [
    "en",
    "I will ask the administrator. Shall I book you for 10:00?",
    "I will ask the administrator. Shall I book you for 10:00?!",
    [],
  ],
  [
    "en",
    "Would 10:00 suit you?",
    "I will book you for 10:00, okay?",
    ["it may not use these words: will, book, okay"],
  ],
  ["en", "Would 10:00 suit you?", "Does 10:00 suit you?", []],
  [
    "en",
    "I shall call you at 10:00.",
    "You will call me at 10:00.",
    ["it may not use these words: will"],
  ],
  [
    "en",
    "Hello! Our address: 5 Prykladna St.",
    "Hello! Адреса: 5 Prykladna St.",
    ["it is in another language"],
  ],
  [
    "ru",
    "Есть время в 10:00. Подходит?",
    "Є час о 10:00. Підходить?",
    ["it is in another language", "it may not use these words: Є, Підходить"],
  ],
  ["ru", "Есть время в 10:00. Подходит?", "Время в 10:00 есть, подходит?", []],
  [
    "ru",
    "Есть время в 10:00. Подходит?",
    "Время в 10:00 есть & lt; подходит?",
    ["it is in another language", "it may not use these words: lt"],
  ],
])(
  "what is wrong with a reply is told in words: %s, %s / %s",
  (language, template, reply, wrong) => {
    expect(wrongOf(language, template, reply)).toEqual(wrong);
  },
);

test("of a long reply only the beginning is read, and that is said", () => {
  expect(wrongOf("uk", OFFER, `${OFFER} ${"дуже ".repeat(120)}`)).toEqual([
    "it is longer than 396 signs",
    "it may not use these words: дуже",
  ]);
  expect(wrongOf("uk", OFFER, `${OFFER} ${"а ".repeat(310)}`)).toEqual([
    "it is too long",
    "it is longer than 396 signs",
  ]);
});
