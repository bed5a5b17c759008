import type { Language } from "../texts/language.ts";
import { isSameNumber, isSum } from "./reply-number.ts";
import { minutesOf, statedIn, type Fact, type StateHint, type Stated } from "./reply-fact.ts";
import { formFaults } from "./reply-form.ts";
import { isAgreed } from "./reply-order.ts";
import {
  isContrary,
  isDeed,
  isKept,
  isPlain,
  isVisit,
  type Topic,
  topicsOf,
} from "./reply-word.ts";
import { keyOf } from "./word-split.ts";

export type ReplyHint = StateHint & { template: string; language: Language };
/** `wrong`: in words for whoever is asked to write it anew. */
export type Checked = { ok: true } | { ok: false; wrong: string[] };

/**
 * Whether a reply says what its template says: the same facts, no word that could state more, no deed that the template does
 * not tell of. The template was made from the rows of the database and of the turn, so it is the only witness; in doubt a
 * reply is wrong, and the template leaves.
 */
export function checkReply(reply: string, hint: ReplyHint): Checked {
  const { template, language } = hint;
  if (reply.trim() === template.trim()) return { ok: true };
  const meant = statedIn(template, hint, []);
  const told = statedIn(reply, hint, minutesOf(meant));
  const wrong = [
    ...(told.reading.tokens.length >= READ ? ["it is too long"] : []),
    ...formFaults(reply, template, language),
    ...strangeFacts(told, meant),
    ...missingFacts(told, meant),
    ...strangeWords(told, meant, language),
    ...missingTopics(told, meant),
    ...(isAgreed(told, meant)
      ? []
      : ["keep the order of what is named, and what is there apart from what is not"]),
  ];
  return wrong.length === 0 ? { ok: true } : { ok: false, wrong: wrong.slice(0, MOST_TOLD) };
}

const MOST_TOLD = 8;
/** Of a longer text only the beginning is read. */
const READ = 300;

/** Whether two facts state the same; sums may go without their currency. */
function isSame(told: Fact, meant: Fact): boolean {
  if (told.kind !== meant.kind) return false;
  return told.kind === "number"
    ? isSameNumber(told.value, meant.value)
    : told.value === meant.value;
}

function strangeFacts(told: Stated, meant: Stated): string[] {
  return told.facts
    .filter((fact) => !meant.facts.some((known) => isSame(fact, known)))
    .map((fact) => `it names what the template does not: ${shown(told, fact)}`);
}

function missingFacts(told: Stated, meant: Stated): string[] {
  return meant.facts
    .filter((fact) => !told.facts.some((known) => isSame(known, fact)))
    .map((fact) => `it leaves out: ${shown(meant, fact)}`);
}

/** A fact as it was written. */
function shown({ reading }: Stated, { kind, value, place }: Fact): string {
  return kind === "link" || kind === "phone" ? value : (reading.tokens[place]?.raw ?? value);
}

/** Words that the template does not have and that are none of those that state nothing. */
function strangeWords(told: Stated, meant: Stated, language: Language): string[] {
  const about = topicsIn(meant);
  const keys = meant.reading.tokens.map(({ key }) => key);
  const known = new Set(keys);
  const forms = [...known].filter((key) => !isDeed(key) && !isPlain(key, language));
  const pairs = new Set(keys.map((key, place) => `${keys[place - 1] ?? ""} ${key}`));
  const found = told.reading.tokens.filter(({ key, raw, kind, gap }, place) => {
    if (kind === "number" || told.reading.taken[place] !== null) return false;
    if (isFuture(key)) return !pairs.has(`${told.reading.tokens[place - 1]?.key ?? ""} ${key}`);
    if (known.has(key)) return false;
    if (isName(raw, gap, place)) return true;
    if (isDeed(key)) return !isDeedKnown({ raw, key, language }, known, about);
    if (isPlain(key, language)) return false;
    const topics = topicsOf(key);
    if (topics.length > 0) return !topics.some((topic) => about.has(topic));
    if (isContrary(key)) return false;
    return !forms.some((form) => isForm(key, form));
  });
  const words = [...new Set(found.map(({ raw }) => raw))];
  return words.length === 0 ? [] : [`it may not use these words: ${words.join(", ")}`];
}

/** What will be done is told of nobody else than the template tells it of. */
function isFuture(key: string): boolean {
  return FUTURE.has(key);
}

const FUTURE = new Set(
  ["will", "shall", "ill", "well", "youll", "theyll", "gonna", "going"].map(keyOf),
);

/** A capital letter within a sentence begins somebody's name; "I" and the polite «Ви» do not. */
function isName(raw: string, gap: string, place: number): boolean {
  if (!/^\p{Lu}/u.test(raw) || place === 0 || /[.!?…:•\n]|\p{Extended_Pictographic}/u.test(gap))
    return false;
  return !/^(?:I|Ви|Вас|Вам|Вами|Ваш|Ваша|Ваше|Ваші|Вашу|Вы|Вашего|Вашому|Вашей|Вашої)$/u.test(raw);
}

/** What is done is told in the template's own words; only the bare "to book" may come in another form. */
function isDeedKnown(
  { raw, key, language }: { raw: string; key: string; language: Language },
  known: ReadonlySet<string>,
  about: ReadonlySet<Topic | "visit">,
): boolean {
  if (isVisit(key)) return about.has("visit");
  if (!INFINITIVE[language]?.test(raw.toLowerCase())) return false;
  return [...known].some((word) => isDeed(word) && commonOf(word, key) >= STEM);
}

/** English tells "to book" from "I book" by other words alone. */
const INFINITIVE: Partial<Record<Language, RegExp>> = {
  uk: /ти(?:ся|сь)?$/u,
  ru: /ть(?:ся)?$/u,
};
const STEM = 4;
const ENDING = 3;

/** Whether a word is another form of one of the template's: they part only in their endings. */
function isForm(key: string, form: string): boolean {
  const common = commonOf(form, key);
  return common >= STEM && Math.max(form.length, key.length) - common <= ENDING;
}

function commonOf(a: string, b: string): number {
  let common = 0;
  while (common < Math.min(a.length, b.length) && a[common] === b[common]) common += 1;
  return common;
}

/** What a text is about, by its words and by its facts. */
function topicsIn({ facts, reading }: Stated): Set<Topic | "visit"> {
  const found = new Set<Topic | "visit">(reading.tokens.flatMap(({ key }) => topicsOf(key)));
  if (reading.tokens.some(({ key }) => isVisit(key) || /^(?:запис|book)/u.test(key)))
    found.add("visit");
  for (const { kind, value } of facts) {
    if (kind === "time") for (const topic of ["time", "free"] as const) found.add(topic);
    if (kind === "day" || kind === "master" || kind === "service" || kind === "phone")
      found.add(kind);
    if (kind === "number" && isSum(value)) found.add("price");
  }
  return found;
}

function missingTopics(told: Stated, meant: Stated): string[] {
  const has = topicsIn(told);
  return [...topicsIn(meant)]
    .filter((topic) => topic !== "visit" && isKept(topic) && !has.has(topic))
    .map((topic) => `it says nothing of the ${topic}`);
}
