/** What a business wants of its recordings. Instants are epoch milliseconds. */
export type SpeechSettings = {
  /** Recordings are fetched, played and turned into text. */
  transcribe: boolean;
  analyse: boolean;
  /** ISO 639-1; null: whatever is heard. */
  language: string | null;
  /** Only calls of these lines, and of these numbers of clients (E.164); empty: all. */
  lines: string[];
  numbers: string[];
  /** On which side of a stereo recording the employee speaks, by provider; the left one where none is told. */
  sides: Record<string, "left" | "right">;
  /** The owner's own words for the model, and what talks about a sale are scored for; null: ours. */
  instruction: string | null;
  rubric: string[] | null;
  /** Null: the server's own time. */
  keepDays: number | null;
  consentAt: number | null;
  consentBy: number | null;
};

export const NO_SPEECH: SpeechSettings = {
  transcribe: false,
  analyse: true,
  language: null,
  lines: [],
  numbers: [],
  sides: {},
  instruction: null,
  rubric: null,
  keepDays: null,
  consentAt: null,
  consentBy: null,
};
