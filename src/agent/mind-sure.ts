import { hasFacts } from "./fact.ts";
import type { Question } from "./conversation.ts";
import type { Hint, Intent, Understood } from "./understood.ts";

/** Whether the rules surely understand a message, so that no model is asked about it. */
export function isSure(heard: Understood, { asked }: Pick<Hint, "asked">): boolean {
  if (heard.pressed !== null || heard.intents.some((intent) => STANDS.includes(intent)))
    return true;
  const words = heard.text.split(/\s+/u).filter((word) => word !== "").length;
  const { intents } = heard;
  if (intents.length > 0 && intents.every((intent) => COURTESIES.includes(intent)))
    return words <= SHORT && !hasFacts({ heard }) && heard.answer === null;
  if (words > SHORT || heard.unknownService !== null || heard.unknownMaster !== null) return false;
  const wishes = intents.filter((intent) => !COURTESIES.includes(intent));
  if (heard.answer === "yes" || heard.answer === "no")
    return asked !== null && wishes.length === 0 && !hasFacts({ heard });
  return asked !== null && wishes.every((wish) => wish === "book") && answers(heard, asked);
}

/** What the rules read of these stands whatever a model says. */
const STANDS: readonly Intent[] = ["opt_out", "erase", "human", "complaint", "medical"];
const COURTESIES: readonly Intent[] = ["greet", "thanks", "bye"];
const SHORT = 4;

/** Whether a message holds the answer to what was asked. */
export function answers(heard: Understood, asked: Question): boolean {
  if (asked === "time" || asked === "move_time") return heard.time !== null && "at" in heard.time;
  if (asked === "day") return heard.day !== null;
  if (asked === "service") return heard.services.length === 1;
  if (asked === "master") return heard.master !== null;
  if (asked === "phone") return heard.phone !== null;
  return asked === "name" && (heard.name !== null || heard.phone !== null);
}
