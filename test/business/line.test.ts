import { expect, test } from "vitest";
import { toLabels } from "../../src/business/line.ts";

test("an extension named like a method of every object has no name", () => {
  const labels = toLabels([["101", "Олена"]]);
  expect(labels["101"]).toBe("Олена");
  expect(["constructor", "toString", "__proto__"].map((ext) => labels[ext])).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("a line without a name is left out, and a hostile key is only a key", () => {
  const labels = toLabels([
    ["102", ""],
    ["__proto__", "x"],
  ]);
  expect(Object.keys(labels)).toEqual(["__proto__"]);
  expect(labels["toString"]).toBeUndefined();
});
