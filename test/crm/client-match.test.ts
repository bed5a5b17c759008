import * as fc from "fast-check";
import { expect, test } from "vitest";
import { betterName, nameWins, onlyMatches, tailOf } from "../../src/crm/client-match.ts";
import { nameSources, type NameSource } from "../../src/crm/client.ts";

const source = fc.constantFrom(...nameSources);
const rank = (one: NameSource) => nameSources.indexOf(one);
const digits = (min: number, max: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max })
    .map((list) => list.join(""));

test.each([
  ["0670000001", "100000076"],
  ["80670000001", "100000076"],
  ["067 000-00-01", "100000076"],
  ["+380670000001", null],
  ["67000001", null],
  ["101", null],
  ["1234567890123456", null],
  ["sip:380670000001", null],
  ["", null],
])("the digits by which %j is looked for are %j", (phone, tail) => {
  expect(tailOf(phone)).toBe(tail);
});

test("whatever stands before the last nine digits, they are looked for the same way", () => {
  fc.assert(
    fc.property(digits(9, 9), digits(0, 6), (last, before) => {
      expect(tailOf(before + last)).toBe(Array.from(last).toReversed().join(""));
    }),
  );
});

test("a number is somebody's only when its digits are one client's alone", () => {
  const found = fc.array(
    fc.record({
      asked: fc.constantFrom("a", "b", "c"),
      clientId: fc.integer({ min: 1, max: 3 }),
    }),
  );
  fc.assert(
    fc.property(found, (rows) => {
      const only = onlyMatches(rows);
      for (const asked of ["a", "b", "c"]) {
        const ids = new Set(rows.filter((row) => row.asked === asked).map((row) => row.clientId));
        expect(only.get(asked)).toBe(ids.size === 1 ? [...ids][0] : undefined);
      }
    }),
  );
});

test("a name gives way only to one from a source as good or better", () => {
  fc.assert(
    fc.property(source, source, (nameFrom, offered) => {
      const wins = nameWins({ name: "Оксана", nameFrom }, { name: "Ксенія", nameFrom: offered });
      expect(wins).toBe(rank(offered) <= rank(nameFrom));
    }),
  );
});

test("an empty place takes any name; the same name again is no change; an unmarked name may be a person's", () => {
  expect(nameWins({ name: null, nameFrom: null }, { name: "А", nameFrom: "pbx" })).toBe(true);
  expect(nameWins({ name: "А", nameFrom: "pbx" }, { name: "А", nameFrom: "person" })).toBe(false);
  expect(nameWins({ name: "А", nameFrom: null }, { name: "Б", nameFrom: "contact" })).toBe(false);
  expect(nameWins({ name: "А", nameFrom: null }, { name: "Б", nameFrom: "person" })).toBe(true);
});

test("of two names of one person the better known stays, the first when both are as good", () => {
  const named = fc.record({
    name: fc.option(fc.constantFrom("А", "Б"), { nil: null }),
    nameFrom: source,
  });
  fc.assert(
    fc.property(named, named, (first, second) => {
      const better =
        first.name === null ||
        (second.name !== null && rank(second.nameFrom) < rank(first.nameFrom));
      expect(betterName(first, second)).toBe(better && second.name !== null ? second : first);
    }),
  );
});
