import { sql } from "drizzle-orm";
import { until } from "../db/until.ts";
import type { World } from "../flows/world.ts";
import type { Ledger } from "./ledger.ts";
import type { Load } from "./load.ts";

type Pending = Record<"unfolded" | "jobs" | "events" | "deliveries" | "cards" | "calls", number>;

/**
 * How long it takes until nothing is pending, without waking anybody; `also` is what else must have come. A delivery whose
 * request may still be on its way belongs to its lease, which `untilDelivered` waits for.
 */
export async function untilCalm(
  world: Pick<World, "db">,
  since: number,
  also: () => Promise<boolean> | boolean = () => true,
): Promise<number> {
  let last: Pending | "something else has not come" | null = null;
  await until(
    "nothing is pending",
    async () => {
      last = "something else has not come";
      if (!(await also())) return false;
      const pending = await pendingIn(world).catch(() => null);
      last = pending;
      return pending !== null && isEmpty(pending);
    },
    PATIENCE_MS,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${JSON.stringify(last)}`);
  });
  return performance.now() - since;
}

function isEmpty(pending: Pending): boolean {
  return Object.values(pending).every((count) => count === 0);
}

/** Whether every customer who wrote has an answer. */
export async function allAnswered(
  { stand }: Pick<World, "stand">,
  { asked }: Ledger,
): Promise<boolean> {
  for (const one of asked) {
    if (one.answered) continue;
    one.answered = (await stand.messages(one.chat)).some(({ from }) => from.is_bot);
    if (!one.answered) return false;
  }
  return true;
}

/** What the load still waits for, beside a failure. */
export function stateOf({ ledger, idle }: Load): string {
  const { asked, refused } = ledger;
  const waiting = asked.filter(({ answered }) => !answered).map(({ chat }) => chat);
  return `hooks on their way: ${idle() ? "none" : "some"}; last refusals: ${refused.slice(-5).join()}; not answered: ${waiting.join()}`;
}

/** Until every delivery has an end, those of leases that nobody holds any more among them. */
export async function untilDelivered({ db }: Pick<World, "db">): Promise<void> {
  await until(
    "everything is delivered",
    async () => {
      const [row] = await db().execute<{ count: number }>(
        sql`select count(*)::int as count from deliveries where state in ('waiting', 'leased')`,
      );
      return row?.count === 0;
    },
    PATIENCE_MS,
  );
}

/** Longer than any recovery may take: what takes so long is told by how long it took. */
const PATIENCE_MS = 150_000;

/** A call that ended a moment ago waits in its window for what may still come. */
const SETTLING = sql`interval '5 s'`;

/** What the database knows to be not yet done although it could be; a job that failed waits for its next try. */
async function pendingIn({ db }: Pick<World, "db">): Promise<Pending | null> {
  const [row] = await db().execute<Pending>(sql`
    select (select count(*)::int from inbox where folded_at is null) as unfolded,
      (select count(*)::int from graphile_worker._private_jobs where attempts < max_attempts and (run_at <= now() or attempts > 0)) as jobs,
      (select count(*)::int from events where sequence is null) as events,
      (select count(*)::int from deliveries where state = 'waiting' and due_at <= now()) as deliveries,
      (select count(*)::int from cards where message_id is null and closed_at is null) as cards,
      (select count(*)::int from calls where due_at <= now() + ${SETTLING} and merged_into is null) as calls`);
  return row ?? null;
}
