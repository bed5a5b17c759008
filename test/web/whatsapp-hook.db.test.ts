import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { putWhatsapp } from "../../src/channels/whatsapp-inbox-service.ts";
import { routed } from "../../src/channels/whatsapp-inbox.ts";
import { isUnavailable, openDatabase, type Database } from "../../src/db/client.ts";
import { hmacSha256Hex } from "../../src/lib/hmac.ts";
import { createWeb, listen, type Listening } from "../../src/web/server.ts";
import { whatsappHookRouter, type WhatsappDoor } from "../../src/web/whatsapp-hook-route.ts";
import { NOW, twoBusinesses } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { post } from "../security/wire.ts";

let held: FreshDatabase;
const database = () => held.db;

const HOOK = "/api/webhooks/whatsapp";
const [OURS, THEIRS] = ["111111111", "222222222"];
const SECRET = "test_app_secret";
const OWN_SECRET = "own_app_secret";

let web: Listening;
let ours: Business;
let theirs: Business;
let secret: string | null = SECRET;
const failed: unknown[] = [];

async function serve(db: Database): Promise<Listening> {
  const door = (appSecret: string | null, only: string | null): WhatsappDoor => ({
    verifyToken: "vt-123",
    appSecret,
    receive: async (raw) => {
      const posted = routed(raw);
      if (posted) await putWhatsapp({ db, clock: { now: () => NOW } }, { posted, only });
      return posted !== null;
    },
  });
  const router = whatsappHookRouter({
    now: () => NOW,
    open: (path) => {
      if (path === null) return Promise.resolve(door(secret, null));
      return Promise.resolve(path === "own-app" ? door(OWN_SECRET, theirs.id) : null);
    },
  });
  const app = createWeb({
    routers: [router],
    before: [],
    trustProxy: false,
    isUnavailable,
    failed: (error) => void failed.push(error),
  });
  return listen(app, { host: "127.0.0.1", port: 0 });
}

beforeAll(async () => {
  held = await freshDatabase();
  ({ ours, theirs } = await twoBusinesses(database()));
  for (const [business, number] of [
    [ours, OURS],
    [theirs, THEIRS],
  ] as const)
    await database().execute(sql`
      insert into whatsapp_numbers (business_id, number_id, token, linked_at)
      values (${business.id}::uuid, ${number}, 'sealed', now())`);
  web = await serve(database());
});
beforeEach(async () => {
  secret = SECRET;
  await database().execute(sql`delete from whatsapp_inbox`);
  await database().execute(sql`delete from graphile_worker._private_jobs`);
});
afterAll(async () => {
  await web.close();
  await held.close();
  expect(failed).toEqual([]);
});

const event = (numberId = OURS) => {
  const value = { metadata: { phone_number_id: numberId }, messages: [{ id: "wamid.1" }] };
  return JSON.stringify({ entry: [{ changes: [{ field: "messages", value }] }] });
};
const signed = (body: string, by = SECRET) => ({
  "content-type": "application/json",
  "x-hub-signature-256": `sha256=${hmacSha256Hex(by, body)}`,
});
const send = (body: string, headers: Record<string, string>, path = HOOK) =>
  post(web.port, path, { headers, body });
const kept = async () => {
  const rows = await database().execute<{ business_id: string; number_id: string }>(
    sql`select business_id, number_id from whatsapp_inbox order by id`,
  );
  return [...rows].map((row) => [row.business_id, row.number_id]);
};
const jobs = async () => {
  const rows = await database().execute<{ payload: unknown }>(
    sql`select payload from graphile_worker._private_jobs`,
  );
  return [...rows].map(({ payload }) => payload);
};

type Case = { query: Record<string, string>; status: number; body?: string; content_type?: string };
const verification: { cases: Case[] } = JSON.parse(
  readFileSync(new URL("../fixtures/whatsapp/webhook-verification.json", import.meta.url), "utf8"),
);

describe("Meta's verification", () => {
  test.each(verification.cases)("$query is answered with $status", async (one) => {
    const query = new URLSearchParams(one.query).toString();
    const answer = await fetch(`http://127.0.0.1:${web.port}${HOOK}?${query}`);
    expect(answer.status).toBe(one.status);
    if (one.body === undefined) return;
    expect(await answer.text()).toBe(one.body);
    expect(answer.headers.get("content-type")).toContain(one.content_type ?? "");
  });

  test("gives nobody's words back, and no token twice", async () => {
    const asked = `hub.mode=subscribe&hub.verify_token=vt-123&hub.challenge=`;
    for (const query of [`${asked}<script>`, `${asked}1&hub.verify_token=vt-123`])
      expect((await fetch(`http://127.0.0.1:${web.port}${HOOK}?${query}`)).status).toBe(403);
  });
});

describe("a POST of Meta's", () => {
  test("is kept with its job before it is answered", async () => {
    expect(await send(event(), signed(event()))).toEqual({ status: 200, text: "{}" });
    expect(await kept()).toEqual([[ours.id, OURS]]);
    expect(await jobs()).toEqual([{ businessId: ours.id, numberId: OURS }]);
  });

  test("that is forged, unsigned, or signed while no secret is known is refused and not kept", async () => {
    const body = event();
    const { "x-hub-signature-256": good, ...bare } = signed(body);
    const forged = [
      bare,
      { ...bare, "x-hub-signature-256": "sha256=deadbeef" },
      { ...bare, "x-hub-signature-256": (good ?? "").replace("sha256", "sha1") },
      signed(body, OWN_SECRET),
      signed(`${body} `),
    ];
    for (const headers of forged) expect((await send(body, headers)).status).toBe(401);
    secret = null;
    expect((await send(body, signed(body))).status).toBe(401);
    expect(await kept()).toEqual([]);
  });

  test("of a business's own Meta app speaks for its own number alone", async () => {
    const own = `${HOOK}/own-app`;
    for (const number of [OURS, THEIRS]) {
      const body = event(number);
      expect((await send(body, signed(body, OWN_SECRET), own)).status).toBe(200);
      expect((await send(body, signed(body), own)).status).toBe(401);
    }
    expect(await kept()).toEqual([[theirs.id, THEIRS]]);
    expect((await send(event(), signed(event()), `${HOOK}/nobody`)).status).toBe(404);
  });

  test("that is no event is 400, of an unknown number 200, of 3 MiB and more 413", async () => {
    for (const body of ["", "{", "[]", "null", "7"])
      expect((await send(body, signed(body))).status).toBe(400);
    expect((await send(event("999999999"), signed(event("999999999")))).status).toBe(200);
    const large = JSON.stringify({ entry: [], pad: "x".repeat(3 * 1024 * 1024) });
    expect((await send(large, signed(large))).status).toBe(413);
    const nearly = JSON.stringify({ entry: [], pad: "x".repeat(3 * 1024 * 1024 - 200) });
    expect((await send(nearly, signed(nearly))).status).toBe(200);
    const headers = { ...signed("{}"), "content-type": "text/html" };
    expect((await send("{}", headers)).status).toBe(415);
    expect(await kept()).toEqual([]);
  });

  test("of any shape at all is answered and takes nothing down", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (junk, other) => {
        const metadata = { phone_number_id: OURS };
        const changes = [junk, { field: "messages", value: { metadata, messages: other } }];
        const body = JSON.stringify({ entry: [junk, { changes }], object: other });
        expect((await send(body, signed(body))).status).toBe(200);
        expect((await send(body, { ...signed(body), "x-hub-signature-256": "" })).status).toBe(401);
      }),
      { numRuns: 30 },
    );
    expect(new Set((await kept()).map(([businessId]) => businessId))).toEqual(new Set([ours.id]));
  });

  test("while the database is away is asked to come again", async () => {
    const away = openDatabase({ url: "postgres://nobody@127.0.0.1:1/none", pool: 1 });
    const other = await serve(away);
    const answer = await post(other.port, HOOK, { headers: signed(event()), body: event() });
    expect(answer.status).toBe(503);
    await other.close();
    await away.close();
  });
});
