import { and, desc, eq, inArray, isNotNull, isNull, lte } from "drizzle-orm";
import { tasks } from "../db/schema/crm.ts";
import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import type { DomainEvent } from "../events/event.ts";
import { add, remove } from "../jobs/job-service.ts";
import { AppError } from "../lib/app-error.ts";
import { nextNumbers } from "./count-service.ts";
import { countOpen, openTasks, openTasksDue, selectTasks, taskById, toTask } from "./task-store.ts";
import type { TaskCounts, TaskFilter } from "./task-store.ts";
import { reminderAt, taskData, type Priority, type Task } from "./task.ts";

export type { TaskCounts, TaskScope } from "./task-store.ts";

type NewTask = {
  title: string;
  dueAt: number | null;
  priority: Priority;
  assignee: number;
  clientId: number | null;
  dealId?: number | null;
  callId: number | null;
  by: number;
  now: number;
  zone: string;
};
type TaskPatch = {
  title?: string;
  dueAt?: number | null;
  priority?: Priority;
  assignee?: number;
};
type Step = { taskId: number; by: number; now: number; zone: string };
/** `gone`: deleted meanwhile; `completed` and `pending`: somebody else was quicker, and the task is as they left it. */
export type TaskChange = { task: Task } | { refused: "gone" } | { refused: "state"; task: Task };

/** Notes what is to be done. */
export async function createTask(tx: Tx, businessId: string, value: NewTask): Promise<Task> {
  const { now, zone, by, dueAt, ...fields } = value;
  return tx.transaction(async (inner) => {
    const [number = 0] = await nextNumbers(inner, businessId, { what: "tasks" });
    const [row] = await inner
      .insert(tasks)
      .values({
        businessId,
        number,
        ...fields,
        dueAt: dateOf(dueAt),
        createdBy: by,
        createdAt: new Date(now),
      })
      .returning({ id: tasks.id });
    const task = row && (await taskById(inner, businessId, { taskId: row.id }));
    if (!task) throw new AppError("tasks.not_saved", "conflict");
    await planReminder(inner, businessId, { task, now, zone });
    await emit(inner, [eventOf(businessId, "task.created", { task, now, zone })]);
    return task;
  });
}

/** A task that is not deleted, or null. */
export async function taskOf(tx: Tx, businessId: string, taskId: number): Promise<Task | null> {
  return taskById(tx, businessId, { taskId });
}

/** These tasks, unless they are deleted, in the order of their numbers from the newest. */
export async function tasksWith(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<Task[]> {
  if (ids.length === 0) return [];
  const rows = await selectTasks(tx)
    .where(
      and(eq(tasks.businessId, businessId), inArray(tasks.id, [...ids]), isNull(tasks.removedAt)),
    )
    .orderBy(desc(tasks.number));
  return rows.map(toTask);
}

/** The id behind a number that people see, of a deleted task, too. */
export async function taskNumbered(
  tx: Tx,
  businessId: string,
  number: number,
): Promise<number | null> {
  const [row] = await tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.businessId, businessId), eq(tasks.number, number)));
  return row?.id ?? null;
}

/** Changes an open task; its assignee is reminded at the new time. */
export async function changeTask(
  tx: Tx,
  businessId: string,
  { patch, ...step }: Step & { patch: TaskPatch },
): Promise<TaskChange> {
  const { dueAt, ...rest } = patch;
  const set = { ...rest, ...(dueAt === undefined ? {} : { dueAt: dateOf(dueAt) }) };
  return change(tx, businessId, { step, from: "pending", set, event: "task.updated" });
}

/** It is done: of several who say so at once one does. */
export async function completeTask(tx: Tx, businessId: string, step: Step): Promise<TaskChange> {
  const set = { status: "completed", completedAt: new Date(step.now), completedBy: step.by };
  return change(tx, businessId, { step, from: "pending", set, event: "task.completed" });
}

/** It is not done after all. */
export async function reopenTask(tx: Tx, businessId: string, step: Step): Promise<TaskChange> {
  const set = { status: "pending", completedAt: null, completedBy: null };
  return change(tx, businessId, { step, from: "completed", set, event: "task.updated" });
}

/** Takes a task away, open or done. */
export async function deleteTask(tx: Tx, businessId: string, step: Step): Promise<TaskChange> {
  const set = { removedAt: new Date(step.now), remindAt: null };
  return change(tx, businessId, { step, from: null, set, event: "task.deleted" });
}

/** Open tasks of a list, the most urgent first. */
export async function listTasks(
  tx: Tx,
  businessId: string,
  value: TaskFilter & { limit: number; offset: number },
): Promise<Task[]> {
  return openTasks(tx, businessId, value);
}

/** How many tasks each list holds. */
export async function countTasks(
  tx: Tx,
  businessId: string,
  value: { personId: number; now: number },
): Promise<TaskCounts> {
  return countOpen(tx, businessId, value);
}

/** Open tasks whose time has come, the longest late first, for the daily message; at most a hundred. */
export async function overdueTasks(tx: Tx, businessId: string, now: number): Promise<Task[]> {
  return openTasks(tx, businessId, { scope: "overdue", personId: 0, now, limit: MANY, offset: 0 });
}

/** Open tasks due in [from, to), the earliest first; at most a hundred. */
export async function tasksDue(
  tx: Tx,
  businessId: string,
  { from, to }: { from: number; to: number },
): Promise<Task[]> {
  return openTasksDue(tx, businessId, { from, to, limit: MANY });
}

/** Takes the reminder that is due, once; null when there is none: moved, done, deleted, or told before. */
export async function takeReminder(
  tx: Tx,
  businessId: string,
  { taskId, now }: { taskId: number; now: number },
): Promise<Task | null> {
  const [taken] = await tx
    .update(tasks)
    .set({ remindAt: null })
    .where(
      and(
        eq(tasks.businessId, businessId),
        eq(tasks.id, taskId),
        eq(tasks.status, "pending"),
        isNotNull(tasks.remindAt),
        lte(tasks.remindAt, new Date(now)),
      ),
    )
    .returning({ id: tasks.id });
  return taken ? taskById(tx, businessId, { taskId }) : null;
}

const MANY = 100;

type Changing = {
  step: Step;
  /** The status it must have; null: any. */
  from: Task["status"] | null;
  set: Partial<typeof tasks.$inferInsert>;
  event: "task.updated" | "task.completed" | "task.deleted";
};

async function change(
  tx: Tx,
  businessId: string,
  { step, from, set, event }: Changing,
): Promise<TaskChange> {
  const { taskId, now, zone } = step;
  return tx.transaction(async (inner) => {
    const before = await taskById(inner, businessId, { taskId, lock: true });
    if (!before) return { refused: "gone" as const };
    if (from !== null && before.status !== from) return { refused: "state" as const, task: before };
    await inner
      .update(tasks)
      .set(set)
      .where(and(eq(tasks.businessId, businessId), eq(tasks.id, taskId)));
    const after = await taskById(inner, businessId, { taskId });
    const task = after ?? before;
    // A task that has been reminded of is not again, because somebody made it urgent.
    if (after?.dueAt !== before.dueAt || after.status !== before.status)
      await planReminder(inner, businessId, { task, now, zone, gone: after === null });
    await emit(inner, [eventOf(businessId, event, { task, now, zone })]);
    return { task };
  });
}

function eventOf(
  businessId: string,
  event: "task.created" | Changing["event"],
  { task, now, zone }: { task: Task; now: number; zone: string },
): DomainEvent {
  return { businessId, event, data: taskData(task, zone), at: now };
}

/** The one reminder that a task waits for, or none. */
async function planReminder(
  tx: Tx,
  businessId: string,
  value: { task: Task; now: number; zone: string; gone?: boolean },
): Promise<void> {
  const { task, now, zone, gone = false } = value;
  const key = `task.remind:${task.id}`;
  const due = !gone && task.status === "pending" ? task.dueAt : null;
  const ahead = due === null ? 0 : reminderAt(due, zone);
  const at = ahead > now ? ahead : null;
  await tx
    .update(tasks)
    .set({ remindAt: dateOf(at) })
    .where(and(eq(tasks.businessId, businessId), eq(tasks.id, task.id)));
  if (at === null) return remove(tx, key);
  await add(tx, {
    task: "task.remind",
    payload: { businessId, taskId: task.id },
    key,
    runAt: at,
  });
}

function dateOf(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
