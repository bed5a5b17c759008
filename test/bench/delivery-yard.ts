import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type * as Client from "../../src/db/client.ts";
import type * as Emit from "../../src/events/emit-service.ts";
import type { DomainEvent } from "../../src/events/event.ts";
import type * as RelayService from "../../src/events/relay-service.ts";
import { parseAllow } from "../../src/gateways/address.ts";
import type * as Gateway from "../../src/gateways/webhook.ts";
import { clock } from "../../src/lib/clock.ts";
import { parseKeyring } from "../../src/lib/secret-box.ts";
import { createEndpoint } from "../../src/webhooks/endpoint-service.ts";
import { usual } from "../../src/webhooks/endpoint.ts";
import type * as FanService from "../../src/webhooks/fan-service.ts";
import type * as PumpService from "../../src/webhooks/pump-service.ts";
import { samples } from "../../src/webhooks/sample.ts";
import { openReceiver } from "./receiver.ts";
import type { Stage } from "./stage.ts";

export const IN_FLIGHT = 5;
/** A client writes those itself. */
const OF_ITS_OWN = new Set(["host", "connection", "content-length"]);

/** A database, a receiver in this process, and the compiled product's relay and pump between them. */
export async function openYard(stage: Stage) {
  const { openDatabase, createWebhookSender, emit, relayOnce, createFan, createPump } =
    await productOf(stage.dist);
  const name = `delivery_${randomBytes(3).toString("hex")}`;
  const { url, db } = await stage.database(name);
  const own = openDatabase({ url, pool: 4, name: "frontdesk webhooks" });
  const businessId = randomUUID();
  const keyring = parseKeyring(stage.encryptionKey);
  const sender = createWebhookSender({ allow: parseAllow(["127.0.0.1"]), own: [] });
  const pump = createPump({
    db: own,
    clock,
    keyring,
    uuid: randomUUID,
    botId: () => null,
    sender,
    chance: Math.random,
    wakeAt: () => {},
    stale: () => {},
    ended: () => {},
    failed: (error) => {
      throw error;
    },
  });
  const sink = await openReceiver();
  const queued: { wake: boolean } = { wake: false };
  const fan = createFan({
    clock,
    woken: (id, endpointIds) => {
      if (queued.wake) pump.wake(id, endpointIds);
    },
  });
  const happen = async (count: number): Promise<void> => {
    await emit(
      db,
      Array.from({ length: count }, (_, i) => taskOf(businessId, i + 1)),
    );
    while ((await relayOnce(db, {}, {}, fan)) > 0);
  };
  return {
    happen,
    subscribe: async (count: number): Promise<{ ids: string[]; urls: string[] }> => {
      const ids: string[] = [];
      const urls: string[] = [];
      for (let n = 0; n < count; n += 1) {
        const address = `http://127.0.0.1:${sink.port}/${n}`;
        const made = await createEndpoint(db, businessId, {
          input: {
            name: `Sink ${n}`,
            url: address,
            events: ["*"],
            ...usual,
            inFlight: IN_FLIGHT,
          },
          personId: null,
          now: clock.now(),
          deps: { keyring, random: randomBytes, problemOfTarget: () => null },
        });
        if (!("endpoint" in made)) throw new Error("no endpoint");
        ids.push(made.endpoint.id);
        urls.push(address);
        sink.paths.set(made.endpoint.id, `/${n}`);
      }
      return { ids, urls };
    },
    /** Answers a second from healthy endpoints, until so many came. */
    drain: async (ids: readonly string[], expected: number): Promise<number> => {
      const before = sink.answered();
      const began = performance.now();
      pump.wake(businessId, ids);
      while (sink.answered() - before < expected) await sleep(2);
      const took = performance.now() - began;
      if (sink.hung.size === 0) await pump.idle();
      return (expected / took) * 1000;
    },
    hang: (id: string) => void sink.hung.add(sink.paths.get(id) ?? ""),
    /** More rows for one endpoint alone. */
    swell: (id: string, count: number) => copyRows(db, { id, count }),
    /** What one request was made of. */
    sample: async (): Promise<Sample> => {
      const [row] = await db.execute<{ body: string }>(sql`select body from deliveries limit 1`);
      const headers = Object.entries(sink.headers()).filter(([key]) => !OF_ITS_OWN.has(key));
      return { headers: Object.fromEntries(headers), body: row?.body ?? "" };
    },
    /** How long each event took from its commit to its 200, at so many events a second. */
    pace: async ({ events, perSecond }: { events: number; perSecond: number }) => {
      queued.wake = true;
      const sent = new Map<number, number>();
      const waits: number[] = [];
      sink.heard((at, body) => {
        const told: { data: { task_id: number } } = JSON.parse(body);
        const from = sent.get(told.data.task_id);
        if (from !== undefined) waits.push(at - from);
      });
      for (let n = 1; n <= events; n += 1) {
        const due = sleep(1000 / perSecond);
        await emit(db, [taskOf(businessId, n)]);
        sent.set(n, performance.now());
        await relayOnce(db, {}, {}, fan);
        await due;
      }
      await sleep(500);
      return waits;
    },
    close: async () => {
      sink.hung.clear();
      await pump.stop();
      await sender.close();
      await own.close();
      sink.server.closeAllConnections();
      sink.server.close();
    },
  };
}

export type Sample = { headers: IncomingHttpHeaders; body: string };

async function productOf(dist: string) {
  const client: typeof Client = await import(`${dist}/db/client.js`);
  const events: typeof Emit = await import(`${dist}/events/emit-service.js`);
  const relay: typeof RelayService = await import(`${dist}/events/relay-service.js`);
  const gateway: typeof Gateway = await import(`${dist}/gateways/webhook.js`);
  const fan: typeof FanService = await import(`${dist}/webhooks/fan-service.js`);
  const pump: typeof PumpService = await import(`${dist}/webhooks/pump-service.js`);
  return { ...client, ...events, ...relay, ...gateway, ...fan, ...pump };
}

function taskOf(businessId: string, number: number): DomainEvent {
  const data = { ...samples["task.created"], task_id: number };
  return { businessId, event: "task.created", at: clock.now(), data };
}

async function copyRows(
  db: Client.Database,
  { id, count }: { id: string; count: number },
): Promise<void> {
  await db.execute(sql`
    insert into deliveries (business_id, endpoint_id, event_id, event, lane, body, due_at, created_at)
    select business_id, endpoint_id, gen_random_uuid(), event, lane, body, due_at, created_at
    from (select * from deliveries where endpoint_id = ${id} limit 1) one, generate_series(1, ${count})`);
}
