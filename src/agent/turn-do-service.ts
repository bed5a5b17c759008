import { book, cancel, move } from "../booking/booking-service.ts";
import { hold, release } from "../booking/hold-service.ts";
import type { Salon, Slot } from "../booking/salon.ts";
import { confirmVisit } from "../booking/visit-service.ts";
import type { Refused } from "../booking/visit.ts";
import { addWait, passOffer, takeOffer } from "../booking/wait-service.ts";
import type { Tx } from "../db/client.ts";
import { showPhone } from "../lib/phone.ts";
import type { Command, Done } from "./command.ts";
import { changeConversation, type StoredConversation } from "./conversation-store.ts";
import { clientOfBooking } from "./customer-service.ts";
import { eraseOwn } from "./erase-own-service.ts";
import { handOff } from "./handoff-service.ts";
import { visitCard } from "./visit-card-service.ts";

export type Doing = {
  conversation: StoredConversation;
  salon: Salon;
  /** The client that this chat is bound to. */
  boundId: number | null;
  /** The main bot's: it tells the business's people. */
  botId: number;
  now: number;
};

/** Carries out what the machine wants, one after another, in the turn's transaction; each answers with what came of it. */
export async function carryOut(
  tx: Tx,
  doing: Doing,
  commands: readonly Command[],
): Promise<Done[]> {
  const done: Done[] = [];
  for (const command of commands) done.push(await carry(tx, doing, command));
  return done;
}

type Doer<C extends Command["do"]> = (
  tx: Tx,
  doing: Doing,
  command: Extract<Command, { do: C }>,
) => Promise<Done>;
type Doers = { [C in Command["do"]]: Doer<C> };

function carry<C extends Command["do"]>(
  tx: Tx,
  doing: Doing,
  command: Extract<Command, { do: C }>,
): Promise<Done> {
  const doer: Doers[C] = doers[command.do];
  return doer(tx, doing, command);
}

const doers: Doers = {
  hold: async (tx, doing, { slot }) => {
    const { businessId, channel } = doing.conversation;
    const kept = await hold(tx, businessId, { ...base(doing), slot, by: byOf(doing), channel });
    return "hold" in kept ? { did: "hold", ...kept.hold } : failed("hold", slot, kept);
  },
  release: async (tx, { conversation, salon, now }, { holdId }) => {
    const { businessId, id: conversationId } = conversation;
    await release(tx, businessId, { holdId, conversationId, zone: salon.zone, now });
    return { did: "release" };
  },
  book: async (tx, doing, { slot, holdId, name, phone }) => {
    const { businessId, channel } = doing.conversation;
    const note = phone === null ? name : `${name}, ${showPhone(phone)}`;
    const of = { ...base(doing), slot, holdId, by: byOf(doing), channel, note };
    const booked = await asClient(tx, doing, { name, phone }, (inner, clientId) =>
      book(inner, businessId, { ...of, clientId }),
    );
    if (!("visit" in booked)) return failed("book", slot, booked);
    if (!booked.again) await told(tx, doing, { what: "created", bookingId: booked.visit.id });
    return { did: "book", visit: booked.visit };
  },
  cancel: async (tx, doing, { bookingId }) => {
    const { businessId } = doing.conversation;
    const by = byOf(doing);
    const cancelled = await cancel(tx, businessId, { ...base(doing), bookingId, by });
    if (!("visit" in cancelled)) return failed("cancel", null, cancelled);
    await told(tx, doing, { what: "cancelled", bookingId });
    return { did: "cancel", visit: cancelled.visit };
  },
  move: async (tx, doing, { bookingId, slot, holdId }) => {
    const { businessId } = doing.conversation;
    const by = byOf(doing);
    const moved = await move(tx, businessId, { ...base(doing), bookingId, slot, holdId, by });
    if (!("visit" in moved)) return failed("move", slot, moved);
    if (!moved.again) await told(tx, doing, { what: "moved", bookingId, was: moved.from });
    return { did: "move", visit: moved.visit, from: moved.from };
  },
  confirm_visit: async (tx, doing, { bookingId }) => {
    const { businessId } = doing.conversation;
    const by = byOf(doing);
    const confirmed = await confirmVisit(tx, businessId, { ...base(doing), bookingId, by });
    if (!("visit" in confirmed)) return failed("confirm_visit", null, confirmed);
    return { did: "confirm_visit", visit: confirmed.visit };
  },
  wait: async (tx, doing, { do: _do, ...wish }) => {
    const { businessId } = doing.conversation;
    const id = await addWait(tx, businessId, { ...base(doing), ...wish, by: byOf(doing) });
    return id === null ? { failed: "gone", command: "wait" } : { did: "wait" };
  },
  take_offer: async (tx, doing, { waitId, name, phone }) => {
    const { businessId, channel } = doing.conversation;
    const of = { ...base(doing), waitId, by: byOf(doing), channel };
    const taken = await asClient(tx, doing, { name, phone }, (inner, clientId) =>
      takeOffer(inner, businessId, { ...of, clientId }),
    );
    if (!("visit" in taken)) return failed("take_offer", taken.slot, taken);
    if (!taken.again) await told(tx, doing, { what: "created", bookingId: taken.visit.id });
    return { did: "take_offer", visit: taken.visit };
  },
  pass_offer: async (tx, doing, { waitId }) => {
    const { businessId, id: conversationId } = doing.conversation;
    await passOffer(tx, businessId, { ...base(doing), waitId, conversationId });
    return { did: "pass_offer" };
  },
  handoff: async (tx, { conversation, now }, { reason }) => {
    const { businessId, id: conversationId } = conversation;
    return { did: "handoff", ...(await handOff(tx, businessId, { conversationId, reason, now })) };
  },
  opt_out: async (tx, { conversation, now }) => {
    const { businessId, id } = conversation;
    await changeConversation(tx, businessId, { id, optedOutAt: now });
    return { did: "opt_out" };
  },
  erase: async (tx, doing) => ({ did: "erase", cancelled: await eraseOwn(tx, doing) }),
};

function base({ salon, now }: Doing): { salon: Salon; now: number } {
  return { salon, now };
}

function byOf({ conversation, boundId }: Doing): {
  conversationId: number;
  clientId: number | null;
} {
  return { conversationId: conversation.id, clientId: boundId };
}

/** Books as the client that is found or made for it; where nothing comes of the visit, nobody was made. */
async function asClient<T extends object>(
  tx: Tx,
  { conversation, salon, now }: Doing,
  { name, phone }: { name: string; phone: string | null },
  booking: (inner: Tx, clientId: number | null) => Promise<T>,
): Promise<T> {
  const refused: { answer: T | null } = { answer: null };
  try {
    return await tx.transaction(async (inner) => {
      const named = { name, phone, country: salon.country, now };
      const answer = await booking(inner, await clientOfBooking(inner, conversation, named));
      if ("visit" in answer) return answer;
      refused.answer = answer;
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack) || refused.answer === null) throw error;
    return refused.answer;
  }
}

class TakenBack extends Error {}

async function told(
  tx: Tx,
  { conversation, salon, botId, now }: Doing,
  change: { what: "created" | "moved" | "cancelled"; bookingId: number; was?: number },
): Promise<void> {
  await visitCard(tx, conversation.businessId, { ...change, salon, botId, now });
}

type WithSlot = "hold" | "book" | "move" | "take_offer";

/** Of what needs no place, or has none any more, nothing is «taken». */
function failed(command: Command["do"], slot: Slot | null, { refused }: Refused): Done {
  if (refused !== "taken") return { failed: refused, command };
  return slot !== null && needsSlot(command)
    ? { failed: "taken", command, slot }
    : { failed: "gone", command };
}

function needsSlot(command: Command["do"]): command is WithSlot {
  return ["hold", "book", "move", "take_offer"].includes(command);
}
