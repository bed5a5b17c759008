import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "../../src/db/client.ts";
import { emit } from "../../src/events/emit-service.ts";
import type { DomainEvent, EventName } from "../../src/events/event.ts";
import { relayOnce } from "../../src/events/relay-service.ts";
import { parseAllow } from "../../src/gateways/address.ts";
import { targetProblem } from "../../src/gateways/webhook-target.ts";
import { createWebhookSender } from "../../src/gateways/webhook.ts";
import { drain } from "../../src/jobs/drain.ts";
import { createEndpoint, type EndpointDeps } from "../../src/webhooks/endpoint-service.ts";
import { usual, type EndpointInput } from "../../src/webhooks/endpoint.ts";
import { createFan } from "../../src/webhooks/fan-service.ts";
import { createPump, type Pump, type PumpDeps } from "../../src/webhooks/pump-service.ts";
import { samples } from "../../src/webhooks/sample.ts";
import { keyring, NOW } from "../business/tenants.ts";
import { freshDatabase } from "../db/database.ts";

export const owner = { personId: 11, admin: true };
export { NOW };

export type Row = {
  id: string;
  event: string;
  state: string;
  reason: string | null;
  attempts: number;
  due_at: string;
  sequence: string | null;
  body: string | null;
};
export type Log = {
  id: string;
  delivery_id: string;
  status_code: number | null;
  response_time_ms: number;
  is_success: boolean;
  payload: string | null;
  response: string | null;
  error_message: string | null;
  cause: string | null;
  attempt: number;
  trigger: string;
  at: string;
};

/** A database, a clock that stands still until it is moved, and pumps over a real sender that may reach loopback. */
export async function openYard(allow: string[] = ["127.0.0.1"]) {
  const fresh = await freshDatabase({ pool: 12 });
  const { db } = fresh;
  const time = { at: NOW };
  const clock = { now: () => time.at };
  const rules = { allow: parseAllow(allow), own: ["frontdesk.example"] };
  const sender = createWebhookSender(rules);
  const fan = createFan({ clock, woken: () => {} });
  const stale: number[] = [];
  const failed: unknown[] = [];
  const deps: PumpDeps = {
    db,
    clock,
    keyring,
    uuid: randomUUID,
    botId: () => 77,
    sender,
    chance: () => 0.5,
    // The clock stands still: nothing comes nearer by waiting.
    nearMs: 0,
    wakeAt: () => {},
    stale: (ids) => void stale.push(...ids),
    ended: () => {},
    failed: (error) => void failed.push(error),
  };
  const pump = createPump(deps);
  const endpointDeps: EndpointDeps = {
    keyring,
    random: randomBytes,
    problemOfTarget: (url) => targetProblem(new URL(url), rules),
  };
  const settle = async (by: Pump = pump): Promise<void> => {
    // Notices are looked at where they are posted.
    await drain(db, { pump: (job) => by.run(job), notice: () => Promise.resolve() }, time.at);
    await by.idle();
    if (failed.length > 0) throw failed[0];
  };
  return {
    db,
    deps,
    pump,
    clock,
    time,
    stale,
    endpointDeps,
    settle,
    /** An endpoint of a business, with its secret. */
    endpoint: async (businessId: string, url: string, more: Partial<EndpointInput> = {}) => {
      const input = { name: "Sink", url, events: ["*"], ...usual, ...more };
      const made = await createEndpoint(db, businessId, {
        input,
        personId: null,
        now: time.at,
        deps: endpointDeps,
      });
      if (!("secret" in made)) throw new Error(JSON.stringify(made));
      return { id: made.endpoint.id, secret: made.secret };
    },
    /** Emits, numbers and fans out. */
    happens: async (events: readonly DomainEvent[]): Promise<void> => {
      await emit(db, events);
      await relayOnce(db, {}, {}, fan);
    },
    relay: (on: Database = db) => relayOnce(on, {}, {}, fan),
    rows: async (endpointId: string): Promise<Row[]> => [
      ...(await db.execute<Row>(
        sql`select id, event, state, reason, attempts, due_at, sequence, body from deliveries where endpoint_id = ${endpointId} order by id`,
      )),
    ],
    logs: async (endpointId: string): Promise<Log[]> => [
      ...(await db.execute<Log>(
        sql`select l.*, coalesce(l.payload, d.body) as payload from webhook_logs l left join deliveries d on d.id = l.delivery_id where l.endpoint_id = ${endpointId} order by l.id`,
      )),
    ],
    /** What a test leaves unsent would be sent to its closed sink by the next one. */
    forget: async (): Promise<void> => {
      await db.execute(sql`delete from deliveries where state in ('waiting', 'leased')`);
    },
    close: async () => {
      await pump.stop();
      await sender.close();
      await fresh.close();
    },
  };
}

export type Yard = Awaited<ReturnType<typeof openYard>>;

/** An event of a business as a sample tells it, with other data where given. */
export function eventOf(
  businessId: string,
  event: EventName = "task.created",
  data: object = {},
): DomainEvent {
  const happened: DomainEvent = JSON.parse(
    JSON.stringify({ businessId, event, at: NOW, data: { ...samples[event], ...data } }),
  );
  return happened;
}

export function eventsOf(businessId: string, count: number): DomainEvent[] {
  return Array.from({ length: count }, (_, i) =>
    eventOf(businessId, "task.created", { task_id: i + 1 }),
  );
}

/** How many of each state there are. */
export function states(rows: readonly Row[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { state } of rows) found[state] = (found[state] ?? 0) + 1;
  return found;
}
