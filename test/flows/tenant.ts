import { createHmac, randomBytes } from "node:crypto";
import { saveAccount } from "../../src/business/account-service.ts";
import { createBusiness } from "../../src/business/business-service.ts";
import { subscribe } from "../../src/business/chat-service.ts";
import { issueToken } from "../../src/business/hook-token-service.ts";
import { seePerson } from "../../src/business/person-service.ts";
import type { Database } from "../../src/db/client.ts";
import type { Keyring } from "../../src/lib/secret-box.ts";
import { owner, type Stand } from "./stand.ts";

export type Provider = "phonet" | "novofon";
/** A business with one linked account, one hook address and one subscribed chat. */
export type Tenant = {
  businessId: string;
  chatId: string;
  /** The chat's key in the stand-in. */
  chat: string;
  path: string;
  secret: string;
  /** The domain or key of its account. */
  account: string;
};

/** What a business is made in: the world of the test, or only its database and stand-in. */
export type Ground = {
  db(): Database;
  keyring(): Keyring;
  stand: Stand;
  botId: number;
  clock: { now(): number };
};

export async function makeTenant(
  ground: Ground,
  wish: { provider: Provider; title: string; chat?: { id: number; key: string; thread?: number } },
): Promise<Tenant> {
  const { stand, botId } = ground;
  const db = ground.db();
  const now = ground.clock.now();
  const { businessId, path, secret, account } = await makeBusiness(ground, wish);
  const group =
    wish.chat ?? (await stand.group({ title: wish.title, members: [owner.id], bot: botId }));
  const chat = await subscribe(db, businessId, {
    botId,
    telegramId: group.id,
    threadId: wish.chat?.thread ?? null,
    type: "supergroup",
    title: wish.title,
    now,
  });
  return { businessId, chatId: chat.id, chat: group.key, path, secret, account };
}

/** A business with one linked account and one hook address, and no chat yet. */
export async function makeBusiness(
  ground: Ground,
  { provider, title }: { provider: Provider; title: string },
): Promise<Pick<Tenant, "businessId" | "path" | "secret" | "account">> {
  const db = ground.db();
  const now = ground.clock.now();
  const keyring = ground.keyring();
  await seePerson(db, {
    id: owner.id,
    firstName: owner.first_name,
    username: null,
    languageCode: "uk",
    now,
  });
  const ukraine = { timezone: "Europe/Kyiv", currency: "UAH", country: "UA" } as const;
  const russia = { timezone: "Europe/Moscow", currency: "RUB", country: "RU" } as const;
  const business = await createBusiness(db, {
    name: title,
    kind: "salon",
    language: "uk",
    ...(provider === "phonet" ? ukraine : russia),
    owner: { id: owner.id, name: owner.first_name },
    now,
  });
  const secret = randomBytes(10).toString("hex");
  const label = `${randomBytes(6).toString("hex")}.example`;
  const account = await saveAccount(db, business.id, {
    provider,
    label,
    secret: provider === "phonet" ? { apiKey: secret } : { secret },
    timezone: "Europe/Moscow",
    keyring,
    nonce: randomBytes(12),
    now,
  });
  const token = randomBytes(24).toString("base64url");
  await issueToken(db, business.id, {
    accountId: account.id,
    provider,
    token,
    keyring,
    nonce: randomBytes(12),
    now,
  });
  const path = `/api/webhooks/${provider}/${token}`;
  return { businessId: business.id, path, secret, account: label };
}

export type Body = Record<string, unknown>;
type Posted = { method: "POST"; headers: Record<string, string>; body: string };

/** A hook as the provider posts it; Novofon's carries the signature of the account's secret. */
export function posting(
  provider: Provider,
  tenant: Pick<Tenant, "secret">,
  body: Body,
  form = false,
): Posted {
  const signature = provider === "novofon" ? signatureOf(body, tenant.secret) : null;
  return {
    method: "POST",
    headers: {
      "content-type": form ? "application/x-www-form-urlencoded" : "application/json",
      ...(signature === null ? {} : { signature }),
    },
    body: form
      ? new URLSearchParams(
          Object.entries(body).map(([name, value]) => [name, textOf(value)]),
        ).toString()
      : JSON.stringify(body),
  };
}

const signed: Record<string, readonly string[]> = {
  NOTIFY_ANSWER: ["caller_id", "destination", "call_start"],
  NOTIFY_OUT_START: ["internal", "destination", "call_start"],
  NOTIFY_OUT_END: ["internal", "destination", "call_start"],
  NOTIFY_RECORD: ["pbx_call_id", "call_id_with_rec"],
};

/** Base64 of the hex HMAC over the event's signed fields, as the provider's SDK makes it. */
function signatureOf(body: Body, secret: string): string {
  const fields = signed[String(body["event"])] ?? ["caller_id", "called_did", "call_start"];
  const hex = createHmac("sha1", secret)
    .update(fields.map((name) => textOf(body[name])).join(""))
    .digest("hex");
  return Buffer.from(hex).toString("base64");
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
