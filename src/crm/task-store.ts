import { and, asc, eq, gte, isNull, lt, sql, type SQL } from "drizzle-orm";
import { members } from "../db/schema/business.ts";
import { clients, tasks } from "../db/schema/crm.ts";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import type { Task } from "./task.ts";

/** Which open tasks: one's own, all, those that are late, or a client's. */
export type TaskScope = "mine" | "all" | "overdue" | "client";
export type TaskFilter = { scope: TaskScope; personId: number; clientId?: number; now: number };
export type TaskCounts = { mine: number; all: number; overdue: number };

export async function taskById(
  tx: Tx,
  businessId: string,
  { taskId, lock = false }: { taskId: number; lock?: boolean },
): Promise<Task | null> {
  const query = selectTasks(tx).where(
    and(eq(tasks.businessId, businessId), eq(tasks.id, taskId), isNull(tasks.removedAt)),
  );
  const [row] = await (lock ? query.for("update", { of: tasks }) : query);
  return row ? toTask(row) : null;
}

/** Open tasks, the most urgent first; those without a time come last. */
export async function openTasks(
  tx: Tx,
  businessId: string,
  { limit, offset, ...filter }: TaskFilter & { limit: number; offset: number },
): Promise<Task[]> {
  const rows = await selectTasks(tx)
    .where(and(open(businessId), scoped(filter)))
    .orderBy(asc(tasks.dueAt), asc(tasks.id))
    .limit(limit)
    .offset(offset);
  return rows.map(toTask);
}

/** Open tasks due in [from, to), the earliest first. */
export async function openTasksDue(
  tx: Tx,
  businessId: string,
  { from, to, limit }: { from: number; to: number; limit: number },
): Promise<Task[]> {
  const rows = await selectTasks(tx)
    .where(and(open(businessId), gte(tasks.dueAt, new Date(from)), lt(tasks.dueAt, new Date(to))))
    .orderBy(asc(tasks.dueAt), asc(tasks.id))
    .limit(limit);
  return rows.map(toTask);
}

export async function countOpen(
  tx: Tx,
  businessId: string,
  { personId, now }: { personId: number; now: number },
): Promise<TaskCounts> {
  const [row] = await tx
    .select({
      all: sql<number>`count(*)::int`,
      mine: sql<number>`(count(*) filter (where ${tasks.assignee} = ${personId}))::int`,
      overdue: sql<number>`(count(*) filter (where ${tasks.dueAt} <= ${iso(now)}::timestamptz))::int`,
    })
    .from(tasks)
    .where(open(businessId));
  return row ?? { mine: 0, all: 0, overdue: 0 };
}

export function selectTasks(tx: Tx) {
  return tx
    .select({
      task: tasks,
      assigneeName: members.name,
      completedName: sql<
        string | null
      >`(select name from members m where m.business_id = ${tasks.businessId} and m.person_id = ${tasks.completedBy})`,
      clientNumber: clients.number,
      clientName: clients.name,
      clientPhone: sql<
        string | null
      >`(select min(phone) from client_phones p where p.business_id = ${tasks.businessId} and p.client_id = ${tasks.clientId})`,
    })
    .from(tasks)
    .leftJoin(
      members,
      and(eq(members.businessId, tasks.businessId), eq(members.personId, tasks.assignee)),
    )
    .leftJoin(
      clients,
      and(eq(clients.businessId, tasks.businessId), eq(clients.id, tasks.clientId)),
    );
}

function open(businessId: string): SQL | undefined {
  return and(
    eq(tasks.businessId, businessId),
    sql`${tasks.status} = 'pending'`,
    isNull(tasks.removedAt),
  );
}

function scoped({ scope, personId, clientId, now }: TaskFilter): SQL | undefined {
  if (scope === "mine") return eq(tasks.assignee, personId);
  if (scope === "overdue") return sql`${tasks.dueAt} <= ${iso(now)}::timestamptz`;
  return scope === "client" ? eq(tasks.clientId, clientId ?? 0) : undefined;
}

type Row = Awaited<ReturnType<typeof selectTasks>>[number];

export function toTask({
  task,
  assigneeName,
  completedName,
  clientNumber,
  clientName,
  clientPhone,
}: Row): Task {
  const { id, number, title, assignee, clientId, dealId, callId, createdBy, completedBy } = task;
  return {
    id,
    number,
    title,
    status: task.status === "completed" ? "completed" : "pending",
    priority: task.priority === "high" || task.priority === "low" ? task.priority : "medium",
    dueAt: task.dueAt?.getTime() ?? null,
    assignee,
    assigneeName,
    client:
      clientId === null || clientNumber === null
        ? null
        : { id: clientId, number: clientNumber, name: clientName, phone: clientPhone },
    dealId,
    callId,
    createdBy,
    createdAt: task.createdAt.getTime(),
    completedAt: task.completedAt?.getTime() ?? null,
    completedBy,
    completedName,
  };
}
