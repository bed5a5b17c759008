import Koa from "koa";
import type { RequestListener } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { pbxRouter } from "../../src/sandbox/pbx-router.ts";
import { createPbxRunner, type HookLine, type PbxRunner } from "../../src/sandbox/pbx-runner.ts";
import { createAccounts } from "../../src/sandbox/provider-accounts.ts";
import { serve } from "./page-serve.ts";

const open: (() => void)[] = [];
let runner: PbxRunner;
let lines: HookLine[];
let received: { type: string | undefined; body: string }[];
let hook: string;
let api: string;

const listen = async (handler: RequestListener) => {
  const { url, close } = await serve(handler);
  open.push(close);
  return url;
};

beforeEach(async () => {
  lines = [];
  received = [];
  hook = await listen((req, res) => {
    let body = "";
    req.on("data", (chunk) => (body += String(chunk)));
    req.on("end", () => {
      received.push({ type: req.headers["content-type"], body });
      res.end("{}");
    });
  });
  runner = createPbxRunner({ clock: { now: () => Date.now() }, log: (line) => lines.push(line) });
  const router = pbxRouter({
    runner,
    accounts: createAccounts(),
    hookAddress: (provider) => (provider === "phonet" ? `${hook}/phonet` : null),
  });
  const app = new Koa().use(router.routes());
  api = `${await listen((req, res) => void app.callback()(req, res))}/sandbox/api/pbx`;
});

afterEach(() => {
  runner.stop();
  for (const close of open.splice(0)) close();
});

const play = (body: object, type = "application/json") =>
  fetch(api, { method: "POST", headers: { "content-type": type }, body: JSON.stringify(body) });
const started = async (body: object) =>
  z.object({ run: z.string() }).parse(await (await play(body)).json()).run;
const finished = async (run: string) => {
  while (runner.list().find((one) => one.run === run)?.state !== "finished")
    await new Promise((resolve) => setTimeout(resolve, 50));
  const { runs } = z.object({ runs: z.array(runShape) }).parse(await (await fetch(api)).json());
  const found = runs.find((one) => one.run === run);
  if (!found) throw new Error("the run is not listed");
  return found;
};
const runShape = z.object({
  run: z.string(),
  caller: z.string().nullable(),
  hooks: z.array(z.looseObject({ name: z.string(), status: z.number().nullable() })),
});

test("a missed call at ×10 is played against the demo's own hook, and every answer is reported", async () => {
  const done = await finished(await started({ provider: "phonet", kind: "missed", speed: 10 }));
  expect(done.hooks.map(({ name, status }) => [name, status])).toEqual([
    ["call.dial", 200],
    ["call.hangup", 200],
  ]);
  expect(lines).toEqual(done.hooks);
  expect(received.map(({ body }) => JSON.parse(body).otherLegs[0].num)).toEqual([
    done.caller,
    done.caller,
  ]);
}, 10_000);

test("the address in the request wins, and Novofon posts forms", async () => {
  await play({
    provider: "novofon",
    kind: "answered",
    speed: 10,
    hook: `${hook}/mine`,
    caller: "hidden",
  });
  while (received.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(received[0]?.type).toBe("application/x-www-form-urlencoded");
  expect(new URLSearchParams(received[0]?.body).get("caller_id")).toBe("anonymous");
});

test("a hook that nobody answers is a line with its reason", async () => {
  const [first] = (
    await finished(
      await started({ provider: "phonet", kind: "missed", speed: 10, hook: "http://127.0.0.1:1/" }),
    )
  ).hooks;
  expect(first).toMatchObject({ status: null, error: expect.stringContaining("fetch failed") });
}, 10_000);

test("what cannot be played is refused", async () => {
  expect((await play({ provider: "asterisk", kind: "missed" })).status).toBe(400);
  expect((await play({ provider: "phonet", kind: "tango" })).status).toBe(400);
  expect((await play({ provider: "phonet", kind: "missed", caller: "12" })).status).toBe(400);
  expect((await play({ provider: "novofon", kind: "missed" })).status).toBe(409);
  expect((await play({ provider: "phonet", kind: "missed", account: "nobody" })).status).toBe(409);
  expect((await play({ provider: "phonet", kind: "missed" }, "text/plain")).status).toBe(415);
  expect(runner.list()).toEqual([]);
});
