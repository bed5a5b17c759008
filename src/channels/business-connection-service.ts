import { memberOf } from "../business/member-service.ts";
import type { Tx } from "../db/client.ts";
import {
  connectionState,
  type BusinessConnection,
  type ConnectionState,
  type ToldConnection,
} from "./business-connection.ts";
import {
  connectionById,
  connectionsOfBot,
  decideConnection,
  removeConnection,
  saveConnection,
} from "./business-connection-store.ts";

export type KnownConnection = BusinessConnection & { state: ConnectionState };

/** An account that a bot was connected to, with what may be done there now; null: never heard of. */
export async function connectionOf(
  tx: Tx,
  businessId: string,
  at: { botId: number; id: string },
): Promise<KnownConnection | null> {
  const connection = await connectionById(tx, businessId, at);
  return connection && known(tx, businessId, connection);
}

/** The accounts that a bot is connected to now, and those that it lost since they were let in. */
export async function connectionsOf(
  tx: Tx,
  businessId: string,
  { botId }: { botId: number },
): Promise<KnownConnection[]> {
  const shown: KnownConnection[] = [];
  for (const connection of await connectionsOfBot(tx, businessId, botId))
    shown.push(await known(tx, businessId, connection));
  return shown;
}

/** Keeps what Telegram told of a connection; `was`: its state before. A stranger's is forgotten when it ends. */
export async function noteConnection(
  tx: Tx,
  businessId: string,
  value: ToldConnection & { botId: number; now: number },
): Promise<{ was: ConnectionState | null; connection: KnownConnection | null }> {
  const { botId, id } = value;
  const before = await connectionOf(tx, businessId, { botId, id });
  if (!value.enabled && (before === null || before.state === "stranger")) {
    await removeConnection(tx, businessId, { botId, id });
    return { was: before?.state ?? null, connection: null };
  }
  await saveConnection(tx, businessId, value);
  const connection = await connectionOf(tx, businessId, { botId, id });
  return { was: before?.state ?? null, connection };
}

/** Somebody who may link bots lets an account in, or shuts it out; false: there is none such. */
export async function allowConnection(
  tx: Tx,
  businessId: string,
  value: { botId: number; id: string; allowed: boolean },
): Promise<boolean> {
  if ((await connectionById(tx, businessId, value)) === null) return false;
  await decideConnection(tx, businessId, value);
  return true;
}

async function known(
  tx: Tx,
  businessId: string,
  connection: BusinessConnection,
): Promise<KnownConnection> {
  const member = await memberOf(tx, businessId, connection.ownerId);
  return { ...connection, state: connectionState(connection, member?.role ?? null) };
}
