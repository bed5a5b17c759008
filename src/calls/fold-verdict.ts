import type { Direction } from "./call.ts";
import { earliest, secondsBetween, unanswered, type Verdict } from "./fold-course.ts";
import { timeOf } from "./fold-order.ts";
import { saysAnswered, type Told } from "./told.ts";

/** What became of a call, by its final word and by who was heard to answer. */
export function verdictOf(told: Told, direction: Direction): Verdict {
  const { word, answers, records } = told;
  if (isGhost(told, direction)) return ghost(told);
  const menuS = menuSeconds(told);
  const answered = answers.length > 0 || (word ? saysAnswered(word) : records.length > 0);
  if (answered) {
    const talkS = word && saysAnswered(word) ? word.talkS : null;
    return { outcome: "answered", reason: null, talkS, menuS, lengthUnknown: talkS === null };
  }
  const outcome = word?.outcome ?? unanswered(direction);
  return { outcome, reason: word?.reason ?? null, talkS: 0, menuS, lengthUnknown: false };
}

/**
 * A menu, a greeting or voicemail picks up too: «answered» with nobody named, where a menu spoke or no device rang.
 * Production users of Novofon report such short answered calls.
 */
function isGhost({ word, answers, rang, menuAt, records }: Told, direction: Direction): boolean {
  if (direction !== "in" || answers.length > 0) return false;
  if (!word) return records.length > 0 && menuAt !== null && rang.length === 0;
  if (!saysAnswered(word) || word.ext !== null || word.lastExt !== null) return false;
  return menuAt !== null || rang.length === 0;
}

function ghost(told: Told): Verdict {
  const { word, records } = told;
  const recorded = records.length > 0 || word?.recorded === true;
  const reason = recorded ? "voicemail_or_ivr" : "ivr_only";
  const menuS = word?.talkS ?? menuSeconds(told);
  return { outcome: "missed", reason, talkS: 0, menuS, lengthUnknown: false };
}

function menuSeconds({ menuAt, rang, answers, word, prompt }: Told): number {
  if (menuAt === null || !prompt) return 0;
  const until = earliest([...rang, ...answers, ...(word ? [word] : [])], (event) => {
    const at = timeOf(event);
    return at >= menuAt ? at : Infinity;
  });
  return Number.isFinite(until) ? secondsBetween(menuAt, until) : 0;
}
