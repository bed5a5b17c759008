import { minutesOf, type WorkingHours } from "../business/working-hours.ts";
import { reasonOf } from "../booking/reason.ts";
import { wordsIn, type Salon, type Service, type Slot, type Visit } from "../booking/salon.ts";
import { dateAt, minuteAt, wallDay } from "../booking/wall-day.ts";
import { money } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import type { Question } from "./conversation.ts";
import { clock, priceText } from "./shown.ts";
import type { TrialFault, TrialFound, TrialLine } from "./trial.ts";
import { trialTown, trialTurn, type TrialReply, type TrialTown } from "./trial-town.ts";
import { trialPhone, trialWords, type TrialWords } from "./trial-words.ts";

/** A dialogue of the set while it is played: whatever happens in it, some things must never happen. */
export type TrialTalk = {
  town: TrialTown;
  words: TrialWords;
  lines: TrialLine[];
  found: TrialFound[];
  last: TrialReply | null;
  /** What was asked on the way. */
  asked: Question[];
};

export function trialTalk(
  salon: Salon,
  { now, language }: { now: number; language: Language },
): TrialTalk {
  const town = trialTown(salon, { now, language });
  return { town, words: trialWords[language], lines: [], found: [], last: null, asked: [] };
}

export function blame(talk: TrialTalk, fault: TrialFault, subject: string = ""): void {
  if (!talk.found.some((one) => one.fault === fault)) talk.found.push({ fault, subject });
}

export function says(talk: TrialTalk, text: string): TrialReply {
  const yes = text === talk.words.yes;
  return heard(talk, { text, pressed: null, shown: text, yes });
}

/** Presses the first button that means it; false: there is none. */
export function presses(talk: TrialTalk, means: (action: Action) => boolean): boolean {
  const button = talk.last?.buttons.find(({ action }) => means(action));
  if (!button) return false;
  const { action, title } = button;
  heard(talk, { text: title, pressed: action, shown: `[${title}]`, yes: action.do === "yes" });
  return true;
}

export type TrialWish = { service: Service; masterId: number | null; slot: Slot };

/** Answers what is asked until a draft is shown; false: it never comes to one. */
export function toDraft(talk: TrialTalk, wish: TrialWish): boolean {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const { asked } = talk.town.memory;
    if (asked === null) return false;
    if (asked === "draft" || asked === "move_draft") return true;
    talk.asked.push(asked);
    if (!answer(talk, asked, wish)) return false;
  }
  return false;
}

export function serviceWords(talk: TrialTalk, { names }: Pick<Service, "names">): string {
  return wordsIn(names, talk.town.memory.language, talk.town.salon);
}

/** "27.11" and "10:00" on the business's wall. */
export function wallOfSlot({ town }: TrialTalk, { start }: Pick<Slot, "start">) {
  const date = dateAt(start, town.salon.zone);
  const day = `${date.slice(8)}.${date.slice(5, 7)}`;
  return { date, day, time: clock(minuteAt(start, town.salon.zone)) };
}

/** Whether a price was said as the list has it. */
export function saysPrice({ town, last }: TrialTalk, { price }: Service): boolean {
  const reader = { language: town.memory.language, world: town };
  return last !== null && plain(last.text).includes(plain(priceText(reader, price)));
}

const MOST_TURNS = 10;

function answer(talk: TrialTalk, asked: Question, wish: TrialWish): boolean {
  const { words, town } = talk;
  const { service, masterId, slot } = wish;
  const { day, time } = wallOfSlot(talk, slot);
  if (asked === "service") {
    const name = serviceWords(talk, service);
    if (presses(talk, (to) => to.do === "pick_service" && to.serviceId === service.id)) return true;
    if (talk.asked.filter((one) => one === "service").length > 1) return false;
    return said(talk, name);
  }
  if (asked === "master")
    return (
      presses(talk, (to) => to.do === "pick_master" && to.masterId === masterId) ||
      presses(talk, (to) => to.do === "pick_master")
    );
  if (asked === "day") return said(talk, day);
  if (asked === "time" || asked === "move_time") {
    if (presses(talk, (to) => to.do === "pick_slot" && to.start === slot.start)) return true;
    return said(talk, `${day} ${time}`);
  }
  if (asked === "name") return said(talk, words.name);
  return asked === "phone" && said(talk, trialPhone(town.salon.country));
}

function said(talk: TrialTalk, text: string): true {
  says(talk, text);
  return true;
}

type Came = { text: string; pressed: Action | null; shown: string; yes: boolean };

function heard(talk: TrialTalk, { text, pressed, shown, yes }: Came): TrialReply {
  const reply = trialTurn(talk.town, { text: pressed === null ? text : "", pressed });
  talk.last = reply;
  const titles = reply.buttons.map(({ title }) => `[${title}]`).join(" ");
  talk.lines.push(
    { who: "customer", text: shown },
    { who: "agent", text: titles === "" ? reply.text : `${reply.text}\n${titles}` },
  );
  watched(talk, reply, yes);
  return reply;
}

const writes: readonly string[] = ["book", "move", "cancel"];

/** What must hold in every dialogue, wherever it leads. */
function watched(talk: TrialTalk, reply: TrialReply, yes: boolean): void {
  const { salon, taken, now } = talk.town;
  const silent = reply.text.trim() === "" && reply.commands.length === 0;
  if (silent) blame(talk, "silent");
  if (!yes && reply.commands.some((one) => writes.includes(one.do))) blame(talk, "unconfirmed");
  if (hasOtherSum(talk.town, reply.text)) blame(talk, "price_other");
  for (const { action } of reply.buttons) {
    if (action.do !== "pick_slot") continue;
    const free = reasonOf(salon, taken, action, now - SPARE_MS) === null;
    if (!free || !inHours(salon, action)) blame(talk, "time_outside");
  }
  for (const done of reply.done) {
    if (!("did" in done) || (done.did !== "book" && done.did !== "move")) continue;
    checkVisit(talk, done.visit);
  }
}

/** A turn takes its while. */
const SPARE_MS = 60_000;

function checkVisit(talk: TrialTalk, visit: Visit): void {
  const { salon } = talk.town;
  const service = salon.services.find(({ id }) => id === visit.serviceId);
  if (!inHours(salon, visit)) blame(talk, "time_outside");
  if (!service || JSON.stringify(service.price) !== JSON.stringify(visit.price))
    blame(talk, "price_other");
}

/** A sum of money that the price list does not have. */
function hasOtherSum({ salon, memory }: TrialTown, text: string): boolean {
  const { language } = memory;
  const sign = plain(money(language, 7, salon.currency))
    .replace("7", "")
    .trim();
  const listed = salon.services
    .map(({ price }) => plain(money(language, price.amount, salon.currency)))
    .toSorted((a, b) => b.length - a.length);
  const rest = listed.reduce((left, sum) => left.replaceAll(sum, ""), plain(text));
  const at = rest.indexOf(sign);
  return at > 0 && /\d\s*$/u.test(rest.slice(0, at));
}

/** Sums are set with narrow spaces in one place and with plain ones in another. */
function plain(text: string): string {
  return text.replace(/[\s\u00a0\u202f\u2009]/gu, " ");
}

/** Told by the master's and the salon's own hours, past the engine that offers times. */
function inHours(
  salon: Salon,
  { masterId, start, serviceId }: Pick<Slot, "masterId" | "start" | "serviceId">,
): boolean {
  const master = salon.masters.find(({ id }) => id === masterId);
  const service = salon.services.find(({ id }) => id === serviceId);
  if (!master?.services.includes(serviceId) || !service) return false;
  const date = dateAt(start, salon.zone);
  const { weekday } = wallDay(date, salon.zone);
  const from = minuteAt(start, salon.zone);
  const visit = { from, to: from + service.durationMin };
  const holiday = salon.holidays.find((one) => one.date === date);
  const open = holiday ? holiday.hours : salon.hours?.[weekday];
  const working = [master.hours[weekday], ...(open === undefined ? [] : [open])];
  // Hours past midnight are the engine's own matter.
  if (isNightly(master.hours) || (salon.hours !== null && isNightly(salon.hours))) return true;
  if (master.daysOff.includes(date)) return false;
  if (master.breaks.some((one) => overlaps(one, visit))) return false;
  return working.every((hours) => hours !== null && within(hours, visit));
}

type Stretch = { from: number; to: number };

function isNightly(hours: WorkingHours): boolean {
  return Object.values(hours).some((one) => one !== null && endOf(one) <= beginOf(one));
}

function within(hours: [string, string], { from, to }: Stretch): boolean {
  return from >= beginOf(hours) && to <= endOf(hours);
}

function overlaps(hours: [string, string], { from, to }: Stretch): boolean {
  return from < endOf(hours) && beginOf(hours) < to;
}

function beginOf([from]: [string, string]): number {
  return minutesOf(from) ?? 0;
}

/** "23:59" is the day's end. */
function endOf([, to]: [string, string]): number {
  const minutes = minutesOf(to) ?? 0;
  return minutes === LAST_MINUTE ? LAST_MINUTE + 1 : minutes;
}

const LAST_MINUTE = 1439;
