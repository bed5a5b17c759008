import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, expect, onTestFailed, test } from "vitest";
import { eraseDeliveries } from "../../src/webhooks/erase-service.ts";
import { hexSignature, standardSignature } from "../../src/webhooks/sign.ts";
import { until } from "../db/until.ts";
import { status, type Sink } from "../webhooks/sink.ts";
import { eventOf, eventsOf, states } from "../webhooks/yard.ts";
import { openGround, type Ground } from "./webhook-ground.ts";
import { leaveNothing } from "./world.ts";

const TOLD = 4000;
let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterEach(() => ground.clear());
afterAll(async () => {
  await ground.close();
  leaveNothing();
});

const telling = (): void => onTestFailed(() => console.log(ground.world.output().slice(-TOLD)));
const task = (number = 1) => eventOf(ground.businessId, "task.created", { task_id: number });
const form = { name: "Облік", event: "*", template: "plain", timeout: "5", in_flight: "5" };
const idIn = (text: string): string => /href="\/webhook\/([0-9a-f-]{36})"/.exec(text)?.[1] ?? "";

test("case 20: any text leaves as it is stored and signed, for both kinds of verifier; what is too large is told of", async () => {
  telling();
  const { world, businessId, counts, rows, logs } = ground;
  const sink = await ground.sink();
  const { id, secret } = await ground.endpoint(sink.url);
  const title = 'Ціна 💇\u2028"\\ </script> 9007199254740993 __proto__';
  await ground.happens([
    eventOf(businessId, "task.created", { title }),
    eventOf(businessId, "task.created", { title: "я".repeat(500_000) }),
  ]);
  await counts(id, { done: 1, dropped: 1 });
  const [caught] = sink.caught;
  const { headers = {}, body = "" } = caught ?? {};
  expect(body).toBe((await rows(id))[0]?.body);
  expect(JSON.parse(body).data.title).toBe(title);
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ event: "task.created" });
  expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow("No matching signature");
  expect(isFromGitHub(headers["x-webhook-signature"] ?? "", body, secret)).toBe(true);
  expect(isFromGitHub(headers["x-webhook-signature"] ?? "", `${body} `, secret)).toBe(false);
  expect(await logs(id)).toContainEqual(
    expect.objectContaining({ error_message: "payload_too_large", payload: null }),
  );
  const [kept] = await world.db().execute(sql`
    select count(*)::int as many from events where business_id = ${businessId}`);
  expect(kept).toEqual({ many: 2 });
});

test("case 21: headers that are ours or no headers are refused; a name and a password become one and are seen nowhere", async () => {
  telling();
  const { world, counts } = ground;
  const sink = await ground.sink();
  const owner = await ground.owner();
  await owner.get("/webhook/new");
  const bad: [string, string][] = [
    ["X-Key: a\r\nHost: evil.example", "Цей заголовок ставимо ми: Host"],
    ["Content-Length: 1", "Цей заголовок ставимо ми"],
    ["X-Webhook-Signature: sha256=0", "Цей заголовок ставимо ми"],
    ["webhook-id: 1", "Цей заголовок ставимо ми"],
    ["X-Key: ключ", "знаки поза ASCII"],
    ["X-Key: a\rX-Evil: b", "знаки поза ASCII"],
    [`X-Key: ${"a".repeat(8192)}`, "Це завелике"],
    ["no colon", "Кожен рядок має вигляд"],
  ];
  for (const [headers, said] of bad)
    expect((await owner.post("/webhook/new", { ...form, url: sink.url, headers })).text).toContain(
      said,
    );
  const space = await owner.post("/webhook/new", { ...form, url: "https://user:pa ss@host.test/" });
  expect(space.text).toContain("Це не схоже на адресу");
  const url = sink.url.replace("//", "//crm-user:pass%20word@");
  const { text } = await owner.post("/webhook/new", {
    ...form,
    url,
    headers: "X-Key: very-own-key",
  });
  const id = idIn(text);
  ground.adopt(id);
  sink.answer(({ headers }, response) => {
    response
      .writeHead(200)
      .end(`${headers["authorization"]} ${headers["x-key"]} crm-user:pass word`);
  });
  await ground.happens([task()]);
  await counts(id, { done: 1 });
  const basic = Buffer.from("crm-user:pass word").toString("base64");
  expect(sink.caught[0]?.headers).toMatchObject({
    authorization: `Basic ${basic}`,
    "x-key": "very-own-key",
  });
  const [log] = await ground.logs(id);
  const pages = await Promise.all(
    ["", "/edit", `/logs?log=${log?.id}`].map((path) => owner.get(`/webhook/${id}${path}`)),
  );
  const stored = await world.db().execute(sql`
    select (select jsonb_agg(e) from endpoints e)::text || (select jsonb_agg(l) from webhook_logs l)::text as everything`);
  const visible = [...pages.map((page) => page.text), JSON.stringify(stored), world.output()];
  for (const one of visible)
    for (const secret of [basic, "pass word", "pass%20word", "very-own-key"])
      expect(one.includes(secret), secret).toBe(false);
  expect(log?.response).toBe("[hidden] [hidden] [hidden]");
});

test("case 22: an endpoint hears of what it asked for, by whole segments and an exact filter, and nothing else", async () => {
  telling();
  const { businessId, counts } = ground;
  const sink = await ground.sink();
  const owner = await ground.owner();
  await owner.get("/webhook/new");
  let deep: object = { $eq: 1 };
  for (let level = 0; level < 50; level += 1) deep = { x: deep };
  const url = sink.url;
  const bad: [object, string][] = [
    [{ event: "tasks.*" }, "Такої події немає"],
    [{ event: "task.created.v2" }, "Такої події немає"],
    [{ event: "task.creat" }, "Такої події немає"],
    [{ event: [] }, "Виберіть хоча б одну подію"],
    [{ filter: JSON.stringify(deep) }, "Фільтр надто складний"],
    [{ filter: '{"event":{"$regex":".*"}}' }, "Невідомий оператор"],
    [{ filter: '{"a":'.repeat(5000) + "1" + "}".repeat(5000) }, "Фільтр надто складний"],
    [{ filter: "[]" }, "Фільтр має бути"],
    [{ filter: "{oops" }, "Це не JSON"],
  ];
  for (const [fields, said] of bad) {
    const answer = await owner.post("/webhook/new", { ...form, url, ...fields });
    expect(answer.text, JSON.stringify(fields).slice(0, 80)).toContain(said);
  }
  const wishes: Record<string, [string[], string | null, string[]]> = {
    all: [["*"], null, ["created 1", "created 2", "updated 3", "won"]],
    family: [["task.*"], null, ["created 1", "created 2", "updated 3"]],
    kind: [["*.created"], null, ["created 1", "created 2"]],
    twice: [["task.created", "task.created"], null, ["created 1", "created 2"]],
    number: [["*"], '{"data.task_id":{"$gte":2}}', ["created 2", "updated 3"]],
    text: [["*"], '{"data.task_id":{"$gte":"2"}}', []],
    missing: [["*"], '{"data.nowhere":{"$neq":1}}', []],
    like: [["*"], '{"data.title":{"$startsWith":"(a+)+$"}}', []],
    none: [["*"], '{"data.task_id":{"$exist":false}}', ["won"]],
  };
  const made: Record<string, string> = {};
  for (const [name, [events, filter]] of Object.entries(wishes))
    made[name] = (
      await ground.endpoint(`${url}/${name}`, { events, filter: JSON.parse(filter ?? "null") })
    ).id;
  await ground.happens([
    task(1),
    task(2),
    eventOf(businessId, "task.updated", { task_id: 3 }),
    eventOf(businessId, "deal.won"),
  ]);
  for (const [name, [, , expected]] of Object.entries(wishes)) {
    await counts(made[name] ?? "", expected.length === 0 ? {} : { done: expected.length });
    const heard = sink.caught
      .filter(({ path }) => path === `/hook/${name}`)
      .map(({ body }) => {
        const { event, data }: { event: string; data: { task_id?: number } } = JSON.parse(body);
        return `${event.split(".")[1]} ${data.task_id ?? ""}`.trim();
      });
    expect([name, heard.toSorted()]).toEqual([name, expected]);
  }
});

test("case 19: each attempt is signed with the secrets of its moment", async () => {
  telling();
  const { world, attempts } = ground;
  const sink = await ground.sink();
  sink.answer(status(500));
  const { id, path, secret: first } = await ground.endpoint(sink.url);
  await ground.happens([task()]);
  await attempts(id, 1);
  const owner = await ground.owner();
  await owner.get(path);
  const { text } = await owner.post(`${path}/secret`);
  const second = /whsec_[A-Za-z0-9+/=]+/.exec(text)?.[0] ?? "";
  expect((await owner.get(path)).text).not.toContain(second);
  world.clock.advance(10_000);
  await attempts(id, 2);
  world.clock.advance(25 * 3_600_000);
  await attempts(id, 3);
  expect(sink.caught.map((one) => signers(one, { first, second }))).toEqual([
    "hex first, standard first",
    "hex second, standard second first",
    "hex second, standard second",
  ]);
});

test("case 23: in order, an entity waits for its own; others and what was given up hold nobody", async () => {
  telling();
  const { world, businessId, counts, attempts, rows } = ground;
  const sink = await ground.sink();
  const { id } = await ground.endpoint(sink.url, { ordered: true });
  const own = (event: "deal.created" | "deal.updated" | "deal.won", deal_id: number) =>
    eventOf(businessId, event, { deal_id });
  sink.answer(({ headers }, response) => {
    response.writeHead(headers["x-webhook-sequence"] === "2" ? 404 : 200).end();
  });
  await ground.happens([
    own("deal.created", 1),
    own("deal.updated", 1),
    own("deal.updated", 1),
    own("deal.updated", 1),
    own("deal.won", 1),
    own("deal.created", 2),
    own("deal.won", 2),
  ]);
  await counts(id, { done: 3, waiting: 4 });
  expect(new Set(numbers(sink))).toEqual(new Set(["1", "2", "6", "7"]));
  for (const pause of [10_000, 40_000]) {
    const before = (await attempts(id, 1)).length;
    world.clock.advance(pause);
    await attempts(id, before + 1);
  }
  expect(numbers(sink).slice(4)).toEqual(["2", "2"]);
  world.clock.advance(400_000);
  await counts(id, { done: 6, given_up: 1 });
  expect(numbers(sink).slice(6)).toEqual(["2", "3", "4", "5"]);
  expect((await rows(id))[1]).toMatchObject({ state: "given_up", sequence: "2" });
});

test("case 24: of a batch what was not taken is sent again; a refused one comes again as it was; what was erased does not", async () => {
  telling();
  const { world, businessId, counts, rows, logs } = ground;
  const sink = await ground.sink();
  const batch = { size: 50, bytes: 262_144, ms: 60_000 };
  const { id } = await ground.endpoint(sink.url, { batch });
  const items = (index: number): { id: string; sequence: number }[] =>
    JSON.parse(sink.caught[index]?.body ?? '{"events":[]}').events;
  sink.answer((_caught, response) => {
    const results = items(0).map((item) => ({ id: item.id, ok: ![3, 17].includes(item.sequence) }));
    response.writeHead(207).end(JSON.stringify({ results }));
  });
  await ground.happens(eventsOf(businessId, 49));
  await counts(id, { waiting: 49 });
  expect(sink.caught).toEqual([]);
  await ground.happens([task(50)]);
  await counts(id, { done: 48, waiting: 2 });
  expect(items(0)).toHaveLength(50);
  sink.answer(status(503));
  world.clock.advance(10_000);
  await until("the two come again", () => sink.caught.length === 2);
  // Not before their refusal is written down: the next try is counted from then.
  await until("they wait", async () => (await rows(id)).filter(isTriedTwice).length === 2);
  world.clock.advance(40_000);
  await until("they come a third time", () => sink.caught.length === 3);
  expect(items(1).map(({ sequence }) => sequence)).toEqual([3, 17]);
  expect(sink.caught[2]?.headers["webhook-id"]).toBe(sink.caught[1]?.headers["webhook-id"]);
  expect(sink.caught[2]?.body).toBe(sink.caught[1]?.body);
  await counts(id, { done: 48, waiting: 2 });
  await eraseDeliveries(world.db(), businessId, {
    eventIds: [items(1)[0]?.id ?? ""],
    now: world.clock.now(),
  });
  sink.answer(status(200));
  world.clock.advance(400_000);
  await counts(id, { done: 49, dropped: 1 });
  expect(items(3).map(({ sequence }) => sequence)).toEqual([17]);
  const erased = (await rows(id))[2];
  expect(erased).toMatchObject({ state: "dropped", reason: "erased", body: null });
  const stones = (await logs(id)).filter(({ delivery_id }) => delivery_id === erased?.id);
  expect(stones.every((one) => one.payload === null && one.error_message === "erased")).toBe(true);
  expect(states(await rows(id))["done"]).toBe(49);
});

const isTriedTwice = ({ state, attempts }: { state: string; attempts: number }): boolean =>
  state === "waiting" && attempts === 2;

/** As GitHub's own example does it. */
function isFromGitHub(header: string, body: string, secret: string): boolean {
  const expected = Buffer.from(
    `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    "ascii",
  );
  const actual = Buffer.from(header, "ascii");
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function signers(
  { headers, body }: Sink["caught"][number],
  secrets: Record<string, string>,
): string {
  const names = Object.entries(secrets);
  const about = {
    id: headers["webhook-id"] ?? "",
    timestamp: Number(headers["webhook-timestamp"]),
    body,
  };
  const hex = names.filter(([, one]) => hexSignature(one, body) === headers["x-webhook-signature"]);
  const standard = (headers["webhook-signature"] ?? "")
    .split(" ")
    .map((signed) => names.find(([, one]) => standardSignature(one, about) === signed)?.[0]);
  return `hex ${hex.map(([name]) => name).join(" ")}, standard ${standard.join(" ")}`;
}

function numbers(sink: Sink): (string | undefined)[] {
  return sink.caught.map(({ headers }) => headers["x-webhook-sequence"]);
}
