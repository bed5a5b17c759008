import Koa from "koa";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createFetcher } from "../../src/gateways/http.ts";
import { createNovofonRecords } from "../../src/gateways/novofon-record.ts";
import { createPhonetRecords } from "../../src/gateways/phonet-record.ts";
import { createPhonet } from "../../src/gateways/phonet.ts";
import { createPbxRunner, type PbxRunner } from "../../src/sandbox/pbx-runner.ts";
import { createAccounts, type Provider } from "../../src/sandbox/provider-accounts.ts";
import { providerRouter } from "../../src/sandbox/provider-router.ts";
import { createShelf } from "../../src/sandbox/recording-shelf.ts";
import { createServices, type Services } from "../../src/sandbox/service-log.ts";
import { soundOf } from "../../src/sandbox/talk-sound.ts";
import { talkNamed } from "../../src/sandbox/talk-list.ts";
import { serve } from "./page-serve.ts";

const NOW = Date.UTC(2026, 10, 24, 12, 43, 48);
const PHONET = { domain: "demo.phonet.com.ua", apiKey: "demo-phonet-key" };
const NOVOFON = { key: "appid_demo", secret: "demo-novofon-secret" };
const fetcher = createFetcher({ allow: ["127.0.0.1"] });
const accounts = createAccounts();
const clock = { now: () => now };
let now: number;
let runner: PbxRunner;
let services: Services;
let url: string;
let close: () => void;
let hooks: { name: string; body: string }[];

beforeAll(async () => {
  const shelf = createShelf(clock);
  services = createServices({ clock, log: () => {} });
  runner = createPbxRunner({ clock, shelf, log: () => {} });
  const router = providerRouter({ accounts, clock, shelf, services });
  const app = new Koa().use(router.routes());
  app.use(async (ctx) => {
    const chunks: Buffer[] = [];
    for await (const chunk of ctx.req as AsyncIterable<Buffer>) chunks.push(chunk);
    hooks.push({ name: ctx.path, body: Buffer.concat(chunks).toString() });
    ctx.body = "";
  });
  ({ url, close } = await serve((req, res) => void app.callback()(req, res)));
});
beforeEach(() => {
  [now, hooks] = [NOW, []];
  runner.stop();
  services.reset();
});
afterAll(async () => {
  runner.stop();
  close();
  await fetcher.close();
});

test("Novofon finds no file until some seconds after the end, lends a link for a time, and wants the right key", async () => {
  const records = createNovofonRecords({ apiUrl: `${url}/sandbox/novofon`, fetcher });
  const pbxCallId = started("novofon");
  const asked = () => records.links(NOVOFON, { pbxCallId });
  now += 33_000;
  expect(await asked()).toEqual({ missing: true });
  now += 6_000;
  const given = await asked();
  if (!("links" in given)) throw new Error(JSON.stringify(given));
  expect(isTalk(await records.load(given.links[0]), "booking")).toBe(true);
  const callId = /([\d.]+)\.wav$/.exec(given.links[0])?.[1] ?? "";
  expect(await records.links(NOVOFON, { callId })).toHaveProperty("links.length", 1);
  expect(await records.links({ ...NOVOFON, secret: "other" }, { callId })).toEqual({
    refused: "key",
  });
  now += 181_000;
  expect(await records.load(given.links[0])).not.toHaveProperty("bytes");
  expect(services.visits().map(({ about, status }) => [about, status])).toEqual([
    ["booking", 200],
    ["not found", 404],
  ]);
});

test("Phonet gives the leg's file once it is over, each direction alone as well, to its own key", async () => {
  const phonet = createPhonet({ apiUrl: `${url}/sandbox/phonet`, fetcher });
  const records = createPhonetRecords(phonet);
  const uuid = started("phonet");
  expect(await records.load(PHONET, uuid)).not.toHaveProperty("bytes");
  now += 58_000;
  expect(isTalk(await records.load(PHONET, uuid), "booking")).toBe(true);
  expect(await records.load({ ...PHONET, apiKey: "other" }, uuid)).toEqual({ refused: "key" });
  const open = await fetch(`${url}/sandbox/phonet/rest/public/calls/${uuid}-rx/audio`);
  expect(open.status).toBe(403);
});

test("a link in a hook opens the recording to whoever has it", async () => {
  const account = accounts.of("novofon");
  if (!account) throw new Error("the demo account is gone");
  runner.start({
    kind: "answered",
    account,
    dialect: "flat",
    caller: { number: "+380670000001", name: null },
    speed: 10_000,
    delivery: "in_order",
    hook: `${url}/hook`,
    links: `${url}/sandbox/records`,
  });
  await expect.poll(() => hooks.length).toBe(1);
  now += 60_000;
  const { record_url: link }: { record_url: string } = JSON.parse(hooks[0]?.body ?? "");
  const answer = await fetch(link);
  expect(isTalk({ bytes: Buffer.from(await answer.arrayBuffer()) }, "booking")).toBe(true);
  expect((await fetch(link.replace(/records\/../, "records/zz"))).status).toBe(404);
});

/** The id under which a call that was just answered is told of. */
function started(provider: Provider): string {
  const account = accounts.of(provider);
  if (!account) throw new Error("the demo account is gone");
  const id = runner.callBack({ account, ext: "101", phone: "+380670000001", hook: null });
  return provider === "phonet" ? id.slice(0, 32) : `out_${id}`;
}

function isTalk(loaded: object, name: string): boolean {
  const talk = talkNamed(name);
  if (!talk || !("bytes" in loaded) || !Buffer.isBuffer(loaded.bytes)) return false;
  return loaded.bytes.equals(soundOf(talk).wav);
}
