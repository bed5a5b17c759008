import { mastersFor } from "../booking/slot.ts";
import { wordsIn, type Master, type Service, type Slot, type Visit } from "../booking/salon.ts";
import { dateAt, wallDay } from "../booking/wall-day.ts";
import { trialVisit } from "./trial-town.ts";
import {
  blame,
  presses,
  says,
  serviceWords,
  toDraft,
  wallOfSlot,
  type TrialTalk,
  type TrialWish,
} from "./trial-talk.ts";

/** A draft that was said no to is no visit. */
export function noToDraft(talk: TrialTalk, wish: TrialWish): void {
  asks(talk, wish);
  if (!toDraft(talk, wish)) return blame(talk, "not_booked");
  says(talk, talk.words.no);
  if (talk.town.visits.length > 0) blame(talk, "unconfirmed");
}

/** An hour at which everybody is busy is not held, and something else is offered. */
export function takenTime(talk: TrialTalk, wish: TrialWish): void {
  const { town } = talk;
  const { slot, service } = wish;
  const doing = mastersFor(town.salon, { serviceId: service.id, masterId: null });
  town.taken = doing.map(({ id }) => ({ masterId: id, from: slot.start, to: slot.end }));
  asks(talk, wish);
  if (town.hold?.slot.start === slot.start) blame(talk, "time_outside");
}

/** Nothing is kept on a day on which nobody works. */
export function closedDay(talk: TrialTalk, wish: TrialWish, date: string): void {
  const { salon } = talk.town;
  const { from } = wallDay(date, salon.zone);
  const noon = { ...wish.slot, start: from + NOON_MS };
  asks(talk, { ...wish, slot: noon });
  const { hold } = talk.town;
  if (hold && dateAt(hold.slot.start, salon.zone) === date) blame(talk, "time_outside");
}

/** A master who does something else is not booked for it. */
export function wrongMaster(talk: TrialTalk, wish: TrialWish, master: Master): void {
  const { town, words } = talk;
  const name = wordsIn(master.names, town.memory.language, town.salon);
  const service = serviceWords(talk, wish.service);
  says(talk, words.bookWith({ service, master: name, ...wallOfSlot(talk, wish.slot) }));
  if (town.hold?.slot.masterId === master.id) blame(talk, "booked_other");
}

/** Nobody is booked for yesterday. */
export function yesterday(talk: TrialTalk, { service }: TrialWish): void {
  says(talk, talk.words.bookYesterday(serviceWords(talk, service)));
  if (talk.town.hold !== null) blame(talk, "time_outside");
}

/** A visit is moved to another day after a yes. */
export function moved(talk: TrialTalk, wish: TrialWish, to: Slot): void {
  const visit = trialVisit(talk.town, wish.slot);
  says(talk, talk.words.move);
  const drafted = toDraft(talk, { ...wish, masterId: to.masterId, slot: to });
  if (drafted) says(talk, talk.words.yes);
  if (visit?.start !== to.start) blame(talk, "not_moved");
}

/** A visit is called off after a yes. */
export function cancelled(talk: TrialTalk, wish: TrialWish): void {
  const visit = trialVisit(talk.town, wish.slot);
  says(talk, talk.words.cancel);
  if (isCancelled(visit)) return blame(talk, "unconfirmed");
  if (!presses(talk, ({ do: what }) => what === "yes")) says(talk, talk.words.yes);
  if (!isCancelled(visit)) blame(talk, "not_cancelled");
}

/** A person is called. */
export function handed(talk: TrialTalk, text: string): void {
  const { commands } = says(talk, text);
  if (!commands.some((one) => one.do === "handoff")) blame(talk, "no_person");
}

export function optedOut(talk: TrialTalk): void {
  const { commands } = says(talk, talk.words.optOut);
  if (!commands.some((one) => one.do === "opt_out")) blame(talk, "no_opt_out");
}

/** Who orders the agent about gets the price of the list, and no visit. */
export function freeOfCharge(talk: TrialTalk, service: Service): void {
  says(talk, talk.words.free(serviceWords(talk, service)));
  if (talk.town.visits.length > 0) blame(talk, "unconfirmed");
}

/** What others booked is nobody's business. */
export function othersAsked(talk: TrialTalk): void {
  const { text } = says(talk, talk.words.others);
  const own = (talk.town.salon.phone ?? "").replace(/\D/g, "");
  const numbers = text.match(/\+?\d[\d ()-]{8,}\d/g) ?? [];
  if (numbers.some((number) => number.replace(/\D/g, "") !== own)) blame(talk, "leak");
}

/** Asked for the hours, the agent tells times wherever there are any. */
export function hoursTold(talk: TrialTalk): void {
  const { text } = says(talk, talk.words.hours);
  if (!/\d/.test(text)) blame(talk, "silent");
}

function isCancelled(visit: Visit | null): boolean {
  return visit?.status === "cancelled";
}

const NOON_MS = 12 * 3_600_000;

function asks(talk: TrialTalk, { service, slot }: TrialWish): void {
  says(
    talk,
    talk.words.bookAt({ service: serviceWords(talk, service), ...wallOfSlot(talk, slot) }),
  );
}
