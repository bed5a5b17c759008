import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import type { NameSource } from "./client.ts";

type Pair = { from: number; into: number };

/** Every table whose rows belong to a client, those of the rooms above included: a merge is one transaction. */
const CLIENT_ROWS = [
  "client_phones",
  "client_handles",
  "deals",
  "tasks",
  "comments",
  "bookings",
  "conversations",
  "waits",
  "visit_questions",
];

/** Numbers, deals, tasks and comments of one client become another's, and who had been merged into the one. */
export async function moveBelongings(
  tx: Tx,
  businessId: string,
  { from, into }: Pair,
): Promise<void> {
  for (const table of CLIENT_ROWS)
    await tx.execute(sql`
      update ${sql.raw(table)} set client_id = ${into}::bigint where business_id = ${businessId} and client_id = ${from}::bigint`);
  await tx.execute(sql`
    update clients set merged_into = ${into}::bigint where business_id = ${businessId} and merged_into = ${from}::bigint`);
}

/** Calls, tasks and comments of one deal become another's. */
export async function moveDealBelongings(
  tx: Tx,
  businessId: string,
  { from, into }: Pair,
): Promise<void> {
  await tx.execute(sql`
    insert into deal_calls (business_id, deal_id, call_id)
    select business_id, ${into}::bigint, call_id from deal_calls where business_id = ${businessId} and deal_id = ${from}::bigint
    on conflict do nothing`);
  for (const table of ["tasks", "comments"])
    await tx.execute(sql`
      update ${sql.raw(table)} set deal_id = ${into}::bigint where business_id = ${businessId} and deal_id = ${from}::bigint`);
}

/** What the taken over client leaves behind: a pointer, and nothing of the person. */
export async function emptyClient(tx: Tx, businessId: string, { from, into }: Pair): Promise<void> {
  await tx.execute(sql`
    update clients set merged_into = ${into}::bigint, name = null, name_from = null, note = null
    where business_id = ${businessId} and id = ${from}::bigint`);
}

/** What the other one is from now on. */
export async function fillClient(
  tx: Tx,
  businessId: string,
  value: {
    id: number;
    name: string | null;
    nameFrom: NameSource | null;
    doNotCall: boolean;
    note: string | null;
    sourceCallId: number | null;
    createdAt: number;
  },
): Promise<void> {
  const { id, name, nameFrom, doNotCall, note, sourceCallId } = value;
  const createdAt = new Date(value.createdAt).toISOString();
  await tx.execute(sql`
    update clients set name = ${name}, name_from = ${nameFrom}, do_not_call = ${doNotCall}, note = ${note},
      source_call_id = ${sourceCallId}::bigint, created_at = ${createdAt}::timestamptz
    where business_id = ${businessId} and id = ${id}::bigint`);
}
