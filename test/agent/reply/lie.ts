import type { Salon } from "../../../src/booking/salon.ts";
import type { Language } from "../../../src/texts/language.ts";
import type { Chance } from "../dialogue/chance.ts";
import {
  weekdays,
  nearDays,
  denials,
  chanceless,
  asks,
  claims,
  promises,
  inventions,
} from "./lie-word.ts";

/** A text made wrong in one place; null where the text has nothing of the kind. */
export type Lie = {
  name: string;
  tell: (
    text: string,
    about: { language: Language; salon: Salon; chance: Chance },
  ) => string | null;
};

/** Who another client of the salon is: must never stand in anything that is said. */
export const stranger = { name: "Зінаїда Вересова", phone: "+380 63 555 44 33" };

export const lies: Lie[] = [
  {
    name: "another time",
    tell: (text, { chance }) =>
      changed(text, TIME, chance, (time) => {
        const [h = 0, m = 0] = time.split(":").map(Number);
        const minute = (h * 60 + m + chance.pick([15, 30, 60, 90, 180, -30, -60])) % 1440;
        return clock((minute + 1440) % 1440);
      }),
  },
  {
    name: "another price",
    tell: (text, { chance }) =>
      changed(text, SUM, chance, (sum) => {
        const amount = Number(sum.replaceAll(/\s/gu, ""));
        return String(Math.max(1, amount + chance.pick([-200, -50, -10, 10, 50, 100, 1000])));
      }),
  },
  {
    name: "a price from which something is told as the price",
    tell: (text) => {
      const fixed = text.replace(
        /(?<![\p{L}])(?:від|от|from) (?=\d[\d\s]*(?:грн|₽|₸|UAH|RUB|KZT))/iu,
        "",
      );
      return fixed === text ? null : fixed;
    },
  },
  {
    name: "another day",
    tell: (text, { language, chance }) =>
      changed(text, DAYS[language], chance, (day) => {
        const near = nearDays[language];
        const all = near.includes(day.toLowerCase()) ? near : weekdays[language];
        return chance.pick(all.filter((one) => one.slice(0, 4) !== day.toLowerCase().slice(0, 4)));
      }),
  },
  {
    name: "another date",
    tell: (text, { chance }) =>
      changed(text, /(?<!\d)\d{1,2}(?= \p{L}{3,})/gu, chance, (date) =>
        String(
          ((Number(date) + chance.whole(1, 20)) % 28) + 1 === Number(date)
            ? 29
            : ((Number(date) + chance.whole(1, 20)) % 28) + 1,
        ),
      ),
  },
  {
    name: "another master",
    tell: (text, { language, salon, chance }) => {
      const names = salon.masters
        .map(({ names: of }) => of[language] ?? "")
        .filter((name) => name !== "");
      const here = names.filter((name) => text.includes(name));
      const others = names.filter((name) => !text.includes(name));
      if (here.length === 0 || others.length === 0) return null;
      return text.replace(chance.pick(here), chance.pick(others));
    },
  },
  {
    name: "two prices change places",
    tell: (text) => swapped(text, SUM),
  },
  { name: "two times change places", tell: (text) => swapped(text, TIME) },
  {
    name: "something is left out",
    tell: (text, { chance }) => changed(text, chance.pick([TIME, SUM]), chance, () => ""),
  },
  {
    name: "what is not so is so",
    tell: (text, { language }) => {
      const turned = denials[language].reduce(
        (before, [from, to]) => before.replace(from, to),
        text,
      );
      return turned === text ? null : turned;
    },
  },
  {
    name: "what is so is not so",
    tell: (text, { language }) => `${text} ${chanceless[language]}`,
  },
  {
    name: "something was done that nobody did",
    tell: (text, { language, chance }) =>
      DONE.test(text) ? null : beside(text, chance.pick(claims[language]), chance),
  },
  {
    name: "something is promised",
    tell: (text, { language, chance }) => beside(text, chance.pick(promises[language]), chance),
  },
  {
    name: "something is told that the salon never said",
    tell: (text, { language, chance }) => beside(text, chance.pick(inventions[language]), chance),
  },
  {
    name: "another client's name",
    tell: (text, { chance }) => beside(text, `${stranger.name}.`, chance),
  },
  {
    name: "another client's number",
    tell: (text, { chance }) =>
      beside(text, `${chance.pick([stranger.phone, stranger.phone.replaceAll(" ", "")])}.`, chance),
  },
  {
    name: "an address of somewhere else",
    tell: (text, { chance }) =>
      beside(text, chance.pick(["https://pay.example/1", "@other_salon", "bit.ly/2x"]), chance),
  },
  {
    name: "a question of its own",
    tell: (text, { language }) => (text.includes("?") ? null : `${text} ${asks[language]}`),
  },
  {
    name: "another language",
    tell: (_, { language }) =>
      language === "uk"
        ? "Здравствуйте! Чем могу помочь вам сегодня?"
        : "Вітаю! Чим можу вам допомогти сьогодні?",
  },
  {
    name: "markup",
    tell: (text, { chance }) =>
      chance.pick([
        `**${text}**`,
        `# ${text}`,
        `<b>${text}</b>`,
        `${text} [тут](https://x.example)`,
      ]),
  },
  {
    name: "it speaks of itself",
    tell: (text, { chance }) =>
      beside(
        text,
        chance.pick(["Я мовна модель.", "As an AI model, I cannot know.", "Как ИИ, я не знаю."]),
        chance,
      ),
  },
];

/** What says of itself that something was done. */
const DONE =
  /запис[аы]н|Запис[ьи]? (?:скас|отм|перен)|Запись отм|Запис скас|перенес|отменен|Booked|cancelled|moved|переда|passing|Розсилок|рассылок|mailings|видалено|удален|erased/iu;
const TIME = /(?<!\d)\d{1,2}:\d{2}(?!\d)/gu;
const SUM = /\d[\d\s]*(?=[\s\u00a0\u202f](?:грн|₽|₸|UAH|RUB|KZT))/gu;
const DAYS: Record<Language, RegExp> = {
  uk: dayPattern([...weekdays.uk, ...nearDays.uk]),
  ru: dayPattern([...weekdays.ru, ...nearDays.ru]),
  en: dayPattern([...weekdays.en, ...nearDays.en]),
};

function dayPattern(words: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words.join("|")})(?!\\p{L})`, "giu");
}

/** One of the places that fit becomes something else. */
function changed(
  text: string,
  pattern: RegExp,
  chance: Chance,
  make: (found: string) => string,
): string | null {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return null;
  const { 0: words, index } = chance.pick(found);
  const made = make(words);
  if (made === words) return null;
  return text.slice(0, index) + made + text.slice(index + words.length);
}

function swapped(text: string, pattern: RegExp): string | null {
  const [a, b] = [...text.matchAll(pattern)];
  if (!a || !b || a[0] === b[0]) return null;
  return (
    text.slice(0, a.index) +
    b[0] +
    text.slice(a.index + a[0].length, b.index) +
    a[0] +
    text.slice(b.index + b[0].length)
  );
}

/** Before or behind what is said. */
function beside(text: string, words: string, chance: Chance): string {
  return chance.next() < 0.5 ? `${words} ${text}` : `${text} ${words}`;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
