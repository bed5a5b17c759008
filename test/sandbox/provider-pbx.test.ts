import Koa from "koa";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createFetcher } from "../../src/gateways/http.ts";
import { createNovofon } from "../../src/gateways/novofon.ts";
import { createPhonet } from "../../src/gateways/phonet.ts";
import type { Entry, Pbx } from "../../src/sandbox/pbx-row.ts";
import { createPbxRunner } from "../../src/sandbox/pbx-runner.ts";
import { createAccounts } from "../../src/sandbox/provider-accounts.ts";
import { providerRouter } from "../../src/sandbox/provider-router.ts";
import { serve } from "./page-serve.ts";

const NOW = Date.UTC(2026, 10, 24, 12, 43, 48);
const HOUR = 3_600_000;
const PHONET = { domain: "demo.phonet.com.ua", apiKey: "demo-phonet-key" };
const NOVOFON = { key: "appid_demo", secret: "demo-novofon-secret" };
const fetcher = createFetcher({ allow: [] });
const accounts = createAccounts();
let url: string;
let close: () => void;
let now: number;
let called: object[];
let entries: Entry[];

beforeAll(async () => {
  const pbx: Pbx = {
    rows: () => entries,
    callBack: (_account, call) => {
      called.push(call);
      return Promise.resolve("a".repeat(40));
    },
  };
  const router = providerRouter({ accounts, clock: { now: () => now }, pbx });
  const app = new Koa().use(router.routes());
  ({ url, close } = await serve((req, res) => void app.callback()(req, res)));
});
beforeEach(() => {
  now = (now ?? NOW) + HOUR;
  [called, entries] = [[], []];
});
afterAll(async () => {
  close();
  await fetcher.close();
});

describe("the product's gateways with the stand-ins of the providers", () => {
  test("Phonet calls for a known extension and a number with its plus", async () => {
    const gateway = phonet();
    const call = { ext: "101", to: "+380670000001" };
    expect(await gateway.callBack(PHONET, call)).toEqual({
      calling: "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa",
    });
    expect(await gateway.callBack(PHONET, { ...call, ext: "999" })).toEqual({
      refused: "extension",
    });
    expect(await gateway.callBack(PHONET, { ...call, to: "380670000001" })).toEqual({
      refused: "number",
    });
    expect(await gateway.callBack({ ...PHONET, apiKey: "other" }, call)).toEqual({
      refused: "key",
    });
    expect(called).toEqual([{ ext: "101", phone: "+380670000001" }]);
  });

  test("Novofon calls for a signed request alone", async () => {
    const gateway = novofon();
    const call = { ext: "102", to: "380670000001" };
    expect(await gateway.callBack(NOVOFON, call)).toEqual({ calling: null });
    expect(await gateway.callBack({ ...NOVOFON, secret: "other" }, call)).toEqual({
      refused: "key",
    });
    expect(await gateway.callBack(NOVOFON, { ...call, ext: "999" })).toEqual({
      refused: "extension",
    });
    expect(await gateway.callBack(NOVOFON, { ...call, to: "+380670000001" })).toEqual({
      refused: "number",
    });
    expect(called).toEqual([{ ext: "102", phone: "+380670000001" }]);
  });

  test("Novofon's statistics are of the period, page by page, three times a minute", async () => {
    entries = [2, 1, 30].map((hours) => entryAt(now - hours * HOUR));
    const gateway = novofon();
    const kyiv = { start: "2026-11-24 00:00:00", end: "2026-11-25 23:59:59" };
    const ask = (skip: number, limit = 1000) =>
      gateway.statistics(NOVOFON, { ...kyiv, skip, limit });
    expect(await ask(0)).toEqual({ rows: [{ at: now - 2 * HOUR }, { at: now - HOUR }] });
    expect(await ask(1, 1)).toEqual({ rows: [{ at: now - HOUR }] });
    expect(await ask(2)).toEqual({ rows: [] });
    expect(await ask(3)).toEqual({ limited: true, retryAfterS: null });
    now += 61_000;
    const year = { start: "2026-01-01 00:00:00", end: "2026-11-25 00:00:00" };
    expect(await gateway.statistics(NOVOFON, { ...year, skip: 0, limit: 1 })).not.toHaveProperty(
      "rows",
    );
  });

  test("Phonet's calls come newest first, fifty at most", async () => {
    entries = [3, 1, 2].map((hours) => entryAt(now - hours * HOUR));
    const gateway = phonet();
    const period = { from: now - 2 * HOUR, to: now, offset: 0, limit: 50 };
    expect(await gateway.calls(PHONET, period)).toEqual({
      rows: [{ at: now - HOUR }, { at: now - 2 * HOUR }],
    });
    expect(await gateway.calls(PHONET, { ...period, limit: 51 })).toEqual({
      unreachable: "http_400",
    });
  });
});

test("the exchange knows of a call once it is over, also of one whose hooks were lost", () => {
  let at = NOW;
  const runner = createPbxRunner({ clock: { now: () => at }, log: () => {} });
  const account = accounts.of("phonet");
  if (!account) throw new Error("the demo account is gone");
  runner.callBack({ account, ext: "101", phone: "+380670000001", hook: null });
  expect(runner.rows(account)).toEqual([]);
  at += 60_000;
  expect(runner.rows(account)).toMatchObject([{ row: { lgDirection: 2, billSecs: 25 } }]);
  const caller = { number: "+380670000001", name: null };
  const about = { account, dialect: "phonet", caller, speed: 1, hook: url } as const;
  const { total } = runner.start({ ...about, kind: "missed", delivery: "lost" });
  expect(total).toBe(0);
  expect(runner.rows(account)).toMatchObject([{}, { row: { lgDirection: 4, disposition: 1 } }]);
  const other = accounts.of("novofon");
  expect(other && runner.rows(other)).toEqual([]);
  runner.stop();
});

const phonet = () => createPhonet({ apiUrl: `${url}/sandbox/phonet`, fetcher });
const novofon = () => createNovofon({ apiUrl: `${url}/sandbox/novofon`, fetcher });

function entryAt(at: number): Entry {
  return { startsAt: at, endsAt: at, row: { at } };
}
