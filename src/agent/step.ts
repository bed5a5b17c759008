import { begun } from "./begin.ts";
import { asked, booking } from "./booking-step.ts";
import type { Settle, Step } from "./machine.ts";
import { agreedAlready, answerDraft, changing, draftWaits, letGo } from "./draft-step.ts";
import { hasFacts } from "./fact.ts";
import { informed, inquires } from "./info-step.ts";
import { advised, handedOff, needsPerson, soothed } from "./person-step.ts";
import { isPrivacy, privacy } from "./privacy-step.ts";
import { reopened } from "./reopen.ts";
import { settled } from "./settle.ts";
import { greeted, hailed, menu, scoped, thanked } from "./small-talk-step.ts";
import {
  asking,
  drafted,
  minded,
  said,
  type Talk,
  ordered,
  unslotted,
  wants,
  went,
} from "./talk.ts";
import { notComing } from "./visit-step.ts";
import { visits } from "./visit-subject.ts";
import { offerAnswered, waited } from "./wait-step.ts";

/** One turn of a dialogue: what is remembered, said and done. Pure. */
export const step: Step = (conversation, understood, world) => {
  const talk = begun(conversation, understood, world);
  const { memory, say, todo } = unheld(
    conversation.draft.holdId,
    steady(conversation.stuck, answered(talk)),
  );
  return { conversation: { ...memory, turnedAt: world.now }, say: [...say], do: [...todo] };
};

/** What is said of what was done: of a booking only its row speaks. */
export const settle: Settle = (conversation, done, world) => settled(conversation, done, world);

/** The subjects in the order in which one of them takes the message. */
function answered(talk: Talk): Talk {
  if (isPrivacy(talk)) return privacy(talk);
  const open = isMore(talk) && wants(talk, "greet") ? hailed(talk) : talk;
  const reason = needsPerson(open);
  if (reason !== null) return handedOff(lead(open, reason === "complaint"), reason);
  const rude = open.heard.rude ? soothedOrCounted(open) : open;
  if (open.heard.rude && !saysMore(open)) return rude;
  return (
    offerAnswered(rude) ??
    pressedChange(rude) ??
    visits(rude) ??
    answeredDraft(rude) ??
    answeredOpen(rude) ??
    general(rude)
  );
}

function lead(talk: Talk, complaint: boolean): Talk {
  return complaint ? said(talk, "agent-sorry") : talk;
}

/** Whether there is more in a message than a greeting. */
function isMore({ heard }: Talk): boolean {
  return heard.intents.some((intent) => intent !== "greet") || saysMore({ heard });
}

function saysMore({ heard }: Pick<Talk, "heard">): boolean {
  return (
    hasFacts({ heard }) ||
    heard.answer !== null ||
    heard.unknownService !== null ||
    heard.intents.some((intent) => intent !== "greet" && intent !== "off_topic")
  );
}

function soothedOrCounted(talk: Talk): Talk {
  if (!saysMore(talk)) return soothed(talk);
  const { strikes } = talk.memory;
  return minded(talk, { strikes: { ...strikes, rude: strikes.rude + 1 } });
}

function pressedChange(talk: Talk): Talk | null {
  const { pressed } = talk.heard;
  if (pressed?.do === "drop") return letGo(talk);
  return pressed?.do === "change" ? changing(talk, pressed.what) : null;
}

function answeredDraft(talk: Talk): Talk | null {
  if (!draftWaits(talk)) return null;
  if (!inquires(talk)) return answerDraft(talk);
  const told = informedBeside(talk);
  // Whose price is asked is not what is to be booked instead.
  const { heard } = told;
  const services = wants(talk, "book", "soonest") ? heard.services : [];
  return answerDraft({ ...told, heard: { ...heard, services } });
}

/** A question that comes between leaves the open one as it was. */
function informedBeside(talk: Talk): Talk {
  const { asked: question, offered, draft } = talk.memory;
  return minded(informed(talk), { asked: question, offered, draft });
}

/** A bare yes or no to what is asked, where there is nothing to choose or nothing is wanted. */
function answeredOpen(talk: Talk): Talk | null {
  const { heard, memory } = talk;
  if (memory.asked === "phone" && heard.answer === "no" && heard.phone === null)
    return asked(minded(talk, { noPhone: true }));
  if (hasFacts(talk) || inquires(talk) || wants(talk, "book", "soonest", "other_times"))
    return null;
  if (heard.answer === "yes") return accepted(talk);
  if (heard.answer === "no") return refused(talk);
  return null;
}

/** Yes to the only thing that was offered, or to what is booked already. */
function accepted(talk: Talk): Talk | null {
  const { asked: question, offered } = talk.memory;
  const [slot] = offered.slots;
  const [serviceId] = offered.services;
  if (slot && offered.slots.length === 1)
    return booking(heardPress(talk, { do: "pick_slot", ...slot }));
  if (question === "service" && serviceId !== undefined && offered.services.length === 1)
    return booking(heardPress(talk, { do: "pick_service", serviceId }));
  if (question === "service") return booking(talk);
  return question === null ? (agreedAlready(talk) ?? greeted(talk)) : null;
}

function heardPress(talk: Talk, pressed: NonNullable<Talk["heard"]["pressed"]>): Talk {
  return begun(talk.memory, { ...talk.heard, answer: null, pressed }, talk.world);
}

/** No: what was begun is let go without a question. */
function refused(talk: Talk): Talk {
  const { asked: question } = talk.memory;
  if (question === "name" || question === "change") return letGo(talk);
  if (isChoosing(talk)) return letGo(talk);
  const [visit] = talk.world.mine;
  const first = talk.memory.visited.length === 0 || talk.memory.state === "goodbye";
  if (visit && first && question === null && !wants(talk, "thanks", "bye"))
    return notComing(minded(talk, { visitId: visit.id }));
  return said(went(asking(talk, null), "goodbye"), "agent-fine");
}

function general(talk: Talk): Talk {
  if (wants(talk, "wait")) return waited(talk);
  if (wants(talk, "medical")) return medical(talk);
  if (inquires(talk)) return inquired(talk);
  if (wants(talk, "book", "soonest", "other_times") || hasFacts(talk)) return booking(talk);
  if (wants(talk, "thanks", "bye")) return thanked(talk);
  if (wants(talk, "greet")) return isOpen(talk) ? reopened(hailed(talk)) : greeted(talk);
  if (wants(talk, "off_topic")) return isOpen(talk) ? reopened(scoped(talk)) : scoped(talk);
  if (talk.heard.answer === "maybe") return said(talk, "agent-maybe");
  return unclear(talk);
}

function medical(talk: Talk): Talk {
  const { heard } = talk;
  if (!wants(talk, "book", "soonest") && heard.day === null && heard.time === null)
    return advised(talk);
  return booking(said(talk, "agent-medical-short"));
}

/** A question is answered, and then the visit goes on where it stood. A word of a question is hardly a name. */
function inquired(talk: Talk): Talk {
  const { heard } = talk;
  const about = wants(talk, "hours", "masters", "faq", "address", "phone");
  const when = heard.day !== null || heard.time !== null || heard.phone !== null;
  // "6:30 works": an hour that was asked for is an answer, whatever else the words may ask.
  const chosen = heard.time !== null && "at" in heard.time && isChoosing(talk);
  if (chosen && wants(talk, "hours")) return booking(talk);
  const visit = wants(talk, "book", "soonest") || (!about && when);
  if (visit && heard.unknownService === null) return booking(unbuttoned(informed(talk)));
  if (!isOpen(talk)) return informed(talk);
  return reopened(unbuttoned(informedBeside(talk)));
}

/** What is asked next brings its own buttons. */
function unbuttoned(talk: Talk): Talk {
  return { ...talk, say: talk.say.map(({ id, values = {} }) => ({ id, values })) };
}

/** Whether something is asked that is to be asked again. */
function isOpen({ memory }: Talk): boolean {
  return memory.asked !== null && memory.asked !== "service" && memory.asked !== "visit";
}

function isChoosing({ memory: { asked: question } }: Talk): boolean {
  return question === "time" || question === "day" || question === "move_time";
}

const STUCK = 2;

/** Once it is said again what is asked; twice in a row a person is called. */
function unclear(talk: Talk): Talk {
  const stuck = talk.memory.stuck + 1;
  if (stuck >= STUCK) return handedOff(said(talk, "agent-stuck"), "stuck");
  const optional = talk.memory.asked === "phone";
  const told = minded(
    optional ? said(talk, "agent-phone-optional") : said(talk, "agent-unclear", {}, menu(talk)),
    { stuck },
  );
  return isOpen(talk) ? reopened(told) : told;
}

/** Any turn that led somewhere begins the count anew. */
function steady(before: number, talk: Talk): Talk {
  return talk.memory.stuck > before ? talk : minded(talk, { stuck: 0 });
}

/** A place that was kept for what is no more wanted is given up. */
function unheld(before: number | null, talk: Talk): Talk {
  const { draft, asked: question } = talk.memory;
  const used = talk.todo.some(
    (command) => command.do === "hold" || command.do === "release" || "holdId" in command,
  );
  const waits = question === "draft" || question === "move_draft";
  if (before === null || draft.holdId === null || used || waits || draft.slot !== null) return talk;
  return ordered(drafted(unslotted(talk), { holdId: null }), { do: "release", holdId: before });
}
