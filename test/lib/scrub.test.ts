import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleaned, lastFour, scrub } from "../../src/lib/scrub.ts";

function scrubbed(line: object): Record<string, unknown> {
  const read: Record<string, unknown> = JSON.parse(scrub(JSON.stringify(line)));
  return read;
}

describe("a log line", () => {
  test.each(["+380670000001", "380670000001", "0670000001", "+79000000005", "89000000005"])(
    "shows only the end of %s",
    (phone) => {
      const line = scrub(JSON.stringify({ msg: `call from ${phone}`, deep: [{ client: phone }] }));
      expect(line).not.toContain(phone.slice(-9));
      expect(line).toContain(phone.slice(-4));
    },
  );

  test("masks a number that came as a JSON number and stays JSON", () => {
    expect(scrubbed({ caller: 380670000001, next: 1 })).toEqual({ caller: "…0001", next: 1 });
  });

  test("hides named secrets at any depth, whatever they hold", () => {
    const line = {
      token: 'a"b',
      a: { apiKey: "k", "X-Telegram-Bot-Api-Secret-Token": "s" },
      secret: ["x", "y"],
      key: "k2",
    };
    expect(scrubbed(line)).toEqual({
      token: "[hidden]",
      a: { apiKey: "[hidden]", "X-Telegram-Bot-Api-Secret-Token": "[hidden]" },
      secret: "[hidden]",
      key: "[hidden]",
    });
  });

  test.each([
    [
      "a Telegram token in its address",
      `GET https://api.telegram.org/bot123456789:${"Ab1-_".repeat(7)}/getMe`,
      "Ab1-_Ab1-_",
    ],
    [
      "a hook token in a path",
      "/api/webhooks/phonet/0123456789abcdef0123456789abcdef",
      "0123456789abcdef",
    ],
    ["a hook token in a query", "/api/webhooks/novofon?user_id=abcdefghij&x=1", "abcdefghij"],
    ["a password of a database", "postgres://desk:hunter2@localhost/desk", "hunter2"],
  ])("hides %s", (_, text, secret) => {
    expect(scrub(JSON.stringify({ err: { message: text } }))).not.toContain(secret);
  });

  test("leaves ids, times and words alone", () => {
    const line = {
      time: "2026-11-21T07:57:33.078Z",
      chat: -1001234567890,
      at: 1763711853078,
      key: undefined,
      call: "in_0c42b7ba9192b81dbf984371fba6fd76d1ae66cd",
    };
    expect(scrubbed(line)).toEqual(JSON.parse(JSON.stringify(line)));
  });

  test("drops what would steer a terminal", () => {
    expect(scrubbed({ name: "\u001b[31mred\u0007" })).toEqual({ name: "·[31mred·" });
  });

  test("a list of secrets is hidden whole, lists in it and brackets in its texts leave JSON", () => {
    expect(scrubbed({ keys: ["a]b", "c"], msg: "x" })).toEqual({ keys: "[hidden]", msg: "x" });
    expect(scrubbed({ "": { key: [{ "": [] }] } })).toEqual({ "": { key: [{ "": [] }] } });
  });

  test("any object stays JSON with the same fields", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (line) => {
        expect(Object.keys(scrubbed(line)).length).toBeLessThanOrEqual(Object.keys(line).length);
      }),
    );
  });
});

test("the quick look lets no line through that has something to hide", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "+",
      "%2B",
      "380",
      "0",
      "7",
      "12345:",
      "67",
      " ",
      "-",
      "(",
      "://",
      "key",
      "token",
    ),
    fc.constantFrom(
      "/webhooks/phonet/",
      "join_",
      "?user_id=",
      "@",
      "a",
      "A-_",
      "\u001b",
      "\u200e",
      "Олена",
    ),
    fc.stringMatching(/^\d{1,12}$/),
    fc.stringMatching(/^[\w-]{16,40}$/),
  );
  const words = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(fc.dictionary(words, fc.oneof(words, fc.nat(1e13))), (fields) => {
      const line = JSON.stringify(fields);
      expect(scrub(line)).toBe(cleaned(line));
    }),
    { numRuns: 2000 },
  );
});

test("four digits are all a log may know of a number", () => {
  expect(lastFour("+380 67 000 12 34")).toBe("…1234");
});
