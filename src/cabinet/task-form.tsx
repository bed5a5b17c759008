import type { VNode } from "preact";
import type { Member } from "../business/member.ts";
import type { Task } from "../crm/task.ts";
import { wallOf } from "../lib/zone.ts";
import type { Reader } from "./deal-visit.ts";
import { Csrf, Field, told } from "./field.tsx";
import { stampOf } from "./stamp.ts";
import { PriorityField, WhoField } from "./task-new.tsx";
import { dueOf } from "./task-visit.ts";
import type { Visit } from "./visit.tsx";

/** A task's form as it was typed, with what is wrong; `conflict`: another tab was quicker. */
export type TaskTyped = {
  title: string;
  when: string;
  assignee: string;
  priority: string;
  wrong: { title?: string; when?: string; assignee?: string };
  conflict: boolean;
};

export function typedOf(task: Task, reader: Reader): TaskTyped {
  return {
    title: task.title,
    when: writtenDue(task, reader),
    assignee: String(task.assignee ?? ""),
    priority: task.priority,
    wrong: {},
    conflict: false,
  };
}

/** What the form was made from. */
export function taskStamp({ title, dueAt, priority, assignee, status }: Task): string {
  return stampOf([title, dueAt, priority, assignee, status]);
}

export function TaskForm(about: {
  task: Task;
  members: readonly Member[];
  typed: TaskTyped;
  visit: Visit;
  reader: Reader;
}): VNode {
  const { task, members, typed, visit, reader } = about;
  const { wrong, conflict } = typed;
  const { say } = reader;
  return (
    <>
      {conflict && (
        <p class="note warn inset gap-t wrap" role="alert">
          {say("web-changed-meanwhile")} {say("web-changed-now")} {task.title} ·{" "}
          {dueOf(task, reader).words} · {task.assigneeName ?? say("web-task-nobody")}
        </p>
      )}
      <form class="form" method="post" action={`/dashboard/tasks/${task.number}`}>
        <Csrf token={visit.visitor.csrf} />
        <input type="hidden" name="stamp" value={taskStamp(task)} />
        <Field id="title" label={say("web-task-title")} wrong={wrong.title} wide>
          <input
            class="input"
            name="title"
            value={typed.title}
            maxLength={200}
            {...told("title", { wrong: wrong.title })}
          />
        </Field>
        <Field
          id="when"
          label={say("web-task-when")}
          help={say("web-task-when-help")}
          wrong={wrong.when}
          wide
        >
          <input
            class="input"
            name="when"
            value={typed.when}
            maxLength={100}
            autocomplete="off"
            {...told("when", { help: true, wrong: wrong.when })}
          />
        </Field>
        <WhoField
          id="assignee"
          members={members}
          chosen={typed.assignee}
          wrong={wrong.assignee}
          say={say}
        />
        <PriorityField chosen={typed.priority} say={say} />
        <div class="row span2">
          <button class="btn main">{say("web-save")}</button>
        </div>
      </form>
    </>
  );
}

/** A time as people write it; the form reads it back. */
export function writtenDue({ dueAt }: Task, { zone }: Reader): string {
  if (dueAt === null) return "";
  const { y, mo, d, h, mi } = wallOf(dueAt, zone);
  const [day, month, hour, minute] = [d, mo, h, mi].map((part) => String(part).padStart(2, "0"));
  return `${day}.${month}.${y} ${hour}:${minute}`;
}
