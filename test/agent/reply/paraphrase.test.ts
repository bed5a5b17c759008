import { describe, expect, test } from "vitest";
import { checkReply } from "../../../src/agent/reply-check.ts";
import { lileya } from "../dialogue/scene.ts";
import { paraphrases } from "./paraphrase.ts";

const now = lileya.at("2026-11-24T10:15");
const cases = paraphrases.flatMap(({ language, template, replies }) =>
  replies.map((reply) => ({ language, template, reply })),
);

describe("a reply that says the same in other words passes", () => {
  test("more than sixty of them, in three languages", () => {
    expect(cases.length).toBeGreaterThan(60);
    expect(new Set(cases.map(({ language }) => language)).size).toBe(3);
  });

  test.each(cases)("$reply", ({ language, template, reply }) => {
    const checked = checkReply(reply, { template, language, salon: lileya.salon, now });
    expect(checked, template).toEqual({ ok: true });
  });
});
