import { eraseConversations } from "../agent/erase-service.ts";
import { eraseQuestions } from "../booking/question-service.ts";
import { eraseBookings } from "../booking/erase-service.ts";
import { forgetPerson } from "../business/erase-service.ts";
import { eraseCalls, type LeftMessage } from "../calls/erase-service.ts";
import { eraseClients, personOf } from "../crm/erase-service.ts";
import { erasures } from "../db/schema/crm.ts";
import type { Database, Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import { redactEvents } from "../events/erase-service.ts";
import { eraseSpeech } from "../speech/erase-service.ts";
import { eraseDeliveries } from "../webhooks/erase-service.ts";
import type { ErasedCounts } from "./erase-word.ts";

export type Erased = {
  counts: ErasedCounts;
  name: string | null;
  phones: string[];
  messages: LeftMessage[];
  /** Of recordings, to be removed once the erasure is committed. */
  files: string[];
};

type Wish = { phone: string; by: number; now: number };

/** What an erasure would take away: it is made and taken back. */
export async function erasable(db: Database, businessId: string, wish: Wish): Promise<Erased> {
  const seen: { erased: Erased | null } = { erased: null };
  try {
    await db.transaction(async (tx) => {
      seen.erased = await erasePerson(tx, businessId, wish);
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  if (!seen.erased) throw new TypeError("an erasure that was made has a result");
  return seen.erased;
}

class TakenBack extends Error {}

/** Takes a person away with all that is kept of them, in the caller's transaction, and leaves a receipt of numbers only. */
export async function erasePerson(
  tx: Tx,
  businessId: string,
  { phone, by, now }: Wish,
): Promise<Erased> {
  const person = await personOf(tx, businessId, phone);
  const { phones, clients } = person;
  const clientIds = clients.map(({ id }) => id);
  const talks = await eraseConversations(tx, businessId, { clientIds });
  const { conversationIds } = talks;
  const visits = await eraseBookings(tx, businessId, { clientIds, conversationIds, now });
  const calls = await eraseCalls(tx, businessId, { phones, now });
  const speech = await eraseSpeech(tx, businessId, { callIds: calls.callIds });
  await eraseQuestions(tx, businessId, { callIds: calls.callIds, clientIds });
  const work = await eraseClients(tx, businessId, { person, callIds: calls.callIds });
  await forgetPerson(tx, businessId, { phones, clientIds });
  const { recordings, transcripts } = speech.counts;
  const { bookings } = visits;
  const conversations = conversationIds.length;
  const counts = {
    ...calls.counts,
    recordings,
    transcripts,
    ...work.counts,
    bookings,
    conversations,
  };
  const told = {
    callIds: calls.callIds,
    clients: clients.map(({ number }) => number),
    deals: work.deals,
    tasks: work.tasks,
    comments: work.comments,
    bookings: visits.numbers,
    phones,
  };
  const name = clients.find((client) => client.name !== null)?.name ?? null;
  const erased = { counts, name, phones, messages: calls.messages, files: speech.files };
  if (Object.values(counts).every((count) => count === 0)) return erased;
  const eventIds = await redactEvents(tx, businessId, told);
  await eraseDeliveries(tx, businessId, { eventIds, now });
  await tx.insert(erasures).values({ businessId, by, at: new Date(now), counts });
  await emit(
    tx,
    clients.map(({ number }) => ({
      businessId,
      event: "client.erased" as const,
      data: { client_id: number, name: null, phone: null, removed: counts },
      at: now,
    })),
  );
  return erased;
}
