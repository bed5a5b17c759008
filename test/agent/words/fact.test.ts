import { expect, test } from "vitest";
import { almaty, heard, kyiv, moscow } from "./hint.ts";

const masters: [string, string | null][] = [
  ["до Олени", "olena"],
  ["к Елене", "olena"],
  ["до Лени", "olena"],
  ["to Olena", "olena"],
  ["до олени на завтра", "olena"],
  ["к Марине", "maryna"],
  ["до Марини", "maryna"],
  ["у Марины есть время?", "maryna"],
  ["можна до майстра Марини?", "maryna"],
  ["к мастеру Софии", "sofia"],
  ["до Софії", "sofia"],
  ["до Соні", "sofia"],
  ["with Sofia", "sofia"],
  ["до Ірини", "iryna"],
  ["к Ирине", "iryna"],
  ["к Ире", "iryna"],
  ["до Іринки", "iryna"],
  ["не к Олене, а к Ирине", "iryna"],
  ["Марину можно на завтра?", "maryna"],
  ["до Марыни", "maryna"],
  ["любой мастер", "any"],
  ["до будь-якого майстра", "any"],
  ["будь-хто", "any"],
  ["к любому мастеру", "any"],
  ["any master", "any"],
  ["anyone is fine", "any"],
  ["все равно к кому", "any"],
  ["хочу на манікюр", null],
  ["мене звати Марина", null],
  ["I am Sofia", null],
];

test.each(masters)("the master of: %s", (text, slug) => {
  expect(heard(text).master).toBe(slug === null || slug === "any" ? slug : kyiv.master[slug]);
});

test.each([
  ["к Артёму", "artem"],
  ["у Артема", "artem"],
  ["to Artyom", "artem"],
  ["к Тимуру", "timur"],
  ["к тимуру", "timur"],
  ["с Глебом", "gleb"],
])("a barber of: %s", (text, slug) => {
  expect(heard(text, { salon: moscow.salon }).master).toBe(moscow.master[slug]);
});

test.each([
  ["любой", "any"],
  ["будь-який", "any"],
  ["без разницы", "any"],
  ["без різниці", "any"],
  ["к кому угодно", "any"],
  ["не важно", "any"],
  ["мені байдуже", "any"],
  ["anyone", "any"],
  ["no preference, any", "any"],
  ["Марина", "maryna"],
])("asked for a master: %s", (text, slug) => {
  expect(heard(text, { asked: "master" }).master).toBe(slug === "any" ? slug : kyiv.master[slug]);
});

test.each([
  ["до Насті на завтра", "Насті"],
  ["к Жанне можно?", "Жанне"],
  ["до вас можна?", null],
  ["к вам в салон", null],
  ["до Києва", null],
])("nobody here bears the name: %s", (text, name) => {
  expect(heard(text).unknownMaster).toBe(name);
});

const phones: [string, string | null][] = [
  ["067 000 00 01", "+380670000001"],
  ["0670000001", "+380670000001"],
  ["(067) 000-00-01", "+380670000001"],
  ["+38 067 000 00 01", "+380670000001"],
  ["+380670000001", "+380670000001"],
  ["380670000001", "+380670000001"],
  ["8 067 000 00 01", "+380670000001"],
  ["тел. 067-000-00-01, Оксана", "+380670000001"],
  ["завтра на 12 0670000001", "+380670000001"],
  ["на 10:00 067 000 00 01", "+380670000001"],
  ["25.11 0670000001", "+380670000001"],
  ["+44 7700 900123", "+447700900123"],
  ["25.11.2026 10:30", null],
  ["11 30", null],
  ["650 грн", null],
  ["11111111111111111111111111", null],
];

test.each(phones)("the phone of: %s", (text, phone) => {
  expect(heard(text).phone).toBe(phone);
});

test.each([
  ["8(900)000-00-17", "+79000000017"],
  ["8 900 000-00-05", "+79000000005"],
  ["+7 900 000 00 05", "+79000000005"],
  ["9000000005", "+79000000005"],
  ["89000000005 Сергей", "+79000000005"],
])("a phone in Russia: %s", (text, phone) => {
  expect(heard(text, { salon: moscow.salon }).phone).toBe(phone);
});

test("a phone is no time and no day, and they are no phone", () => {
  expect(heard("Оксана, завтра о 10:30, 067 000 10 30")).toMatchObject({
    name: "Оксана",
    phone: "+380670001030",
    day: { from: "2026-11-25" },
    time: { at: 630 },
  });
  expect(heard("8 700 000 00 25", { salon: almaty.salon })).toMatchObject({
    phone: "+77000000025",
    time: null,
  });
});

const names: [string, string | null][] = [
  ["мене звати Оксана", "Оксана"],
  ["меня зовут юля 0630000003", "Юля"],
  ["Меня зовут Анна-Мария", "Анна-Мария"],
  ["My name is Emma Clark", "Emma Clark"],
  ["I'm Emma", "Emma"],
  ["I am John Smith", "John Smith"],
  ["я Олег", "Олег"],
  ["Я Наталя, хочу на манікюр", "Наталя"],
  ["на имя Пётр", "Пётр"],
  ["Юля меня зовут", "Юля"],
  ["Сергей, 8 067 000 00 05", "Сергей"],
  ["Ольга 0500000007", "Ольга"],
  ["0500000007 Ольга", "Ольга"],
  ["ольга шевченко 0500000007", "Ольга Шевченко"],
  ["Мене звати <b>Олег</b>'); DROP TABLE bookings;-- , тел 0680000015", "Олег"],
  ["О'Ніл 0500000007", "О'Ніл"],
  ["OK, Friday at 5 pm then. Emma Clark", "Emma Clark"],
  ["я хочу записаться", null],
  ["я запізнюсь", null],
  ["я буду", null],
  ["Стрижка 0670000001", null],
  ["добрий день, 0670000001", null],
  ["так, 0670000001", null],
  ["мой телефон 0670000001", null],
  ["I'm late", null],
  ["мене звати", null],
  ["запишіть до Марини, 0670000001", null],
  ["Можно на пятницу?", null],
  ["Чоловіча стрижка", null],
];

test.each(names)("the name of: %s", (text, name) => {
  expect(heard(text).name).toBe(name);
});

test.each([
  ["Марина, 067 000 00 01", "Марина"],
  ["марина", "Марина"],
  ["Олена Петренко", "Олена Петренко"],
  ["олег", "Олег"],
  ["ОЛЕГ", "Олег"],
  ["Гульнара", "Гульнара"],
  ["Bob", "Bob"],
  ["это Игорь", "Игорь"],
  ["Дарина, дякую", "Дарина"],
  ["добрый день, Инна", "Инна"],
  ["Жан-Поль", "Жан-Поль"],
  ["стрижка", null],
  ["завтра", null],
  ["так", null],
  ["да", null],
  ["добрий день", null],
  ["на п'ятницю", null],
  ["а навіщо?", null],
  ["скільки коштує манікюр?", null],
  ["до Олени", null],
  ["не скажу", null],
  ["не хочу казати", null],
  ["12", null],
])("asked for a name: %s", (text, name) => {
  expect(heard(text, { asked: "name" }).name).toBe(name);
});

test("a name is at most three words and sixty signs", () => {
  const long = "Абвгдежзийклмнопрстуфхцч";
  const { name } = heard(`мене звати ${long} ${long} ${long} ${long}`);
  expect(name?.length).toBeLessThanOrEqual(60);
  expect(heard("мене звати Ганна Марія Олена Софія").name?.split(" ").length).toBeLessThanOrEqual(
    3,
  );
});
