import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Call, CallEvent } from "../../src/calls/call.ts";
import { fold } from "../../src/calls/fold.ts";
import { LATER, T0, windows } from "./replay.ts";

const instant = fc.integer({ min: T0, max: T0 + 600_000 });
const ownTime = fc.oneof(
  { weight: 8, arbitrary: instant },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, Number.NaN, 4_000_000_000_000, 86_400_000) },
);
const ext = fc.constantFrom("101", "102", "103", null);

const event = (
  provider: CallEvent["provider"],
  kinds: CallEvent["kind"][],
  refs: string[],
): fc.Arbitrary<CallEvent> =>
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      ref: fc.constantFrom(...refs),
      parent: fc.constantFrom(null, ...(provider === "phonet" ? refs : [])),
      at: ownTime,
      arrivedAt: instant,
      direction: fc.constantFrom("in", "in", "out", "internal", null),
      client: fc.constantFrom("+380671110001", "0671110001", null),
      ext,
      peerExt: ext,
      device: fc.constantFrom("person", "person", "group", "menu"),
      startedAt: ownTime,
      answeredAt: provider === "phonet" ? fc.oneof(fc.constant(null), ownTime) : fc.constant(null),
      talkS: fc.oneof(fc.constant(null), fc.nat({ max: 900 })),
      outcome: fc.constantFrom("answered", "missed", "busy", "failed", null),
      lastExt: ext,
      recordId: fc.constantFrom("r1", "r2", null),
      recorded: fc.boolean(),
      narrow: fc.constantFrom("matches", "silent"),
      employeeId: fc.constantFrom("7001", "7002", null),
      totalS: fc.oneof(fc.constant(null), fc.nat({ max: 900 })),
    })
    .map(({ employeeId, totalS, ...made }): CallEvent => {
      const final = made.kind === "ended";
      return {
        ...made,
        ...(provider === "novofon2" ? { employeeId, lastEmployeeId: employeeId } : {}),
        ...(final && provider !== "novofon" ? { totalS } : {}),
        provider,
        clientName: null,
        line: null,
        lineName: null,
        employeeName: null,
        reason: null,
        outcome: final ? made.outcome : null,
        talkS: final ? made.talkS : null,
      };
    });

const calls = fc.oneof(
  fc.array(event("phonet", ["rang", "answered", "hung_up"], ["a1", "b2", "c3"]), {
    minLength: 1,
    maxLength: 12,
  }),
  fc.array(
    event(
      "novofon",
      ["rang", "menu", "answered", "hung_up", "ended", "recorded", "transcribed"],
      ["in_1"],
    ),
    { minLength: 1, maxLength: 8 },
  ),
  fc.array(event("novofon2", ["rang", "answered", "hung_up", "ended", "recorded"], ["77"]), {
    minLength: 1,
    maxLength: 8,
  }),
  fc.array(event("flat", ["ended"], ["a-1"]), { minLength: 1, maxLength: 3 }),
);
const nows = fc.integer({ min: T0, max: T0 + 20_000_000 });

describe("whatever comes", () => {
  test("any order and any repeats give the same call", () => {
    const delivered = calls.chain((events) =>
      fc.record({
        events: fc.constant(events),
        mixed: fc.shuffledSubarray(
          [...events, ...events.map((one) => ({ ...one, arrivedAt: one.arrivedAt + 5000 }))],
          { minLength: events.length * 2 },
        ),
      }),
    );
    fc.assert(
      fc.property(delivered, nows, ({ events, mixed }, now) => {
        expect(fold(mixed, windows, now)).toEqual(fold(events, windows, now));
      }),
      { numRuns: 400 },
    );
  });

  test("an ended call stays ended while only repeats come", () => {
    fc.assert(
      fc.property(calls, nows, fc.nat({ max: 1e9 }), (events, now, later) => {
        const call = fold(events, windows, now);
        if (call.state !== "ended") return;
        const last = Math.max(now, ...events.map((one) => one.arrivedAt));
        const repeats = events.map((one) => ({ ...one, arrivedAt: last + later }));
        expect(fold([...events, ...repeats], windows, now + later)).toEqual(call);
      }),
      { numRuns: 400 },
    );
  });

  test("it changes by itself exactly when it says", () => {
    fc.assert(
      fc.property(calls, nows, (events, now) => {
        const call = fold(events, windows, now);
        expect(call.dueAt === null).toBe(call.state === "ended");
        if (call.dueAt === null) return;
        expect(call.dueAt).toBeGreaterThan(now);
        expect(fold(events, windows, call.dueAt - 1).state).toBe(call.state);
        expect(fold(events, windows, call.dueAt).state).toBe("ended");
      }),
      { numRuns: 400 },
    );
  });

  test("never missed when a person's device was answered", () => {
    fc.assert(
      fc.property(calls, (events) => {
        const answers = events.filter(
          (one) => one.device === "person" && (one.kind === "answered" || one.answeredAt !== null),
        );
        if (answers.length > 0) expect(fold(events, windows, LATER).outcome).toBe("answered");
      }),
      { numRuns: 400 },
    );
  });

  test("its figures hold together", () => {
    fc.assert(
      fc.property(calls, nows, (events, now) => holdsTogether(fold(events, windows, now))),
      { numRuns: 400 },
    );
  });
});

function holdsTogether(call: Call): void {
  const wall = call.endedAt === null ? Infinity : call.endedAt - call.startedAt;
  expect((call.talkS ?? 0) * 1000).toBeLessThanOrEqual(wall);
  expect((call.ringS ?? 0) * 1000).toBeLessThanOrEqual(wall);
  expect([call.ringS ?? 0, call.talkS ?? 0, call.menuS].every((s) => s >= 0)).toBe(true);
  expect([call.startedAt, call.heardAt, call.ownTimeAt].every(Number.isSafeInteger)).toBe(true);
  expect(call.outcome === null).toBe(call.state !== "ended");
  expect(call.lengthUnknown).toBe(call.outcome === "answered" && call.talkS === null);
  expect(call.rangNames).toHaveLength(call.rang.length);
  if (call.state === "ended") expect([...call.ringingNow, ...call.talkingNow]).toEqual([]);
}
