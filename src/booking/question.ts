/** A visit that was spoken of in a call and that no calendar has. Instants are epoch ms. */
export type VisitQuestion = {
  id: number;
  callId: number;
  clientId: number | null;
  /** The words, with their second in the recording. */
  quote: string;
  /** "YYYY-MM-DD", or a moment in ISO 8601. */
  due: string;
  service: string | null;
  answer: QuestionAnswer | null;
};

const answers = ["booked", "not_needed", "found"] as const;
/** booked: it is there already, somebody says; found: it appeared in the calendar. */
export type QuestionAnswer = (typeof answers)[number];

export function toAnswer(text: string | null): QuestionAnswer | null {
  return answers.find((answer) => answer === text) ?? null;
}

/** The day of it on the business's wall, and its moment where one was named. */
export function dueParts(due: string): { day: string; at: number | null } {
  const at = due.length > 10 ? Date.parse(due) : Number.NaN;
  return { day: due.slice(0, 10), at: Number.isFinite(at) ? at : null };
}
