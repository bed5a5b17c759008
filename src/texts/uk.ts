import { ukCard } from "./uk-card.ts";
import { ukLib } from "./uk-lib.ts";

/** Every text in this language, by subject. */
export const uk = [ukLib, ukCard] as const;
