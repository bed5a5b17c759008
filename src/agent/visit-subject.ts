import { hasFacts } from "./fact.ts";
import { late } from "./person-step.ts";
import { letGo } from "./draft-step.ts";
import { booking } from "./booking-step.ts";
import { moving, type Talk, wants } from "./talk.ts";
import {
  answerCancel,
  answerWhich,
  changeVisit,
  coming,
  myVisits,
  notComing,
} from "./visit-step.ts";

/** What concerns a visit that is booked; null: the message is of something else. */
export function visits(talk: Talk): Talk | null {
  return answeredVisit(talk) ?? (isRefusal(talk) ? null : asked(talk));
}

/** Answers to what was asked about a visit. */
function answeredVisit(talk: Talk): Talk | null {
  const { memory, heard } = talk;
  const pressedVisit = heard.pressed !== null && "bookingId" in heard.pressed;
  if (pressedVisit) return null;
  if (memory.asked === "which_visit" && (hasFacts(talk) || heard.answer === "no"))
    return answerWhich(talk);
  if (memory.asked === "cancel_visit" && heard.answer !== null) return answerCancel(talk);
  if (memory.asked !== "visit" || wants(talk, "cancel", "move")) return null;
  if (wants(talk, "coming") || heard.answer === "yes") return coming(talk);
  return heard.answer === "no" ? notComing(talk) : null;
}

function asked(talk: Talk): Talk | null {
  const { heard, world, memory } = talk;
  const pressed = heard.pressed !== null && "bookingId" in heard.pressed;
  if (wants(talk, "cancel"))
    return !pressed && isDrafting(talk) ? letGo(talk) : changeVisit(talk, "cancel");
  if (wants(talk, "move")) {
    // Of a visit that is being made or moved a move is a correction.
    const correction = !pressed && hasFacts(talk) && (moving(talk) !== null || isDrafting(talk));
    if (correction && (world.mine.length === 0 || memory.asked === "move_draft"))
      return booking(talk);
    return changeVisit(talk, "move");
  }
  if (wants(talk, "my_visits")) return myVisits(talk);
  if (wants(talk, "late")) return late(talk);
  if (pressed || (wants(talk, "coming") && heard.answer === null)) return coming(talk);
  return null;
}

/** "No, I shall not move it": what is said no to is not wanted. */
function isRefusal({ heard, memory }: Talk): boolean {
  return heard.answer === "no" && heard.pressed === null && memory.asked !== "draft";
}

/** Whether a visit that was not booked yet is what "cancel" means. */
function isDrafting({ memory, world }: Talk): boolean {
  const { asked: question } = memory;
  if (question === "draft" || question === "move_draft") return true;
  const open =
    question === "time" || question === "name" || question === "phone" || question === "day";
  return open && world.mine.length === 0;
}
