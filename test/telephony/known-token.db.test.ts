import { expect, test } from "vitest";
import { revokeToken } from "../../src/business/hook-token-service.ts";
import { createInbox } from "../../src/calls/inbox-service.ts";
import { isUnavailable, type Database } from "../../src/db/client.ts";
import { createTelephony } from "../../src/telephony/service.ts";
import { giveToken, linkedAccount } from "../business/links.ts";
import { database, eachOnFreshDatabase, keyring, NOW, twoBusinesses } from "../business/tenants.ts";
import { hook } from "../web/door.ts";

eachOnFreshDatabase();

test("a token is remembered at its own address alone: elsewhere it is looked for each time, like an unknown one", async () => {
  const { looked, receive, token } = await opened();
  expect([await receive("phonet", token), looked()]).toEqual([200, 1]);
  expect([await receive("phonet", token), looked()]).toEqual([200, 1]);
  for (const [nth, wrong] of ["novofon", "flat", "novofon"].entries())
    expect([await receive(wrong, token), looked()]).toEqual(["unknown", 2 + nth]);
  for (const nth of [1, 2])
    expect([await receive("phonet", "A".repeat(32)), looked()]).toEqual(["unknown", 4 + nth]);
  expect([await receive("phonet", token), looked()]).toEqual([200, 6]);
});

test("a token that is only ever shown at a wrong address is never remembered, and opens its own", async () => {
  const { looked, receive, token } = await opened();
  for (const nth of [1, 2, 3])
    expect([await receive("novofon", token), looked()]).toEqual(["unknown", nth]);
  expect([await receive("phonet", token), looked()]).toEqual([200, 4]);
});

test("a wrong address that looks a revoked token up closes its own address at once", async () => {
  const { receive, revoke, token } = await opened();
  expect(await receive("phonet", token)).toBe(200);
  await revoke();
  expect(await receive("novofon", token)).toBe("unknown");
  expect(await receive("phonet", token)).toBe("unknown");
});

/** The telephony of a business with one Phonet account, and how often it has asked the database for a token. */
async function opened() {
  const db = database();
  const { ours } = await twoBusinesses(db);
  const { token, text } = await giveToken(db, await linkedAccount(db, ours));
  const counted = counting(db);
  const inbox = createInbox({ db, isUnavailable, committed: () => {}, watched: () => {} });
  const telephony = createTelephony({ db: counted.db, inbox, keyring });
  const raw = Buffer.from(JSON.stringify(hook));
  return {
    token: text,
    looked: counted.selects,
    revoke: () => revokeToken(db, ours.id, { tokenId: token.id, now: NOW }),
    receive: async (provider: string, shown: string): Promise<number | "unknown"> => {
      const answer = await telephony.receive({
        provider,
        token: shown,
        method: "POST",
        query: "",
        contentType: "application/json",
        signature: null,
        raw,
        now: NOW,
      });
      return answer === "unknown" ? answer : answer.status;
    },
  };
}

function counting(real: Database): { db: Database; selects: () => number } {
  let selects = 0;
  const db = new Proxy(real, {
    get: (target, name) => {
      if (name === "select") selects += 1;
      const value: unknown = Reflect.get(target, name);
      return value;
    },
  });
  return { db, selects: () => selects };
}
