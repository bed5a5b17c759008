import { describe, expect, test } from "vitest";
import { checkReply } from "../../../src/agent/reply-check.ts";
import type { Salon } from "../../../src/booking/salon.ts";
import type { Language } from "../../../src/texts/language.ts";
import { chance } from "../dialogue/chance.ts";
import { known, samples } from "../dialogue/fixture.ts";
import { play } from "../dialogue/play.ts";
import { redrawn } from "../dialogue/redraw.ts";
import { lileya } from "../dialogue/scene.ts";
import { lies } from "./lie.ts";
import { paraphrases } from "./paraphrase.ts";

type Said = { text: string; template: string; language: Language; salon: Salon; now: number };

const { fixtures, dialogues } = samples();
const SEEDS = 1;
const ENOUGH = 20;

/** Everything that the agent says in the sample dialogues and in dialogues of their kind. */
const templates: Said[] = dialogues.flatMap((sample) => {
  const file = fixtures[sample.fixture];
  if (!file) throw new Error("no such business");
  const drawn = Array.from({ length: SEEDS }, (_, seed) => redrawn(seed + 1, sample, file));
  return [{ sample, file }, ...drawn].flatMap((one) => {
    const { replies, chat } = play(one.sample, one.file);

    const now = Date.parse(one.sample.now);
    return replies
      .filter(({ text }) => text !== "")
      .map(({ text }) => ({
        text,
        template: text,
        language: chat.memory.language,
        salon: known(one.file).salon,
        now,
      }));
  });
});
/** Good replies in other words: a lie in one of them is a lie, too. */
const reworded: Said[] = paraphrases.flatMap(({ language, template, replies }) =>
  replies.map((text) => ({
    text,
    template,
    language,
    salon: lileya.salon,
    now: lileya.at("2026-11-24T10:15"),
  })),
);

test("a template passes, whatever it says", () => {
  expect(templates.length).toBeGreaterThan(100);
  for (const { template, language, salon, now } of templates)
    for (const text of [template, template.replaceAll(/(?<!\d) (?!\d)/gu, "  ")])
      expect(checkReply(text, { template, language, salon, now }), template).toEqual({ ok: true });
});

describe("a reply with a lie in it is refused", () => {
  test.each(lies.map((lie, at) => ({ name: lie.name, lie, at })))("$name", ({ lie, at }) => {
    let told = 0;
    const passed: string[] = [];
    for (const [seed, { text, template, language, salon, now }] of [
      ...templates,
      ...reworded,
    ].entries()) {
      // What is easily told of any text is told of every third.
      if (told > ENOUGH && (seed + at) % 3 > 0) continue;
      const reply = lie.tell(text, { language, salon, chance: chance(seed) });
      if (reply === null || reply === template) continue;
      told += 1;
      if (checkReply(reply, { template, language, salon, now }).ok)
        passed.push(`${template}\n  became\n${reply}`);
    }
    expect(passed.slice(0, 5).join("\n\n")).toBe("");
    expect(told).toBeGreaterThan(4);
  });
});
