import { alternatives, hourStems } from "../crm/when-word.ts";
import { wordsIn } from "./quote-word.ts";

/** A number that a text speaks of; `clock`: hours and minutes. */
export type Demand = { number: number } | { hour: number; minute: number };

/** Every number that these words may be heard as, whole and in parts: "дві тисячі п'ятсот" is 2500, 2000, 500 and 2. */
export function numbersIn(text: string): Set<number> {
  const found = new Set<number>();
  for (const one of scan(halved(text)))
    for (const number of [one.number, ...one.parts]) found.add(number);
  for (const [whole] of text.matchAll(GROUPS)) found.add(joined(whole));
  for (const { number } of fractionsIn(text)) found.add(number);
  for (const [, stem] of text.replace(/[’ʼ`´′‘]/g, "'").matchAll(HALF)) {
    found.add(30);
    if (stem !== undefined) found.add((hourStems[stem.toLowerCase()] ?? 1) - 1);
  }
  return found;
}

/** The numbers that a text asserts, each once; the word "one" says too little to be one. */
export function demandsIn(text: string): Demand[] {
  const clocks = [...text.matchAll(CLOCK)].map(({ groups }) => ({
    hour: Number(groups?.["hour"]),
    minute: Number(groups?.["minute"]),
  }));
  const fractions = fractionsIn(text).map(({ number }) => ({ number }));
  const rest = text.replace(CLOCK, " ").replace(FRACTION, " ");
  const grouped = [...rest.matchAll(GROUPS)].map(([whole]) => ({ number: joined(whole) }));
  const single = scan(halved(rest.replace(GROUPS, " "))).filter(
    ({ word, number }) => !word || number > 1,
  );
  return [...clocks, ...fractions, ...grouped, ...single.map(({ number }) => ({ number }))];
}

/** Whether a number was said: hours also by the half of the day that people leave unsaid. */
export function isSaid(demand: Demand, said: ReadonlySet<number>): boolean {
  if ("number" in demand) return said.has(demand.number);
  const hours = [demand.hour, demand.hour - 12, demand.hour + 12].some(
    (hour) => hour >= 0 && said.has(hour),
  );
  return hours && (demand.minute === 0 || said.has(demand.minute));
}

/**
 * A text whose hours, days and small counts in words stand in digits, as dates are read: "в четыре" is "в 4". What is
 * counted in money, times or people is no hour.
 */
export function inDigits(text: string): string {
  const halves = [...text.replace(/[’ʼ`´′‘]/g, "'").matchAll(HALF)].map(({ 0: half, index }) => ({
    from: index,
    to: index + half.length + LONGEST_ENDING,
  }));
  const taken = scan(text).filter(
    ({ number, word, from, to }) =>
      word &&
      number >= 2 &&
      number <= 59 &&
      !COUNTED.test(text.slice(to)) &&
      !halves.some((half) => from >= half.from && to <= half.to),
  );
  let made = "";
  let done = 0;
  for (const [i, { number, from, to }] of taken.entries()) {
    const before = taken[i - 1];
    const between = text.slice(done, from);
    // "Шестнадцать тридцать" is a time.
    const minutes =
      before !== undefined && before.number <= 23 && number >= 10 && /^\s+$/.test(between);
    made += `${minutes ? ":" : between}${number}`;
    done = to;
  }
  return made + text.slice(done);
}

const LONGEST_ENDING = 4;
const COUNTED =
  /^\s*(?:раз|штук|люд|осіб|особ|челов|грив|грн|рубл|тенге|дол|бакс|євр|евр|проц|відсот|метр|кіл|кил|тис|тыс|people|person|times|hryv|rubl|dollar|euro|percent|%)/iu;

const CLOCK = /(?<![\d.,])(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)(?![\d:])/g;
/** "1 200", "1.200.000". */
const GROUPS = /(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)/g;
/** "1,5 тысячи", "2.5k". */
const FRACTION =
  /(?<![\d.,:])(\d+)[.,](\d{1,2})\s*(тис|тыс|тищ|thousand|k(?![a-z])|млн|million|мільйон|миллион)\p{L}*/giu;
/** "пів на сьому", "полседьмого", "half past six". */
const HALF = new RegExp(
  `(?<!\\p{L})(?:(?:пол-?|половин\\p{L}*\\s+|пів\\s+на\\s+)(${alternatives(Object.keys(hourStems))})|half\\s+past)`,
  "giu",
);

function joined(whole: string): number {
  return Number(whole.replace(/\D/g, ""));
}

function fractionsIn(text: string): { number: number }[] {
  return [...text.matchAll(FRACTION)].map(([, whole = "", part = "", multiple = ""]) => {
    const times = /^м|^mi/i.test(multiple) ? 1_000_000 : 1000;
    return { number: Math.round(Number(`${whole}.${part}`) * times) };
  });
}

type Scanned = { number: number; parts: number[]; word: boolean; from: number; to: number };
type Run = Omit<Scanned, "number"> & { total: number; current: number; last: number };

/** Numbers in digits and words, in order; words that go on from one another make one number. */
function scan(text: string): Scanned[] {
  const done: Scanned[] = [];
  let run: Run | null = null;
  const end = (): void => {
    if (run) done.push({ ...run, number: run.total + run.current });
    run = null;
  };
  for (const { plain, from, to } of wordsIn(text)) {
    const digits = /^\d{1,12}$/.test(plain);
    const value = digits ? Number(plain) : valueOf(plain);
    const next: Run | null = value === null ? null : continued(run, value, digits);
    if (next === null) end();
    if (next !== null) run = { ...next, to };
    else if (value !== null) run = { ...begun(value), word: !digits, from, to };
  }
  end();
  return done;
}

/** "Две с половиной тысячи", "six hundred and fifty": nothing may stand between the parts of a number. */
function halved(text: string): string {
  return text
    .replace(/(?<=\b(?:hundred|thousand))\s+and(?=\s)/gi, "")
    .replace(
      /\s+(?:с|з|із|and a)\s+(?:половиной|половиною|half)(?=\s+(?:тыс|тис|тищ|thousand|млн|million|миллион|мільйон))/giu,
      " половиной",
    );
}

type Sum = Pick<Run, "total" | "current" | "last" | "parts">;

function begun(value: Value): Sum {
  if (typeof value === "number") return { total: 0, current: value, last: value, parts: [value] };
  const { times } = value;
  return { total: times, current: 0, last: times, parts: [times] };
}

/** "двадцять п'ять", "дві тисячі п'ятсот": each next part is smaller, or multiplies. Null: another number begins. */
function continued(run: Run | null, value: Value, digits: boolean): Run | null {
  if (run === null) return null;
  if (typeof value !== "number") {
    if (run.current === 0) return null;
    const made = run.current * value.times;
    const parts = [...run.parts, made];
    return { ...run, total: run.total + made, current: 0, last: value.times, parts };
  }
  if (value === A_HALF && run.word) return { ...run, current: run.current + value };
  const fits = !digits && run.word && value < run.last && sizeOf(value) < sizeOf(run.last);
  const afterThousands = run.current === 0 && run.total > 0 && value < 1000;
  if (!fits && !afterThousands) return null;
  return { ...run, current: run.current + value, last: value, parts: [...run.parts, value] };
}

/** Ten to nineteen take no ones. */
function sizeOf(value: number): number {
  if (value >= 100) return 3;
  return value >= 20 ? 2 : 1;
}

const A_HALF = 0.5;

type Value = number | { times: number };

function valueOf(word: string): Value | null {
  const exact = exactly[word];
  if (exact !== undefined) return exact;
  for (const [stem, value] of stems) {
    if (!word.startsWith(stem)) continue;
    return CASES.has(word.slice(stem.length)) ? value : null;
  }
  return null;
}

const CASES = new Set(
  "|ь|и|і|ю|ом|ох|ьох|ех|ьма|ома|ого|его|ому|ему|ий|ій|ый|ой|ая|а|е|є|у|ую|ої|ым|им|ими|их|ых|я|ья|ью|ье|ьей|ьего|ього|ьому|ьої".split(
    "|",
  ),
);

const exactly: Record<string, Value> = {
  ...same(1, "один одна одну одно одне одного одному однієї одной one first"),
  ...same(2, "два дві две двох двух двом двум двома двумя two second"),
  ...same(3, "три трьох трех трьом трем three third"),
  ...same(4, "чотири чотирьох четыре четырех four fourth"),
  ...same(5, "five fifth"),
  ...same(6, "six sixth"),
  ...same(7, "сім семь семи сьома сьомої seven seventh"),
  ...same(8, "вісім восьми восемь eight eighth"),
  ...same(9, "nine ninth"),
  ...same(10, "ten tenth"),
  ...same(11, "eleven eleventh"),
  ...same(12, "twelve twelfth"),
  ...same(13, "thirteen thirteenth"),
  ...same(14, "fourteen fourteenth"),
  ...same(15, "fifteen fifteenth"),
  ...same(16, "sixteen sixteenth"),
  ...same(17, "seventeen seventeenth"),
  ...same(18, "eighteen eighteenth"),
  ...same(19, "nineteen nineteenth"),
  ...same(20, "twenty twentieth"),
  ...same(30, "thirty thirtieth"),
  ...same(40, "forty сорок сорока"),
  ...same(50, "fifty"),
  ...same(60, "sixty"),
  ...same(70, "seventy"),
  ...same(80, "eighty"),
  ...same(90, "ninety девяносто девяноста"),
  ...same(100, "сто ста"),
  ...same(200, "двісті двести двухсот двохсот"),
  ...same(300, "триста трехсот трьохсот"),
  ...same(400, "чотириста четыреста"),
  ...same({ times: 100 }, "hundred"),
  ...same(
    { times: 1000 },
    "тис тыс тищ k к thousand grand тисяча тисячі тисяч тисячу тысяча тысячи тысяч тысячу тыщ тыщи тищ тищі",
  ),
  ...same(
    { times: 1_000_000 },
    "млн million мільйон мільйона мільйони мільйонів миллион миллиона миллионы миллионов",
  ),
  ...same(A_HALF, "половиной"),
  ...same(1.5, "півтори півтора полторы полтора"),
};

/** The longest first: "п'ятдесят" is no five. */
const stems: readonly (readonly [string, number])[] = [
  ...each(11, "одинадцят одиннадцат"),
  ...each(12, "дванадцят двенадцат"),
  ...each(13, "тринадцят тринадцат"),
  ...each(14, "чотирнадцят четырнадцат"),
  ...each(15, "пятнадцят пятнадцат"),
  ...each(16, "шістнадцят шіснадцят шестнадцат"),
  ...each(17, "сімнадцят семнадцат"),
  ...each(18, "вісімнадцят восемнадцат"),
  ...each(19, "девятнадцят девятнадцат"),
  ...each(20, "двадцят двадцат"),
  ...each(30, "тридцят тридцат"),
  ...each(50, "пятдесят пятьдесят пятидесят"),
  ...each(60, "шістдесят шестьдесят шестидесят"),
  ...each(70, "сімдесят семьдесят семидесят"),
  ...each(80, "вісімдесят восемьдесят восьмидесят"),
  ...each(500, "пятсот пятьсот пятисот"),
  ...each(600, "шістсот шестьсот шестисот"),
  ...each(700, "сімсот семьсот семисот"),
  ...each(800, "вісімсот восемьсот восьмисот"),
  ...each(900, "девятсот девятьсот девятисот"),
  ...each(1, "перш перв"),
  ...each(2, "друг втор"),
  ...each(3, "трет"),
  ...each(4, "четверт"),
  ...each(5, "пят"),
  ...each(6, "шіст шест шост"),
  ...each(7, "сьом седьм"),
  ...each(8, "восьм"),
  ...each(9, "девят"),
  ...each(10, "десят"),
].toSorted(([a], [b]) => b.length - a.length);

function same(value: Value, words: string): Record<string, Value> {
  return Object.fromEntries(words.split(" ").map((word) => [word, value]));
}

function each(value: number, words: string): [string, number][] {
  return words.split(" ").map((word) => [word, value]);
}
