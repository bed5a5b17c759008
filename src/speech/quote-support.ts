import { demandsIn, isSaid, numbersIn } from "./quote-number.ts";
import { daysIn, deedsIn, monthsIn } from "./quote-sense.ts";
import { isSameName, namesIn, wordsIn } from "./quote-word.ts";

/** Whether everything in a claim's value that can be checked is in the words that prove it: numbers, days, names. */
export function isSupported(value: string, quote: string): boolean {
  return (
    !hasPhone(value) &&
    numbersStand(value, [quote]) &&
    isWithin(daysIn(value), daysIn(quote)) &&
    namesStand(value, [quote])
  );
}

/** A name's every word is a word of the quote, in whatever case. */
export function isNameSaid(name: string, quote: string): boolean {
  const said = wordsIn(quote).map(({ from, to }) => quote.slice(from, to));
  const words = wordsIn(name).map(({ from, to }) => name.slice(from, to));
  return (
    words.length > 0 &&
    !/\d/.test(name) &&
    words.every((word) => said.some((one) => isSameName(word, one)))
  );
}

/** An address stands on words and numbers of its quote. */
export function isAddressSaid(address: string, quote: string): boolean {
  const said = wordsIn(quote).map(({ from, to }) => quote.slice(from, to));
  const words = wordsIn(address).filter(({ plain }) => /^\p{L}{3,}$/u.test(plain));
  const known = words.filter(({ plain }) => said.some((one) => isSameName(plain, one)));
  return isSupported(address, quote) && known.length > 0;
}

/** What proves a line that has no quote of its own. `agreed`: a date, a next step or a promise was proven. */
export type Proofs = { quotes: readonly string[]; known: readonly string[]; agreed: boolean };

/** Whether a line without a quote says nothing that the proven claims do not: no number, day, name or deed beyond them. */
export function lineStands(line: string, { quotes, known, agreed }: Proofs): boolean {
  const all = quotes.join(" … ");
  const done = deedsIn(all);
  const deeds = [...deedsIn(line)];
  return (
    !hasPhone(line) &&
    numbersStand(line, quotes) &&
    isWithin(daysIn(line), daysIn(all)) &&
    namesStand(line, [...quotes, ...known]) &&
    // Nobody wins or loses a deal in a talk: people do that.
    deeds.every((deed) => (deed === "booked" && agreed) || (deed !== "won" && done.has(deed)))
  );
}

/** Seven digits and more are a telephone number or a card's. */
function hasPhone(text: string): boolean {
  return /\d(?:[\s().-]{0,2}\d){6,}/.test(text);
}

function numbersStand(text: string, quotes: readonly string[]): boolean {
  const said = new Set(quotes.flatMap((quote) => [...numbersIn(quote), ...monthsIn(quote)]));
  return demandsIn(text).every((demand) => isSaid(demand, said));
}

/** A capital letter at the beginning of a line makes no name. */
function namesStand(text: string, where: readonly string[]): boolean {
  const said = where.flatMap((one) => wordsIn(one).map(({ from, to }) => one.slice(from, to)));
  return namesIn(text).every(
    ({ name, first }) => first || said.some((one) => isSameName(name, one)),
  );
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((one) => all.has(one));
}
