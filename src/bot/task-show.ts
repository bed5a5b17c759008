import { chatHere } from "../business/chat-service.ts";
import { clientOf } from "../crm/client-service.ts";
import { commentCount } from "../crm/comment-service.ts";
import { countTasks, listTasks, taskOf, type TaskScope } from "../crm/task-service.ts";
import type { Task } from "../crm/task.ts";
import { text } from "../texts/bundle.ts";
import { isGroup, threadOf, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { html } from "./say.ts";
import { answer, send, show, tell, type Screen } from "./screen.ts";
import { goneScreen, PAGE, taskScreen, tasksScreen, type TaskCard } from "./task-screen.ts";

/** Clients are named in private chats and where cards come. Elsewhere the person is told, and false comes back. */
export async function shownHere(ctx: DeskContext, businessId: string): Promise<boolean> {
  if (!isGroup(ctx) || !ctx.chat) return true;
  const { db, botInfo } = ctx.desk.deps;
  const here = await chatHere(db, botInfo.id, ctx.chat.id, threadOf(ctx));
  if (here.some((chat) => chat.businessId === businessId)) return true;
  await tell(ctx, "bot-private-only");
  return false;
}

/** Whether numbers may be shown here: in private, and where cards show them. */
export async function phonesHere(ctx: DeskContext, businessId: string): Promise<boolean> {
  if (!isGroup(ctx) || !ctx.chat) return true;
  const { db, botInfo } = ctx.desk.deps;
  const here = await chatHere(db, botInfo.id, ctx.chat.id, threadOf(ctx));
  return here.some((chat) => chat.businessId === businessId && !chat.masked);
}

/** A message of its own as a reply to the one with the pressed button, which stays as it is. */
export async function answerBelow(
  ctx: DeskContext,
  businessId: string,
  screen: Screen,
): Promise<void> {
  const to = ctx.callbackQuery?.message?.message_id;
  if (to === undefined) return void (await send(ctx, businessId, screen));
  await answer(ctx, businessId, { ...screen, to, threadId: threadOf(ctx) });
}

/** What a task's card tells. */
export async function cardOf(
  ctx: DeskContext,
  { business }: Acting,
  task: Task,
): Promise<TaskCard> {
  const { db, clock } = ctx.desk.deps;
  return {
    task,
    phones: await phonesHere(ctx, business.id),
    comments: await commentCount(db, business.id, { taskId: task.id }),
    now: clock.now(),
    zone: business.timezone,
  };
}

/** Shows a task below the pressed button, under a sentence of what was done. */
export async function showTask(
  ctx: DeskContext,
  acting: Acting,
  { task, said }: { task: Task; said?: string },
): Promise<void> {
  const card = await cardOf(ctx, acting, task);
  const screen = taskScreen(ctx.desk.language, {
    ...card,
    ...(said === undefined ? {} : { said }),
  });
  await show(ctx, acting.business.id, screen);
}

/** A new message with the task. */
export async function sendTask(
  ctx: DeskContext,
  acting: Acting,
  { task, said }: { task: Task; said: string },
): Promise<void> {
  const card = await cardOf(ctx, acting, task);
  await send(ctx, acting.business.id, taskScreen(ctx.desk.language, { ...card, said }));
}

/** The task, if it is still there; otherwise the screen says that it is gone. */
export async function taskHere(
  ctx: DeskContext,
  { business }: Acting,
  taskId: number,
): Promise<Task | null> {
  if (!(await shownHere(ctx, business.id))) return null;
  const task = await taskOf(ctx.desk.deps.db, business.id, taskId);
  if (!task) await showGone(ctx, business.id);
  return task;
}

export async function showGone(ctx: DeskContext, businessId: string): Promise<void> {
  const { language } = ctx.desk;
  await show(ctx, businessId, goneScreen(language, html(language, "task-gone")));
}

/** A page of a list of tasks. */
export async function listScreen(
  ctx: DeskContext,
  { business }: Acting,
  about: { scope: TaskScope; page: number; clientId?: number | undefined },
): Promise<Screen> {
  const { deps, person, language } = ctx.desk;
  const { scope, page, clientId } = about;
  const now = deps.clock.now();
  const who = { personId: person.id, now };
  const found = clientId === undefined ? null : await clientOf(deps.db, business.id, clientId);
  const client = found && {
    id: found.client.id,
    name: found.client.name ?? text(language, "card-new"),
  };
  const filter = { ...who, ...(client ? { clientId: client.id } : {}) };
  const scoped = client === null && scope === "client" ? "all" : scope;
  const tasks = await listTasks(deps.db, business.id, {
    ...filter,
    scope: scoped,
    limit: PAGE + 1,
    offset: page * PAGE,
  });
  const counts = await countTasks(deps.db, business.id, who);
  const zone = business.timezone;
  const phones = await phonesHere(ctx, business.id);
  return tasksScreen(language, { scope: scoped, page, tasks, counts, client, now, zone, phones });
}
