import type { VNode } from "preact";
import type { Task } from "../crm/task.ts";
import { showPhone } from "../lib/phone.ts";
import type { Reader } from "./deal-visit.ts";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { Avatar, Badge, Tel } from "./sheet.tsx";
import { dueOf } from "./task-visit.ts";

/** A task in a list; `back` says which list its forms lead back to. */
export type Row = {
  task: Task;
  deal: { number: number; name: string } | null;
  back: string;
  /** What is to be told beside it, for who pressed something. */
  said?: string;
};

/** A row with its tick, which works without a script, and with what puts it off. */
export function TaskRow(about: { row: Row; csrf: string; reader: Reader }): VNode {
  const { row, csrf, reader } = about;
  const { task } = row;
  const { say } = reader;
  const to = `/dashboard/tasks/${task.number}`;
  const done = task.status === "completed";
  const due = dueOf(task, reader);
  return (
    <li class={done ? "task done" : "task"}>
      {row.said !== undefined && <span hidden data-say={row.said} />}
      <Tick row={row} csrf={csrf} reader={reader} />
      <div class="grow">
        <div class="task-top">
          <a class="plain strong wrap" href={to}>
            {task.title}
          </a>
          {task.priority === "high" && <Badge tone="warn">{say("web-task-high")}</Badge>}
          {task.priority === "low" && <Badge>{say("web-task-low")}</Badge>}
        </div>
        <div class="small muted wrap task-about">
          {done ? (
            <span>{say("web-task-is-done", { name: task.completedName ?? "…" })}</span>
          ) : (
            <span class={due.late ? "bad strong" : ""}>
              {due.late ? say("web-task-late", { when: due.words }) : due.words}
            </span>
          )}
          <About row={row} reader={reader} />
        </div>
      </div>
      {!done && <Later row={row} csrf={csrf} reader={reader} />}
      <span class="task-who" title={task.assigneeName ?? say("web-task-nobody")}>
        <Avatar name={task.assigneeName} small />
        <span class="sr">{task.assigneeName ?? say("web-task-nobody")}</span>
      </span>
    </li>
  );
}

/** Whom and what it is about, and where it came from. */
function About({ row: { task, deal }, reader: { say } }: { row: Row; reader: Reader }): VNode {
  const { client, callId } = task;
  return (
    <>
      {client !== null && (
        <span>
          <a href={`/dashboard/clients/${client.number}`}>{client.name ?? say("card-new")}</a>
          {client.phone !== null && (
            <> {<Tel phone={client.phone} shown={showPhone(client.phone)} />}</>
          )}
        </span>
      )}
      {deal !== null && (
        <span>
          <a href={`/dashboard/deals/${deal.number}`}>
            {say("web-task-deal", { name: deal.name })}
          </a>
        </span>
      )}
      {callId !== null && (
        <span>
          <a href={`/dashboard/calls/${callId}`}>{say("web-task-call")}</a>
        </span>
      )}
    </>
  );
}

function Tick({ row, csrf, reader }: { row: Row; csrf: string; reader: Reader }): VNode {
  const { task, back } = row;
  const done = task.status === "completed";
  const action = `/dashboard/tasks/${task.number}/${done ? "reopen" : "done"}`;
  const label = reader.say(done ? "web-task-reopen" : "web-task-do", { title: task.title });
  return (
    <form method="post" action={action} hx-post={action} hx-target="closest li" hx-swap="outerHTML">
      <Csrf token={csrf} />
      <input type="hidden" name="back" value={back} />
      <button
        id={`t-${task.number}`}
        class={done ? "check on" : "check"}
        aria-label={label}
        title={label}
      >
        <Icon name="check" small />
      </button>
    </form>
  );
}

const delays = ["hour", "evening", "tomorrow", "week"] as const;

function Later({ row, csrf, reader }: { row: Row; csrf: string; reader: Reader }): VNode {
  const { task, back } = row;
  const { say } = reader;
  const action = `/dashboard/tasks/${task.number}/later`;
  return (
    <details class="later">
      <summary class="btn icon quiet" aria-label={say("web-task-later", { title: task.title })}>
        <Icon name="clock" small />
      </summary>
      <form
        class="menu"
        method="post"
        action={action}
        hx-post={action}
        hx-target="closest li"
        hx-swap="outerHTML"
      >
        <Csrf token={csrf} />
        <input type="hidden" name="back" value={back} />
        {delays.map((delay) => (
          <button class="btn quiet" name="delay" value={delay}>
            {say(`task-later-${delay}`)}
          </button>
        ))}
      </form>
    </details>
  );
}
