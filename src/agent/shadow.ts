import type { Action } from "./action.ts";
import type { Command, Done } from "./command.ts";
import type { Understood } from "./understood.ts";
import type { SaidButton } from "./utterance.ts";

/** What is to be said, as it would leave. */
export type Answer = { text: string; buttons: SaidButton[] };

/** Something that sending a draft does beside saying it; `at`: the visit or the place that it is about. */
export type Deed = { do: Command["do"]; at: number | null };

export type DraftEnd = "sent" | "edited" | "stale" | "dropped";

/** What the agent would answer, while a person decides. Instants are epoch ms. */
export type Draft = Answer & {
  id: number;
  conversationId: number;
  /** The customer's messages that it answers. */
  utteranceIds: number[];
  /** What they were understood as; null: what was stored cannot be read any more, and is understood anew. */
  readings: (Understood | null)[];
  does: Deed[];
  madeAt: number;
  ended: DraftEnd | null;
  endedBy: number | null;
};

/** Why a press came to nothing; `closed`: the channel takes nothing more until the customer writes. */
export type DraftRefused =
  | { refused: "gone" | "stale" | "unreachable" | "closed" }
  /** Somebody was first; `by`: their name, as long as they are here. */
  | { refused: "sent" | "edited" | "dropped"; by: string | null };

/**
 * Turns that no person has to let through. The sentence that a person will answer must not wait for one: with it they are
 * called. That somebody wants no more messages, or their data gone, is theirs alone to decide. What is written of a visit
 * beside that is looked at still. Where nothing would be said there is nothing to show.
 */
export function passes(done: readonly Done[], answer: Answer | null): boolean {
  if (answer === null) return true;
  const did = deedsOf(done).map((deed) => deed.do);
  return did.some((one) => own.has(one)) && did.every((one) => own.has(one) || places.has(one));
}

const own: ReadonlySet<Command["do"]> = new Set(["handoff", "opt_out", "erase"]);
const places: ReadonlySet<Command["do"]> = new Set(["hold", "release"]);

/** What was really done in a turn. */
export function deedsOf(done: readonly Done[]): Deed[] {
  return done.flatMap((one) => ("did" in one ? [{ do: one.did, at: placeOf(one) }] : []));
}

/** Whether only a place was kept or given up: words may be exchanged freely then. */
export function isOnlySaid(does: readonly Deed[]): boolean {
  return does.every((deed) => places.has(deed.do));
}

/** Whether a turn that was taken again came out as the draft that was shown. */
export function isSame(
  draft: Answer & { does: readonly Deed[] },
  { done, answer }: { done: readonly Done[]; answer: Answer },
): boolean {
  return (
    wordsOf(draft, draft.text) === wordsOf(draft, answer.text) &&
    JSON.stringify(draft.does) === JSON.stringify(deedsOf(done)) &&
    JSON.stringify(draft.buttons.map(shownOf)) === JSON.stringify(answer.buttons.map(shownOf))
  );
}

/** Until when a person will answer is counted from the moment at which it is said. */
function wordsOf({ does }: { does: readonly Deed[] }, text: string): string {
  return does.some((deed) => deed.do === "handoff") ? text.replaceAll(/\d{1,2}:\d{2}/g, "") : text;
}

function placeOf(done: Extract<Done, { did: string }>): number | null {
  if ("visit" in done) return done.visit.start;
  return done.did === "hold" ? done.slot.start : null;
}

/** A place that is kept anew has another id: the button under the answer is the same. */
function shownOf({ title, action, row }: SaidButton): { title: string; row: number; does: Action } {
  return { title, row, does: action.do === "yes" ? { do: "yes" } : action };
}
