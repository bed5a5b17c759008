import { reference } from "../business/button-service.ts";
import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import { subscribedChats } from "../business/chat-service.ts";
import { memberOf } from "../business/member-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import { personOf } from "../business/person-service.ts";
import type { Database, Tx } from "../db/client.ts";
import type { Clock } from "../lib/clock.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { takeReminder } from "./task-service.ts";
import type { Delay, Task } from "./task.ts";

/** Reminds of a task whose time has come: its assignee in private, else the chats that asked for reminders. */
export async function remindTask(
  { db, clock, botId }: { db: Database; clock: Clock; botId: number },
  { businessId, taskId }: { businessId: string; taskId: number },
): Promise<void> {
  const now = clock.now();
  await db.transaction(async (tx) => {
    const task = await takeReminder(tx, businessId, { taskId, now });
    const business = task && (await businessOf(tx, businessId));
    if (!task || !business) return;
    const places = await placesOf(tx, business, { task, botId });
    const posted: Notice[] = [];
    for (const place of places)
      posted.push(await noticeOf(tx, business, { task, place, botId, now }));
    await postNotices(tx, businessId, { posted, now });
  });
}

type Place = { telegramId: number; threadId: number | null; language: Language };

async function placesOf(
  tx: Tx,
  business: Business,
  { task, botId }: { task: Task; botId: number },
): Promise<Place[]> {
  for (const personId of [task.assignee, task.createdBy]) {
    if (personId === null || !(await memberOf(tx, business.id, personId))) continue;
    const person = await personOf(tx, personId);
    if (person) return [{ telegramId: personId, threadId: null, language: person.language }];
  }
  const chats = await subscribedChats(tx, business.id);
  return chats
    .filter((chat) => chat.remind && chat.botId === botId && chat.unreachable === null)
    .map(({ telegramId, threadId, language }) => ({
      telegramId,
      threadId,
      language: language ?? business.language,
    }));
}

async function noticeOf(
  tx: Tx,
  { id, timezone }: Business,
  value: { task: Task; place: Place; botId: number; now: number },
): Promise<Notice> {
  const { task, place, botId, now } = value;
  const { language, telegramId, threadId } = place;
  const { number, title, client, dueAt } = task;
  // A chat of many may be one that hides numbers.
  const phone = telegramId > 0 && client?.phone ? showPhone(client.phone) : null;
  const called = [client?.name ? escapeName(client.name) : null, phone].filter(
    (one) => one !== null,
  );
  const lines = [
    `<b>${text(language, "task-remind", { number: String(number) })}</b>`,
    escapeName(title),
    called.length === 0 ? null : `👤 ${called.join(" · ")}`,
    dueAt === null ? null : `⏰ ${dateNear(language, dueAt, now, timezone)}`,
  ];
  const done = await reference(tx, id, { do: "task_done", taskId: task.id });
  const later = async (delay: Delay) => ({
    text: text(language, `task-later-${delay}`),
    callback_data: await reference(tx, id, { do: "task_later", taskId: task.id, delay }),
  });
  return {
    key: `task:${task.id}:${dueAt ?? now}:${telegramId}:${threadId ?? 0}`,
    botId,
    telegramId,
    threadId,
    html: lines.filter((line) => line !== null).join("\n"),
    keyboard: [
      [{ text: text(language, "task-done"), callback_data: done }],
      [await later("hour"), await later("evening"), await later("tomorrow")],
    ],
    silent: false,
    replyTo: null,
  };
}
