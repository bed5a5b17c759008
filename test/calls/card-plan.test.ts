import { describe, expect, test } from "vitest";
import type { Call } from "../../src/calls/call.ts";
import type { CardStyle } from "../../src/business/chat.ts";
import { cardPlan, goesIntoRing, ringBecomes, type Standing } from "../../src/calls/card-plan.ts";
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

describe("the incoming message that stands", () => {
  const ring: Standing = card("ring", { messageId: 1 });
  const waits = card("final");
  const tried = card("final", { sendingSince: now });
  const sent = card("final", { messageId: 2 });
  const shown = card("final", { closed: "in_ring" });
  const refused = card("final", { closed: "refused" });
  const runs: Partial<Call> = {};
  const settles: Partial<Call> = { quietSince: now };
  const answered: Partial<Call> = { state: "ended", outcome: "answered", quietSince: now };
  const missed: Partial<Call> = { state: "ended", outcome: "missed", quietSince: now };

  test.each<[string, CardStyle, Partial<Call>, Standing | undefined, string]>([
    ["the call runs", "one", runs, undefined, "ring"],
    ["the call settles", "one", settles, undefined, "keep"],
    ["the call goes on after its end was shown", "one", runs, shown, "ring"],
    ["it is over, the final one waits", "two", answered, waits, "ring"],
    ["it is over, the final one came", "two", answered, sent, "ring"],
    ["it is over, the final one waits", "one", answered, waits, "into"],
    ["nobody knows whether the final one came", "one", answered, tried, "ring"],
    ["the final one was refused", "one", answered, refused, "ring"],
    ["the chat wants no final one", "one", answered, undefined, "ring"],
    ["it was missed, the final one waits", "one", missed, waits, "ring"],
    ["it was missed, the final one came", "one", missed, sent, "remove"],
    ["it was missed and is answered after all", "one", answered, sent, "remove"],
    ["it shows the end, whatever the style is now", "two", answered, shown, "final"],
    ["it shows the end, and the call was missed after all", "one", missed, shown, "final"],
    ["only the end is wanted now", "final", answered, waits, "ring"],
  ])("%s, in style %s", (_, style, changed, final, becomes) => {
    const chat = { style, telegramId: -1 };
    expect(ringBecomes(chat, aCall(changed), { ring, final })).toBe(becomes);
  });

  test.each<[string, Standing | undefined, boolean]>([
    ["stands", ring, true],
    ["never left", card("ring", { closed: "over" }), false],
    ["was deleted", card("ring", { messageId: 1, closed: "gone" }), false],
    [
      "stands in the group that the chat was before",
      card("ring", { messageId: 1, telegramId: -9 }),
      false,
    ],
    ["was never wanted", undefined, false],
  ])("takes the final text where it %s", (_, first, takes) => {
    const chat = { style: "one" as const, telegramId: -1 };
    expect(goesIntoRing(chat, aCall(answered), { ring: first, final: waits })).toBe(takes);
  });
});

function card(part: Standing["part"], known: Partial<Standing> = {}): Standing {
  return { part, messageId: null, telegramId: -1, sendingSince: null, closed: null, ...known };
}
