/** What stands in every text of a business, so that a single word of it betrays where it came from. */
export const marks = { ours: "Айстра7f3", theirs: "Бузок9d1" } as const;
/** The numbers of theirs end with these seven digits or their like. */
const THEIR_PHONE = /0777\d{3}/;

/** Whether an answer holds a word or a number of the other business. */
export function tells(answer: string): boolean {
  if (answer.toLowerCase().includes(marks.theirs.toLowerCase())) return true;
  // Numbers are written with spaces, and with the country or without.
  const numbers = answer.match(/(?:\+|\b0)\d[\d\s()-]{7,}\d/g) ?? [];
  return numbers.some((written) => THEIR_PHONE.test(written.replaceAll(/\D/g, "").slice(-7)));
}

/** A text without the marks: what they typed may be sent by us, but not as a proof. */
export function unmarked(value: string): string {
  return value.replaceAll(new RegExp(marks.theirs, "gi"), "x").replaceAll(/0777(\d{3})/g, "0555$1");
}
