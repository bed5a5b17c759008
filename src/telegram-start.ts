import { randomBytes } from "node:crypto";
import { Api, type Bot, type Transformer } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";
import { createBot } from "./bot/bot.ts";
import { registerCommands } from "./bot/commands.ts";
import type { BotDeps, DeskContext } from "./bot/context.ts";
import { allowedUpdates, startPolling, type Polling } from "./bot/polling.ts";
import { seeBot } from "./bot/update-store.ts";
import type { Config } from "./config.ts";
import type { Database } from "./db/client.ts";
import { clientOptions, type BotAddress } from "./gateways/telegram.ts";
import { webhookSecrets } from "./keys.ts";
import { clock } from "./lib/clock.ts";
import { logger } from "./lib/logger.ts";
import type { Keyring } from "./lib/secret-box.ts";

export type Telegram = {
  botId: number;
  bot(): Bot<DeskContext> | null;
  ready(): boolean;
  stop(): Promise<void>;
};

/** What the bot works with beside itself. */
export type DeskRest = Omit<
  BotDeps,
  | "db"
  | "keyring"
  | "clock"
  | "random"
  | "token"
  | "apiRoot"
  | "botInfo"
  | "publicUrl"
  | "sandbox"
  | "transformer"
>;

type Start = {
  config: Config;
  db: Database;
  keyring: Keyring;
  address: BotAddress;
  transformer: Transformer;
  /** Stores updates before they are confirmed to Telegram. */
  receive: (updates: readonly Update[]) => Promise<void>;
  rest: DeskRest;
};

/** Begins to reach Telegram and goes on trying: hooks are taken in meanwhile. */
export function startTelegram(start: Start): Telegram {
  const state: { bot: Bot<DeskContext> | null; polling: Polling | null; stopping: boolean } = {
    bot: null,
    polling: null,
    stopping: false,
  };
  const begun = begin(start, state);
  return {
    botId: botIdOf(start.address.token),
    bot: () => state.bot,
    ready: () => state.bot !== null && (state.polling?.running() ?? true),
    stop: async () => {
      state.stopping = true;
      await begun;
      await state.polling?.stop();
    },
  };
}

/** The number before the colon of a token is the bot's user id. */
export function botIdOf(token: string): number {
  return Number(token.split(":")[0]);
}

type State = { bot: Bot<DeskContext> | null; polling: Polling | null; stopping: boolean };

async function begin(start: Start, state: State): Promise<void> {
  const api = new Api(start.address.token, { ...clientOptions(start.address), timeoutSeconds: 20 });
  const info = await untilAnswered(state, "getMe", () => api.getMe());
  if (!info) return;
  const bot = makeBot(start, info);
  await untilAnswered(state, "database", () =>
    seeBot(start.db, {
      id: info.id,
      username: info.username,
      name: info.first_name,
      now: clock.now(),
    }),
  );
  await untilAnswered(state, "setWebhook", () => openDoor(start, api));
  if (state.stopping) return;
  state.bot = bot;
  if (start.config.publicUrl === null || start.config.sandbox) {
    state.polling = startPolling(bot, {
      store: start.receive,
      trouble: (error) =>
        logger.warn(
          { err: error },
          "Telegram answers the polling with a conflict or a refusal, trying again",
        ),
    });
  }
  registerCommands(bot.api).catch((error: unknown) =>
    logger.warn({ err: error }, "the commands could not be registered"),
  );
}

function makeBot(
  { config, db, keyring, address, transformer, rest }: Start,
  botInfo: UserFromGetMe,
): Bot<DeskContext> {
  return createBot({
    db,
    keyring,
    clock,
    random: (bytes) => randomBytes(bytes),
    token: address.token,
    apiRoot: address.apiRoot,
    proxy: address.proxy ?? null,
    botInfo,
    publicUrl: config.publicUrl,
    sandbox: config.sandbox,
    transformer,
    ...rest,
  });
}

/** Webhooks with a public address, polling without one; Telegram allows only one of both. */
async function openDoor({ config, keyring, address }: Start, api: Api): Promise<void> {
  if (config.publicUrl === null || config.sandbox) await api.deleteWebhook();
  else {
    await api.setWebhook(`${config.publicUrl}/api/webhooks/telegram/main`, {
      secret_token: webhookSecrets(keyring, address.token)[0],
      allowed_updates: [...allowedUpdates],
    });
  }
}

const RETRY_MS = 2000;

async function untilAnswered<T>(
  state: State,
  what: string,
  ask: () => Promise<T>,
): Promise<T | null> {
  while (!state.stopping) {
    try {
      return await ask();
    } catch (error) {
      logger.warn({ err: error, what }, "Telegram cannot be reached yet, trying again");
      await new Promise((done) => {
        setTimeout(done, RETRY_MS);
      });
    }
  }
  return null;
}
