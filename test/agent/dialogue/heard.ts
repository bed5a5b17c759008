import type { Understood } from "../../../src/agent/understood.ts";

/** A message as it was understood: what it says, and nothing besides. */
export function heard(said: Partial<Understood> = {}): Understood {
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
    pressed: null,
    text: "",
    ...said,
  };
}
