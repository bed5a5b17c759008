import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pino } from "pino";
import { add } from "../../src/jobs/job-service.ts";
import type { Handlers } from "../../src/jobs/tasks.ts";
import { startWorker, type Worker } from "../../src/jobs/worker.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { killPrograms, startProgram, type Program } from "../db/program.ts";
import { until } from "../db/until.ts";
import { startWire, type Wire } from "./wire.ts";

const logger = pino({ level: "silent" });
let fresh: FreshDatabase;
let workers: Worker[];
let wires: Wire[];

beforeEach(async () => {
  fresh = await freshDatabase();
  await fresh.db.execute("create table ran (id text, pid int, word text)");
  workers = [];
  wires = [];
});

afterEach(async () => {
  killPrograms();
  await Promise.all(workers.map((worker) => worker.stop(0)));
  await Promise.all(wires.map((wire) => wire.close()));
  await fresh.close();
});

test.each([
  ["with another process alive beside it", true],
  ["without another, after a restart", false],
])(
  "killed inside a job of a named queue, %s: that job and the next run within 15 s",
  async (_name, beside) => {
    const victim = program("hold");
    const { id } = await victim.said();
    await add(fresh.db, [send("held", "q"), send("next", "q")]);
    await until("the job is held", async () => (await words("started")).length === 1);
    const other = beside ? program() : null;
    await other?.said();
    victim.kill("SIGKILL");
    await victim.exited;
    if (!beside) await program().said();

    await until("both jobs ran", async () => (await words("done")).length === 2, 15_000);
    expect((await words("done")).toSorted()).toEqual(["held", "next"]);
    const locked = await fresh.db.execute(
      `select 1 from graphile_worker.jobs where locked_by = '${String(id)}'`,
    );
    expect(locked).toHaveLength(0);
  },
);

test("a living process keeps the job that it works on, however long", async () => {
  const holder = program("hold");
  await holder.said();
  await add(fresh.db, send("held", "q"));
  await until("the job is held", async () => (await words("started")).length === 1);
  const sweeps = sweepsSeen();
  workers.push(
    await startWorker({ url: fresh.url, concurrency: 2, logger, handlers: recording() }),
  );
  await until("one has swept three times", async () => (await sweeps()) >= 3);
  expect(await words("done")).toEqual([]);
});

test("SIGTERM: the running job is finished and the process ends by itself", async () => {
  const one = program();
  await one.said();
  await add(fresh.db, send("a"));
  await until("the job ran", async () => (await words("done")).length === 1);
  one.kill("SIGTERM");
  expect(await one.exited).toEqual({ code: 0, signal: null });
});

test("a job that does not end in time is left for another try", async () => {
  const hanging: Handlers = { "telegram.send": () => new Promise(() => {}) };
  const worker = await startWorker({ url: fresh.url, concurrency: 1, logger, handlers: hanging });
  await add(fresh.db, send("a"));
  const held = "select attempts from graphile_worker.jobs where locked_at is not null";
  await until("the job is held", async () => (await fresh.db.execute(held)).length === 1);
  await worker.stop(50);
  expect(
    await fresh.db.execute("select attempts from graphile_worker.jobs where locked_at is null"),
  ).toMatchObject([{ attempts: 1 }]);
});

test("jobs of one queue run one at a time and without waiting for a poll, those of others beside them", async () => {
  const running = new Set<string>();
  const seen: string[] = [];
  let most = 0;
  let both = false;
  const handlers: Handlers = {
    "telegram.send": async ({ id }) => {
      const queue = id.split(":")[0] ?? "";
      both ||= running.has(queue);
      running.add(queue);
      most = Math.max(most, running.size);
      await sleep(20);
      running.delete(queue);
      seen.push(id);
    },
  };
  workers.push(await startWorker({ url: fresh.url, concurrency: 4, logger, handlers }));
  await add(
    fresh.db,
    ["a:1", "a:2", "a:3", "b:1", "b:2", "b:3", "c:1", "c:2", "c:3"].map((id) =>
      send(id, id.split(":")[0]),
    ),
  );
  await until("all ran", () => seen.length === 9);
  expect(both).toBe(false);
  expect(most).toBeGreaterThan(1);
});

test("an outage of the database: what ran is written back or run again, what waited runs, without a new process", async () => {
  const wire = await startWire(fresh.url);
  wires.push(wire);
  const gate = new EventEmitter();
  const seen: string[] = [];
  const handlers: Handlers = {
    "telegram.send": async ({ id }) => {
      const first = !seen.includes(id);
      seen.push(id);
      if (id === "across" && first) await once(gate, "open");
    },
  };
  workers.push(await startWorker({ url: wire.url, concurrency: 2, logger, handlers }));
  await add(fresh.db, send("across", "q"));
  await until("the job runs", () => seen.includes("across"));

  wire.cut();
  gate.emit("open");
  await add(fresh.db, [send("waiting", "q"), send("free")]);
  await until("some attempts were refused", () => wire.refused() > 3);
  wire.mend();

  const left = (): Promise<unknown[]> => fresh.db.execute("select 1 from graphile_worker.jobs");
  await until("all is done and written back", async () => (await left()).length === 0);
  expect(seen).toEqual(expect.arrayContaining(["across", "waiting", "free"]));
});

test("a result that an outage swallowed does not wait for a job that never ends", async () => {
  const wire = await startWire(fresh.url);
  wires.push(wire);
  const seen: string[] = [];
  const handlers: Handlers = {
    "telegram.send": async ({ id }) => {
      if (!seen.includes("hangs") && id === "hangs") await endless(seen);
      if (id === "swallowed" && !seen.includes(id)) wire.cut();
      seen.push(id);
    },
  };
  workers.push(await startWorker({ url: wire.url, concurrency: 2, logger, handlers }));
  await add(fresh.db, send("hangs"));
  await until("it hangs", () => seen.includes("hangs"));
  await add(fresh.db, send("swallowed"));
  await until("some attempts were refused", () => wire.refused() > 1);
  wire.mend();
  await add(fresh.db, send("next"));
  await until("the next one ran", () => seen.includes("next"));
});

function endless(seen: string[]): Promise<void> {
  seen.push("hangs");
  return new Promise(() => {});
}

test("a failed job is tried again, and its failure does not hold up its queue", async () => {
  const seen: string[] = [];
  const handlers: Handlers = {
    "telegram.send": async ({ id }, { attempt }) => {
      seen.push(`${id} ${attempt}`);
      if (id === "bad" && attempt === 1) throw new Error("not yet");
    },
  };
  workers.push(await startWorker({ url: fresh.url, concurrency: 1, logger, handlers }));
  await add(fresh.db, send("bad", "q"));
  await until("it failed", () => seen.includes("bad 1"));
  await add(fresh.db, send("good", "q"));
  await until("the second try", () => seen.includes("bad 2"));
  expect(seen).toEqual(["bad 1", "good 1", "bad 2"]);
});

test("a list whose run failed after another one took its key is not forgotten", async () => {
  const seen: number[] = [];
  const handlers: Handlers = {
    card: async ([one], { attempt }) => {
      seen.push(one?.callId ?? 0);
      if (one?.callId !== 1 || seen.length > 1) return;
      expect(attempt).toBe(1);
      await add(fresh.db, list(2));
      throw new Error("cut off");
    },
  };
  workers.push(await startWorker({ url: fresh.url, concurrency: 1, logger, handlers }));
  await add(fresh.db, list(1));
  await until("the first list is looked at again", () => seen.length === 3);
  expect(seen).toEqual([1, 2, 1]);
});

const list = (callId: number) => ({
  task: "card" as const,
  payload: [{ businessId: "b", callId, chatId: "c" }],
  key: "card:c",
  queue: "chat:c",
});

const send = (id: string, queue?: string) => ({
  task: "telegram.send" as const,
  payload: { id },
  ...(queue ? { queue } : {}),
});

function program(...args: string[]): Program {
  return startProgram(new URL("worker-program.ts", import.meta.url), [fresh.url, ...args]);
}

async function words(word: string): Promise<string[]> {
  const rows = await fresh.db.execute<{ id: string }>(`select id from ran where word = '${word}'`);
  return rows.map((row) => row.id);
}

function recording(): Handlers {
  return {
    "telegram.send": async ({ id }) =>
      void (await fresh.db.execute(`insert into ran values ('${id}', 0, 'done')`)),
  };
}

/** How often the most eager of the sweeping sessions has looked, as far as was seen. */
function sweepsSeen(): () => Promise<number> {
  const starts = new Map<number, Set<string>>();
  return async () => {
    const rows = await fresh.db.execute<{ pid: number; at: string }>(
      `select pid, query_start::text as at from pg_stat_activity
       where datname = current_database() and application_name = 'frontdesk liveness' and query like '%pg_locks%'`,
    );
    for (const { pid, at } of rows) starts.set(pid, (starts.get(pid) ?? new Set()).add(at));
    return Math.max(0, ...[...starts.values()].map((seen) => seen.size));
  };
}
