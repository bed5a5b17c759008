import type { CardStyle } from "../business/chat.ts";
import type { Call, Windows } from "./call.ts";
import { isMissed, type CardPart } from "./filter.ts";

/** Which messages a call is due at this moment. */
export type CardPlan = { ring: boolean; final: boolean };

/**
 * The incoming message is due only while the call rings or talks by its own events' time, the final one when it has ended.
 * A message already sent is edited whatever this says.
 */
export function cardPlan(call: Call, now: number, windows: Windows): CardPlan {
  if (!call.ours || call.direction === "internal") return { ring: false, final: false };
  const final = call.state === "ended";
  return { ring: call.direction === "in" && !final && isLive(call, now, windows), final };
}

/** A call whose last hangup came waits for its settle window: nothing rings any more, so a first message would be late. */
function isLive(call: Call, now: number, windows: Windows): boolean {
  const silence = call.state === "talking" ? windows.talkingMs : windows.ringingMs;
  return call.quietSince === null && now - call.ownTimeAt < silence;
}

/** What is known of one message; `closed` says why nothing will be done for it any more. */
export type Standing = {
  part: CardPart;
  messageId: number | null;
  telegramId: number | null;
  sendingSince: number | null;
  closed: string | null;
};

type Place = { style: CardStyle; telegramId: number };

/**
 * In style `one` the final text is edited into the incoming message that stands, but a missed call comes anew, so that it
 * rings. A final message that may have left already is sent again rather than lost.
 */
export function goesIntoRing(
  chat: Place,
  call: Call,
  { ring, final }: { ring: Standing | undefined; final: Standing },
): boolean {
  return (
    chat.style === "one" &&
    !isMissed(call) &&
    final.sendingSince === null &&
    ring !== undefined &&
    stands(ring) &&
    ring.telegramId === chat.telegramId
  );
}

export function stands({ messageId, closed }: Standing): boolean {
  return messageId !== null && closed === null;
}

/** A final message whose text stands in the incoming one. */
export const IN_RING = "in_ring";

/**
 * What the incoming message that stands is to become: `ring` and `final` are the texts that it carries, `into` the final
 * text from now on, `remove` makes room for the final message that came anew, `keep` leaves it as it is.
 */
export function ringBecomes(
  chat: Place,
  call: Call,
  { ring, final }: { ring: Standing; final: Standing | undefined },
): "ring" | "final" | "into" | "remove" | "keep" {
  // While a call settles nobody knows yet whether it goes on: what stands on the card stays.
  if (call.state !== "ended") return call.quietSince === null ? "ring" : "keep";
  if (final?.closed === IN_RING) return "final";
  if (!final || chat.style !== "one") return "ring";
  if (final.messageId !== null) return "remove";
  return final.closed === null && goesIntoRing(chat, call, { ring, final }) ? "into" : "ring";
}
