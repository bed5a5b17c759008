import type { CallEvent, Direction, Windows } from "./call.ts";
import { earliest, latest } from "./fold-course.ts";
import { timeOf } from "./fold-order.ts";

/** What a provider that says the final word told about a call, sorted by what it says. */
export type Told = {
  startedAt: number;
  /** Whether the hooks came without delay; else arrivals tell nothing about the call's times. */
  prompt: boolean;
  heardAt: number;
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
export function survey(
  events: readonly CallEvent[],
  startedAt: number,
  { ringingMs }: Windows,
): Told {
  const of = (...kinds: CallEvent["kind"][]): CallEvent[] =>
    events.filter((event) => kinds.includes(event.kind));
  const arrivals = events.map((event) => event.arrivedAt);
  const menu = events.find((event) => event.kind === "menu");
  const hangups = of("hung_up");
  const ended = of("ended");
  return {
    startedAt,
    prompt: earliest(arrivals) - startedAt <= ringingMs,
    heardAt: latest(arrivals),
    rang: of("rang"),
    answers: of("answered"),
    stopped: hangups.filter((event) => event.outcome === null),
    menuAt: menu ? timeOf(menu) : null,
    // The leg of a click-to-call towards the employee has a word of its own, which counts only alone.
    word: deciding(ended) ?? deciding(hangups.filter((event) => event.outcome !== null)),
    final: ended.length > 0,
    records: of("recorded", "transcribed"),
  };
}

/** Whether a final word says that somebody talked. */
export function saysAnswered(word: CallEvent): boolean {
  return word.outcome === "answered" || (word.outcome === null && (word.talkS ?? 0) > 0);
}

/** Whose device an event speaks of: on a call between colleagues that of the one called. */
export function calledExt(event: CallEvent, direction: Direction): string | null {
  return direction === "internal" ? event.peerExt : event.ext;
}

function deciding(words: readonly CallEvent[]): CallEvent | null {
  const answered = words.filter(saysAnswered);
  return answered.toSorted((a, b) => (b.talkS ?? -1) - (a.talkS ?? -1))[0] ?? words.at(-1) ?? null;
}
