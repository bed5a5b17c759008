import { describe, expect, test } from "vitest";
import { scopeName, takeScope, tokenForExt } from "../../src/bot/scope.ts";

const none = { line: null, ext: null };
const ext = { line: null, ext: "101" };
const line = { line: "+380440000001", ext: null };

describe("the end of a one-line form", () => {
  test.each([
    ["key secret", ["key", "secret"], null],
    ["key secret ext 101", ["key", "secret"], ext],
    ["key EXT 101", ["key"], ext],
    ["key secret line +380440000001", ["key", "secret"], line],
    ["key secret line 044 000 00 01", ["key", "secret"], line],
    ["ext secret", ["ext", "secret"], null],
    ["", [], null],
  ])("%s", (said, words, scope) => {
    expect(takeScope(said.split(" ").filter(Boolean), "UA")).toEqual({ words, scope });
  });

  test.each(["key secret ext", "key secret ext 101 102", "key secret ext abc", "key line 101"])(
    "%s is none",
    (said) => {
      expect(takeScope(said.split(" "), "UA")).toHaveProperty("wrong");
    },
  );
});

test("a scope is told in words", () => {
  expect([none, ext, line].map((scope) => scopeName("uk", scope))).toEqual([
    "усі дзвінки",
    "внутрішній номер 101",
    "лінія +380 44 000 00 01",
  ]);
});

test("an extension's letter carries its own address, else the one for all calls, else a line's", () => {
  const other = { line: null, ext: "102" };
  expect(tokenForExt([none, other, line, ext], "101")).toBe(ext);
  expect(tokenForExt([other, line, none], "101")).toBe(none);
  expect(tokenForExt([other, line], "101")).toBe(line);
  expect(tokenForExt([other], "101")).toBeUndefined();
});
