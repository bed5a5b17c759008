import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { removeMember } from "../../src/business/member-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import {
  addComment,
  commentCount,
  commentsOf,
  editComment,
} from "../../src/crm/comment-service.ts";
import { remindTask } from "../../src/crm/task-remind-service.ts";
import {
  changeTask,
  completeTask,
  countTasks,
  createTask,
  deleteTask,
  listTasks,
  overdueTasks,
  reopenTask,
  taskOf,
  tasksDue,
} from "../../src/crm/task-service.ts";
import type { Database } from "../../src/db/client.ts";
import { drain } from "../../src/jobs/drain.ts";
import { addMember, HOUR, NOW, twoBusinesses } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";

const zone = "Europe/Kyiv";
const owner = 11;
const BOT = 7_000_000_001;
let fresh: FreshDatabase;
let db: Database;
let ours: Business;
let theirs: Business;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = fresh.db;
  ({ ours, theirs } = await twoBusinesses(db));
});
afterAll(() => fresh.close());
beforeEach(() => db.execute(sql`delete from tasks`));

const step = (taskId: number, now = NOW) => ({ taskId, by: owner, now, zone });
const make = (more: Partial<Parameters<typeof createTask>[2]> = {}, business = ours) =>
  createTask(db, business.id, {
    title: "Подзвонити Оксані",
    dueAt: NOW + HOUR,
    priority: "medium",
    assignee: owner,
    clientId: null,
    callId: null,
    by: owner,
    now: NOW,
    zone,
    ...more,
  });
async function told(): Promise<{ event: string; data: Record<string, unknown> }[]> {
  const rows = await db.execute<{ event: string; data: Record<string, unknown> }>(
    sql`delete from events where business_id = ${ours.id} and event like 'task.%' returning event, data`,
  );
  return [...rows];
}
const run = (now: number) =>
  drain(
    db,
    {
      "task.remind": (job) => remindTask({ db, clock: { now: () => now }, botId: BOT }, job),
      notice: async () => {},
    },
    now,
  );
async function reminders(
  now: number,
): Promise<{ telegram_id: string; html: string; keys: string }[]> {
  await run(now);
  const rows = await db.execute<{ telegram_id: string; html: string; keys: string }>(
    sql`delete from notices returning telegram_id, html, keyboard::text as keys`,
  );
  return [...rows];
}

describe("a task", () => {
  test("is told of with the keys of the webhook contract, whatever becomes of it", async () => {
    const client = await saveClient(db, ours.id, {
      name: "Оксана",
      phone: "+380670000001",
      now: NOW,
    });
    await told();
    const { id, number } = await make({ clientId: client.id, priority: "high" });
    await changeTask(db, ours.id, { ...step(id), patch: { title: "Інше" } });
    await completeTask(db, ours.id, step(id));
    await reopenTask(db, ours.id, step(id));
    await deleteTask(db, ours.id, step(id));
    const events = await told();
    expect(events.map(({ event }) => event)).toEqual([
      "task.created",
      "task.updated",
      "task.completed",
      "task.updated",
      "task.deleted",
    ]);
    expect(events[2]?.data).toEqual({
      task_id: number,
      title: "Інше",
      status: "completed",
      priority: "high",
      created_at: "2026-11-21T14:00:00+02:00",
      completed_at: "2026-11-21T14:00:00+02:00",
      due_at: "2026-11-21T15:00:00+02:00",
      assignee: expect.any(String),
      client_id: client.number,
    });
    expect(await taskOf(db, ours.id, id)).toBeNull();
    expect(await completeTask(db, ours.id, step(id))).toEqual({ refused: "gone" });
  });

  test("said to be done by many at once is done once", async () => {
    const { id } = await make();
    await told();
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => completeTask(db, ours.id, step(id))),
    );
    expect(outcomes.filter((one) => !("refused" in one)).length).toBe(1);
    expect(outcomes.filter((one) => "refused" in one && one.refused === "state").length).toBe(5);
    expect((await told()).map(({ event }) => event)).toEqual(["task.completed"]);
  });

  test("of another business is out of reach", async () => {
    const { id } = await make({}, theirs);
    expect(await taskOf(db, ours.id, id)).toBeNull();
    expect(await completeTask(db, ours.id, step(id))).toEqual({ refused: "gone" });
  });
});

describe("lists", () => {
  test("hold the most urgent first, and each what it is asked for", async () => {
    const late = await make({ dueAt: NOW - HOUR });
    const undated = await make({ dueAt: null });
    const soon = await make({ dueAt: NOW + HOUR, assignee: 999 });
    const ids = async (scope: "mine" | "all" | "overdue") => {
      const filter = { scope, personId: owner, now: NOW, limit: 10, offset: 0 };
      return (await listTasks(db, ours.id, filter)).map(({ id }) => id);
    };
    expect(await ids("all")).toEqual([late.id, soon.id, undated.id]);
    expect(await ids("mine")).toEqual([late.id, undated.id]);
    expect(await ids("overdue")).toEqual([late.id]);
    expect(await countTasks(db, ours.id, { personId: owner, now: NOW })).toEqual({
      all: 3,
      mine: 2,
      overdue: 1,
    });
    expect((await overdueTasks(db, ours.id, NOW)).map(({ id }) => id)).toEqual([late.id]);
    const today = await tasksDue(db, ours.id, { from: NOW, to: NOW + 2 * HOUR });
    expect(today.map(({ id }) => id)).toEqual([soon.id]);
  });

  test("of ten thousand open tasks are paged by the index", async () => {
    await db.execute(sql`
      insert into tasks (business_id, number, title, due_at, assignee, created_at)
      select ${ours.id}::uuid, 10000 + n, 'Задача ' || n, ${new Date(NOW).toISOString()}::timestamptz + n * interval '1 minute', ${owner}, ${new Date(NOW).toISOString()}::timestamptz
      from generate_series(1, 10000) n`);
    await db.execute(sql`analyze tasks`);
    const page = await listTasks(db, ours.id, {
      scope: "all",
      personId: owner,
      now: NOW,
      limit: 9,
      offset: 9000,
    });
    expect(page[0]?.title).toBe("Задача 9001");
    const plan = await db.execute<{ "QUERY PLAN": string }>(sql`
      explain select * from tasks where business_id = ${ours.id} and status = 'pending' and removed_at is null
      order by due_at, id limit 9`);
    expect([...plan].map((row) => row["QUERY PLAN"]).join("\n")).toContain("tasks_pending");
  });
});

describe("a reminder", () => {
  test("comes once at the due time, in private, with buttons", async () => {
    await make({ title: "Подзвонити <b>", dueAt: NOW + HOUR });
    expect(await reminders(NOW + HOUR - 1000)).toEqual([]);
    const [one, ...more] = await reminders(NOW + HOUR);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ telegram_id: String(owner) });
    expect(one?.html).toContain("Подзвонити &lt;b&gt;");
    expect(one?.keys).toMatch(/\+1 год.*Ввечері.*Завтра/);
    expect(await reminders(NOW + 5 * HOUR)).toEqual([]);
  });

  test("moves with the due time, and does not come of what is done, deleted or undated", async () => {
    const moved = await make();
    await changeTask(db, ours.id, { ...step(moved.id), patch: { dueAt: NOW + 3 * HOUR } });
    for (const end of [completeTask, deleteTask]) await end(db, ours.id, step((await make()).id));
    await changeTask(db, ours.id, { ...step((await make()).id), patch: { dueAt: null } });
    expect(await reminders(NOW + 2 * HOUR)).toEqual([]);
    expect(await reminders(NOW + 3 * HOUR)).toHaveLength(1);
    // Another priority afterwards rings nobody again.
    await changeTask(db, ours.id, {
      ...step(moved.id, NOW + 3 * HOUR),
      patch: { priority: "high" },
    });
    expect(await reminders(NOW + 4 * HOUR)).toEqual([]);
    await changeTask(db, ours.id, {
      ...step(moved.id, NOW + 4 * HOUR),
      patch: { dueAt: NOW + 5 * HOUR },
    });
    expect(await reminders(NOW + 5 * HOUR)).toHaveLength(1);
  });

  test("of somebody who left the team comes to who made the task", async () => {
    const gone = 12;
    await addMember(db, ours, { id: gone, role: "operator", by: owner });
    await make({ assignee: gone });
    await removeMember(db, ours.id, { personId: gone, by: owner, now: NOW });
    expect(await reminders(NOW + HOUR)).toMatchObject([{ telegram_id: String(owner) }]);
  });
});

describe("a comment", () => {
  const message = { botId: BOT, telegramId: -1, messageId: 5 };
  const write = (more: Partial<Parameters<typeof addComment>[2]> = {}) =>
    addComment(db, ours.id, {
      text: "любить вранці",
      by: { id: owner, name: "Олена" },
      about: { taskId: 0 },
      phone: null,
      message,
      now: NOW,
      ...more,
    });

  test("of a task is its client's too, kept once however often the message comes", async () => {
    const phone = "+380670000002";
    const client = await saveClient(db, ours.id, { name: "Марія", phone, now: NOW });
    const task = await make({ clientId: client.id });
    const about = { taskId: task.id };
    expect(await write({ about })).toEqual(await write({ about }));
    const ofClient = { about: { clientId: client.id }, limit: 10, offset: 0 };
    expect(await commentsOf(db, ours.id, ofClient)).toMatchObject([{ text: "любить вранці" }]);
    expect(await commentCount(db, ours.id, about)).toBe(1);
    expect(await commentCount(db, theirs.id, about)).toBe(0);
    const rows = await db.execute<{ data: object }>(
      sql`select data from events where event = 'comment.added'`,
    );
    expect(rows.map(({ data }) => data)).toMatchObject([
      { target: { kind: "task", id: task.number }, client_id: client.number },
    ]);
    expect(await editComment(db, theirs.id, { text: "ні", message, now: NOW })).toBe(false);
    expect(await editComment(db, ours.id, { text: "увечері", message, now: NOW })).toBe(true);
    expect(await commentsOf(db, ours.id, ofClient)).toMatchObject([{ text: "увечері" }]);
  });

  test("of what is gone is not kept", async () => {
    const { id } = await make();
    await deleteTask(db, ours.id, step(id));
    for (const about of [{ taskId: id }, { clientId: 999_999 }, { dealId: 999_999 }])
      expect(await write({ about, message: { ...message, messageId: 6 } })).toEqual({ gone: true });
  });
});
