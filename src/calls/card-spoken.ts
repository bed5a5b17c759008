import { text } from "../texts/bundle.ts";
import { causeLine, dueText, factLabel, heard, timeCode, type Reader } from "./spoken-word.ts";
import type { Spoken, Summary } from "./spoken.ts";

type Fact = Summary["facts"][number];
type Next = NonNullable<Summary["next"]>;

/** What the card says of the call's recording, in no more than `room` characters of Telegram HTML. */
export function spokenRows(spoken: Spoken | null, reader: Reader, room: number): string[] {
  if (spoken === null) return [];
  const rows = lengths
    .map((length) => rowsOf(spoken, reader, length))
    .find((some) => some.join("\n").length <= room);
  return rows ?? [];
}

/** How much of each piece a card holds: less where there is little room. */
type Length = { outcome: number; value: number; quote: number; facts: number };
const lengths: readonly Length[] = [
  { outcome: 200, value: 80, quote: 100, facts: 3 },
  { outcome: 160, value: 50, quote: 60, facts: 3 },
  { outcome: 120, value: 40, quote: 40, facts: 2 },
  { outcome: 80, value: 30, quote: 30, facts: 1 },
  { outcome: 40, value: 20, quote: 20, facts: 0 },
];

function rowsOf(spoken: Spoken, reader: Reader, length: Length): string[] {
  const { language } = reader;
  const { state, cause, silent, summary } = spoken;
  if (state === "preparing") return [text(language, "spoken-preparing")];
  if (state === "transcribing" || state === "analysing")
    return [text(language, "spoken-transcribing")];
  return [
    ...(silent ? [text(language, "spoken-silent")] : []),
    // Set apart from what the PBX told of the call.
    ...(summary === null ? [] : ["", ...summaryRows(summary, reader, length)]),
    ...(cause === null ? [] : [causeLine(language, cause)]),
  ];
}

function summaryRows(summary: Summary, reader: Reader, length: Length): string[] {
  const { language } = reader;
  const { outcome, facts, next } = summary;
  const said = heard(outcome, length.outcome, reader);
  const isEmpty = said === null && facts.length === 0 && next === null;
  return [
    ...(said === null && !isEmpty
      ? []
      : [text(language, "spoken-outcome", { text: said ?? text(language, "spoken-unsaid") })]),
    ...facts.slice(0, length.facts).flatMap((fact) => factRow(fact, reader, length)),
    ...(next === null ? [] : nextRow(next, reader, length)),
    ...(summary.corrected ? [text(language, "spoken-fixed")] : []),
  ];
}

function factRow(fact: Fact, reader: Reader, length: Length): string[] {
  const { language } = reader;
  const value = heard(fact.value, length.value, reader);
  const quote = quoteOf(fact, reader, length);
  if (value === null)
    return quote === null ? [] : [text(language, "spoken-fact-bare", { value: quote })];
  const label = factLabel(language, fact.kind);
  if (label !== null && quote !== null && isSaid(fact))
    return [text(language, "spoken-fact", { label, value: quote })];
  const told =
    label === null
      ? text(language, "spoken-fact-bare", { value })
      : text(language, "spoken-fact", { label, value });
  return [quote === null ? told : `${told} — ${quote}`];
}

/** What people think or promise, the quote itself may say in little more words. */
const OPINIONS: ReadonlySet<string> = new Set(["wish", "objection", "mood", "promise", "task"]);

function isSaid({ kind, value, quote }: Fact): boolean {
  const [said, meant] = [quote.trim().toLowerCase(), value.trim().toLowerCase()];
  if (said === meant) return true;
  return OPINIONS.has(kind) && meant.length * 2 >= said.length && said.includes(meant);
}

function nextRow(next: Next, reader: Reader, length: Length): string[] {
  const { language } = reader;
  const said = heard(next.text, length.outcome, reader);
  if (said === null) return [];
  const when = next.due === null ? null : dueText(next.due, reader);
  const told =
    when === null
      ? text(language, "spoken-next", { text: said })
      : text(language, "spoken-agreed", { text: said, when });
  const quote = quoteOf(next, reader, length);
  return [quote === null ? told : `${told} — ${quote}`];
}

function quoteOf(
  { quote, atS }: { quote: string; atS: number },
  reader: Reader,
  length: Length,
): string | null {
  const said = heard(quote, length.quote, reader);
  return said === null
    ? null
    : text(reader.language, "spoken-quote", { quote: said, at: timeCode(atS) });
}
