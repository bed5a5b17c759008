import { describe, expect, test } from "vitest";
import type { Call } from "../../src/calls/call.ts";
import { cardPlan } from "../../src/calls/card-plan.ts";
import { aCall } from "./card-case.ts";

const windows = { settleMs: 10_000, ringingMs: 180_000, talkingMs: 14_400_000 };
const now = 1_800_000_000_000;

describe("the messages a call is due", () => {
  test.each<[string, Partial<Call>, string]>([
    ["rings now", {}, "ring"],
    ["rings by a clock a little ahead of ours", { ownTimeAt: now + 5000 }, "ring"],
    [
      "rang longer ago than the silence window, by its own time",
      { ownTimeAt: now - 180_000 },
      "nothing",
    ],
    ["talks now", { state: "talking", ownTimeAt: now - 180_000 }, "ring"],
    [
      "talked longer ago than the silence window",
      { state: "talking", ownTimeAt: now - 14_400_000 },
      "nothing",
    ],
    ["went silent and settles", { quietSince: now - 1000 }, "nothing"],
    [
      "was answered, went silent and settles",
      { state: "talking", quietSince: now - 1000 },
      "nothing",
    ],
    ["has ended", { state: "ended", outcome: "missed" }, "final"],
    [
      "has ended and is heard of a day late",
      { state: "ended", outcome: "answered", ownTimeAt: now - 86_400_000 },
      "final",
    ],
    ["goes out and rings", { direction: "out" }, "nothing"],
    ["goes out and talks", { direction: "out", state: "talking" }, "nothing"],
    ["went out and has ended", { direction: "out", state: "ended", outcome: "no_answer" }, "final"],
    ["stays in the house", { direction: "internal" }, "nothing"],
    [
      "stayed in the house and has ended",
      { direction: "internal", state: "ended", outcome: "answered" },
      "nothing",
    ],
    ["is of nobody's line and rings", { ours: false }, "nothing"],
    [
      "is of nobody's line and has ended",
      { ours: false, state: "ended", outcome: "missed" },
      "nothing",
    ],
  ])("a call that %s", (_, changed, due) => {
    const call = aCall({ ownTimeAt: now - 1000, ...changed });
    expect(cardPlan(call, now, windows)).toEqual({ ring: due === "ring", final: due === "final" });
  });
});
