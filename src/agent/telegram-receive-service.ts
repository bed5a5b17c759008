import type { KnownConnection } from "../channels/business-connection-service.ts";
import {
  connectionOf,
  connectionsOf,
  noteConnection,
} from "../channels/business-connection-service.ts";
import type { ToldConnection } from "../channels/business-connection.ts";
import type { SalonBot } from "../channels/salon-bot.ts";
import {
  businessHeard,
  heardOf,
  toldConnection,
  viaOf,
  type SalonUpdate,
} from "../channels/telegram-heard.ts";
import { tellConnection } from "./connection-tell-service.ts";
import { receiveHeard, type Courtesy, type ReceiveDeps } from "./receive-service.ts";

export type SalonReceiveDeps = ReceiveDeps & {
  /** The main bot's: it tells the business's people. */
  mainBotId: () => number;
  /** What Telegram knows of a connection; null: nothing. Throws when Telegram is away, so that the update comes again. */
  connection: (id: string) => Promise<unknown>;
};

/** What the caller owes, and the connection over which somebody is shown to write. */
type SalonCourtesy = Courtesy & { via: string };
type Bot = Pick<SalonBot, "businessId" | "botId">;

/** Keeps what a salon's bot was sent: in its own chats, or in those of an account that it is connected to. */
export async function receiveSalonUpdate(
  deps: SalonReceiveDeps,
  bot: Bot,
  update: SalonUpdate,
): Promise<SalonCourtesy> {
  const answer = update.callback_query?.id ?? null;
  const nothing = { answer, typing: null, waits: false, via: "" };
  const via = viaOf(update);
  if (via !== null) return receiveBusiness(deps, bot, { via, update, nothing });
  const told = toldConnection(update.business_connection);
  if (told) {
    await note(deps, bot, told);
    return nothing;
  }
  const heard = heardOf(update);
  if (!heard) return nothing;
  const line = { ...bot, channel: "telegram" as const, via: "" };
  return { ...(await receiveHeard(deps, line, heard)), via: "" };
}

/** What is said in accounts that the business does not answer in is not kept: it is nothing of the business's. */
async function receiveBusiness(
  deps: SalonReceiveDeps,
  bot: Bot,
  { via, update, nothing }: { via: string; update: SalonUpdate; nothing: SalonCourtesy },
): Promise<SalonCourtesy> {
  const { businessId, botId } = bot;
  const connection =
    (await connectionOf(deps.db, businessId, { botId, id: via })) ?? (await asked(deps, bot, via));
  if (connection?.state !== "works") return nothing;
  const owed = { ...nothing };
  for (const heard of businessHeard(update, { ownerId: connection.ownerId, botId })) {
    const line = { businessId, channel: "telegram" as const, botId, via };
    const { answer, typing, waits } = await receiveHeard(deps, line, heard);
    owed.answer = answer ?? owed.answer;
    owed.waits ||= waits;
    if (typing !== null) Object.assign(owed, { typing, via });
  }
  return owed;
}

/** The bot was linked after the account was connected: Telegram is asked whose it is. */
async function asked(
  deps: SalonReceiveDeps,
  bot: Bot,
  via: string,
): Promise<KnownConnection | null> {
  const told = toldConnection(await deps.connection(via));
  return told?.id === via ? note(deps, bot, told) : null;
}

/** So many strangers who wait for a decision are told of; more of them are noise. */
const MOST_STRANGERS = 5;

async function note(
  { db, clock, mainBotId }: SalonReceiveDeps,
  { businessId, botId }: Bot,
  told: ToldConnection,
): Promise<KnownConnection | null> {
  return db.transaction(async (tx) => {
    const now = clock.now();
    const { was, connection } = await noteConnection(tx, businessId, { ...told, botId, now });
    if (connection === null || connection.state === "off") return connection;
    const all =
      connection.state === "stranger" ? await connectionsOf(tx, businessId, { botId }) : [];
    if (all.filter(({ state }) => state === "stranger").length > MOST_STRANGERS) return connection;
    const { id, ownerName: name, state: is } = connection;
    await tellConnection(tx, businessId, { id, name, was, is, botId: mainBotId(), now });
    return connection;
  });
}
