import { sql } from "drizzle-orm";
import { InputFile } from "grammy";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reference } from "../../src/business/button-service.ts";
import { setSpoken } from "../../src/calls/spoken-service.ts";
import { addComment } from "../../src/crm/comment-service.ts";
import { clientsByPhones, saveClient } from "../../src/crm/client-service.ts";
import { createDeal } from "../../src/crm/deal-service.ts";
import { createTask } from "../../src/crm/task-service.ts";
import { saveTranscript } from "../../src/speech/transcript-service.ts";
import { bridge, dial, hangup } from "../calls/hooks.ts";
import { group, invited, ivan, olena } from "./desk.ts";
import { openWhyDesk, type WhyDesk } from "./why-case.ts";

/** The wall of the business shows Tuesday, 10 March 2026, 14:00 when the client's missed call comes. */
let desk: WhyDesk;
let callId = 0;
let phone = "";
const tail = () => phone.slice(-4);

beforeAll(async () => {
  desk = await openWhyDesk();
  await invited(desk, ivan, "Оператор");
  callId = await desk.missedCall();
  const [row] = await desk.db.execute<{ client: string }>(
    sql`select client from calls where id = ${callId}`,
  );
  phone = row?.client ?? "";
  const { db, business, time } = desk;
  await saveClient(db, business.id, { name: "Оксана Шевченко", phone, now: time.now });
  const client = (await clientsByPhones(db, business.id, [phone])).get(phone);
  const clientId = client?.id ?? 0;
  const by = { id: olena.id, name: "Олена" };
  await createTask(db, business.id, {
    title: "Подзвонити Шевченко",
    dueAt: time.now - 60_000,
    priority: "medium",
    assignee: olena.id,
    clientId,
    callId,
    by: olena.id,
    now: time.now,
    zone: business.timezone,
  });
  const message = { botId: 7_000_000_001, telegramId: group.id, messageId: 4321 };
  const [recording] = await db.execute<{ id: string }>(sql`
    insert into recordings (business_id, call_id, provider, ref, state, wanted_at, changed_at, file)
    values (${business.id}, ${callId}, 'phonet', 'a', 'done', now(), now(), 'a/b.mp3') returning id`);
  await desk.files.put("a/b.mp3", Buffer.from("ID3"), "audio/mpeg");
  const said = { speaker: "client" as const, startS: 62, endS: 70 };
  const turns = [
    {
      ...said,
      text: "Це Шевченко. Мене цікавить нарощування вій, але не дуже дорого, Лёша сказав про знижку",
    },
  ];
  const heard = { source: "stt" as const, language: "uk", turns, guessed: false, model: null };
  const recordingId = recording?.id ?? "";
  await saveTranscript(db, business.id, { ...heard, recordingId, callId, now: time.now });
  await tellOf(callId, turns[0]?.text ?? "");
  const next = { text: "передзвонити", due: "2026-03-12", quote: "у четвер", atS: 1 };
  const summary = { outcome: "питає про вії", facts: [], next, corrected: false };
  await setSpoken(db, business.id, { callId, change: { state: "ready", summary } });
  await addComment(db, business.id, {
    text: "Шевченко любить чай",
    by,
    about: { callId },
    phone,
    message,
    now: time.now,
  });
});
afterAll(() => desk.close());

/** What receivers were told of the talk. */
async function tellOf(id: number, words: string): Promise<void> {
  await desk.db.execute(sql`
    insert into events (business_id, event, data, at)
    select business_id, 'call.analyzed', data || jsonb_build_object('transcript', jsonb_build_array(${words}::text),
      'analysis', jsonb_build_object('outcome', ${words}::text)), at
    from events where event = 'call.missed' and (data->>'call_id')::bigint = ${id} limit 1`);
}

const said = () => desk.last().replaceAll("\u202f", " ");
const labels = () => desk.buttons().map(({ text }) => text.replaceAll("\u202f", " "));

const files = () =>
  desk.sent.flatMap(({ method, payload }) => {
    const { document } = payload;
    return method === "sendDocument" && document instanceof InputFile ? [document] : [];
  });
const bytesOf = async (file: InputFile | undefined): Promise<string> => {
  const raw = await file?.toRaw();
  return raw instanceof Uint8Array ? Buffer.from(raw).toString() : "";
};

/** Every row of every table that holds the digits or the name. */
const traces = async (): Promise<string[]> => {
  const tables = await desk.db.execute<{ name: string }>(
    sql`select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await desk.db.execute<{ row: string }>(
      sql`select t::text as row from ${sql.raw(name)} t where t::text like ${`%${phone.slice(-9)}%`} or t::text like '%Шевченко%'`,
    );
    found.push(...[...rows].map(({ row }) => `${name}: ${row}`));
  }
  return found;
};

describe("/calls", () => {
  test("opens a call from the list, with its buttons, its story and the way back", async () => {
    await desk.say(olena, `/calls ${tail()}`);
    await desk.press(olena, "❌ Оксана Шевченко");
    expect(said()).toContain("Пропущений");
    expect(labels()).toEqual(expect.arrayContaining(["🔎 Чому ця картка", "← До дзвінків"]));
    await desk.press(olena, "← До дзвінків");
    expect(said()).toContain(`Дзвінки</b> · ${tail()}`);
  });

  test.each(["Шевчнеко", "шевченко оксана", "Оксана сьогодні", "10.03", "Shevchenko 1.01"])(
    "«%s» is answered",
    async (text) => {
      await desk.say(olena, `/calls ${text}`);
      expect(said().includes("Оксана Шевченко")).toBe(!text.startsWith("Shev"));
    },
  );

  test("another business finds nothing of it", async () => {
    const other = { ...ivan, id: 990 };
    await desk.say(other, `/calls ${tail()}`);
    expect(said()).not.toContain("Оксана");
  });
});

describe("/find", () => {
  test("shows each kind, and every row opens", async () => {
    await desk.say(olena, "/find Шевченко");
    expect(said()).toContain("👤 Клієнти: 1");
    expect(said()).toContain("📞 Дзвінки: 1");
    expect(said()).toContain("📝 Задачі: 1");
    expect(said()).toContain("💬 Коментарі: 1");
    for (const label of ["👤 Оксана", "📝 Подзвонити", "💬 Шевченко"]) {
      await desk.say(olena, "/find Шевченко");
      await desk.press(olena, label);
      expect(said()).toContain("Шевченко");
    }
  });

  test.each(["нарощування", "НАРОЩУВАННЯ вій", "леша знижк", "нарощування 10.03"])(
    "%j finds what was said, with the words around it and their second",
    async (words) => {
      await desk.say(olena, `/find ${words}`);
      expect(said()).toContain("📄 Розмови: 1");
      expect(said()).toMatch(/<i>«[^»]*(?:нарощування|знижку)[^»]*»<\/i>\s1:02/);
      await desk.press(olena, "❌ Оксана");
      expect(said()).toContain("питає про вії");
    },
  );

  test.each(["нарощення", "вій 11.03", "%_%", "не"])(
    "%j was said by nobody then",
    async (words) => {
      await desk.say(olena, `/find ${words}`);
      expect(said()).not.toContain("📄 Розмови");
    },
  );

  test("all calls in which something was said have a list of their own, page by page", async () => {
    const press = (before: number | null) =>
      reference(desk.db, desk.business.id, { do: "talks", text: "нарощування", before });
    await desk.press(olena, { text: "", callback_data: await press(null) });
    expect(said()).toContain("У розмовах");
    expect(said()).toContain("нарощування вій");
    await desk.press(olena, { text: "", callback_data: await press(callId) });
    expect(said()).toContain("нічого немає");
  });

  test("asks what to look for, and says when there is nothing", async () => {
    await desk.say(olena, "/find");
    expect(said()).toContain("/find 4512");
    await desk.say(olena, "/find <b>%_");
    expect(said()).toContain("«&lt;b&gt;%_» нічого немає");
  });

  test("a group that nobody subscribed is led to the private chat", async () => {
    await desk.say(olena, "/find Шевченко", { ...group, id: -555 });
    expect(said()).toContain("в особистому чаті");
  });
});

test("/today tells what waits and what there was; a group has nobody's own tasks", async () => {
  await desk.say(olena, "/today");
  expect(said()).toContain("Передзвонити: 1");
  expect(said()).toContain("прострочено: 1");
  expect(said()).toContain("Дзвінків: 1 · відповіли: 0 · пропустили: 1");
  expect(said()).toContain("Подзвонити Шевченко");
  await desk.press(olena, "🔄 Оновити");
  expect(said()).toContain("Сьогодні");
  await desk.say(olena, "/today", group);
  expect(said()).not.toContain("Подзвонити Шевченко");
});

describe("/export", () => {
  test("sends a table in the member's language, with local times and safe numbers", async () => {
    await desk.say(olena, "/export calls 2026-03");
    const file = files().at(-1);
    expect(file?.filename).toBe("calls-2026-03-01-2026-03-31.csv");
    const [head, row] = (await bytesOf(file)).split("\r\n");
    expect(head).toMatch(/^\uFEFFПочаток;Напрямок;Результат;Номер;Клієнт;/);
    expect(row).toMatch(/^2026-03-10 \d\d:\d\d:\d\d\+02:00;вхідний;пропущено;'\+380/);
    expect(row).toContain(";Оксана Шевченко;");
    expect(head?.endsWith(";Суть;Далі")).toBe(true);
    expect(row?.endsWith(";питає про вії;передзвонити · 2026-03-12")).toBe(true);
  });

  test("by buttons: which table, of which time", async () => {
    const before = files().length;
    await desk.say(olena, "/export");
    await desk.press(olena, "Задачі");
    await desk.press(olena, "Цей рік");
    expect(await bytesOf(files()[before])).toContain("Подзвонити Шевченко;чекає;звичайна;");
    await desk.say(olena, "/export угоди 2020");
    expect(said()).toContain("нічого немає");
    await desk.say(olena, "/export щось");
    expect(desk.texts().at(-2)).toContain("Не розумію");
  });

  test("is not for operators, and not in a group", async () => {
    const before = files().length;
    await desk.say(ivan, "/export calls 2026-03");
    await desk.say(olena, "/export calls 2026-03", group);
    expect(files()).toHaveLength(before);
  });
});

describe("/erase", () => {
  test("is refused to operators, in groups and without a number", async () => {
    await desk.say(ivan, `/erase ${phone}`);
    expect(said()).not.toContain("Стерти");
    await desk.say(olena, `/erase ${phone}`, group);
    expect(said()).not.toContain("Стерти");
    await desk.say(olena, "/erase");
    expect(said()).toContain("Напишіть номер");
    await desk.say(olena, "/erase Оксана");
    expect(said()).toContain("Не бачу номера");
  });

  test("shows what would go and keeps it all when told so", async () => {
    await desk.say(olena, `/erase ${phone}`);
    expect(said()).toContain("Стерти Оксана Шевченко");
    expect(said()).toContain("Дзвінки: 1");
    expect(said()).toContain("Задачі: 1");
    await desk.press(olena, "Ні, залишити");
    expect(said()).toContain("Нічого не стерто");
    expect((await traces()).length).toBeGreaterThan(5);
  });

  test("leaves no trace, a receipt of counts, and an event without the person", async () => {
    const { db, business, time } = desk;
    const clientId = (await clientsByPhones(db, business.id, [phone])).get(phone)?.id ?? 0;
    await createDeal(db, business.id, {
      name: "Шевченко, манікюр",
      client: { id: clientId, name: null },
      phone,
      callId,
      amount: 100,
      by: olena.id,
      now: time.now,
    });
    await desk.say(olena, `/calls ${tail()}`);
    const old = desk.button("❌ Оксана");
    await desk.say(olena, `/erase ${phone}`);
    const sure = desk.button("🧹 Так");
    await desk.press(olena, sure);
    expect(said()).toContain("Стерто");
    expect(said()).toContain("Угоди: 1");
    expect(said()).toContain("Записи розмов: 1");
    expect(said()).toContain("Тексти розмов: 1");
    expect(await desk.files.get("a/b.mp3")).toEqual({ missing: true });
    expect(said()).not.toContain("Шевченко");
    expect(await traces()).toEqual([]);
    const [erased] = await db.execute<{ data: { removed: Record<string, number> } }>(
      sql`select data from events where event = 'client.erased'`,
    );
    const [talk] = await db.execute<{ data: object }>(
      sql`select data from events where event = 'call.analyzed'`,
    );
    expect(talk?.data).toMatchObject({ transcript: [], analysis: { outcome: null, promises: [] } });
    expect(erased?.data).toMatchObject({
      name: null,
      phone: null,
      removed: { calls: 1, deals: 1 },
    });
    const [receipt] = await db.execute(sql`select by from erasures`);
    expect(Number(receipt?.["by"])).toBe(olena.id);
    const edits = await db.execute(
      sql`select 1 from graphile_worker.jobs where task_identifier = 'telegram.send'`,
    );
    expect(edits.length).toBeGreaterThan(0);
    await desk.press(olena, old);
    expect(said()).toMatch(/вже не діє|вже немає|Стерто/);
    await desk.say(olena, `/erase ${phone}`);
    expect(said()).toContain("нічого не збережено");
    await desk.press(olena, sure);
    expect(await traces()).toEqual([]);
  });

  test("who calls again is a new client", async () => {
    await desk.hear(4000, dial(4000, { uuid: "b2", dial: 4000 }));
    await desk.hear(4010, bridge(4010, { uuid: "b2", dial: 4000 }));
    await desk.hear(4060, hangup(4060, { uuid: "b2", dial: 4000, bridge: 4010 }));
    await desk.say(olena, `/calls ${tail()}`);
    expect(said()).toContain(phone.slice(0, 4));
    expect(said()).not.toContain("Шевченко");
  });
});
