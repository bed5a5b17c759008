import type { Busy, Salon, Slot, Visit } from "../booking/salon.ts";
import type { Language } from "../texts/language.ts";

export const states = [
  "greeting",
  "service_inquiry",
  "booking",
  "pricing",
  "confirmation",
  "goodbye",
] as const;
export type State = (typeof states)[number];

/** What was last asked: a bare "так", "11" or "Оля" answers it. */
export const questions = [
  "service",
  "master",
  "day",
  "time",
  "name",
  "phone",
  "draft",
  "which_visit",
  "cancel_visit",
  "move_time",
  "move_draft",
  "visit",
  "change",
  "erase",
] as const;
export type Question = (typeof questions)[number];

/** What is known of the visit that is being made. Times are wall times of the business: "YYYY-MM-DD", minutes from midnight. */
export type Draft = {
  serviceId: number | null;
  masterId: number | "any" | null;
  day: { from: string; to: string } | null;
  time: { at: number } | { from: number; to: number } | null;
  slot: Slot | null;
  /** The place is held under this id. */
  holdId: number | null;
  name: string | null;
  /** E.164. */
  phone: string | null;
};

/** A dialogue as the machine remembers it: plain data. */
export type Conversation = {
  state: State;
  /** Since it was opened, in their order; the same twice in a row once. */
  visited: State[];
  language: Language;
  draft: Draft;
  asked: Question | null;
  /** What was offered last, so that "the second one" and a bare time mean one of it. */
  offered: { slots: Slot[]; services: number[]; visits: number[] };
  /** The visit that is being cancelled, moved or confirmed. */
  visitId: number | null;
  /** What is to become of it. */
  visitWish: "cancel" | "move" | null;
  /** The visit that was booked last in this dialogue: a second "yes" means it. */
  bookedId: number | null;
  /** Turns in a row that led nowhere. */
  stuck: number;
  /** Rude and medical messages in this dialogue: the second of a kind calls a person. */
  strikes: { rude: number; medical: number };
  /** They would not give a number; the chat is enough. */
  noPhone: boolean;
  /** Epoch ms of the last turn: a draft of more than a day ago is dropped. */
  turnedAt: number | null;
};

/** What the machine may know, read in the turn's transaction. */
export type World = {
  /** Epoch ms. */
  now: number;
  salon: Salon;
  /** Taken time up to the horizon, this customer's own hold left out. */
  busy: Busy[];
  /** The customer's own coming visits. */
  mine: Visit[];
  /** The client that this chat is bound to. */
  client: { name: string | null; phone: string | null } | null;
  /** How the channel names them: only a default. */
  profileName: string | null;
  /** A number that the channel itself proves (WhatsApp); null on others. */
  channelPhone: string | null;
  /** They called a moment ago, from a number that the channel proves, and nothing was said here since. */
  called: { at: number; missed: boolean } | null;
  tone: "warm" | "plain" | "brief";
  greeting: string | null;
};
