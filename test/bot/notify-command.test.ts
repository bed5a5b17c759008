import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseNotify, parseNumbers } from "../../src/bot/notify-command.ts";

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
    [
      "quiet 21:00 - 9:00 missed on",
      { wish: { quiet: { from: "21:00", to: "09:00" }, missedOnly: true } },
    ],
    ["quiet 22-8", { wish: { quiet: { from: "22:00", to: "08:00" } } }],
    ["messages answered,Missed", { wish: { messages: ["answered", "missed"] } }],
    ["messages all", { wish: { messages: [] } }],
    ["direction in", { wish: { directions: ["in"] } }],
    ["direction ALL", { wish: { directions: [] } }],
    [
      "client 067 000 00 01 client +380 67 000 00 02",
      { wish: { clients: ["+380670000001", "+380670000002"] } },
    ],
    ["client all", { wish: { clients: [] } }],
    ["remind on deals off", { wish: { remind: true, deals: false } }],
    ["deals ON", { wish: { deals: true } }],
    ["remind me", { wrong: "me" }],
    ["outside on", { wish: { loudOutsideHours: true } }],
    ["language EN", { wish: { cardLanguage: "en" } }],
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
    ["quiet", { wrong: "quiet" }],
    ["messages", { wrong: "messages" }],
    ["messages answered,sometimes", { wrong: "answered,sometimes" }],
    ["messages all,missed", { wrong: "all,missed" }],
    ["direction sideways", { wrong: "sideways" }],
    ["outside", { wrong: "outside" }],
    ["language de", { wrong: "de" }],
    ["client Оксана", { notLine: "Оксана" }],
    ["__proto__ on", { wrong: "__proto__" }],
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
      "messages",
      "direction",
      "client",
      "outside",
      "remind",
      "deals",
      "language",
      "all",
      "<b>",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 12 }), (parts) => {
        expect(Object.keys(parseNotify(parts.join(" "), "KZ"))).toHaveLength(1);
      }),
    );
  });
});

describe("numbers of clients in a form", () => {
  test.each([
    ["067 000 00 01", { numbers: ["+380670000001"] }],
    [
      "+380670000001, 0670000002\n(067) 000-00-01;",
      { numbers: ["+380670000001", "+380670000002"] },
    ],
    ["", { notLine: "" }],
    ["0670000001, Оксана", { notLine: "Оксана" }],
    ["101", { notLine: "101" }],
  ])("«%s»", (text, expected) => {
    expect(parseNumbers(text, "UA")).toEqual(expected);
  });
});
