import { Router } from "@koa/router";
import type { VNode } from "preact";
import { dealsWith } from "../crm/deal-list-service.ts";
import {
  changeTask,
  completeTask,
  deleteTask,
  reopenTask,
  type TaskChange,
} from "../crm/task-service.ts";
import { taskCounts, taskPage, taskViews, type TaskView } from "../crm/task-list-service.ts";
import { delayed, delays, type Task } from "../crm/task.ts";
import { AppError } from "../lib/app-error.ts";
import { toInstant, wallOf } from "../lib/zone.ts";
import { keepComment } from "./deal-comment.tsx";
import { readerOf, type Reader } from "./deal-visit.ts";
import { Icon } from "./icon.tsx";
import { numberIn } from "./input.ts";
import { Empty } from "./sheet.tsx";
import { saveTask } from "./task-edit.tsx";
import { createNewTask, newTask, QuickTask, readNewTask } from "./task-new.tsx";
import { lookAtTask } from "./task-page.tsx";
import { TaskRow, type Row } from "./task-row.tsx";
import { stateLine, taskDone, taskHere } from "./task-visit.ts";
import { reading, writing, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";

const PAGE = 50;

/** The lists of tasks, one task, and what can be done with it. */
export function taskRouter(deps: CabinetDeps): Router {
  const router = new Router();
  type Run = (deps: CabinetDeps, visit: Visit) => Promise<Answer>;
  const read = (path: string, run: Run): void =>
    void router.get(
      path,
      reading(deps, "work", (visit) => run(deps, visit)),
    );
  const write = (path: string, run: Run): void =>
    void router.post(
      path,
      writing(deps, "work", (visit) => run(deps, visit)),
    );
  read("/dashboard/tasks", list);
  read("/dashboard/tasks/new", newTask);
  write("/dashboard/tasks/new", createNewTask);
  write("/dashboard/tasks/read", readNewTask);
  read("/dashboard/tasks/:number", async (_deps, visit) =>
    lookAtTask(deps, visit, { task: await taskHere(deps, visit) }),
  );
  write("/dashboard/tasks/:number", saveTask);
  write("/dashboard/tasks/:number/done", (_deps, visit) =>
    settle(deps, visit, { change: completeTask, done: "done" }),
  );
  write("/dashboard/tasks/:number/reopen", (_deps, visit) =>
    settle(deps, visit, { change: reopenTask, done: "reopened" }),
  );
  write("/dashboard/tasks/:number/later", later);
  write("/dashboard/tasks/:number/remove", remove);
  write("/dashboard/tasks/:number/comments", comment);
  return router;
}

async function list(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, query, now } = visit;
  const { id } = visitor.business;
  const reader = readerOf(visit);
  const { say } = reader;
  const view = taskViews.find((one) => one === query.get("view")) ?? "mine";
  const seen = { personId: visitor.personId, now, dayEnd: dayEnd(reader) };
  const [found, counts, done] = await Promise.all([
    taskPage(deps.db, id, { view, after: markIn(query.get("after")), limit: PAGE + 1, ...seen }),
    taskCounts(deps.db, id, seen),
    taskDone(deps, visit),
  ]);
  const tasks = found.slice(0, PAGE);
  const rows = await rowsOf(deps, visit, { tasks, back: view });
  const next = found.length > PAGE ? nextOf(view, tasks.at(-1)) : null;
  return {
    page: {
      title: say("web-tasks"),
      section: "tasks",
      styles: ["task"],
      lead: say("web-task-list-lead", { all: counts.all, late: counts.overdue }),
      done,
      actions: (
        <a class="btn main" href="/dashboard/tasks/new">
          <Icon name="plus" small />
          {say("web-task-new-short")}
        </a>
      ),
      body: (
        <>
          <Views view={view} counts={counts} reader={reader} />
          <section class="sheet" aria-label={say("web-tasks")}>
            <QuickTask of={{}} visit={visit} reader={reader} />
            {rows.length === 0 && <Empty words={say(`web-task-list-none-${view}`)} />}
            <ul class="rows tasks">
              {rows.map((row) => (
                <TaskRow row={row} csrf={visitor.csrf} reader={reader} />
              ))}
            </ul>
            {next !== null && (
              <div class="foot">
                <a href={next}>{say("web-list-more")}</a>
              </div>
            )}
          </section>
        </>
      ),
    },
  };
}

type Counts = Awaited<ReturnType<typeof taskCounts>>;

function Views(about: { view: TaskView; counts: Counts; reader: Reader }): VNode {
  const { view, counts, reader } = about;
  return (
    <nav class="chips" aria-label={reader.say("web-task-list-views")}>
      {taskViews.map((one) => {
        const count = one === "done" ? null : counts[one];
        const late = one === "overdue" && counts.overdue > 0;
        return (
          <a
            class="chip"
            href={`/dashboard/tasks?view=${one}`}
            {...(one === view ? { "aria-current": "page" as const } : {})}
          >
            {reader.say(`web-task-list-${one}`)}
            {count !== null && <span class={late ? "bad" : "muted"}>{count}</span>}
          </a>
        );
      })}
    </nav>
  );
}

type Change = typeof completeTask;
type Settling = { change: Change; done: string };

/** Does it and shows the row as it is then, or leads back to the list. */
async function settle(
  deps: CabinetDeps,
  visit: Visit,
  { change, done }: Settling,
): Promise<Answer> {
  const task = await taskHere(deps, visit);
  const { visitor, form } = visit;
  const outcome = await changed(deps, visit, { task, change });
  const back = form.get("back") ?? "";
  if (visit.part) {
    const [row] = await rowsOf(deps, visit, { tasks: [outcome.task], back });
    const reader = readerOf(visit);
    const said = "refused" in outcome ? { said: stateLine(outcome.task, reader) } : {};
    if (row)
      return { part: <TaskRow row={{ ...row, ...said }} csrf={visitor.csrf} reader={reader} /> };
  }
  if ("refused" in outcome) {
    const told = stateLine(outcome.task, readerOf(visit));
    return lookAtTask(deps, visit, { task: outcome.task, told });
  }
  return { to: backTo(back, task, done) };
}

async function later(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const delay = delays.find((one) => one === form.get("delay"));
  if (delay === undefined) throw new AppError("tasks.no_delay", "invalid");
  const dueAt = delayed(delay, now, visitor.business.timezone);
  const change: Change = (tx, id, step) => changeTask(tx, id, { ...step, patch: { dueAt } });
  return settle(deps, visit, { change, done: "saved" });
}

async function remove(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const task = await taskHere(deps, visit);
  await changed(deps, visit, { task, change: deleteTask });
  return { to: "/dashboard/tasks?done=removed" };
}

async function comment(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const task = await taskHere(deps, visit);
  const about = { taskId: task.id };
  const to = `/dashboard/tasks/${task.number}?done=comment`;
  const kept = await keepComment(deps, visit, { about, reader: readerOf(visit), to });
  return "to" in kept ? kept : lookAtTask(deps, visit, { task, comment: kept.typed });
}

async function changed(
  deps: CabinetDeps,
  { visitor, now }: Visit,
  { task, change }: { task: Task; change: Change },
): Promise<Exclude<TaskChange, { refused: "gone" }>> {
  const { id, timezone: zone } = visitor.business;
  const step = { taskId: task.id, by: visitor.personId, now, zone };
  const outcome = await change(deps.db, id, step);
  if ("refused" in outcome && outcome.refused === "gone")
    throw new AppError("tasks.not_found", "not_found");
  return outcome;
}

async function rowsOf(
  { db }: CabinetDeps,
  { visitor }: Visit,
  { tasks, back }: { tasks: readonly Task[]; back: string },
): Promise<Row[]> {
  const ids = tasks.flatMap(({ dealId }) => (dealId === null ? [] : [dealId]));
  const deals = await dealsWith(db, visitor.business.id, [...new Set(ids)]);
  const known = new Map(deals.filter(({ removed }) => !removed).map((deal) => [deal.id, deal]));
  return tasks.map((task) => ({
    task,
    deal: task.dealId === null ? null : (known.get(task.dealId) ?? null),
    back,
  }));
}

/** Only to lists of ours. */
function backTo(back: string, { number }: Task, done: string): string {
  const deal = numberIn(/^deal-(\d+)$/.exec(back)?.[1]);
  if (deal !== null)
    return `/dashboard/deals/${deal}?done=${done === "saved" ? "saved" : ""}#tasks`;
  const view = taskViews.find((one) => one === back);
  if (view !== undefined) return `/dashboard/tasks?view=${view}&done=${done}&n=${number}`;
  return `/dashboard/tasks/${number}?done=${done}&n=${number}`;
}

function nextOf(view: TaskView, last: Task | undefined): string | null {
  if (last === undefined) return null;
  const at = (view === "done" ? last.completedAt : last.dueAt) ?? "none";
  return `/dashboard/tasks?view=${view}&after=${at}-${last.id}`;
}

function markIn(written: string | null): { at: number | null; id: number } | null {
  const [, at, id] = /^(\d{1,15}|none)-(\d{1,15})$/.exec(written ?? "") ?? [];
  if (at === undefined || id === undefined) return null;
  return { at: at === "none" ? null : Number(at), id: Number(id) };
}

/** When today ends on the business's wall. */
function dayEnd({ now, zone }: Reader): number {
  const wall = wallOf(now, zone);
  return toInstant({ ...wall, d: wall.d + 1, h: 0, mi: 0, s: 0 }, zone);
}
