import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carriesKey, guessedTemplate } from "../../src/bot/webhook-create.ts";
import { families, marked, toggled } from "../../src/bot/webhook-events.ts";
import { boxed } from "../../src/bot/webhook-word.ts";
import { eventNames, isPattern, meant } from "../../src/webhooks/pattern.ts";

const pattern = fc.constantFrom(
  "*",
  "*.created",
  ...families.map((family) => `${family}.*`),
  ...eventNames,
);

describe("a subscription that is pressed", () => {
  test("adds or takes exactly what it means, whatever was wanted before", () => {
    fc.assert(
      fc.property(fc.uniqueArray(pattern), pattern, fc.boolean(), (before, pressed, on) => {
        const after = toggled(before, pressed, on);
        const own = new Set<string>(meant([pressed]));
        const was = new Set<string>(meant(before));
        const expected = eventNames.filter((event) => (own.has(event) ? on : was.has(event)));
        expect(meant(after)).toEqual(expected);
        expect(after.filter((one) => !isPattern(one))).toEqual([]);
        expect(new Set(after).size).toBe(after.length);
        expect(marked(after, pressed)).toBe(on ? "all" : "none");
      }),
    );
  });

  test("stays short: one event less of everything leaves whole families whole", () => {
    expect(toggled(["*"], "deal.won", false)).toEqual([
      "call.*",
      "client.*",
      "deal.created",
      "deal.updated",
      "deal.lost",
      "task.*",
      "comment.added",
      "followup.*",
      "booking.*",
      "conversation.*",
    ]);
    expect(toggled(["deal.won", "deal.lost", "task.created"], "deal.*", true)).toEqual([
      "task.created",
      "deal.*",
    ]);
  });
});

describe("an address that is pasted", () => {
  test.each([
    ["https://crm.example.com/hooks", false],
    ["crm.example.com", false],
    ["https://user:word@crm.example.com/hooks", true],
    ["https://crm.example.com/hooks?key=1", true],
    ["https://hooks.slack.com/services/T00000000/B00000000/x1x2x3x4x5x6x7x8x9x0", true],
    ["https://api.telegram.org/bot7000000001:AAfakefakefake/sendMessage", true],
    ["hello there", false],
  ])("%s carries a key: %s", (url, expected) => {
    expect(carriesKey(url)).toBe(expected);
  });

  test("has the shape of a receiver that is known", () => {
    expect(guessedTemplate("https://hooks.slack.com/services/T/B/x")).toBe("slack");
    expect(guessedTemplate("https://discord.com/api/webhooks/1/x")).toBe("discord");
    expect(guessedTemplate("https://hooks.slack.com.example.com/")).toBe("plain");
  });
});

test("a body in a box never tears a mark and never outgrows its room", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 8, max: 60 }), (body, room) => {
      const shown = boxed(body, room);
      expect(shown.length).toBeLessThanOrEqual(room + "<pre>…</pre>".length);
      expect(shown.slice(5, -6)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|#39;)/);
    }),
  );
});
