import type { Language } from "../texts/language.ts";
import type { Prompt } from "./llm-prompt.ts";
import type { Schema } from "./llm-schema.ts";
import { shaped } from "./llm-schema.ts";
import { talks } from "./talk-list.ts";
import { agentAnswer, isAgentPrompt } from "./llm-agent.ts";
import { isPhrasePrompt, phraseAnswer } from "./llm-phrase.ts";
import type { Oddity } from "./service-fault.ts";
import type { Answer, Proof, Talk } from "./talk.ts";

/** For people: what a prompt is about. */
export function aboutOf(talk: Talk | null, prompt: Prompt): string {
  if (isPhrasePrompt(prompt)) return "phrase";
  return isAgentPrompt(prompt) ? "agent" : (talk?.name ?? "unknown");
}

/** The talk that a prompt is about: the one of which most lines stand in it. */
export function talkIn({ user }: Prompt): Talk | null {
  const text = bare(user);
  const found = talks
    .map((talk) => {
      const here = talk.lines.filter(([, line]) => text.includes(bare(line))).length;
      return { talk, here, share: here / Math.max(1, talk.lines.length) };
    })
    .filter(({ share }) => share > 0.5)
    .toSorted((a, b) => b.here - a.here);
  return found[0]?.talk ?? null;
}

/** What the model says about the talk, in the shape that was asked for. */
export function think(
  talk: Talk | null,
  prompt: Prompt,
  { schema, oddity }: { schema: Schema; oddity: Oddity | null },
): unknown {
  if (isAgentPrompt(prompt)) return agentAnswer(prompt, { lie: oddity === "lie" });
  if (isPhrasePrompt(prompt)) return phraseAnswer(prompt, { lie: oddity === "lie" });
  if (!talk?.answer) return shaped(schema, { kind: "other" });
  const language = languageIn(prompt);
  const { kind, purpose, outcome } = talk.answer;
  const claims = claimsOf(talk.answer, language).map((claim, n) => {
    const quote = oddity === "paraphrase" && n % 3 === 2 ? paraphrased(claim.quote) : claim.quote;
    return { ...claim, quote, turn: turnOf(prompt.user, claim.quote) };
  });
  const byName = Object.fromEntries(claims.map((claim) => [claim.about, claim]));
  return shaped(schema, {
    kind,
    purpose: purpose[language],
    outcome: outcome[language],
    ...byName,
    claims,
    scores: kind === "sale" ? scoresOf(prompt.user) : [],
  });
}

/** The same in other words, as models like to quote. */
function paraphrased(quote: string): string {
  const words = quote.split(" ");
  return words.length < 2 ? `${quote} ${quote}` : words.toReversed().join(" ");
}

type Claim = { about: string; value: string; quote: string; whose: "us" | "client" | "none" };

function claimsOf({ claims, objections, promises, tasks }: Answer, language: Language): Claim[] {
  const make = (about: string, { value, quote }: Proof, whose: Claim["whose"] = "none"): Claim => ({
    about,
    value: typeof value === "string" ? value : value[language],
    quote,
    whose,
  });
  return [
    ...Object.entries(claims).map(([about, proof]) => make(about, proof)),
    ...(objections ?? []).map((proof) => make("objection", proof)),
    ...(promises ?? []).map((proof) => make("promise", proof, proof.whose)),
    ...(tasks ?? []).map((proof) => make("task", proof)),
  ];
}

/** The number at the beginning of the line that holds the quote. */
function turnOf(user: string, quote: string): number {
  const line = user.split("\n").find((one) => bare(one).includes(bare(quote))) ?? "";
  return Number(/\d+/.exec(line)?.[0] ?? 0);
}

/** One score for each numbered line of a rubric. */
function scoresOf(user: string): { line: number; score: number }[] {
  const rubric = /rubric[^\n]*:\n((?:\d+\. .*\n?)+)/i.exec(user)?.[1] ?? "";
  return rubric
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((_, n) => ({ line: n + 1, score: 9 - (n % 3) }));
}

const names: Record<string, Language> = { Ukrainian: "uk", Russian: "ru", English: "en" };

function languageIn({ system, user }: Prompt): Language {
  const named = /\bin (Ukrainian|Russian|English)\b/.exec(`${system}\n${user}`)?.[1] ?? "";
  return names[named] ?? "uk";
}

function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
