import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { finalCard, ringCard, type CardCall, type View } from "../../src/calls/card.ts";
import { languages, type Language } from "../../src/texts/language.ts";
import { finalCases, ringCases, view } from "./card-case.ts";
import { spokenCases } from "./spoken-case.ts";

test.each(languages)("every card in %s reads as in its golden file", (language) => {
  const file = new URL(`card-golden/${language}.txt`, import.meta.url);
  const seen = [
    ...rendered("incoming message", ringCases, ringCard, language),
    ...rendered("final message", { ...finalCases, ...spokenCases }, finalCard, language),
  ].join("\n");
  if (process.env["GOLDEN"]) writeFileSync(file, seen);
  expect(seen).toBe(readFileSync(file, "utf8"));
});

/** A narrow no-break space is written as `~`, so that it can be seen. */
function rendered(
  kind: string,
  cases: Record<string, CardCall>,
  render: (call: CardCall, view: View) => string,
  language: Language,
): string[] {
  return Object.entries(cases).map(
    ([name, call]) =>
      `— ${kind}: ${name}\n${render(call, { ...view, language }).replaceAll("\u202f", "~")}\n`,
  );
}
