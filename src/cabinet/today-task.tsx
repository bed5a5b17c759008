import type { VNode } from "preact";
import type { Task } from "../crm/task.ts";
import { dateNear } from "../texts/format.ts";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { Empty, Sheet } from "./sheet.tsx";
import type { Desk } from "./today-desk.tsx";

type About = { desk: Desk; tasks: readonly Task[]; count: number; said: string | null };

/** What the member has to do, the most urgent first. */
export function TaskPart({ desk, tasks, count, said }: About): VNode {
  const { say } = desk;
  return (
    <>
      {said !== null && <p hidden data-say={said} />}
      <Sheet
        id="tk"
        title={say("web-tasks-title")}
        count={count}
        actions={
          <a class="btn quiet" href="/dashboard/tasks/new">
            <Icon name="plus" small />
            {say("web-tasks-new")}
          </a>
        }
        foot={
          tasks.length < count ? (
            <a href="/dashboard/tasks">{say("web-tasks-further", { shown: tasks.length })}</a>
          ) : null
        }
      >
        {tasks.length === 0 ? (
          <Empty words={say("web-tasks-none")} />
        ) : (
          <ul class="rows tk">
            {tasks.map((task) => (
              <TaskRow desk={desk} task={task} />
            ))}
          </ul>
        )}
      </Sheet>
    </>
  );
}

function TaskRow({ desk, task }: { desk: Desk; task: Task }): VNode {
  const { say, language, zone, now, visitor } = desk;
  const { number, title, dueAt, client } = task;
  const late = dueAt !== null && dueAt <= now;
  const when = dueAt === null ? say("web-tasks-undated") : dateNear(language, dueAt, now, zone);
  const line = late ? say("web-tasks-late", { when }) : when;
  return (
    <li>
      <form
        method="post"
        action={`/dashboard/today/tasks/${number}/done`}
        hx-post={`/dashboard/today/tasks/${number}/done`}
        hx-target="#part-tasks"
        hx-swap="innerHTML"
      >
        <Csrf token={visitor.csrf} />
        <button
          class="box"
          id={`tk-${number}`}
          aria-label={say("web-tasks-done", { title })}
          title={say("web-wait-done")}
        >
          <Icon name="check" small />
        </button>
      </form>
      <a class="plain grow wrap" href={`/dashboard/tasks/${number}`}>
        <span class={late || task.priority === "high" ? "strong" : ""}>{title}</span>
        <span class={late ? "small bad" : "small muted"}>
          {[line, client?.name].filter(Boolean).join(" · ")}
        </span>
      </a>
    </li>
  );
}
