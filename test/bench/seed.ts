import { randomBytes } from "node:crypto";
import { saveAccount } from "../../src/business/account-service.ts";
import { createBusiness } from "../../src/business/business-service.ts";
import { subscribe } from "../../src/business/chat-service.ts";
import { issueToken } from "../../src/business/hook-token-service.ts";
import type { Database } from "../../src/db/client.ts";
import { parseKeyring } from "../../src/lib/secret-box.ts";

/** A salon with a Phonet account, its hook's path and the chats that get its cards. */
export type Salon = { businessId: string; tokenId: string; path: string };

export const BOT_ID = 700_000_077;
export const BOT_TOKEN = `${BOT_ID}:${"b".repeat(35)}`;

type Wish = {
  encryptionKey: string;
  chats: readonly { id: number; type: string }[];
  name?: string;
};

export async function seedSalon(
  db: Database,
  { encryptionKey, chats, name = "Лілея" }: Wish,
): Promise<Salon> {
  const keyring = parseKeyring(encryptionKey);
  const now = Date.now();
  const { id: businessId } = await createBusiness(db, {
    name,
    kind: "salon",
    timezone: "Europe/Kyiv",
    currency: "UAH",
    language: "uk",
    country: "UA",
    owner: { id: 100_000_001, name: "Наталя" },
    now,
  });
  const account = await saveAccount(db, businessId, {
    provider: "phonet",
    label: `${businessId}.phonet.com.ua`,
    secret: { apiKey: "bench-key" },
    timezone: "Etc/UTC",
    keyring,
    nonce: randomBytes(12),
    now,
  });
  const secret = randomBytes(24).toString("base64url");
  const token = await issueToken(db, businessId, {
    accountId: account.id,
    provider: "phonet",
    token: secret,
    keyring,
    nonce: randomBytes(12),
    now,
  });
  for (const { id: telegramId, type } of chats) {
    const place = { botId: BOT_ID, telegramId, threadId: null, type, title: `chat ${telegramId}` };
    await subscribe(db, businessId, { ...place, now });
  }
  return { businessId, tokenId: token.id, path: `/api/webhooks/phonet/${secret}` };
}
