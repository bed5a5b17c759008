import { isAnswerWord } from "./answer-read.ts";
import { isWishWord } from "./intent-read.ts";
import { isFirstName } from "./name-form.ts";
import { isBlank } from "./service-unit.ts";
import { gapAt, keyAt, type Reading } from "./word-reading.ts";
import { keyOf } from "./word-split.ts";

/** `asked`: a name or a phone was asked for, so that whatever is left over is the name. */
export type NameHint = { asked: boolean; phone: boolean };

/** The customer's name in a message whose other facts are marked as taken; null where none is surely one. */
export function readName(reading: Reading, hint: NameHint): string | null {
  return (
    introduced(reading) ??
    (hint.phone ? besidePhone(reading, hint) : null) ??
    (hint.asked ? leftOver(reading) : null) ??
    signed(reading, hint)
  );
}

const MOST_WORDS = 3;
const CAPITAL = /^\p{Lu}['’ʼ`]?\p{L}*\p{Ll}/u;
const LONGEST = 60;

/** "мене звати Оксана", "меня зовут юля", "I'm Emma", "на имя Пётр". */
function introduced(reading: Reading): string | null {
  for (let place = 0; place < reading.tokens.length; place += 1) {
    const key = keyAt(reading, place);
    const sure = SURE.has(key) && !(key === "name" && keyAt(reading, place - 1) === "your");
    const loose =
      LOOSE.has(key) ||
      (key === "am" && keyAt(reading, place - 1) === "i") ||
      (key === "is" && keyAt(reading, place - 1) === "this");
    if (!sure && !loose) continue;
    const from = FILLERS.has(keyAt(reading, place + 1)) ? place + 2 : place + 1;
    if (/[?!.;\n]/.test(gapAt(reading, from))) continue;
    const name = nameAt(reading, from, { loose: !sure });
    if (name !== null) return name;
    const before = ["мене", "меня"].includes(keyAt(reading, place - 1))
      ? nameAt(reading, place - 2, { loose: true })
      : null;
    if (before !== null) return before;
  }
  return null;
}

const SURE = new Set(["звати", "зват", "зовут", "звут", "имя", "name", "кличе"]);
const LOOSE = new Set(["я", "це", "ето", "им", "im"].map(keyOf));
const FILLERS = new Set(["is", "буде", "будет", "мене", "меня", "моя", "мое", "мои", "like"]);

/** "Сергей, 8 900 …", "067 …, Оксана". */
function besidePhone(reading: Reading, hint: NameHint): string | null {
  const from = reading.taken.indexOf("phone");
  const to = reading.taken.lastIndexOf("phone") + 1;
  let left = from;
  while (left > 0 && ABOUT_PHONE.test(keyAt(reading, left - 1))) left -= 1;
  if (!/[.!?\n]/.test(gapAt(reading, left)) || hint.asked) {
    for (let count = MOST_WORDS; count > 0; count -= 1) {
      const name = nameAt(reading, left - count, { loose: !hint.asked, end: left });
      if (name !== null) return name;
    }
  }
  let right = to;
  while (ABOUT_PHONE.test(keyAt(reading, right)) && right < reading.tokens.length) right += 1;
  return nameAt(reading, right, { loose: !hint.asked });
}

const ABOUT_PHONE =
  /^(?:тел|телефон|телефону|номер|мои|мии|phone|number|моб|це|is|my|and|та|и|ось|вот|viber|telegram)$/u;

/** What is left of an answer to "what is your name?" once courtesies and other facts are out. */
function leftOver(reading: Reading): string | null {
  const refused = reading.tokens.some(({ key }) => key === "не" || key === "not" || key === "dont");
  if (refused || reading.tail.includes("?")) return null;
  const places = reading.tokens.flatMap((token, place) =>
    reading.taken[place] === null && token.kind === "word" && !isSmall(reading, place)
      ? [place]
      : [],
  );
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (places.length > MOST_WORDS || last - first >= MOST_WORDS) return null;
  return nameAt(reading, first, { loose: false, end: last + 1 });
}

/** A sentence that is nothing but a name: "Emma Clark." */
function signed(reading: Reading, { asked, phone }: NameHint): string | null {
  const ends = phone ? /[,.!?\n]/ : /[.!?\n]/;
  const { tokens } = reading;
  for (let place = 0; place < tokens.length; place += 1) {
    if (place > 0 && !ends.test(gapAt(reading, place))) continue;
    let end = place + 1;
    while (end < tokens.length && !ends.test(gapAt(reading, end))) end += 1;
    const count = end - place;
    if (count > MOST_WORDS || (count === tokens.length && !asked)) continue;
    const capitals = tokens.slice(place, end).every(({ raw }) => CAPITAL.test(raw));
    if (!capitals || (count < 2 && !isFirstName(keyAt(reading, place)))) continue;
    const name = nameAt(reading, place, { loose: true, end });
    if (name !== null) return name;
  }
  return null;
}

type Way = {
  /** Only what looks like a name: with a capital letter, or a first name that people bear. */
  loose: boolean;
  /** The name ends just here. */
  end?: number;
};

function nameAt(reading: Reading, from: number, { loose, end }: Way): string | null {
  if (from < 0 || !canBe(reading, from, loose)) return null;
  const most = end ?? from + MOST_WORDS;
  let to = from + 1;
  while (
    to < most &&
    /^(?:[ \t]{1,3}|\s?-\s?)$/u.test(gapAt(reading, to)) &&
    follows(reading, from, to)
  )
    to += 1;
  if (end !== undefined && to !== end) return null;
  return written(reading, from, to);
}

/** A word after the first name belongs to it when it is written as one. */
function follows(reading: Reading, from: number, place: number): boolean {
  const raw = reading.tokens[place]?.raw ?? "";
  if (!canBe(reading, place, false)) return false;
  if (/^\p{Lu}/u.test(raw)) return /^\p{Lu}/u.test(reading.tokens[from]?.raw ?? "");
  return SURNAME.test(keyAt(reading, place)) && raw.length > 4;
}

const SURNAME =
  /(?:енко|ченко|чук|щук|юк|ук|ов|ова|ев|ева|ин|ина|ски|ская|скии|ска|цкии|ич|вна|ко|як|дзе|швили|ян)$/u;

function canBe(reading: Reading, place: number, loose: boolean): boolean {
  const token = reading.tokens[place];
  if (token?.kind !== "word" || reading.taken[place] !== null) return false;
  if (token.raw.length < 2 || token.raw.length > 30) return false;
  if (isFirstName(token.key)) return !TRAPS.has(token.key);
  if (loose && !CAPITAL.test(token.raw)) return false;
  return !isSmall(reading, place);
}

/** Words that are anything but a name. */
function isSmall(reading: Reading, place: number): boolean {
  const key = keyAt(reading, place);
  // "Жан-Поль".
  if (gapAt(reading, place) === "-" && CAPITAL.test(reading.tokens[place]?.raw ?? "")) return false;
  if (TRAPS.has(key) || isBlank(key)) return true;
  if ((reading.senses[place]?.length ?? 0) > 0 && !isFirstName(key)) return true;
  return !isFirstName(key) && (isAnswerWord(key) || isWishWord(key));
}

const TRAPS = new Set(
  "навіщо|зачем|чому|почему|нащо|для|хто|кто|какои|чей|чия|why|who|скажу|скажи|буду|я|мне|мени|мене|меня|мой|моя|мое|мои|ми|мы|ви|вы|вас|вам|ти|ты|це|ето|это|бы|б|же|ж|ли|чи|ну|а|но|але|що|что|шо|як|как|де|где|коли|когда|тут|там|тогда|тоди|ось|вот|щоб|чтоб|чтобы|еще|ще|вже|уже|буд|ласка|пожалуйста|прошу|please|the|and|my|me|you|it|is|im|am|are|this|that|here|just|then|so|not|your|name|имя|звати|зват|зовут|телефон|тел|номер|phone|number|клиент|клиентка|клиент|новый|новая|нова|новии|постоянн|заходжу|зараз|сейчас|хочу|можно|можна|стоп|stop|system|drop|table|select|admin|test|null|undefined|нас|нам|него|нього|неи|нее|них|цього|этого|все|всім|всем|дуже|очень|без|сам|сама|один|одна|мужчина|женщина|людина|человек|салон|клиника|барбершоп|майстер|мастер|лікар|врач|доктор|шановни|дорогие"
    .split("|")
    .map(keyOf),
);

/** Letters, apostrophes and hyphens; each word with a capital letter. */
function written({ tokens }: Reading, from: number, to: number): string | null {
  const words = tokens.slice(from, to).map(({ raw, gap }, index) => {
    const isPlain = raw === raw.toLowerCase() || raw === raw.toUpperCase();
    const word =
      raw.slice(0, 1).toUpperCase() + (isPlain ? raw.slice(1).toLowerCase() : raw.slice(1));
    return (index === 0 ? "" : gap.includes("-") ? "-" : " ") + word;
  });
  return words.join("").replace(/\p{M}/gu, "").slice(0, LONGEST).trim() || null;
}
