import { afterEach, beforeEach, expect, test } from "vitest";
import { database, eachOnFreshDatabase } from "../business/tenants.ts";
import { json, openDoor, type Door } from "./door.ts";

eachOnFreshDatabase();
let door: Door;
/** The flat address of the same token, in the path and in the query. */
let flat: { inPath: string; inQuery: string };

beforeEach(async () => {
  door = await openDoor(database());
  const token = door.ours.novofon.split("/").at(-1) ?? "";
  flat = {
    inPath: `/api/call-summary/webhook/novofon/${token}`,
    inQuery: `/api/call-summary/webhook/novofon?user_id=${token}`,
  };
});
afterEach(async () => {
  await door.close();
  expect(door.failed).toEqual([]);
});

const payload = {
  call_id: "test_12345",
  caller: "+79001234567",
  called: "+79840000000",
  direction: "in",
  duration: "120",
  status: "answered",
};
const form = { "content-type": "application/x-www-form-urlencoded" };
const fields = new URLSearchParams(payload).toString();
const ok = { status: 200, text: '{"ok":true}' };

test("a flat payload is taken as JSON, as a form and from the query, by POST and by GET", async () => {
  const answers = [
    await door.send(flat.inPath, { headers: json, body: JSON.stringify(payload) }),
    await door.send(flat.inQuery, { headers: form, body: fields }),
    await door.send(`${flat.inPath}?${fields}`, { headers: json, body: "not a body" }),
    await door.send(`${flat.inPath}?${fields}`, { method: "GET" }),
    await door.send(`${flat.inQuery}&${fields}`, { method: "GET" }),
  ];
  for (const answer of answers) expect(answer).toMatchObject(ok);
  const stored = await door.stored();
  expect(stored).toHaveLength(5);
  for (const one of stored)
    expect(one).toMatchObject({
      verdict: "accepted",
      events: [{ provider: "flat", ref: "test_12345", talkS: 120, client: "+79001234567" }],
    });
  expect(stored.at(-1)?.query).toBe(fields);
});

test("an empty flat body is answered 200 and changes nothing", async () => {
  for (const sent of [{ body: "" }, { headers: json, body: "{}" }, { method: "GET" }])
    expect(await door.send(flat.inPath, sent)).toMatchObject(ok);
  expect((await door.stored()).map(({ verdict, events }) => [verdict, events])).toEqual([
    ["ignored", []],
    ["ignored", []],
    ["ignored", []],
  ]);
});

test("the flat address of an unknown token, or of another provider's, is like any unknown one", async () => {
  const sent = { headers: json, body: JSON.stringify(payload) };
  const unknown = await door.send("/api/webhooks/novofon/nobody", sent);
  const foreign = door.ours.phonet.split("/").at(-1) ?? "";
  for (const path of [
    "/api/call-summary/webhook/novofon/nobody",
    "/api/call-summary/webhook/novofon?user_id=nobody",
    "/api/call-summary/webhook/novofon",
    `/api/call-summary/webhook/novofon/${foreign}`,
  ])
    expect(await door.send(path, sent)).toMatchObject({ status: 404, text: unknown.text });
  expect((await door.send(flat.inPath, { ...sent, method: "PUT" })).status).toBe(405);
  expect(await door.all()).toBe(0);
});

test("a notification of Novofon 2.0 needs no signature where one is stored; its query is kept whole", async () => {
  const notification = {
    notification_name: "Завершение звонка",
    notification_time: "2026-11-21 12:00:00.120",
    call_session_id: "998677407",
    contact_phone_number: "79161110001",
    scenario_name: "Очень длинное название сценария ".repeat(40),
    talk_time_duration: "40",
    direction: "in",
  };
  const query = new URLSearchParams(notification).toString();
  expect(query.length).toBeGreaterThan(4000);
  const answers = [
    await door.send(door.ours.novofon, { headers: json, body: JSON.stringify(notification) }),
    await door.send(door.ours.novofon, { headers: form, body: query }),
    await door.send(`${door.ours.novofon}?${query}`, { method: "GET" }),
    await door.send(`${door.ours.flat}&${query}`, { method: "GET" }),
  ];
  for (const answer of answers) expect(answer).toMatchObject(ok);
  const stored = await door.stored();
  for (const one of stored)
    expect(one).toMatchObject({
      verdict: "accepted",
      name: "Завершение звонка",
      events: [{ provider: "novofon2", ref: "998677407", talkS: 40, outcome: "answered" }],
    });
  expect(stored.slice(2).map((one) => one.query)).toEqual([query, query]);
});

test("what cannot be repaired is 400 with its reason, and kept", async () => {
  const cut = '{"call_session_id":1,"notification_name":"Завершение звонка';
  const answer = await door.send(door.ours.novofon, { headers: json, body: cut });
  expect(answer).toMatchObject({ status: 400 });
  expect(JSON.parse(answer.text)).toMatchObject({ error: { code: "malformed_json" } });
  const [kept] = await door.stored();
  expect(kept).toMatchObject({ verdict: "refused", reason: "malformed_json", events: [] });
  expect(kept?.raw.toString()).toBe(cut);
});
