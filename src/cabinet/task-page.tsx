import type { VNode } from "preact";
import { membersOf } from "../business/member-service.ts";
import type { Member } from "../business/member.ts";
import { dealsWith } from "../crm/deal-list-service.ts";
import { delays, type Task } from "../crm/task.ts";
import { showPhone } from "../lib/phone.ts";
import { dateNear } from "../texts/format.ts";
import { commentedOf, Comments, type Commented } from "./deal-comment.tsx";
import { readerOf, type Reader } from "./deal-visit.ts";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { Badge, Sheet, Tel } from "./sheet.tsx";
import { TaskForm, typedOf, type TaskTyped } from "./task-form.tsx";
import { dueOf, taskDone } from "./task-visit.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

type About = {
  task: Task;
  /** Why something was not done. */
  told?: string;
  typed?: TaskTyped;
  comment?: Commented["typed"];
};
type Looked = {
  task: Task;
  deal: { number: number; name: string } | null;
  members: Member[];
  commented: Commented;
  typed: TaskTyped;
};

/** One task with its form and its comments. */
export async function lookAtTask(deps: CabinetDeps, visit: Visit, about: About): Promise<Answer> {
  const { task, told, typed, comment = null } = about;
  const { id } = visit.visitor.business;
  const reader = readerOf(visit);
  const { say } = reader;
  const [members, commented, deals, done] = await Promise.all([
    membersOf(deps.db, id),
    commentedOf(deps, visit, { about: { taskId: task.id }, typed: comment }),
    dealsWith(deps.db, id, task.dealId === null ? [] : [task.dealId]),
    taskDone(deps, visit),
  ]);
  const deal = deals.find(({ removed }) => !removed) ?? null;
  const looked: Looked = {
    task,
    deal,
    members,
    commented,
    typed: typed ?? typedOf(task, reader),
  };
  const due = dueOf(task, reader);
  const status = told !== undefined || typed?.conflict === true ? 409 : 422;
  return {
    ...(told !== undefined || typed !== undefined || comment !== null ? { status } : {}),
    page: {
      title: task.title,
      section: "tasks",
      styles: ["task", "deal"],
      up: { to: "/dashboard/tasks", label: say("web-tasks") },
      lead: (
        <>
          №{task.number} · <span class={due.late ? "bad" : ""}>{due.words}</span>{" "}
          {task.status === "completed" && <Badge tone="ok">{say("web-task-completed")}</Badge>}
        </>
      ),
      done: told ?? done,
      body: <Whole looked={looked} visit={visit} reader={reader} />,
    },
  };
}

function Whole(about: { looked: Looked; visit: Visit; reader: Reader }): VNode {
  const { looked, visit, reader } = about;
  const { task, members, commented, typed } = looked;
  const here = `/dashboard/tasks/${task.number}`;
  return (
    <div class="split">
      <div class="stack">
        {task.status === "pending" && (
          <Sheet id="edit" title={reader.say("web-task")}>
            <TaskForm task={task} members={members} typed={typed} visit={visit} reader={reader} />
          </Sheet>
        )}
        <Comments commented={commented} action={`${here}/comments`} visit={visit} reader={reader} />
      </div>
      <div class="stack">
        <Acts task={task} visit={visit} reader={reader} />
        <Facts looked={looked} reader={reader} />
      </div>
    </div>
  );
}

function Acts(about: { task: Task; visit: Visit; reader: Reader }): VNode {
  const { task, visit, reader } = about;
  const { say } = reader;
  const { csrf } = visit.visitor;
  const here = `/dashboard/tasks/${task.number}`;
  const done = task.status === "completed";
  return (
    <Sheet id="acts" title={say("web-task-acts")}>
      <div class="pad stack8">
        <form method="post" action={`${here}/${done ? "reopen" : "done"}`}>
          <Csrf token={csrf} />
          <button class={done ? "btn" : "btn main"}>
            <Icon name={done ? "undo" : "check"} small />
            {say(done ? "web-task-again" : "web-task-finish")}
          </button>
        </form>
        {!done && (
          <form class="row" method="post" action={`${here}/later`}>
            <Csrf token={csrf} />
            {delays.map((delay) => (
              <button class="btn" name="delay" value={delay}>
                {say(`task-later-${delay}`)}
              </button>
            ))}
          </form>
        )}
        <details>
          <summary class="small">{say("web-remove")}</summary>
          <form class="stack8 gap-t" method="post" action={`${here}/remove`}>
            <Csrf token={csrf} />
            <p class="small">{say("web-task-remove-sure")}</p>
            <button class="btn danger">
              <Icon name="trash" small />
              {say("web-task-remove")}
            </button>
          </form>
        </details>
      </div>
    </Sheet>
  );
}

function Facts({ looked, reader }: { looked: Looked; reader: Reader }): VNode {
  const { task, deal } = looked;
  const { say, language, zone, now } = reader;
  const { client, callId, completedAt } = task;
  const near = (at: number): string => dateNear(language, at, now, zone);
  return (
    <Sheet id="facts" title={say("web-task-about")}>
      <dl class="facts pad">
        {client !== null && (
          <div>
            <dt class="small muted">{say("web-deal-client")}</dt>
            <dd class="wrap">
              <a href={`/dashboard/clients/${client.number}`}>{client.name ?? say("card-new")}</a>
              {client.phone !== null && (
                <>
                  {" · "}
                  <Tel phone={client.phone} shown={showPhone(client.phone)} />
                </>
              )}
            </dd>
          </div>
        )}
        {deal !== null && (
          <div>
            <dt class="small muted">{say("web-deal")}</dt>
            <dd class="wrap">
              <a href={`/dashboard/deals/${deal.number}`}>{deal.name}</a>
            </dd>
          </div>
        )}
        <div>
          <dt class="small muted">{say("web-deal-created")}</dt>
          <dd>
            {near(task.createdAt)}
            {callId !== null && (
              <>
                {" · "}
                <a href={`/dashboard/calls/${callId}`}>{say("web-task-call")}</a>
              </>
            )}
          </dd>
        </div>
        {completedAt !== null && (
          <div>
            <dt class="small muted">{say("web-task-completed")}</dt>
            <dd>
              {near(completedAt)} · {task.completedName ?? "…"}
            </dd>
          </div>
        )}
      </dl>
    </Sheet>
  );
}
