import { pastVisits, type PastVisits } from "../booking/past-visit-service.ts";
import { writingNow, type Writing } from "../calls/chat-service.ts";
import { currentCalls, type CurrentCall } from "../calls/day-service.ts";
import {
  closedFollowups,
  hiddenFollowups,
  openFollowups,
  type OpenFollowup,
} from "../calls/followup-list-service.ts";
import type { Followup } from "../calls/followup.ts";
import { callRows } from "../calls/list-service.ts";
import { labelsOf } from "../business/line-service.ts";
import { factsOf } from "../crm/client-list-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Tx } from "../db/client.ts";

/** Who waits for a call back, with what helps the person who calls. */
export type WaitingClient = OpenFollowup & {
  /** The client's number that people see; null: nobody knows them. */
  clientNumber: number | null;
  lineName: string | null;
  /** How long the caller waited, in seconds. */
  waitedS: number | null;
  visits: PastVisits | null;
  writes: Writing | null;
};

/** `hidden`: missed today, nobody can call them back. */
export type WaitingList = {
  rows: WaitingClient[];
  count: number;
  hidden: Followup[];
  closed: { count: number; last: Followup | null };
};

export type NowOn = CurrentCall & { deal: string | null };

const ROWS = 50;
const HIDDEN = 5;

/** What rings and is talked now, and the open deal of who is in it. */
export async function nowOn(
  tx: Tx,
  businessId: string,
  { now }: { now: number },
): Promise<NowOn[]> {
  const calls = await currentCalls(tx, businessId, { now });
  return Promise.all(
    calls.map(async (call) => {
      const { clientId } = call;
      const facts = clientId === null ? null : await factsOf(tx, businessId, clientId);
      return { ...call, deal: facts?.deal?.name ?? null };
    }),
  );
}

/** The missed calls of a desk: who waits, the most urgent first, and what was done about the others today. */
export async function waitingList(
  tx: Tx,
  businessId: string,
  { now, day }: { now: number; day: { from: number; to: number } },
): Promise<WaitingList> {
  const [open, hidden, closed] = await Promise.all([
    openFollowups(tx, businessId, { limit: ROWS, offset: 0 }),
    hiddenFollowups(tx, businessId, { since: day.from, limit: HIDDEN }),
    closedFollowups(tx, businessId, day),
  ]);
  const phones = open.rows.flatMap(({ client }) => (client === null ? [] : [client]));
  const [calls, labels, clients] = await Promise.all([
    callRows(
      tx,
      businessId,
      open.rows.map(({ callId }) => callId),
    ),
    labelsOf(tx, businessId),
    clientsByPhones(tx, businessId, phones),
  ]);
  const clientIds = [...new Set([...clients.values()].map(({ id }) => id))];
  const [visits, writing] = await Promise.all([
    pastVisits(tx, businessId, { clientIds, now }),
    writingNow(tx, businessId, { clientIds, now }),
  ]);
  const waited = new Map(calls.map(({ id, ringS }) => [id, ringS]));
  const rows = open.rows.map((row): WaitingClient => {
    const known = row.client === null ? undefined : clients.get(row.client);
    return {
      ...row,
      clientNumber: known?.number ?? null,
      lineName: row.line === null ? null : (labels.lines[row.line] ?? null),
      waitedS: waited.get(row.callId) ?? null,
      visits: (known && visits.get(known.id)) ?? null,
      writes: (known && writing.get(known.id)) ?? null,
    };
  });
  return { rows, count: open.count, hidden, closed };
}
