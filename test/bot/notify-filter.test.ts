import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cardMessages,
  messagesOf,
  patchOf,
  wishOf,
  type NotifyWish,
} from "../../src/bot/notify-filter.ts";
import type { ChatFilter } from "../../src/business/chat.ts";

const quiet = { from: "22:00", to: "08:00" };

describe("what a wish makes of a chat's filter", () => {
  test.each<[string, ChatFilter, NotifyWish, ChatFilter]>([
    ["nothing asked", { missedOnly: true, quiet }, {}, { missedOnly: true, quiet }],
    [
      "missed only",
      { messages: ["ring"], lines: ["+1"] },
      { missedOnly: true },
      { lines: ["+1"], missedOnly: true },
    ],
    ["all calls again", { missedOnly: true }, { missedOnly: false }, {}],
    [
      "messages instead of missed only",
      { missedOnly: true },
      { messages: ["answered"] },
      { messages: ["answered"] },
    ],
    [
      "missed only, said with messages",
      {},
      { missedOnly: true, messages: ["ring"] },
      { missedOnly: true },
    ],
    ["all messages", { messages: ["ring"] }, { messages: [...cardMessages] }, {}],
    ["no message named", { messages: ["ring"] }, { messages: [] }, {}],
    ["one direction", {}, { directions: ["out"] }, { directions: ["out"] }],
    ["both directions", { directions: ["in"] }, { directions: ["in", "out"] }, {}],
    ["every line", { lines: ["+1"], exts: ["1"] }, { lines: [] }, { exts: ["1"] }],
    ["quiet hours", {}, { quiet }, { quiet }],
    ["no quiet hours", { quiet }, { quiet: null }, {}],
    ["sound outside hours", {}, { loudOutsideHours: true }, { loudOutsideHours: true }],
    ["silence outside hours", { loudOutsideHours: true }, { loudOutsideHours: false }, {}],
  ])("%s", (_, filter, wish, after) => {
    expect(patchOf({ filter }, wish)).toEqual({ filter: after });
  });

  test("style, buttons and language stand beside the filter", () => {
    expect(patchOf({ filter: {} }, { style: "one", buttons: false, cardLanguage: "ru" })).toEqual({
      filter: {},
      style: "one",
      buttons: false,
      language: "ru",
    });
  });
});

describe("one entry of a list", () => {
  test.each([
    ["messages", "ring", false, {}, { messages: ["answered", "missed"] }],
    ["messages", "answered", true, { missedOnly: true }, { messages: ["answered", "missed"] }],
    ["messages", "missed", false, { messages: ["missed"] as const }, null],
    ["lines", "+2", true, { lines: ["+3"] }, { lines: ["+2", "+3"] }],
    ["lines", "+2", true, { lines: ["+2"] }, { lines: ["+2"] }],
    ["exts", "101", false, { exts: ["101"] }, { exts: [] }],
    ["clients", "+2", false, {}, { clients: [] }],
  ] as const)("%s %s turned %s", (field, value, on, filter, wish) => {
    const before: ChatFilter = structuredClone<object>(filter);
    expect(wishOf(before, { field, value, on })).toEqual(wish);
  });

  test("is on after it was turned on, and some message is always left", () => {
    const presses = fc.array(
      fc.record({ value: fc.constantFrom(...cardMessages), on: fc.boolean() }),
    );
    fc.assert(
      fc.property(presses, fc.boolean(), (list, missedOnly) => {
        let filter: ChatFilter = missedOnly ? { missedOnly } : {};
        for (const { value, on } of list) {
          const wish = wishOf(filter, { field: "messages", value, on });
          if (wish === null) {
            expect(messagesOf(filter)).toEqual([value]);
            continue;
          }
          filter = patchOf({ filter }, wish).filter ?? {};
          expect(messagesOf(filter).includes(value)).toBe(on);
        }
        expect(messagesOf(filter).length).toBeGreaterThan(0);
      }),
    );
  });
});
