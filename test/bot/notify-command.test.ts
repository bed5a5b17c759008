import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseNotify } from "../../src/bot/notify-command.ts";

describe("/notify", () => {
  test.each([
    ["", { wish: {} }],
    ["  ", { wish: {} }],
    ["off", { off: true }],
    ["OFF", { off: true }],
    ["missed on", { wish: { missedOnly: true } }],
    ["Missed OFF buttons off", { wish: { missedOnly: false, buttons: false } }],
    ["style two", { wish: { style: "two" } }],
    ["style final buttons on", { wish: { style: "final", buttons: true } }],
    ["line +380440000001", { wish: { lines: ["+380440000001"] } }],
    ["line 0440000001", { wish: { lines: ["+380440000001"] } }],
    ["line +380 44 000 00 01 ext 101", { wish: { lines: ["+380440000001"], exts: ["101"] } }],
    [
      "line (044) 000-00-01 line +380440000002",
      { wish: { lines: ["+380440000001", "+380440000002"] } },
    ],
    ["line 0440000001 line 0440000001", { wish: { lines: ["+380440000001"] } }],
    ["line all ext all", { wish: { lines: [], exts: [] } }],
    ["ext 101,102 ext 101", { wish: { exts: ["101", "102"] } }],
    ["quiet 21:00-9:00", { wish: { quiet: { from: "21:00", to: "09:00" } } }],
    ["quiet 21:00–09:00", { wish: { quiet: { from: "21:00", to: "09:00" } } }],
    ["quiet off", { wish: { quiet: null } }],
    ["on", { wrong: "on" }],
    ["off please", { wrong: "off" }],
    ["missed", { wrong: "missed" }],
    ["missed maybe", { wrong: "maybe" }],
    ["style three", { wrong: "three" }],
    ["ext abc", { wrong: "abc" }],
    ["ext 1234567", { wrong: "1234567" }],
    ["ext ,", { wrong: "," }],
    ["quiet 25:00-09:00", { wrong: "25:00-09:00" }],
    ["quiet 09:00-09:00", { wrong: "09:00-09:00" }],
    ["quiet night", { wrong: "night" }],
    ["line", { notLine: "line" }],
    ["line Поділ", { notLine: "Поділ" }],
    ["line 101", { notLine: "101" }],
  ])("«%s»", (text, expected) => {
    expect(parseNotify(text, "UA")).toEqual(expected);
  });

  test("reads whatever is typed without an error", () => {
    const words = fc.constantFrom(
      "off",
      "style",
      "two",
      "buttons",
      "on",
      "missed",
      "line",
      "+380440000001",
      "ext",
      "101",
      "quiet",
      "21:00-09:00",
      "<b>",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 12 }), (parts) => {
        expect(Object.keys(parseNotify(parts.join(" "), "KZ"))).toHaveLength(1);
      }),
    );
  });
});
