import { sql } from "drizzle-orm";
import { labelsOf } from "../business/line-service.ts";
import type { Labels } from "../business/line.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Client } from "../crm/client.ts";
import type { Tx } from "../db/client.ts";
import { iso, texts } from "../db/value.ts";
import type { Call, Employee } from "./call.ts";

/** A call that rings or is talked at this moment. Instants are epoch ms. */
export type CurrentCall = {
  id: number;
  direction: "in" | "out";
  talking: boolean;
  /** When it began to ring, or people to talk. */
  since: number;
  /** E.164; null when hidden. */
  client: string | null;
  clientId: number | null;
  clientName: string | null;
  /** The name of the business's own number, else the number. */
  line: string | null;
  /** Who is in it, or whose phone rings. */
  people: string[];
  /** How many calls of this number there were, this one included. */
  calls: number;
};

/** An incoming call of the day and whether anybody talked on it. */
export type DayMark = { at: number; missed: boolean };

/** A call that nobody told the end of is no longer current after so long. */
const OLDEST_MS = 4 * 3_600_000;
const MANY = 20;

/** What rings and is talked now, the longest first. */
export async function currentCalls(
  tx: Tx,
  businessId: string,
  { now }: { now: number },
): Promise<CurrentCall[]> {
  const rows = await tx.execute<{ id: string; state: Call }>(sql`
    select id, state from calls
    where business_id = ${businessId} and started_at > ${iso(now - OLDEST_MS)}::timestamptz and outcome is null
      and merged_into is null and direction <> 'internal' and (state->>'ours')::boolean and state->>'state' <> 'ended'
    order by started_at, id limit ${MANY}`);
  if (rows.length === 0) return [];
  const phones = [...rows].flatMap(({ state }) => (state.client === null ? [] : [state.client]));
  const [labels, clients, counts] = await Promise.all([
    labelsOf(tx, businessId),
    clientsByPhones(tx, businessId, phones),
    callCounts(tx, businessId, phones),
  ]);
  return [...rows].map(({ id, state }) => {
    const known = state.client === null ? undefined : clients.get(state.client);
    const calls = counts.get(state.client ?? "") ?? 1;
    return toCurrent({ id: Number(id), call: state }, { labels, known, calls });
  });
}

/** The incoming calls of a time that are over, counted as the statistics count them, in order of time. */
export async function dayMarks(
  tx: Tx,
  businessId: string,
  { from, to }: { from: number; to: number },
): Promise<DayMark[]> {
  const rows = await tx.execute<{ at: string; outcome: string }>(sql`
    select (extract(epoch from started_at) * 1000)::bigint as at, outcome from calls
    where business_id = ${businessId} and started_at >= ${iso(from)}::timestamptz and started_at < ${iso(to)}::timestamptz
      and merged_into is null and direction = 'in' and outcome is not null and outcome <> 'unknown' and (state->>'ours')::boolean
    order by started_at`);
  return [...rows].map(({ at, outcome }) => ({ at: Number(at), missed: outcome !== "answered" }));
}

async function callCounts(
  tx: Tx,
  businessId: string,
  phones: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.execute<{ client: string; n: number }>(sql`
    select client, count(*)::int as n from calls
    where business_id = ${businessId} and client = any(${texts(phones)}) and merged_into is null group by client`);
  return new Map([...rows].map(({ client, n }) => [client, n]));
}

function toCurrent(
  { id, call }: { id: number; call: Call },
  { labels, known, calls }: { labels: Labels; known: Client | undefined; calls: number },
): CurrentCall {
  const talking = call.state === "talking";
  const { line, lineName } = call;
  return {
    id,
    direction: call.direction === "out" ? "out" : "in",
    talking,
    since: talking ? (call.answeredAt ?? call.startedAt) : call.startedAt,
    client: call.client,
    clientId: known?.id ?? null,
    clientName: known?.name ?? call.clientName,
    line: line === null ? lineName : (labels.lines[line] ?? lineName ?? line),
    people: peopleOf(call, talking).map(({ ext, name }) => labels.employees[ext] ?? name ?? ext),
    calls,
  };
}

function peopleOf(call: Call, talking: boolean): Employee[] {
  if (call.direction === "out") return call.employee === null ? [] : [call.employee];
  if (!talking) return call.ringingNow;
  return call.talkingNow.length > 0 || call.lastBy === null ? call.talkingNow : [call.lastBy];
}
