import { expect, test } from "vitest";
import { humanName } from "../../src/crm/client.ts";

test.each([
  ["Оксана К.", "Оксана К."],
  ["  Anna\nMaria ", "Anna Maria"],
  ["+380 67 000 00 01", null],
  ["380670000001", null],
  ["***", null],
  ["", null],
  [null, null],
  ["я".repeat(500), "я".repeat(120)],
])("a client called %j is %j", (raw, name) => {
  expect(humanName(raw)).toBe(name);
});
