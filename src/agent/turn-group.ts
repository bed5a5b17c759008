import type { Language } from "../texts/language.ts";
import { text } from "../texts/bundle.ts";
import type { Action } from "./action.ts";
import { salonCommands } from "../channels/salon-dress.ts";
import type { Heard } from "./understood.ts";
import type { Utterance, UtteranceKind } from "./utterance.ts";

/** A piece of a burst that is answered as one: words, a button, or something without words. */
export type Group = { heard: Heard } | { media: UtteranceKind } | { oldButton: true };

/** More is kept, and not read for its meaning. */
const UNDERSTOOD = 2000;

/**
 * A burst as the machine hears it: what was written in a row is one message, each button one of its own; pictures and the
 * like count only where nothing was written.
 */
export function groupsOf(burst: readonly Utterance[], language: Language): Group[] {
  const groups: Group[] = [];
  let words: string[] = [];
  let media: UtteranceKind | null = null;
  const flush = (): void => {
    const joined = words.join("\n").trim();
    if (joined !== "") groups.push({ heard: ofWords(joined.slice(0, UNDERSTOOD), language) });
    else if (media !== null) groups.push({ media });
    words = [];
    media = null;
  };
  for (const said of burst) {
    if (said.kind !== "button") {
      if (isRead(said)) words.push(said.text);
      else media = said.kind;
      continue;
    }
    flush();
    const button = ofButton(said.action);
    // Two taps at one button are one.
    if (JSON.stringify(button) !== JSON.stringify(groups.at(-1))) groups.push(button);
  }
  flush();
  return groups;
}

/** A post of somebody else's is not what they say. */
function isRead({ kind, text: said }: Utterance): boolean {
  return kind !== "forwarded" && said.trim() !== "";
}

function ofButton(action: Action | null): Group {
  return action === null ? { oldButton: true } : { heard: { text: "", pressed: action } };
}

const actions: Partial<Record<(typeof salonCommands)[number], Action>> = {
  book: { do: "book" },
  prices: { do: "prices" },
  human: { do: "human" },
};

/** A command means what its button would; `/start` says hello. */
function ofWords(joined: string, language: Language): Heard {
  const [, name = ""] = /^\/(\w+)(?:@\w+)?(?:\s|$)/.exec(joined) ?? [];
  const command = salonCommands.find((one) => one === name.toLowerCase());
  if (command === undefined) return { text: joined, pressed: null };
  const pressed = actions[command];
  if (pressed) return { text: "", pressed };
  const id = command === "visits" ? "salon-ask-visits" : "salon-hello";
  return { text: text(language, id), pressed: null };
}
