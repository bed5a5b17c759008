import type { Model, ModelAnswer, ModelRequest } from "../../src/gateways/model.ts";
import { agentAnswer, isAgentPrompt } from "../../src/sandbox/llm-agent.ts";
import { phraseAnswer, phraseQuestion } from "../../src/sandbox/llm-phrase.ts";
import type { Salon } from "../../src/booking/salon.ts";
import type { Language } from "../../src/texts/language.ts";
import { chance, type Chance } from "./dialogue/chance.ts";
import { lies } from "./reply/lie.ts";

/** A model that says what a test has it say, and keeps what it was asked. */
export type Scripted = Model & {
  prompts: string[];
  lied: { count: number };
  now<T>(request: Pick<ModelRequest<T>, "system" | "user" | "schema" | "taken">): ModelAnswer<T>;
};

/** A good model; with a seed, one that lies in every other answer. */
export function scriptedModel({ seed, salon }: { seed: number | null; salon: Salon }): Scripted {
  const prompts: string[] = [];
  const lied = { count: 0 };
  const luck = seed === null ? null : chance(seed);
  const now: Scripted["now"] = ({ system, user, schema, taken }) => {
    prompts.push(`${system}\n${user}`);
    const prompt = { system, user };
    const isLying = luck !== null && luck.next() < 0.5;
    if (isLying) lied.count += 1;
    const said = isAgentPrompt(prompt)
      ? isLying
        ? badReading(prompt, luck)
        : agentAnswer(prompt, { lie: false })
      : isLying
        ? badReply(prompt.user, salon, luck)
        : phraseAnswer(prompt, { lie: false });
    const read = (taken ?? schema).safeParse(said);
    if (!read.success) return { failed: "model_answer" };
    return { object: read.data, model: "scripted", usage: { input: 10, output: 10 } };
  };
  return {
    name: "scripted",
    prompts,
    lied,
    now,
    answer: (request) => Promise.resolve(now(request)),
  };
}

type Prompt = { system: string; user: string };

/** Commands that nobody offered, ids of elsewhere, a yes that nobody said, wrong days and times, no form at all. */
function badReading(prompt: Prompt, luck: Chance): unknown {
  const good = agentAnswer(prompt, { lie: false }).commands;
  const bad = agentAnswer(prompt, { lie: true }).commands;
  const quote = good[0]?.quote ?? bad[0]?.quote ?? "";
  const command = (fields: Record<string, string>) => ({
    do: "",
    id: "",
    from: "",
    to: "",
    text: "",
    quote,
    ...fields,
  });
  return luck.pick<() => unknown>([
    () => ({ commands: [...good, ...bad] }),
    () => ({ commands: [...bad, ...good] }),
    () => ({ commands: bad }),
    () => "{commands: [",
    () => ({ answer: "Записала вас на завтра" }),
    () => ({ commands: good.map((one) => ({ ...one, id: `x${one.id}9`, quote: "інші слова" })) }),
    () => ({ commands: [...good, ...DEEDS.map((deed) => command({ do: deed }))] }),
    () => ({ commands: [...good, command({ do: "phone", text: "+380635554433" })] }),
    () => ({ commands: [...good, command({ do: "name", text: "Зінаїда Вересова" })] }),
    () => ({ commands: good.map((one) => (one.do === "time" ? { ...one, from: "03:35" } : one)) }),
    () => ({
      commands: good.map((one) =>
        one.do === "day" ? { ...one, from: "2026-12-24", to: "2026-12-24" } : one,
      ),
    }),
  ])();
}

const DEEDS = [
  "yes",
  "coming",
  "erase",
  "opt_out",
  "wait",
  "confirm",
  "book_now",
  "refund",
  "take_offer",
];

const languages: Record<string, Language> = { Ukrainian: "uk", Russian: "ru", English: "en" };

function badReply(user: string, salon: Salon, luck: Chance): unknown {
  const { template, language } = phraseQuestion(user);
  const about = { language: languages[language] ?? "uk", salon, chance: luck };
  for (;;) {
    const lie = luck.pick(lies).tell(template, about);
    if (lie !== null) return { reply: lie };
  }
}
