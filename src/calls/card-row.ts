import { maskPhone, showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { cleanName, escapeHtml, escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Call, Employee } from "./call.ts";

/** Names of employees by extension. */
type Names = Record<string, string>;
type ClientLabel = { name: string | null; phone: string | null; isNew: boolean };

/** More names than these become a count. */
const NAMES = 5;
const NAME_LENGTH = 64;
const PHONE_LENGTH = 32;

/** Name before number, the number plain so that a phone can dial it. */
export function clientRow(
  label: ClientLabel,
  { language, masked }: { language: Language; masked: boolean },
): string {
  const known = humanName(label);
  const name = known ?? (label.isNew && hasPhone(label) ? text(language, "card-new") : null);
  return (
    joined([name === null ? null : escapeName(name), phoneOf(label, { language, masked })]) ?? ""
  );
}

/** The name alone, or the number where there is none. */
export function shortClient(
  label: ClientLabel,
  view: { language: Language; masked: boolean },
): string {
  const name = humanName(label);
  return name === null ? phoneOf(label, view) : escapeName(name);
}

/** The line by the business's name of it, the provider's, or its number. */
export function lineRow(
  call: Pick<Call, "line" | "lineName"> & { lineLabel: string | null },
  language: Language,
): string | null {
  const name = cleanName(call.lineLabel, NAME_LENGTH) ?? cleanName(call.lineName, NAME_LENGTH);
  const number = name === null ? cleanName(call.line, PHONE_LENGTH) : isNumber(name) ? name : null;
  if (number !== null)
    return text(language, "card-line-number", { line: escapeHtml(showPhone(number)) });
  return name === null ? null : text(language, "card-line", { line: escapeName(name) });
}

/** Employees by name, else by extension, escaped; null when there are none. */
export function namesOf(
  known: Names,
  employees: readonly (Employee | null)[],
  language: Language,
  between = ", ",
): string | null {
  const all = employees
    .filter((employee) => employee !== null)
    .map((employee) => nameOf(known, employee, language));
  const distinct = [...new Set(all)];
  if (distinct.length === 0) return null;
  const names = distinct.slice(0, NAMES).join(between);
  const more = distinct.length - NAMES;
  return more > 0 ? text(language, "card-more", { names, count: String(more) }) : names;
}

/** What is known of several facts, in one row. */
export function joined(parts: readonly (string | null)[]): string | null {
  const facts = parts.filter((part) => part !== null);
  return facts.length > 0 ? facts.join(" · ") : null;
}

/** A provider's name that only repeats the number is none. */
function humanName({ name }: ClientLabel): string | null {
  const clean = cleanName(name, NAME_LENGTH);
  return clean === null || /^[+\d\s().-]+$/.test(clean) ? null : clean;
}

function hasPhone({ phone }: ClientLabel): boolean {
  return cleanName(phone, PHONE_LENGTH) !== null;
}

function phoneOf(
  label: ClientLabel,
  { language, masked }: { language: Language; masked: boolean },
): string {
  const phone = cleanName(label.phone, PHONE_LENGTH);
  if (phone === null) return text(language, "card-hidden");
  return escapeHtml(masked ? maskPhone(phone) : showPhone(phone));
}

function isNumber(name: string): boolean {
  return /^\+\d{7,15}$/.test(name);
}

/** The business's name for the extension, the provider's, or the extension itself. */
function nameOf(known: Names, { ext, name }: Employee, language: Language): string {
  const ours = Object.hasOwn(known, ext) ? known[ext] : null;
  const named = cleanName(ours, NAME_LENGTH) ?? cleanName(name, NAME_LENGTH);
  if (named !== null) return escapeHtml(named);
  return text(language, "card-ext", { ext: escapeHtml(cleanName(ext, PHONE_LENGTH) ?? "?") });
}
