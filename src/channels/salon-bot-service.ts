import type { Database, Tx } from "../db/client.ts";
import { salonOf } from "../booking/salon-service.ts";
import {
  isUnknownToken,
  salonUpdates,
  type Dress,
  type SalonGateway,
} from "../gateways/salon-telegram.ts";
import { add } from "../jobs/job-service.ts";
import { codeOf } from "../lib/app-error.ts";
import type { Clock } from "../lib/clock.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { open, seal, type Keyring } from "../lib/secret-box.ts";
import { botIdOf, tokenIn, type LinkRefusal, type SalonBot } from "./salon-bot.ts";
import {
  allBots,
  botByHash,
  insertBot,
  linkedBot,
  noteBot,
  ownerOfBot,
  removeBot,
  type StoredBot,
} from "./salon-bot-store.ts";
import { salonDresses } from "./salon-dress.ts";

export type SalonBotDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  random: (bytes: number) => Uint8Array;
  gateway: SalonGateway;
  /** Null: updates are fetched. */
  publicUrl: string | null;
  mainBotId: () => number;
  /** The bots of this server have changed: those that are polled are looked up anew. */
  changed: () => void;
};

/** The bot of a business, or null. */
export async function salonBotOf(tx: Tx, businessId: string): Promise<SalonBot | null> {
  const bot = await linkedBot(tx, businessId);
  return bot && shown(bot);
}

/**
 * Links a business's own bot: who it is, its token sealed, its updates led here, its commands and texts set. Another bot
 * of the business gives way to it.
 */
export async function linkSalonBot(
  deps: SalonBotDeps,
  businessId: string,
  given: string,
): Promise<{ linked: SalonBot } | { refused: LinkRefusal }> {
  const token = tokenIn(given);
  if (token === null) return { refused: "malformed" };
  if (botIdOf(token) === deps.mainBotId()) return { refused: "main" };
  const known = await deps.gateway.me(token);
  if (known === "revoked") return { refused: "wrong" };
  if (known === "away") return { refused: "unreachable" };
  const before = await linkedBot(deps.db, businessId);
  const bot = await keep(deps, businessId, { token, known, before });
  if (bot === "taken") return { refused: "taken" };
  if (before && before.botId !== bot.botId) await closeDoor(deps, before);
  await checkSalonBot(deps, { businessId, salonBotId: bot.id }).catch(() => undefined);
  deps.changed();
  return { linked: shown((await linkedBot(deps.db, businessId)) ?? bot) };
}

/** Null: there was none. */
export async function unlinkSalonBot(
  deps: SalonBotDeps,
  businessId: string,
): Promise<SalonBot | null> {
  const bot = await linkedBot(deps.db, businessId);
  if (!bot) return null;
  await removeBot(deps.db, businessId, { id: bot.id, now: deps.clock.now() });
  await closeDoor(deps, bot);
  deps.changed();
  return shown(bot);
}

/** Leads a bot's updates here and dresses it in the languages of its business; throws when it is to be tried again. */
export async function checkSalonBot(
  deps: SalonBotDeps,
  { businessId, salonBotId: id }: { businessId: string; salonBotId: string },
): Promise<void> {
  const bot = await linkedBot(deps.db, businessId);
  if (bot?.id !== id) return;
  const token = open(deps.keyring, bot.token);
  const door = doorOf(deps, bot);
  try {
    await deps.gateway.openDoor(token, door);
    const way = door === null ? "polling" : "webhook";
    const pathHash = door === null ? bot.pathHash : sha256Hex(door.path);
    await noteBot(deps.db, businessId, { id, error: null, way, pathHash, now: deps.clock.now() });
    await deps.gateway.dress(token, await dressesOf(deps.db, businessId));
  } catch (error) {
    const gone = isUnknownToken(error);
    const trouble = gone ? "revoked" : "unreachable";
    await noteBot(deps.db, businessId, { id, error: trouble, now: deps.clock.now() });
    if (!gone) throw error;
  }
}

/** At the start of a process: bots whose updates do not come the way that this server has now are led here anew. */
export async function recheckDoors(deps: SalonBotDeps): Promise<void> {
  const bots = await allBots(deps.db);
  const stray = bots.filter((bot) => {
    const door = doorOf(deps, bot);
    if (door === null) return bot.way !== "polling";
    return bot.way !== "webhook" || bot.pathHash !== sha256Hex(door.path) || bot.checkedAt === null;
  });
  await add(deps.db, stray.map(checkJob));
}

/** The token and the identity of a linked bot, for requests to it. */
export async function salonBotToken(
  { db, keyring }: Pick<SalonBotDeps, "db" | "keyring">,
  businessId: string,
): Promise<{ bot: SalonBot; token: string } | null> {
  const bot = await linkedBot(db, businessId);
  return bot && { bot: shown(bot), token: open(keyring, bot.token) };
}

/** Notes that a bot's token does not work any more, or works again. */
export async function noteSalonBot(
  tx: Tx,
  businessId: string,
  value: { id: string; error: SalonBot["error"]; now: number },
): Promise<void> {
  await noteBot(tx, businessId, value);
}

/** Every bot whose updates are fetched, with its token. */
export async function polledBots({
  db,
  keyring,
}: Pick<SalonBotDeps, "db" | "keyring">): Promise<{ bot: SalonBot; token: string }[]> {
  const bots = (await allBots(db)).filter(({ way, error }) => way === "polling" && error === null);
  return bots.map((bot) => ({ bot: shown(bot), token: open(keyring, bot.token) }));
}

/**
 * The bot that an address leads to: an opaque one, or the bot's own token as the seed has it. `secret` is what Telegram
 * has to show at an opaque one; a token proves itself.
 */
export async function salonDoor(
  { db, keyring }: Pick<SalonBotDeps, "db" | "keyring">,
  shownPath: string,
): Promise<{ bot: SalonBot; token: string; secret: string | null } | null> {
  const bot = await botByHash(db, sha256Hex(shownPath));
  if (!bot) return null;
  const token = open(keyring, bot.token);
  return { bot: shown(bot), token, secret: shownPath === token ? null : open(keyring, bot.secret) };
}

const NONCE_BYTES = 12;
const SECRET_BYTES = 32;
/** Postgres: unique_violation. */
const TWICE = "23505";

type Linking = {
  token: string;
  known: { id: number; username: string; name: string };
  before: StoredBot | null;
};

async function keep(
  { db, clock, keyring, random }: SalonBotDeps,
  businessId: string,
  { token, known, before }: Linking,
): Promise<StoredBot | "taken"> {
  const now = clock.now();
  const secret = Buffer.from(random(SECRET_BYTES)).toString("hex");
  const fresh = {
    botId: known.id,
    username: known.username,
    name: known.name,
    token: seal(keyring, token, random(NONCE_BYTES)),
    tokenHash: sha256Hex(token),
    secret: seal(keyring, secret, random(NONCE_BYTES)),
    pathHash: "",
    now,
  };
  try {
    return await db.transaction(async (tx) => {
      const owner = await ownerOfBot(tx, known.id);
      if (owner !== null && owner !== businessId) return "taken";
      if (before) await removeBot(tx, businessId, { id: before.id, now });
      const [bot] = await insertBot(tx, businessId, fresh);
      if (!bot) return "taken";
      await add(tx, { ...checkJob(bot), runAt: now + CHECK_AGAIN_MS });
      return bot;
    });
  } catch (error) {
    if (codeOf(error) === TWICE) return "taken";
    throw error;
  }
}

/** The first check is made while the person waits; this one makes up for a process that ended under it. */
const CHECK_AGAIN_MS = 60_000;

function checkJob({ businessId, id }: Pick<SalonBot, "businessId" | "id">) {
  return {
    task: "salonbot.check" as const,
    payload: { businessId, salonBotId: id },
    key: `salonbot:${id}`,
  };
}

async function closeDoor({ gateway, keyring }: SalonBotDeps, bot: StoredBot): Promise<void> {
  // A bot whose token was revoked has no door any more; one that is away keeps knocking at a closed one.
  await gateway.openDoor(open(keyring, bot.token), null).catch(() => undefined);
}

/** The address and the secret come from one kept secret, so that every process and every key knows the same. */
function doorOf(
  { publicUrl, keyring }: Pick<SalonBotDeps, "publicUrl" | "keyring">,
  bot: StoredBot,
): { url: string; path: string; secret: string } | null {
  if (publicUrl === null) return null;
  const secret = open(keyring, bot.secret);
  // What Telegram is to tell of is registered with the address: another list is another address.
  const path = sha256Hex(`salon-path ${publicUrl} ${secret} ${salonUpdates.join()}`).slice(0, 40);
  return { url: `${publicUrl}/api/webhooks/telegram/${path}`, path, secret };
}

async function dressesOf(tx: Tx, businessId: string): Promise<Dress[]> {
  return salonDresses(await salonOf(tx, businessId));
}

function shown({ token: _token, secret: _secret, pathHash: _path, ...bot }: StoredBot): SalonBot {
  return bot;
}
