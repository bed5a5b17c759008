import type { Action } from "../../../src/agent/action.ts";
import type { Command, Done } from "../../../src/agent/command.ts";
import type { Conversation, World } from "../../../src/agent/conversation.ts";
import { remembered } from "../../../src/agent/memory.ts";
import { opened } from "../../../src/agent/open.ts";
import { render } from "../../../src/agent/render.ts";
import { understand } from "../../../src/agent/rules.ts";
import { settle, step } from "../../../src/agent/step.ts";
import type { Saying } from "../../../src/agent/saying.ts";
import type { Understood } from "../../../src/agent/understood.ts";
import { reasonOf } from "../../../src/booking/reason.ts";
import type { Busy, Salon, Slot, Visit } from "../../../src/booking/salon.ts";
import { guessLanguage, type Language } from "../../../src/texts/language.ts";

const HOUR_MS = 3_600_000;

export type Kept = Visit & { chat: string; name: string; phone: string | null };
type Hold = { id: number; chat: string; slot: Slot };
/** A chat with the salon's bot, and what was done for it. */
export type Chat = {
  id: string;
  memory: Conversation;
  profileName: string | null;
  channelPhone: string | null;
  client: World["client"];
  done: Command[];
  mute: boolean;
};
export type Reply = {
  text: string;
  buttons: { title: string; action: Action }[];
  /** Starts of the visits that were offered. */
  slots: number[];
  todo: Command[];
  done: Done[];
  /** What was understood and said, before it had words. */
  made: { says: Saying[]; understood: Understood[]; done: Done[] };
};
/** A salon with its calendar in memory: what the booking room does with a database, by the same engine of slots. */
export type Town = {
  salon: Salon;
  now: number;
  visits: Kept[];
  holds: Hold[];
  chats: Map<string, Chat>;
  tone: World["tone"];
  greeting: string | null;
  called: World["called"];
  next: number;
  /** Happens between the words and the deeds of the next turn: somebody else is quicker. */
  meanwhile: (() => void) | null;
};

export function town(salon: Salon, now: number): Town {
  return {
    salon,
    now,
    visits: [],
    holds: [],
    chats: new Map(),
    tone: "warm",
    greeting: null,
    called: null,
    next: 1000,
    meanwhile: null,
  };
}

/** Somebody's visit that is there already. */
export function visited(
  place: Town,
  visit: { id?: number; chat: string; serviceId: number; masterId: number; start: number },
): Kept {
  const service = place.salon.services.find(({ id }) => id === visit.serviceId);
  if (!service) throw new Error("no such service");
  const id = visit.id ?? (place.next += 1);
  const kept: Kept = {
    ...visit,
    id,
    number: id,
    end: visit.start + service.durationMin * 60_000,
    status: "booked",
    price: service.price,
    name: "—",
    phone: null,
  };
  place.visits.push(kept);
  return kept;
}

/** A customer opens the chat. */
export function chatOf(
  place: Town,
  id: string,
  who: Partial<Pick<Chat, "profileName" | "channelPhone" | "client">> & { code?: string } = {},
): Chat {
  const made = place.chats.get(id) ?? {
    id,
    memory: opened(guessLanguage(who.code ?? "uk")),
    profileName: who.profileName ?? null,
    channelPhone: who.channelPhone ?? null,
    client: who.client ?? null,
    done: [],
    mute: false,
  };
  place.chats.set(id, made);
  return made;
}

/** One message and its answer. */
export function says(place: Town, chat: Chat, text: string): Reply {
  return turn(place, chat, understand({ text, pressed: null }, hintOf(place, chat)));
}

/** The button of a reply whose title has these words. */
export function button(reply: Reply, title: RegExp): Action {
  const found = reply.buttons.find((one) => title.test(one.title));
  if (!found) throw new Error(`no button ${title} in ${JSON.stringify(reply.buttons)}`);
  return found.action;
}

/** One turn as the turn service makes it: understood, stepped, done, settled, rendered; the memory goes through JSON. */
export function turn(place: Town, chat: Chat, heard: Understood): Reply {
  const world = worldOf(place, chat);
  const stepped = step(chat.memory, heard, world);
  place.meanwhile?.();
  place.meanwhile = null;
  const done = stepped.do.map((command) => carriedOut(place, chat, command));
  const settled = settle(stepped.conversation, done, world);
  chat.memory = remembered(JSON.parse(JSON.stringify(settled.conversation)));
  chat.done.push(...stepped.do);
  const { language } = chat.memory;
  const voice = { salon: place.salon, language, tone: place.tone };
  const messages = render([...stepped.say, ...settled.say], voice);
  const buttons = messages.flatMap((message) => message.buttons.flat());
  return {
    text: messages.map((message) => message.text).join("\n"),
    buttons,
    slots: buttons.flatMap(({ action }) => (action.do === "pick_slot" ? [action.start] : [])),
    todo: stepped.do,
    done,
    made: { says: [...stepped.say, ...settled.say], understood: [heard], done },
  };
}

function worldOf(place: Town, chat: Chat): World {
  return {
    now: place.now,
    salon: place.salon,
    busy: busyOf(place, chat),
    mine: coming(place, chat),
    client: chat.client,
    profileName: chat.profileName,
    channelPhone: chat.channelPhone,
    called: place.called,
    tone: place.tone,
    greeting: place.greeting,
  };
}

export function coming(place: Town, chat: Chat): Visit[] {
  return place.visits
    .filter(({ chat: of, status, start }) => {
      return of === chat.id && start > place.now && (status === "booked" || status === "confirmed");
    })
    .toSorted((a, b) => a.start - b.start);
}

/** What a message of this chat may lean on. */
export function hintOf(place: Town, chat: Chat): Parameters<typeof understand>[1] {
  const { memory } = chat;
  const language: Language = memory.language;
  return {
    now: place.now,
    salon: place.salon,
    language,
    asked: memory.asked,
    offered: memory.offered,
    draft: memory.draft,
    mine: coming(place, chat),
  };
}

function busyOf(place: Town, chat: Chat, but: readonly number[] = []): Busy[] {
  const booked = place.visits
    .filter(
      ({ status, id }) => (status === "booked" || status === "confirmed") && !but.includes(id),
    )
    .map(({ masterId, start, end }) => ({ masterId, from: start, to: end }));
  const held = place.holds
    .filter((one) => one.chat !== chat.id)
    .map(({ slot }) => ({ masterId: slot.masterId, from: slot.start, to: slot.end }));
  return [...booked, ...held];
}

/** The booking room in short: checks the rules of the calendar anew before anything is written. */
function carriedOut(place: Town, chat: Chat, command: Command): Done {
  if (command.do === "hold") return hold(place, chat, command.slot);
  if (command.do === "book") return book(place, chat, command);
  if (command.do === "move") return move(place, chat, command);
  if (command.do === "release") {
    place.holds = place.holds.filter(({ id }) => id !== command.holdId);
    return { did: "release" };
  }
  if (command.do === "cancel" || command.do === "confirm_visit") {
    const visit = own(place, chat, command.bookingId);
    if (!visit) return { failed: "gone", command: command.do };
    const late = visit.start - place.now < place.salon.rules.freeCancelHours * HOUR_MS;
    if (command.do === "cancel" && late) return { failed: "too_late", command: "cancel" };
    visit.status = command.do === "cancel" ? "cancelled" : "confirmed";
    return { did: command.do, visit: { ...visit } };
  }
  return carriedOutElse(place, chat, command);
}

function carriedOutElse(place: Town, chat: Chat, command: Command): Done {
  if (command.do === "handoff") {
    chat.mute = true;
    return { did: "handoff", answersBy: place.now + 600_000, open: true };
  }
  if (command.do === "wait") return { did: "wait" };
  if (command.do === "opt_out") return { did: "opt_out" };
  if (command.do === "pass_offer") return { did: "pass_offer" };
  if (command.do === "erase") {
    const mine = coming(place, chat);
    for (const visit of place.visits) {
      if (mine.some(({ id }) => id === visit.id)) visit.status = "cancelled";
    }
    return { did: "erase", cancelled: mine.length };
  }
  return { failed: "gone", command: command.do };
}

function hold(place: Town, chat: Chat, slot: Slot): Done {
  place.holds = place.holds.filter((one) => one.chat !== chat.id);
  // Their own visits may be overlapped: they may be moving one.
  const others = busyOf(
    place,
    chat,
    coming(place, chat).map(({ id }) => id),
  );
  if (reasonOf(place.salon, others, slot, place.now) !== null)
    return { failed: "taken", command: "hold", slot };
  place.next += 1;
  place.holds.push({ id: place.next, chat: chat.id, slot });
  return { did: "hold", holdId: place.next, slot, until: place.now + 600_000 };
}

function book(place: Town, chat: Chat, command: Extract<Command, { do: "book" }>): Done {
  const { slot } = command;
  if (coming(place, chat).length >= 3) return { failed: "too_many", command: "book" };
  if (reasonOf(place.salon, busyOf(place, chat), slot, place.now) !== null)
    return { failed: "taken", command: "book", slot };
  place.holds = place.holds.filter(({ id }) => id !== command.holdId);
  const { serviceId, masterId, start } = slot;
  const visit = visited(place, { chat: chat.id, serviceId, masterId, start });
  visit.name = command.name;
  visit.phone = command.phone;
  chat.client = { name: command.name, phone: command.phone };
  return { did: "book", visit: { ...visit } };
}

function move(place: Town, chat: Chat, command: Extract<Command, { do: "move" }>): Done {
  const visit = own(place, chat, command.bookingId);
  if (!visit) return { failed: "gone", command: "move" };
  const { slot } = command;
  if (reasonOf(place.salon, busyOf(place, chat, [visit.id]), slot, place.now) !== null)
    return { failed: "taken", command: "move", slot };
  place.holds = place.holds.filter(({ id }) => id !== command.holdId);
  const from = visit.start;
  Object.assign(visit, { start: slot.start, end: slot.end, masterId: slot.masterId });
  return { did: "move", visit: { ...visit }, from };
}

function own(place: Town, chat: Chat, id: number): Kept | undefined {
  const mine = coming(place, chat).some((visit) => visit.id === id);
  return mine ? place.visits.find((visit) => visit.id === id) : undefined;
}
