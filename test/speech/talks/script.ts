import type { Evidence } from "../../../src/speech/analysis-proof.ts";
import type { ModelTalk } from "../../../src/speech/prompt.ts";
import type { Said } from "../../../src/speech/quote.ts";
import { enTalks } from "./en.ts";
import { quietTalks } from "./quiet.ts";
import { ruTalks } from "./ru.ts";
import type { Written } from "./talk.ts";
import { ukTalks } from "./uk.ts";

export const talks: readonly Written[] = [...ukTalks, ...ruTalks, ...enTalks, ...quietTalks];

/** A Saturday. */
export const CALLED_AT = Date.parse("2026-11-21T14:35:00+02:00");

/** The turns of a talk, five seconds each. */
export function turnsOf({ lines }: Written): Said[] {
  return lines.map(([speaker, text], i) => ({
    speaker,
    text,
    startS: i * 5,
    endS: i * 5 + 4,
    recording: 0,
  }));
}

/** What the model says of a talk; `every`: each so many-eth quote in other words. */
export function answerOf({ answer, lines }: Written, every = 0): ModelTalk {
  return {
    ...answer,
    claims: answer.claims.map(({ about, value, quote, whose }, i) => ({
      about,
      value,
      quote: every > 0 && i % every === every - 1 ? paraphrased(quote) : quote,
      turn: lines.findIndex(([, line]) => line.includes(quote)) + 1,
      whose: whose ?? "none",
    })),
    scores: [...(answer.scores ?? [])],
  };
}

/** The same in other words, as models like to quote. */
export function paraphrased(quote: string): string {
  const words = quote.split(" ");
  const turned = words.length > 1 ? [...words.slice(1), words[0]].join(" ") : words.join(" ");
  return `${turned} отже`;
}

export function evidenceOf(talk: Written): Evidence {
  return {
    turns: turnsOf(talk),
    clock: { at: CALLED_AT, zone: "Europe/Kyiv", language: talk.language, spoken: talk.spoken },
    currency: "UAH",
    rubric: talk.rubric ?? [],
    business: "Лілея",
    employees: ["Марина Ткач"],
  };
}
