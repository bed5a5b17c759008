import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import { clientEvent } from "./client-event.ts";
import { insertNumberless } from "./client-import-store.ts";
import {
  findByPhones,
  insertClients,
  lockClients,
  nameClients,
  storedClients,
} from "./client-store.ts";
import { nextNumbers } from "./count-service.ts";

/** A client as a business tells of them; `clientId`: one that it is known to be. */
export type ImportedClient = {
  key: string;
  name: string;
  phone: string | null;
  clientId: number | null;
};

/** Makes and renames many clients at once, as if each were written by a person. Answers their ids by their keys. */
export async function importClients(
  tx: Tx,
  businessId: string,
  { rows, now }: { rows: readonly ImportedClient[]; now: number },
): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  await lockClients(tx, businessId);
  const phones = rows.flatMap(({ phone }) => (phone === null ? [] : [phone]));
  const known = await findByPhones(tx, businessId, phones);
  const ids = new Map<string, number>();
  for (const { key, phone, clientId } of rows) {
    const id = clientId ?? (phone === null ? undefined : known.get(phone)?.id);
    if (id !== undefined) ids.set(key, id);
  }
  await rename(tx, businessId, { rows, ids, now });
  const fresh = rows.filter(({ key }) => !ids.has(key));
  for (const [key, id] of await add(tx, businessId, { fresh, now })) ids.set(key, id);
  return ids;
}

async function rename(
  tx: Tx,
  businessId: string,
  value: { rows: readonly ImportedClient[]; ids: ReadonlyMap<string, number>; now: number },
): Promise<void> {
  const { rows, ids, now } = value;
  const stored = await storedClients(tx, businessId, [...new Set(ids.values())]);
  const renamed = rows.flatMap(({ key, name }) => {
    const client = stored.get(ids.get(key) ?? 0);
    return client && client.name !== name ? [{ ...client, name, nameFrom: "person" as const }] : [];
  });
  await nameClients(tx, businessId, renamed);
  await emit(
    tx,
    renamed.map((client) => clientEvent(businessId, "client.updated", { client, now })),
  );
}

/** Two rows of one new number are one client. */
async function add(
  tx: Tx,
  businessId: string,
  { fresh, now }: { fresh: readonly ImportedClient[]; now: number },
): Promise<Map<string, number>> {
  const byPhone = new Map<string, ImportedClient>();
  for (const row of fresh)
    if (row.phone !== null && !byPhone.has(row.phone)) byPhone.set(row.phone, row);
  const without = fresh.filter(({ phone }) => phone === null);
  const count = byPhone.size + without.length;
  const numbers = await nextNumbers(tx, businessId, { what: "clients", count });
  const numbered = [...byPhone.values()].map((row, i) => ({
    number: numbers[i] ?? 0,
    name: row.name,
    nameFrom: "person" as const,
    phone: row.phone ?? "",
    sourceCallId: null,
  }));
  const plain = without.map((row, i) => ({ ...row, number: numbers[byPhone.size + i] ?? 0 }));
  const made = await insertClients(tx, businessId, { made: numbered, now });
  const nameless = plain.map(({ number, name }) => ({ number, name }));
  const ids = await insertNumberless(tx, businessId, { made: nameless, now });
  await emit(tx, [
    ...[...made].map(([phone, client]) =>
      clientEvent(businessId, "client.created", { client: { ...client, phones: [phone] }, now }),
    ),
    ...nameless.map((client) =>
      clientEvent(businessId, "client.created", { client: { ...client, phones: [] }, now }),
    ),
  ]);
  return new Map([
    ...fresh.flatMap(({ key, phone }): [string, number][] => {
      const id = phone === null ? undefined : made.get(phone)?.id;
      return id === undefined ? [] : [[key, id]];
    }),
    ...plain.flatMap(({ key, number }): [string, number][] => {
      const id = ids.get(number);
      return id === undefined ? [] : [[key, id]];
    }),
  ]);
}
