import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/calls/call.ts";
import { say } from "./hooks.ts";
import { at, atLast, T0 } from "./replay.ts";

type Own = Partial<CallEvent>;
const plain = (kind: CallEvent["kind"], seconds: number, own: Own = {}): CallEvent => ({
  ...say("START", seconds),
  kind,
  at: null,
  ...own,
});
/** Of the provider whose events have times of their own. */
const timed = (kind: CallEvent["kind"], seconds: number, own: Own = {}): CallEvent =>
  plain(kind, seconds, {
    provider: "novofon2",
    at: T0 + seconds * 1000,
    startedAt: null,
    ...own,
  });
const start = say("START", 0);
const word = (own: Own = {}) =>
  plain("ended", 60, { at: T0 + 60_000, outcome: "answered", talkS: 40, ext: "101", ...own });

const answer = (seconds: number) => plain("answered", seconds, { ext: "101" });

describe("when somebody answered", () => {
  test.each([
    ["at the answer's arrival", 21, 21],
    ["at the answer's arrival, two seconds late at most", 22, 22],
    ["by the length of the talk where the answer came later", 23, 20],
  ])("%s", (_, heard, expected) => {
    expect(atLast([start, answer(heard), word()])).toMatchObject({
      answeredAt: T0 + expected * 1000,
      ringS: expected,
      talkS: 40,
    });
  });

  test("by the length of the talk where no answer was heard, unknown where that is before the call", () => {
    expect(atLast([start, word()])).toMatchObject({ answeredAt: T0 + 20_000, ringS: 20 });
    expect(atLast([start, word({ talkS: 60 })])).toMatchObject({ answeredAt: T0, ringS: 0 });
    expect(atLast([start, word({ talkS: 61 })])).toMatchObject({ answeredAt: null, ringS: null });
  });

  test("at the first answer where the word says no length, or is missing", () => {
    const answers = [answer(9), answer(30)];
    expect(atLast([start, ...answers, word({ talkS: null })]).answeredAt).toBe(T0 + 9000);
    expect(at(40, [start, ...answers])).toMatchObject({ answeredAt: T0 + 9000, ringS: 9 });
  });

  test("nobody knows when nobody answered; the wait is the whole call once the word is there", () => {
    const missed = word({ outcome: "missed", talkS: 0, ext: null });
    expect(atLast([start, missed])).toMatchObject({ answeredAt: null, ringS: 60, talkS: 0 });
    expect(atLast([start, plain("rang", 3, { ext: "101" })])).toMatchObject({ ringS: null });
    expect(at(5, [start])).toMatchObject({ ringS: null, talkS: null, answeredAt: null });
  });

  test("a call told flatly began when it was answered and ended with its talk", () => {
    const flat = word({ provider: "flat", at: T0, startedAt: T0 });
    expect(atLast([flat])).toMatchObject({
      answeredAt: T0,
      endedAt: T0 + 40_000,
      ringS: null,
      talkS: 40,
    });
  });
});

describe("when it is over", () => {
  test("with the word at once, ten seconds after a recording, else when the windows have passed", () => {
    expect(at(60, [start, word()])).toMatchObject({
      state: "ended",
      endedAt: T0 + 60_000,
      quietSince: T0 + 60_000,
    });
    const record = plain("recorded", 50, { recordId: "r1" });
    expect(at(59, [start, record])).toMatchObject({
      state: "ringing",
      quietSince: T0 + 50_000,
      dueAt: T0 + 60_000,
    });
    expect(at(60, [start, record]).state).toBe("ended");
    expect(at(100, [start])).toMatchObject({ quietSince: null, dueAt: T0 + 180_000 });
    expect(at(200, [start])).toMatchObject({ state: "ended", quietSince: T0 + 180_000 });
  });

  test("at the last hangup by its own time, unless a talk goes on or times are not told", () => {
    const ring = timed("rang", 0, { ext: "101" });
    const stop = (seconds: number, own: Own = {}) =>
      timed("hung_up", seconds, { ext: "101", ...own });
    expect(atLast([ring, stop(20), stop(25, { ext: "102" })]).endedAt).toBe(T0 + 25_000);
    const talk = [ring, timed("answered", 5, { ext: "101" })];
    expect(atLast([...talk, stop(20, { talkS: 15 })]).endedAt).toBe(T0 + 20_000);
    expect(atLast([...talk, stop(20, { ext: "102" })]).endedAt).toBe(T0 + 20_000 + 14_400_000);
    expect(atLast([ring]).endedAt).toBe(T0 + 180_000);
    const untimed = [start, plain("hung_up", 20, { ext: "101" })];
    expect(atLast(untimed).endedAt).toBe(T0 + 200_000);
  });
});

describe("who rings and talks", () => {
  test("on the way out the colleague is employed and nobody rings at us", () => {
    const out = { direction: "out", ext: "102" } as const;
    const events = [plain("rang", 0, out), plain("answered", 9, out)];
    expect(at(10, events)).toMatchObject({
      employee: { ext: "102" },
      rang: [],
      path: ["102"],
      ringingNow: [],
      talkingNow: [{ ext: "102" }],
    });
    expect(at(5, events.slice(0, 1))).toMatchObject({ ringingNow: [], talkingNow: [] });
    expect(at(10, [start, plain("answered", 9, { ext: "101" })]).employee).toBeNull();
  });

  test("between colleagues it is the one called", () => {
    const inner = { direction: "internal", ext: "102", peerExt: "104" } as const;
    const events = [plain("rang", 0, inner), plain("answered", 9, inner)];
    expect(at(10, events)).toMatchObject({
      employee: { ext: "102" },
      rang: ["104"],
      path: ["102", "104"],
      talkingNow: [{ ext: "104" }],
    });
    const peer = plain("rang", 0, { ...inner, ext: null });
    expect(at(5, [peer])).toMatchObject({ rang: ["104"], ringingNow: [{ ext: "104" }] });
  });

  test("of several answers the last one talks, and only who rings after it still rings", () => {
    const ring = (seconds: number, ext: string) => plain("rang", seconds, { ext });
    const answers = [plain("answered", 5, { ext: "101" }), plain("answered", 20, { ext: "102" })];
    const events = [start, ring(1, "101"), ring(1, "103"), ...answers, ring(20, "104")];
    expect(at(25, events)).toMatchObject({
      talkingNow: [{ ext: "102" }],
      ringingNow: [{ ext: "104" }],
      transferred: true,
    });
    const left = [...events, plain("hung_up", 26, { ext: "102" })];
    expect(at(27, left).talkingNow).toEqual([]);
    const gone = [...events, plain("hung_up", 26, { ext: "104" })];
    expect(at(27, gone).ringingNow).toEqual([]);
  });

  test("the word's people hold against answers in another order; times of their own hold against the word", () => {
    const answers = ["103", "102", "101"].map((ext, n) => plain("answered", 5 + n, { ext }));
    const said = word({ ext: "101", lastExt: "103" });
    expect(atLast([start, ...answers, said])).toMatchObject({
      answeredBy: { ext: "101" },
      lastBy: { ext: "103" },
      path: ["101", "102", "103"],
    });
    const own = (ext: string, seconds: number) => timed("answered", seconds, { ext });
    const end = timed("ended", 60, { outcome: "answered", talkS: 40, ext: "101", lastExt: "104" });
    expect(atLast([own("103", 5), own("102", 9), end])).toMatchObject({
      answeredBy: { ext: "103" },
      lastBy: { ext: "104" },
    });
    expect(atLast([own("101", 5), own("102", 9), { ...end, lastExt: null }])).toMatchObject({
      answeredBy: { ext: "101" },
      lastBy: { ext: "102" },
    });
    const same = [own("101", 5), own("101", 9), { ...end, lastExt: "101" }];
    expect(atLast(same)).toMatchObject({ transferred: false, path: ["101"] });
  });

  test("whom the word names without an answer of theirs answered only if nobody else did", () => {
    expect(atLast([start, word({ ext: "105" })])).toMatchObject({ answeredBy: { ext: "105" } });
    const other = plain("answered", 9, { ext: "101" });
    expect(atLast([start, other, word({ ext: "105" })])).toMatchObject({
      answeredBy: { ext: "101" },
      rang: ["105", "101"],
    });
  });
});

describe("what a call of whole seconds says of its beginning", () => {
  test("a length tells it where it was not heard; beside what was heard two seconds are no matter", () => {
    const end = (totalS: number) =>
      timed("ended", 60, { outcome: "missed", talkS: 0, totalS, ext: null });
    expect(atLast([end(45)])).toMatchObject({ startedAt: T0 + 15_000, ringS: 45 });
    const ring = timed("rang", 10, { ext: "101" });
    expect(atLast([ring, end(52)]).startedAt).toBe(T0 + 10_000);
    expect(atLast([ring, end(53)]).startedAt).toBe(T0 + 7000);
  });

  test("a recording or a text of the talk says that it was recorded, also where the call was missed", () => {
    const missed = word({ outcome: "missed", talkS: 0, ext: null });
    for (const kind of ["recorded", "transcribed"] as const)
      expect(atLast([start, missed, plain(kind, 62)]).recorded).toBe(true);
    expect(atLast([start, { ...missed, recorded: true }]).recorded).toBe(false);
    expect(atLast([start, word({ recorded: true })]).recorded).toBe(true);
  });
});

test("an employee's number stands for the extension until an event tells it, the first one told", () => {
  const by = (seconds: number, own: Own) => timed("rang", seconds, { ext: null, ...own });
  const events = [
    by(0, { employeeId: "7001" }),
    by(1, { employeeId: "7002", ext: "102" }),
    by(2, { employeeId: "7002", ext: "103" }),
    by(3, { employeeId: "7002" }),
    by(4, { ext: "109", employeeId: null }),
  ];
  expect(at(5, events).rang).toEqual(["7001", "102", "103", "109"]);
  const end = timed("ended", 60, {
    outcome: "answered",
    talkS: 40,
    ext: "109",
    lastEmployeeId: "7002",
  });
  expect(atLast([...events, end]).lastBy?.ext).toBe("102");
  expect(atLast([...events, { ...end, lastExt: "101" }]).lastBy?.ext).toBe("101");
});

describe("who talks now", () => {
  const rang = timed("rang", 1, { ext: "101" });
  const talk = (seconds: number, ext: string) => timed("answered", seconds, { ext });
  const left = (seconds: number, ext: string) => timed("hung_up", seconds, { ext, talkS: 3 });
  test.each<[string, CallEvent[], string[]]>([
    ["who answered", [talk(5, "101")], ["101"]],
    ["nobody who hung up", [talk(5, "101"), left(9, "101")], []],
    ["who answered again after that", [talk(5, "101"), left(9, "101"), talk(12, "101")], ["101"]],
    [
      "who took the call back from a colleague",
      [talk(5, "101"), left(9, "101"), talk(9, "102"), left(15, "102"), talk(15.5, "101")],
      ["101"],
    ],
    ["the last one of two", [talk(5, "101"), talk(9, "102"), left(10, "101")], ["102"]],
  ])("%s", (_name, events, exts) => {
    const { talkingNow, state } = at(20, [rang, ...events]);
    expect(talkingNow.map(({ ext }) => ext)).toEqual(exts);
    if (exts.length > 0) expect(state).toBe("talking");
  });

  test("without times of their own nobody who left comes back", () => {
    const events = [start, answer(5), plain("hung_up", 9, { ext: "101", talkS: 3 }), answer(12)];
    expect(at(20, events).talkingNow).toEqual([]);
  });
});
