import type { CallEvent, Direction, Windows } from "./call.ts";
import { earliest, latest, secondsBetween, type Course, type People } from "./fold-course.ts";
import { timeOf } from "./fold-order.ts";
import { verdictOf } from "./fold-verdict.ts";
import { calledExt, survey, talksOn, wasTalk, type Told } from "./told.ts";

/** Durations are whole seconds and hooks take a moment: a smaller gap is no contradiction. */
const LATE_MS = 2000;

/** The course of a call whose provider says the final word itself and gives few times of its own (Novofon). */
export function wordCourse(
  events: readonly CallEvent[],
  direction: Direction,
  startedAt: number,
  windows: Windows,
): Course {
  const told = survey(events, startedAt, windows);
  const verdict = verdictOf(told, direction);
  const answered = verdict.outcome === "answered";
  const end = endOf(told, windows);
  // A call told flatly has one time alone, when it began.
  const flat = events[0]?.provider === "flat";
  const answeredAt = answered ? (flat ? startedAt : answerTime(told, verdict.talkS)) : null;
  const talkEnd = (answeredAt ?? startedAt) + (verdict.talkS ?? 0) * 1000;
  const endedAt = told.prompt && !flat ? Math.max(end.at, talkEnd) : talkEnd;
  const waitedUntil = answered ? answeredAt : told.word && endedAt;
  return {
    talked: told.answers.length > 0,
    answeredAt,
    people: peopleOf(events, told, direction, answered),
    quietSince: end.quiet ? endedAt : null,
    overAt: end.overAt,
    endedAt,
    ringS:
      told.prompt && !flat && waitedUntil !== null ? secondsBetween(startedAt, waitedUntil) : null,
    verdict,
  };
}

function endOf(
  told: Told,
  { settleMs, ringingMs, talkingMs }: Windows,
): { at: number; overAt: number; quiet: boolean } {
  const { word, final, records, heardAt, timed, stopped } = told;
  if (word && final) return { at: timeOf(word), overAt: word.arrivedAt, quiet: true };
  // A recording or a text of the talk proves that it is over; its END may still be on the way.
  const proof = word ?? records[0];
  if (proof) return { at: timeOf(proof), overAt: heardAt + settleMs, quiet: true };
  const talking = talksOn(told);
  const overAt = heardAt + (talking ? talkingMs : ringingMs);
  const silent = timed && !talking && stopped.length > 0;
  return { at: silent ? latest(stopped, timeOf) : overAt, overAt, quiet: false };
}

/** The answer's arrival; END minus its duration where the answer came late or its event is switched off. */
function answerTime(
  { word, answers, startedAt, prompt }: Told,
  talkS: number | null,
): number | null {
  if (!prompt && word) return null;
  const heard = answers.length > 0 ? earliest(answers, timeOf) : null;
  if (!word || talkS === null) return heard;
  const reckoned = timeOf(word) - talkS * 1000;
  const at = heard === null || heard > reckoned + LATE_MS ? reckoned : heard;
  return at < startedAt ? null : at;
}

function peopleOf(
  events: readonly CallEvent[],
  told: Told,
  direction: Direction,
  answered: boolean,
): People {
  const employee = direction === "in" ? null : (extsOf(events, "out")[0] ?? null);
  const answers = told.answers.length > 0 ? told.answers : told.stopped.filter(wasTalk);
  const picked = extsOf(answers, direction);
  const rang = extsOf([...told.rang, ...(told.word ? [told.word] : [])], direction);
  const talkers = answered ? talkersOf(told, direction, picked, rang) : [];
  const met = distinct([...rang, ...talkers]);
  const ringing = ringingOf(told, direction, picked);
  const talking = talkingOf(told, direction, picked);
  if (direction === "out") return { talkers, rang: [], path: met, employee, ringing: [], talking };
  const path = distinct([employee, ...met]);
  return { talkers, rang: met, path, employee, ringing, talking };
}

/** Who answered last, unless they left since; without times of their own nobody who left comes back. */
function talkingOf(told: Told, direction: Direction, picked: string[]): string[] {
  const last = told.answers.at(-1);
  if (told.timed && last)
    return talksOn({ ...told, answers: [last] }) ? extsOf([last], direction) : [];
  const left = new Set(told.stopped.map((event) => event.ext));
  return picked.slice(-1).filter((ext) => !left.has(ext));
}

/** END names who answered and who talked last; that holds against answers which came in another order. */
function talkersOf(
  { word, timed }: Told,
  direction: Direction,
  picked: string[],
  rang: string[],
): string[] {
  const named = word && calledExt(word, direction);
  if (timed && picked.length > 0)
    return inTurn([
      ...picked,
      ...(picked.includes(named ?? "") ? [] : [named]),
      word?.lastExt ?? null,
    ]);
  const sure = named !== null && (picked.length === 0 || picked.includes(named)) ? named : null;
  const first = sure ?? picked[0] ?? (rang.length === 1 ? rang[0] : undefined) ?? null;
  const last = word?.lastExt ?? null;
  const between = picked.filter((ext) => ext !== first && ext !== last);
  return inTurn([first, ...between, last]);
}

function inTurn(exts: readonly (string | null)[]): string[] {
  const turn = exts.filter((ext) => ext !== null);
  return turn.filter((ext, i) => ext !== turn[i - 1]);
}

/** Whoever rings after the last answer: devices that rang before it have lost. */
function ringingOf(
  { rang, answers, stopped }: Told,
  direction: Direction,
  picked: string[],
): string[] {
  const last = answers.at(-1);
  const since = last ? timeOf(last) : -Infinity;
  const left = new Set(stopped.map((event) => event.ext));
  return extsOf(
    rang.filter((event) => timeOf(event) >= since),
    direction,
  ).filter((ext) => !picked.includes(ext) && !left.has(ext));
}

function extsOf(events: readonly CallEvent[], direction: Direction): string[] {
  return distinct(events.map((event) => calledExt(event, direction)));
}

function distinct(exts: readonly (string | null)[]): string[] {
  return [...new Set(exts)].filter((ext) => ext !== null);
}
