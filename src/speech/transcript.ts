/** What one person said without the other coming between. */
export type Turn = {
  speaker: "employee" | "client" | "unknown";
  startS: number;
  endS: number;
  text: string;
};

/** What was said in a recording; no turns: silence or music. */
export type Transcript = {
  recordingId: string;
  callId: number;
  source: "stt" | "provider";
  /** ISO 639-1; null: not told. */
  language: string | null;
  turns: Turn[];
  /** Who speaks was not heard from the channels. */
  guessed: boolean;
};
