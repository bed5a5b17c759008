import { sql } from "drizzle-orm";
import type { Database } from "../../src/db/client.ts";
import { fillInbox } from "./backlog.ts";
import type { FoldedAlone } from "./fold-alone.ts";
import { drained } from "./intake.ts";
import { openOutside } from "./outside.ts";
import { runProgram } from "./process.ts";
import { openProduct } from "./product.ts";
import { round, type Row } from "./row.ts";
import { seedSalon, type Salon } from "./seed.ts";
import type { Stage } from "./stage.ts";

const CALLS = 6667;
/** Businesses, each with a group for its cards. */
const SALONS = 10;
const ONE_BY_ONE_CALLS = 400;

/** A backlog folded to committed calls, card rows and jobs: by the whole product, in one process in batches, and hook by hook. */
export const fold: Row = {
  name: "fold",
  measure: async (stage) => {
    const whole = await drainedByProduct(stage);
    const batches = await foldedAlone(stage, "bench_fold_batches", { calls: CALLS, limit: null });
    const single = await foldedAlone(stage, "bench_fold_single", {
      calls: ONE_BY_ONE_CALLS,
      limit: 1,
    });
    return {
      lines: [
        {
          row: "fold, backlog by the whole product",
          figure: `${round(whole.perSecond)}/s`,
          reference: `${round(whole.hooks)} hooks, ${whole.lost} lost`,
          bar: "none lost",
          holds: whole.lost === 0,
        },
        {
          row: "fold in batches",
          figure: `${round(batches.perSecond)}/s`,
          reference: `${round(batches.hooks)} hooks`,
          bar: "≥ 1,500/s",
          holds: batches.perSecond >= 1500,
        },
        {
          row: "fold one by one",
          figure: `${round(single.perSecond)}/s`,
          reference: `${round(single.hooks)} hooks`,
          bar: "≥ 400/s",
          holds: single.perSecond >= 400,
        },
      ],
      data: { whole, batches, single },
    };
  },
};

/** The real process, its cards and timers included, over a backlog that another process left behind. */
async function drainedByProduct(
  stage: Stage,
): Promise<{ perSecond: number; hooks: number; lost: number }> {
  const { url, db } = await stage.database("bench_fold");
  const outside = await openOutside(stage);
  const groups = await outside.groups(SALONS);
  const salons = await seedSalons(stage, db, groups);
  const hooks = await fillInbox(db, salons, CALLS);
  const product = await openProduct({
    stage,
    name: "fold",
    outside: { databaseUrl: url, telegram: outside.telegram },
  });
  await drained(db);
  const span = await foldSpan(db);
  const lost = await lostCalls(db, CALLS);
  await product.stop();
  await outside.stop();
  return { perSecond: (hooks / span) * 1000, hooks, lost };
}

/** From the first committed fold to the last, by the hooks' own marks. */
async function foldSpan(db: Database): Promise<number> {
  const [row] = await db.execute<{ ms: string }>(
    sql`select extract(epoch from max(folded_at) - min(folded_at)) * 1000 as ms from inbox`,
  );
  return Number(row?.ms ?? Number.NaN);
}

/** Calls that are missing, have not all of their events, or have no card row. */
async function lostCalls(db: Database, calls: number): Promise<number> {
  const [row] = await db.execute<{ whole: number }>(sql`
    select count(*)::int as whole from calls c where
      (select count(*) from call_events e where e.business_id = c.business_id and e.call_id = c.id) = 3
      and (c.ended_at is null or exists (select 1 from cards where cards.call_id = c.id))`);
  return calls - (row?.whole ?? 0);
}

async function foldedAlone(
  stage: Stage,
  name: string,
  { calls, limit }: { calls: number; limit: number | null },
): Promise<FoldedAlone> {
  const { url, db } = await stage.database(name);
  const groups = Array.from({ length: SALONS }, (_, n) => -1001 - n);
  const salons = await seedSalons(stage, db, groups);
  await fillInbox(db, salons, calls);
  return runProgram<FoldedAlone>("fold-alone.ts", { dist: stage.dist, url, limit });
}

async function seedSalons(stage: Stage, db: Database, groups: readonly number[]): Promise<Salon[]> {
  const salons: Salon[] = [];
  for (const id of groups) {
    const chats = [{ id, type: "supergroup" }];
    salons.push(await seedSalon(db, { encryptionKey: stage.encryptionKey, chats }));
  }
  return salons;
}
