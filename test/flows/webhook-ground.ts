import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { freePort } from "../../src/db/embedded-server.ts";
import { emit } from "../../src/events/emit-service.ts";
import type { DomainEvent } from "../../src/events/event.ts";
import {
  createEndpoint,
  removeEndpoint,
  type EndpointDeps,
} from "../../src/webhooks/endpoint-service.ts";
import { usual, type EndpointInput } from "../../src/webhooks/endpoint.ts";
import { until } from "../db/until.ts";
import { browser, linkFor, type Browser } from "../cabinet/browser.ts";
import { openSink, type Sink } from "../webhooks/sink.ts";
import { states, type Log, type Row } from "../webhooks/yard.ts";
import type { Program } from "./program.ts";
import { owner } from "./stand.ts";
import { makeBusiness } from "./tenant.ts";
import { clusterUrl, openWorld } from "./world.ts";

/** The one private address that the server's admin named; everything else of loopback is as forbidden as anywhere. */
export const ALLOWED = "127.0.0.2";
export const viewer = { personId: owner.id, admin: true };

type Hosts = Record<string, readonly string[] | "hang">;
export type Ground = Awaited<ReturnType<typeof openGround>>;

/** Frontdesk as it runs, with a clock and names that the test sets, a business, and a receiver that it may reach. */
export async function openGround() {
  const resolver = openResolver();
  const world = await openWorld({
    clock: true,
    env: { OUTBOUND_ALLOW: ALLOWED, NODE_OPTIONS: `--require ${resolver.preload}` },
  });
  const { businessId } = await makeBusiness(world, { provider: "phonet", title: "Hooks" });
  const sinks: Sink[] = [];
  const made: string[] = [];
  const deps: EndpointDeps = {
    keyring: world.keyring(),
    random: randomBytes,
    problemOfTarget: () => null,
  };
  const rows = async (endpointId: string): Promise<Row[]> => [
    ...(await world.db().execute<Row>(sql`
      select id, event, state, reason, attempts, due_at, sequence, body from deliveries where endpoint_id = ${endpointId} order by id`)),
  ];
  const logs = async (endpointId: string): Promise<Log[]> => [
    ...(await world
      .db()
      .execute<Log>(sql`select * from webhook_logs where endpoint_id = ${endpointId} order by id`)),
  ];
  return {
    world,
    businessId,
    rows,
    logs,
    deps,
    resolve: resolver.set,
    sink: async (host = ALLOWED): Promise<Sink> => {
      const sink = await openSink(host);
      sinks.push(sink);
      return sink;
    },
    /** Made before the rules of addresses: only the connection stands between it and what is private. */
    endpoint: async (url: string, more: Partial<EndpointInput> = {}) => {
      const input = { name: "Sink", url, events: ["*"], ...usual, ...more };
      const value = { input, personId: null, now: world.clock.now(), deps };
      const done = await createEndpoint(world.db(), businessId, value);
      if (!("secret" in done)) throw new Error(JSON.stringify(done));
      made.push(done.endpoint.id);
      return { id: done.endpoint.id, secret: done.secret, path: `/webhook/${done.endpoint.id}` };
    },
    /** Takes in an endpoint that a page made. */
    adopt: (endpointId: string): void => void made.push(endpointId),
    happens: (events: readonly DomainEvent[]): Promise<void> => emit(world.db(), events),
    /** Until the endpoint's deliveries are in these states, so many of each. */
    counts: (endpointId: string, wanted: Record<string, number>, withinMs?: number) =>
      until(
        `deliveries: ${JSON.stringify(wanted)}`,
        async () => sameCounts(states(await rows(endpointId)), wanted),
        withinMs,
      ),
    attempts: (endpointId: string, count: number) =>
      until(`${count} attempts`, async () => {
        const found = await logs(endpointId);
        return found.length >= count ? found : null;
      }),
    /** The owner's browser, signed in by a link of the bot's kind. */
    owner: async (): Promise<Browser> => {
      const here = browser(world.url);
      const member = { businessId, personId: owner.id, now: world.clock.now() };
      await here.enter(await linkFor(world.db(), member));
      return here;
    },
    /** Another process on the same database. */
    beside: () => startBeside(world),
    /** What a test made goes with it: a jump of the clock by the next one would send it again. */
    clear: async (): Promise<void> => {
      for (const endpointId of made.splice(0))
        await removeEndpoint(world.db(), businessId, {
          endpointId,
          viewer,
          now: world.clock.now(),
        });
      await Promise.all(sinks.splice(0).map((sink) => sink.close()));
    },
    close: async (): Promise<void> => {
      await Promise.all(sinks.splice(0).map((sink) => sink.close()));
      await world.close();
      resolver.close();
    },
  };
}

function sameCounts(found: Record<string, number>, wanted: Record<string, number>): boolean {
  const names = new Set([...Object.keys(found), ...Object.keys(wanted)]);
  return [...names].every((name) => (found[name] ?? 0) === (wanted[name] ?? 0));
}

/** The system's resolver, which a test may lead wherever it likes for names under `.example`. */
function openResolver() {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-names-"));
  const [preload, file] = [join(folder, "names.cjs"), join(folder, "names.json")];
  const set = (hosts: Hosts): void => {
    writeFileSync(`${file}.new`, JSON.stringify(hosts));
    renameSync(`${file}.new`, file);
  };
  set({});
  writeFileSync(preload, PRELOAD.replace("FILE", JSON.stringify(file)));
  return { preload, set, close: () => rmSync(folder, { recursive: true, force: true }) };
}

const PRELOAD = `
const dns = require("node:dns");
const { readFileSync } = require("node:fs");
const lookup = dns.lookup;
dns.lookup = (host, options, found) => {
  if (!host.endsWith(".example")) return lookup(host, options, found);
  const known = JSON.parse(readFileSync(FILE, "utf8"))[host];
  if (known === "hang") return;
  const lost = Object.assign(new Error("no such host"), { code: "ENOTFOUND" });
  const all = (known ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  process.nextTick(() => (known ? found(null, all) : found(lost, [])));
};
require("node:module").syncBuiltinESMExports();
`;

async function startBeside(world: Awaited<ReturnType<typeof openWorld>>): Promise<Program> {
  const port = await freePort();
  const program = world.runBeside({
    PORT: String(port),
    DATABASE_URL: clusterUrl(world.cluster),
    ENCRYPTION_KEYS: readFileSync(join(world.dataDir, "encryption.key"), "utf8").trim(),
  });
  await until(
    "the second process is ready",
    async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => null);
      return answer?.status === 200;
    },
    60_000,
  );
  return program;
}
