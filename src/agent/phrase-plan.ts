import type { TextId } from "../texts/bundle.ts";
import type { Done } from "./command.ts";
import type { Saying } from "./saying.ts";
import type { Understood } from "./understood.ts";

/** Of a turn that was made: what it says, what it did, and what it answers. */
type Taken = {
  says: readonly Saying[];
  understood: readonly (Understood | null)[];
  done: readonly Done[];
};

/** An answer waits so long for other words; then its template leaves. */
export const PHRASE_MS = 8000;

/**
 * Whether the words of a turn's answer are worth a question to the model: a customer who wrote in words is answered, nothing
 * was done that rows alone may tell of, and everything said is of the kind that has a manner. A button is answered at once,
 * a bare courtesy is short enough, and a long list reads best as a list.
 */
export function isPhrased({ says, understood, done }: Taken, template: string): boolean {
  const worded = understood.some((one) => one !== null && one.pressed === null);
  const quiet = done.every((one) => "did" in one && one.did === "release");
  return (
    worded &&
    quiet &&
    says.length > 0 &&
    says.every(({ id }) => phrasable.has(id)) &&
    template.length >= SHORTEST &&
    template.length <= LONGEST &&
    template.split("\n").length <= LINES
  );
}

const SHORTEST = 15;
const LONGEST = 600;
const LINES = 10;

/**
 * What may be said in other words. Drafts, what was booked, moved, cancelled or handed over, a customer's own visits, health,
 * the owner's own words and what has to be confirmed leave word for word, and so does what is not named here.
 */
const phrasable: ReadonlySet<TextId> = new Set<TextId>([
  "agent-scope",
  "agent-unclear",
  "agent-greeting-warm",
  "agent-greeting-plain",
  "agent-greeting-brief",
  "agent-hello",
  "agent-ask-service",
  "agent-which-service",
  "agent-ask-master",
  "agent-ask-name-phone",
  "agent-ask-name",
  "agent-ask-phone",
  "agent-phone-optional",
  "agent-no-such-master",
  "agent-master-other",
  "agent-day-past",
  "agent-slot-passed",
  "agent-slot-free",
  "agent-offer-day",
  "agent-offer-days",
  "agent-nothing-free",
  "agent-why-busy",
  "agent-why-past",
  "agent-why-soon",
  "agent-why-step",
  "agent-why-shut",
  "agent-why-long",
  "agent-why-hours",
  "agent-why-nobody-then",
  "agent-why-part",
  "agent-why-days",
  "agent-why-far",
  "agent-why-closed",
  "agent-why-day-off",
  "agent-why-nobody",
  "agent-why-full",
  "agent-prices",
  "agent-price-from-why",
  "agent-services",
  "agent-no-list",
  "agent-no-such-service",
  "agent-masters",
  "agent-masters-of",
  "agent-masters-on",
  "agent-masters-none",
  "agent-address",
  "agent-phone",
  "agent-hours-day",
  "agent-hours-week",
  "agent-hours-holidays",
  "agent-hours-unknown",
  "agent-late",
  "agent-move-same",
]);
