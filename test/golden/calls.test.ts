import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { callsOf, dialects, eventsOf, sequencesOf } from "../calls/replay.ts";

/** Each recorded case through parse → fold; `npm run golden` rewrites the files, and the diff shows what changed. */
describe.each(dialects)("%s", (provider) => {
  const file = new URL(`./${provider}-calls.golden`, import.meta.url);
  const replayed = Object.fromEntries(
    sequencesOf(provider).map((sequence) => [sequence.name, callsOf(eventsOf(provider, sequence))]),
  );
  if (process.env["GOLDEN"] === "1") writeFileSync(file, `${JSON.stringify(replayed, null, 2)}\n`);
  const golden: Record<string, unknown> = JSON.parse(readFileSync(file, "utf8"));

  test("every case has its golden calls", () => {
    expect(Object.keys(replayed)).toEqual(Object.keys(golden));
  });

  test.each(Object.keys(replayed))("%s", (name) => {
    expect(replayed[name]).toEqual(golden[name]);
  });
});
