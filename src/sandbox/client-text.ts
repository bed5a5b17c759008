/// <reference lib="dom" />

type Texts = Record<string, string | Record<string, string>>;

let texts: Texts = {};
let plural = new Intl.PluralRules("en");
let language = "en";

export async function loadTexts(): Promise<void> {
  const response = await fetch(document.body.dataset["texts"] ?? "");
  texts = await response.json();
  language = document.documentElement.lang;
  plural = new Intl.PluralRules(language);
}

/** A text of the page; `n` also chooses the plural form. */
export function say(id: string, values: Record<string, string | number> = {}): string {
  const found = texts[id] ?? id;
  const text =
    typeof found === "string" ? found : (found[plural.select(Number(values["n"] ?? 0))] ?? "");
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** "14:35" in the reader's own zone, as a messenger shows it. */
export function timeText(instant: number): string {
  return new Intl.DateTimeFormat("uk", { hour: "2-digit", minute: "2-digit" }).format(instant);
}

/** Today, or the day of another date. */
export function dayText(instant: number, now: number): string {
  if (new Date(instant).toDateString() === new Date(now).toDateString()) return say("today");
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    day: "numeric",
    month: "long",
  }).format(instant);
}

/** Minutes, seconds and thousandths: what a reader compares in the journal. */
export function stampText(instant: number): string {
  const date = new Date(instant);
  return `${pad(date.getMinutes(), 2)}:${pad(date.getSeconds(), 2)}.${pad(date.getMilliseconds(), 3)}`;
}

function pad(n: number, digits: number): string {
  return String(n).padStart(digits, "0");
}
