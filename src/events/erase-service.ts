import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { json, numbers, texts } from "../db/value.ts";
import type { EventData } from "./event.ts";

export type Told = {
  callIds: readonly number[];
  /** Numbers that people see. */
  clients: readonly number[];
  deals: readonly number[];
  tasks: readonly number[];
  comments: readonly number[];
  bookings: readonly number[];
  phones: readonly string[];
};

/** Takes a person out of what was told of them: the events stay in their sequence, without names, numbers and texts. Gives the public ids of those that told something. */
export async function redactEvents(tx: Tx, businessId: string, told: Told): Promise<string[]> {
  const { callIds, clients, deals, tasks, comments, bookings, phones } = told;
  const rows = await tx.execute<{ id: string; event: string }>(sql`
    update events set data = data || (
      select coalesce(jsonb_object_agg(key, case
        when key in ('phones', 'transcript') then '[]'::jsonb
        when key = 'analysis' then ${json(NOTHING)}
        when key = 'client' and event like 'booking.%' then ${json(NOBODY)}
        when key in ('name', 'title', 'text') and event not like 'client.%' then '""'::jsonb
        else 'null'::jsonb end), '{}')
      from jsonb_object_keys(data) as key
      where key in ('client_phone', 'client_name', 'phone', 'phones', 'name', 'title', 'text', 'client', 'reason', 'transcript', 'analysis') and event <> 'client.erased')
    where business_id = ${businessId} and (
      (event like 'call.%' and ${among("call_id", callIds)})
      or (event like 'client.%' and ${among("client_id", clients)})
      or (event like 'deal.%' and (${among("deal_id", deals)} or ${among("client_id", clients)}))
      or (event like 'task.%' and (${among("task_id", tasks)} or ${among("client_id", clients)}))
      or (event like 'comment.%' and (${among("comment_id", comments)} or ${among("client_id", clients)}))
      or (event like 'booking.%' and ${among("booking_id", bookings)})
      or (event like 'followup.%' and ${among("call_id", callIds)})
      or data->>'client_phone' = any(${texts(phones)}) or data->>'phone' = any(${texts(phones)})) returning public_id as id, event`);
  return [...rows].filter(({ event }) => event !== "client.erased").map(({ id }) => id);
}

/** Whose visit it was: nobody's any more. */
const NOBODY: EventData<"booking.created">["client"] = { id: null, name: null, phone: null };
/** An analysis of which nothing is left. */
const NOTHING: EventData<"call.analyzed">["analysis"] = {
  purpose: null,
  outcome: null,
  wish: null,
  next_step: null,
  name: null,
  address: null,
  date: null,
  service: null,
  amount: null,
  objections: [],
  mood: null,
  promises: [],
  tasks: [],
  scores: [],
};

function among(key: string, values: readonly number[]): SQL {
  return sql`(data->>${key}::text)::bigint = any(${numbers(values)})`;
}
