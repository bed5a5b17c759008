import type { Salon } from "../booking/salon.ts";
import { isSameName } from "../speech/quote-word.ts";
import { fullNames, isCaseOf, isFirstName } from "./name-form.ts";
import { isNear } from "./word-distance.ts";
import { anyIn, gapAt, isNegated, keyAt, take, type Reading } from "./word-reading.ts";
import { keyOf } from "./word-split.ts";

/** `own`: whoever stands alone here is the customer, since their name or phone was asked for or given. */
export type MasterHint = { salon: Pick<Salon, "masters">; own: boolean; asked: boolean };
export type MasterFound = { master: number | "any" | null; unknown: string | null };

/** Finds the master that a message asks for, anybody, or somebody who does not work here. Marks the name as taken. */
export function readMaster(reading: Reading, hint: MasterHint): MasterFound {
  let found: number | null = null;
  for (let place = 0; place < reading.tokens.length; place += 1) {
    if (!isFree(reading, place)) continue;
    const led = isLed(reading, place);
    if ((hint.own && !led) || isIntroduced(reading, place)) continue;
    const named = namedAt(reading, place, hint);
    if (named === null) continue;
    const refused = isNegated(reading, place);
    take(reading, place, named.end, "master");
    if (!refused) found = named.master;
  }
  if (found !== null) return { master: found, unknown: null };
  const any = anybody(reading, hint.asked);
  return { master: any ? "any" : null, unknown: any ? null : stranger(reading, hint) };
}

/** Whether a word, given by its key, is a name of this master, in any of their languages and cases. */
export function isOfMaster(key: string, master: Salon["masters"][number]): boolean {
  return key.length > 1 && namesOf(master).some((name) => isName(key, name, false));
}

const LONG = 5;

function isFree({ tokens, taken }: Reading, place: number): boolean {
  return tokens[place]?.kind === "word" && taken[place] === null;
}

/** "до Олени", "к майстру Марині", "with Artyom". */
function isLed(reading: Reading, place: number): boolean {
  const before = keyAt(reading, place - 1);
  return LEADS.has(before) || MASTERS.test(before);
}

const LEADS = new Set(["до", "к", "ко", "у", "в", "to", "with", "by", "з", "с", "на", "саме"]);
const MASTERS =
  /^(?:маист|масте|masters?$|ликар|врач|доктор|doctor|dr$|барбер|barber|стилист|stylist|косметол|перукар|парикм)/u;

/** "мене звати Марина", "I'm Anna". */
function isIntroduced(reading: Reading, place: number): boolean {
  return INTRODUCES.has(keyAt(reading, place - 1)) && !/[.!?]/.test(gapAt(reading, place));
}

const INTRODUCES = new Set([
  "звати",
  "зват",
  "зовут",
  "я",
  "im",
  "am",
  "is",
  "имя",
  "name",
  "звут",
]);

function namedAt(
  reading: Reading,
  place: number,
  { salon, asked }: MasterHint,
): { master: number; end: number } | null {
  const key = keyAt(reading, place);
  if (key.length < 2) return null;
  const fits = salon.masters.flatMap((master) => {
    const words = namesOf(master);
    const first = words.find((word) => isName(key, word, asked || isLed(reading, place)));
    if (first === undefined) return [];
    const next = isFree(reading, place + 1) ? keyAt(reading, place + 1) : "";
    const both =
      next.length > 2 && words.some((word) => word !== first && isName(next, word, false));
    return [{ id: master.id, both }];
  });
  const full = fits.filter(({ both }) => both);
  const [only, other] = full.length > 0 ? full : fits;
  if (!only || other) return null;
  return { master: only.id, end: place + (only.both ? 2 : 1) };
}

const kept = new WeakMap<Salon["masters"][number], string[]>();

/** The words of a master's names in all languages, as keys. */
function namesOf(master: Salon["masters"][number]): string[] {
  const before = kept.get(master);
  if (before) return before;
  const words = Object.values(master.names)
    .flatMap((name) => name.split(/[\s.]+/u))
    .map(keyOf)
    .filter((word) => word.length > 1);
  const made = [...new Set(words)];
  kept.set(master, made);
  return made;
}

/** A word is a name in another case, alphabet or pet form, or, where a name is expected, with one slip. */
function isName(key: string, name: string, loose: boolean): boolean {
  if (isCaseOf(key, name) || fullNames(key).includes(name)) return true;
  if (LATIN.test(key) !== LATIN.test(name)) return key.length > 2 && isSameName(key, name);
  if (key.length < LONG || name.length < LONG || isFirstName(key)) return false;
  const shorter = key.slice(0, Math.max(LONG, name.length));
  return (
    (loose || name.length > LONG) &&
    (isNear(shorter, name, 1) || isNear(key.slice(0, -1), name.slice(0, -1), 1))
  );
}

const LATIN = /^[a-z]/;

/** "будь-хто", "любой мастер", "anyone". */
function anybody(reading: Reading, asked: boolean): boolean {
  if (asked && anyIn(reading)) return true;
  const keys = reading.tokens.map(({ key }) => key).slice(0, 200);
  return keys.some((key, place) => {
    const next = keys[place + 1] ?? "";
    if (reading.taken[place] !== null && reading.taken[place] !== "phrase") return false;
    if (ANYBODY.has(key)) return true;
    if (key === "буд" && (next === "хто" || next === "кого" || next === "кому")) return true;
    const any =
      ANY.test(key) ||
      (key === "буд" && /^яко?/u.test(next)) ||
      (key === "все" && next === "равно") ||
      (key === "все" && next === "одно") ||
      (key === "без" && next.startsWith("разниц"));
    if (!any) return false;
    return (
      asked ||
      keys
        .slice(place + 1, place + 5)
        .some(
          (one) =>
            MASTERS.test(one) || one === "кому" || one === "кого" || one === "хто" || one === "кто",
        )
    );
  });
}

const ANYBODY = new Set(
  ["кому-небуд", "anyone", "anybody", "whoever", "кто-угодно", "ктонибуд", "кнебуд", "абихто"].map(
    keyOf,
  ),
);
const ANY =
  /^(?:люб(?:ои|ого|ому|ая|ую|ом)|буд-?як|баидуж|неважн|any|another|друго|друга|другои|инш|кто|хто|whichever|noprefer|переваг|свободн|вилн)/u;

/** "до Насті", where no Настя works. */
function stranger(reading: Reading, { own }: MasterHint): string | null {
  if (own) return null;
  for (let place = 1; place < reading.tokens.length; place += 1) {
    const token = reading.tokens[place];
    if (!token || !isFree(reading, place) || !TO.has(keyAt(reading, place - 1))) continue;
    if (!/^\s$/u.test(token.gap) || !/^\p{Lu}/u.test(token.raw) || token.raw.length < 3) continue;
    if (/^\p{Lu}+$/u.test(token.raw) || !isFirstName(token.key)) continue;
    return token.raw;
  }
  return null;
}

const TO = new Set(
  ["до", "к", "ко", "у", "to", "with", "майстра", "мастеру", "майстру"].map(keyOf),
);
