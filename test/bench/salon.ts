import { randomBytes } from "node:crypto";
import { linkSalonBot } from "../../src/channels/salon-bot-service.ts";
import { changeAgent } from "../../src/agent/setting-service.ts";
import type { Database } from "../../src/db/client.ts";
import { applyImport, readImport } from "../../src/desk/import-service.ts";
import type { SalonGateway } from "../../src/gateways/salon-telegram.ts";
import { clock } from "../../src/lib/clock.ts";
import { parseKeyring } from "../../src/lib/secret-box.ts";
import { BOT_ID } from "./seed.ts";

const MASTERS = 10;
const week = Object.fromEntries(
  ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, ["09:00", "20:00"]]),
);

/** Ten masters who work every day, and seven services. */
const file = {
  services: Array.from({ length: 7 }, (_, i) => ({
    id: `s${i}`,
    name: { uk: `Послуга ${"абвгґде"[i]}` },
    duration_min: 30 + i * 15,
    price: { amount: 400 + i * 50, kind: "fixed" },
  })),
  masters: Array.from({ length: MASTERS }, (_, i) => ({
    id: `m${i}`,
    name: { uk: `Майстер ${"абвгґдеєжз"[i]}` },
    services: ["s0", "s1", "s2", "s3", "s4", "s5", "s6"],
    hours: week,
  })),
};

/** Gives a business a price list and masters. */
export async function furnish(db: Database, businessId: string): Promise<void> {
  const now = clock.now();
  const read = await readImport(db, businessId, { written: JSON.stringify(file), csv: false, now });
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  await applyImport(db, businessId, { plan: read.plan, now });
}

type Linked = {
  businessId: string;
  botId: number;
  gateway: SalonGateway;
  encryptionKey: string;
  publicUrl: string;
};

/** Links a bot as the owner's screen does, and lets the agent answer in it; gives its token. */
export async function linkBot(db: Database, linked: Linked): Promise<string> {
  const { businessId, botId, gateway, encryptionKey, publicUrl } = linked;
  const token = `${botId}:${randomBytes(26).toString("base64url").slice(0, 35)}`;
  const deps = {
    db,
    clock,
    keyring: parseKeyring(encryptionKey),
    random: randomBytes,
    gateway,
    publicUrl,
    mainBotId: () => BOT_ID,
    changed: () => {},
  };
  const outcome = await linkSalonBot(deps, businessId, token);
  if ("refused" in outcome) throw new Error(outcome.refused);
  await changeAgent(db, businessId, { enabled: true });
  return token;
}
