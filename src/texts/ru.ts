import { ruCard } from "./ru-card.ts";
import { ruLib } from "./ru-lib.ts";

/** Every text in this language, by subject. */
export const ru = [ruLib, ruCard] as const;
