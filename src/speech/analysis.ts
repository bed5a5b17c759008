import type { EventData } from "../events/event.ts";

/** Something that was said, with the words that prove it and their second in the recording. */
export type Claim = { value: string; quote: string; atS: number };
/** `due`: a day "YYYY-MM-DD" or a moment in ISO 8601 with the business's offset, read by code from the quote. */
export type DatedClaim = Claim & { due: string | null };
type AmountClaim = Claim & { amount: number; currency: string };
export type PromiseClaim = DatedClaim & { whose: "us" | "client" };
type TalkKind = "sale" | "service" | "other";

/** What a call came to. Every claim was proven by its quote; what was not said is null or left out. */
export type Analysis = {
  kind: TalkKind;
  purpose: string | null;
  /** One line, in the business's language. */
  outcome: string | null;
  wish: Claim | null;
  nextStep: DatedClaim | null;
  name: Claim | null;
  address: Claim | null;
  date: DatedClaim | null;
  service: Claim | null;
  amount: AmountClaim | null;
  objections: Claim[];
  mood: Claim | null;
  promises: PromiseClaim[];
  tasks: DatedClaim[];
  /** Only of talks about a sale, where the business has a rubric: 0 to 10 for each of its lines. */
  scores: { line: string; score: number }[];
};

export type AnalyzedData = EventData<"call.analyzed">["analysis"];

/** The same as receivers of `call.analyzed` read it. */
export function toAnalyzed(analysis: Analysis): AnalyzedData {
  return {
    purpose: analysis.purpose,
    outcome: analysis.outcome,
    wish: orNull(analysis.wish),
    next_step: datedOrNull(analysis.nextStep),
    name: orNull(analysis.name),
    address: orNull(analysis.address),
    date: datedOrNull(analysis.date),
    service: orNull(analysis.service),
    amount:
      analysis.amount === null
        ? null
        : {
            ...told(analysis.amount),
            amount: analysis.amount.amount,
            currency: analysis.amount.currency,
          },
    objections: analysis.objections.map(told),
    mood: orNull(analysis.mood),
    promises: analysis.promises.map((one) => ({ ...dated(one), whose: one.whose })),
    tasks: analysis.tasks.map(dated),
    scores: analysis.scores,
  };
}

type Told = { value: string; quote: string; at_s: number };

function told({ value, quote, atS }: Claim): Told {
  return { value, quote, at_s: atS };
}

function dated(claim: DatedClaim): Told & { due: string | null } {
  return { ...told(claim), due: claim.due };
}

function orNull(claim: Claim | null): Told | null {
  return claim === null ? null : told(claim);
}

function datedOrNull(claim: DatedClaim | null): (Told & { due: string | null }) | null {
  return claim === null ? null : dated(claim);
}
