import { Composer } from "grammy";
import { membersOf } from "../business/member-service.ts";
import {
  changeTask,
  completeTask,
  deleteTask,
  reopenTask,
  type TaskChange,
} from "../crm/task-service.ts";
import { delayed } from "../crm/task.ts";
import { allowed, type Acting } from "./access.ts";
import { isElsewhere } from "./here.ts";
import type { DeskContext } from "./context.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show, tell } from "./screen.ts";
import { addTask, askTask, doneLine, refused } from "./task-form.ts";
import { dropScreen, goneScreen, whenScreen, whoScreen } from "./task-screen.ts";
import { cardOf, listScreen, showGone, shownHere, showTask, taskHere } from "./task-show.ts";

export const taskComposer = new Composer<DeskContext>();

taskComposer.command("tasks", async (ctx) => {
  const member = await worker(ctx);
  if (!member) return;
  const list = await listScreen(ctx, member, { scope: "mine", page: 0 });
  await send(ctx, member.business.id, list);
});

taskComposer.command("task", async (ctx) => {
  const member = await worker(ctx);
  if (!member) return;
  const written = ctx.match.trim();
  if (written === "") return askTask(ctx, member, { what: "new", of: {} });
  const refusal = await addTask(ctx, member, { written, of: {} });
  if (refusal !== null) await send(ctx, null, { html: refusal });
});

export const taskPresses: Presses<
  | "tasks"
  | "task"
  | "task_done"
  | "task_reopen"
  | "task_when"
  | "task_later"
  | "task_undated"
  | "task_ask"
  | "task_who"
  | "task_assign"
  | "task_urgency"
  | "task_drop"
  | "task_drop_sure"
  | "task_new"
> = {
  tasks: {
    right: "see_calls",
    run: async (ctx, member, { scope, page, clientId }) => {
      if (await shownHere(ctx, member.business.id))
        await show(
          ctx,
          member.business.id,
          await listScreen(ctx, member, { scope, page, clientId }),
        );
    },
  },
  task: {
    right: "see_calls",
    run: async (ctx, member, { taskId }) => {
      const task = await taskHere(ctx, member, taskId);
      if (task) await showTask(ctx, member, { task });
    },
  },
  task_done: {
    right: "work",
    run: (ctx, member, { taskId }) => settle(ctx, member, { taskId, change: completeTask }),
  },
  task_reopen: {
    right: "work",
    run: (ctx, member, { taskId }) => settle(ctx, member, { taskId, change: reopenTask }),
  },
  task_when: {
    right: "work",
    run: async (ctx, member, { taskId }) => {
      const task = await taskHere(ctx, member, taskId);
      if (!task) return;
      const screen = whenScreen(ctx.desk.language, await cardOf(ctx, member, task));
      await show(ctx, member.business.id, screen);
    },
  },
  task_later: {
    right: "work",
    run: (ctx, member, { taskId, delay }) => {
      const dueAt = delayed(delay, ctx.desk.deps.clock.now(), member.business.timezone);
      return settle(ctx, member, { taskId, change: patching({ dueAt }) });
    },
  },
  task_undated: {
    right: "work",
    run: (ctx, member, { taskId }) =>
      settle(ctx, member, { taskId, change: patching({ dueAt: null }) }),
  },
  task_ask: {
    right: "work",
    run: async (ctx, member, { taskId, what }) => {
      if (await taskHere(ctx, member, taskId)) await askTask(ctx, member, { what, taskId });
    },
  },
  task_who: {
    right: "work",
    run: async (ctx, member, { taskId, page }) => {
      const task = await taskHere(ctx, member, taskId);
      if (!task) return;
      const members = await membersOf(ctx.desk.deps.db, member.business.id);
      await show(ctx, member.business.id, whoScreen(ctx.desk.language, { task, members, page }));
    },
  },
  task_assign: {
    right: "work",
    run: async (ctx, member, { taskId, personId }) => {
      const members = await membersOf(ctx.desk.deps.db, member.business.id);
      if (!members.some((one) => one.personId === personId)) return tell(ctx, "task-not-member");
      await settle(ctx, member, { taskId, change: patching({ assignee: personId }) });
    },
  },
  task_urgency: {
    right: "work",
    run: (ctx, member, { taskId, priority }) =>
      settle(ctx, member, { taskId, change: patching({ priority }) }),
  },
  task_drop: {
    right: "work",
    run: async (ctx, member, { taskId }) => {
      const task = await taskHere(ctx, member, taskId);
      if (task) await show(ctx, member.business.id, dropScreen(ctx.desk.language, task));
    },
  },
  task_drop_sure: { right: "work", run: drop },
  task_new: {
    right: "work",
    run: async (ctx, member, { clientId, dealId }) => {
      if (await shownHere(ctx, member.business.id))
        await askTask(ctx, member, { what: "new", of: { clientId, dealId } });
    },
  },
};

type Change = typeof completeTask;

function patching(patch: Parameters<typeof changeTask>[2]["patch"]): Change {
  return (tx, businessId, step) => changeTask(tx, businessId, { ...step, patch });
}

/** Changes a task and shows it as it is then, also when somebody else was quicker. */
async function settle(
  ctx: DeskContext,
  member: Acting,
  { taskId, change }: { taskId: number; change: Change },
): Promise<void> {
  const { business } = member;
  if (!(await shownHere(ctx, business.id))) return;
  const outcome = await changed(ctx, member, { taskId, change });
  const left = await refused(ctx, member, outcome);
  if (!left) return;
  const said = "refused" in outcome ? { said: doneLine(ctx, member, left.task) } : {};
  await showTask(ctx, member, { task: left.task, ...said });
}

async function drop(
  ctx: DeskContext,
  member: Acting,
  { taskId }: { taskId: number },
): Promise<void> {
  const { business } = member;
  const { language } = ctx.desk;
  if (!(await shownHere(ctx, business.id))) return;
  const outcome = await changed(ctx, member, { taskId, change: deleteTask });
  if ("refused" in outcome) return showGone(ctx, business.id);
  const { number, title } = outcome.task;
  const said = html(language, "task-dropped", { number: String(number), title });
  await show(ctx, business.id, goneScreen(language, said));
}

function changed(
  ctx: DeskContext,
  { business }: Acting,
  { taskId, change }: { taskId: number; change: Change },
): Promise<TaskChange> {
  const { deps, person } = ctx.desk;
  const step = { taskId, by: person.id, now: deps.clock.now(), zone: business.timezone };
  return change(deps.db, business.id, step);
}

/** A member in a place where tasks, and with them clients, may be told of. */
async function worker(ctx: DeskContext): Promise<Acting | null> {
  if (await isElsewhere(ctx)) return null;
  return allowed(ctx, "work");
}
