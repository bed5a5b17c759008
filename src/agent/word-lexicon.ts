import { isNear } from "./word-distance.ts";
import { keyOf } from "./word-split.ts";

/** What a word, given by its key, may mean. */
export type Lexicon = (key: string) => readonly string[];

/**
 * A lexicon from senses to words parted by "|": "мороз*" stands for whatever begins so, and "!слово" must be written without
 * a slip. Longer words are known with one slip; a word that is known as it stands is not taken for a slip of another. With
 * `every`, a word means all that its stems mean, not only what the longest does.
 */
export function lexicon(table: Readonly<Record<string, string>>, every = false): Lexicon {
  const index: Index = { whole: new Map(), stems: new Map(), slips: new Map(), longest: 0 };
  for (const [sense, words] of Object.entries(table))
    for (const word of words.split("|")) if (word !== "") enter(index, word, sense);
  const kept = new Map<string, readonly string[]>();
  return (key) => {
    const before = kept.get(key);
    if (before) return before;
    const made = (every ? knownAll(index, key) : known(index, key)) ?? slipped(index, key);
    if (kept.size >= KEPT) kept.clear();
    kept.set(key, made);
    return made;
  };
}

type Entry = { key: string; stem: boolean; senses: string[] };
type Index = {
  whole: Map<string, Entry>;
  stems: Map<string, Entry>;
  /** Each longer word and what it becomes without one of its letters. */
  slips: Map<string, Entry[]>;
  /** The length of the longest stem that a slip is let pass in. */
  longest: number;
};

/** Shorter words are too much like each other. */
const LEAST = 5;
/** In a shorter word the first letter is as it should be. */
const LONG = 7;
const LONGEST = 24;
/** People use the same few words: what they mean is not looked up again. */
const KEPT = 4000;
/** Frequent words that are themselves, not slips of others. */
const plain = new Set(
  "скільки|сколько|отлично|отличный|відмінно|краси|краса|красиво|красивий|красивые|красивых|будет|буде|будут|будуть|будете|вместе|место|места|місце|місця|можно|можна|может|можете|можеш|тогда|тоді|такой|такая|такий|хочется|хотелось|хотел|хотела|нужно|нужна|сделать|зробити|прийти|приехать|приїхати|писать|третий|третій|первый|перший|второй|другий|деньги|гроші|понял|поняла|думаю|знаю|скажите|скажіть|подскажите|підкажіть|пожалуйста|спасибо|дякую|конечно|звичайно|лучше|краще|вообще|взагалі|раньше|раніше|позже|пізніше|время|часто|часть|просто|только|тільки|больше|більше|меньше|менше|сразу|одразу|опять|снова|знову|сейчас|зараз|потом|потім|какой|какая|какие|який|яка|які|когда|коли|этого|цього|своей|свою|моего|моей|моєї|мужчина|женщина|people|about|would|could|should|there|where|which|please|thanks|might|maybe|morning|monthly|great|other|after|before|first|second|third|right|later|still|never|every|again|today|month|price|hours|house|cheap|check|choose|сьогодні|сегодня|завтра|ребенка|дитину|девушка|девочка|машина|работа|робота|работу|роботу|хорошо|добре|красиво|гарно|длинные|короткие|довге|коротке|новый|новая|новая|клиент|клієнт|адмін|готова|готов|удобно|зручно|сложно|важко|много|багато|домой|додому|дома|вдома|школы|школа|другу|другой|другая|другое|інший|інша|інше|вашей|вашего|вашої|вашого|виктор|виктора|виктору|виктория|виктории|викторию|віктор|віктора|віктору|вікторія|вікторії|вікторію|потрібно|потрібна|потрібен|потрібні|потребно"
    .split("|")
    .map(keyOf),
);
const NONE: readonly string[] = [];

function enter(index: Index, word: string, sense: string): void {
  const strict = word.startsWith("!");
  const stem = word.endsWith("*");
  const key = keyOf(word.replace(/[!*]/g, ""));
  const map = stem ? index.stems : index.whole;
  const entry = map.get(key);
  if (entry) {
    if (!entry.senses.includes(sense)) entry.senses.push(sense);
    return;
  }
  const made = { key, stem, senses: [sense] };
  map.set(key, made);
  if (strict || key.length < LEAST) return;
  if (stem) index.longest = Math.max(index.longest, key.length);
  for (const slip of [key, ...shorter(key)]) {
    const others = index.slips.get(slip);
    if (others) others.push(made);
    else index.slips.set(slip, [made]);
  }
}

function known({ whole, stems }: Index, key: string): readonly string[] | null {
  const entry = whole.get(key);
  if (entry) return entry.senses;
  for (let length = Math.min(key.length, LONGEST); length > 1; length -= 1) {
    const stem = stems.get(key.slice(0, length));
    if (stem) return stem.senses;
  }
  return null;
}

function knownAll({ whole, stems }: Index, key: string): readonly string[] | null {
  const senses = new Set(whole.get(key)?.senses);
  for (let length = Math.min(key.length, LONGEST); length > 1; length -= 1)
    for (const sense of stems.get(key.slice(0, length))?.senses ?? []) senses.add(sense);
  return senses.size > 0 ? [...senses] : null;
}

function slipped({ slips, longest }: Index, key: string): readonly string[] {
  if (key.length < LEAST || key.length > LONGEST || plain.has(key)) return NONE;
  for (let length = key.length; length >= LEAST - 1; length -= 1) {
    if (length > longest + 1 && length < key.length) continue;
    const head = key.slice(0, length);
    for (const slip of [head, ...shorter(head)]) {
      const found = slips
        .get(slip)
        ?.find(
          (entry) =>
            (entry.stem || length === key.length) &&
            (entry.key[0] === key[0] || entry.key.length >= LONG) &&
            isNear(head, entry.key, 1),
        );
      if (found) return found.senses;
    }
  }
  return NONE;
}

function shorter(key: string): string[] {
  return Array.from(
    { length: key.length },
    (_, place) => key.slice(0, place) + key.slice(place + 1),
  );
}
