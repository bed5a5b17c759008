import { medianOf, type CountedCall } from "./counted-call.ts";
import { datesOf, slotsOf, type Period } from "./period.ts";
import { staffingOf, type Staffing } from "./staffing.ts";

export type DayFigures = { date: string; answered: number; missed: number };
/** `ext` null: nobody knows who it was. */
type PersonFigures = {
  ext: string | null;
  answered: number;
  talkS: number;
  calledBack: number;
};

export type Statistics = {
  period: Period;
  answered: number;
  /** Answered, but for less than the business's threshold. */
  short: number;
  missed: number;
  /** Incoming calls of which nobody knows how they ended. */
  unknown: number;
  outgoing: { all: number; reached: number };
  waitS: { average: number; median: number } | null;
  days: DayFigures[];
  /** Per hour of the wall's day, summed over the period. */
  hours: { answered: number; missed: number }[];
  /** Misses: Monday to Sunday, each with 24 hours. */
  heat: number[][];
  people: PersonFigures[];
  lines: { line: string | null; missed: number }[];
  /** Where one more person would have helped; null when that cannot honestly be said. */
  staffing: Staffing | null;
};

export type Tally = { add(calls: readonly CountedCall[]): void; result(): Statistics };

/** Counts the calls of a period, page by page; they come in the order of time. */
export function createTally(about: { period: Period; zone: string; ghostS: number }): Tally {
  const { period, zone, ghostS } = about;
  const days = new Map(
    datesOf(period).map((date): [string, DayFigures] => [date, { date, answered: 0, missed: 0 }]),
  );
  const hours = Array.from({ length: 24 }, () => ({ answered: 0, missed: 0 }));
  const heat = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const people = new Map<string | null, PersonFigures>();
  const lines = new Map<string | null, number>();
  const sums = { answered: 0, short: 0, missed: 0, unknown: 0, outgoing: 0, reached: 0 };
  const waits: number[] = [];
  const missedBefore = new Set<string>();
  const seen: CountedCall[] = [];
  const slotOf = slotsOf(zone);

  function incoming(call: CountedCall): void {
    if (call.outcome === "unknown") return void (sums.unknown += 1);
    const { date, weekday, hour } = slotOf(call.at);
    const what = call.outcome;
    sums[what] += 1;
    bump(hours[hour], what);
    bump(days.get(date), what);
    if (what === "missed") {
      const week = heat[weekday];
      if (week) week[hour] = (week[hour] ?? 0) + 1;
      lines.set(call.line, (lines.get(call.line) ?? 0) + 1);
    } else {
      const one = personOf(people, call.ext);
      one.answered += 1;
      one.talkS += call.talkS ?? 0;
      if (call.waitS !== null) waits.push(call.waitS);
      if (call.talkS !== null && call.talkS < ghostS) sums.short += 1;
    }
  }

  /** A call back is a talk with somebody whose last call to us had been missed. */
  function follow({ incoming: comes, outcome, client, talkS, ext }: CountedCall): void {
    if (client === null || outcome === "unknown") return;
    if (comes && outcome === "missed") return void missedBefore.add(client);
    if (outcome !== "answered" || (talkS !== null && talkS < ghostS)) return;
    if (missedBefore.delete(client) && !comes) personOf(people, ext).calledBack += 1;
  }

  return {
    add(calls) {
      for (const call of calls) {
        seen.push(call);
        if (call.incoming) incoming(call);
        else {
          sums.outgoing += 1;
          if (call.outcome === "answered") sums.reached += 1;
        }
        follow(call);
      }
    },
    result: () => ({
      period,
      answered: sums.answered,
      short: sums.short,
      missed: sums.missed,
      unknown: sums.unknown,
      outgoing: { all: sums.outgoing, reached: sums.reached },
      waitS: waits.length === 0 ? null : { average: averageOf(waits), median: medianOf(waits) },
      days: [...days.values()],
      hours,
      heat,
      people: [...people.values()].toSorted(byWork),
      lines: [...lines]
        .map(([line, missed]) => ({ line, missed }))
        .toSorted((a, b) => b.missed - a.missed),
      staffing: staffingOf(seen, slotOf),
    }),
  };
}

function averageOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

function bump(
  figures: { answered: number; missed: number } | undefined,
  what: "answered" | "missed",
) {
  if (figures) figures[what] += 1;
}

function personOf(people: Map<string | null, PersonFigures>, ext: string | null): PersonFigures {
  const known = people.get(ext);
  if (known) return known;
  const one = { ext, answered: 0, talkS: 0, calledBack: 0 };
  people.set(ext, one);
  return one;
}

/** Who answered most first; what belongs to nobody stands last. */
function byWork(a: PersonFigures, b: PersonFigures): number {
  if (a.ext === null || b.ext === null) return a.ext === null ? 1 : -1;
  return b.answered - a.answered || b.calledBack - a.calledBack || (a.ext < b.ext ? -1 : 1);
}
