import { sql } from "drizzle-orm";
import { labelsOf } from "../business/line-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Tx } from "../db/client.ts";
import type { Call } from "./call.ts";

/** One line of `/calls`. `at` is epoch ms, `client` E.164 or null when hidden. */
export type CallRow = {
  id: number;
  at: number;
  direction: Call["direction"];
  outcome: Call["outcome"];
  state: Call["state"];
  client: string | null;
  clientName: string | null;
  line: string | null;
  employee: string | null;
  talkS: number | null;
  ringS: number | null;
};

export type CallQuery = { text?: string; before?: { at: number; id: number }; limit: number };

/** A business's calls, newest first; `text` matches the last digits of the number or a part of the name. */
export async function listCalls(
  tx: Tx,
  businessId: string,
  { text, before, limit }: CallQuery,
): Promise<CallRow[]> {
  const digits = (text ?? "").replace(/\D/g, "");
  const name = (text ?? "").trim();
  const named = sql`(state->>'clientName' ilike ${like(name)} or client in (
    select p.phone from client_phones p join clients c on c.id = p.client_id where p.business_id = ${businessId} and c.name ilike ${like(name)}))`;
  const wanted =
    name === ""
      ? sql`true`
      : digits.length >= 3
        ? sql`(client like ${`%${digits}`} or ${named})`
        : named;
  const older = before
    ? sql`(started_at, id) < (${new Date(before.at).toISOString()}::timestamptz, ${before.id}::bigint)`
    : sql`true`;
  const rows = await tx.execute<{ id: string; started_at: string; state: Call }>(sql`
    select id, started_at, state from calls
    where business_id = ${businessId} and merged_into is null and (state->>'ours')::boolean and direction <> 'internal' and ${wanted} and ${older}
    order by started_at desc, id desc limit ${limit}`);
  const calls = [...rows].map((row) => ({
    id: Number(row.id),
    at: new Date(row.started_at).getTime(),
    call: row.state,
  }));
  const phones = calls.flatMap(({ call }) => (call.client === null ? [] : [call.client]));
  const [labels, clients] = await Promise.all([
    labelsOf(tx, businessId),
    clientsByPhones(tx, businessId, [...new Set(phones)]),
  ]);
  return calls.map(({ id, at, call }) =>
    toCallRow(
      { id, at, call },
      labels.employees,
      call.client === null ? null : (clients.get(call.client)?.name ?? null),
    ),
  );
}

function toCallRow(
  { id, at, call }: { id: number; at: number; call: Call },
  employees: Record<string, string>,
  name: string | null,
): CallRow {
  const who = call.direction === "in" ? call.answeredBy : call.employee;
  return {
    id,
    at,
    direction: call.direction,
    outcome: call.outcome,
    state: call.state,
    client: call.client,
    clientName: name ?? call.clientName,
    line: call.line,
    employee: who ? (employees[who.ext] ?? who.name ?? who.ext) : null,
    talkS: call.talkS,
    ringS: call.ringS,
  };
}

/** The text stands for itself, its own wildcards included. */
function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
}
