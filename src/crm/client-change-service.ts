import type { Tx } from "../db/client.ts";
import { toE164, type Country } from "../lib/phone.ts";
import { clientOf, saveClient, tellUpdated } from "./client-service.ts";
import {
  dropPhone,
  findByPhones,
  lockClients,
  markClient,
  nameClients,
  ownNumbers,
  setPhoneOwner,
  storedClients,
} from "./client-store.ts";
import {
  humanName,
  type Client,
  type NameSource,
  type ClientFlag,
  type StoredClient,
} from "./client.ts";

/** Merged clients are gone too: what is to be changed is the one that took them over. */
export type Changed = { client: StoredClient } | { refused: "gone" };

/** Makes the client of a number as a person writes it, or names the known one. */
export async function createClient(
  tx: Tx,
  businessId: string,
  value: { name: string | null; phone: string; country: Country; from: NameSource; now: number },
): Promise<
  { client: StoredClient; did: "made" | "named" | "none" } | { refused: "number" | "own" }
> {
  const { name, country, from, now } = value;
  const phone = toE164(value.phone, country);
  if (phone === null) return { refused: "number" };
  return tx.transaction(async (inner) => {
    await lockClients(inner, businessId);
    const before = (await findByPhones(inner, businessId, [phone])).get(phone);
    if (!before && (await ownNumbers(inner, businessId, [phone])).has(phone))
      return { refused: "own" };
    const saved = await saveClient(inner, businessId, { name, phone, now, from });
    const client = (await storedClients(inner, businessId, [saved.id])).get(saved.id);
    if (!client) return { refused: "number" };
    const did = !before ? "made" : before.name === saved.name ? "none" : "named";
    return { client, did };
  });
}

/** A name given by hand stays, whatever the PBX says. `was`: the name that the writer saw; another one is not written over. */
export async function renameClient(
  tx: Tx,
  businessId: string,
  value: { clientId: number; name: string; was?: string | null; now: number },
): Promise<Changed | { refused: "name" | "other" }> {
  const { clientId, was, now } = value;
  const name = humanName(value.name);
  if (name === null) return { refused: "name" };
  return tx.transaction(async (inner) => {
    await lockClients(inner, businessId);
    const before = (await storedClients(inner, businessId, [clientId])).get(clientId);
    if (before && was !== undefined && before.name !== was && before.name !== name)
      return { refused: "other" };
    return changing(inner, businessId, { clientId, now }, async () => {
      await nameClients(inner, businessId, [{ id: clientId, name, nameFrom: "person" }]);
      return true;
    });
  });
}

/** Adds a number as a person writes it; one that another client has is theirs until the two are merged. */
export async function addPhone(
  tx: Tx,
  businessId: string,
  value: { clientId: number; phone: string; country: Country; now: number },
): Promise<Changed | { refused: "number" | "own" } | { taken: Client }> {
  const { clientId, country, now } = value;
  const phone = toE164(value.phone, country);
  if (phone === null) return { refused: "number" };
  return tx.transaction(async (inner) => {
    await lockClients(inner, businessId);
    const owner = (await findByPhones(inner, businessId, [phone])).get(phone);
    if (owner && owner.id !== clientId) return { taken: owner };
    if (!owner && (await ownNumbers(inner, businessId, [phone])).has(phone))
      return { refused: "own" };
    return changing(inner, businessId, { clientId, now }, async () => {
      if (owner) return false;
      await setPhoneOwner(inner, businessId, { phone, clientId });
      return true;
    });
  });
}

/** Takes a number away; the last one stays, since it is what calls are known by. */
export async function removePhone(
  tx: Tx,
  businessId: string,
  { clientId, phone, now }: { clientId: number; phone: string; now: number },
): Promise<Changed | { refused: "last" }> {
  return tx.transaction(async (inner) => {
    await lockClients(inner, businessId);
    const phones = (await storedClients(inner, businessId, [clientId])).get(clientId)?.phones;
    if (phones?.length === 1 && phones.includes(phone)) return { refused: "last" };
    return changing(inner, businessId, { clientId, now }, () =>
      dropPhone(inner, businessId, { phone, clientId }),
    );
  });
}

/** «Do not call» and «not a client». */
export async function setClientFlag(
  tx: Tx,
  businessId: string,
  value: { clientId: number; flag: ClientFlag; on: boolean; now: number },
): Promise<Changed> {
  const { clientId, flag, on, now } = value;
  return changing(tx, businessId, { clientId, now }, (inner) =>
    markClient(inner, businessId, { id: clientId, flag, on }),
  );
}

/** Changes a client that is still there, and tells of it unless nothing was changed. */
async function changing(
  tx: Tx,
  businessId: string,
  { clientId, now }: { clientId: number; now: number },
  change: (tx: Tx) => Promise<boolean>,
): Promise<Changed> {
  return tx.transaction(async (inner) => {
    await lockClients(inner, businessId);
    const before = (await storedClients(inner, businessId, [clientId])).get(clientId);
    if (!before || before.mergedInto !== null) return { refused: "gone" };
    if (!(await change(inner))) return { client: before };
    await tellUpdated(inner, businessId, { ids: [clientId], now });
    const found = await clientOf(inner, businessId, clientId);
    return found ? { client: found.client } : { refused: "gone" };
  });
}
