import { expect, test } from "vitest";
import { canonicalJson } from "../../src/business/button.ts";

test("equal actions have equal texts whatever the order of their keys", () => {
  expect(canonicalJson({ do: "style", chat: { b: 1, a: [2, 1] } })).toBe(
    canonicalJson({ chat: { a: [2, 1], b: 1 }, do: "style" }),
  );
  expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
});
