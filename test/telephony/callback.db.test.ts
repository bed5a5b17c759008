import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { removeAccount } from "../../src/business/account-service.ts";
import type { Database } from "../../src/db/client.ts";
import type { Calling } from "../../src/gateways/calling.ts";
import {
  canCallBack,
  placeCallback,
  prepareCallback,
  type CallbackDeps,
  type Wished,
} from "../../src/telephony/callback-service.ts";
import { linkedAccount } from "../business/links.ts";
import {
  addMember,
  database,
  eachOnFreshDatabase,
  keyring,
  NOW,
  twoBusinesses,
} from "../business/tenants.ts";

const OWNER = 11;
const TARAS = 31;
const PHONE = "+380670000001";

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
let now: number;
let answer: Calling | Error;
let asked: object[];
let deps: CallbackDeps;
let presses: number;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
  [now, answer, asked, presses] = [NOW, { calling: null }, [], 0];
  const callBack = (key: object, call: object) => {
    asked.push({ ...key, ...call });
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  deps = {
    db,
    clock: { now: () => now },
    keyring,
    phonet: { callBack, calls: rows },
    novofon: { callBack, statistics: rows },
  };
  await addMember(db, ours, { id: TARAS, role: "operator", by: OWNER });
  await bind(OWNER, "101");
  await bind(TARAS, "102");
});

describe("calling back", () => {
  test("rings at the member's own extension through the PBX that told of the call", async () => {
    await linkedAccount(db, ours);
    await linkedAccount(db, ours, { provider: "novofon", label: "key_1", secret: { secret: "s" } });
    expect(await press({ callId: await aCall({ provider: "novofon2" }) })).toBe("ringing");
    expect(await press({ callId: await aCall({ client: "+380670000002" }) }, TARAS)).toBe(
      "ringing",
    );
    expect(asked).toEqual([
      { key: "key_1", secret: "s", ext: "101", to: "380670000001" },
      { domain: "demo.phonet.com.ua", apiKey: "k-123456", ext: "102", to: "+380670000002" },
    ]);
  });

  test("one press rings once, however often it is handled", async () => {
    await linkedAccount(db, ours);
    const wished = { press: "p1", personId: OWNER, phone: PHONE };
    const first = await prepareCallback(deps, ours.id, wished);
    // The process died before the answer came: nobody knows whether it rang.
    expect(await prepareCallback(deps, ours.id, wished)).toEqual({ repeated: null });
    if (!("ready" in first)) throw new Error("not ready");
    await placeCallback(deps, ours.id, first.ready);
    expect(await prepareCallback(deps, ours.id, wished)).toEqual({ repeated: "ringing" });
    expect(asked).toHaveLength(1);
  });

  test("of many who press at once one calls, and the others are told who", async () => {
    await linkedAccount(db, ours);
    const ready = await Promise.all(
      Array.from({ length: 10 }, (_, n) => {
        const personId = n % 2 === 0 ? OWNER : TARAS;
        return prepareCallback(deps, ours.id, { press: `at once ${n}`, personId, phone: PHONE });
      }),
    );
    expect(ready.filter((one) => "ready" in one)).toHaveLength(1);
    const others = ready.flatMap((one) => ("colleague" in one ? [one] : []));
    expect(others).toHaveLength(9);
    expect(new Set(others.map(({ colleague }) => colleague)).size).toBe(1);
    expect(others.filter(({ own }) => own).length).toBeGreaterThanOrEqual(4);
  });

  test("a colleague may call after a minute, or at once when the PBX had refused", async () => {
    await linkedAccount(db, ours);
    await press({ phone: PHONE });
    expect(await press({ phone: PHONE }, TARAS)).toEqual({ colleague: "P11", own: false });
    now += 61_000;
    answer = { refused: "busy" };
    expect(await press({ phone: PHONE }, TARAS)).toBe("busy");
    answer = { unreachable: "network" };
    expect(await press({ phone: PHONE })).toBe("unreachable");
  });

  test.each<[Calling, string]>([
    [{ calling: "1" }, "ringing"],
    [{ refused: "extension" }, "extension"],
    [{ limited: true }, "limited"],
    [{ unknown: "timeout" }, "unknown"],
  ])("%j is noted as %s", async (said, result) => {
    await linkedAccount(db, ours);
    answer = said;
    expect(await press({ phone: PHONE })).toBe(result);
    expect(await db.execute(sql`select result, ext from callbacks`)).toMatchObject([
      { result, ext: "101" },
    ]);
  });
});

describe("nothing rings", () => {
  test("without an extension of one's own", async () => {
    await linkedAccount(db, ours);
    await bind(TARAS, null);
    expect(await press({ phone: PHONE }, TARAS)).toEqual({ refused: "no_extension" });
  });

  test("for a client who asked not to be called", async () => {
    await linkedAccount(db, ours);
    await db.execute(sql`
      with made as (insert into clients (business_id, number, do_not_call, created_at) values (${ours.id}, 1, true, now()) returning id)
      insert into client_phones (business_id, phone, client_id) select ${ours.id}, ${PHONE}, id from made`);
    expect(await press({ callId: await aCall({}) })).toEqual({ refused: "do_not_call" });
  });

  test("for a hidden number, a number that is none, and a call that is gone or somebody else's", async () => {
    await linkedAccount(db, ours);
    const foreign = await aCall({ business: theirs });
    expect(await press({ callId: await aCall({ client: null }) })).toEqual({ refused: "hidden" });
    expect(await press({ phone: "007" })).toEqual({ refused: "number" });
    expect(await press({ callId: foreign })).toEqual({ refused: "gone" });
    expect(await press({ callId: 999_999 })).toEqual({ refused: "gone" });
  });

  test("without a PBX that has a key", async () => {
    expect(await press({ phone: PHONE })).toEqual({ refused: "no_account" });
    const keyless = {
      provider: "novofon",
      label: "+380440000100",
      secret: { secret: "" },
    } as const;
    await linkedAccount(db, ours, keyless);
    expect([await canCallBack(db, ours.id), await press({ phone: PHONE })]).toEqual([
      false,
      { refused: "no_account" },
    ]);
    const { id: accountId } = await linkedAccount(db, ours);
    expect(await canCallBack(db, ours.id)).toBe(true);
    await removeAccount(db, ours.id, { accountId, now });
    expect(await canCallBack(db, ours.id)).toBe(false);
  });

  test("a second time of itself, when the request broke off", async () => {
    await linkedAccount(db, ours);
    answer = new Error("the process ended");
    const wished = { press: "broken", personId: OWNER, phone: PHONE };
    await expect(go(wished)).rejects.toThrow("the process ended");
    expect(await go(wished)).toEqual({ repeated: null });
    expect(asked).toHaveLength(1);
  });
});

const rows = () => Promise.resolve({ rows: [] });

function press(wished: { callId: number } | { phone: string }, personId = OWNER): Promise<unknown> {
  presses += 1;
  return go({ ...wished, personId, press: `press ${presses}` });
}

async function go(wished: Wished): Promise<unknown> {
  const prepared = await prepareCallback(deps, ours.id, wished);
  return "ready" in prepared ? placeCallback(deps, ours.id, prepared.ready) : prepared;
}

async function bind(personId: number, ext: string | null): Promise<void> {
  await db.execute(
    sql`update members set ext = ${ext} where business_id = ${ours.id} and person_id = ${personId}`,
  );
}

async function aCall({
  business = ours,
  client = PHONE,
  provider = "phonet",
}: {
  business?: Business;
  client?: string | null;
  provider?: string;
}): Promise<number> {
  presses += 1;
  const [row] = await db.execute<{ id: string }>(sql`
    insert into calls (business_id, provider, key, state, direction, client, started_at)
    values (${business.id}, ${provider}, ${`call ${presses}`}, '{}', 'in', ${client}, now()) returning id`);
  return Number(row?.id);
}
