import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { Pool } from "undici";
import { openDatabase, type Database } from "../../src/db/client.ts";
import { emit } from "../../src/events/emit-service.ts";
import type { DomainEvent } from "../../src/events/event.ts";
import { relayOnce } from "../../src/events/relay-service.ts";
import { parseAllow } from "../../src/gateways/address.ts";
import { createWebhookSender } from "../../src/gateways/webhook.ts";
import { clock } from "../../src/lib/clock.ts";
import { parseKeyring } from "../../src/lib/secret-box.ts";
import { createEndpoint } from "../../src/webhooks/endpoint-service.ts";
import { usual } from "../../src/webhooks/endpoint.ts";
import { createFan } from "../../src/webhooks/fan-service.ts";
import { createPump } from "../../src/webhooks/pump-service.ts";
import { samples } from "../../src/webhooks/sample.ts";
import { percentile, round, type Row } from "./row.ts";
import type { Stage } from "./stage.ts";

const ENDPOINTS = 20;
const DELIVERIES = 4000;
const IN_FLIGHT = 5;
const EVENTS_A_SECOND = 100;
const SECONDS = 10;

/** Signed deliveries to many endpoints, beside the bare requests with the same bytes. */
export const delivery: Row = {
  name: "delivery",
  measure: async (stage) => {
    const yard = await openYard(stage);
    try {
      const { ids, urls } = await yard.subscribe(ENDPOINTS);
      await yard.happen(DELIVERIES / ENDPOINTS);
      const ours = await yard.drain(ids, DELIVERIES);
      const body = await yard.someBody();
      const bare = await postBare(urls, body);
      const ratio = ours / bare;
      const line = {
        row: "delivery: 4,000 signed deliveries, 20 endpoints",
        figure: `${round(ours)}/s`,
        reference: `${round(bare)}/s bare requests`,
        bar: `≥ 0.60 (${ratio.toFixed(2)})`,
        holds: ratio >= 0.6,
      };
      return { lines: [line], data: { ours, bare, ratio } };
    } finally {
      await yard.close();
    }
  },
};

/** The healthy endpoints' rate while one of them hangs with a quarter of the rows. */
export const neighbour: Row = {
  name: "neighbour",
  measure: async (stage) => {
    const yard = await openYard(stage);
    try {
      const { ids } = await yard.subscribe(ENDPOINTS);
      const hung = ids[0] ?? "";
      const healthy = ids.slice(1);
      const each = Math.floor((DELIVERIES * 0.75) / healthy.length);
      await yard.happen(each);
      await yard.drain(ids, each * ENDPOINTS);
      await yard.happen(each);
      const well = await yard.drain(healthy, each * healthy.length);
      await yard.drain([hung], each);
      yard.hang(hung);
      await yard.happen(each);
      await yard.swell(hung, DELIVERIES / 4 - each);
      const beside = await yard.drain([hung, ...healthy], each * healthy.length);
      const ratio = beside / well;
      const line = {
        row: "noisy neighbour: one of 20 endpoints hangs with a quarter of the rows",
        figure: `${round(beside)}/s`,
        reference: `${round(well)}/s without it`,
        bar: `≥ 0.90 (${ratio.toFixed(2)})`,
        holds: ratio >= 0.9,
      };
      return { lines: [line], data: { well, beside, ratio } };
    } finally {
      await yard.close();
    }
  },
};

/** From the commit of an event to its request at the endpoint, in one process as the product has it, with its job left out. */
export const latency: Row = {
  name: "latency",
  measure: async (stage) => {
    const yard = await openYard(stage);
    try {
      await yard.subscribe(1);
      const waits = await yard.pace();
      const p95 = percentile(waits, 0.95);
      const line = {
        row: "commit → endpoint's 200 at 100 events/s",
        figure: `p50 ${round(percentile(waits, 0.5), 1)} ms, p95 ${round(p95, 1)} ms, p99 ${round(percentile(waits, 0.99), 1)} ms`,
        reference: "–",
        bar: "p95 ≤ 10 ms",
        holds: p95 <= 10,
      };
      return { lines: [line], data: { p50: percentile(waits, 0.5), p95 } };
    } finally {
      await yard.close();
    }
  },
};

async function openYard(stage: Stage) {
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
    someBody: async (): Promise<string> => {
      const [row] = await db.execute<{ body: string }>(sql`select body from deliveries limit 1`);
      return row?.body ?? "";
    },
    pace: async (): Promise<number[]> => {
      queued.wake = true;
      const waits: number[] = [];
      sink.heard((at, body) => {
        const told: { data: { task_id: number } } = JSON.parse(body);
        const from = sent.get(told.data.task_id);
        if (from !== undefined) waits.push(at - from);
      });
      const sent = new Map<number, number>();
      for (let n = 1; n <= EVENTS_A_SECOND * SECONDS; n += 1) {
        const due = sleep(1000 / EVENTS_A_SECOND);
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

function taskOf(businessId: string, number: number): DomainEvent {
  const data = { ...samples["task.created"], task_id: number };
  return { businessId, event: "task.created", at: clock.now(), data };
}

async function copyRows(db: Database, { id, count }: { id: string; count: number }): Promise<void> {
  await db.execute(sql`
    insert into deliveries (business_id, endpoint_id, event_id, event, lane, body, due_at, created_at)
    select business_id, endpoint_id, gen_random_uuid(), event, lane, body, due_at, created_at
    from (select * from deliveries where endpoint_id = ${id} limit 1) one, generate_series(1, ${count})`);
}

/** Posts the same bytes with nothing around them, as many at once as the endpoints may have. */
async function postBare(urls: readonly string[], body: string): Promise<number> {
  const origin = new URL(urls[0] ?? "").origin;
  const pool = new Pool(origin, { connections: ENDPOINTS * IN_FLIGHT });
  let left = DELIVERIES;
  const began = performance.now();
  const worker = async (path: string): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const answer = await pool.request({ path, method: "POST", body });
      await answer.body.dump();
    }
  };
  await Promise.all(
    urls.flatMap((url) => Array.from({ length: IN_FLIGHT }, () => worker(new URL(url).pathname))),
  );
  const took = performance.now() - began;
  await pool.close();
  return (DELIVERIES / took) * 1000;
}

type Heard = (at: number, body: string) => void;
type Receiver = {
  server: Server;
  port: number;
  hung: Set<string>;
  paths: Map<string, string>;
  answered: () => number;
  heard: (heard: Heard) => void;
};

async function openReceiver(): Promise<Receiver> {
  const state: { answered: number; heard: Heard | null } = { answered: 0, heard: null };
  const hung = new Set<string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (hung.has(request.url ?? "")) return;
      response.end("ok");
      state.answered += 1;
      state.heard?.(performance.now(), Buffer.concat(chunks).toString("utf8"));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return {
    server,
    port: address.port,
    hung,
    paths: new Map(),
    answered: () => state.answered,
    heard: (heard) => (state.heard = heard),
  };
}
