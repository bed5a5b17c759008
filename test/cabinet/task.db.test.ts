import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { changeTask, completeTask, taskOf } from "../../src/crm/task-service.ts";
import type { Task } from "../../src/crm/task.ts";
import { HOUR, NOW } from "../business/tenants.ts";
import { EVIL, openWork, OPERATOR, OWNER, type WorkStand } from "./work-stand.ts";

let stand: WorkStand;
beforeAll(async () => {
  stand = await openWork();
});
afterAll(() => stand.close());
afterEach(() => expect(stand.cabinet.failed).toEqual([]));

const PART = { "hx-request": "true" };

async function now({ id }: Task): Promise<Task | null> {
  return taskOf(stand.db, stand.ours.id, id);
}

/** What stands in a task's form, with other words. */
function typedIn(text: string): Record<string, string> {
  return {
    stamp: /name="stamp" value="([^"]+)"/.exec(text)?.[1] ?? "",
    when: /name="when" value="([^"]*)"/.exec(text)?.[1] ?? "",
    title: "Замовити фарбу 7.1",
    assignee: String(OPERATOR),
    priority: "low",
  };
}

async function titled(title: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await stand.db.execute(sql`
    select title, due_at, priority, assignee::int, deal_id::int, client_id::int from tasks where business_id = ${stand.ours.id} and title = ${title}`);
  return row;
}

test("one line becomes a task with its day, which is told back", async () => {
  const { owner } = stand;
  const text = "подзвонити Оксані завтра о 10 терміново";
  const read = await owner.post("/dashboard/tasks/read", { text }, PART);
  expect(read.text).toContain("завтра, 10:00 · подзвонити Оксані");
  const made = await owner.post("/dashboard/tasks/new", { text, assignee: String(OPERATOR) });
  const to = made.headers.get("location") ?? "";
  expect(to).toMatch(/^\/dashboard\/tasks\?done=made&n=\d+$/);
  expect((await owner.get(to)).text).toContain("Додано «подзвонити Оксані»: завтра, 10:00");
  expect(await titled("подзвонити Оксані")).toMatchObject({
    priority: "high",
    assignee: OPERATOR,
    due_at: "2026-11-22 08:00:00+00",
  });
});

test("a line that cannot be read comes back as it was typed", async () => {
  const { owner } = stand;
  const past = await owner.post("/dashboard/tasks/new", { text: "звіт 1.02.2020", assignee: "5" });
  expect(past.status).toBe(422);
  for (const kept of ["звіт 1.02.2020", "Цей час уже минув", 'id="assignee-wrong"'])
    expect(past.text).toContain(kept);
  expect((await owner.post("/dashboard/tasks/new", { text: "завтра о 10" })).status).toBe(422);
});

test("a task belongs to the client or the deal that it was begun from", async () => {
  const { ours, owner, client, deal } = stand;
  const { number, id } = await client(ours, "+380670000077", "Олена");
  expect((await owner.get(`/dashboard/tasks/new?client=${number}`)).text).toContain("Олена");
  await owner.post("/dashboard/tasks/new", { text: "фото робіт", client: String(number) });
  expect(await titled("фото робіт")).toMatchObject({ client_id: id });
  const { number: of, id: dealId } = await deal(ours, { name: "Укладка", phone: "+380670000077" });
  const made = await owner.post("/dashboard/tasks/new", { text: "рахунок", deal: String(of) });
  expect(made.headers.get("location")).toBe(`/dashboard/deals/${of}?done=task`);
  expect(await titled("рахунок")).toMatchObject({ deal_id: dealId, client_id: id });
  expect((await owner.get("/dashboard/tasks")).text).toContain("Угода «Укладка»");
});

test("the lists hold what their names say, and only what is late is red", async () => {
  const { ours, operator, task } = stand;
  await task(ours, { title: "Запізнена", dueAt: NOW - HOUR });
  await task(ours, { title: "Вечірня", dueAt: NOW + 2 * HOUR });
  await task(ours, { title: "Далека", dueAt: NOW + 48 * HOUR });
  await task(ours, { title: "Безстрокова" });
  const shown = async (view: string): Promise<string[]> => {
    const { text } = await operator.get(`/dashboard/tasks?view=${view}`);
    return ["Запізнена", "Вечірня", "Далека", "Безстрокова"].filter((one) => text.includes(one));
  };
  expect(await shown("mine")).toEqual([]);
  expect(await shown("all")).toEqual(["Запізнена", "Вечірня", "Далека", "Безстрокова"]);
  expect(await shown("overdue")).toEqual(["Запізнена"]);
  expect(await shown("today")).toEqual(["Запізнена", "Вечірня"]);
  expect(await shown("later")).toEqual(["Далека", "Безстрокова"]);
  expect(await shown("done")).toEqual([]);
  const { text } = await operator.get("/dashboard/tasks?view=all");
  expect(text.match(/class="bad strong"/g)).toHaveLength(1);
});

test("a long list goes on where the page before ended", async () => {
  const { db, theirs, stranger } = stand;
  await db.execute(sql`
    insert into tasks (business_id, number, title, assignee, created_at, due_at, status, completed_at)
    select ${theirs.id}::uuid, 1000 + n, 'Ряд ' || n, 22, now(), case when n < 40 then timestamptz '2026-12-01' end,
      case when n > 200 then 'completed' else 'pending' end, case when n > 200 then timestamptz '2026-11-01' + n * interval '1 s' end
    from generate_series(1, 320) n`);
  const all = async (view: string): Promise<string[]> => {
    const found: string[] = [];
    let to: string | undefined = `/dashboard/tasks?view=${view}`;
    while (to !== undefined) {
      const { text } = await stranger.get(to);
      found.push(...[...text.matchAll(/>(Ряд \d+)</g)].map(([, title = ""]) => title));
      to = /href="([^"]*after=[^"]*)"/.exec(text)?.[1]?.replaceAll("&amp;", "&");
    }
    return found;
  };
  const open = await all("all");
  expect(new Set(open).size).toBe(200);
  expect(open).toHaveLength(200);
  expect(open.slice(0, 39)).toContain("Ряд 39");
  const done = await all("done");
  expect([done.length, done[0], done.at(-1)]).toEqual([120, "Ряд 320", "Ряд 201"]);
});

test("is ticked off, brought back and put off, also in place; who was slower hears of it", async () => {
  const { db, ours, owner, task } = stand;
  const one = await task(ours, { title: "Прибрати залу", dueAt: NOW + HOUR });
  const path = `/dashboard/tasks/${one.number}`;
  const ticked = await owner.post(`${path}/done`, { back: "all" });
  expect(ticked.headers.get("location")).toBe(
    `/dashboard/tasks?view=all&done=done&n=${one.number}`,
  );
  expect(await now(one)).toMatchObject({ status: "completed", completedBy: OWNER });
  const row = await owner.post(`${path}/done`, { back: "all" }, PART);
  expect(row.text).toContain("data-say=");
  expect(row.text).toContain(`${path}/reopen`);
  expect((await owner.post(`${path}/done`)).status).toBe(409);
  await owner.post(`${path}/reopen`, { back: "https://elsewhere.example" });
  expect((await now(one))?.status).toBe("pending");
  const later = await owner.post(`${path}/later`, { delay: "tomorrow", back: "all" }, PART);
  expect(later.text).toContain("завтра, 09:00");
  expect((await owner.post(`${path}/later`, { delay: "never" })).status).toBe(400);
  const step = { taskId: one.id, by: OPERATOR, now: NOW, zone: ours.timezone };
  await completeTask(db, ours.id, step);
  expect((await owner.get(path)).text).not.toContain('name="stamp"');
  await owner.post(`${path}/remove`);
  expect((await owner.get(path)).status).toBe(404);
});

test("its form changes what was changed, and shows another tab's change first", async () => {
  const { db, ours, owner, task } = stand;
  const one = await task(ours, { title: "Замовити фарбу", dueAt: NOW - HOUR });
  const path = `/dashboard/tasks/${one.number}`;
  const form = typedIn((await owner.get(path)).text);
  expect(form["when"]).toBe("21.11.2026 13:00");
  await owner.post(path, form);
  expect(await now(one)).toMatchObject({
    title: "Замовити фарбу 7.1",
    dueAt: NOW - HOUR,
    assignee: OPERATOR,
    priority: "low",
  });
  const stale = typedIn((await owner.get(path)).text);
  const wrong = await owner.post(path, { ...stale, when: "колись", title: "!", assignee: "5" });
  expect(wrong.status).toBe(422);
  for (const field of ["when", "title", "assignee"])
    expect(wrong.text).toContain(`id="${field}-wrong"`);
  const step = { taskId: one.id, by: OPERATOR, now: NOW, zone: ours.timezone };
  await changeTask(db, ours.id, { ...step, patch: { title: "Інша вкладка" } });
  const conflict = await owner.post(path, {
    ...stale,
    title: "Моя назва",
    when: "у понеділок о 9",
  });
  expect(conflict.status).toBe(409);
  for (const shown of ["Інша вкладка", 'value="Моя назва"', "у понеділок о 9"])
    expect(conflict.text).toContain(shown);
  const again = { ...typedIn(conflict.text), title: "Моя назва", when: "" };
  await owner.post(path, again);
  expect(await now(one)).toMatchObject({ title: "Моя назва", dueAt: null });
});

test("another business's task is unknown here, and hostile words are text", async () => {
  const { db, ours, theirs, owner, task } = stand;
  const foreign = await task(theirs, { title: "Чужа" });
  await db.execute(sql`update tasks set number = 900 where id = ${foreign.id}`);
  expect((await owner.get("/dashboard/tasks/900")).status).toBe(404);
  for (const path of ["", "/done", "/reopen", "/later", "/remove", "/comments"]) {
    const fields = { delay: "hour", text: "x", title: "x" };
    expect((await owner.post(`/dashboard/tasks/900${path}`, fields)).status).toBe(404);
  }
  expect(await taskOf(db, theirs.id, foreign.id)).toMatchObject({ title: "Чужа" });
  const evil = await task(ours, { title: EVIL });
  await owner.post(`/dashboard/tasks/${evil.number}/comments`, { text: EVIL });
  const pages = [
    await owner.get("/dashboard/tasks"),
    await owner.get(`/dashboard/tasks/${evil.number}?done=saved&n=${evil.number}`),
    await owner.get(`/dashboard/tasks?view=${EVIL}&after=${EVIL}`),
    await owner.post("/dashboard/tasks/read", { text: EVIL }, PART),
    await owner.post(`/dashboard/tasks/${evil.number}`, { title: EVIL, when: EVIL }),
  ];
  for (const { text } of pages) expect(text).not.toContain("<script>alert");
});
