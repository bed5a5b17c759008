import { chance, type Chance } from "./chance.ts";
import type { Business, Sample } from "./fixture.ts";

/** A dialogue of the same kind: other names, trades, prices and days, and a slip of the finger. */
export function redrawn(
  seed: number,
  sample: Sample,
  file: Business,
): { sample: Sample; file: Business } {
  const luck = chance(seed);
  const shift = luck.whole(1, 20);
  const rename = renaming(luck);
  const priced = prices(luck, file);
  const turned = shiftedWeek(shift);
  const text = (words: string): string => rename(turned(words));
  const renamed: Business = JSON.parse(rename(JSON.stringify(file)));
  const said: Sample = JSON.parse(rename(JSON.stringify(sample)));
  const turns = sample.turns.map((turn) => slipped(luck, text(turn)));
  return {
    sample: shiftedSample({ ...said, turns }, { shift, priced, file }),
    file: shiftedFile(renamed, { shift, priced }),
  };
}

type Pair = readonly [from: RegExp, to: string];

/** Words of a trade, put in place of others of the same declension wherever they stand: price list, synonyms, messages. */
const trades: readonly (readonly Pair[])[] = [
  [],
  [
    [/маніку/gi, "пілінг§"],
    [/манику/gi, "пилинг§"],
    [/маникур/gi, "пилинг§"],
    [/manicure/gi, "peeling"],
  ],
  [
    [/стрижк/gi, "укладк"],
    [/haircut/gi, "hairdo"],
    [/бород/gi, "щетин"],
    [/beard/gi, "stubble"],
  ],
  [
    [/педикюр/gi, "масаж ніг"],
    [/педік/gi, "масажик"],
    [/pedicure/gi, "foot massage"],
  ],
  [
    [/фарбування/gi, "ламінування"],
    [/окрашивание/gi, "ламинирование"],
    [/colouring/gi, "laminating"],
  ],
  [
    [/кариес/gi, "пульпит"],
    [/caries/gi, "pulpitis"],
    [/чистк/gi, "полировк"],
  ],
];

/** Masters and customers, with the forms in which they are spoken of. */
const women: readonly (readonly string[])[] = [
  ["Олена", "Олени", "Елена", "Елене", "Елены", "Olena"],
  ["Ганна", "Ганни", "Анна", "Анне", "Анны", "Hanna"],
  ["Тетяна", "Тетяни", "Татьяна", "Татьяне", "Татьяны", "Tetiana"],
  ["Дарина", "Дарини", "Дарина", "Дарине", "Дарины", "Daryna"],
  ["Ірина", "Ірини", "Ирина", "Ирине", "Ирины", "Iryna"],
  ["Галина", "Галини", "Галина", "Галине", "Галины", "Halyna"],
  ["Марина", "Марини", "Марина", "Марине", "Марины", "Maryna"],
  ["Поліна", "Поліни", "Полина", "Полине", "Полины", "Polina"],
];
const men: readonly (readonly string[])[] = [
  ["Тимур", "Тимуру", "Timur"],
  ["Денис", "Денису", "Denys"],
  ["Роман", "Роману", "Roman"],
  ["Артём", "Артёму", "Artyom"],
  ["Максим", "Максиму", "Maxim"],
  ["Руслан", "Руслану", "Ruslan"],
];
const clients: readonly (readonly string[])[] = [
  ["Оксана", "Мирослава", "Соломія", "Уляна"],
  ["Катерина", "Вероніка", "Богдана", "Злата"],
  ["Ольга", "Юстина", "Ярина", "Емма"],
  ["Олег", "Остап", "Назар", "Устим"],
  ["Сергей", "Виктор", "Леонид", "Егор"],
  ["Константин", "Владислав", "Станислав", "Мирон"],
  ["Людмила", "Зинаида", "Валерия", "Нина"],
  ["Данияр", "Ерлан", "Нурлан", "Асхат"],
  ["Алия", "Динара", "Сауле", "Жанна"],
  ["Emma Clark", "Grace Hill", "Oliver Stone", "Mia Wood"],
];

/** One exchange of words for a whole dialogue and its business. */
function renaming(luck: Chance): (text: string) => string {
  const words = luck.pick(trades);
  const swaps = new Map<string, string>();
  for (const of of [women, men]) {
    // A turn of the table: no two masters get the same name.
    const by = luck.whole(0, of.length / 2 - 1) * 2;
    of.forEach((forms, index) => {
      const other = of[(index + by) % of.length] ?? forms;
      forms.forEach((form, at) => swaps.set(form, other[at] ?? form));
    });
  }
  for (const names of clients) {
    const [first = ""] = names;
    const other = luck.pick(names);
    swaps.set(first, other);
    swaps.set(first.toLowerCase(), other.toLowerCase());
  }
  return (text) => {
    const traded = words.reduce(
      (said, [from, to]) => said.replace(from, to.replace("§", "")),
      text,
    );
    return traded.replace(NAME, (word) => swaps.get(word) ?? word);
  };
}

/** Whole words, and the one name of two. */
const NAME = /Emma Clark|(?<!\p{L})\p{L}+(?!\p{L})/gu;

/** Another price of as many digits for each service. */
function prices(luck: Chance, file: Business): Map<number, number> {
  const made = new Map<number, number>();
  for (const { price } of file.services) {
    const digit = 10 ** (String(price.amount).length - 1);
    made.set(price.amount, luck.whole(1, 9) * digit + (price.amount % digit));
  }
  return made;
}

const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const weekdays: readonly (readonly string[])[] = [
  ["неділя", "понеділок", "вівторок", "середа", "четвер", "п'ятниця", "субота"],
  ["неділю", "понеділок", "вівторок", "середу", "четвер", "п'ятницю", "суботу"],
  ["неділю", "понеділок", "вівторок", "середу", "четвер", "п'ятницу", "суботу"],
  ["воскресенье", "понедельник", "вторник", "среду", "четверг", "пятницу", "субботу"],
  ["воскресенье", "понедельник", "вторник", "среду", "четверг", "пятницу", "суботу"],
  ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
];

/** Days of the week in a message, so many days on. */
function shiftedWeek(shift: number): (text: string) => string {
  return (text) => {
    for (const table of weekdays) {
      const found = table.findIndex((name) =>
        new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, "u").test(text),
      );
      const from = table[found];
      const to = table[(found + shift) % 7];
      if (from !== undefined && to !== undefined) return text.replace(from, to);
    }
    return text;
  };
}

type Drawn = { shift: number; priced: Map<number, number> };

/** The business with its week turned and its dates moved, so that each day is what it was. */
function shiftedFile(file: Business, { shift, priced }: Drawn): Business {
  const turned = (week: Business["working_hours"]): Business["working_hours"] =>
    Object.fromEntries(
      days.map((day, index) => [days[(index + shift) % 7] ?? day, week[day] ?? null]),
    );
  return {
    ...file,
    working_hours: turned(file.working_hours),
    closed_dates: file.closed_dates.map((date) => later(date, shift)),
    services: file.services.map((service) => ({
      ...service,
      price: { ...service.price, amount: priced.get(service.price.amount) ?? service.price.amount },
    })),
    masters: file.masters.map((master) => ({
      ...master,
      hours: turned(master.hours),
      days_off: master.days_off.map((date) => later(date, shift)),
    })),
    bookings: file.bookings.map((booking) => ({ ...booking, start: later(booking.start, shift) })),
  };
}

function shiftedSample(
  sample: Sample,
  { shift, priced, file }: Drawn & { file: Business },
): Sample {
  const { expected } = sample;
  const booking = expected.booking && {
    ...expected.booking,
    start_utc: new Date(Date.parse(expected.booking.start_utc) + shift * DAY_MS).toISOString(),
    price: {
      ...expected.booking.price,
      amount: priced.get(expected.booking.price.amount) ?? expected.booking.price.amount,
    },
  };
  const told = file.bookings.find(({ id }) => id === expected.cancelled_booking_id)?.start ?? "";
  return {
    ...sample,
    now: new Date(Date.parse(sample.now) + shift * DAY_MS).toISOString(),
    expected: {
      ...expected,
      ...(booking ? { booking } : {}),
      unavailable: (expected.unavailable ?? []).map((one) => ({
        ...one,
        start_local: later(one.start_local, shift),
      })),
      checks: (expected.checks ?? []).map((check) => ({
        ...check,
        must: (check.must ?? []).map((pattern) => pricedPattern(pattern, { shift, priced, told })),
      })),
    },
  };
}

const DAY_MS = 86_400_000;

/** "YYYY-MM-DD", with a time behind it perhaps, so many days on. */
function later(date: string, shift: number): string {
  const day = new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + shift * DAY_MS);
  return `${day.toISOString().slice(0, 10)}${date.slice(10)}`;
}

/** The sum or the day that a reply has to name, as they were drawn. */
function pricedPattern(
  pattern: string,
  { shift, priced, told }: { shift: number; priced: Map<number, number>; told: string },
): string {
  const plain = pattern.replace(/\\s\?|\[ ,\.\]\?/g, "");
  const number = Number(/\d+$/.exec(plain)?.[0]);
  if (/^\d{2}$/.test(pattern) && told !== "")
    return String(Number(later(told, shift).slice(8, 10)));
  const drawn = priced.get(number);
  if (drawn === undefined) return pattern;
  const digits = String(drawn).replace(/(?=(?:\d{3})+$)(?!^)/g, "[\\s,.]?");
  return `${/^\D*?(?=\d)/.exec(pattern)?.[0] ?? ""}${digits}`;
}

/** In one long word of every other message two letters change places, or one is lost or doubled. */
function slipped(luck: Chance, text: string): string {
  const long = [...text.matchAll(/(?<![\p{L}<'])\p{Ll}{7,}(?!\p{L})/gu)].filter(
    ([word]) => !UNTOUCHED.test(word),
  );
  if (long.length === 0 || luck.next() < 0.5) return text;
  const word = luck.pick(long);
  const at = word.index + luck.whole(2, word[0].length - 3);
  const letters = text.slice(at, at + 2);
  const slip = luck.pick([
    `${letters.slice(1)}${letters.slice(0, 1)}`,
    letters.slice(1),
    `${letters.slice(0, 1)}${letters}`,
  ]);
  return `${text.slice(0, at)}${slip}${text.slice(at + 2)}`;
}

/** A slip here would be another word, or none that anybody reads. */
const UNTOUCHED = /^(?:здраствуйте|записатся)$/;
