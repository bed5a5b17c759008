import { membersOf } from "../business/member-service.ts";
import { holdTask } from "../crm/task-list-service.ts";
import { changeTask, type TaskChange } from "../crm/task-service.ts";
import { priorities, readTitle, type Task } from "../crm/task.ts";
import { readWhen } from "../crm/when.ts";
import { AppError } from "../lib/app-error.ts";
import { dateNear } from "../texts/format.ts";
import { readerOf, typedIn, type Reader } from "./deal-visit.ts";
import { taskStamp, writtenDue, type TaskTyped } from "./task-form.tsx";
import { lookAtTask } from "./task-page.tsx";
import { stateLine, taskHere } from "./task-visit.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

type Patch = Parameters<typeof changeTask>[2]["patch"];

/** Changes a task; what another tab has changed meanwhile is shown first. */
export async function saveTask(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const task = await taskHere(deps, visit);
  const { visitor, form, now } = visit;
  const { id, timezone: zone } = visitor.business;
  const reader = readerOf(visit);
  const typed: TaskTyped = {
    title: typedIn(form, "title"),
    when: typedIn(form, "when"),
    assignee: form.get("assignee") ?? "",
    priority: form.get("priority") ?? "",
    wrong: {},
    conflict: false,
  };
  const stamp = form.get("stamp");
  if (stamp !== taskStamp(task))
    return lookAtTask(deps, visit, { task, typed: { ...typed, conflict: true } });
  const members = await membersOf(deps.db, id);
  const read = await readPatch(typed, {
    task,
    team: members.map(({ personId }) => personId),
    reader,
  });
  if ("wrong" in read) return lookAtTask(deps, visit, { task, typed: { ...typed, ...read } });
  const { patch } = read;
  const step = { taskId: task.id, by: visitor.personId, now, zone };
  const outcome = await deps.db.transaction(async (tx): Promise<TaskChange | { other: Task }> => {
    const held = await holdTask(tx, id, task.id);
    if (held !== null && taskStamp(held) !== stamp) return { other: held };
    return changeTask(tx, id, { ...step, patch });
  });
  if ("other" in outcome)
    return lookAtTask(deps, visit, { task: outcome.other, typed: { ...typed, conflict: true } });
  if ("refused" in outcome && outcome.refused === "gone")
    throw new AppError("tasks.not_found", "not_found");
  if ("refused" in outcome)
    return lookAtTask(deps, visit, {
      task: outcome.task,
      told: stateLine(outcome.task, reader),
      typed,
    });
  return { to: `/dashboard/tasks/${task.number}?done=saved&n=${task.number}` };
}

async function readPatch(
  typed: TaskTyped,
  { task, team, reader }: { task: Task; team: readonly number[]; reader: Reader },
): Promise<{ patch: Patch } | { wrong: TaskTyped["wrong"] }> {
  const wrong: TaskTyped["wrong"] = {};
  const patch: Patch = {};
  const priority = priorities.find((one) => one === typed.priority);
  if (priority !== undefined) patch.priority = priority;
  if (typed.title.trim() !== task.title) {
    const { title } = readTitle(typed.title);
    if (title === null) wrong.title = reader.say("web-task-empty");
    else patch.title = title;
  }
  if (typed.assignee !== String(task.assignee ?? "")) {
    const assignee = team.find((personId) => String(personId) === typed.assignee);
    if (assignee === undefined) wrong.assignee = reader.say("task-not-member");
    else patch.assignee = assignee;
  }
  if (typed.when.trim() !== writtenDue(task, reader)) {
    const due = await readDue(typed.when, reader);
    if ("wrong" in due) wrong.when = due.wrong;
    else patch.dueAt = due.dueAt;
  }
  return Object.keys(wrong).length > 0 ? { wrong } : { patch };
}

/** A time in a person's own words; an empty field takes it away. */
async function readDue(
  typed: string,
  { say, language, zone, now }: Reader,
): Promise<{ dueAt: number | null } | { wrong: string }> {
  if (typed.trim() === "") return { dueAt: null };
  const read = await readWhen(typed, { now, zone, language });
  if (read === null) return { wrong: say("web-when-wrong") };
  if ("past" in read)
    return { wrong: say("web-when-past", { when: dateNear(language, read.past, now, zone) }) };
  return { dueAt: read.at };
}
