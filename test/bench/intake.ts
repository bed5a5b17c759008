import { sql } from "drizzle-orm";
import type { Database } from "../../src/db/client.ts";
import type { LoadResult, LoadSpec } from "./load.ts";
import { openOutside } from "./outside.ts";
import { openProgram, residentMb, runProgram, until } from "./process.ts";
import { openProduct } from "./product.ts";
import { median, round, type Line, type Row } from "./row.ts";
import { seedSalon } from "./seed.ts";

const ROUNDS = 3;
const CONNECTIONS = 32;
const DRAIN_MS = 300_000;

type Round = { reference: LoadResult; product: LoadResult; rssMb: number; drainedMs: number };

/** POST → committed hook → 200, beside the same Koa server with a handler that does nothing; the fold runs meanwhile. */
export const intake: Row = {
  name: "intake",
  measure: async (stage) => {
    const { url, db } = await stage.database("bench_intake");
    const outside = await openOutside(stage);
    const [group = 0] = await outside.groups(1);
    const salon = await seedSalon(db, {
      encryptionKey: stage.encryptionKey,
      chats: [{ id: group, type: "supergroup" }],
    });
    const noop = await openProgram("noop.ts", { dist: stage.dist });
    const product = await openProduct({
      stage,
      name: "intake",
      outside: { databaseUrl: url, telegram: outside.telegram },
    });
    const rounds: Round[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const reference = await load(Number(noop.said["port"]), salon.path, 3000);
      const rss = watchMemory(product.pid);
      const loaded = await load(product.port, salon.path, 5000);
      const ended = performance.now();
      await drained(db);
      rounds.push({
        reference,
        product: loaded,
        rssMb: rss(),
        drainedMs: performance.now() - ended,
      });
    }
    const kept = await countHooks(db);
    await product.stop();
    await noop.started.stop();
    await outside.stop();
    return { lines: linesOf(rounds), data: { rounds, kept } };
  },
};

export async function load(port: number, path: string, forMs: number): Promise<LoadResult> {
  const spec: LoadSpec = { port, path, connections: CONNECTIONS, warmMs: 1000, forMs };
  const result = await runProgram<LoadResult>("load.ts", spec);
  if (result.refused > 0) throw new Error(`${result.refused} hooks were refused`);
  return result;
}

/** Waits until every committed hook is folded; a hook that is never folded fails the row. */
export async function drained(db: Database): Promise<void> {
  const empty = async (): Promise<true | null> => {
    const [row] = await db.execute<{ left: boolean }>(
      sql`select exists (select 1 from inbox where folded_at is null) as left`,
    );
    return row?.left === false ? true : null;
  };
  await until("the inbox is folded", empty, DRAIN_MS);
}

async function countHooks(db: Database): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from inbox`);
  return row?.n ?? 0;
}

function watchMemory(pid: number): () => number {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, residentMb(pid))), 250);
  return () => {
    clearInterval(timer);
    return most;
  };
}

function linesOf(rounds: readonly Round[]): Line[] {
  const share = median(
    rounds.map(({ product, reference }) => product.perSecond / reference.perSecond),
  );
  const tail = median(rounds.map(({ product, reference }) => product.p99 / reference.p99));
  const of = (which: "product" | "reference", what: keyof LoadResult): number =>
    median(rounds.map((round_) => round_[which][what]));
  const rss = Math.max(...rounds.map(({ rssMb }) => rssMb));
  return [
    {
      row: "intake",
      figure: `${round(of("product", "perSecond"))}/s, ${round(share, 2)} of it`,
      reference: `no-op ${round(of("reference", "perSecond"))}/s`,
      bar: "≥ 0.35",
      holds: share >= 0.35,
    },
    {
      row: "intake, p99",
      figure: `${round(of("product", "p99"), 1)} ms, ${round(tail, 1)} × it`,
      reference: `no-op ${round(of("reference", "p99"), 1)} ms`,
      bar: "≤ 10 ×",
      holds: tail <= 10,
    },
    {
      row: "memory, intake load",
      figure: `${rss} MB`,
      reference: "–",
      bar: "≤ 320 MB",
      holds: rss <= 320,
    },
  ];
}
