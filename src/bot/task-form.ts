import { may } from "../business/role.ts";
import { clientOf, clientsByPhones } from "../crm/client-service.ts";
import { changeTask, createTask, type TaskChange } from "../crm/task-service.ts";
import { readTitle, type Task } from "../crm/task.ts";
import { readWhen } from "../crm/when.ts";
import { notedCall } from "../calls/message-service.ts";
import { dateNear } from "../texts/format.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import { commentOfReply } from "./comment-reply.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm, form } from "./form.ts";
import { html } from "./say.ts";
import { tell } from "./screen.ts";
import { sendTask, showGone } from "./task-show.ts";

/** What a new task belongs to. */
export type TaskOf = {
  callId?: number | undefined;
  clientId?: number | undefined;
  dealId?: number | undefined;
};
type Asking = { what: "new"; of: TaskOf } | { what: "when" | "title"; taskId: number };
type State = { businessId: string } & Asking;

/** Takes the text of a new task, or another time or text of one. */
export const taskForm = form<State>("task", async (ctx, state, written) => {
  const { language } = ctx.desk;
  const member = await actingFor(ctx, state.businessId);
  if (!member || !may(member.role, "work")) {
    await tell(ctx, "bot-no-right", { who: whoMay(language, "work") });
    return null;
  }
  // Who answers a card meanwhile means the card.
  if (await commentOfReply(ctx)) return state;
  const refusal =
    state.what === "new"
      ? await addTask(ctx, member, { written, of: state.of })
      : await patched(ctx, member, { written, taskId: state.taskId, what: state.what });
  if (refusal === null) return null;
  await ask(ctx, refusal);
  return state;
});

/** Asks for a new task, or for what is to change of one. */
export async function askTask(
  ctx: DeskContext,
  { business }: Acting,
  about: Asking,
): Promise<void> {
  const { language } = ctx.desk;
  const question =
    about.what === "new" ? "task-ask" : about.what === "when" ? "task-ask-when" : "task-ask-title";
  await ask(ctx, html(language, question));
  await enterForm(ctx, "task", { businessId: business.id, ...about });
}

/** Makes a task of what was written and shows it; otherwise says what is wrong with it. */
export async function addTask(
  ctx: DeskContext,
  acting: Acting,
  { written, of }: { written: string; of: TaskOf },
): Promise<string | null> {
  const { deps, person, language } = ctx.desk;
  const { id: businessId, timezone: zone } = acting.business;
  const now = deps.clock.now();
  const read = await readWhen(written, { now, zone, language });
  if (read !== null && "past" in read) return pastLine(ctx, acting, read.past);
  const { title, priority } = readTitle(read?.rest ?? written);
  if (title === null) return html(language, "task-empty");
  const task = await createTask(deps.db, businessId, {
    title,
    priority,
    dueAt: read?.at ?? null,
    assignee: person.id,
    ...(await belonging(ctx, businessId, of)),
    by: person.id,
    now,
    zone,
  });
  await sendTask(ctx, acting, { task, said: html(language, "task-made") });
  return null;
}

/** What a change came to, for a person: null when it was made. */
export async function refused(
  ctx: DeskContext,
  { business }: Acting,
  change: TaskChange,
): Promise<{ task: Task } | null> {
  if (!("refused" in change)) return change;
  if (change.refused === "gone") {
    await showGone(ctx, business.id);
    return null;
  }
  return { task: change.task };
}

async function patched(
  ctx: DeskContext,
  acting: Acting,
  { written, taskId, what }: { written: string; taskId: number; what: "when" | "title" },
): Promise<string | null> {
  const { deps, person, language } = ctx.desk;
  const { id: businessId, timezone: zone } = acting.business;
  const now = deps.clock.now();
  const read = what === "when" ? await readWhen(written, { now, zone, language }) : null;
  if (what === "when" && read === null) return html(language, "task-when-wrong");
  if (read !== null && "past" in read) return pastLine(ctx, acting, read.past);
  const { title } = readTitle(written);
  if (title === null) return html(language, "task-empty");
  const patch = read === null ? { title } : { dueAt: read.at };
  const step = { taskId, by: person.id, now, zone };
  const change = await changeTask(deps.db, businessId, { ...step, patch });
  const left = await refused(ctx, acting, change);
  if (!left) return null;
  const said = "refused" in change ? doneLine(ctx, acting, left.task) : html(language, "task-kept");
  await sendTask(ctx, acting, { task: left.task, said });
  return null;
}

/** "This task is done already", by whom and when. */
export function doneLine(ctx: DeskContext, { business }: Acting, task: Task): string {
  const { deps, language } = ctx.desk;
  if (task.status === "pending") return html(language, "task-open-again");
  const at = task.completedAt ?? task.createdAt;
  const when = dateNear(language, at, deps.clock.now(), business.timezone);
  return html(language, "task-done-by", { name: task.completedName ?? "…", when });
}

function pastLine(ctx: DeskContext, { business }: Acting, at: number): string {
  const { deps, language } = ctx.desk;
  const when = dateNear(language, at, deps.clock.now(), business.timezone);
  return html(language, "task-past", { when });
}

/** The rows that a task hangs on; what is gone meanwhile is left out. */
async function belonging(ctx: DeskContext, businessId: string, of: TaskOf) {
  const { db } = ctx.desk.deps;
  const call = of.callId === undefined ? null : await notedCall(db, businessId, of.callId);
  const phone = call?.phone ?? null;
  const caller =
    phone === null ? undefined : (await clientsByPhones(db, businessId, [phone])).get(phone);
  const client = of.clientId === undefined ? null : await clientOf(db, businessId, of.clientId);
  return {
    callId: call?.callId ?? null,
    clientId: client?.client.id ?? caller?.id ?? null,
    dealId: of.dealId ?? null,
  };
}
