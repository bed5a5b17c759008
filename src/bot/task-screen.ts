import type { Member } from "../business/member.ts";
import { delays, priorities, type Task } from "../crm/task.ts";
import type { TaskCounts, TaskScope } from "../crm/task-service.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export const PAGE = 8;

/** Where and when a person looks. */
type TaskLook = {
  now: number;
  zone: string;
  /** Whether the place may see the numbers of clients. */
  phones: boolean;
};
export type TaskCard = TaskLook & {
  task: Task;
  comments: number;
  said?: string;
};
export type TaskList = TaskLook & {
  scope: TaskScope;
  page: number;
  /** One more than a page means that there are others. */
  tasks: readonly Task[];
  counts: TaskCounts;
  client: { id: number; name: string } | null;
};

/** A task with everything that can be done to it. */
export function taskScreen(language: Language, card: TaskCard): Screen {
  const { task, said } = card;
  const { id: taskId, priority } = task;
  const done = task.status === "completed";
  const lines = [
    html(language, done ? "task-title-done" : "task-title", { number: String(task.number) }),
    escapeName(task.title),
    ...aboutLines(language, card),
  ];
  const next = priorities[(priorities.indexOf(priority) + 1) % priorities.length] ?? "medium";
  const button = (id: Parameters<typeof text>[1], action: Doing): Button => ({
    label: text(language, id),
    action,
  });
  const comments = commentsButton(language, { about: { taskId }, count: card.comments });
  const drop = button("task-drop", { do: "task_drop", taskId });
  const list = button("task-all-tasks", { do: "tasks", scope: "mine", page: 0 });
  const head = said === undefined ? [] : [said, ""];
  if (done)
    return {
      html: [...head, ...lines].join("\n"),
      rows: [
        [button("task-reopen", { do: "task_reopen", taskId }), comments],
        [drop, list],
      ],
    };
  return {
    html: [...head, ...lines].join("\n"),
    rows: [
      [
        button("task-done", { do: "task_done", taskId }),
        button("task-when", { do: "task_when", taskId }),
      ],
      [
        button("task-who", { do: "task_who", taskId, page: 0 }),
        button(`task-priority-${priority}`, { do: "task_urgency", taskId, priority: next }),
      ],
      [button("task-rename", { do: "task_ask", taskId, what: "title" }), comments],
      [drop, list],
    ],
  };
}

/** A page of open tasks, a button for each. */
export function tasksScreen(language: Language, list: TaskList): Screen {
  const { scope, page, tasks, counts, client } = list;
  const title =
    client === null
      ? html(language, "tasks-title")
      : html(language, "tasks-title-client", { client: client.name });
  const shown = tasks.slice(0, PAGE);
  const none = shown.length === 0;
  const body = none ? [html(language, `tasks-none-${scope}`), html(language, "tasks-how")] : [];
  const of = client === null ? {} : { clientId: client.id };
  const items = shown.map((task): Button[] => [
    { label: taskLabel(language, task, list), action: { do: "task", taskId: task.id } },
  ]);
  const turn = (label: string, to: number): Button => ({
    label,
    action: { do: "tasks", scope, page: to, ...of },
  });
  const pages: Button[] = [];
  if (page > 0) pages.push(turn("◀", page - 1));
  if (tasks.length > PAGE) pages.push(turn("▶", page + 1));
  const fresh: Button = { label: text(language, "tasks-new"), action: { do: "task_new", ...of } };
  const filters = client === null ? [filterRow(language, scope, counts)] : [];
  const where = pageLine(language, list);
  return {
    html: [title, ...(where === null ? [] : [where]), ...body].join("\n\n"),
    rows: [...items, pages, ...filters, [fresh]],
  };
}

/** Until when: the usual steps, no date, or one's own words. */
export function whenScreen(language: Language, { task, ...look }: TaskCard): Screen {
  const taskId = task.id;
  const steps = delays.map((delay): Button => ({
    label: text(language, `task-later-${delay}`),
    action: { do: "task_later", taskId, delay },
  }));
  return {
    html: [
      titleLine(language, task),
      dueLine(language, task, look),
      "",
      html(language, "task-choose-when"),
    ].join("\n"),
    rows: [
      steps.slice(0, 3),
      [
        ...steps.slice(3),
        { label: text(language, "task-undated"), action: { do: "task_undated", taskId } },
      ],
      [
        {
          label: text(language, "task-own-time"),
          action: { do: "task_ask", taskId, what: "when" },
        },
        backTo(language, taskId),
      ],
    ],
  };
}

/** Whom a task is for, a button for each member. */
export function whoScreen(
  language: Language,
  { task, members, page }: { task: Task; members: readonly Member[]; page: number },
): Screen {
  const taskId = task.id;
  const rows = members.slice(page * PAGE, (page + 1) * PAGE).map(({ personId, name }): Button[] => [
    {
      label: `${personId === task.assignee ? "✓ " : ""}${name}`,
      action: { do: "task_assign", taskId, personId },
    },
  ]);
  const pages: Button[] = [];
  if (page > 0) pages.push({ label: "◀", action: { do: "task_who", taskId, page: page - 1 } });
  if (members.length > (page + 1) * PAGE)
    pages.push({ label: "▶", action: { do: "task_who", taskId, page: page + 1 } });
  return {
    html: [titleLine(language, task), "", html(language, "task-choose-who")].join("\n"),
    rows: [...rows, pages, [backTo(language, taskId)]],
  };
}

export function dropScreen(language: Language, { id: taskId, number, title }: Task): Screen {
  return {
    html: text(language, "task-drop-sure", { number: String(number), title: escapeName(title) }),
    rows: [
      [
        { label: text(language, "task-drop-yes"), action: { do: "task_drop_sure", taskId } },
        backTo(language, taskId),
      ],
    ],
  };
}

/** A sentence with the way to the list: what there was to show is gone. */
export function goneScreen(language: Language, said: string): Screen {
  const list = { do: "tasks" as const, scope: "mine" as const, page: 0 };
  return { html: said, rows: [[{ label: text(language, "task-all-tasks"), action: list }]] };
}

/** «💬 Коментарі: 2», which opens them; «💬 Коментар» takes the first. */
function commentsButton(
  language: Language,
  { about, count }: { about: Extract<Doing, { do: "comments" }>["about"]; count: number },
): Button {
  if (count === 0)
    return { label: text(language, "comment-button"), action: { do: "comment_ask", about } };
  const label = text(language, "comments-button", { count: String(count) });
  return { label, action: { do: "comments", about, page: 0 } };
}

type Doing = Extract<Button, { action: unknown }>["action"];

const LABEL = 40;

function titleLine(language: Language, { number, title }: Task): string {
  return `${html(language, "task-title", { number: String(number) })}\n${escapeName(title)}`;
}

function aboutLines(language: Language, { task, ...look }: TaskCard): string[] {
  const who =
    task.assigneeName === null
      ? html(language, "task-for-nobody")
      : text(language, "task-for", { name: escapeName(task.assigneeName) });
  const called = [task.client?.name, phoneOf(task, look)].filter(Boolean);
  const client = task.client === null || called.length === 0 ? [] : [called.join(" · ")];
  return [
    dueLine(language, task, look),
    who,
    ...client.map((name) => text(language, "task-client", { client: escapeName(name) })),
    ...(task.priority === "medium" ? [] : [html(language, `task-priority-${task.priority}`)]),
  ];
}

function dueLine(language: Language, task: Task, { now, zone }: TaskLook): string {
  if (task.dueAt === null) return html(language, "task-due-none");
  const late = task.status === "pending" && task.dueAt <= now;
  const when = dateNear(language, task.dueAt, now, zone);
  return html(language, late ? "task-due-late" : "task-due", { when });
}

function phoneOf({ client }: Task, { phones }: TaskLook): string | null {
  return phones && client?.phone ? showPhone(client.phone) : null;
}

function taskLabel(language: Language, task: Task, look: TaskLook): string {
  const { dueAt, priority } = task;
  const { now, zone } = look;
  const who = task.client?.name ?? phoneOf(task, look);
  const title = who === null || task.title.includes(who) ? task.title : `${task.title}: ${who}`;
  const mark = dueAt !== null && dueAt <= now ? "🔴 " : priority === "high" ? "❗️ " : "";
  const when = dueAt === null ? "" : ` · ${dateNear(language, dueAt, now, zone)}`;
  const room = LABEL - Array.from(mark + when).length;
  const signs = Array.from(title);
  const short =
    signs.length > room
      ? `${signs
          .slice(0, room - 1)
          .join("")
          .trimEnd()}…`
      : title;
  return `${mark}${short}${when}`;
}

function filterRow(language: Language, scope: TaskScope, counts: TaskCounts): Button[] {
  return (["mine", "all", "overdue"] as const).map((one) => {
    const label = text(language, `tasks-${one}`, { count: String(counts[one]) });
    return {
      label: one === scope ? `• ${label}` : label,
      action: { do: "tasks", scope: one, page: 0 },
    };
  });
}

function pageLine(language: Language, { scope, page, counts }: TaskList): string | null {
  const pages = scope === "client" ? 0 : Math.ceil(counts[scope] / PAGE);
  if (pages <= 1 || page >= pages) return null;
  return html(language, "tasks-page", { page: String(page + 1), pages: String(pages) });
}

function backTo(language: Language, taskId: number): Button {
  return { label: text(language, "task-back"), action: { do: "task", taskId } };
}
