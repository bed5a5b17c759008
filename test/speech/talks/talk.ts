import type { Language } from "../../../src/texts/language.ts";
import type { Subject } from "../../../src/speech/prompt.ts";

/** A claim as a model makes it. `turn` counts from 1. */
type Claimed = {
  about: Subject;
  value: string;
  quote: string;
  whose?: "us" | "client";
  /** What the code must see through. */
  wrong?: true;
};

/** A talk as it was heard, what a model says of it, and what of that must reach people. */
export type Written = {
  name: string;
  /** The business's language; the talk's own one. */
  language: Language;
  spoken: string | null;
  lines: readonly (readonly ["employee" | "client" | "unknown", string])[];
  rubric?: readonly string[];
  answer: {
    kind: "sale" | "service" | "other";
    purpose: string;
    outcome: string;
    claims: readonly Claimed[];
    scores?: readonly { line: number; score: number }[];
  };
  /** Of the fields named, exactly this is kept; what is not named is not looked at. */
  expected: {
    outcome?: string | null;
    purpose?: string | null;
    due?: string | null;
    date?: string | null;
    amount?: { amount: number; currency: string } | null;
    name?: string | null;
    address?: string | null;
    promises?: readonly ("us" | "client")[];
    tasks?: number;
    scores?: number;
  };
};
