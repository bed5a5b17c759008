import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import { AppError } from "../lib/app-error.ts";
import { together } from "../lib/together.ts";
import { clientEvent } from "./client-event.ts";
import { nameWins, onlyMatches, tailOf } from "./client-match.ts";
import {
  findByPhones,
  findByTails,
  insertClients,
  lockClients,
  nameClients,
  storedClients,
} from "./client-store.ts";
import { humanName, type Client, type NameSource, type StoredClient } from "./client.ts";
import { nextNumbers } from "./count-service.ts";

/**
 * The known clients of these numbers; unknown ones are missing from the map. Digits that are no E.164 are matched by
 * their last nine where those are exactly one client's.
 */
export async function clientsByPhones(
  tx: Tx,
  businessId: string,
  phones: readonly string[],
): Promise<Map<string, Client>> {
  const asked = [...new Set(phones)];
  const tails = asked.flatMap((phone) => {
    const tail = tailOf(phone);
    return tail === null ? [] : [{ asked: phone, tail }];
  });
  const [exact, similar] = await together([
    findByPhones(tx, businessId, asked),
    findByTails(tx, businessId, tails),
  ]);
  if (similar.length === 0) return exact;
  const only = onlyMatches(
    similar.map(({ asked: of, client }) => ({ asked: of, clientId: client.id })),
  );
  const close = similar.flatMap(({ asked: of, client }): [string, Client][] =>
    only.get(of) === client.id ? [[of, client]] : [],
  );
  return new Map([...close, ...exact]);
}

/** Saves the client of an E.164 number; a human name replaces the old one unless that comes from a better source. */
export async function saveClient(
  tx: Tx,
  businessId: string,
  value: { name: string | null; phone: string; now: number; from?: NameSource },
): Promise<Client> {
  const { phone, now, from = "person" } = value;
  const name = humanName(value.name);
  return tx.transaction(async (inner) => {
    await lockClients(inner, businessId);
    const known = (await findByPhones(inner, businessId, [phone])).get(phone);
    if (!known) return addClient(inner, businessId, { name, from, phone, now });
    if (name === null || !nameWins(known, { name, nameFrom: from })) return known;
    const renamed: Client = { ...known, name, nameFrom: from };
    await nameClients(inner, businessId, [renamed]);
    await tellUpdated(inner, businessId, { ids: [known.id], now });
    return renamed;
  });
}

/** A client with every number; one that was merged leads to the one that took it over. Null: erased, or never there. */
export async function clientOf(
  tx: Tx,
  businessId: string,
  clientId: number,
): Promise<{ client: StoredClient; merged: boolean } | null> {
  const found = (await storedClients(tx, businessId, [clientId])).get(clientId);
  if (!found) return null;
  if (found.mergedInto === null) return { client: found, merged: false };
  const heir = (await storedClients(tx, businessId, [found.mergedInto])).get(found.mergedInto);
  return heir ? { client: heir, merged: true } : null;
}

/** Tells that these clients have changed, as they are now. */
export async function tellUpdated(
  tx: Tx,
  businessId: string,
  { ids, now }: { ids: readonly number[]; now: number },
): Promise<void> {
  const clients = [...(await storedClients(tx, businessId, ids)).values()];
  await emit(
    tx,
    clients.map((client) => clientEvent(businessId, "client.updated", { client, now })),
  );
}

async function addClient(
  tx: Tx,
  businessId: string,
  value: { name: string | null; from: NameSource; phone: string; now: number },
): Promise<Client> {
  const { name, from, phone, now } = value;
  const [number] = await nextNumbers(tx, businessId, { what: "clients" });
  if (number === undefined) throw new AppError("clients.not_saved", "conflict");
  const row = { number, name, nameFrom: name === null ? null : from, phone, sourceCallId: null };
  const client = (await insertClients(tx, businessId, { made: [row], now })).get(phone);
  if (!client) throw new AppError("clients.not_saved", "conflict");
  const told = { ...client, phones: [phone] };
  await emit(tx, [clientEvent(businessId, "client.created", { client: told, now })]);
  return client;
}
