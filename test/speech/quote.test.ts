import * as fc from "fast-check";
import { expect, test } from "vitest";
import { demandsIn, isSaid, numbersIn } from "../../src/speech/quote-number.ts";
import {
  isAddressSaid,
  isNameSaid,
  isSupported,
  lineStands,
} from "../../src/speech/quote-support.ts";
import { isSameName, wordsIn } from "../../src/speech/quote-word.ts";
import { createFinder, type Said } from "../../src/speech/quote.ts";

function talk(...lines: [Said["speaker"], string, number?][]): Said[] {
  return lines.map(([speaker, text, recording = 0], i) => ({
    speaker,
    text,
    recording,
    startS: i * 10,
    endS: i * 10 + 8,
  }));
}

function found(
  turns: readonly Said[],
  quote: string,
  hint: { turn?: number; name?: boolean } = {},
) {
  return createFinder(turns).find(quote, { turn: 1, name: false, ...hint });
}

const booking = talk(
  ["employee", "Салон «Лілея», добрий день!"],
  [
    "client",
    "Добрий день, мене звати Оксана. Хочу записатися на манікюр — завтра, о п'ятнадцятій.",
  ],
  ["employee", "Ще раз: завтра о 15:00?"],
  ["client", "Так, завтра о 15:00. Мене звати Оксана, не забудьте."],
);

test("a quote is found whatever its case, signs, spaces and apostrophes, and shown as it was said", () => {
  expect(found(booking, "хочу  ЗАПИСАТИСЯ на манікюр завтра о п’ятнадцятій")).toEqual({
    quote: "Хочу записатися на манікюр — завтра, о п'ятнадцятій",
    atS: expect.closeTo(13, 0),
    speaker: "client",
  });
  expect(found(talk(["client", "Всё-таки позвоните мне"]), "все таки позвоните")).toMatchObject({
    quote: "Всё-таки позвоните",
  });
});

test("other words, left out words and words put together are no quote", () => {
  expect(found(booking, "хочу записатись на манікюр")).toBeNull();
  expect(found(booking, "хочу на манікюр")).toBeNull();
  expect(found(booking, "хочу записатися … о п'ятнадцятій")).toBeNull();
  expect(found(booking, "манікюр завтра Ще раз")).toBeNull();
  expect(found(booking, "")).toBeNull();
  expect(found(booking, "…")).toBeNull();
});

test("a quote that was said twice is taken from the turn that was named", () => {
  expect(found(booking, "мене звати Оксана", { turn: 4 })?.atS).toBeGreaterThan(30);
  expect(found(booking, "мене звати Оксана", { turn: 2 })?.atS).toBeLessThan(20);
  expect(found(booking, "мене звати Оксана", { turn: 99 })?.atS).toBeLessThan(20);
});

test("a quote goes on in the next turn of the same speaker of the same recording only", () => {
  expect(
    found(talk(["client", "приїду"], ["client", "завтра вранці"]), "приїду завтра"),
  ).toMatchObject({
    quote: "приїду завтра",
  });
  expect(
    found(talk(["client", "приїду"], ["employee", "завтра вранці"]), "приїду завтра"),
  ).toBeNull();
  expect(found(talk(["client", "приїду"], ["client", "завтра", 1]), "приїду завтра")).toBeNull();
});

test("one word proves a number, or a name where one is asked for", () => {
  const said = talk(["client", "Оксана. Чотириста гривень? Добре"]);
  expect(found(said, "добре")).toBeNull();
  expect(found(said, "чотириста")).not.toBeNull();
  expect(found(said, "Оксана")).toBeNull();
  expect(found(said, "Оксана", { name: true })).not.toBeNull();
  expect(found(talk(["client", "добре"]), "добре", { name: true })).toBeNull();
});

test("a quote takes the word with it that turns it round", () => {
  const said = talk(["client", "Ні, я не прийду завтра о десятій"]);
  expect(found(said, "прийду завтра о десятій")?.quote).toBe("не прийду завтра о десятій");
});

const word = fc.constantFrom(
  "так",
  "Ні",
  "завтра",
  "п'ять",
  "манікюр",
  "ok",
  "900",
  "ё",
  "—",
  "!",
  "по-перше",
);
const turnsArbitrary = fc
  .array(
    fc.record({
      speaker: fc.constantFrom<Said["speaker"]>("employee", "client", "unknown"),
      text: fc.array(word, { maxLength: 12 }).map((words) => words.join(" ")),
      recording: fc.constantFrom(0, 1),
    }),
    { maxLength: 8 },
  )
  .map((turns) => turns.map((turn, i) => ({ ...turn, startS: i, endS: i + 1 })));

test("whatever is asked for, what is shown was said: property", () => {
  fc.assert(
    fc.property(
      turnsArbitrary,
      fc.array(word, { maxLength: 6 }),
      fc.integer(),
      (turns, words, turn) => {
        const spot = createFinder(turns).find(words.join(" "), { turn, name: true });
        if (spot === null) return;
        const all = turns.flatMap(({ text }) => wordsIn(text).map(({ plain }) => plain)).join(" ");
        const shown = wordsIn(spot.quote).map(({ plain }) => plain);
        expect(` ${all} `).toContain(` ${shown.join(" ")} `);
        expect(spot.atS).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test("every piece of two words of a turn is found: property", () => {
  fc.assert(
    fc.property(
      turnsArbitrary,
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 2, max: 6 }),
      (turns, t, at, count) => {
        const turn = turns[t % Math.max(1, turns.length)];
        const words = wordsIn(turn?.text ?? "");
        const piece = words.slice(at % Math.max(1, words.length)).slice(0, count);
        const [first, last] = [piece[0], piece.at(-1)];
        if (!turn || !first || !last || piece.length < 2) return;
        const quote = turn.text.slice(first.from, last.to).toUpperCase();
        expect(createFinder(turns).find(quote, { turn: 1, name: false })).not.toBeNull();
      },
    ),
  );
});

test.each([
  ["дві тисячі п'ятсот", 2500],
  ["полторы тысячи", 1500],
  ["двадцять п’ять", 25],
  ["one thousand two hundred fifty", 1250],
  ["1 200 грн", 1200],
  ["1,5 тис", 1500],
  ["шестьсот пятьдесят рублей", 650],
  ["о шістнадцятій", 16],
  ["тысячу двести", 1200],
  ["сто двадцать", 120],
  ["две с половиной тысячи", 2500],
])("%s is heard as %d", (text, number) => {
  expect(numbersIn(text).has(number)).toBe(true);
  expect(demandsIn(text)).toEqual([{ number }]);
});

function says(value: string, quote: string): boolean {
  return demandsIn(value).every((demand) => isSaid(demand, numbersIn(quote)));
}

test("times of day are heard as people say them", () => {
  expect(says("о 16:00", "в четыре часа")).toBe(true);
  expect(says("о 18:30", "на полседьмого")).toBe(true);
  expect(says("о 18:30", "на пів на сьому")).toBe(true);
  expect(says("at 18:30", "half past six")).toBe(true);
  expect(says("о 15:30", "о п'ятнадцятій")).toBe(false);
  expect(says("о 17:00", "в четыре часа")).toBe(false);
});

test("five is neither a family nor a Friday", () => {
  expect(numbersIn("моя сім'я у п'ятницю, як завжди").size).toBe(0);
});

test("a value says no more than its quote: numbers, days, names, and never a telephone", () => {
  expect(isSupported("Прийде в четвер о 16:00", "да, в четверг в четыре")).toBe(true);
  expect(isSupported("Прийде в п'ятницю о 16:00", "да, в четверг в четыре")).toBe(false);
  expect(isSupported("Прийде о 17:00", "да, в четверг в четыре")).toBe(false);
  expect(isSupported("Прийде завтра", "я прийду")).toBe(false);
  expect(isSupported("Передати Марині", "передайте Марині, будь ласка")).toBe(true);
  expect(isSupported("Передати Марії", "передайте Марині, будь ласка")).toBe(false);
  expect(isSupported("Передзвонити на 0501234567", "дзвоніть 0501234567")).toBe(false);
  expect(isSupported("Передзвонити 050 123-45-67", "дзвоніть 050 123-45-67")).toBe(false);
  expect(isSupported("23.11", "двадцять третього листопада")).toBe(true);
  expect(isSupported("Купить 2 штуки", "возьму две штуки")).toBe(true);
});

test.each([
  ["Оксана", "мене звати Оксана", true],
  ["Оксана", "запишіть Оксану", true],
  ["Сергій", "з Сергієм говорили", true],
  ["Мария", "передайте Марии", true],
  ["Anna", "мене звати Анна", true],
  ["Мария", "передайте Марине", false],
  ["Олена", "мене звати Оксана", false],
  ["Оксана Петренко", "мене звати Оксана", false],
  ["Іра", "це Іра", true],
  ["Ян", "это Яна", false],
  ["", "мене звати Оксана", false],
  ["38050", "номер 38050", false],
])("the name %s stands on «%s»: %s", (name, quote, stands) => {
  expect(isNameSaid(name, quote)).toBe(stands);
});

test("names are one in any case of theirs: property", () => {
  const stems = fc.constantFrom("Окса", "Мари", "Серг", "Вікт", "Наді", "Anna");
  fc.assert(
    fc.property(stems, stems, (a, b) => {
      expect(isSameName(`${a}на`, `${b}ну`)).toBe(a === b);
    }),
  );
});

test("an address stands on its own words and numbers", () => {
  expect(isAddressSaid("вул. Шевченка, 5", "я на Шевченка, п'ять")).toBe(true);
  expect(isAddressSaid("вул. Шевченка, 7", "я на Шевченка, п'ять")).toBe(false);
  expect(isAddressSaid("Хрещатик", "я на Шевченка, п'ять")).toBe(false);
});

test("a line without a quote claims nothing that is not proven", () => {
  const proofs = {
    quotes: ["запишіть мене на завтра", "заплачу 900 гривень"],
    known: ["Лілея"],
    agreed: true,
  };
  expect(lineStands("Клієнтка записалася на манікюр", proofs)).toBe(true);
  expect(lineStands("Клієнтка записалася на манікюр", { ...proofs, agreed: false })).toBe(false);
  expect(lineStands("Записалася на завтра за 900", proofs)).toBe(true);
  expect(lineStands("Записалася на 950", proofs)).toBe(false);
  expect(lineStands("Записалася на п'ятницю", proofs)).toBe(false);
  expect(lineStands("Запис для Марини", proofs)).toBe(false);
  expect(lineStands("Запис у Лілеї", proofs)).toBe(true);
  expect(lineStands("Клієнтка оплатила послугу", proofs)).toBe(false);
  expect(lineStands("Клієнтка оплатила послугу", { ...proofs, quotes: ["я вже оплатила"] })).toBe(
    true,
  );
  expect(lineStands("Угоду виграно", { ...proofs, quotes: ["mark this deal as won"] })).toBe(false);
  expect(lineStands("Deal won", { ...proofs, quotes: ["mark this deal as won"] })).toBe(false);
});
