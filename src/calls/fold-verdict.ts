import type { Direction } from "./call.ts";
import { earliest, secondsBetween, unanswered, type Verdict } from "./fold-course.ts";
import { timeOf } from "./fold-order.ts";
import { saysAnswered, talksOn, wasTalk, type Told } from "./told.ts";

/** What became of a call, by its final word and by who was heard to answer. */
export function verdictOf(told: Told, direction: Direction): Verdict {
  const { word, answers, records } = told;
  if (isGhost(told, direction)) return ghost(told);
  const menuS = menuSeconds(told);
  const answered =
    answers.length > 0 ||
    (word ? saysAnswered(word) : records.length > 0 || told.stopped.some(wasTalk));
  if (answered) {
    const talkS = word ? (saysAnswered(word) ? word.talkS : null) : talkHeard(told);
    return { outcome: "answered", reason: null, talkS, menuS, lengthUnknown: talkS === null };
  }
  const said = word?.outcome ?? "missed";
  const outcome = said === "missed" || said === "no_answer" ? unanswered(direction) : said;
  return { outcome, reason: word?.reason ?? null, talkS: 0, menuS, lengthUnknown: false };
}

/**
 * A menu, a greeting or voicemail picks up too: «answered» with nobody named, where a menu spoke or no device rang.
 * Production users of Novofon report such short answered calls.
 */
function isGhost({ word, answers, rang, menuAt, records }: Told, direction: Direction): boolean {
  if (direction !== "in" || answers.length > 0) return false;
  if (word && word.provider !== "novofon") return false;
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

/** The talks that were heard to end or are recorded, where the final word is missing; null for an unknown length. */
function talkHeard(told: Told): number | null {
  const { stopped, records } = told;
  if (stopped.length === 0) return records[0]?.talkS ?? null;
  if (talksOn(told)) return null;
  return stopped.reduce<number | null>(
    (sum, { talkS }) => (sum === null || talkS === null ? null : sum + talkS),
    0,
  );
}

function menuSeconds({ menuAt, rang, answers, word, prompt }: Told): number {
  if (menuAt === null || !prompt) return 0;
  const until = earliest([...rang, ...answers, ...(word ? [word] : [])], (event) => {
    const at = timeOf(event);
    return at >= menuAt ? at : Infinity;
  });
  return Number.isFinite(until) ? secondsBetween(menuAt, until) : 0;
}
