import { isDeepStrictEqual } from "node:util";
import type { Call, CallEvent, Employee, Windows } from "../calls/call.ts";
import { fold } from "../calls/fold.ts";
import { group } from "../calls/group.ts";
import type { Country } from "../lib/phone.ts";
import { aliasesFor, disguised, type Aliases } from "./record-alias.ts";
import type { Door } from "./dialect.ts";
import { dialectOf } from "./judge.ts";
import type { Context } from "./parsed.ts";
import { disguiseFields, type Read } from "./record-disguise.ts";

/** A hook of a call with its fields as they were read; `at` is its arrival, epoch ms. */
type RecordedHook = { at: number; fields: unknown };

export type Recorded = {
  name: string;
  /** The address that the hooks came to, and the dialect that they were read in. */
  door: Door;
  dialect: string;
  /** Where the hooks came from. */
  country: Country;
  zone: string;
  hooks: readonly RecordedHook[];
};

/** A case as the tests play it again; `expected` is what we made of it, for a person to check. */
export type RecordedCase = {
  name: string;
  provider: string;
  events: { at_ms: number; body: unknown }[];
  expected: { calls: Record<string, unknown>[] };
  basis: string;
};

/** 2026-03-10 12:00 in Moscow, where every recorded case begins. */
const START = Date.UTC(2026, 2, 10, 9);
/** Where the cabinets of the providers that write wall times stand unless told otherwise. */
const ZONES = ["Europe/Moscow", "Europe/Kyiv", "UTC"];
const WINDOWS: Windows = { settleMs: 10_000, ringingMs: 180_000, talkingMs: 14_400_000 };
const LATER_MS = 48 * 3_600_000;

/**
 * Turns the hooks of a call into a case without the people in it: what the dialect does not read is left out, what it reads
 * gets aliases, times keep their distances. `failed` says what stood in the way; nothing of the case is told then.
 */
export function recordCase(recorded: Recorded): { made: RecordedCase } | { failed: string } {
  const { hooks, country, zone } = recorded;
  const read = (hook: RecordedHook, fields: unknown): CallEvent[] | null =>
    eventsIn(recorded, fields, { arrivedAt: hook.at, country, zone });
  const telling = hooks.filter((hook) => read(hook, hook.fields) !== null);
  const events = telling.flatMap((hook) => read(hook, hook.fields) ?? []);
  if (events.length === 0) return { failed: "no hook of it tells of a call" };
  const shift = START - beginningOf(events);
  const aliases = aliasesFor(events);
  const made: RecordedCase["events"] = [];
  for (const hook of telling) {
    const after: Read = (fields) => eventsIn(recorded, fields, { arrivedAt: hook.at + shift });
    const goal = (read(hook, hook.fields) ?? []).map((event) => disguised(event, aliases, shift));
    const changed = disguiseFields(hook.fields, {
      before: (fields) => read(hook, fields),
      after,
      goal,
      aliases,
      shift,
      zone: { from: zone, to: ZONES },
    });
    if ("stuck" in changed) return { failed: `the field ${changed.stuck} cannot be disguised` };
    made.push({ at_ms: hook.at + shift - START, body: changed.fields });
  }
  return checked(recorded, { events, aliases, shift, made });
}

type Made = {
  events: CallEvent[];
  aliases: Aliases;
  shift: number;
  made: RecordedCase["events"];
};

/** The case, if it ends as the call did and tells nobody's number, name or id. */
function checked(
  recorded: Recorded,
  { events, aliases, shift, made }: Made,
): { made: RecordedCase } | { failed: string } {
  const replayed = made.flatMap(
    ({ at_ms, body }) => eventsIn(recorded, body, { arrivedAt: START + at_ms }) ?? [],
  );
  const wanted = events.map((event) => disguised(event, aliases, shift));
  const calls = callsOf(replayed, START + LATER_MS);
  const goal = callsOf(wanted, START + LATER_MS);
  if (!isDeepStrictEqual(calls.map(outcomeOf), goal.map(outcomeOf)))
    return { failed: "the disguised call would end in another way" };
  const expected = { calls: calls.map(expectedOf) };
  const told = JSON.stringify([made, expected]);
  if (secretsOf(aliases).some((secret) => told.includes(secret)))
    return { failed: "a number, a name or an id would stay in it" };
  const basis = "recorded; what is expected is what Frontdesk made of it: check it by hand";
  const { name, dialect: provider } = recorded;
  return { made: { name, provider, events: made, expected, basis } };
}

/** Null for fields that tell of no call, or that another dialect of the address would take. */
function eventsIn(
  { door, dialect }: Recorded,
  fields: unknown,
  context: Context,
): CallEvent[] | null {
  const taken = dialectOf(door, fields);
  const parsed = taken.name === dialect ? taken.parse(fields, context) : null;
  return parsed && "events" in parsed ? parsed.events : null;
}

/** The full second in which the first thing of a call happened. */
function beginningOf(events: readonly CallEvent[]): number {
  const first = Math.min(...events.map(({ arrivedAt }) => arrivedAt));
  const starts = events
    .flatMap(({ startedAt, at }) => [startedAt, at])
    .filter((at) => at !== null && at > first - LATER_MS);
  return Math.floor(Math.min(first, ...starts.map((at) => at ?? first)) / 1000) * 1000;
}

function callsOf(events: readonly CallEvent[], now: number): Call[] {
  return group(new Map(), events)
    .map(({ refs }) =>
      fold(
        events.filter(({ ref }) => refs.includes(ref)),
        WINDOWS,
        now,
      ),
    )
    .toSorted((a, b) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : 1));
}

/** What must come out the same; an id that a dialect makes of everything else is not told. */
function outcomeOf({ key: _key, reason: _reason, records, ...call }: Call): object {
  return { ...call, records: records.length };
}

/** In the words of the cases' `expected`. */
function expectedOf(call: Call): Record<string, unknown> {
  return {
    key: call.key,
    direction: call.direction,
    outcome: call.outcome,
    client: call.client,
    did: call.line,
    answered_by: extOf(call.answeredBy),
    last_by: extOf(call.lastBy),
    ...(call.employee ? { employee: call.employee.ext } : {}),
    rang: call.rang,
    transfer: call.transferred,
    ring_s: call.ringS,
    talk_s: call.talkS,
    records: call.records,
  };
}

function extOf(who: Employee | null): string | null {
  return who?.ext ?? null;
}

/** Texts that would tell whom the call was with; short ones stand in anything by chance. */
function secretsOf({ phones, ids, names, exts }: Aliases): string[] {
  const known = [...phones, ...ids, ...names, ...exts].filter(([value, alias]) => value !== alias);
  const digits = [...phones.keys()].map((phone) => phone.replace(/\D/g, "").slice(-9));
  return [...known.map(([value]) => value), ...digits].filter(({ length }) => length >= 7);
}
