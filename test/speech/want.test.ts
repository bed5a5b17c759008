import { assert, constantFrom, integer, property, record, subarray } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Call } from "../../src/calls/call.ts";
import { newRefs, wanted, type Wanted } from "../../src/speech/want.ts";

const call: Call = {
  key: "in_1",
  provider: "novofon",
  direction: "in",
  client: "+79161110001",
  clientName: null,
  line: "+74950001122",
  lineName: null,
  startedAt: 0,
  answeredAt: 5000,
  endedAt: 65_000,
  state: "ended",
  outcome: "answered",
  reason: null,
  lengthUnknown: false,
  answeredBy: { ext: "101", name: null },
  lastBy: { ext: "101", name: null },
  employee: null,
  rang: ["101"],
  rangNames: [null],
  path: ["101"],
  ringS: 5,
  talkS: 60,
  menuS: 0,
  transferred: false,
  records: ["r1"],
  recorded: true,
  ringingNow: [],
  talkingNow: [],
  quietSince: 65_000,
  dueAt: null,
  ours: true,
  heardAt: 65_000,
  ownTimeAt: 65_000,
};
const on = { transcribe: true, lines: [], numbers: [] };

describe("which recordings of a call are wanted", () => {
  const cases: [string, Partial<Call>, Partial<typeof on> | object, string[], Wanted][] = [
    ["the one that is named", {}, {}, [], { want: ["r1"] }],
    ["both of a transferred call", { records: ["r1", "r2"] }, {}, [], { want: ["r1", "r2"] }],
    ["the call's own, where none is named", { records: [] }, {}, [], { want: ["call"] }],
    ["none that nobody has told of", { records: [], recorded: false }, {}, [], { later: true }],
    ["none of a call that runs", { outcome: null, state: "talking" }, {}, [], { later: true }],
    ["none of somebody else's call", { ours: false }, {}, [], { later: true }],
    ["none before it is switched on", {}, { transcribe: false }, [], { skip: "off" }],
    ["none among colleagues", { direction: "internal" }, {}, [], { skip: "internal" }],
    ["none of a voice mail", { outcome: "missed" }, {}, [], { skip: "unanswered" }],
    ["none of a busy line", { outcome: "busy", direction: "out" }, {}, [], { skip: "unanswered" }],
    ["none of two seconds", { talkS: 2 }, {}, [], { skip: "too_short" }],
    ["that of three seconds", { talkS: 3 }, {}, [], { want: ["r1"] }],
    ["that of a lost hangup", { outcome: "unknown", talkS: null }, {}, [], { want: ["r1"] }],
    ["none of another line", {}, { lines: ["+74950000000"] }, [], { skip: "line" }],
    ["that of the line", {}, { lines: ["+74950001122"] }, [], { want: ["r1"] }],
    ["none of an unknown line", { line: null }, { lines: ["+74950001122"] }, [], { skip: "line" }],
    ["none of another number", {}, { numbers: ["+79160000000"] }, [], { skip: "number" }],
    [
      "none of a hidden number",
      { client: null },
      { numbers: ["+79160000000"] },
      [],
      { skip: "number" },
    ],
    [
      "Phonet's legs, though nobody tells of recordings",
      { provider: "phonet", records: ["a", "b"], recorded: false },
      {},
      [],
      { want: ["a", "b"] },
    ],
    [
      "none where nobody talked on a leg",
      { provider: "phonet", records: [], recorded: false },
      {},
      [],
      { later: true },
    ],
    [
      "links, where there are no names",
      { provider: "flat", records: [] },
      {},
      ["link:1"],
      { want: ["link:1"] },
    ],
    ["none before its link comes", { provider: "novofon2", records: [] }, {}, [], { later: true }],
  ];
  test.each(cases)("%s", (_, about, settings, links, expected) => {
    expect(wanted({ ...call, ...about }, { ...on, ...settings }, links)).toEqual(expected);
  });

  test("nothing is wanted without the switch, of short or unanswered talks, whatever else is said", () => {
    const calls = record({
      provider: constantFrom("phonet", "novofon", "novofon2", "flat"),
      outcome: constantFrom(null, "answered", "missed", "busy", "no_answer", "failed", "unknown"),
      direction: constantFrom("in", "out", "internal"),
      talkS: constantFrom(null, 0, 1, 2, 3, 600),
      records: subarray(["r1", "r2"]),
      recorded: constantFrom(true, false),
    });
    assert(
      property(
        calls,
        constantFrom(true, false),
        subarray(["link:1"]),
        (about, transcribe, links) => {
          const verdict = wanted({ ...call, ...about }, { ...on, transcribe }, links);
          if (!("want" in verdict)) return;
          expect(transcribe).toBe(true);
          expect(about.direction).not.toBe("internal");
          expect(["answered", "unknown"]).toContain(about.outcome);
          expect(about.talkS ?? 3).toBeGreaterThanOrEqual(3);
          expect(verdict.want.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe("what is known already", () => {
  test("is not asked for a second time", () => {
    const rows = [{ id: "1", ref: "r1", state: "done" }];
    expect(newRefs(["r1"], rows)).toEqual({ refs: [], named: [] });
    expect(newRefs(["r1", "r2"], rows)).toEqual({ refs: ["r2"], named: [] });
  });
  test("gets its name where it was asked for by its call and is not here yet", () => {
    const rows = [{ id: "1", ref: "call", state: "wanted" }];
    expect(newRefs(["r1", "r2"], rows)).toEqual({ refs: ["r2"], named: [{ id: "1", ref: "r1" }] });
  });
  test("covers every name once it came by the call", () => {
    const rows = [
      { id: "1", ref: "call", state: "stored" },
      { id: "2", ref: "call:1", state: "wanted" },
    ];
    expect(newRefs(["r1", "r2"], rows)).toEqual({ refs: [], named: [] });
    expect(newRefs(["r1"], rows.slice(0, 1))).toEqual({ refs: [], named: [] });
  });
  test("looking again adds nothing", () => {
    assert(
      property(subarray(["a", "b", "c"]), integer({ min: 0, max: 3 }), (refs, count) => {
        const rows = refs.slice(0, count).map((ref, i) => ({ id: `${i}`, ref, state: "wanted" }));
        const fresh = newRefs(refs, rows).refs;
        const after = [...rows, ...fresh.map((ref) => ({ id: ref, ref, state: "wanted" }))];
        expect(newRefs(refs, after)).toEqual({ refs: [], named: [] });
      }),
    );
  });
});
