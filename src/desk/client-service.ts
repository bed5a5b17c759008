import { closeOpenOf } from "../calls/followup-service.ts";
import { callsOfPhones } from "../calls/history-service.ts";
import { showCalls } from "../calls/show-service.ts";
import {
  addPhone,
  createClient,
  renameClient,
  setClientFlag,
} from "../crm/client-change-service.ts";
import { mergeClients } from "../crm/client-merge-service.ts";
import type { ClientFlag, StoredClient } from "../crm/client.ts";
import type { Database, Tx } from "../db/client.ts";

/** Makes or names the client of a number, and has the cards tell it. */
export function keepClient(
  db: Database,
  businessId: string,
  value: Parameters<typeof createClient>[2],
): ReturnType<typeof createClient> {
  return db.transaction(async (tx) => {
    const kept = await createClient(tx, businessId, value);
    if ("client" in kept && kept.did !== "none") await showCardsOf(tx, businessId, kept.client);
    return kept;
  });
}

/** Gives a client another name, and has the cards tell it. */
export function nameClient(
  db: Database,
  businessId: string,
  value: Parameters<typeof renameClient>[2],
): ReturnType<typeof renameClient> {
  return db.transaction((tx) => shown(tx, businessId, renameClient(tx, businessId, value)));
}

/** Gives a client another number, and has the cards of its calls tell whose it is. */
export function giveNumber(
  db: Database,
  businessId: string,
  value: Parameters<typeof addPhone>[2],
): ReturnType<typeof addPhone> {
  return db.transaction((tx) => shown(tx, businessId, addPhone(tx, businessId, value)));
}

/** Makes two clients one, and has the cards tell it. */
export function joinClients(
  db: Database,
  businessId: string,
  value: Parameters<typeof mergeClients>[2],
): ReturnType<typeof mergeClients> {
  return db.transaction((tx) => shown(tx, businessId, mergeClients(tx, businessId, value)));
}

/** Sets a mark or takes it away; who is no client, or not to be called, is not waited for. `by`: who did it. */
export function markAs(
  db: Database,
  businessId: string,
  value: { clientId: number; flag: ClientFlag; on: boolean; by: string; now: number },
): ReturnType<typeof setClientFlag> {
  const { flag, on, by, now } = value;
  return db.transaction(async (tx) => {
    const outcome = await setClientFlag(tx, businessId, value);
    if ("refused" in outcome) return outcome;
    const { phones } = outcome.client;
    if (on) await closeOpenOf(tx, businessId, { phones, how: ends[flag], by, now });
    await showCardsOf(tx, businessId, outcome.client);
    return outcome;
  });
}

const ends: Record<ClientFlag, "do_not_call" | "not_client"> = {
  doNotCall: "do_not_call",
  notClient: "not_client",
};

async function shown<T extends object>(
  tx: Tx,
  businessId: string,
  change: Promise<T | { client: StoredClient }>,
): Promise<T | { client: StoredClient }> {
  const outcome = await change;
  if (isChanged(outcome)) await showCardsOf(tx, businessId, outcome.client);
  return outcome;
}

function isChanged(outcome: object): outcome is { client: StoredClient } {
  return "client" in outcome;
}

/** Cards of older calls nobody looks at. */
const CARDS = 5;

/** The cards of a client's newest calls are looked at again: they tell the name and more. */
async function showCardsOf(
  tx: Tx,
  businessId: string,
  { phones }: Pick<StoredClient, "phones">,
): Promise<void> {
  const { newest } = await callsOfPhones(tx, businessId, { phones, limit: CARDS, most: CARDS });
  await showCalls(
    tx,
    businessId,
    newest.map(({ id }) => id),
  );
}
