import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { changeDeal, dealOf, loseDeal, moveDeal } from "../../src/crm/deal-service.ts";
import type { Deal } from "../../src/crm/deal.ts";
import { stagesOf } from "../../src/crm/stage-service.ts";
import { NOW } from "../business/tenants.ts";
import { EVIL, openWork, type WorkStand } from "./work-stand.ts";

let stand: WorkStand;
beforeAll(async () => {
  stand = await openWork();
});
afterAll(() => stand.close());
afterEach(() => expect(stand.cabinet.failed).toEqual([]));

const PART = { "hx-request": "true" };

async function now(deal: Deal): Promise<Deal | null> {
  return dealOf(stand.db, stand.ours.id, deal.id);
}

async function stageIds(): Promise<number[]> {
  return (await stagesOf(stand.db, stand.ours.id, "uk")).map(({ id }) => id);
}

function stampIn(text: string): string {
  return /name="stamp" value="([^"]+)"/.exec(text)?.[1] ?? "";
}

describe("the board", () => {
  test("shows each column with its count and sum, and who has no next step", async () => {
    const { ours, owner, deal, task } = stand;
    const one = await deal(ours, {
      name: "Весільна зачіска",
      phone: "+380660000012",
      amount: 4500,
    });
    await deal(ours, { name: "Кератин", amount: 2000.5 });
    await task(ours, { title: "Надіслати рахунок", dueAt: NOW - 60_000, dealId: one.id });
    const { status, text } = await owner.get("/dashboard/deals");
    expect(status).toBe(200);
    expect(text).toContain("2 відкриті на 6\u202f500,50\u202fгрн");
    expect(text).toContain('<span class="small bad grow wrap">Надіслати рахунок, 13:59</span>');
    expect(text).toContain("+380 66 000 00 12");
    expect(text).toContain("Без наступного кроку 1");
    const loose = await owner.get("/dashboard/deals?show=loose");
    expect(loose.text).toContain("Кератин");
    expect(loose.text).not.toContain("Весільна зачіска");
  });

  test("moves a card from where it was seen, and offers the way back", async () => {
    const { ours, operator, deal } = stand;
    const one = await deal(ours, { name: "Пілінг" });
    const [first = 0, second = 0, third = 0] = await stageIds();
    const path = `/dashboard/deals/${one.number}/move`;
    const form = { from: String(first), to: String(second), show: "all" };
    const moved = await operator.post(path, form, PART);
    expect(moved.text).toMatch(/^<div id="board"/);
    expect(moved.text).toContain("«Пілінг» тепер у «В роботі»");
    expect(moved.text).toContain(`name="to" value="${first}"`);
    expect((await now(one))?.stage?.id).toBe(second);
    const late = await operator.post(path, { ...form, to: String(third) }, PART);
    expect(late.text).toContain(`Угода №${one.number} уже на етапі «В роботі»`);
    expect((await now(one))?.stage?.id).toBe(second);
    const plain = await operator.post(path, { from: String(second), to: String(third) });
    expect(plain.headers.get("location")).toBe(`/dashboard/deals/${one.number}?done=moved`);
    expect((await now(one))?.stage?.id).toBe(third);
    const gone = await operator.post(path, { from: String(third), to: "999999" });
    expect(gone.status).toBe(409);
    expect(gone.text).toContain("Цього етапу вже немає");
  });

  test("asks why a deal is lost and what it was won for", async () => {
    const { ours, owner, deal } = stand;
    const one = await deal(ours, { name: "Брови" });
    const path = `/dashboard/deals/${one.number}`;
    const asked = await owner.post(`${path}/move`, { from: "1", to: "lost", show: "all" }, PART);
    expect(asked.headers.get("hx-redirect")).toBe(`${path}/lose`);
    expect((await owner.get(`${path}/lose`)).status).toBe(200);
    const blank = await owner.post(`${path}/lose`, { reason: "own", own: "  " });
    expect(blank.status).toBe(422);
    expect(blank.text).toContain('id="own-wrong"');
    await owner.post(`${path}/lose`, { reason: "own", own: "Поїхала з міста" });
    expect(await now(one)).toMatchObject({ status: "lost", reason: "Поїхала з міста" });
    await owner.post(`${path}/reopen`);
    expect(await now(one)).toMatchObject({ status: "open", reason: null });
    const unknown = await owner.post(`${path}/win`);
    expect(unknown.headers.get("location")).toBe(`${path}/win`);
    const wrong = await owner.post(`${path}/win`, { amount: "багато" });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="багато"');
    await owner.post(`${path}/win`, { amount: "1 200" });
    expect(await now(one)).toMatchObject({ status: "won", amount: 1200 });
    const again = await owner.post(`${path}/win`, { amount: "5" });
    expect(again.status).toBe(409);
    expect(again.text).toContain(`Угода №${one.number} уже виграна`);
    expect((await owner.get("/dashboard/deals")).text).toContain(
      "виграно в листопаді 1\u202f200\u202fгрн",
    );
  });

  test("takes back what a call made, and nothing that a person did", async () => {
    const { ours, owner, deal, automatic } = stand;
    const one = await deal(ours, { name: "+380 63 000 00 11", phone: "+380630000011" });
    const path = `/dashboard/deals/${one.number}`;
    const refused = await owner.post(`${path}/undo`);
    expect(refused.text).toContain("створила людина");
    await automatic(one);
    expect((await owner.get("/dashboard/deals")).text).toContain("Із пропущеного дзвінка");
    const undone = await owner.post(`${path}/undo`);
    expect(undone.headers.get("location")).toBe("/dashboard/deals?done=undone");
    expect((await now(one))?.removed).toBe(true);
    expect((await owner.get(path)).status).toBe(404);
  });

  test("shows the first of a crowd and the others page by page", async () => {
    const { db, theirs, stranger } = stand;
    const [first] = await stagesOf(db, theirs.id, "uk");
    await db.execute(sql`
      insert into deals (business_id, number, name, stage_id, currency, created_at, updated_at)
      select ${theirs.id}::uuid, 1000 + n, 'Натовп ' || n, ${first?.id ?? 0}, 'UAH', now(), timestamptz '2026-11-20' + n * interval '1 s'
      from generate_series(1, 70) n`);
    const board = await stranger.get("/dashboard/deals");
    expect(board.text.match(/class="deal"/g)).toHaveLength(20);
    expect(board.text).toContain("Ще 50");
    const list = await stranger.get(`/dashboard/deals/list?stage=${first?.id}`);
    expect(list.text.match(/Натовп \d+</g)).toHaveLength(50);
    const next = /href="(\/dashboard\/deals\/list\?[^"]*after=[^"]*)"/.exec(list.text)?.[1] ?? "";
    const rest = await stranger.get(next.replaceAll("&amp;", "&"));
    expect(rest.text.match(/Натовп \d+</g)).toHaveLength(20);
    expect(rest.text).toContain("Натовп 1<");
    expect((await stranger.get("/dashboard/deals/list?q=Натовп+70")).text).toContain("№1070");
  });
});

describe("a deal's page", () => {
  test("saves what was changed, keeps what is wrong, and never writes over another tab", async () => {
    const { db, ours, owner, deal } = stand;
    const one = await deal(ours, { name: "Манікюр", amount: 500 });
    const path = `/dashboard/deals/${one.number}`;
    const stamp = stampIn((await owner.get(`${path}/edit`)).text);
    const typed = { stamp, name: "Манікюр і педикюр", amount: "1 100,50", address: "Хрещатик, 1" };
    const wrong = await owner.post(`${path}/edit`, { ...typed, amount: "дорого", visit: "колись" });
    expect(wrong.status).toBe(422);
    for (const kept of ["дорого", "колись", "Хрещатик, 1", 'id="amount-wrong"', 'id="visit-wrong"'])
      expect(wrong.text).toContain(kept);
    await owner.post(`${path}/edit`, { ...typed, visit: "завтра о 10", note: "Два\r\nрядки" });
    expect(await now(one)).toMatchObject({
      name: "Манікюр і педикюр",
      amount: 1100.5,
      address: "Хрещатик, 1",
      visitAt: "2026-11-22T10:00",
      note: "Два\nрядки",
    });
    const stale = stampIn((await owner.get(`${path}/edit`)).text);
    await changeDeal(db, ours.id, { dealId: one.id, name: "Інша вкладка", now: NOW });
    const conflict = await owner.post(`${path}/edit`, {
      ...typed,
      stamp: stale,
      name: "Моя назва",
    });
    expect(conflict.status).toBe(409);
    expect(conflict.text).toContain("Інша вкладка");
    expect(conflict.text).toContain('value="Моя назва"');
    expect((await now(one))?.name).toBe("Інша вкладка");
    await owner.post(`${path}/edit`, { stamp: stampIn(conflict.text), name: "Моя назва" });
    expect((await now(one))?.name).toBe("Моя назва");
  });

  test("leaves to a call what a call has filled", async () => {
    const { db, ours, owner, deal } = stand;
    const one = await deal(ours, { name: "Стрижка" });
    await db.execute(sql`
      update deals set address = 'Лісова, 5', filled = '{"address": 77, "note:77": 1}', note = ${"🎙 20.11.2026, 10:00\nСказала адресу"} where id = ${one.id}`);
    const path = `/dashboard/deals/${one.number}`;
    const { text } = await owner.get(path);
    expect(text).toContain('href="/dashboard/calls/77"');
    expect(text).toContain("Сказала адресу");
    const form = await owner.get(`${path}/edit`);
    const typed = { stamp: stampIn(form.text), address: "Лісова, 5", note: "Моє" };
    await owner.post(`${path}/edit`, typed);
    const left = await now(one);
    expect(left?.filled["address"]).toBe(77);
    expect(left?.note).toBe("Моє\n\n🎙 20.11.2026, 10:00\nСказала адресу");
  });

  test("takes comments, one of each form, and lets their author edit them", async () => {
    const { ours, owner, operator, deal } = stand;
    const one = await deal(ours, { name: "Кольорування" });
    const path = `/dashboard/deals/${one.number}`;
    expect((await owner.post(`${path}/comments`, { text: "  " })).status).toBe(422);
    await owner.post(`${path}/comments`, { text: "Любить каву", press: "7" });
    await owner.post(`${path}/comments`, { text: "Любить каву", press: "7" });
    const page = await owner.get(path);
    expect(page.text.match(/<p class="lines wrap">Любить каву</g)).toHaveLength(1);
    const number = /name="number" value="(\d+)"/.exec(page.text)?.[1] ?? "";
    const edit = { number, was: "Любить каву", text: "Любить чай" };
    expect((await operator.post(`${path}/comments`, edit)).status).toBe(404);
    await owner.post(`${path}/comments`, edit);
    expect((await owner.get(path)).text).toContain("Любить чай");
    const late = await owner.post(`${path}/comments`, { ...edit, text: "Любить воду" });
    expect(late.status).toBe(422);
    expect(late.text).toContain("змінено в іншій вкладці");
    expect(late.text).toContain("Любить воду");
  });
});

test("a new deal is made of what was typed, or its client's open one is shown", async () => {
  const { ours, owner, client } = stand;
  const wrong = await owner.post("/dashboard/deals/new", { name: "", phone: "12", amount: "x" });
  expect(wrong.status).toBe(422);
  for (const field of ["phone", "amount"]) expect(wrong.text).toContain(`id="${field}-wrong"`);
  const form = { name: "Зачіска", phone: "050 000 00 44", amount: "800" };
  const made = await owner.post("/dashboard/deals/new", form);
  expect(made.headers.get("location")).toMatch(/^\/dashboard\/deals\/\d+\?done=made$/);
  const { number } = await client(ours, "+380500000044");
  expect((await owner.get(`/dashboard/deals/new?client=${number}`)).text).toContain(
    `name="client" value="${number}"`,
  );
  const second = await owner.post("/dashboard/deals/new", { name: "Ще", client: String(number) });
  expect(second.headers.get("location")).toBe(
    made.headers.get("location")?.replace("made", "known"),
  );
});

test("stages are renamed, added, put in order and taken away by who may", async () => {
  const { owner, operator } = stand;
  const path = "/dashboard/deals/stages";
  expect((await operator.get(path)).status).toBe(403);
  expect((await operator.post(path, { name: "Чуже" })).status).toBe(403);
  const [first = 0, second = 0, third = 0] = await stageIds();
  await owner.post(path, { stage: String(second), name: "У майстра" });
  await owner.post(path, { stage: String(third), do: "up" });
  await owner.post(path, { name: EVIL });
  const { text } = await owner.get(path);
  expect(text.indexOf("Очікує")).toBeLessThan(text.indexOf("У майстра"));
  expect(text).not.toContain("<script>alert");
  const same = await owner.post(path, { name: "у майстра" });
  expect(same.status).toBe(422);
  expect(same.text).toContain('id="name-new-wrong"');
  const stays = await owner.post(path, { stage: String(first), do: "drop" });
  expect(stays.text).toContain("Перший етап не видаляється");
  await owner.post(path, { stage: String(second), do: "drop" });
  expect(await stageIds()).not.toContain(second);
});

test("another business's deal is unknown here, whatever is asked of it", async () => {
  const { db, theirs, ours, owner, deal } = stand;
  const foreign = await deal(theirs, { name: "Чужа" });
  await db.execute(sql`update deals set number = 900 where id = ${foreign.id}`);
  for (const path of ["", "/edit", "/win", "/lose"])
    expect((await owner.get(`/dashboard/deals/900${path}`)).status).toBe(404);
  for (const path of ["move", "edit", "win", "lose", "reopen", "undo", "comments"])
    expect((await owner.post(`/dashboard/deals/900/${path}`, { text: "x" })).status).toBe(404);
  expect((await owner.get("/dashboard/deals/12x")).status).toBe(404);
  expect(await dealOf(db, theirs.id, foreign.id)).toMatchObject({ status: "open", name: "Чужа" });
  const [stage = 0] = await stageIds();
  expect(await moveDeal(db, ours.id, { dealId: foreign.id, from: 0, to: stage, now: NOW })).toEqual(
    {
      refused: "not_found",
    },
  );
});

test("what people write is text on every page", async () => {
  const { db, ours, owner, deal, client } = stand;
  const one = await deal(ours, { name: EVIL, phone: "+380670000099" });
  await client(ours, "+380670000099", EVIL);
  const { number, id } = one;
  const about = { dealId: id, now: NOW };
  await changeDeal(db, ours.id, { ...about, note: EVIL, address: EVIL });
  await owner.post(`/dashboard/deals/${number}/comments`, { text: EVIL });
  await owner.post("/dashboard/tasks/new", { text: EVIL, deal: String(number) });
  const pages = [
    "/dashboard/deals",
    `/dashboard/deals/list?q=${encodeURIComponent(EVIL)}`,
    `/dashboard/deals/${number}`,
    `/dashboard/deals/${number}?tab=calls&done=${encodeURIComponent(EVIL)}`,
    `/dashboard/deals/${number}/edit`,
    `/dashboard/deals/${number}/lose`,
    "/dashboard/deals/new",
  ];
  for (const page of pages) {
    const { status, text } = await owner.get(page);
    expect([page, status]).toEqual([page, 200]);
    expect(text).not.toContain("<script>alert");
  }
  await loseDeal(db, ours.id, { ...about, reason: EVIL });
  expect((await owner.get("/dashboard/deals")).text).not.toContain("<script>alert");
});
