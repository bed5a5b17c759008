import type { CallEvent, Direction, Windows } from "./call.ts";
import { latest } from "./fold-course.ts";
import { isPrompt, isTimed, timeOf } from "./fold-order.ts";

/** What a provider that says the final word told about a call, sorted by what it says. */
export type Told = {
  startedAt: number;
  /** Whether the hooks came without delay; else arrivals tell nothing about the call's times. */
  prompt: boolean;
  /** Whether the events say themselves when they happened, so that their order is the true one. */
  timed: boolean;
  heardAt: number;
  /** Devices that rang; Novofon's START names none. */
  rang: CallEvent[];
  answers: CallEvent[];
  /** Devices that fell silent while the call went on. */
  stopped: CallEvent[];
  menuAt: number | null;
  /** The word that decides; `final` when it closes the call by itself. */
  word: CallEvent | null;
  final: boolean;
  records: CallEvent[];
};

/** Sorts the events of one call, which are in order. */
export function survey(events: readonly CallEvent[], startedAt: number, windows: Windows): Told {
  const { rang, menu, answered, hung_up, ended, recorded, transcribed } = byKind(events);
  return {
    startedAt,
    prompt: isPrompt(events, startedAt, windows),
    timed: isTimed(events),
    heardAt: latest(events, ({ arrivedAt }) => arrivedAt),
    rang: rang.filter((event) => event.ext !== null || event.peerExt !== null),
    answers: answered,
    stopped: hung_up.filter((event) => event.outcome === null),
    menuAt: menu[0] ? timeOf(menu[0]) : null,
    // The leg of a click-to-call towards the employee has a word of its own, which counts only alone.
    word: deciding(ended) ?? deciding(hung_up.filter((event) => event.outcome !== null)),
    final: ended.length > 0,
    records: [...recorded, ...transcribed],
  };
}

/** Whether a final word says that somebody talked. */
export function saysAnswered(word: CallEvent): boolean {
  return word.outcome === "answered" || (word.outcome === null && (word.talkS ?? 0) > 0);
}

/** Whether somebody's talk goes on; a repeated answer after a hangup is heard only from events with times of their own. */
export function talksOn({ answers, stopped, timed }: Told): boolean {
  return answers.some(
    (answer) =>
      !stopped.some(
        (stop) => stop.ext === answer.ext && (!timed || timeOf(stop) >= timeOf(answer)),
      ),
  );
}

/** Whether a hangup says that there had been a talk, whose beginning may not have been heard. */
export function wasTalk({ talkS }: CallEvent): boolean {
  return (talkS ?? 0) > 0;
}

/** Whose device an event speaks of: on a call between colleagues that of the one called. */
export function calledExt(event: CallEvent, direction: Direction): string | null {
  return direction === "internal" ? event.peerExt : event.ext;
}

function byKind(events: readonly CallEvent[]): Record<CallEvent["kind"], CallEvent[]> {
  const sorted: Record<CallEvent["kind"], CallEvent[]> = {
    rang: [],
    menu: [],
    answered: [],
    hung_up: [],
    ended: [],
    recorded: [],
    transcribed: [],
  };
  for (const event of events) sorted[event.kind].push(event);
  return sorted;
}

/** The longest answer, else the last word. */
function deciding(words: readonly CallEvent[]): CallEvent | null {
  let best: CallEvent | null = null;
  for (const word of words) {
    const beaten = best && saysAnswered(best);
    if (!beaten || (saysAnswered(word) && (word.talkS ?? -1) > (best?.talkS ?? -1))) best = word;
  }
  return best;
}
