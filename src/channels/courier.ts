import type { Limit } from "../lib/bucket.ts";
import type { Language } from "../texts/language.ts";

/** What is said to a customer: plain text, and buttons as one list with their rows. */
export type Parcel = {
  /** The utterance's own id: comes back in statuses, where a channel has them. */
  id: number;
  text: string;
  buttons: readonly { title: string; data: string; row: number }[];
  /** Of the words that a channel itself needs around what is said. */
  language: Language;
  /** What an approved template says of it where nothing free may be said any more; null: nothing. */
  brief: string | null;
};

/**
 * What became of a parcel. `sent`: the channel's own id of the message. `retry`: later, `told` where the channel named the
 * wait, `key` where others wait, too; `unsent`: it did not leave; `ambiguous`: nobody knows; `dead`: they cannot be reached;
 * `closed`: the channel lets nothing free be said now (24 hours are over); `declined`: the channel does not deliver this one,
 * another may arrive; `refused`: this message never will leave.
 */
export type Delivered =
  | { sent: string }
  | { retry: number; told: boolean; key?: string }
  | { unsent: true }
  | { ambiguous: true }
  | { dead: string }
  | { closed: true }
  | { declined: true }
  | { refused: string };

/** Brings parcels to one chat. */
export type Courier = {
  /** The channel's limits that a message takes a place in. */
  limits: { key: string; limits: readonly Limit[]; shared?: true }[];
  /** A message waits for its place in the limits; else only for a wait that the channel named. */
  patient?: true;
  /** The key that waits when the channel itself named a wait. */
  blockKey: string;
  /** How long news of a message whose fate is unknown may still come, before it is sent again (ms). */
  doubtMs?: number;
  send(parcel: Parcel): Promise<Delivered>;
};
