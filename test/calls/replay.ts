import { readdirSync, readFileSync } from "node:fs";
import type { Call, CallEvent, Windows } from "../../src/calls/call.ts";
import { fold } from "../../src/calls/fold.ts";
import { group } from "../../src/calls/group.ts";
import type { TokenView } from "../../src/business/hook-token.ts";
import { judge } from "../../src/telephony/judge.ts";

export type Expected = Record<string, unknown> & { key: string };
export type Sequence = {
  name: string;
  /** `raw` is a body that is no JSON as it stands, `query` a notification by GET. */
  events: { at_ms: number; body: Record<string, unknown>; raw?: string; query?: string }[];
  expected: { calls: Expected[] };
};

/** 2026-03-10 12:00 in Moscow, where every sequence begins. */
export const T0 = Date.UTC(2026, 2, 10, 9);
export const windows: Windows = { settleMs: 10_000, ringingMs: 180_000, talkingMs: 14_400_000 };
/** Long after every window of every sequence. */
export const LATER = T0 + 48 * 3_600_000;

/** Every dialect with sample sequences. */
export const dialects = ["phonet", "novofon", "novofon2", "flat"] as const;
export type Dialect = (typeof dialects)[number];

/** The recorded and composed cases of a dialect. */
export function sequencesOf(provider: Dialect): Sequence[] {
  const folder = new URL(`../fixtures/${provider}/`, import.meta.url);
  const recorded = readdirSync(folder).filter((name) => /^recorded-.*[.]json$/.test(name));
  return ["sequences.json", ...recorded.toSorted()].flatMap((name): Sequence[] =>
    JSON.parse(readFileSync(new URL(name, folder), "utf8")),
  );
}

/** What a case's hooks say, each arriving when the case has it. */
export function eventsOf(provider: Dialect, sequence: Sequence): CallEvent[] {
  return sequence.events.flatMap(({ at_ms, ...hook }) => {
    const judged = heard(provider, hook, T0 + at_ms);
    if (judged.verdict !== "accepted")
      throw new Error(`${sequence.name}: ${JSON.stringify(judged)}`);
    return judged.events;
  });
}

/** One hook as the address of its provider takes it. */
export function heard(
  provider: Dialect,
  { body, raw, query }: Omit<Sequence["events"][number], "at_ms">,
  now: number,
) {
  const said = raw ?? (query === undefined ? JSON.stringify(body) : "");
  const hook = {
    provider: provider === "novofon2" ? "novofon" : provider,
    method: query === undefined ? "POST" : "GET",
    query: query ?? "",
    contentType: "application/json",
    signature: null,
    raw: new TextEncoder().encode(said),
    now,
  } as const;
  return judge(hook, tokenOf(provider), null);
}

function tokenOf(provider: Dialect): TokenView {
  return {
    id: "token",
    businessId: "business",
    provider: provider === "phonet" ? "phonet" : "novofon",
    accountId: "account",
    label: "label",
    country: provider === "phonet" ? "UA" : "RU",
    zone: "Europe/Moscow",
    secret: null,
    line: null,
    ext: null,
    others: [],
    watch: null,
  };
}

/** The calls that events form, in order of their keys. */
export function callsOf(events: readonly CallEvent[], now = LATER): Call[] {
  return group(new Map(), events)
    .map(({ refs }) =>
      fold(
        events.filter(({ ref }) => refs.includes(ref)),
        windows,
        now,
      ),
    )
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** The call that events form, as it is some seconds after T0. */
export function at(seconds: number, events: readonly CallEvent[]): Call {
  return fold(events, windows, T0 + seconds * 1000);
}

/** The call that events form, long after everything. */
export function atLast(events: readonly CallEvent[]): Call {
  return fold(events, windows, LATER);
}

/** A call in the words of a sequence's `expected`, reduced to the fields it names. */
export function told(call: Call, expected: Expected): Record<string, unknown> {
  const all: Record<string, unknown> = {
    key: call.key,
    direction: call.direction,
    outcome: call.outcome,
    reason: call.reason,
    client: call.client,
    trunk: call.line,
    did: call.line,
    answered_by: call.answeredBy?.ext ?? null,
    last_by: call.lastBy?.ext ?? null,
    employee: call.employee?.ext,
    caller_ext: call.employee?.ext,
    rang: call.rang,
    path: call.path,
    transfer: call.transferred,
    ring_s: call.ringS,
    wait_s: call.ringS,
    total_s: call.endedAt === null ? null : Math.floor((call.endedAt - call.startedAt) / 1000),
    talk_s: call.talkS,
    ivr_s: call.menuS,
    records: call.records,
    record: typeof expected["record"] === "boolean" ? call.recorded : call.records[0],
    record_url: `https://demo.phonet.com.ua/rest/public/calls/${call.records[0]}/audio`,
    end: call.lengthUnknown ? "unknown" : "known",
    card: call.ours && call.direction !== "internal",
    // Known only from the provider's REST, which a later room asks.
    outcome_after_rest: expected["outcome_after_rest"],
    talk_s_wall: expected["talk_s_wall"],
  };
  return Object.fromEntries(Object.keys(expected).map((field) => [field, all[field]]));
}
