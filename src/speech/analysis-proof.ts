import { cleanName } from "../business/business.ts";
import type { Analysis, Claim, DatedClaim, PromiseClaim } from "./analysis.ts";
import type { ModelClaim, ModelTalk, Subject } from "./prompt.ts";
import { createFinder, type Finder, type Said, type Spot } from "./quote.ts";
import { isAddressSaid, isNameSaid, isSupported, lineStands } from "./quote-support.ts";
import { isSameName, wordsIn } from "./quote-word.ts";
import { amountIn, dueIn, type CallClock } from "./resolve.ts";

/** What a model's answer is held against. */
export type Evidence = {
  turns: readonly Said[];
  clock: CallClock;
  currency: string;
  /** As the model was asked. */
  rubric: readonly string[];
  /** Names that need no proof: the business's and its employees'. */
  business: string;
  employees: readonly string[];
};

type Proven = {
  claim: Claim;
  about: Subject;
  whose: ModelClaim["whose"];
  speaker: Spot["speaker"];
};

/** What of a model's answer the talk itself proves; `dropped`: how many of its claims and lines do not stand. */
export async function prove(
  answer: ModelTalk,
  evidence: Evidence,
): Promise<{ analysis: Analysis; dropped: number }> {
  const finder = createFinder(evidence.turns);
  const asked = answer.claims.slice(0, MOST_CLAIMS);
  const stood = asked.flatMap((claim) => provenBy(finder, claim, evidence) ?? []);
  const made = await collected(stood, evidence);
  const agreed = made.nextStep !== null || made.date !== null || made.promises.length > 0;
  const proofs = {
    quotes: stood.map(({ claim }) => claim.quote),
    known: [evidence.business, ...evidence.employees],
    agreed,
  };
  const [purpose, outcome] = [answer.purpose, answer.outcome].map((line) => {
    const clean = cleanName(line, LINE);
    return {
      said: clean !== null,
      line: clean !== null && lineStands(clean, proofs) ? clean : null,
    };
  });
  const lost = [purpose, outcome].filter((one) => one?.said && one.line === null).length;
  const analysis = {
    kind: answer.kind,
    purpose: purpose?.line ?? null,
    outcome: outcome?.line ?? null,
    ...made,
    scores: scoresOf(answer, evidence.rubric),
  };
  const kept = countOf(made);
  return { analysis, dropped: answer.claims.length - kept + lost };
}

const MOST_CLAIMS = 60;
const LINE = 200;
const VALUE = 160;

/** A claim whose quote was said, and whose value says no more than the quote does. */
function provenBy(finder: Finder, claim: ModelClaim, evidence: Evidence): Proven | null {
  const { about, whose } = claim;
  const value = cleanName(claim.value, VALUE);
  const named = about === "name" || about === "address";
  const spot = finder.find(claim.quote.replace(LINE_CODE, ""), { turn: claim.turn, name: named });
  if (value === null || spot === null || !stands(about, value, spot, evidence)) return null;
  const { quote, atS, speaker } = spot;
  const giver = about === "promise" ? giverOf(whose, speaker) : "none";
  if (giver === null) return null;
  return { claim: { value, quote, atS }, about, whose: giver, speaker };
}

/** Models copy the line's own code along: "[3 0:12 client] …". */
const LINE_CODE = /^\s*\[\d+ \d+:\d\d \w+\]\s*/;

function stands(about: Subject, value: string, spot: Spot, evidence: Evidence): boolean {
  if (about === "amount")
    return (
      amountIn(value, spot.quote, evidence.currency) !== null &&
      isSupported(value.replace(/\d/g, ""), spot.quote)
    );
  if (about === "address") return isAddressSaid(value, spot.quote);
  if (about === "name") return isNameSaid(value, spot.quote) && !isOurs(value, spot, evidence);
  return isSupported(value, spot.quote);
}

/** Who answers the telephone says a name, too. */
function isOurs(name: string, { quote, speaker }: Spot, { employees }: Evidence): boolean {
  if (speaker === "employee" && INTRODUCTION.test(quote)) return true;
  const words = wordsIn(name).map(({ plain }) => plain);
  return employees.some((one) => {
    const own = wordsIn(one).map(({ plain }) => plain);
    return words.every((word) => own.some((part) => isSameName(word, part)));
  });
}

const INTRODUCTION = /(?:мене зва(?:ти|ть)|меня зовут|my name is|\bi am\b|\bi['’]m\b|это|це)\s/iu;

/** Who gives a promise says it; where nobody heard who speaks, the model's word counts. */
function giverOf(whose: ModelClaim["whose"], speaker: Spot["speaker"]): "us" | "client" | null {
  if (speaker === "unknown") return whose === "none" ? null : whose;
  const giver = speaker === "employee" ? "us" : "client";
  return whose === "none" || whose === giver ? giver : null;
}

type Collected = Omit<Analysis, "kind" | "purpose" | "outcome" | "scores">;

async function collected(
  stood: readonly Proven[],
  { clock, currency }: Evidence,
): Promise<Collected> {
  const of = (about: Subject): Proven[] => unrepeated(stood.filter((one) => one.about === about));
  const one = (about: Subject): Claim | null => of(about)[0]?.claim ?? null;
  const dated = (claims: readonly Proven[]): Promise<DatedClaim[]> =>
    Promise.all(
      claims.map(async ({ claim }) => ({ ...claim, due: (await dueIn(claim.quote, clock)).due })),
    );
  const sum = one("amount");
  const worth = sum && amountIn(sum.value, sum.quote, currency);
  const promised = of("promise").slice(0, MOST_LISTED);
  const dues = await dated(promised);
  const promises = dues.flatMap((claim, i): PromiseClaim[] => {
    const whose = promised[i]?.whose;
    return whose === "us" || whose === "client" ? [{ ...claim, whose }] : [];
  });
  return {
    wish: one("wish"),
    nextStep: (await dated(of("next_step").slice(0, 1)))[0] ?? null,
    name: one("name"),
    address: one("address"),
    date: await dateOf(of("date"), clock),
    service: one("service"),
    amount: sum && worth ? { ...sum, ...worth } : null,
    objections: of("objection")
      .slice(0, MOST_LISTED)
      .map(({ claim }) => claim),
    mood: one("mood"),
    promises,
    tasks: await dated(of("task").slice(0, MOST_LISTED)),
  };
}

const MOST_LISTED = 6;

/** The first day that was not over when it was named; else words that name none. */
async function dateOf(claims: readonly Proven[], clock: CallClock): Promise<DatedClaim | null> {
  const read = await Promise.all(
    claims.map(async ({ claim }) => ({ claim, ...(await dueIn(claim.quote, clock)) })),
  );
  const coming = read.filter(({ past }) => !past);
  const best = coming.find(({ due }) => due !== null) ?? coming[0];
  return best ? { ...best.claim, due: best.due } : null;
}

function unrepeated(claims: readonly Proven[]): Proven[] {
  const seen = new Set<string>();
  return claims.filter(({ claim, whose }) => {
    const key = `${whose} ${claim.value.toLowerCase()}`;
    return !seen.has(key) && seen.add(key);
  });
}

function scoresOf({ kind, scores }: ModelTalk, rubric: readonly string[]): Analysis["scores"] {
  if (kind !== "sale") return [];
  return rubric.flatMap((line, i) => {
    const score = scores.find((one) => one.line === i + 1)?.score;
    return score !== undefined && score >= 0 && score <= 10
      ? [{ line, score: Math.round(score) }]
      : [];
  });
}

function countOf(made: Collected): number {
  const single = [
    made.wish,
    made.nextStep,
    made.name,
    made.address,
    made.date,
    made.service,
    made.amount,
    made.mood,
  ];
  return (
    single.filter((one) => one !== null).length +
    made.objections.length +
    made.promises.length +
    made.tasks.length
  );
}
