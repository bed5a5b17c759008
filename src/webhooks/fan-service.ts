import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import type { Clock } from "../lib/clock.ts";
import { together } from "../lib/together.ts";
import { addDeliveries, type NewDelivery } from "./delivery-store.ts";
import type { BatchRule } from "./endpoint.ts";
import { clientOf, envelopeOf, laneOf, MAX_BODY, type Told } from "./envelope.ts";
import { passes } from "./filter.ts";
import type { Json } from "./json.ts";
import { meant, wants } from "./pattern.ts";
import { isTemplate, render } from "./template.ts";
import { wakePump } from "./wake-store.ts";

/** Makes the deliveries of events that were just numbered; see `follow` of the relay. */
export type Fan = {
  /** The events that any endpoint of the business wants; none: nothing more is asked. */
  names(tx: Tx, businessId: string): Promise<string[]>;
  take(tx: Tx, businessId: string, events: readonly Told[]): Promise<void>;
  /** What `take` wrote is committed. */
  committed(businessId: string): void;
};

/** `woken`: the pump of this process may look after these endpoints at once. */
export function createFan({
  clock,
  woken,
}: {
  clock: Clock;
  woken: (businessId: string, endpointIds: readonly string[]) => void;
}): Fan {
  const touched = new Map<string, readonly string[]>();
  return {
    names: async (tx, businessId) => {
      const rows = await tx.execute<{ events: string[] }>(sql`
        select events from endpoints e where ${listening(businessId)}`);
      return meant([...rows].flatMap(({ events }) => events));
    },
    take: async (tx, businessId, events) => {
      const rows = await tx.execute<Listening>(sql`
        select id, events, filter, template, template_text, active, sequence, batch from endpoints e
        where ${listening(businessId)} order by id for update`);
      const woke: string[] = [];
      for (const row of rows)
        if (await fanOut(tx, businessId, { row, events, now: clock.now() })) woke.push(row.id);
      touched.set(businessId, woke);
    },
    committed: (businessId) => {
      const woke = touched.get(businessId) ?? [];
      touched.delete(businessId);
      if (woke.length > 0) woken(businessId, woke);
    },
  };
}

type Listening = {
  id: string;
  events: string[];
  filter: Json | null;
  template: string;
  template_text: string | null;
  active: boolean;
  sequence: string;
  batch: BatchRule | null;
};

/** An endpoint of a member's own goes quiet with their membership. */
function listening(businessId: string) {
  return sql`e.business_id = ${businessId} and e.removed_at is null and (e.person_id is null or exists (
    select 1 from members m where m.business_id = e.business_id and m.person_id = e.person_id and m.removed_at is null))`;
}

/** True when something is to be sent. */
async function fanOut(
  tx: Tx,
  businessId: string,
  { row, events, now }: { row: Listening; events: readonly Told[]; now: number },
): Promise<boolean> {
  const made: NewDelivery[] = [];
  let sequence = Number(row.sequence);
  for (const event of events) {
    const delivery = deliveryOf(row, { event, sequence: sequence + 1, now });
    if (!delivery) continue;
    sequence += 1;
    made.push(delivery);
  }
  if (made.length === 0) return false;
  await together([
    addDeliveries(tx, businessId, { endpointId: row.id, sequence, made, now }),
    row.active ? wakePump(tx, businessId, { endpointId: row.id }) : null,
  ]);
  return row.active;
}

/** Null when the endpoint does not want the event. */
function deliveryOf(
  row: Listening,
  { event, sequence, now }: { event: Told; sequence: number; now: number },
): NewDelivery | null {
  if (!wants(row.events, event.event)) return null;
  const envelope = envelopeOf(event, sequence);
  if (row.filter !== null && !passes(row.filter, envelope)) return null;
  const template = isTemplate(row.template) ? row.template : "plain";
  const body = render({ template, text: row.template_text }, envelope);
  const fits = Buffer.byteLength(body) <= MAX_BODY;
  const state = row.active ? "waiting" : "parked";
  return {
    eventId: event.id,
    event: event.event,
    sequence,
    lane: laneOf(event),
    clientId: clientOf(event),
    body: fits ? body : null,
    state: fits ? state : "dropped",
    reason: fits ? (row.active ? null : "off") : "payload_too_large",
    dueAt: iso(now + (row.batch?.ms ?? 0)),
  };
}
