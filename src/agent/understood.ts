import type { Salon, Visit } from "../booking/salon.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import type { Conversation, Draft, Question } from "./conversation.ts";

/** What came in one burst: its words, or the button that was pressed. */
export type Heard = { text: string; pressed: Action | null };

/** What a message may lean on: a bare "12" or "the second one" means something only beside what was asked and offered. */
export type Hint = {
  /** Epoch ms. */
  now: number;
  salon: Salon;
  /** The dialogue's language so far. */
  language: Language;
  asked: Question | null;
  offered: Conversation["offered"];
  draft: Draft;
  mine: Visit[];
};

/** What a customer wants, as far as words tell. */
export const intents = [
  "greet",
  "thanks",
  "bye",
  "book",
  "price",
  "services",
  "masters",
  "address",
  "hours",
  /** A key of the business's own answers stands in `faq`. */
  "faq",
  "phone",
  "my_visits",
  "cancel",
  "move",
  /** "Буду", "ок", "+": the visit that they were reminded of. */
  "coming",
  "late",
  "wait",
  "soonest",
  "other_times",
  "human",
  "complaint",
  "opt_out",
  "erase",
  "medical",
  "robot",
  "off_topic",
] as const;
export type Intent = (typeof intents)[number];

/** Days that would do, "YYYY-MM-DD" on the business's wall, both ends included; `past`: over when it was written. */
export type DayWish = { from: string; to: string; past: boolean };

/** A time of the day: one minute, or a stretch of minutes within which the visit may begin. Minutes from midnight. */
export type TimeWish = { at: number } | { from: number; to: number };

/** A message as far as it was understood. Nothing here was checked against the calendar. */
export type Understood = {
  /** What it is surely written in; null for a name, a number, an "ok". */
  language: Language | null;
  intents: Intent[];
  /** Services it may mean, the likeliest first; several: one must be asked for. */
  services: number[];
  /** A service that the price list does not have, in the customer's words. */
  unknownService: string | null;
  master: number | "any" | null;
  /** A name of a master that nobody here bears. */
  unknownMaster: string | null;
  day: DayWish | null;
  time: TimeWish | null;
  name: string | null;
  /** E.164. */
  phone: string | null;
  answer: "yes" | "no" | "maybe" | null;
  /** Keys of the business's own answers. */
  faq: string[];
  rude: boolean;
  /** A button: nothing else was said. */
  pressed: Action | null;
  /** What came, for the record; never carried out. */
  text: string;
};
