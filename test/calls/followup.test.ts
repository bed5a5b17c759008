import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  inTime,
  isGhost,
  meaningOf,
  type EndedWith,
  type Followup,
  type Meaning,
} from "../../src/calls/followup.ts";
import { call, desk, MIN, T0 } from "./followup-desk.ts";

const minutes = (at: number | null | undefined) => (at == null ? null : (at - T0) / MIN);

describe("what a call means for who waits", () => {
  const said = {
    direction: "in",
    outcome: "answered",
    talkS: 60,
    lengthUnknown: false,
    ours: true,
  } as const;
  test.each([
    ["a talk with the client who called", said, "answered"],
    ["a talk of a colleague's call", { ...said, direction: "out" }, "reached"],
    ["a ghost answer of the client's call leaves it waiting", { ...said, talkS: 4 }, null],
    [
      "a ghost answer to a colleague is an attempt",
      { ...said, direction: "out", talkS: 4 },
      "tried",
    ],
    ["a talk of exactly the threshold is one", { ...said, talkS: 5 }, "answered"],
    ["a talk of unknown length is one", { ...said, talkS: null, lengthUnknown: true }, "answered"],
    [
      "nobody answered the colleague",
      { ...said, direction: "out", outcome: "no_answer", talkS: 0 },
      "tried",
    ],
    ["busy is an attempt", { ...said, direction: "out", outcome: "busy", talkS: 0 }, "tried"],
    [
      "what did not connect is none",
      { ...said, direction: "out", outcome: "failed", talkS: 0 },
      null,
    ],
    ["missed", { ...said, outcome: "missed", talkS: 0 }, "missed"],
    [
      "the PBX failed to connect the client: missed all the same",
      { ...said, outcome: "failed", talkS: 0 },
      "missed",
    ],
    ["nobody knows how it ended", { ...said, outcome: "unknown", talkS: null }, null],
    ["it runs", { ...said, outcome: null, talkS: null }, null],
    ["between colleagues", { ...said, direction: "internal" }, null],
    ["another address's", { ...said, ours: false }, null],
  ] as const)("%s", (_name, one, meaning) => {
    expect(meaningOf(one, { ghostS: 5 })).toBe(meaning);
  });

  test("without a threshold no talk is a ghost", () => {
    expect(isGhost({ ...said, talkS: 0 }, 0)).toBe(false);
  });
});

describe("a follow-up", () => {
  test("stands for every missed call since the last contact, and the newest carries it", () => {
    const { hear, open } = desk();
    hear(call(1, 0, "missed"));
    hear(call(2, 6, "missed"));
    expect(open()).toHaveLength(1);
    expect(open()[0]).toMatchObject({
      misses: 2,
      callId: 2,
      openedAt: T0 + 30_000,
      lastAt: T0 + 6 * MIN,
    });
  });

  test("is due as its first missed call is, however often the client calls", () => {
    const { hear, open } = desk();
    hear(call(1, 0, "missed"));
    hear(call(2, 10, "missed"));
    expect(minutes(open()[0]?.dueAt)).toBe(15.5);
  });

  test("ends when a colleague talks with the client, with who and when", () => {
    const { hear, rows } = desk();
    hear(call(1, 0, "missed"));
    hear(call(2, 6, "reached"));
    expect(rows()).toMatchObject([
      { closedHow: "reached", closedBy: "Олена", closedCallId: 2, closedAt: T0 + 6 * MIN + 10_000 },
    ]);
  });

  test("ends with an attempt, or stays with it noted, as the business says", () => {
    const closing = desk();
    closing.hear(call(1, 0, "missed"));
    closing.hear(call(2, 6, "tried"));
    expect(closing.rows()).toMatchObject([{ closedHow: "tried", tries: 1 }]);
    const staying = desk({ triedCloses: false });
    staying.hear(call(1, 0, "missed"));
    staying.hear(call(2, 6, "tried"), call(3, 7, "tried"));
    expect(staying.open()).toMatchObject([
      { tries: 2, triedBy: "Олена", triedAt: T0 + 7 * MIN + 10_000 },
    ]);
  });

  test("does not end with a call that began before the missed one", () => {
    const { hear, open } = desk();
    hear(call(1, 5, "missed"));
    hear(call(2, 4, "reached"));
    expect(open()).toHaveLength(1);
  });

  test("of a call told late is due from now, and asks for nothing when the client was called back meanwhile", () => {
    const late = desk();
    late.world.now = T0 + 300 * MIN;
    late.hear(call(1, 0, "missed", true));
    expect(minutes(late.open()[0]?.dueAt)).toBe(315);
    const settled = desk();
    settled.hear(call(2, 10, "reached"));
    settled.hear(call(1, 0, "missed", true));
    expect(settled.open()).toEqual([]);
    expect(settled.told).toEqual([]);
  });

  test("loses a missed call that turns out answered, and ends corrected with the last", () => {
    const { hear, open, rows } = desk();
    hear(call(1, 0, "missed"), call(2, 6, "missed"));
    hear(call(2, 6, null));
    expect(open()).toMatchObject([{ misses: 1, callId: 1 }]);
    hear(call(1, 0, null));
    expect(rows()).toMatchObject([{ closedHow: "corrected" }]);
  });

  test("whose first call was settled after all runs anew from the next one", () => {
    const { hear, open } = desk();
    hear(call(1, 0, "missed"), call(3, 30, "missed"));
    hear(call(2, 10, "reached"));
    expect(open()).toMatchObject([{ misses: 1, callId: 3, overdueAt: null }]);
    expect(minutes(open()[0]?.dueAt)).toBe(45.5);
  });

  test("is open again when the talk that had closed it turns out to be none", () => {
    const { hear, open } = desk();
    hear(call(1, 0, "missed"));
    hear(call(2, 6, "answered"));
    expect(open()).toEqual([]);
    hear(call(2, 6, "missed"));
    expect(open()).toMatchObject([{ misses: 2, callId: 2, closedHow: null, closedBy: null }]);
  });

  test("closed by hand stays so; the next missed call opens another", () => {
    const { hear, open, rows, close } = desk();
    hear(call(1, 0, "missed"));
    close();
    hear(call(2, 6, "missed"));
    expect(rows()).toHaveLength(2);
    expect(open()).toMatchObject([{ misses: 1, callId: 2 }]);
  });
});

describe("whatever the calls of a client are and in whichever order they are told", () => {
  const meaning = fc.constantFrom<Meaning>(
    "missed",
    "missed",
    "missed",
    "reached",
    "tried",
    "answered",
    null,
  );
  const said = fc.record({ id: fc.integer({ min: 1, max: 9 }), meaning });
  const history = fc.array(fc.array(said, { minLength: 1, maxLength: 4 }), { maxLength: 8 });
  const hands = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });

  test("one follow-up at most is open, and it counts the missed calls that nothing has settled", () => {
    fc.assert(
      fc.property(history, hands, fc.boolean(), (batches, byHand, triedCloses) => {
        const state = desk({ triedCloses });
        for (const [n, batch] of batches.entries()) {
          state.hear(...lastOfEach(batch));
          if (byHand[n] === true) state.close();
          const settling = state
            .calls()
            .filter(
              ({ meaning: what }) =>
                what === "reached" || what === "answered" || (what === "tried" && triedCloses),
            );
          const waiting = state
            .calls()
            .filter((one) => one.meaning === "missed" && !state.byHand(one.id))
            .filter((one) => !settling.some(({ startedAt }) => startedAt >= one.startedAt))
            .toSorted(inTime);
          expect(state.open()).toHaveLength(waiting.length > 0 ? 1 : 0);
          const [open] = state.open();
          if (!open) continue;
          expect(state.missesOf(open.id)).toEqual(waiting.map(({ id }) => id));
          expect(open).toMatchObject({
            misses: waiting.length,
            callId: waiting.at(-1)?.id,
            openedAt: waiting[0]?.endedAt,
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  test("the same is open however the news is split, and telling it twice changes nothing", () => {
    fc.assert(
      fc.property(
        fc.array(said, { maxLength: 12 }),
        fc.array(fc.nat({ max: 4 })),
        fc.boolean(),
        (news, cuts, triedCloses) => {
          const whole = desk({ triedCloses });
          whole.hear(...lastOfEach(news));
          const split = desk({ triedCloses });
          let rest = news;
          for (const cut of [...cuts, news.length]) {
            split.hear(...lastOfEach(rest.slice(0, cut)));
            rest = rest.slice(cut);
          }
          const seen = split.open();
          split.hear(...lastOfEach(news));
          expect(split.open()).toEqual(seen);
          expect(split.open().map(shown)).toEqual(whole.open().map(shown));
        },
      ),
      { numRuns: 500 },
    );
  });
});

function lastOfEach(batch: { id: number; meaning: Meaning }[]): EndedWith[] {
  return [...new Map(batch.map((one) => [one.id, told(one)])).values()];
}

/** Call 5 began fifty minutes from the start, whenever and however often it is told of. */
function told(one: { id: number; meaning: Meaning }): EndedWith {
  return call(one.id, one.id * 10, one.meaning);
}

function shown({ id: _id, ...row }: Followup): Omit<Followup, "id"> {
  return row;
}
