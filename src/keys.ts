import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Database } from "./db/client.ts";
import { keyIdOf, parseKeyring, type Keyring } from "./lib/secret-box.ts";

/** The keys that seal secrets: from the environment, else from a file that is made once (mode 600). */
export function loadKeyring({
  dataDir,
  given,
}: {
  dataDir: string;
  given: string | null;
}): Keyring {
  if (given !== null) return parseKeyring(given);
  const path = join(dataDir, "encryption.key");
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(path, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  }
  return parseKeyring(readFileSync(path, "utf8").trim());
}

/** The token that verifies our address to Meta: from the environment, else from a file that is made once (mode 600). */
export function loadVerifyToken({
  dataDir,
  given,
}: {
  dataDir: string;
  given: string | null;
}): string {
  if (given !== null) return given;
  const path = join(dataDir, "whatsapp-verify.token");
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(path, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  }
  return readFileSync(path, "utf8").trim();
}

/** The first key id in the database that none of our keys has; null when every stored secret can be opened. */
export async function foreignKey(db: Database, keyring: Keyring): Promise<string | null> {
  const rows = await db.execute<{ sealed: string | null }>(
    sql`select secret as sealed from accounts where removed_at is null union all select token from hook_tokens where revoked_at is null union all select secret from endpoint_secrets union all select token from salon_bots where removed_at is null union all select unnest(array[token, app_secret]) from whatsapp_numbers where removed_at is null`,
  );
  for (const { sealed } of rows) {
    if (sealed === null) continue;
    const id = keyIdOf(sealed);
    if (id !== null && !keyring.all.has(id)) return id;
  }
  return null;
}

/**
 * The secrets that Telegram may repeat with each webhook: every process with the same keys knows them, the first is told to
 * Telegram. The others are those of processes that still run with another key as their first.
 */
export function webhookSecrets(keyring: Keyring, token: string): [string, ...string[]] {
  const own = webhookSecret(keyring.sealing.bytes, token);
  const all = [...keyring.all.values()].map(({ bytes }) => webhookSecret(bytes, token));
  return [own, ...all.filter((secret) => secret !== own)];
}

function webhookSecret(key: Uint8Array, token: string): string {
  return createHmac("sha256", key).update(`telegram-webhook ${token}`).digest("hex");
}
