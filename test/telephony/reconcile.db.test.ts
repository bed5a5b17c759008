import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { accountsOf } from "../../src/business/account-service.ts";
import type { Account } from "../../src/business/account.ts";
import type { Business } from "../../src/business/business.ts";
import { createInbox } from "../../src/calls/inbox-service.ts";
import { listCalls } from "../../src/calls/list-service.ts";
import { isUnavailable, type Database } from "../../src/db/client.ts";
import { heardEvents, lastHooks } from "../../src/desk/hook-store.ts";
import { drain } from "../../src/jobs/drain.ts";
import {
  reconcileNow,
  runReconcile,
  type ReconcileDeps,
} from "../../src/telephony/reconcile-service.ts";
import { wallText } from "../../src/telephony/statistics.ts";
import { giveToken, linkedAccount } from "../business/links.ts";
import { database, eachOnFreshDatabase, keyring, twoBusinesses } from "../business/tenants.ts";
import { bridge, dial, say } from "../calls/hooks.ts";
import { createStage, headOf, type Stage } from "../calls/stage.ts";
import { T0 } from "../calls/replay.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const NIGHT = 12 * HOUR;
type Answer = Awaited<ReturnType<ReconcileDeps["phonet"]["calls"]>>;

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let stage: Stage;
let deps: ReconcileDeps;
let phonet: { rows: object[]; answer: Answer | null; asked: object[] };
let novofon: { rows: object[]; limited: boolean; asked: { skip: number; start: string }[] };
beforeEach(async () => {
  db = database();
  ({ ours } = await twoBusinesses(db));
  stage = await createStage(db, ours);
  phonet = { rows: [], answer: null, asked: [] };
  novofon = { rows: [], limited: false, asked: [] };
  const { world } = stage;
  deps = {
    db,
    clock: { now: () => world.now },
    keyring,
    inbox: createInbox({ db, isUnavailable, committed: () => {}, watched: () => {} }),
    phonet: {
      callBack: () => Promise.reject(new Error("nobody calls back")),
      calls: (_key, { offset, limit, ...period }) => {
        phonet.asked.push({ offset, ...period });
        return Promise.resolve(
          phonet.answer ?? { rows: phonet.rows.slice(offset, offset + limit) },
        );
      },
    },
    novofon: {
      callBack: () => Promise.reject(new Error("nobody calls back")),
      statistics: (_key, { skip, limit, start }) => {
        novofon.asked.push({ skip, start });
        if (novofon.limited) return Promise.resolve({ limited: true, retryAfterS: null });
        return Promise.resolve({ rows: novofon.rows.slice(skip, skip + limit) });
      },
    },
  };
});

describe("Phonet", () => {
  test("a call that no hook told of gets a silent card in the night, once", async () => {
    const chat = await stage.subscribe(-1001);
    phonet.rows = [missed("b1", 2 * HOUR)];
    stage.go(NIGHT);
    expect(await compare()).toEqual([{ found: 1, done: true }]);
    await fold();
    expect(stage.requests).toMatchObject([{ do: "send", silent: true }]);
    expect(stage.standing(chat).join("\n")).toContain("♻️");
    expect(headOf(stage.requests[0]?.html ?? "")).toContain("❌");
    expect(await compare()).toEqual([{ found: 0, done: true }]);
    expect(await stored()).toMatchObject([{ outcome: "missed", recovered: true }]);
  });

  test("a call that was heard to its end is left as it is", async () => {
    await stage.missedCall(0, "a1");
    phonet.rows = [{ ...missed("a1", 20), billSecs: 5, disposition: 0 }];
    stage.go(NIGHT);
    expect(await compare()).toEqual([{ found: 0, done: true }]);
  });

  test("a hangup that was lost is made up for: the length of the talk is known again", async () => {
    await stage.hear(
      dial(0, { uuid: "a1", dial: 0 }),
      bridge(8, { uuid: "a1", dial: 0, bridge: 8 }),
    );
    await stage.until(5 * HOUR, HOUR);
    expect(await stored()).toMatchObject([{ outcome: "answered", talk: null }]);
    phonet.rows = [{ ...missed("a1", 58), billSecs: 50, duration: 58, disposition: 0 }];
    stage.go(NIGHT);
    expect(await compare()).toEqual([{ found: 1, done: true }]);
    await fold();
    expect(await stored()).toMatchObject([{ outcome: "answered", talk: 50, recovered: false }]);
  });

  test("asks from an hour before the last comparison, and never for the last minutes", async () => {
    stage.go(NIGHT);
    await compare();
    const first = {
      offset: 0,
      from: T0 + (NIGHT - 25 * HOUR) * 1000,
      to: T0 + (NIGHT - 15 * MINUTE) * 1000,
    };
    expect(phonet.asked).toEqual([first]);
    stage.go(NIGHT + 24 * HOUR);
    await compare();
    expect(phonet.asked[1]).toMatchObject({ from: first.to - HOUR * 1000 });
  });

  test("takes page after page, and goes on as a job where there are more than many", async () => {
    phonet.rows = Array.from({ length: 501 }, (_, n) => missed(`c${n}`, 2 * HOUR - n));
    stage.go(NIGHT);
    expect(await compare()).toEqual([{ found: 500, later: true }]);
    expect((await account()).reconciledUntil).toBeNull();
    stage.go(NIGHT + 2 * MINUTE);
    await jobs();
    expect((await account()).reconciledUntil).toBe(T0 + (NIGHT - 15 * MINUTE) * 1000);
    expect(await hooks()).toBe(501);
  });

  test.each<[Answer, string]>([
    [{ refused: "key" }, "key"],
    [{ unreachable: "timeout" }, "unreachable"],
  ])("%j is no quiet day: what was known stays, and the reason is kept", async (answer, error) => {
    stage.go(NIGHT);
    await compare();
    const { reconciledUntil } = await account();
    stage.go(NIGHT + 24 * HOUR);
    phonet.answer = answer;
    expect(await compare()).toEqual([{ found: 0, failed: error }]);
    expect(await account()).toMatchObject({ reconciledUntil, reconcileError: error });
    phonet.answer = null;
    await compare();
    expect((await account()).reconcileError).toBeNull();
  });

  test("an address narrowed to an extension takes only its calls", async () => {
    await db.execute(sql`update hook_tokens set ext = '102' where business_id = ${ours.id}`);
    const own = missed("d2", 3 * HOUR);
    phonet.rows = [
      missed("d1", 2 * HOUR),
      { ...own, leg: { ext: "102", type: 1, displayName: "" } },
    ];
    stage.go(NIGHT);
    expect(await compare()).toEqual([{ found: 1, done: true }]);
  });

  test("what was recovered does not pass for a hook that came", async () => {
    phonet.rows = [missed("e1", 2 * HOUR)];
    stage.go(NIGHT);
    await compare();
    expect([await lastHooks(db, ours.id, 10), await heardEvents(db, ours.id)]).toEqual([
      new Map(),
      [],
    ]);
  });
});

describe("Novofon", () => {
  beforeEach(async () => {
    const own = { provider: "novofon", label: "key_1", secret: { secret: "s" } } as const;
    await giveToken(db, await linkedAccount(db, ours, own));
  });

  test("its rows become calls, and a call known by its hooks stays", async () => {
    await stage.hear(say("END", 30, { pbx_call_id: "in_1", disposition: "cancel", duration: "0" }));
    novofon.rows = [row("in_1", 0), row("in_2", HOUR)];
    stage.go(NIGHT);
    expect(await compare("novofon")).toEqual([{ found: 1, done: true }]);
    await fold();
    expect(await stored()).toMatchObject([{ key: "in_1" }, { key: "in_2", recovered: true }]);
    expect(novofon.asked).toEqual([{ skip: 0, start: "2026-03-09 20:00:00" }]);
  });

  test("a call that its other hooks told of under another id is not told twice", async () => {
    const startedAt = new Date(T0 + (HOUR - 40) * 1000).toISOString();
    await db.execute(sql`
      insert into calls (business_id, provider, key, state, direction, client, started_at)
      values (${ours.id}, 'novofon2', 'session', '{}', 'in', '+79161110001', ${startedAt}::timestamptz)`);
    novofon.rows = [row("in_2", HOUR)];
    stage.go(NIGHT);
    expect(await compare("novofon")).toEqual([{ found: 0, done: true }]);
  });

  test("waits where it is asked to, and goes on from where it was", async () => {
    novofon.limited = true;
    stage.go(NIGHT);
    expect(await compare("novofon")).toEqual([{ found: 0, later: true }]);
    expect(await account("novofon")).toMatchObject({ reconciledUntil: null, reconcileError: null });
    novofon.limited = false;
    await jobs();
    expect(novofon.asked).toHaveLength(1);
    stage.go(NIGHT + 2 * MINUTE);
    await jobs();
    expect(novofon.asked).toHaveLength(2);
    expect((await account("novofon")).reconciledUntil).not.toBeNull();
  });
});

test("the night gives every account with a key a job of its own, and tries again who was away", async () => {
  await linkedAccount(db, ours, {
    provider: "novofon",
    label: "+380440000100",
    secret: { secret: "" },
  });
  phonet.answer = { unreachable: "timeout" };
  stage.go(NIGHT);
  await runReconcile(deps, {});
  await jobs();
  expect(phonet.asked).toHaveLength(1);
  stage.go(NIGHT + 31 * MINUTE);
  phonet.answer = null;
  await jobs();
  expect(phonet.asked).toHaveLength(2);
  expect(await account()).toMatchObject({ reconcileError: null });
  expect(novofon.asked).toEqual([]);
});

/** What the comparison came to for the accounts of a provider. */
async function compare(provider = "phonet") {
  const done = await reconcileNow(deps, ours.id);
  const own = done.filter((one) => one.account.provider === provider);
  return own.map(({ account: _account, ...outcome }) => outcome);
}

async function jobs(): Promise<void> {
  await drain(db, { reconcile: (job) => runReconcile(deps, job) }, stage.world.now);
}

async function fold(): Promise<void> {
  await stage.hear();
  await stage.run();
}

async function account(provider = "phonet"): Promise<Account> {
  const found = (await accountsOf(db, ours.id)).find((one) => one.provider === provider);
  if (!found) throw new Error("no account");
  return found;
}

async function stored() {
  const rows = await db.execute(sql`
    select key, outcome, recovered, (state->>'talkS')::int as talk from calls where business_id = ${ours.id} order by started_at`);
  expect(await listCalls(db, ours.id, { limit: 10 })).toHaveLength(rows.length);
  return [...rows];
}

async function hooks(): Promise<number> {
  const [found] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from inbox`,
  );
  return found?.count ?? 0;
}

/** A row of Phonet's that ends `at` seconds after T0. */
function missed(uuid: string, at: number): Record<string, unknown> {
  return {
    uuid,
    endAt: T0 + at * 1000,
    lgDirection: 4,
    otherLegNum: "+380671110001",
    otherLegName: "+380671110001",
    leg: { id: 1, type: 1, displayName: "Олена", ext: "101" },
    leg2: null,
    billSecs: 0,
    duration: 20,
    disposition: 1,
    trunk: "o=380440000100;",
  };
}

/** A row of Novofon's that begins `at` seconds after T0. */
function row(pbxCallId: string, at: number): object {
  return {
    call_id: `1773133201.${at}`,
    sip: "101",
    callstart: wallText(T0 + at * 1000, "Etc/UTC"),
    clid: "79161110001",
    destination: "101",
    disposition: "cancel",
    seconds: 0,
    is_recorded: "false",
    pbx_call_id: pbxCallId,
  };
}
