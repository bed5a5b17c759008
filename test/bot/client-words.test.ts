import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readClient } from "../../src/bot/client-words.ts";

test.each([
  ["067 000 00 01 Оксана К.", "+380670000001", "Оксана К."],
  ["Оксана К. +380 67 000-00-01", "+380670000001", "Оксана К."],
  ["+38(067)0000001", "+380670000001", null],
  ["Оксана 2 0670000001", "+380670000001", "Оксана 2"],
  ["Оксана, 0670000001", "+380670000001", "Оксана"],
  ["0670000001 - Оксана", "+380670000001", "Оксана"],
  ["0670000001 Оксана, салон 24/7", "+380670000001", "Оксана, салон 24/7"],
])("in %j the number is %s and the name %j", (written, phone, name) => {
  expect(readClient(written, "UA")).toEqual({ phone, name });
});

test.each(["", "Оксана", "101 Оксана", "Оксана 12", "+ - ()"])("%j has no number", (written) => {
  expect(readClient(written, "UA")).toBeNull();
});

test("a number and a name are read in either order, however the number is broken up", () => {
  const name = fc.constantFrom("Оксана", "Марія Іванівна", "O’Neil", "Ян 2-й");
  const shape = fc.constantFrom("0671234567", "067 123 45 67", "(067) 123-45-67", "+380671234567");
  fc.assert(
    fc.property(name, shape, fc.boolean(), (who, number, first) => {
      const written = first ? `${number} ${who}` : `${who} ${number}`;
      expect(readClient(written, "UA")).toEqual({ phone: "+380671234567", name: who });
    }),
  );
});
