/** What the cards of a call say of its recording. */
export type Spoken = {
  /** preparing: the recording is waited for or fetched. */
  state: "preparing" | "transcribing" | "analysing" | "ready" | "failed";
  /** Why it failed, in a closed word of room `speech`; its sentence is the text «spoken-<cause>». */
  cause: string | null;
  /** It can be played, and its text can be read. */
  audio: boolean;
  text: boolean;
  /** Nobody was heard: silence or music. */
  silent: boolean;
  summary: Summary | null;
};

/** The short of a talk; every fact has its quote and the second where it stands. */
export type Summary = {
  /** One line, in the business's language. */
  outcome: string | null;
  facts: { kind: string; value: string; quote: string; atS: number }[];
  /** What was agreed; `due` is a day "YYYY-MM-DD" or a moment in ISO 8601. */
  next: { text: string; due: string | null; quote: string; atS: number } | null;
  /** A person wrote over something. */
  corrected: boolean;
};

export const UNSPOKEN: Spoken = {
  state: "preparing",
  cause: null,
  audio: false,
  text: false,
  silent: false,
  summary: null,
};
