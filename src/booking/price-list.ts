import { cleanName } from "../business/business.ts";
import { isHoliday } from "../business/holiday.ts";
import { days, minutesOf } from "../business/working-hours.ts";
import { languages } from "../texts/language.ts";
import type { Master, Rules, Service, Words } from "./salon.ts";

/** What a service is told to be; archived ones stay for the visits that were made of them. */
export type ServiceFields = Pick<
  Service,
  "names" | "durationMin" | "bufferMin" | "price" | "synonyms"
>;
export type MasterFields = Pick<Master, "names" | "services" | "hours" | "breaks" | "daysOff">;
export type ServiceWrong = "name" | "duration" | "buffer" | "price" | "same_name";
export type MasterWrong = "name" | "hours" | "breaks" | "days_off" | "services" | "same_name";

const NAME_LENGTH = 60;
const MOST_SYNONYMS = 40;
const MOST_MONEY = 999_999_999.99;

/** A service as it is kept, or what is wrong with it. */
export function soundService(
  fields: ServiceFields,
): { service: ServiceFields } | { wrong: Exclude<ServiceWrong, "same_name"> } {
  const { durationMin, bufferMin, price } = fields;
  const names = cleanWords(fields.names);
  if (names === null) return { wrong: "name" };
  if (!isWhole(durationMin, { from: 5, to: 720 })) return { wrong: "duration" };
  if (!isWhole(bufferMin, { from: 0, to: 240 })) return { wrong: "buffer" };
  if (!(price.amount >= 0 && price.amount <= MOST_MONEY)) return { wrong: "price" };
  const synonyms = [
    ...new Set(fields.synonyms.flatMap((one) => cleanName(one, NAME_LENGTH) ?? [])),
  ];
  return { service: { ...fields, names, synonyms: synonyms.slice(0, MOST_SYNONYMS) } };
}

/** A master as they are kept, or what is wrong with them; somebody without hours is off every day. */
export function soundMaster(
  fields: MasterFields,
): { master: MasterFields } | { wrong: Exclude<MasterWrong, "same_name" | "services"> } {
  const { hours, breaks, daysOff } = fields;
  const names = cleanWords(fields.names);
  if (names === null) return { wrong: "name" };
  if (!days.every((day) => hours[day] === null || isRange(hours[day]))) return { wrong: "hours" };
  if (breaks.length > 10 || !breaks.every(isRange)) return { wrong: "breaks" };
  const off = [...new Set(daysOff)].toSorted();
  if (off.length > 400 || !off.every((date) => isHoliday({ date, hours: null })))
    return { wrong: "days_off" };
  return { master: { ...fields, names, services: [...new Set(fields.services)], daysOff: off } };
}

/** What the calendar's rules may be. */
const ranges: Record<keyof Rules, { from: number; to: number }> = {
  stepMin: { from: 5, to: 240 },
  leadMin: { from: 0, to: 10_080 },
  horizonDays: { from: 1, to: 365 },
  freeCancelHours: { from: 0, to: 168 },
};

/** The first rule that cannot be; null: all can. */
export function wrongRule(rules: Partial<Rules>): keyof Rules | null {
  const keys: (keyof Rules)[] = ["stepMin", "leadMin", "horizonDays", "freeCancelHours"];
  return (
    keys.find((key) => {
      const value = rules[key];
      return value !== undefined && !isWhole(value, ranges[key]);
    }) ?? null
  );
}

/** A stable id made of a name: "Манікюр з гель-лаком" is manikyur_z_gel_lakom; one that is taken gets a number. */
export function slugOf(names: Words, taken: ReadonlySet<string>): string {
  const name = names.en ?? names.uk ?? names.ru ?? "";
  const latin = Array.from(name.toLowerCase(), (sign) => letters.get(sign) ?? sign).join("");
  const base =
    latin
      .normalize("NFKD")
      .replace(/[\u0300-\u036f'’ʼ]/gu, "")
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 40) || "item";
  for (let count = 1; ; count += 1) {
    const slug = count === 1 ? base : `${base}_${count}`;
    if (!taken.has(slug)) return slug;
  }
}

/** The places of a list in which one thing goes up (-1) or down (1): only those that change. */
export function moved(
  listed: readonly { id: number; position: number }[],
  { id, by }: { id: number; by: -1 | 1 },
): { id: number; position: number }[] {
  const at = listed.findIndex((one) => one.id === id);
  const other = listed[at + by];
  const own = listed[at];
  if (!own || !other) return [];
  return listed
    .with(at, other)
    .with(at + by, own)
    .flatMap((one, index) =>
      one.position === index + 1 ? [] : [{ id: one.id, position: index + 1 }],
    );
}

/** Whether two things are called the same in some language. */
export function isSameName(one: Words, other: Words): boolean {
  const names = new Set(lowNames(one));
  return lowNames(other).some((name) => names.has(name));
}

function lowNames(words: Words): string[] {
  return Object.values(words).map((name) => name.toLowerCase());
}

const letters = new Map([
  ..."абвгґдезийклмнопрстуфцыэіёъь"
    .split("")
    .map((sign, index): [string, string] => [
      sign,
      "a b v h g d e z y i k l m n o p r s t u f ts y e i e  ".split(" ")[index] ?? "",
    ]),
  ["ж", "zh"],
  ["х", "kh"],
  ["ч", "ch"],
  ["ш", "sh"],
  ["щ", "shch"],
  ["ю", "yu"],
  ["я", "ya"],
  ["є", "ye"],
  ["ї", "yi"],
]);

function cleanWords(words: Words): Words | null {
  const clean: Words = {};
  for (const language of languages) {
    const name = cleanName(words[language] ?? "", NAME_LENGTH);
    if (name !== null) clean[language] = name;
  }
  return Object.keys(clean).length > 0 ? clean : null;
}

function isWhole(value: number, { from, to }: { from: number; to: number }): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}

/** A beginning and an end that differ; an end before it is on the next day. */
function isRange([from, to]: [string, string]): boolean {
  const begins = minutesOf(from);
  const ends = minutesOf(to);
  return begins !== null && ends !== null && begins < 1440 && begins !== ends;
}
