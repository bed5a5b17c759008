import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CardCall } from "../../src/calls/card.ts";
import { isMissed } from "../../src/calls/filter.ts";
import { inListOrder, QUIET_ROWS, quietList } from "../../src/calls/quiet-list.ts";
import { languages, type Language } from "../../src/texts/language.ts";
import { aCall, finalCases } from "./card-case.ts";

const zone = "Europe/Kyiv";
/** 22 November 2026, 08:00 in Kyiv; the calls of the cases began at 14:35 the day before. */
const morning = Date.UTC(2026, 10, 22, 6);
const hour = 3_600_000;

const nights: Record<string, { calls: CardCall[]; masked?: boolean }> = {
  "a night of all kinds": {
    calls: Object.values(finalCases).map((call, i) => at(call, morning - 9 * hour + i * 600_000)),
  },
  "calls to clients": {
    calls: Object.values(finalCases)
      .filter(({ direction }) => direction === "out")
      .map((call, i) => at(call, morning - 5 * hour + i * 600_000)),
  },
  "one answered call": { calls: [at(finalCases["answered"], morning - hour)] },
  "a call that still rings, and one that is heard of from before the weekend": {
    calls: [at(aCall(), morning - 60_000), at(finalCases["missed"], morning - 60 * hour)],
  },
  "numbers are masked, names are not markup": {
    masked: true,
    calls: [
      at(finalCases["missed"], morning - 2 * hour),
      at(
        {
          ...aCall(finalCases["missed"]),
          clientLabel: { name: "<b>О & К</b>", phone: "+380670000002", isNew: false },
        },
        morning - hour,
      ),
      at(
        {
          ...aCall(finalCases["answered"]),
          clientLabel: { name: null, phone: "+380670000003", isNew: true },
        },
        morning - hour,
      ),
    ],
  },
};

test.each(languages)("every list in %s reads as in its golden file", (language) => {
  const file = new URL(`quiet-golden/${language}.txt`, import.meta.url);
  const seen = Object.entries(nights)
    .map(
      ([name, { calls, masked = false }]) =>
        `— ${name}\n${listed(calls, language, masked).replaceAll("\u202f", "~")}\n`,
    )
    .join("\n");
  if (process.env["GOLDEN"]) writeFileSync(file, seen);
  expect(seen).toBe(readFileSync(file, "utf8"));
});

describe("a list", () => {
  test("names the missed calls first, each kind in the order of time", () => {
    const calls = [
      at(finalCases["answered"], 1),
      at(finalCases["missed"], 3),
      at(finalCases["outgoing"], 2),
      at(finalCases["busy"], 2),
    ];
    expect(inListOrder(calls.map((call) => ({ call }))).map(({ call }) => call)).toEqual([
      calls[3],
      calls[1],
      calls[0],
      calls[2],
    ]);
  });

  test("stays one message, whatever the names are", () => {
    const long = { name: "😀&".repeat(500), phone: "9".repeat(400), isNew: false };
    const calls = Array.from({ length: 400 }, (_, i) =>
      at({ ...aCall(finalCases["missed"]), clientLabel: long }, morning - i * 60_000),
    );
    for (const language of languages) {
      const html = listed(calls, language, false);
      expect(html.replace(/<[^>]*>/g, "").replace(/&\w+;/g, "&").length).toBeLessThan(4096);
      expect(html.split("\n")).toHaveLength(QUIET_ROWS + 2);
    }
  });
});

function at(call: CardCall | undefined, startedAt: number): CardCall {
  return { ...aCall(call), startedAt };
}

function listed(calls: readonly CardCall[], language: Language, masked: boolean): string {
  const entries = inListOrder(calls.map((call) => ({ call, clientLabel: call.clientLabel })));
  const counts = { total: calls.length, missed: calls.filter(isMissed).length };
  return quietList(entries.slice(0, QUIET_ROWS), counts, { language, zone, now: morning, masked });
}
