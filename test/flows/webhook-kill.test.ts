import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBusiness } from "../../src/business/business-service.ts";
import { seePerson } from "../../src/business/person-service.ts";
import type { Database } from "../../src/db/client.ts";
import { unlock } from "../../src/jobs/liveness.ts";
import { parseKeyring } from "../../src/lib/secret-box.ts";
import { createEndpoint } from "../../src/webhooks/endpoint-service.ts";
import { usual } from "../../src/webhooks/endpoint.ts";
import { freshDatabase } from "../db/database.ts";
import { until } from "../db/until.ts";
import { openSink, type Sink } from "../webhooks/sink.ts";
import { drawSeed, randomOf } from "./random.ts";
import type { Spec } from "./webhook-program.ts";

const random = randomOf(drawSeed());
/** `npm run test:faults` kills 200 times. */
const KILLS = Number(process.env["KILLS"] ?? 50);
/** So many programs work side by side, and as many are loaded behind them. */
const LANES = 2;
const LIFE_MS = 120;
const SPEED = 15;
const key = Buffer.alloc(32, 7).toString("base64");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "frontdesk-webhook-kill-"));
  bundle();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(`kill -9 at ${KILLS} random points: every committed event arrives, nothing else does`, async () => {
  const database = await freshDatabase();
  const { db } = database;
  const sink = await openSink();
  try {
    const { businessId, endpointIds } = await subscribe(db, sink);
    const cut = answerSlowly(sink);
    const spec: Spec = {
      url: database.url,
      key,
      businessId,
      from: Date.now(),
      speed: SPEED,
      pours: true,
    };
    const killed = { count: 0 };
    const lanes = Array.from({ length: LANES }, () => liveAndDie({ db, sink, spec }, killed));
    await Promise.all(lanes);
    expect(killed.count).toBe(KILLS);
    // Of those points many lie between a request and its answer, or between the answer and its being written down.
    expect(cut()).toBeGreaterThan(KILLS / 20);
    await deliverRest(db, { ...spec, pours: false });
    const committed = await idsOf(db, businessId);
    expect(committed.size).toBeGreaterThan(KILLS);
    for (const [index, endpointId] of endpointIds.entries()) {
      const caught = sink.caught.filter(({ path }) => path === pathOf(index));
      const arrived = new Set(caught.map(({ headers }) => headers["webhook-id"] ?? ""));
      expect(arrived).toEqual(committed);
      expectHigherAttempts(caught);
      expect(await numbersOf(db, endpointId)).toEqual({
        states: ["done"],
        last: committed.size,
        many: committed.size,
      });
    }
  } finally {
    for (const child of started) child.kill("SIGKILL");
    await sink.close();
    await database.close();
  }
}, 420_000);

const started = new Set<ChildProcess>();

/** One file, so that a program is loaded before the one ahead of it has died. */
function bundle(): void {
  // The bundler of the runner of our TypeScript.
  const tsx = createRequire(createRequire(import.meta.url).resolve("tsx"));
  const source = join(import.meta.dirname, "webhook-program.ts");
  const options = [
    "--bundle",
    "--minify",
    "--platform=node",
    "--target=node20",
    "--log-level=error",
  ];
  execFileSync(tsx.resolve("esbuild/bin/esbuild"), [
    source,
    ...options,
    `--outfile=${join(folder, "program.cjs")}`,
  ]);
}

async function subscribe(
  db: Database,
  sink: Sink,
): Promise<{ businessId: string; endpointIds: string[] }> {
  const now = Date.now();
  await seePerson(db, { id: 1, firstName: "Олена", languageCode: "uk", now });
  const { id: businessId } = await createBusiness(db, {
    name: "Hooks",
    language: "uk",
    kind: "salon",
    timezone: "Europe/Kyiv",
    currency: "UAH",
    country: "UA",
    owner: { id: 1, name: "Олена" },
    now,
  });
  const endpointIds: string[] = [];
  for (const [index, ordered] of [false, true].entries()) {
    const url = new URL(pathOf(index), sink.url).href;
    const made = await createEndpoint(db, businessId, {
      input: {
        name: "Sink",
        url,
        events: ["task.*"],
        ...usual,
        timeoutS: 5,
        inFlight: 20,
        ordered,
      },
      personId: null,
      now,
      deps: { keyring: parseKeyring(key), random: randomBytes, problemOfTarget: () => null },
    });
    if (!("endpoint" in made)) throw new Error(JSON.stringify(made));
    endpointIds.push(made.endpoint.id);
  }
  return { businessId, endpointIds };
}

function pathOf(index: number): string {
  return `/endpoint/${index}`;
}

/** An answer that takes a moment leaves more requests half-way; gives how many lost whoever had asked. */
function answerSlowly(sink: Sink): () => number {
  let cut = 0;
  sink.answer((_caught, response) => {
    response.once("close", () => {
      if (!response.writableFinished) cut += 1;
    });
    setTimeout(() => response.writeHead(200).end("ok"), random.below(60));
  });
  return () => cut;
}

type Ground = { db: Database; sink: Sink; spec: Spec };

/** One program after another, each killed somewhere in its first moments. */
async function liveAndDie({ db, sink, spec }: Ground, killed: { count: number }): Promise<void> {
  let next = load(spec);
  while (killed.count < KILLS) {
    killed.count += 1;
    const current = next;
    await current.ready;
    next = load(spec);
    current.go();
    await sleep(random.below(LIFE_MS));
    // Most of them die in the middle of sending, the others wherever they are.
    if (killed.count % 4 > 0) await sends(sink);
    await current.kill();
    // What the sweep of the workers does for jobs of the dead, which it would look for twice within seconds.
    await unlock(db, ["drain"]);
  }
  await next.kill();
}

/** Until another request has come, or none seems to. */
async function sends(sink: Sink): Promise<void> {
  const before = sink.caught.length;
  for (let look = 0; look < 200 && sink.caught.length === before; look += 1) await sleep(2);
}

async function deliverRest(db: Database, spec: Spec): Promise<void> {
  await unlock(db, ["drain"]);
  const last = load(spec);
  await last.ready;
  last.go();
  await until(
    "nothing waits",
    async () => {
      const [row] = await db.execute<{ waits: boolean }>(sql`
        select exists (select 1 from events where sequence is null)
          or exists (select 1 from deliveries where state in ('waiting', 'leased')) as waits`);
      return row?.waits === false;
    },
    60_000,
  );
  await last.kill();
}

type Life = { ready: Promise<unknown>; go: () => void; kill: () => Promise<void> };

function load(spec: Spec): Life {
  const child = spawn(process.execPath, [join(folder, "program.cjs"), JSON.stringify(spec)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  started.add(child);
  const exited = once(child, "exit").finally(() => started.delete(child));
  const early = exited.then(() => {
    throw new Error("the program ended by itself");
  });
  const ready = Promise.race([once(child.stdout, "data"), early]);
  // The last one that was loaded dies without having been waited for.
  for (const promise of [early, ready]) promise.catch(() => {});
  return {
    ready,
    go: () => void child.stdin.write("go\n"),
    kill: async () => {
      if (!child.kill("SIGKILL")) throw new Error("the program ended by itself");
      await exited;
    },
  };
}

async function idsOf(db: Database, businessId: string): Promise<Set<string>> {
  const rows = await db.execute<{ id: string }>(
    sql`select public_id as id from events where business_id = ${businessId}`,
  );
  return new Set([...rows].map(({ id }) => id));
}

async function numbersOf(db: Database, endpointId: string) {
  const [row] = await db.execute<{ states: string[]; last: number; many: number }>(sql`
    select to_jsonb(array_agg(distinct state)) as states, max(sequence)::int as last, count(distinct sequence)::int as many
    from deliveries where endpoint_id = ${endpointId}`);
  return row;
}

/** What came twice came as another attempt. */
function expectHigherAttempts(caught: Sink["caught"]): void {
  const attempts = caught.map(
    ({ headers }) => `${headers["webhook-id"]} ${headers["x-webhook-attempt"]}`,
  );
  expect(new Set(attempts).size).toBe(attempts.length);
}
