import { enTalks } from "./talk-en.ts";
import { ruTalks } from "./talk-ru.ts";
import { soundless } from "./talk-soundless.ts";
import { ukTalks } from "./talk-uk.ts";
import type { Talk } from "./talk.ts";

/** Those that the simulated calls take in turn. */
const inTurn: readonly Talk[] = [
  ukTalks.booking,
  ruTalks.complaint,
  ukTalks.visit,
  enTalks.manicure,
  ukTalks.callback,
  ruTalks.wrong,
  ukTalks.injection,
  soundless.silence,
];

/** What is said before a call is handed to a colleague. */
export const handover: Talk = ukTalks.handover;

export const talks: readonly Talk[] = [...inTurn, soundless.music, handover];

/** The talk of the nth answered call. */
export function talkInTurn(n: number): Talk {
  return inTurn[n % inTurn.length] ?? ukTalks.booking;
}

export function talkNamed(name: string): Talk | undefined {
  return talks.find((talk) => talk.name === name);
}
