import { asked } from "./booking-step.ts";
import { askErase } from "./privacy-step.ts";
import { type Talk, went } from "./talk.ts";
import { askCancelAgain, askWhichAgain } from "./visit-step.ts";

/** Asks again what was asked before something came between. */
export function reopened(talk: Talk): Talk {
  const { asked: question, draft } = talk.memory;
  if (question === null || question === "visit") return talk;
  if (question === "erase") return askErase(talk);
  if (question === "cancel_visit") return askCancelAgain(talk);
  if (question === "which_visit") return askWhichAgain(talk);
  if (question === "service" && draft.serviceId !== null) return talk;
  return asked(went(talk, "booking"));
}
