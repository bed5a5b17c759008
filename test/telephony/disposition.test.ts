import { expect, test } from "vitest";
import { outcomeOf } from "../../src/telephony/disposition.ts";

test.each([
  ["answered", "answered", "answered"],
  ["ANSWERED", "answered", "answered"],
  ["busy", "busy", "busy"],
  ["cancel", "missed", "no_answer"],
  ["no answer", "missed", "no_answer"],
  ["no_answer", "missed", "no_answer"],
  ["failed", "failed", "failed"],
  ["call failed", "failed", "failed"],
  ["no money", "failed", "failed"],
  ["unallocated number", "failed", "failed"],
  ["no limit", "failed", "failed"],
  ["no day limit", "failed", "failed"],
  ["line limit", "failed", "failed"],
  ["no money, no limit", "failed", "failed"],
  ["something new", "failed", "failed"],
])("%s: incoming %s, outgoing %s, the raw word stays", (disposition, incoming, outgoing) => {
  expect(outcomeOf(disposition, "in")).toEqual({ outcome: incoming, reason: disposition });
  expect(outcomeOf(disposition, "out")).toEqual({ outcome: outgoing, reason: disposition });
  expect(outcomeOf(disposition, "internal").outcome).toBe(outgoing);
});

test("without a word nothing is said", () => {
  expect(outcomeOf(null, "in")).toEqual({ outcome: null, reason: null });
});
