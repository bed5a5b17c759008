import { afterEach, beforeEach, expect, test } from "vitest";
import { ANNA, BOT, openStand, TOKEN } from "./stand.ts";
import type { Stand } from "./stand.ts";

type Update = { update_id: number; message?: { text: string } };

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
  for (const text of ["/start", "два", "три", "чотири"]) await say(text);
});
afterEach(() => stand.close());

const say = (text: string) => stand.control("POST", "/say", { person: ANNA, bot: BOT, text });
const get = async (params: object = {}) =>
  (await stand.done<Update[]>("getUpdates", params)).map(({ message }) => message?.text);
const lastId = async () => (await stand.done<Update[]>("getUpdates")).at(-1)?.update_id ?? 0;

test("an offset confirms what came before it, and only that", async () => {
  const last = await lastId();
  expect(await get({ limit: 2 })).toEqual(["/start", "два"]);
  expect(await get({ offset: last - 1 })).toEqual(["три", "чотири"]);
  expect(await get()).toEqual(["три", "чотири"]);
  expect(await get({ offset: last + 1 })).toEqual([]);
  await say("п'ять");
  expect(await lastId()).toBe(last + 1);
});

test("a negative offset keeps the last ones", async () => {
  expect(await get({ offset: -1 })).toEqual(["чотири"]);
  expect(await get()).toEqual(["чотири"]);
});

test("a waiting request is answered as soon as something comes", async () => {
  const last = await lastId();
  const waiting = get({ offset: last + 1, timeout: 30 });
  await stand.api("getMe");
  await say("ось");
  expect(await waiting).toEqual(["ось"]);
});

test("kinds that were not asked for are not queued; an empty list means the usual ones", async () => {
  const last = await lastId();
  await get({ offset: last + 1, allowed_updates: ["callback_query"] });
  await say("не чути");
  expect(await get()).toEqual([]);
  await get({ allowed_updates: [] });
  await say("чути");
  expect(await get()).toEqual(["чути"]);
});

test("updates are kept for a day", async () => {
  stand.pass(24 * 3_600_000 + 1);
  await say("новий день");
  expect(await get()).toEqual(["новий день"]);
});

test("a webhook may drop what waits", async () => {
  expect(
    await stand.api("setWebhook", { url: "http://127.0.0.1:9/x", drop_pending_updates: true }),
  ).toMatchObject({ ok: true, description: "Webhook was set" });
  expect(await stand.api("setWebhook", { url: "http://127.0.0.1:9/x" })).toMatchObject({
    description: "Webhook is already set",
  });
  expect(await stand.done("getWebhookInfo")).toMatchObject({
    url: "http://127.0.0.1:9/x",
    pending_update_count: 0,
    max_connections: 40,
  });
  expect(await stand.api("deleteWebhook")).toMatchObject({ description: "Webhook was deleted" });
  expect(await stand.api("deleteWebhook")).toMatchObject({
    description: "Webhook is already deleted",
  });
});

test("all forms of a body are one: query, form, JSON and multipart", async () => {
  const url = `${stand.root}/bot${TOKEN}/sendMessage`;
  const fields = {
    chat_id: String(ANNA),
    text: "a & б",
    reply_markup: '{"inline_keyboard":[[{"text":"x","callback_data":"y"}]]}',
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const responses = await Promise.all([
    fetch(`${url}?${new URLSearchParams(fields)}`),
    fetch(url, { method: "POST", body: new URLSearchParams(fields) }),
    fetch(url, { method: "POST", body: form }),
    fetch(url, {
      method: "POST",
      body: JSON.stringify(fields),
      headers: { "content-type": "application/json; charset=utf-8" },
    }),
    fetch(url.replace("sendMessage", "SENDMESSAGE"), {
      method: "POST",
      body: new URLSearchParams(fields),
    }),
  ]);
  for (const response of responses) {
    expect(await response.json()).toMatchObject({
      ok: true,
      result: { text: "a & б", reply_markup: { inline_keyboard: [[{ callback_data: "y" }]] } },
    });
  }
});

test("the request log shows every request without its token", async () => {
  await stand.api("sendMessage", { chat_id: ANNA, text: "видно" });
  await stand.api("sendMessage", { chat_id: 42, text: "ні" });
  const log = await stand.control<{ n: number }[]>("GET", "/requests");
  expect(log).toMatchObject([
    { n: 1, bot: BOT, method: "sendMessage", params: { text: "видно" }, ok: true },
    { n: 2, ok: false, error_code: 400, description: "Bad Request: chat not found" },
  ]);
  expect(JSON.stringify(log)).not.toContain(TOKEN.split(":")[1]);
  expect(await stand.control("GET", "/requests?after=1")).toHaveLength(1);
});

test("the stream tells of messages, requests, chats and the simulated PBX's hooks", async () => {
  const ended = new AbortController();
  const response = await fetch(`${stand.url}/sandbox/api/stream`, { signal: ended.signal });
  await stand.api("sendMessage", { chat_id: ANNA, text: "картка" });
  await stand.control("POST", "/block", { person: ANNA, bot: BOT });
  stand.sandbox.log({ name: "call.dial", status: 200, ms: 3 });
  let seen = "";
  for await (const chunk of response.body ?? []) {
    seen += Buffer.from(chunk).toString();
    if (seen.includes("event: hook")) break;
  }
  ended.abort();
  const events = [...seen.matchAll(/event: (\w+)/g)].map(([, name]) => name);
  expect(new Set(events)).toEqual(new Set(["message", "request", "chat", "state", "hook"]));
});

test("another site's page may not drive the stand-in", async () => {
  const headers = { origin: "http://evil.example", "content-type": "application/json" };
  const response = await fetch(`${stand.url}/sandbox/api/reset`, {
    method: "POST",
    headers,
    body: "{}",
  });
  expect(response.status).toBe(403);
});
