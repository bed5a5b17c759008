import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { claim, keepAnalysis, NOTHING_SAID, booked } from "../speech/fill-case.ts";
import { followupOfCall } from "../../src/calls/followup-service.ts";
import { commentsOf } from "../../src/crm/comment-service.ts";
import { keepPledges, ledgerPage } from "../../src/speech/promise-service.ts";
import { readAnalysis } from "../../src/speech/correct-service.ts";
import { NOW } from "../business/tenants.ts";
import { openCallStand, OPERATOR, OTHER, SOUND, type CallStand } from "./call-stand.ts";

const EVIL = `"><script>alert(1)</script><b x='`;

let stand: CallStand;
beforeAll(async () => {
  stand = await openCallStand();
});
afterAll(() => stand.close());
afterEach(() => {
  expect(stand.cabinet.failed).toEqual([]);
});

/** A call that was recorded, heard and analysed. */
async function talked(): Promise<{ id: number; path: string }> {
  const { db, ours, called, recorded, heard } = stand;
  const id = await called();
  await heard(id, await recorded(id), [
    { speaker: "employee", startS: 0, endS: 3, text: "Салон «Лілея», вітаю" },
    { speaker: "client", startS: 3, endS: 8, text: "Вітаю, мене звати Оксана" },
    { speaker: "client", startS: 20, endS: 24, text: EVIL },
  ]);
  await keepAnalysis(db, ours.id, { callId: id, analysis: booked, now: NOW });
  return { id, path: `/dashboard/calls/${id}` };
}

describe("a call's page", () => {
  test("tells who, how and what was agreed, every claim with its second, and what was not said", async () => {
    const { path } = await talked();
    const { status, text } = await stand.operator.get(path);
    expect(status).toBe(200);
    for (const words of [
      "Оксана К.",
      "+380 67 000 00 01",
      "Вхідний, 3\u202fхв",
      "чекали 12\u202fс",
    ])
      expect(text).toContain(words);
    expect(text).toContain("Записалася на манікюр");
    expect(text).toMatch(/<a class="jump" href="#t=3" data-at="3"/);
    expect(text).toContain("<mark>мене звати Оксана</mark>");
    expect(text).toContain("не прозвучало");
    expect(text).toContain("тиша або музика, 12 с");
    expect(text).toContain(`<audio controls preload="none" src="${path}/sound?r=1">`);
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<b x=");
    expect(text).toContain("&lt;script>alert(1)&lt;/script>");
  });

  test("is not there for another business, nor is anything of it", async () => {
    const { stranger, db, ours } = stand;
    const { id, path } = await talked();
    for (const page of [path, `${path}/sound`, `${path}/text`, `${path}?why=1`])
      expect([page, (await stranger.get(page)).status]).toEqual([page, 404]);
    const answer = await stranger.post(path, { do: "comment", text: "чуже" });
    expect(answer.status).toBe(404);
    expect(await commentsOf(db, ours.id, { about: { callId: id }, limit: 9, offset: 0 })).toEqual(
      [],
    );
    for (const wrong of ["0", "x", "1e3", "99999999999999999", "%00"])
      expect((await stand.owner.get(`/dashboard/calls/${wrong}`)).status).toBe(404);
  });

  test("tells what led to it, and gives its text as a file", async () => {
    const { owner } = stand;
    const { path } = await talked();
    const why = await owner.get(`${path}?why=1`);
    expect(why.text).toContain("Чому ця картка");
    const part = await owner.get(`${path}?why=1`, { "hx-request": "true" });
    expect(part.text).toMatch(/^<section class="sheet" aria-labelledby="h-why"/);
    const file = await owner.get(`${path}/text`);
    expect(file.headers.get("content-disposition")).toContain("attachment");
    expect(file.text).toContain("[0:03] Оксана К.: Вітаю, мене звати Оксана");
  });

  test("of a call that became part of another leads there", async () => {
    const { db, owner, called } = stand;
    const [heir, part] = [await called(), await called()];
    await db.execute(sql`update calls set merged_into = ${heir} where id = ${part}`);
    const answer = await owner.get(`/dashboard/calls/${part}`);
    expect(answer.headers.get("location")).toBe(`/dashboard/calls/${heir}`);
  });
});

describe("a recording", () => {
  test("is sent whole, by ranges, and as a file", async () => {
    const { operator, called, recorded } = stand;
    const id = await called();
    await recorded(id);
    const path = `/dashboard/calls/${id}/sound`;
    const whole = await operator.get(path);
    expect(whole.status).toBe(200);
    expect(whole.text).toBe(SOUND.toString());
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "content-type": "audio/mpeg",
      "accept-ranges": "bytes",
      "cache-control": "no-store",
      "content-length": String(SOUND.length),
    });
    const some = await operator.get(path, { range: "bytes=4-7" });
    expect([some.status, some.text]).toEqual([206, "0123"]);
    expect(some.headers.get("content-range")).toBe(`bytes 4-7/${SOUND.length}`);
    const last = await operator.get(path, { range: "bytes=-5" });
    expect([last.status, last.text]).toEqual([206, "sound"]);
    const beyond = await operator.get(path, { range: "bytes=500-" });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get("content-range")).toBe(`bytes */${SOUND.length}`);
    const saved = await operator.get(`${path}?save=1`);
    expect(saved.headers.get("content-disposition")).toContain('filename="recording-1.mp3"');
    expect((await operator.get(`${path}?r=2`)).status).toBe(404);
  });

  test("whose time is over is told as gone; one that never was, as such", async () => {
    const { db, operator, called, recorded } = stand;
    const id = await called();
    const recording = await recorded(id);
    await db.execute(sql`update recordings set removed_at = now() where id = ${recording}`);
    const page = await operator.get(`/dashboard/calls/${id}`);
    expect(page.text).toContain("минув строк зберігання");
    expect((await operator.get(`/dashboard/calls/${id}/sound`)).status).toBe(404);
    const none = await operator.get(`/dashboard/calls/${await called()}`);
    expect(none.text).toContain("Запису цієї розмови немає.");
  });
});

describe("a press", () => {
  test("claims a missed call for one, tells the other who has it, and closes it", async () => {
    const { db, ours, called, followed, operator, entered } = stand;
    const client = "+380670000077";
    const id = await called({ client, outcome: "missed", answeredBy: null, talkS: 0 });
    await followed(id, client);
    const path = `/dashboard/calls/${id}`;
    const claimed = await operator.post(path, { do: "claim" });
    expect(claimed.headers.get("location")).toBe(`${path}?done=claimed`);
    expect((await followupOfCall(db, ours.id, id))?.claimedBy).toBe(OPERATOR);
    const other = await entered(OTHER, ours);
    expect((await other.post(path, { do: "claim" })).text).toContain("Уже в роботі");
    expect((await other.post(path, { do: "release" })).text).toContain("Віддати може лише той");
    const back = await operator.post(path, { do: "release", back: "/dashboard" });
    expect(back.headers.get("location")).toBe("/dashboard?done=released");
    const done = await operator.post(path, { do: "done", back: "//evil.example" });
    expect(done.headers.get("location")).toBe(`${path}?done=done`);
    expect((await followupOfCall(db, ours.id, id))?.closedHow).toBe("done");
    expect((await operator.get(`${path}?done=done`)).text).toContain("Позначили: зроблено.");
  });

  test("keeps a comment; a blank one is asked for again", async () => {
    const { db, ours, called, operator } = stand;
    const id = await called();
    const path = `/dashboard/calls/${id}`;
    const blank = await operator.post(path, { do: "comment", text: "  " });
    expect(blank.status).toBe(422);
    expect(blank.text).toContain('id="comment-wrong"');
    const form = { do: "comment", text: EVIL, press: "one-time" };
    const both = await Promise.all([operator.post(path, form), operator.post(path, form)]);
    for (const { headers } of both)
      expect(headers.get("location")).toBe(`${path}?done=commented#comments`);
    const kept = await commentsOf(db, ours.id, { about: { callId: id }, limit: 9, offset: 0 });
    expect(kept.map(({ text, author }) => [text, author])).toEqual([[EVIL, OPERATOR]]);
    expect((await operator.get(path)).text).not.toContain("<script>alert");
  });

  test("corrects a claim, says what is wrong, and writes over nobody's other correction", async () => {
    const { db, ours, operator, owner } = stand;
    const { id, path } = await talked();
    const fix = { do: "fix", field: "amount", was: "650 грн" };
    const wrong = await operator.post(path, { ...fix, written: "багато" });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("Не схоже на суму");
    expect(wrong.text).toContain('value="багато"');
    await owner.post(path, { ...fix, written: "700" });
    const late = await operator.post(path, { ...fix, written: "900" });
    expect(late.status).toBe(422);
    expect(late.text).toContain("Тим часом це змінив хтось інший");
    expect(late.text).toContain('value="900"');
    const kept = await readAnalysis(db, ours.id, id);
    expect(kept?.corrections["amountNumber"]).toBe("700");
    const judged = await operator.post(path, { do: "wrong", text: "Це була не Оксана" });
    expect(judged.headers.get("location")).toContain("done=judged");
    const [vote] = await db.execute<{ reason: string }>(
      sql`select reason from analysis_votes where call_id = ${id}`,
    );
    expect(vote?.reason).toBe("Це була не Оксана");
  });

  test("makes a task of a promise once, and a deal of the call", async () => {
    const { db, ours, operator, cabinet } = stand;
    const { id, path } = await talked();
    const said = { whose: "us" as const, text: "Надіслати адресу", quote: "скину адресу" };
    await keepPledges(db, ours.id, {
      callId: id,
      clientId: null,
      dealId: null,
      said: [{ ...said, quoteS: 12, dueAt: null }],
      now: NOW,
    });
    const wanted = { wanted: { callId: id }, limit: 9, offset: 0 };
    const [promise] = await ledgerPage(db, ours.id, wanted);
    const press = { do: "promise", step: "task", promise: String(promise?.id) };
    expect((await operator.post(path, press)).headers.get("location")).toContain("done=task&n=1");
    expect((await operator.post(path, press)).text).toContain("Про неї вже подбали.");
    expect((await ledgerPage(db, ours.id, wanted))[0]?.state).toBe("accepted");
    const deal = await operator.post(path, { do: "deal" });
    expect(deal.headers.get("location")).toBe("/dashboard/deals/1");
    expect(cabinet.failed).toEqual([]);
  });

  test("without the form's token changes nothing", async () => {
    const { db, ours, called, operator } = stand;
    const id = await called();
    const forged = await operator.post(`/dashboard/calls/${id}`, {
      csrf: "",
      do: "comment",
      text: "підроблено",
    });
    expect(forged.status).toBe(403);
    expect((await operator.post(`/dashboard/calls/${id}`, { do: "drop" })).status).toBe(400);
    expect(await commentsOf(db, ours.id, { about: { callId: id }, limit: 9, offset: 0 })).toEqual(
      [],
    );
  });

  test("asks the PBX to call only where there is one, and says why not", async () => {
    const { called, operator } = stand;
    const id = await called();
    const asked = { do: "callback", press: "abcdefgh1" };
    const answer = await operator.post(`/dashboard/calls/${id}`, asked);
    expect(answer.text).toContain("Жодна АТС не підключена з ключем");
  });
});

test("claims that no quote proves are told, and a summary of nothing says so", async () => {
  const { db, ours, called, owner } = stand;
  const id = await called();
  const analysis = { ...NOTHING_SAID, wish: claim("Манікюр") };
  await keepAnalysis(db, ours.id, { callId: id, analysis, now: NOW });
  await db.execute(sql`update analyses set dropped = 2 where call_id = ${id}`);
  expect((await owner.get(`/dashboard/calls/${id}`)).text).toContain("Відкинуто тверджень: 2.");
});
