import type { Call, Windows } from "./call.ts";

/** Which messages of style `two` a call is due at this moment. */
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
