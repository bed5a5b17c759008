import { enCard } from "./en-card.ts";
import { enLib } from "./en-lib.ts";

/** Every text in this language, by subject. */
export const en = [enLib, enCard] as const;
