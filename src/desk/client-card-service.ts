import { sql } from "drizzle-orm";
import { listVisits } from "../booking/visit-service.ts";
import type { FullVisit } from "../booking/visit.ts";
import { callsOfPhones } from "../calls/history-service.ts";
import { factsOf, type ClientFacts } from "../crm/client-list-service.ts";
import type { StoredClient } from "../crm/client.ts";
import { listTasks } from "../crm/task-service.ts";
import type { Task } from "../crm/task.ts";
import type { Tx } from "../db/client.ts";
import { together } from "../lib/together.ts";
import { canCallBack } from "../telephony/callback-service.ts";

/** A dialogue of a client, by the number that people see. */
export type ClientChannel = {
  number: number;
  channel: "telegram" | "whatsapp";
  name: string | null;
  optedOut: boolean;
  unreachable: boolean;
};

export type ClientCard = {
  facts: ClientFacts;
  calls: number;
  channels: ClientChannel[];
  tasks: Task[];
  /** The next one comes first. */
  visits: FullVisit[];
  /** Whether a PBX can be asked to call them. */
  callable: boolean;
};

/** Calls beyond these are not counted. */
export const MOST_CALLS = 999;
const MOST = 5;

/** What is known of a client at the moment. */
export async function clientCard(
  tx: Tx,
  businessId: string,
  { client, personId, now }: { client: StoredClient; personId: number; now: number },
): Promise<ClientCard> {
  const { id: clientId, phones } = client;
  const coming = { clientId, from: now, statuses: ["booked", "confirmed"] as const, limit: MOST };
  const [facts, calls, channels, tasks, visits, callable] = await together([
    factsOf(tx, businessId, clientId),
    callsOfPhones(tx, businessId, { phones, limit: 1, most: MOST_CALLS }),
    channelsOf(tx, businessId, clientId),
    listTasks(tx, businessId, {
      scope: "client",
      clientId,
      personId,
      now,
      limit: MOST,
      offset: 0,
    }),
    listVisits(tx, businessId, coming),
    canCallBack(tx, businessId),
  ]);
  return { facts, calls: calls.count, channels, tasks, visits, callable };
}

async function channelsOf(tx: Tx, businessId: string, clientId: number): Promise<ClientChannel[]> {
  const rows = await tx.execute<{
    number: number;
    channel: string;
    name: string | null;
    opted_out: boolean;
    unreachable: boolean;
  }>(sql`
    select number, channel, profile_name as name, opted_out_at is not null as opted_out, unreachable_at is not null as unreachable
    from conversations where business_id = ${businessId}::uuid and client_id = ${clientId}::bigint order by last_at desc limit ${MOST}`);
  return [...rows].map(({ opted_out: optedOut, channel, ...row }) => ({
    ...row,
    optedOut,
    channel: channel === "whatsapp" ? "whatsapp" : "telegram",
  }));
}
