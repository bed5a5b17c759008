import { wordsIn, type Salon } from "../booking/salon.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import { languages, type Language } from "../texts/language.ts";

/** The commands of a salon's bot; each means what its button would. */
export const salonCommands = ["start", "book", "prices", "visits", "human"] as const;

const DESCRIPTION_LENGTH = 512;
const SHORT_LENGTH = 120;

/** What a salon's bot shows of itself: in each language of its customers, and for everybody else in its own. */
export function salonDresses(salon: Pick<Salon, "names" | "languages" | "language">) {
  const spoken = salon.languages.length === 0 ? languages : salon.languages;
  const usual = spoken.includes(salon.language) ? salon.language : (spoken[0] ?? salon.language);
  return [dress(salon, usual, null), ...spoken.map((language) => dress(salon, language, language))];
}

function dress(
  salon: Pick<Salon, "names" | "language">,
  spoken: Language,
  language: Language | null,
) {
  const name = cleanName(wordsIn(salon.names, spoken, salon)) ?? "";
  return {
    language,
    commands: salonCommands.map((command) => ({
      command,
      description: text(spoken, `salon-command-${command}`),
    })),
    description: cut(text(spoken, "salon-description", { name }), DESCRIPTION_LENGTH),
    short: cut(text(spoken, "salon-short", { name }), SHORT_LENGTH),
  };
}

function cut(line: string, length: number): string {
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
