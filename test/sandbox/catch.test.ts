import Koa from "koa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseAllow } from "../../src/gateways/address.ts";
import { createWebhookSender, type WebhookSender } from "../../src/gateways/webhook.ts";
import { createBins } from "../../src/sandbox/catch.ts";
import { catchRouter } from "../../src/sandbox/catch-router.ts";
import { memoryJournal } from "../../src/sandbox/journal.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { secretOf, signedHeaders } from "../../src/webhooks/sign.ts";
import { serve } from "./page-serve.ts";

const NOW = Date.UTC(2026, 10, 24, 12, 0);
const clock = { now: () => NOW };
const secret = secretOf(Buffer.alloc(32, 5));
const body = '{"id":"1","event":"task.created","data":{"title":"Надіслати фото"}}';
let sandbox: Sandbox;
let sender: WebhookSender;
let url: string;
let close: () => void;

beforeAll(async () => {
  const bins = createBins(clock);
  sandbox = createSandbox({ journal: memoryJournal, clock, extra: [catchRouter({ bins })] });
  const listener = sandbox.callback();
  ({ url, close } = await serve((req, res) => void listener(req, res)));
  sender = createWebhookSender({
    allow: parseAllow([]),
    own: [],
    catcher: () => `${url}/sandbox/catch/`,
  });
});
afterAll(async () => {
  await sender.close();
  close();
  await sandbox.close();
});

test("a bin verifies what our sender sends, by both signatures and the time", async () => {
  await dial("checks", { secret });
  await send("checks");
  await send("checks", { body: `${body} ` });
  await send("checks", { now: NOW - 301_000 });
  await send("checks", { secrets: [] });
  const { caught } = await look("checks");
  expect(caught.map(({ hex, standard, fresh }) => ({ hex, standard, fresh }))).toEqual([
    { hex: "absent", standard: "absent", fresh: true },
    { hex: "good", standard: "good", fresh: false },
    { hex: "bad", standard: "bad", fresh: true },
    { hex: "good", standard: "good", fresh: true },
  ]);
  expect(caught.at(-1)).toMatchObject({ n: 1, body, status: 200 });
});

test("a bin without a secret says so, and one never shows its secret", async () => {
  await send("open");
  expect((await look("open")).caught).toMatchObject([{ hex: "no_secret", standard: "no_secret" }]);
  await dial("open", { secret });
  const shown = await look("open");
  expect(shown.dial).toMatchObject({ verifies: true });
  expect(JSON.stringify(shown)).not.toContain(secret);
});

test("the dials: a status so many times, Retry-After, a break, a drip that ends at the deadline", async () => {
  await dial("dials", { status: 429, retry_after: 7, times: 1 });
  expect(await send("dials")).toMatchObject({ status: 429, retryAfter: "7", response: "caught" });
  expect(await send("dials")).toMatchObject({ status: 200, cause: null });
  await dial("dials", { kind: "drop" });
  expect(await send("dials")).toMatchObject({ status: null, cause: "connection_reset" });
  await dial("dials", { kind: "drip" });
  expect(await send("dials")).toMatchObject({ status: 200, cause: "timeout_body" });
  await dial("dials", { delay_ms: 5000 });
  expect(await send("dials")).toMatchObject({ status: null, cause: "timeout_headers" });
  expect((await look("dials")).caught.map(({ status }) => status)).toEqual([
    200,
    200,
    null,
    200,
    429,
  ]);
});

test("what is told is how it answers now, and for how long; emptied, a bin goes on so", async () => {
  await dial("now", { secret, status: 500, times: 2 });
  expect(await look("now")).toMatchObject({ dial: { status: 500, verifies: true }, left: 2 });
  await send("now");
  await fetch(`${url}/sandbox/api/catch/now`, { method: "DELETE" });
  expect(await look("now")).toMatchObject({ dial: { status: 500 }, left: 1, count: 0 });
  await send("now");
  expect(await look("now")).toMatchObject({ dial: { status: 200, verifies: true }, left: null });
});

test("a bin has webhooks come to it where somebody is there to send, and nowhere else", async () => {
  const asked: string[] = [];
  const routes = catchRouter({
    bins: createBins(clock),
    base: () => "http://127.0.0.1:9",
    connect: async (bin) => (asked.push(bin.url), secret),
  });
  const app = new Koa().use(routes.routes());
  const there = await serve((req, res) => void app.callback()(req, res));
  const at = "/sandbox/api/catch/mine";
  const made = await fetch(`${there.url}${at}/webhook`, { method: "POST" });
  const shown: unknown = await (await fetch(there.url + at)).json();
  there.close();
  expect([made.status, asked]).toEqual([200, ["http://127.0.0.1:9/sandbox/catch/mine"]]);
  expect(shown).toMatchObject({ connects: true, dial: { verifies: true }, url: asked[0] });
  expect((await fetch(`${url}${at}/webhook`, { method: "POST" })).status).toBe(409);
});

test("a bin is emptied, keeps a hundred requests, and has a plain name", async () => {
  for (let n = 0; n < 102; n += 1) await fetch(`${url}/sandbox/catch/full`, { method: "POST" });
  expect(await look("full")).toMatchObject({ count: 102, caught: { length: 100, 0: { n: 102 } } });
  await fetch(`${url}/sandbox/api/catch/full`, { method: "DELETE" });
  expect(await look("full")).toMatchObject({ count: 0, caught: [] });
  expect((await fetch(`${url}/sandbox/catch/No.Bin`, { method: "POST" })).status).toBe(404);
  const wrong = { method: "POST", body: '{"status":99}' };
  const headers = { "content-type": "application/json" };
  const refused = await fetch(`${url}/sandbox/api/catch/full`, { ...wrong, headers });
  expect(refused.status).toBe(400);
});

type Shown = {
  dial: object;
  count: number;
  caught: {
    n: number;
    hex: string;
    standard: string;
    fresh: boolean;
    body: string;
    status: number | null;
  }[];
};

async function look(bin: string): Promise<Shown> {
  const shown: Shown = JSON.parse(await (await fetch(`${url}/sandbox/api/catch/${bin}`)).text());
  return shown;
}

async function dial(bin: string, wish: object): Promise<void> {
  const answer = await fetch(`${url}/sandbox/api/catch/${bin}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(wish),
  });
  expect(answer.status).toBe(200);
}

/** A request signed over `body`, with what is other than usual. */
function send(
  bin: string,
  other: { body?: string; now?: number; secrets?: readonly string[] } = {},
) {
  const about = { id: "1", event: "task.created", sequence: 1, attempt: 1, body };
  return sender.send({
    url: `${url}/sandbox/catch/${bin}`,
    headers: signedHeaders({ ...about, now: NOW, secrets: [secret], ...noBody(other) }),
    body: other.body ?? body,
    timeoutMs: 700,
  });
}

function noBody({ now, secrets }: { now?: number; secrets?: readonly string[] }): object {
  return { ...(now === undefined ? {} : { now }), ...(secrets === undefined ? {} : { secrets }) };
}
