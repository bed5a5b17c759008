import type { Heard, Hint, Understood } from "./understood.ts";

/** Understands a message by rules: what words say, read beside what was asked and offered. */
export function understand({ text, pressed }: Heard, _hint: Hint): Understood {
  return {
    language: null,
    intents: [],
    services: [],
    unknownService: null,
    master: null,
    unknownMaster: null,
    day: null,
    time: null,
    name: null,
    phone: null,
    answer: null,
    faq: [],
    rude: false,
    pressed,
    text,
  };
}
