import type { Analysis, DatedClaim } from "./analysis.ts";

/** That somebody was booked in a call: the proven words, their second, and the day or moment that code read in them. */
export type VisitSaid = { quote: string; atS: number; due: string; service: string | null };

/**
 * A talk that says of a visit that it is settled: words of one who books, about a day that is still to come. `today` is the
 * day on the business's wall. A wish to be booked is none, and neither is what the model only says in its own words.
 */
export function visitSaid(analysis: Analysis, today: string): VisitSaid | null {
  const { date, nextStep, promises, tasks, service } = analysis;
  const ours = promises.filter(({ whose }) => whose === "us");
  const dated = [date, nextStep, ...ours, ...tasks].filter((claim) => claim !== null);
  const said = dated.find(({ quote }) => isBooked(quote));
  if (!said) return null;
  const due = dueOf(said, date);
  if (due === null || due.slice(0, 10) < today) return null;
  return { quote: said.quote, atS: said.atS, due, service: service?.value ?? null };
}

/** The time of the visit may stand in another claim than the words that settle it. */
function dueOf(said: DatedClaim, date: DatedClaim | null): string | null {
  if (said.due === null) return date?.due ?? null;
  const sameDay = date?.due?.startsWith(said.due.slice(0, 10)) === true;
  return sameDay && date.due !== null && date.due.length > said.due.length ? date.due : said.due;
}

/** What the one who books says: "записала вас", "чекаємо", "жду вас", "booked you in"; "запишіть мене" asks for it. */
const SETTLED = [
  /запис(?:ав|ала|али|ую|уємо|ано|ані|аний|ана)/u,
  /запис(?:ал|ываю|ываем|ан|аны)/u,
  /запиш(?:у|емо|ем)/u,
  /заброню(?:вав|вала|вали|ю|ємо)/u,
  /забронир(?:овал|овала|овали|ую|уем)/u,
  /чека(?:ю|ємо|тиму|тимемо)/u,
  /жд(?:у|ём|ем)/u,
  /(?:booked|put) you|you(?:'re| are) (?:booked|down)|see you|expect(?:ing)? you/u,
].map(
  (word) => new RegExp(`(?<!\\p{L})(?<not>(?:не|not|never) )?(?:${word.source})(?!\\p{L})`, "u"),
);

function isBooked(quote: string): boolean {
  const words = quote.toLowerCase().replaceAll("’", "'");
  return SETTLED.some((word) => {
    const found = word.exec(words);
    return found !== null && found.groups?.["not"] === undefined;
  });
}
