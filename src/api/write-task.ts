import { cleanName } from "../business/business.ts";
import { membersOf } from "../business/member-service.ts";
import { dealOf } from "../crm/deal-service.ts";
import { dealNumbered } from "../crm/deal-list-service.ts";
import { clientByNumber } from "../crm/handle-service.ts";
import {
  changeTask,
  completeTask,
  createTask,
  deleteTask,
  taskNumbered,
  type TaskChange,
} from "../crm/task-service.ts";
import type { Priority } from "../crm/task.ts";
import type { Tx } from "../db/client.ts";
import { instantOf, type ApiContext } from "./context.ts";
import { taskShown } from "./read-work.ts";
import { NO_ERRORS, refusal } from "./user-error.ts";

const TITLE_LENGTH = 200;

type Create = {
  title: string;
  dueAt?: string | null;
  priority?: Priority | null;
  assignee?: string | null;
  clientId?: number | null;
  dealId?: number | null;
};
type Update = {
  title?: string | null;
  dueAt?: string | null;
  priority?: Priority | null;
  assignee?: string | null;
};
type Step = { taskId: number; by: number; now: number; zone: string };

export const taskMutations = {
  createTask: async ({ input }: { input: Create }, ctx: ApiContext) => {
    const { db, business, holder } = ctx;
    const title = cleanName(input.title, TITLE_LENGTH);
    if (title === null) return refusal("INVALID", "title");
    const assignee = await memberNamed(input.assignee ?? null, ctx);
    if (assignee === null) return refusal("NOT_FOUND", "assignee");
    const dealId = input.dealId ? await dealNumbered(db, business.id, input.dealId) : null;
    if (input.dealId && dealId === null) return refusal("NOT_FOUND", "dealId");
    const deal = dealId === null ? null : await dealOf(db, business.id, dealId);
    const asked = input.clientId ? await clientByNumber(db, business.id, input.clientId) : null;
    if (input.clientId && asked === null) return refusal("NOT_FOUND", "clientId");
    const task = await db.transaction((tx) =>
      createTask(tx, business.id, {
        title,
        dueAt: input.dueAt ? instantOf(ctx, input.dueAt) : null,
        priority: input.priority ?? "medium",
        assignee,
        clientId: asked ?? deal?.client?.id ?? null,
        dealId,
        callId: null,
        by: holder.createdBy,
        now: ctx.now(),
        zone: business.timezone,
      }),
    );
    return { task: taskShown(task, ctx), ...NO_ERRORS };
  },
  updateTask: async ({ id, input }: { id: number; input: Update }, ctx: ApiContext) => {
    const title = input.title == null ? undefined : cleanName(input.title, TITLE_LENGTH);
    if (title === null || input.title === null) return refusal("INVALID", "title");
    const assignee = input.assignee == null ? undefined : await memberNamed(input.assignee, ctx);
    if (assignee === null) return refusal("NOT_FOUND", "assignee");
    const { dueAt, priority } = input;
    const patch = {
      ...(title === undefined ? {} : { title }),
      ...(dueAt === undefined ? {} : { dueAt: dueAt === null ? null : instantOf(ctx, dueAt) }),
      ...(priority ? { priority } : {}),
      ...(assignee === undefined ? {} : { assignee }),
    };
    return onTask(id, ctx, (tx, step) => changeTask(tx, ctx.business.id, { ...step, patch }));
  },
  completeTask: async ({ id }: { id: number }, ctx: ApiContext) =>
    onTask(id, ctx, (tx, step) => completeTask(tx, ctx.business.id, step)),
  deleteTask: async ({ id }: { id: number }, ctx: ApiContext) =>
    onTask(id, ctx, (tx, step) => deleteTask(tx, ctx.business.id, step)),
};

/** Who stands behind the token does it. */
async function onTask(
  id: number,
  ctx: ApiContext,
  change: (tx: Tx, step: Step) => Promise<TaskChange>,
) {
  const { db, business, holder } = ctx;
  const taskId = await taskNumbered(db, business.id, id);
  if (taskId === null) return refusal("NOT_FOUND", "id");
  const step = { taskId, by: holder.createdBy, now: ctx.now(), zone: business.timezone };
  const done = await db.transaction((tx) => change(tx, step));
  if (!("refused" in done)) return { task: taskShown(done.task, ctx), ...NO_ERRORS };
  if (done.refused === "gone") return refusal("NOT_FOUND", "id");
  return { task: taskShown(done.task, ctx), ...refusal("STATE", "id") };
}

/** The member of a name; without one whoever made the token, or the owner when they have left. */
async function memberNamed(
  name: string | null,
  { db, business, holder }: ApiContext,
): Promise<number | null> {
  const members = await membersOf(db, business.id);
  const found =
    name === null
      ? (members.find(({ personId }) => personId === holder.createdBy) ??
        members.find(({ role }) => role === "owner"))
      : members.find((member) => member.name.toLowerCase() === name.trim().toLowerCase());
  return found?.personId ?? null;
}
