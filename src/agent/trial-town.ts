import { reasonOf, slotOf } from "../booking/reason.ts";
import type { Busy, Salon, Slot, Visit } from "../booking/salon.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import type { Command, Done } from "./command.ts";
import type { Conversation, World } from "./conversation.ts";
import { remembered } from "./memory.ts";
import { opened } from "./open.ts";
import { render } from "./render.ts";
import { understand } from "./rules.ts";
import { settle, step } from "./step.ts";
import type { Heard } from "./understood.ts";

/** A salon with one customer and a calendar in memory: what a turn does with a database, by the same rules and engine. */
export type TrialTown = {
  salon: Salon;
  /** Epoch ms. */
  now: number;
  memory: Conversation;
  client: World["client"];
  /** The customer's own visits. */
  visits: Visit[];
  hold: { id: number; slot: Slot } | null;
  /** Time that others took. */
  taken: Busy[];
  next: number;
};

export type TrialReply = {
  text: string;
  buttons: { title: string; action: Action }[];
  commands: readonly Command[];
  done: readonly Done[];
};

/** A customer who writes for the first time, while nobody has a visit. */
export function trialTown(
  salon: Salon,
  { now, language }: { now: number; language: Language },
): TrialTown {
  return {
    salon,
    now,
    memory: opened(language),
    client: null,
    visits: [],
    hold: null,
    taken: [],
    next: 1,
  };
}

/** One turn as the turn service makes it; nothing of it is written anywhere. */
export function trialTurn(town: TrialTown, heard: Heard): TrialReply {
  const { salon } = town;
  const world = worldOf(town);
  const { language: before, asked, offered, draft } = town.memory;
  const hint = { now: town.now, salon, language: before, asked, offered, draft, mine: world.mine };
  const stepped = step(town.memory, understand(heard, hint), world);
  const done = stepped.do.map((command) => carriedOut(town, command));
  const settled = settle(stepped.conversation, done, worldOf(town));
  const kept: unknown = JSON.parse(JSON.stringify(settled.conversation));
  const memory = remembered(kept);
  town.memory = { ...memory, visited: [...memory.visited] };
  town.now += BETWEEN_MS;
  const voice = { salon, language: town.memory.language, tone: "plain" as const };
  const messages = render([...stepped.say, ...settled.say], voice);
  return {
    text: messages.map(({ text }) => text).join("\n"),
    buttons: messages.flatMap(({ buttons }) => buttons.flat()),
    commands: stepped.do,
    done,
  };
}

/** A visit of the customer's that is there already. */
export function trialVisit(town: TrialTown, slot: Slot): Visit | null {
  const service = town.salon.services.find(({ id }) => id === slot.serviceId);
  if (!service) return null;
  const id = nextId(town);
  const visit: Visit = { ...slot, id, number: id, status: "booked", price: service.price };
  town.visits.push(visit);
  return visit;
}

/** The customer's visits that are still to come. */
function trialComing({ visits, now }: TrialTown): Visit[] {
  return visits
    .filter(({ status, start }) => start > now && (status === "booked" || status === "confirmed"))
    .toSorted((a, b) => a.start - b.start);
}

const BETWEEN_MS = 20_000;
const HOLD_MS = 600_000;
const HOUR_MS = 3_600_000;
const MOST_VISITS = 3;

function worldOf(town: TrialTown): World {
  return {
    now: town.now,
    salon: town.salon,
    busy: busyOf(town, null),
    mine: trialComing(town),
    client: town.client,
    profileName: null,
    channelPhone: null,
    called: null,
    tone: "plain",
    greeting: null,
  };
}

function busyOf(town: TrialTown, but: number | null): Busy[] {
  const own = trialComing(town).filter(({ id }) => id !== but);
  const booked = own.map(({ masterId, start, end }) => ({ masterId, from: start, to: end }));
  return [...town.taken, ...booked];
}

type Doer<C extends Command["do"]> = (
  town: TrialTown,
  command: Extract<Command, { do: C }>,
) => Done;

function carriedOut<C extends Command["do"]>(
  town: TrialTown,
  command: Extract<Command, { do: C }>,
): Done {
  const doer: { [K in Command["do"]]: Doer<K> }[C] = doers[command.do];
  return doer(town, command);
}

const doers: { [C in Command["do"]]: Doer<C> } = {
  hold: (town, { slot }) => {
    // Their own visits may be overlapped: they may be moving one.
    if (reasonOf(town.salon, town.taken, slot, town.now) !== null)
      return { failed: "taken", command: "hold", slot };
    town.hold = { id: nextId(town), slot };
    return { did: "hold", holdId: town.hold.id, slot, until: town.now + HOLD_MS };
  },
  release: (town) => {
    town.hold = null;
    return { did: "release" };
  },
  book: (town, { slot, name, phone }) => {
    if (trialComing(town).length >= MOST_VISITS) return { failed: "too_many", command: "book" };
    const visit = isFree(town, slot, null) ? trialVisit(town, fresh(town, slot)) : null;
    if (!visit) return { failed: "taken", command: "book", slot };
    town.hold = null;
    town.client = { name, phone };
    return { did: "book", visit: { ...visit } };
  },
  move: (town, { bookingId, slot }) => {
    const visit = trialComing(town).find(({ id }) => id === bookingId);
    if (!visit) return { failed: "gone", command: "move" };
    if (!isFree(town, slot, visit.id)) return { failed: "taken", command: "move", slot };
    const from = visit.start;
    const { start, end, masterId } = slot;
    Object.assign(visit, { start, end, masterId });
    town.hold = null;
    return { did: "move", visit: { ...visit }, from };
  },
  cancel: (town, { bookingId }) => {
    const visit = trialComing(town).find(({ id }) => id === bookingId);
    if (!visit) return { failed: "gone", command: "cancel" };
    const late = visit.start - town.now < town.salon.rules.freeCancelHours * HOUR_MS;
    if (late) return { failed: "too_late", command: "cancel" };
    visit.status = "cancelled";
    return { did: "cancel", visit: { ...visit } };
  },
  confirm_visit: (town, { bookingId }) => {
    const visit = trialComing(town).find(({ id }) => id === bookingId);
    if (!visit) return { failed: "gone", command: "confirm_visit" };
    visit.status = "confirmed";
    return { did: "confirm_visit", visit: { ...visit } };
  },
  wait: () => ({ did: "wait" }),
  take_offer: () => ({ failed: "gone", command: "take_offer" }),
  pass_offer: () => ({ did: "pass_offer" }),
  handoff: (town) => ({ did: "handoff", answersBy: town.now + HOLD_MS, open: true }),
  opt_out: () => ({ did: "opt_out" }),
  erase: (town) => {
    const mine = trialComing(town);
    for (const visit of mine) visit.status = "cancelled";
    return { did: "erase", cancelled: mine.length };
  },
};

function isFree(town: TrialTown, slot: Slot, but: number | null): boolean {
  return reasonOf(town.salon, busyOf(town, but), slot, town.now) === null;
}

/** Its end as the price list has it. */
function fresh({ salon }: TrialTown, slot: Slot): Slot {
  const service = salon.services.find(({ id }) => id === slot.serviceId);
  return service ? slotOf(service, slot.masterId, slot.start) : slot;
}

function nextId(town: TrialTown): number {
  town.next += 1;
  return town.next;
}
