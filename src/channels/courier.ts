import type { Limit } from "../lib/bucket.ts";

/** What is said to a customer: plain text, and buttons as one list with their rows. */
export type Parcel = {
  /** The utterance's own id: comes back in statuses, where a channel has them. */
  id: number;
  text: string;
  buttons: readonly { title: string; data: string; row: number }[];
};

/**
 * What became of a parcel. `sent`: the channel's own id of the message. `retry`: later, `told` where the channel named the
 * wait; `unsent`: it did not leave; `ambiguous`: nobody knows; `dead`: they cannot be reached; `closed`: the channel lets
 * nothing free be said now (24 hours are over); `refused`: this message never will leave.
 */
export type Delivered =
  | { sent: string }
  | { retry: number; told: boolean }
  | { unsent: true }
  | { ambiguous: true }
  | { dead: string }
  | { closed: true }
  | { refused: string };

/** Brings parcels to one chat. */
export type Courier = {
  /** The channel's limits that a message takes a place in. */
  limits: { key: string; limits: readonly Limit[]; shared?: true }[];
  /** The key that waits when the channel itself named a wait. */
  blockKey: string;
  send(parcel: Parcel): Promise<Delivered>;
};
