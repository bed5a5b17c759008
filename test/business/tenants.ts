import { sql } from "drizzle-orm";
import { afterEach, beforeEach } from "vitest";
import { createBusiness } from "../../src/business/business-service.ts";
import type { Business } from "../../src/business/business.ts";
import { join, invite } from "../../src/business/member-service.ts";
import { seePerson } from "../../src/business/person-service.ts";
import type { Role } from "../../src/business/role.ts";
import type { Database, Tx } from "../../src/db/client.ts";
import { parseKeyring, type Keyring } from "../../src/lib/secret-box.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";

export const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
export const HOUR = 3_600_000;
export const keyring: Keyring = parseKeyring(Buffer.alloc(32, 7).toString("base64"));

let count = 0;
let held: FreshDatabase | undefined;

/** Gives every test of the file a database of its own; call it before the file's other hooks. */
export function eachOnFreshDatabase(): void {
  beforeEach(async () => {
    held = await freshDatabase();
  });
  afterEach(async () => {
    await held?.close();
    held = undefined;
  });
}

export function database(): Database {
  if (!held) throw new Error("no database outside a test");
  return held.db;
}

/** Bytes, codes and tokens that never repeat within a test file. */
export function fresh(bytes: number): Uint8Array {
  count += 1;
  const made = new Uint8Array(bytes);
  new DataView(made.buffer).setUint32(0, count);
  return made;
}

export function freshText(bytes = 24): string {
  return Buffer.from(fresh(bytes)).toString("base64url");
}

export async function makePerson(
  db: Database,
  id: number,
  name = `P${id}`,
): Promise<{ id: number; name: string }> {
  await seePerson(db, { id, firstName: name, username: null, languageCode: "uk", now: NOW });
  return { id, name };
}

async function makeBusiness(db: Database, name: string, owner: number): Promise<Business> {
  const place = {
    kind: "salon",
    timezone: "Europe/Kyiv",
    currency: "UAH",
    language: "uk",
    country: "UA",
  } as const;
  return createBusiness(db, {
    name,
    ...place,
    owner: await makePerson(db, owner),
    now: NOW + owner,
  });
}

/** Two businesses with an owner each (11 and 22). */
export async function twoBusinesses(db: Database): Promise<{ ours: Business; theirs: Business }> {
  return { ours: await makeBusiness(db, "Лілея", 11), theirs: await makeBusiness(db, "Другі", 22) };
}

export async function addMember(
  db: Database,
  business: Business,
  value: { id: number; role: Role; by: number; now?: number },
): Promise<void> {
  const { id, role, by, now = NOW + HOUR } = value;
  const { code } = await invite(db, business.id, { role, by, now, code: freshText() });
  const joined = await join(db, { code, person: await makePerson(db, id), now });
  if (!("joined" in joined)) throw new Error(joined.refused);
}

/** Acts while another transaction has done `first` and not committed; commits once the act waits for it, or is over without waiting. */
export async function behind<T>(
  db: Database,
  first: (tx: Tx) => Promise<unknown>,
  act: () => Promise<T>,
): Promise<T> {
  const acting: Promise<T>[] = [];
  await db.transaction(async (tx) => {
    await first(tx);
    const outcome = act();
    acting.push(outcome);
    await Promise.race([outcome, somebodyWaits(tx)]);
  });
  const [outcome] = acting;
  if (!outcome) throw new Error("nothing was done");
  return outcome;
}

async function somebodyWaits(tx: Tx): Promise<void> {
  const waiting = sql`select 1 from pg_locks where not granted
    and pid in (select pid from pg_stat_activity where datname = current_database())`;
  for (let tries = 0; tries < 2000; tries += 1) {
    if ((await tx.execute(waiting)).length > 0) return;
  }
}
