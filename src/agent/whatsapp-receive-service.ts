import type { Line } from "../channels/line.ts";
import { eventsOf, type Unplaced, type WhatsappEvent } from "../channels/whatsapp-heard.ts";
import { closeWhatsapp, openWhatsapp } from "../channels/whatsapp-inbox-service.ts";
import { readAgain } from "../channels/whatsapp-inbox.ts";
import { heardWhatsapp, numberByMeta } from "../channels/whatsapp-number-service.ts";
import { knownPerson, meetPerson, movePerson } from "../channels/whatsapp-person-service.ts";
import { senderOf, type WhatsappIdentity } from "../channels/whatsapp-person.ts";
import { codeOf } from "../lib/app-error.ts";
import { changeConversation, lockByPlace } from "./conversation-store.ts";
import { receiveHeard, type ReceiveDeps } from "./receive-service.ts";
import { followPerson } from "./whatsapp-join-service.ts";
import { noteStatus, type StatusDeps } from "./whatsapp-status-service.ts";
import { wasKept } from "./whatsapp-store.ts";

export type FoldDeps = ReceiveDeps &
  StatusDeps & {
    /** Whether the database is away, as opposed to something that it refuses. */
    isUnavailable: (error: unknown) => boolean;
    /** A message that will be answered was read: the customer is shown so. */
    seen: (line: Line, message: { messageId: string; place: string }) => void;
  };

/** Works through what Meta posted of one number, in its order. Its queue lets only one of these run at a time. */
export async function foldWhatsapp(
  deps: FoldDeps,
  { businessId, numberId }: { businessId: string; numberId: string },
): Promise<void> {
  const { db, clock } = deps;
  const line: Line = { businessId, channel: "whatsapp", botId: 0, via: numberId };
  const number = await numberByMeta(db, numberId);
  if (number?.businessId === businessId)
    await heardWhatsapp(db, businessId, { id: number.id, now: clock.now() });
  for (;;) {
    const rows = await openWhatsapp(db, businessId, { numberId });
    if (rows.length === 0) return;
    for (const { id, value } of rows) {
      const problem = await foldValue(deps, line, readAgain(value));
      if (problem !== null) deps.failed("an event of WhatsApp was set aside", { row: id, problem });
      await closeWhatsapp(db, businessId, { id, problem, now: clock.now() });
    }
  }
}

const PROBLEM_LENGTH = 500;

/** Each event for itself: one that fails takes nothing else with it. Null: everything was read. */
async function foldValue(deps: FoldDeps, line: Line, value: unknown): Promise<string | null> {
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const event of eventsOf(value)) {
    try {
      const read = await twice(deps, () => foldEvent(deps, line, event));
      if (read) seen.set(read.place, read.messageId);
    } catch (error) {
      if (deps.isUnavailable(error)) throw error;
      problems.push(
        `${event.is}: ${error instanceof Error ? error.name : "error"} ${codeOf(error)}`,
      );
    }
    if (event.is === "unread") problems.push(`unread ${event.what}`);
  }
  for (const [place, messageId] of seen) deps.seen(line, { place, messageId });
  return problems.length === 0 ? null : [...new Set(problems)].join("; ").slice(0, PROBLEM_LENGTH);
}

/** Two transactions that met are over by the second try. */
async function twice<T>({ isUnavailable }: FoldDeps, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUnavailable(error)) throw error;
    return work();
  }
}

type Read = { place: string; messageId: string } | null;

async function foldEvent(deps: FoldDeps, line: Line, event: WhatsappEvent): Promise<Read> {
  if (event.is === "heard") return hear(deps, line, event);
  if (event.is === "status") await noteStatus(deps, line, event.status);
  if (event.is === "changed") await moved(deps, line, event);
  if (event.is === "preference") await preferred(deps, line, event);
  return null;
}

async function hear(
  deps: FoldDeps,
  line: Line,
  { from, heard }: { from: WhatsappIdentity; heard: Unplaced },
): Promise<Read> {
  const { businessId, via: numberId } = line;
  const now = deps.clock.now();
  const externalId = heard.what === "edited" ? heard.editId : heard.externalId;
  if (heard.what !== "deleted" && (await wasKept(deps.db, line, externalId))) return null;
  const person = await deps.db.transaction(async (tx) => {
    const met = await meetPerson(tx, businessId, { numberId, identity: from, now });
    await followPerson(tx, line, { met, now });
    return met.person;
  });
  const sender = senderOf(person);
  const { waits } = await receiveHeard(deps, line, { ...heard, from: sender });
  return waits ? { place: sender.place, messageId: externalId } : null;
}

async function moved(
  { db, clock }: FoldDeps,
  line: Line,
  { was, now: identity }: { was: WhatsappIdentity; now: WhatsappIdentity },
): Promise<void> {
  const { businessId, via: numberId } = line;
  const now = clock.now();
  await db.transaction(async (tx) => {
    const met = await movePerson(tx, businessId, { numberId, was, identity, now });
    if (met) await followPerson(tx, line, { met, now });
  });
}

/** Offers are what a business sends unasked; answers and reminders go on. */
async function preferred(
  { db, clock }: FoldDeps,
  { businessId, channel, botId, via }: Line,
  { of, offers }: { of: WhatsappIdentity; offers: boolean },
): Promise<void> {
  await db.transaction(async (tx) => {
    const person = await knownPerson(tx, businessId, { numberId: via, identity: of });
    if (!person) return;
    const at = { channel, botId, via, place: String(person.id) };
    const conversation = await lockByPlace(tx, businessId, at);
    if (!conversation) return;
    const optedOutAt = offers ? null : clock.now();
    await changeConversation(tx, businessId, { id: conversation.id, optedOutAt });
  });
}
