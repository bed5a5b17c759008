import type { Database, Tx } from "../db/client.ts";
import type { WhatsappGateway } from "../gateways/whatsapp.ts";
import type { Answered } from "../gateways/whatsapp-answer.ts";
import { codeOf } from "../lib/app-error.ts";
import type { Clock } from "../lib/clock.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { open, seal, type Keyring } from "../lib/secret-box.ts";
import {
  changeNumber,
  insertNumber,
  linkedNumber,
  numberByHash,
  numberById,
  removeNumber,
  type StoredNumber,
} from "./whatsapp-number-store.ts";
import {
  keysIn,
  type MetaApp,
  type NumberRefusal,
  type NumberTrouble,
  secretIn,
  type Template,
  type WhatsappNumber,
} from "./whatsapp-number.ts";

export type WhatsappDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  random: (bytes: number) => Uint8Array;
  gateway: WhatsappGateway;
  /** The server's own Meta app. */
  app: MetaApp;
  /** Where Meta posts events to; null: no public address is set. */
  publicUrl: string | null;
};

/** The WhatsApp number of a business, or null. */
export async function whatsappOf(tx: Tx, businessId: string): Promise<WhatsappNumber | null> {
  const number = await linkedNumber(tx, businessId);
  return number && shown(number);
}

/** The linked number that Meta calls so, whosever it is. */
export async function numberByMeta(tx: Tx, numberId: string): Promise<WhatsappNumber | null> {
  const number = await numberById(tx, numberId);
  return number && shown(number);
}

/** The number whose own Meta app posts to an opaque address, with what that app shows and signs with. */
export async function numberByPath(
  { db, keyring }: Pick<WhatsappDeps, "db" | "keyring">,
  path: string,
): Promise<{ number: WhatsappNumber; app: MetaApp } | null> {
  const number = await numberByHash(db, sha256Hex(path));
  if (!number) return null;
  const { appSecret, verifyToken } = number;
  if (appSecret === null || verifyToken === null) return null;
  const app = { verifyToken: open(keyring, verifyToken), appSecret: open(keyring, appSecret) };
  return { number: shown(number), app };
}

/** What Meta's dashboard is to be given for a business: the address of its events and the token that verifies it. */
export async function whatsappHook(
  { db, keyring, app, publicUrl }: Pick<WhatsappDeps, "db" | "keyring" | "app" | "publicUrl">,
  businessId: string,
): Promise<{ url: string | null; verifyToken: string; signed: boolean }> {
  const number = await linkedNumber(db, businessId);
  const url = publicUrl === null ? null : `${publicUrl}${HOOK_PATH}`;
  if (!number || number.path === null || number.verifyToken === null)
    return { url, verifyToken: app.verifyToken, signed: app.appSecret !== null };
  const path = open(keyring, number.path);
  const verifyToken = open(keyring, number.verifyToken);
  return { url: url === null ? null : `${url}/${path}`, verifyToken, signed: true };
}

/** Links a number once Meta has shown that the token may use it. Another number of the business gives way to it. */
export async function linkWhatsapp(
  deps: WhatsappDeps,
  businessId: string,
  given: string,
): Promise<{ linked: WhatsappNumber } | { refused: NumberRefusal }> {
  const keys = keysIn(given);
  if (keys === null) return { refused: "malformed" };
  const answer = await deps.gateway.number(keys);
  if (!("ok" in answer)) return { refused: refusalOf(answer) };
  return keep(deps, businessId, { ...keys, ...answer.ok });
}

/** Null: there was none. */
export async function unlinkWhatsapp(
  { db, clock }: Pick<WhatsappDeps, "db" | "clock">,
  businessId: string,
): Promise<WhatsappNumber | null> {
  const number = await linkedNumber(db, businessId);
  if (!number) return null;
  await removeNumber(db, businessId, { id: number.id, now: clock.now() });
  return shown(number);
}

/** The token of a linked number, for requests to Meta. */
export async function whatsappToken(
  { db, keyring }: Pick<WhatsappDeps, "db" | "keyring">,
  businessId: string,
): Promise<{ number: WhatsappNumber; token: string } | null> {
  const number = await linkedNumber(db, businessId);
  return number && { number: shown(number), token: open(keyring, number.token) };
}

/** Events come signed by a Meta app of the business's own from now on, to an address of its own. */
export async function useOwnApp(
  { db, keyring, random }: Pick<WhatsappDeps, "db" | "keyring" | "random">,
  businessId: string,
  given: string,
): Promise<"kept" | "malformed" | "none"> {
  const secret = secretIn(given);
  if (secret === null) return "malformed";
  const number = await linkedNumber(db, businessId);
  if (!number) return "none";
  const sealed = (plain: string): string => seal(keyring, plain, random(NONCE_BYTES));
  const fresh = (): string => Buffer.from(random(SECRET_BYTES)).toString("base64url");
  // The address stays when only the secret was renewed: Meta knows it already.
  const path = number.path === null ? fresh() : open(keyring, number.path);
  await changeNumber(db, businessId, {
    id: number.id,
    appSecret: sealed(secret),
    verifyToken: number.verifyToken ?? sealed(fresh()),
    path: sealed(path),
    pathHash: sha256Hex(path),
  });
  return "kept";
}

/** Events come by the server's own Meta app again. */
export async function useServerApp(tx: Tx, businessId: string): Promise<void> {
  const number = await linkedNumber(tx, businessId);
  if (!number) return;
  const none = { appSecret: null, verifyToken: null, path: null, pathHash: null };
  await changeNumber(tx, businessId, { id: number.id, ...none });
}

/** Which template speaks where nothing free may be said; null: none does. False: no number is linked. */
export async function chooseTemplate(
  tx: Tx,
  businessId: string,
  template: Template | null,
): Promise<boolean> {
  const number = await linkedNumber(tx, businessId);
  if (number) await changeNumber(tx, businessId, { id: number.id, template });
  return number !== null;
}

/** Notes that an event came for a number. */
export async function heardWhatsapp(
  tx: Tx,
  businessId: string,
  { id, now }: { id: string; now: number },
): Promise<void> {
  await changeNumber(tx, businessId, { id, heardAt: now });
}

/** Notes why a number does not work, or that it does. */
export async function noteWhatsapp(
  tx: Tx,
  businessId: string,
  { id, error, now }: { id: string; error: NumberTrouble | null; now: number },
): Promise<void> {
  await changeNumber(tx, businessId, { id, error, checkedAt: now });
}

const HOOK_PATH = "/api/webhooks/whatsapp";
const NONCE_BYTES = 12;
const SECRET_BYTES = 24;
/** Postgres: unique_violation. */
const TWICE = "23505";

function refusalOf(answer: Exclude<Answered<unknown>, { ok: unknown }>): NumberRefusal {
  if (!("fault" in answer)) return "unreachable";
  const { fault } = answer;
  if (fault.act === "later") return "unreachable";
  if (fault.act !== "stop") return "number";
  const refusals = {
    revoked: "token",
    permission: "forbidden",
    restricted: "restricted",
  } as const;
  return refusals[fault.trouble];
}

type Keeping = { numberId: string; token: string; phone: string | null; name: string | null };

async function keep(
  { db, clock, keyring, random }: WhatsappDeps,
  businessId: string,
  { numberId, token, phone, name }: Keeping,
): Promise<{ linked: WhatsappNumber } | { refused: NumberRefusal }> {
  const now = clock.now();
  const fields = { phone, name, token: seal(keyring, token, random(NONCE_BYTES)) };
  try {
    return await db.transaction(async (tx) => {
      const owner = await numberById(tx, numberId);
      if (owner && owner.businessId !== businessId) return { refused: "taken" };
      if (owner) {
        await changeNumber(tx, businessId, {
          id: owner.id,
          ...fields,
          error: null,
          checkedAt: now,
        });
        return { linked: shown({ ...owner, ...fields, error: null, checkedAt: now }) };
      }
      const before = await linkedNumber(tx, businessId);
      if (before) await removeNumber(tx, businessId, { id: before.id, now });
      const made = await insertNumber(tx, businessId, { numberId, ...fields, now });
      return made ? { linked: shown(made) } : { refused: "taken" };
    });
  } catch (error) {
    if (codeOf(error) === TWICE) return { refused: "taken" };
    throw error;
  }
}

function shown(number: StoredNumber): WhatsappNumber {
  const { token: _token, appSecret: _secret, verifyToken: _verify, path: _path, ...rest } = number;
  return rest;
}
