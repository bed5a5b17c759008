import { taskNumbered, taskOf } from "../crm/task-service.ts";
import type { Task } from "../crm/task.ts";
import { AppError } from "../lib/app-error.ts";
import { dateNear } from "../texts/format.ts";
import type { Reader } from "./deal-visit.ts";
import { numberIn } from "./input.ts";
import { sayIn } from "./say.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";

/** The task of the address; a deleted one, or another business's, is as unknown as one that never was. */
export async function taskHere({ db }: CabinetDeps, { visitor, params }: Visit): Promise<Task> {
  const { id } = visitor.business;
  const number = numberIn(params["number"]);
  const taskId = number === null ? null : await taskNumbered(db, id, number);
  const task = taskId === null ? null : await taskOf(db, id, taskId);
  if (!task) throw new AppError("tasks.not_found", "not_found");
  return task;
}

/** Until when, and whether that is over. */
export function dueOf(task: Task, reader: Reader): { words: string; late: boolean } {
  const { say, language, zone, now } = reader;
  if (task.dueAt === null) return { words: say("web-task-undated"), late: false };
  const late = task.status === "pending" && task.dueAt <= now;
  return { words: dateNear(language, task.dueAt, now, zone), late };
}

/** "This task is done already", by whom and when; or that it is open again. */
export function stateLine(task: Task, { say, language, zone, now }: Reader): string {
  if (task.status === "pending") return say("task-open-again");
  const when = dateNear(language, task.completedAt ?? task.createdAt, now, zone);
  return say("task-done-by", { name: task.completedName ?? "…", when });
}

/** What was just done, with the day of the task that it was done to. */
export async function taskDone(deps: CabinetDeps, visit: Visit): Promise<string | null> {
  const { visitor, query, now } = visit;
  const { id, timezone: zone } = visitor.business;
  const { language } = visitor;
  const say = sayIn(language);
  const what = query.get("done");
  if (what === "comment") return say("web-comment-done");
  if (what === "removed") return say("web-task-done-removed");
  if (what === "done") return say("web-task-done-done");
  if (what === "reopened") return say("web-task-done-reopened");
  if (what !== "made" && what !== "saved") return null;
  const number = numberIn(query.get("n"));
  const taskId = number === null ? null : await taskNumbered(deps.db, id, number);
  const task = taskId === null ? null : await taskOf(deps.db, id, taskId);
  if (!task) return say("web-task-done-saved");
  const due = dueOf(task, { say, language, zone, now }).words;
  return say(what === "made" ? "web-task-done-made" : "web-task-done-due", {
    title: task.title,
    due,
  });
}
