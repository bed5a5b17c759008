import { toInstant, wallOf } from "../lib/zone.ts";
import type { Aliases } from "./record-alias.ts";
import type { Scalar } from "./record-leaf.ts";

/** With what a value may be disguised. `shift` moves times, ms; wall times go from one zone to another. */
export type Guise = {
  aliases: Aliases;
  shift: number;
  zone: { from: string; to: readonly string[] };
};

/** A value that may stand for another; `kept`: it is the value as it came, or a part of it. */
export type Candidate = { value: Scalar; kept: boolean };

/** Providers' words for how a call ended: nobody is told by them. */
const WORDS = new Set([
  "answered",
  "busy",
  "cancel",
  "no answer",
  "noanswer",
  "failed",
  "no money",
  "unallocated number",
  "no limit",
  "no day limit",
  "line limit",
  "no money, no limit",
]);

/** Everything that may stand for a value, the likeliest first. */
export function candidatesOf(value: Scalar, guise: Guise): Candidate[] {
  if (typeof value === "boolean") return [{ value, kept: true }];
  const text = String(value);
  const asGiven = (said: string): Scalar =>
    typeof value === "number" && /^-?\d{1,15}(?:\.\d{1,9})?$/.test(said) ? Number(said) : said;
  const link = /^https?:/i.test(text) ? ["https://records.example/1"] : [];
  const made = [...link, ...aliasTexts(text, guise.aliases), ...timeTexts(text, guise)].map(
    (said) => ({ value: asGiven(said), kept: false }),
  );
  const ext = /^\d{3,}-(\d{1,6})$/.exec(text)?.[1];
  const kept = [
    ...(isShort(text) || WORDS.has(text.toLowerCase()) ? [value] : []),
    ...(ext === undefined ? [] : [ext]),
  ].map((said) => ({ value: said, kept: true }));
  return [...made, ...kept, ...(isShort(text) ? [] : [{ value: "other", kept: false }])];
}

/** A figure, a code, a length, an extension. */
function isShort(text: string): boolean {
  return /^-?\d{1,6}(?:\.\d{1,3})?$/.test(text);
}

function aliasTexts(text: string, { phones, ids, exts, names }: Aliases): string[] {
  const digits = text.replace(/\D/g, "").length;
  const numbers = digits >= 4 ? [...phones.values()].flatMap((alias) => forms(text, alias)) : [];
  const called = /\p{L}/u.test(text) ? [...names.values()] : [];
  return [...(/\s/.test(text) ? [] : ids.values()), ...numbers, ...exts.values(), ...called];
}

/** A number in the way in which the other was written, else with its plus. */
function forms(text: string, alias: string): string[] {
  const digits = alias.replace(/\D/g, "");
  if (text.startsWith("+")) return [alias, digits];
  const home = digits.startsWith("380") ? digits.slice(2) : `8${digits.slice(1)}`;
  return /^0|^8\d{10}$/.test(text) ? [home, digits, alias] : [digits, alias];
}

const WALL =
  /^(\d{4})-(\d{2})-(\d{2})([ T])(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$/;

function timeTexts(text: string, { shift, zone }: Guise): string[] {
  if (/^\d{9,11}(?:\.\d{1,9})?$/.test(text)) return [moved(text, shift / 1000)];
  if (/^\d{12,14}$/.test(text)) return [moved(text, shift)];
  const found = WALL.exec(text);
  if (!found) return [];
  const [, y, mo, d, between = " ", h, mi, s, fraction = "", offset] = found;
  if (offset !== undefined) {
    const at = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}${offset}`);
    return Number.isNaN(at)
      ? []
      : [`${new Date(at + shift).toISOString().slice(0, 19)}${fraction}Z`];
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [y, mo, d, h, mi, s].map(
    Number,
  );
  const wall = { y: year, mo: month, d: day, h: hour, mi: minute, s: second };
  const at = toInstant(wall, zone.from) + shift;
  return zone.to.map((to) => `${wallText(at, to, between)}${fraction}`);
}

function moved(text: string, by: number): string {
  const [whole = "0", fraction] = text.split(".");
  return `${Number(whole) + by}${fraction === undefined ? "" : `.${fraction}`}`;
}

function wallText(at: number, zone: string, between: string): string {
  const { y, mo, d, h, mi, s } = wallOf(at, zone);
  return `${y}-${two(mo)}-${two(d)}${between}${two(h)}:${two(mi)}:${two(s)}`;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
