import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { handleUpdate, receive } from "../../src/bot/update-service.ts";
import { isUnavailable } from "../../src/db/client.ts";
import { drain } from "../../src/jobs/drain.ts";
import { createWeb, listen, type Listening } from "../../src/web/server.ts";
import { telegramRouter } from "../../src/web/telegram-route.ts";
import { database, eachOnFreshDatabase, keyring, NOW } from "../business/tenants.ts";
import { post, type Told } from "./wire.ts";

eachOnFreshDatabase();

const PATH = "/api/webhooks/telegram/main";
const SECRET = "canary-webhook-secret";
const BOT = 7_000_000_001;
const failed: unknown[] = [];
let web: Listening;

beforeEach(async () => {
  const router = telegramRouter({
    secrets: ["another-key", SECRET],
    receive: (list) => receive(deps(), BOT, list),
  });
  const app = createWeb({
    routers: [router],
    before: [],
    trustProxy: false,
    isUnavailable,
    failed: (error) => failed.push(error),
  });
  web = await listen(app, { host: "127.0.0.1", port: 0 });
});
afterEach(async () => {
  await web.close();
  expect(failed.splice(0)).toEqual([]);
});

const deps = () => ({ db: database(), clock: { now: () => NOW }, keyring, random: randomBytes });
const update = (id: number, text = "canary-text") => ({
  update_id: id,
  message: { message_id: id, date: 1, chat: { id: 101, type: "private" }, text },
});

test.each([
  ["none", {}],
  ["an empty one", { "x-telegram-bot-api-secret-token": "" }],
  ["another", { "x-telegram-bot-api-secret-token": "guess" }],
  ["the right one and more", { "x-telegram-bot-api-secret-token": `${SECRET}x` }],
  ["a part", { "x-telegram-bot-api-secret-token": SECRET.slice(0, -1) }],
  ["it in another header", { authorization: SECRET, "x-bot-token": SECRET }],
] as [string, Record<string, string>][])(
  "without the secret, %s: 401 and nothing is kept",
  async (_what, headers) => {
    const body = JSON.stringify(update(1));
    expect(await post(web.port, PATH, { headers, body })).toMatchObject({ status: 401 });
    expect(await post(web.port, `${PATH}?secret_token=${SECRET}`, { headers, body })).toMatchObject(
      {
        status: 401,
      },
    );
    expect(await kept()).toEqual([]);
  },
);

test.each([
  ["no JSON", "{"],
  ["nothing", ""],
  ["null", "null"],
  ["a list", "[]"],
  ["no number", "{}"],
  ["a number as text", '{"update_id":"1"}'],
  ["a number with a fraction", '{"update_id":1.5}'],
  ["a number beyond all", '{"update_id":1e300}'],
  ["a message without a chat", '{"update_id":1,"message":{}}'],
  ["a message that is a text", '{"update_id":1,"message":"hi"}'],
  ["a press by nobody", '{"update_id":1,"callback_query":{}}'],
  ["nesting without end", `{"update_id":${"[".repeat(100_000)}`],
])("what is no update is 400: %s", async (_what, body) => {
  expect(await posted(body)).toMatchObject({ status: 400 });
  expect(await kept()).toEqual([]);
});

test("ten megabytes are 413, and the next update is taken", async () => {
  const large = JSON.stringify(update(1, "x".repeat(10 * 1024 * 1024)));
  expect(await posted(large)).toMatchObject({ status: 413 });
  expect(await posted(JSON.stringify(update(2)))).toMatchObject({ status: 200 });
  expect(await kept()).toEqual([2]);
});

test("one update that comes twenty times, also at once and after it was done, is handled once", async () => {
  const handled: number[] = [];
  const work = () =>
    drain(
      database(),
      {
        update: (job) =>
          handleUpdate(
            {
              ...deps(),
              bot: {
                handleUpdate: (one) => {
                  handled.push(one.update_id);
                  return Promise.resolve();
                },
              },
              sorry: () => Promise.resolve(),
            },
            job,
          ),
      },
      NOW,
    );
  const body = JSON.stringify(update(5));
  const answers = await Promise.all(Array.from({ length: 20 }, () => posted(body)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  await work();
  await posted(body);
  await work();
  expect(handled).toEqual([5]);
});

test("an update waits sealed and is forgotten when it is done", async () => {
  await posted(JSON.stringify(update(5)));
  const rows = await database().execute<{ row: string }>(
    sql`select updates::text as row from updates union all select jobs::text from graphile_worker.jobs`,
  );
  expect(rows.length).toBe(2);
  for (const { row } of rows) expect(row).not.toContain("canary");
});

function posted(body: string): Promise<Told> {
  const headers = {
    "content-type": "application/json",
    "x-telegram-bot-api-secret-token": SECRET,
  };
  return post(web.port, PATH, { headers, body });
}

async function kept(): Promise<number[]> {
  const rows = await database().execute<{ update_id: string }>(
    sql`select update_id from updates order by update_id`,
  );
  return [...rows].map((row) => Number(row.update_id));
}
