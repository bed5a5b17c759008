import { and, asc, desc, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import { tasks } from "../db/schema/crm.ts";
import { selectTasks, taskById, toTask } from "./task-store.ts";
import type { Task } from "./task.ts";

export const taskViews = ["mine", "all", "overdue", "today", "later", "done"] as const;
/** Open tasks: one's own, all, those that are late, due until the day's end, or after it; and those that are done. */
export type TaskView = (typeof taskViews)[number];

/** What stood last on the page before: when it is due or was done (null: no time), and its id. */
type TaskMark = { at: number | null; id: number };

/** `dayEnd`: when today ends on the business's wall; instants are epoch ms. */
type Seen = { personId: number; now: number; dayEnd: number };

/** A page of a list, the most urgent first and those without a time last; done ones the latest first. */
export async function taskPage(
  tx: Tx,
  businessId: string,
  { view, after, limit, ...seen }: Seen & { view: TaskView; after: TaskMark | null; limit: number },
): Promise<Task[]> {
  const done = view === "done";
  const order = done
    ? [desc(tasks.completedAt), desc(tasks.id)]
    : [asc(tasks.dueAt), asc(tasks.id)];
  const rows = await selectTasks(tx)
    .where(
      and(
        eq(tasks.businessId, businessId),
        isNull(tasks.removedAt),
        conditions[view](seen),
        after === null ? undefined : (done ? before : behind)(after),
      ),
    )
    .orderBy(...order)
    .limit(limit);
  return rows.map(toTask);
}

/** How many tasks each list holds; what is done is not counted. */
export async function taskCounts(
  tx: Tx,
  businessId: string,
  seen: Seen,
): Promise<Record<Exclude<TaskView, "done">, number>> {
  const of = (view: TaskView): SQL<number> =>
    sql<number>`(count(*) filter (where ${conditions[view](seen)}))::int`;
  const [row] = await tx
    .select({
      mine: of("mine"),
      all: of("all"),
      overdue: of("overdue"),
      today: of("today"),
      later: of("later"),
    })
    .from(tasks)
    .where(and(eq(tasks.businessId, businessId), isNull(tasks.removedAt), conditions.all(seen)));
  return row ?? { mine: 0, all: 0, overdue: 0, today: 0, later: 0 };
}

/** The tasks of a deal: open ones first, then those that are done. */
export async function dealTasks(
  tx: Tx,
  businessId: string,
  { dealId, limit }: { dealId: number; limit: number },
): Promise<Task[]> {
  const rows = await selectTasks(tx)
    .where(and(eq(tasks.businessId, businessId), eq(tasks.dealId, dealId), isNull(tasks.removedAt)))
    .orderBy(desc(tasks.status), asc(tasks.dueAt), asc(tasks.id))
    .limit(limit);
  return rows.map(toTask);
}

/** A task that nobody else changes until the transaction ends; null: deleted, or there is none. */
export async function holdTask(tx: Tx, businessId: string, taskId: number): Promise<Task | null> {
  return taskById(tx, businessId, { taskId, lock: true });
}

const open = sql`${tasks.status} = 'pending'`;

const conditions: Record<TaskView, (seen: Seen) => SQL> = {
  mine: ({ personId }) => sql`${open} and ${tasks.assignee} = ${personId}::bigint`,
  all: () => open,
  overdue: ({ now }) => sql`${open} and ${tasks.dueAt} <= ${iso(now)}::timestamptz`,
  today: ({ dayEnd }) => sql`${open} and ${tasks.dueAt} < ${iso(dayEnd)}::timestamptz`,
  later: ({ dayEnd }) =>
    sql`${open} and (${tasks.dueAt} >= ${iso(dayEnd)}::timestamptz or ${tasks.dueAt} is null)`,
  done: () => sql`${tasks.status} = 'completed'`,
};

/** Those without a time come last. */
function behind({ at, id }: TaskMark): SQL {
  if (at === null) return sql`${tasks.dueAt} is null and ${tasks.id} > ${id}`;
  const due = sql`${iso(at)}::timestamptz`;
  return sql`((${tasks.dueAt}, ${tasks.id}) > (${due}, ${id}::bigint) or ${tasks.dueAt} is null)`;
}

function before({ at, id }: TaskMark): SQL {
  return sql`(${tasks.completedAt}, ${tasks.id}) < (${iso(at ?? 0)}::timestamptz, ${id}::bigint)`;
}
