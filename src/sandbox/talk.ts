import type { Language } from "../texts/language.ts";

type By = "employee" | "client";
type Line = readonly [By, string];
/** The same in each language that a summary may be written in. */
type Told = Record<Language, string>;
/** What a model answers, with the words that prove it. */
export type Proof = { value: Told | string; quote: string };

/** What a good model makes of a talk. */
export type Answer = {
  kind: "sale" | "service" | "other";
  purpose: Told;
  outcome: Told;
  claims: Partial<Record<ClaimName, Proof>>;
  objections?: Proof[];
  promises?: (Proof & { whose: "us" | "client" })[];
  tasks?: Proof[];
};
type ClaimName = "wish" | "next_step" | "name" | "address" | "date" | "service" | "amount" | "mood";

/** What is said in a simulated call. */
export type Talk = {
  name: string;
  /** ISO 639-1, and as Whisper writes it. */
  language: Language;
  lines: readonly Line[];
  /** Without words: what is heard instead. */
  instead?: "silence" | "music";
  answer: Answer | null;
};
