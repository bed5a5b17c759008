import { z } from "zod";
import { PHRASE_MARK } from "../agent/phrase-prompt.ts";

type Prompt = { system: string; user: string };

/** Whether a prompt asks for other words of an answer. */
export function isPhrasePrompt({ system }: Prompt): boolean {
  return system.startsWith(PHRASE_MARK);
}

/** What a good model says: the same, a little otherwise. `lie`: what nobody did, with another time. */
export function phraseAnswer({ user }: Prompt, { lie }: { lie: boolean }): { reply: string } {
  const { template, language } = phraseQuestion(user);
  if (!lie) return { reply: reworded(template) };
  const moved = template.replace(/\d{2}:\d{2}/, "03:35");
  return { reply: `${moved} ${claims[language] ?? claims["English"] ?? ""}` };
}

/** The text that a question is about, and its language. */
export function phraseQuestion(user: string): { template: string; language: string } {
  const line = (name: string): unknown => {
    const found = user.split("\n").find((one) => one.startsWith(`${name} `));
    const value: unknown = JSON.parse(found?.slice(name.length + 1) ?? "null");
    return value;
  };
  const template = z.string().parse(line("TEXT"));
  const { language } = z.object({ language: z.string() }).parse(line("MANNER"));
  return { template, language };
}

const claims: Record<string, string> = {
  Ukrainian: "Записала вас ✅",
  Russian: "Записала вас ✅",
  English: "I have booked you ✅",
};

/** As people say it who say it often. */
function reworded(template: string): string {
  return turns.reduce((before, [from, to]) => before.replace(from, to), template);
}

const turns: readonly (readonly [RegExp, string])[] = [
  [/Що зручно\?/u, "Що вам зручніше?"],
  [/Что удобно\?/u, "Что вам удобнее?"],
  [/What suits you\?/u, "Which one suits you?"],
  [/Підкажіть, будь ласка, ваше/u, "Напишіть, будь ласка, ваше"],
  [/Подскажите, пожалуйста, ваше/u, "Напишите, пожалуйста, ваше"],
  [/Please tell me your/u, "Please leave your"],
  [/^На яку послугу/u, "Підкажіть, на яку послугу"],
  [/^На какую услугу/u, "Подскажите, на какую услугу"],
  [/уже зайнято/u, "вже зайнято"],
  [/ у нас нет\./u, ", к сожалению, у нас нет."],
  [/^Вітаю!/u, "Доброго дня!"],
  [/^Здравствуйте!/u, "Добрый день!"],
];
