import { gzipSync } from "node:zlib";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, onTestFailed, test } from "vitest";
import { emit } from "../../src/events/emit-service.ts";
import { wakePump } from "../../src/webhooks/wake-store.ts";
import { until } from "../db/until.ts";
import { silence, status } from "../webhooks/sink.ts";
import { eventOf, eventsOf } from "../webhooks/yard.ts";
import { isRunning, type Program } from "./program.ts";
import { openGround, type Ground } from "./webhook-ground.ts";
import { leaveNothing } from "./world.ts";

const TOLD = 4000;
/** An endpoint's ten seconds, what a process has to write down what came back, and a little. */
const LEASE_MS = 26_000;
const MINUTE = 60_000;
let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterEach(async () => {
  await ground.clear();
});
afterAll(async () => {
  await ground.close();
  leaveNothing();
});

const telling = (): void => onTestFailed(() => console.log(ground.world.output().slice(-TOLD)));
const task = (number = 1) => eventOf(ground.businessId, "task.created", { task_id: number });

test("case 1: what was rolled back is never heard of, and burns no number", async () => {
  telling();
  const { world, businessId, counts, rows } = ground;
  const sink = await ground.sink();
  const { id } = await ground.endpoint(sink.url);
  await world
    .db()
    .transaction(async (tx) => {
      await emit(tx, [eventOf(businessId, "deal.won")]);
      throw new Error("never mind");
    })
    .catch(() => {});
  await ground.happens([task()]);
  await counts(id, { done: 1 });
  expect((await rows(id)).map(({ sequence }) => sequence)).toEqual(["1"]);
  expect(sink.caught.map(({ headers }) => headers["x-webhook-event"])).toEqual(["task.created"]);
});

test("case 2: killed between an answer and its being written down, it sends once more under the same id", async () => {
  telling();
  const { world, counts } = ground;
  const sink = await ground.sink();
  const { id } = await ground.endpoint(sink.url);
  await world.db().transaction(async (tx) => {
    // Nobody writes what came back while this is held.
    sink.answer((_caught, response) => {
      void tx
        .execute(sql`select 1 from endpoints where id = ${id} for update`)
        .then(() => response.writeHead(200).end("ok"));
    });
    await ground.happens([task()]);
    await until("the request has its answer", () => sink.caught.length === 1);
    await sleep(300);
    await world.kill("program");
  });
  await counts(id, { leased: 1 });
  world.clock.advance(LEASE_MS);
  sink.answer((_caught, response) => void response.writeHead(200).end("ok"));
  await world.restart();
  await counts(id, { done: 1 });
  expect(sink.caught.map(({ headers }) => headers["x-webhook-attempt"])).toEqual(["1", "2"]);
  expect(new Set(sink.caught.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
});

test("cases 3 and 4: of two processes each delivery leaves once; one that lost its lease writes only a line of the log", async () => {
  telling();
  const { world, businessId, counts, logs } = ground;
  const second = await ground.beside();
  try {
    const sink = await ground.sink();
    const { id } = await ground.endpoint(sink.url);
    sink.answer((_caught, response) => void setTimeout(() => response.writeHead(200).end(), 4));
    await ground.happens(eventsOf(businessId, 400));
    for (let nudge = 0; nudge < 8; nudge += 1) {
      await wakePump(world.db(), businessId, { endpointId: id });
      await sleep(60);
    }
    await counts(id, { done: 400 });
    expect(sink.caught).toHaveLength(400);
    expect(new Set(sink.caught.map(({ headers }) => headers["webhook-id"])).size).toBe(400);
    // Five at once are each process's.
    expect(sink.open()).toBeLessThanOrEqual(2 * 5);

    const other = await ground.sink();
    const { id: held } = await ground.endpoint(other.url);
    const answers: (() => void)[] = [];
    other.answer(({ headers }, response) => {
      if (headers["x-webhook-attempt"] === "1")
        answers.push(() => response.writeHead(200).end("late"));
      else response.writeHead(200).end("in time");
    });
    await ground.happens([task(1000)]);
    const [slow, quick] = await whoSends(other.port, [world.app(), second]);
    await stopped(slow);
    world.clock.advance(LEASE_MS);
    await counts(held, { done: 1 });
    expect(isRunning(quick.pid)).toBe(true);
    process.kill(slow.pid, "SIGCONT");
    answers[0]?.();
    const stale = await until("the late end is told", async () =>
      (await logs(held)).find(({ cause }) => cause === "stale_finish"),
    );
    expect(stale).toMatchObject({ is_success: false, attempt: 1 });
    expect((await logs(held)).filter((log) => log.is_success)).toMatchObject([{ attempt: 2 }]);
    await until("it is told to the operator", () =>
      (world.output() + second.output()).includes("stale_finish"),
    );
    await counts(held, { done: 1 });
  } finally {
    second.kill("SIGTERM");
    await second.exited;
  }
});

test("case 5: one endpoint hangs, and the others do not wait for it", async () => {
  telling();
  const { businessId, counts, attempts, logs } = ground;
  const [sink, hanging, short] = [await ground.sink(), await ground.sink(), await ground.sink()];
  for (const one of [hanging, short]) one.answer(silence);
  const healthy = await Promise.all([1, 2, 3].map(() => ground.endpoint(sink.url)));
  const { id: stuck } = await ground.endpoint(hanging.url, { timeoutS: 20 });
  const { id: timed } = await ground.endpoint(short.url, { timeoutS: 1 });
  await ground.happens(eventsOf(businessId, 100));
  for (const { id } of healthy) await counts(id, { done: 100 });
  // Everything else is done while the first requests to this one still hang.
  expect(await logs(stuck)).toEqual([]);
  expect(hanging.caught).toHaveLength(5);
  const failed = await attempts(timed, 5);
  for (const log of failed.slice(0, 5)) {
    expect(log).toMatchObject({ cause: "timeout_headers", error_message: "no_answer" });
    expect(log.response_time_ms).toBeGreaterThanOrEqual(990);
    expect(log.response_time_ms).toBeLessThan(1600);
  }
});

test("cases 6 and 7: what drips or never ends is cut off, and takes no memory", async () => {
  telling();
  const { world, attempts } = ground;
  const [drip, endless, bomb] = [await ground.sink(), await ground.sink(), await ground.sink()];
  drip.answer((_caught, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write("."), 100);
    response.once("close", () => clearInterval(timer));
  });
  const chunk = Buffer.alloc(1_000_000, "a");
  endless.answer((_caught, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.writeHead(200).on("drain", more);
    more();
  });
  const small = gzipSync(Buffer.alloc(100_000_000, "b"));
  bomb.answer((_caught, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(small);
  });
  const [slow, large, unfolds] = await Promise.all(
    [drip, endless, bomb].map(({ url }) => ground.endpoint(url, { timeoutS: 1 })),
  );
  const before = memoryOf(world.app());
  await ground.happens([task()]);
  for (const endpoint of [large, unfolds]) {
    const [log] = await attempts(endpoint?.id ?? "", 1);
    expect(log).toMatchObject({ status_code: 200, is_success: true, cause: null });
    expect(log?.response).toMatch(/^(a{65536}|b{65536}) … \[cut at 64 KiB\]$/);
  }
  const [cut] = await attempts(slow?.id ?? "", 1);
  expect(cut).toMatchObject({ status_code: 200, is_success: false, cause: "timeout_body" });
  expect(cut?.response_time_ms).toBeLessThan(2000);
  expect(memoryOf(world.app()) - before).toBeLessThan(60_000_000);
});

test("case 13: what a receiver asks for is kept to, and nothing else is", async () => {
  telling();
  const { world, attempts, rows, logs } = ground;
  const day = 24 * 60 * MINUTE;
  const date = (ms: number): string => new Date(world.clock.now() + ms).toUTCString();
  const telegram = '{"ok":false,"error_code":429,"parameters":{"retry_after":30}}';
  const asked: [number, Record<string, string>, string, number, number][] = [
    [503, { "retry-after": "120" }, "", 120_000, 120_000],
    [503, { "retry-after": date(5 * MINUTE) }, "", 5 * MINUTE - 5000, 5 * MINUTE],
    [503, { "retry-after": date(-5 * MINUTE) }, "", 5000, 5000],
    [503, { "retry-after": "-5" }, "", 4000, 6000],
    [503, { "retry-after": "1e9" }, "", day, day],
    [503, { "retry-after": "abc" }, "", 4000, 6000],
    [429, {}, telegram, 30_000, 30_000],
  ];
  const made = await Promise.all(
    asked.map(async ([code, headers, body]) => {
      const sink = await ground.sink();
      sink.answer(status(code, headers, body));
      return ground.endpoint(sink.url);
    }),
  );
  await ground.happens([task()]);
  for (const [index, { id }] of made.entries()) {
    await attempts(id, 1);
    const [, , , least = 0, most = 0] = asked[index] ?? [];
    const [row] = await rows(id);
    const [log] = await logs(id);
    const pause = new Date(row?.due_at ?? 0).getTime() - new Date(log?.at ?? 0).getTime();
    expect([index, pause >= least, pause <= most, pause]).toEqual([index, true, true, pause]);
  }
});

/** The program whose connection a receiver holds, and the other one. */
async function whoSends(port: number, programs: [Program, Program]): Promise<[Program, Program]> {
  const [one, other] = programs;
  const inode = await until("a request is under way", () => connectionTo(port));
  return holds(one, inode) ? [one, other] : [other, one];
}

function connectionTo(port: number): string | null {
  const to = `0200007F:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const lines = readFileSync("/proc/net/tcp", "utf8").split("\n");
  const parts = lines.map((line) => line.trim().split(/\s+/));
  return parts.find(([, , remote, state]) => remote === to && state === "01")?.[9] ?? null;
}

function holds({ pid }: Program, inode: string): boolean {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).some((name) => linkOf(`${folder}/${name}`) === `socket:[${inode}]`);
}

/** A descriptor may be closed while we look. */
function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/** Stops a program between its transactions: what it held there would hold up the other one. */
async function stopped(program: Program): Promise<void> {
  await sleep(500);
  await until("it stands still outside of a transaction", async () => {
    process.kill(program.pid, "SIGSTOP");
    await sleep(50);
    const open = await ground.world.db().execute(sql`
      select 1 from pg_stat_activity where state like 'idle in transaction%'`);
    if (open.length === 0) return true;
    process.kill(program.pid, "SIGCONT");
    return false;
  });
}

function memoryOf({ pid }: Program): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1] ?? 0) * 1024;
}
