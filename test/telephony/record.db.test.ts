import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountProvider } from "../../src/business/account.ts";
import type { Business } from "../../src/business/business.ts";
import { foldBatch } from "../../src/calls/fold-service.ts";
import { createInbox } from "../../src/calls/inbox-service.ts";
import { listCalls } from "../../src/calls/list-service.ts";
import { isUnavailable } from "../../src/db/client.ts";
import { recordCall } from "../../src/telephony/record-service.ts";
import { createTelephony } from "../../src/telephony/service.ts";
import { giveToken, linkedAccount } from "../business/links.ts";
import { keyring, twoBusinesses } from "../business/tenants.ts";
import { callsOf, eventsOf, windows, type Dialect, type Sequence } from "../calls/replay.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";

let held: FreshDatabase;
let ours: Business;
let theirs: Business;

beforeEach(async () => {
  held = await freshDatabase();
  ({ ours, theirs } = await twoBusinesses(held.db));
});
afterEach(() => held.close());

const WHEN = Date.UTC(2026, 10, 21, 12);
const person = { caller_id: "+79161112233", called_did: "74959876543", internal: "499499-104" };
const call = {
  call_start: "2026-11-21 12:00:00",
  pbx_call_id: "in_95dc5968d257f48539f23a09e09a1dd050b49592",
  ...person,
};
const told = [
  { event: "NOTIFY_START", ...call },
  { event: "NOTIFY_INTERNAL", ...call },
  { event: "NOTIFY_END", ...call, duration: "0", disposition: "cancel", status_code: "16" },
];
const secrets = ["9161112233", "9876543", "95dc5968", "499499"];

test.each([
  ["a form", (body: object) => form(body)],
  ["JSON", (body: object) => JSON.stringify(body)],
  ["the only name of a form", (body: object) => encodeURIComponent(JSON.stringify(body))],
])("hooks that came as %s become the same case", async (_, write) => {
  const hooks = told.map((body, i) => ({ at: i * 10_000, raw: write(body) }));
  await hear(ours, "novofon", [...hooks, { at: 20_100, raw: write(told[2] ?? {}) }]);
  const made = await recorded(ours);
  expect(made.events).toHaveLength(4);
  expect(made.events[1]?.body).toEqual({
    event: "NOTIFY_INTERNAL",
    call_start: "2026-03-10 12:00:00",
    pbx_call_id: `in_${"1".padStart(40, "0")}`,
    caller_id: "+79000000001",
    called_did: "74950000001",
    internal: "104",
  });
  expect(played("novofon", made)).toMatchObject([{ outcome: "missed", rang: ["104"] }]);
  for (const secret of secrets) expect(JSON.stringify(made)).not.toContain(secret);
});

test("a notification by GET and one with a broken body become a case as their fields", async () => {
  const fields = {
    notification_name: "Завершение звонка у Марины",
    call_session_id: "998677407",
    contact_phone_number: "79161112233",
    virtual_phone_number: "74959876543",
    notification_time: "2026-11-21 15:01:00.000",
    total_time_duration: "52",
    talk_time_duration: "40",
  };
  const broken = `{"notification_name": "Входящий звонок", "call_session_id": "998677407",
    "contact_full_name": "Марина "Рыжая" Котова", "notification_time": "2026-11-21 15:00:00.000",}`;
  await hear(ours, "novofon", [
    { at: 300, raw: broken },
    { at: 60_000, query: form(fields) },
  ]);
  const made = await recorded(ours);
  expect(played("novofon2", made)).toMatchObject([{ outcome: "answered", talkS: 40 }]);
  for (const secret of [...secrets, "Марин", "Рыжая", "998677407"])
    expect(JSON.stringify(made)).not.toContain(secret);
});

test("a call of another business is not recorded, nor one whose hooks are gone", async () => {
  const hooks = told.map((body, i) => ({ at: i * 10_000, raw: form(body) }));
  await hear(ours, "novofon", hooks);
  const callId = await newest(ours);
  const gone = { failed: "its hooks are no longer kept" };
  expect(await recordCall(held.db, theirs.id, { callId, name: "x" })).toEqual(gone);
  await held.db.execute(sql`delete from inbox`);
  expect(await recordCall(held.db, ours.id, { callId, name: "x" })).toEqual(gone);
});

test("the program lists calls without telling whose, and writes the one that is asked for", async () => {
  const hooks = told.map((body, i) => ({ at: i * 10_000, raw: form(body) }));
  await hear(ours, "novofon", hooks);
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-record-"));
  try {
    expect(run()).toMatch(/1 +2026-11-21 12:00 UTC +in +missed +…2233/);
    run("2233", "--out", folder);
    run("last", "--out", folder, "--name", "in_missed");
    const files = readdirSync(folder).toSorted();
    expect(files).toEqual(["recorded-in_missed.json", "recorded-in_missed_2.json"]);
    const [made]: Sequence[] = JSON.parse(readFileSync(join(folder, files[1] ?? ""), "utf8"));
    expect(made).toMatchObject({ name: "recorded_in_missed_2", provider: "novofon" });
    expect(made && played("novofon", made)).toMatchObject([{ outcome: "missed" }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function run(...args: string[]): string {
  return execFileSync(process.execPath, ["--import", "tsx", "src/record-case.ts", ...args], {
    env: { ...process.env, DATABASE_URL: held.url },
    encoding: "utf8",
  });
}

type Came = { at: number; raw?: string; query?: string };

/** Brings hooks to an address of the business, as the provider would, and folds them. */
async function hear(
  business: Business,
  provider: AccountProvider,
  hooks: readonly Came[],
): Promise<void> {
  const { db } = held;
  const account = await linkedAccount(db, business, { provider, label: "key" });
  const { text } = await giveToken(db, account);
  const inbox = createInbox({ db, isUnavailable, committed: () => {}, watched: () => {} });
  const telephony = createTelephony({ db, inbox, keyring });
  for (const { at, raw = "", query } of hooks) {
    const answer = await telephony.receive({
      provider,
      token: text,
      method: query === undefined ? "POST" : "GET",
      query: query ?? "",
      contentType: raw.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded",
      signature: null,
      raw: Buffer.from(raw),
      now: WHEN + at,
    });
    expect(answer).toMatchObject({ verdict: "accepted" });
  }
  const deps = {
    db,
    clock: { now: () => WHEN + 3_600_000 },
    windows,
    wakeAt: () => {},
    emitted: () => {},
    folded: () => {},
    failed: (error: unknown) => {
      throw error;
    },
  };
  while ((await foldBatch(deps)) > 0);
}

async function newest(business: Business): Promise<number> {
  return (await listCalls(held.db, business.id, { limit: 1 }))[0]?.id ?? 0;
}

async function recorded(business: Business) {
  const asked = { callId: await newest(business), name: "case" };
  const result = await recordCall(held.db, business.id, asked);
  if ("failed" in result) throw new Error(result.failed);
  return result.made;
}

function played(
  dialect: Dialect,
  { events }: { events: readonly { at_ms: number; body: unknown }[] },
) {
  const bodies: Sequence["events"] = JSON.parse(JSON.stringify(events));
  return callsOf(eventsOf(dialect, { name: "case", events: bodies, expected: { calls: [] } }));
}

function form(body: object): string {
  return new URLSearchParams(Object.entries(body)).toString();
}
