import { describe, expect, test } from "vitest";
import type { CallEvent } from "../../src/calls/call.ts";
import { say } from "./hooks.ts";
import { at, atLast, T0 } from "./replay.ts";

type Own = Partial<CallEvent>;
/** Some seconds after T0, of Novofon's API 2.0, whose events have times of their own. */
const timed = (kind: CallEvent["kind"], seconds: number, own: Own = {}): CallEvent => ({
  ...say("START", seconds),
  provider: "novofon2",
  kind,
  at: T0 + seconds * 1000,
  startedAt: null,
  ...own,
});
/** The same of its older API: only the start has a time. */
const plain = (kind: CallEvent["kind"], seconds: number, own: Own = {}): CallEvent => ({
  ...say("START", seconds),
  kind,
  at: null,
  ...own,
});
const start = say("START", 0);
const word = (own: Own = {}) =>
  plain("ended", 60, { at: T0 + 60_000, outcome: "answered", talkS: 40, ...own });

const ended = (talkS: number | null) => [
  timed("rang", 0),
  timed("hung_up", 30, { ext: "101", talkS }),
];

describe("a word that says nothing of people", () => {
  test("after a menu is the menu's, though devices rang, and it lasted as long as the word says", () => {
    const events = [start, plain("menu", 1), plain("rang", 5, { ext: "101" }), word()];
    expect(atLast(events)).toMatchObject({
      outcome: "missed",
      reason: "ivr_only",
      menuS: 40,
      talkS: 0,
      lengthUnknown: false,
    });
  });

  test("where a device rang and no menu spoke is an answer", () => {
    const events = [start, plain("rang", 5, { ext: "101" }), word()];
    expect(atLast(events)).toMatchObject({ outcome: "answered", talkS: 40, menuS: 0 });
  });

  test.each<[string, CallEvent[]]>([
    ["on a call to the client", [word({ direction: "out" })]],
    [
      "of the provider that always names people",
      [timed("ended", 60, { outcome: "answered", talkS: 40 })],
    ],
    ["when it names who answered", [plain("menu", 1), word({ ext: "101" })]],
    ["when it names who talked last", [plain("menu", 1), word({ lastExt: "101" })]],
    ["when somebody was heard to answer", [plain("menu", 1), plain("answered", 9), word()]],
  ])("is an answer %s", (_, events) => {
    expect(atLast(events)).toMatchObject({ outcome: "answered", reason: null, talkS: 40 });
  });

  test("is a voicemail's where something was recorded", () => {
    expect(atLast([start, word({ recorded: true })]).reason).toBe("voicemail_or_ivr");
    expect(atLast([start, word(), plain("recorded", 61)]).reason).toBe("voicemail_or_ivr");
    expect(atLast([start, word()]).reason).toBe("ivr_only");
  });

  test("without a length leaves the menu's own", () => {
    const events = [start, plain("menu", 10), word({ talkS: null })];
    expect(atLast(events).menuS).toBe(50);
  });
});

describe("where the final word is missing", () => {
  test("a recording is a talk, but after a menu in which nothing rang a voicemail", () => {
    const menu = plain("menu", 1);
    const record = plain("recorded", 60, { talkS: 33 });
    expect(atLast([start, record])).toMatchObject({ outcome: "answered", talkS: 33 });
    expect(atLast([start, plain("transcribed", 60)])).toMatchObject({
      outcome: "answered",
      lengthUnknown: true,
    });
    expect(atLast([start, menu, record])).toMatchObject({
      outcome: "missed",
      reason: "voicemail_or_ivr",
    });
    expect(atLast([start, menu, plain("rang", 5, { ext: "101" }), record])).toMatchObject({
      outcome: "answered",
      talkS: 33,
    });
  });

  test("talks that were heard to end are added up, unless one of them says no length or goes on", () => {
    const talk = (ext: string, from: number, talkS: number | null) => [
      timed("answered", from, { ext }),
      timed("hung_up", from + 20, { ext, talkS }),
    ];
    const ring = timed("rang", 0);
    expect(atLast([ring, ...talk("101", 5, 20), ...talk("102", 30, 15)])).toMatchObject({
      outcome: "answered",
      talkS: 35,
      lengthUnknown: false,
    });
    expect(atLast([ring, ...talk("101", 5, 20), ...talk("102", 30, null)])).toMatchObject({
      talkS: null,
      lengthUnknown: true,
    });
    const again = timed("answered", 30, { ext: "101" });
    expect(atLast([ring, ...talk("101", 5, 20), again])).toMatchObject({ talkS: null });
    expect(at(31, [ring, ...talk("101", 5, 20), again])).toMatchObject({
      dueAt: T0 + 30_000 + 14_400_000,
    });
    expect(at(26, [ring, ...talk("101", 5, 20)])).toMatchObject({ dueAt: T0 + 25_000 + 180_000 });
  });

  test("a talk whose beginning was not heard is one by its length", () => {
    expect(atLast(ended(20))).toMatchObject({ outcome: "answered", answeredBy: { ext: "101" } });
    expect(atLast(ended(0))).toMatchObject({ outcome: "missed", answeredBy: null });
    expect(atLast(ended(null))).toMatchObject({ outcome: "missed" });
  });
});

describe("a word of failure", () => {
  test.each<["in" | "out", CallEvent["outcome"], string]>([
    ["in", "missed", "missed"],
    ["in", "no_answer", "missed"],
    ["in", "busy", "busy"],
    ["in", null, "missed"],
    ["out", "missed", "no_answer"],
    ["out", "no_answer", "no_answer"],
    ["out", "failed", "failed"],
    ["out", null, "no_answer"],
  ])("%s: %s is %s", (direction, outcome, expected) => {
    const call = atLast([word({ direction, outcome, talkS: 0, reason: "cancel" })]);
    expect(call).toMatchObject({ outcome: expected, reason: "cancel", talkS: 0 });
    expect(call.lengthUnknown).toBe(false);
  });

  test("with a length is an answer all the same, of several the longest answer counts", () => {
    const own = { ext: "101", outcome: null };
    expect(atLast([word({ ...own, talkS: 7 })])).toMatchObject({ outcome: "answered", talkS: 7 });
    const longer = word({ ext: "102", talkS: 50, at: T0 + 61_000 });
    const none = word({ ext: "103", outcome: "busy", talkS: 0, at: T0 + 62_000 });
    for (const events of [
      [word({ ext: "101" }), longer, none],
      [word({ ext: "102", talkS: 50 }), word({ ext: "101", at: T0 + 61_000 }), none],
    ])
      expect(atLast(events)).toMatchObject({ talkS: 50, answeredBy: { ext: "102" } });
  });
});

test("a menu lasts until the first device rings after it, an answer or the word", () => {
  const menu = plain("menu", 10);
  const before = plain("rang", 5, { ext: "100" });
  const end = word({ ext: "101" });
  expect(atLast([start, before, menu, end]).menuS).toBe(50);
  expect(atLast([start, before, menu, plain("answered", 30, { ext: "101" }), end]).menuS).toBe(20);
  expect(atLast([start, before, menu, plain("rang", 25, { ext: "101" }), end]).menuS).toBe(15);
  expect(atLast([start, menu]).menuS).toBe(0);
});
