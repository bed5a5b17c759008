import { text, type TextId } from "../texts/bundle.ts";
import { duration } from "../texts/format.ts";
import { languages, type Language } from "../texts/language.ts";
import type { EndedCall } from "./ended-call.ts";

/** What the note of a deal says of the call that made it. */
export function callNote(
  language: Language,
  { missed, reason, outcome, talkS }: Pick<EndedCall, "missed" | "reason" | "outcome" | "talkS">,
): string {
  if (missed)
    return [text(language, "deal-note-missed"), text(language, causeOf(reason, outcome))].join(
      "\n",
    );
  if (talkS === null) return text(language, "deal-note-answered-unknown");
  return text(language, "deal-note-answered", { duration: duration(language, talkS) });
}

/** Whether a note is still what a call had said, in any language; one that a person wrote is left alone. */
export function isCallNote(note: string | null): boolean {
  if (note === null) return true;
  return languages.some((language) => {
    const talked = text(language, "deal-note-answered", { duration: "" }).trimEnd();
    const unknown = text(language, "deal-note-answered-unknown");
    const isTalk = note === unknown || (note.startsWith(talked) && !note.includes("\n"));
    return isTalk || missedNotes(language).includes(note);
  });
}

/** Whether a note begins with what a missed call had said. */
export function isMissedNote(note: string | null): boolean {
  const begun = withoutSign(note ?? "");
  return languages.some((language) =>
    begun.startsWith(withoutSign(text(language, "deal-note-missed"))),
  );
}

/** People may have written over the sign before the words. */
function withoutSign(note: string): string {
  return note.replace(/^[^\p{L}\p{N}]+/u, "");
}

const causes = ["deal-note-no-answer", "deal-note-cancel", "deal-note-busy"] as const;

function missedNotes(language: Language): string[] {
  return causes.map((cause) =>
    [text(language, "deal-note-missed"), text(language, cause)].join("\n"),
  );
}

function causeOf(reason: string | null, outcome: EndedCall["outcome"]): TextId {
  if (reason?.toLowerCase().includes("cancel")) return "deal-note-cancel";
  return outcome === "busy" || reason?.toLowerCase() === "busy"
    ? "deal-note-busy"
    : "deal-note-no-answer";
}
