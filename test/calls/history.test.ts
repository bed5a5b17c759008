import { expect, test } from "vitest";
import { historyRow, isNewNumber, MOST_EARLIER } from "../../src/calls/history.ts";
import { languages } from "../../src/texts/language.ts";

const zone = "Europe/Kyiv";
const at = Date.UTC(2026, 10, 27, 12, 35);
const row = (earlier: number, lastAt: number | null) =>
  languages.map((language) =>
    historyRow({ earlier, lastAt }, { language, zone, at })?.replace(/\s/gu, " "),
  );

test("a card says which call of a client it is, and when the last one was", () => {
  expect(row(3, Date.UTC(2026, 10, 2, 8))).toEqual([
    "4-й дзвінок · останній 02.11",
    "4-й звонок · последний 02.11",
    "Call no. 4 · last 2 Nov",
  ]);
  expect(row(1, Date.UTC(2025, 11, 31, 21, 59))).toEqual([
    "2-й дзвінок · останній 31.12.2025",
    "2-й звонок · последний 31.12.2025",
    "Call no. 2 · last 31 Dec 2025",
  ]);
});

test("a call of the same day stands there with its time, by the wall of the business", () => {
  expect(row(1, Date.UTC(2026, 10, 26, 22, 5))[0]).toBe("2-й дзвінок · останній 00:05");
  expect(row(1, Date.UTC(2026, 10, 26, 21, 55))[0]).toBe("2-й дзвінок · останній 26.11");
});

test("beyond what anybody counts it is only many; a first call has no row", () => {
  expect(row(MOST_EARLIER, Date.UTC(2026, 10, 2))).toEqual([
    "Понад 99 дзвінків · останній 02.11",
    "Более 99 звонков · последний 02.11",
    "More than 99 calls · last 2 Nov",
  ]);
  expect(row(0, null)[0]).toBeUndefined();
});

test("a number is new with its first call, whether or not that call has made its client yet", () => {
  const none = { earlier: 0, lastAt: null };
  expect(isNewNumber(none, undefined)).toBe(true);
  expect(isNewNumber(none, { sourceCallId: 7 })).toBe(true);
  expect(isNewNumber(none, { sourceCallId: null })).toBe(false);
  expect(isNewNumber({ earlier: 1, lastAt: at }, undefined)).toBe(false);
});
