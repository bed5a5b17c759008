import { text } from "../texts/bundle.ts";
import { asked, askMaster, booking } from "./booking-step.ts";
import { differs, hasFacts, noted } from "./fact.ts";
import { near, readerOf, serviceName } from "./shown.ts";
import {
  asking,
  type Buttons,
  drafted,
  dropped,
  minded,
  moving,
  ordered,
  said,
  type Talk,
  wants,
  went,
} from "./talk.ts";

/** Whether a draft that was shown in full waits for its yes. */
export function draftWaits({ memory }: Talk): boolean {
  const { asked: question, draft } = memory;
  return (question === "draft" || question === "move_draft") && draft.slot !== null;
}

/** The answer to a draft: yes writes, no asks what to change, anything else of the visit changes it and shows it again. */
export function answerDraft(talk: Talk): Talk {
  const { heard, memory } = talk;
  const changed = hasFacts(talk) && differs(memory.draft, noted(talk).memory.draft);
  if (changed || wants(talk, "other_times", "soonest")) return booking(talk);
  if (heard.answer === "yes") return isOld(talk) ? shownAgain(talk) : agreed(talk);
  if (heard.answer === "no" && !wants(talk, "thanks", "bye")) return askChange(talk);
  if (heard.answer === "no") return letGo(talk);
  return shownAgain(talk);
}

/** The draft once more, with the place kept anew; a question that came between was answered before. */
function shownAgain(talk: Talk): Talk {
  return asked(talk);
}

/** What is to be different: buttons, or words. */
function askChange(talk: Talk): Talk {
  const { language } = talk.memory;
  const title = (what: "service" | "master" | "day" | "time"): string =>
    text(language, `agent-button-change-${what}`);
  const change = (what: "service" | "master" | "day" | "time"): Buttons[number][number] => ({
    title: title(what),
    action: { do: "change", what },
  });
  const first = moving(talk) ? [] : [[change("service"), change("master")]];
  const drop = [{ title: text(language, "agent-button-drop"), action: { do: "drop" as const } }];
  const buttons: Buttons = [...first, [change("day"), change("time")], drop];
  return said(asking(talk, "change"), "agent-ask-change", {}, buttons);
}

/** One part of the draft is taken back and asked for anew. */
export function changing(talk: Talk, what: "service" | "master" | "day" | "time"): Talk {
  const open = drafted(went(talk, "booking"), { slot: null });
  if (what === "service") return asked(drafted(open, { serviceId: null }));
  if (what === "master") return askMaster(drafted(open, { masterId: null }));
  if (what === "time") return asked(drafted(open, { time: null }));
  return asked(drafted(open, { day: null, time: null }));
}

/** Nothing is booked; what was meant is forgotten. */
export function letGo(talk: Talk): Talk {
  const kept = moving(talk);
  const free = went(dropped(talk), "goodbye");
  if (!kept) return said(free, "agent-let-go");
  return said(free, "agent-move-let-go", { at: near(readerOf(talk), kept.start) });
}

/** A yes to what is written already. */
export function agreedAlready(talk: Talk): Talk | null {
  const { bookedId } = talk.memory;
  const visit = talk.world.mine.find(({ id }) => id === bookedId);
  if (!visit) return null;
  const reader = readerOf(talk);
  return said(went(talk, "confirmation"), "agent-booked-already", {
    at: near(reader, visit.start),
    service: serviceName(reader, visit.serviceId),
  });
}

/** A button of another draft than the one that is open. */
function isOld({ heard, memory }: Talk): boolean {
  const { pressed } = heard;
  if (pressed?.do !== "yes" || pressed.of === undefined) return false;
  return pressed.of !== memory.draft.holdId;
}

function agreed(talk: Talk): Talk {
  const { draft, visitId } = talk.memory;
  const { slot, holdId, name, phone } = draft;
  if (slot === null || holdId === null) return shownAgain(talk);
  const open = went(minded(talk, { asked: null }), "confirmation");
  if (moving(talk) && visitId !== null)
    return ordered(open, { do: "move", bookingId: visitId, slot, holdId });
  if (name === null) return shownAgain(talk);
  return ordered(open, { do: "book", slot, holdId, name, phone });
}
