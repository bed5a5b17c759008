import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatFilter } from "../../src/business/chat.ts";
import type { Call, CallEvent } from "../../src/calls/call.ts";
import { cardPlan } from "../../src/calls/card-plan.ts";
import { refusal, type CardPart, type Refusal } from "../../src/calls/filter.ts";
import { fold } from "../../src/calls/fold.ts";
import { group } from "../../src/calls/group.ts";
import { aCall } from "./card-case.ts";
import { callsOf, dialects, eventsOf, LATER, sequencesOf, windows } from "./replay.ts";

describe("what a setting lets through and why not", () => {
  const ringing = aCall();
  const missed = aCall({ state: "ended", outcome: "missed" });
  const busy = aCall({ state: "ended", outcome: "busy" });
  const unknown = aCall({ state: "ended", outcome: "unknown" });
  const olena = { ext: "101", name: null };
  const answered = aCall({ state: "ended", outcome: "answered", answeredBy: olena, lastBy: olena });
  const called = aCall({ ...answered, direction: "out", employee: olena, rang: [], path: [] });
  const notReached = aCall({ ...called, outcome: "no_answer", answeredBy: null, lastBy: null });

  test.each<[string, ChatFilter, string, Call, CardPart, Refusal | null]>([
    ["nothing set", {}, "a ringing call", ringing, "ring", null],
    ["nothing set", {}, "a missed call", missed, "final", null],
    [
      "empty lists",
      { lines: [], exts: [], clients: [], directions: [], messages: [] },
      "a ringing call",
      ringing,
      "ring",
      null,
    ],
    ["missed only", { missedOnly: true }, "a ringing call", ringing, "ring", "missed_only"],
    ["missed only", { missedOnly: true }, "a missed call", missed, "final", null],
    ["missed only", { missedOnly: true }, "a busy line", busy, "final", null],
    ["missed only", { missedOnly: true }, "an answered call", answered, "final", "missed_only"],
    [
      "missed only",
      { missedOnly: true },
      "a call nobody knows the end of",
      unknown,
      "final",
      "missed_only",
    ],
    [
      "missed only",
      { missedOnly: true },
      "a client we did not reach",
      notReached,
      "final",
      "missed_only",
    ],
    ["not missed only", { missedOnly: false }, "an answered call", answered, "final", null],
    ["the incoming message only", { messages: ["ring"] }, "a ringing call", ringing, "ring", null],
    [
      "the incoming message only",
      { messages: ["ring"] },
      "a missed call",
      missed,
      "final",
      "message",
    ],
    ["answered calls", { messages: ["answered"] }, "a ringing call", ringing, "ring", "message"],
    ["answered calls", { messages: ["answered"] }, "an answered call", answered, "final", null],
    ["answered calls", { messages: ["answered"] }, "an answered client", called, "final", null],
    [
      "answered calls",
      { messages: ["answered"] },
      "a call nobody knows the end of",
      unknown,
      "final",
      null,
    ],
    ["answered calls", { messages: ["answered"] }, "a missed call", missed, "final", "message"],
    ["unanswered calls", { messages: ["missed"] }, "a missed call", missed, "final", null],
    [
      "unanswered calls",
      { messages: ["missed"] },
      "a client we did not reach",
      notReached,
      "final",
      null,
    ],
    [
      "unanswered calls",
      { messages: ["missed"] },
      "an answered call",
      answered,
      "final",
      "message",
    ],
    [
      "incoming and missed",
      { messages: ["ring", "missed"] },
      "a ringing call",
      ringing,
      "ring",
      null,
    ],
    [
      "incoming and missed",
      { messages: ["ring", "missed"] },
      "an answered call",
      answered,
      "final",
      "message",
    ],
    ["incoming calls", { directions: ["in"] }, "a ringing call", ringing, "ring", null],
    ["incoming calls", { directions: ["in"] }, "a call to a client", called, "final", "direction"],
    ["outgoing calls", { directions: ["out"] }, "a call to a client", called, "final", null],
    ["outgoing calls", { directions: ["out"] }, "a missed call", missed, "final", "direction"],
    ["both directions", { directions: ["in", "out"] }, "a missed call", missed, "final", null],
    ["its line", { lines: ["+380440000100"] }, "a ringing call", ringing, "ring", null],
    ["another line", { lines: ["+380440000200"] }, "a ringing call", ringing, "ring", "line"],
    [
      "a line",
      { lines: ["+380440000100"] },
      "a call whose line is not known",
      aCall({ line: null }),
      "ring",
      "line",
    ],
    ["an employee it rings at", { exts: ["102"] }, "a ringing call", ringing, "ring", null],
    [
      "an employee it does not ring at",
      { exts: ["103"] },
      "a ringing call",
      ringing,
      "ring",
      "ext",
    ],
    [
      "the employee who answered",
      { exts: ["101"] },
      "an answered call",
      aCall({ ...answered, rang: [], path: [] }),
      "final",
      null,
    ],
    ["the employee who called", { exts: ["101"] }, "a call to a client", called, "final", null],
    ["one of two employees", { exts: ["999", "101"] }, "a ringing call", ringing, "ring", null],
    [
      "an employee",
      { exts: ["101"] },
      "a call that is in the menu",
      aCall({ rang: [], path: [] }),
      "ring",
      "ext",
    ],
    ["its client", { clients: ["+380670000001"] }, "a ringing call", ringing, "ring", null],
    ["another client", { clients: ["+380670000002"] }, "a ringing call", ringing, "ring", "client"],
    [
      "a client",
      { clients: ["+380670000001"] },
      "a hidden number",
      aCall({ client: null }),
      "ring",
      "client",
    ],
    [
      "its line and missed only",
      { lines: ["+380440000100"], missedOnly: true },
      "a missed call",
      missed,
      "final",
      null,
    ],
    [
      "another line and missed only",
      { lines: ["+1"], missedOnly: true },
      "a missed call",
      missed,
      "final",
      "line",
    ],
  ])("%s: %j, %s", (_setting, filter, _call, call, part, why) => {
    expect(refusal(filter, call, part)).toBe(why);
  });

  test("one more setting never lets more through", () => {
    const filters = fc.record({
      missedOnly: fc.boolean(),
      lines: some("+380440000100", "+380440000200"),
      exts: some("101", "103"),
      clients: some("+380670000001", "+380670000002"),
    });
    const calls = fc.constantFrom(ringing, missed, busy, unknown, answered, called, notReached);
    const parts = fc.constantFrom<CardPart>("ring", "final");
    fc.assert(
      fc.property(filters, calls, parts, (filter, call, part) => {
        const set: ChatFilter = JSON.parse(JSON.stringify(filter));
        if (refusal(set, call, part) !== null) return;
        for (const field of Object.keys(set)) {
          const fewer: ChatFilter = { ...set, [field]: undefined };
          expect(refusal(fewer, call, part)).toBeNull();
        }
      }),
    );
  });
});

/** Some of the values, or the setting left out. */
function some(...values: string[]) {
  return fc.option(fc.subarray(values), { nil: undefined });
}

/**
 * Only what became of a call may turn out otherwise: an event that comes after the end corrects it, and then the card
 * that has been sent is corrected too. Which call it is must be right from the first message on.
 */
const CORRECTIONS: readonly Refusal[] = ["missed_only", "message"];

describe.each(dialects)("%s: in any order of events", (provider) => {
  test.each(sequencesOf(provider))(
    "$name: no chat gets a call that its filter excludes",
    (sequence) => {
      const events = eventsOf(provider, sequence);
      const filters = callsOf(events).flatMap(filtersAround);
      const order = fc.shuffledSubarray(events, { minLength: events.length });
      fc.assert(
        fc.property(order, (overtaken) => {
          const arrived = overtaken.map((event, i) => ({
            ...event,
            arrivedAt: events[i]?.arrivedAt ?? 0,
          }));
          const last = callsOf(arrived);
          for (const { call, part } of shown(arrived)) {
            const final = last.find(({ key }) => key === finalKey(arrived, call.key));
            for (const filter of filters) {
              if (!final || refusal(filter, call, part) !== null) continue;
              expect([null, ...CORRECTIONS]).toContain(refusal(filter, final, part));
            }
          }
        }),
        { numRuns: 25 },
      );
    },
  );
});

/** Filters that a call of the case passes or does not. */
function filtersAround({ line, client, path, rang }: Call): ChatFilter[] {
  return [
    { missedOnly: true },
    { messages: ["ring"] },
    { messages: ["answered"] },
    { messages: ["missed"] },
    { directions: ["in"] },
    { directions: ["out"] },
    { lines: [line ?? "+1"] },
    { lines: ["+1"] },
    { clients: [client ?? "+1"] },
    { clients: ["+1"] },
    ...[...new Set([...path, ...rang])].map((ext) => ({ exts: [ext] })),
    { exts: ["999"] },
  ];
}

/** Every message that is due at some moment while the hooks arrive, with the call as it is known then. */
function shown(events: readonly CallEvent[]): { call: Call; part: CardPart }[] {
  return events.flatMap((_, i) => {
    const heard = events.slice(0, i + 1);
    const now = heard.at(-1)?.arrivedAt ?? 0;
    const next = events[i + 1]?.arrivedAt ?? LATER;
    return groupsOf(heard).flatMap((own) => {
      const call = fold(own, windows, now);
      const due = call.dueAt !== null && call.dueAt <= next ? call.dueAt : null;
      const later = due === null ? [] : [{ call: fold(own, windows, due), now: due }];
      return [{ call, now }, ...later].flatMap((moment) => partsOf(moment.call, moment.now));
    });
  });
}

function partsOf(call: Call, now: number): { call: Call; part: CardPart }[] {
  const plan = cardPlan(call, now, windows);
  const parts: CardPart[] = [];
  if (plan.ring) parts.push("ring");
  if (plan.final) parts.push("final");
  return parts.map((part) => ({ call, part }));
}

function groupsOf(events: readonly CallEvent[]): CallEvent[][] {
  return group(new Map(), events).map(({ refs }) => events.filter(({ ref }) => refs.includes(ref)));
}

/** The key of the call that a leg belongs to when everything is known. */
function finalKey(events: readonly CallEvent[], ref: string): string | undefined {
  const found = group(new Map(), events).find(({ refs }) => refs.includes(ref));
  return (
    found &&
    fold(
      events.filter((event) => found.refs.includes(event.ref)),
      windows,
      LATER,
    ).key
  );
}
