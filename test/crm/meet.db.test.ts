import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { saveEmployees, saveLines } from "../../src/business/line-service.ts";
import { clientsByPhones, saveClient } from "../../src/crm/client-service.ts";
import type { EndedCall } from "../../src/crm/ended-call.ts";
import { meetCalls, type Met } from "../../src/crm/meet-service.ts";
import type { Database } from "../../src/db/client.ts";
import { behind, database, eachOnFreshDatabase, NOW, twoBusinesses } from "../business/tenants.ts";

const PHONE = "+380670000001";
const OTHER = "+380670000002";

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
});

let calls = 0;
function ended(over: Partial<EndedCall> = {}): EndedCall {
  calls += 1;
  return {
    callId: calls,
    direction: "in",
    missed: false,
    corrected: false,
    recovered: false,
    outcome: "answered",
    reason: null,
    phone: PHONE,
    name: null,
    line: null,
    startedAt: NOW + calls,
    endedAt: NOW + calls + 1,
    talkS: 1,
    waitedS: 1,
    ...over,
  };
}
const meet = (...list: EndedCall[]): Promise<Met> =>
  db.transaction((tx) => meetCalls(tx, ours.id, { calls: list, zone: "Europe/Kyiv", now: NOW }));
const nameOf = async (phone: string) =>
  (await clientsByPhones(db, ours.id, [phone])).get(phone)?.name;
const told = ({ events }: Met) =>
  events.map(({ event, data }) => ({ event, ...("phones" in data ? data : {}) }));

describe("a call that has ended", () => {
  test("makes a client of a new caller, once, and remembers which call it was", async () => {
    const first = ended({ name: "Оксана К.", missed: true, outcome: "missed" });
    const met = await meet(first, ended());
    const client = met.clients.get(PHONE);
    expect(client).toMatchObject({ number: 1, name: "Оксана К.", nameFrom: "pbx" });
    expect(client?.sourceCallId).toBe(first.callId);
    expect([...met.made]).toEqual([client?.id]);
    expect(told(met)).toEqual([
      { event: "client.created", client_id: 1, name: "Оксана К.", phone: PHONE, phones: [PHONE] },
    ]);
    const again = await meet(ended({ name: "Оксана К." }));
    expect(again.made.size).toBe(0);
    expect(again.events).toEqual([]);
    expect(again.clients.get(PHONE)).toEqual(client);
  });

  test("with somebody whom a colleague called makes a client too, but not when the call failed", async () => {
    const dialled = ended({ direction: "out", outcome: "no_answer" });
    const mistyped = ended({ direction: "out", outcome: "failed", phone: OTHER });
    const met = await meet(dialled, mistyped);
    expect([...met.clients.keys()]).toEqual([PHONE]);
  });

  test("from a hidden number, an extension or one of the business's own makes none", async () => {
    await saveLines(db, ours.id, [{ number: "+380440000001", name: "Реклама" }]);
    await saveEmployees(db, ours.id, [{ ext: "380500000009", name: "Олена" }]);
    const met = await meet(
      ended({ phone: null }),
      ended({ phone: "101" }),
      ended({ phone: "0800" }),
      ended({ phone: "380670000001" }),
      ended({ phone: "+380440000001" }),
      ended({ phone: "+380500000009" }),
    );
    expect(met).toEqual({ clients: new Map(), made: new Set(), events: [] });
  });

  test("of another business makes a client there only", async () => {
    await meet(ended());
    expect(await clientsByPhones(db, theirs.id, [PHONE])).toEqual(new Map());
  });

  test("of many new callers gives numbers without gaps", async () => {
    const phones = Array.from({ length: 5 }, (_, index) => `+3806711100${index}0`);
    const met = await meet(...phones.toReversed().map((phone) => ended({ phone })));
    expect(phones.map((phone) => met.clients.get(phone)?.number)).toEqual([1, 2, 3, 4, 5]);
    expect(await saveClient(db, ours.id, { name: null, phone: PHONE, now: NOW })).toMatchObject({
      number: 6,
    });
  });
});

describe("the name from the PBX", () => {
  test("fills an empty place and follows the PBX, but never replaces what a person wrote", async () => {
    await meet(ended());
    expect(told(await meet(ended({ name: "Оксана" })))).toMatchObject([
      { event: "client.updated", client_id: 1, name: "Оксана" },
    ]);
    await meet(ended({ name: "Оксана К." }));
    expect(await nameOf(PHONE)).toBe("Оксана К.");
    await saveClient(db, ours.id, { name: "Оксана з Сум", phone: PHONE, now: NOW });
    expect((await meet(ended({ name: "Оксана К." }))).events).toEqual([]);
    expect(await nameOf(PHONE)).toBe("Оксана з Сум");
  });

  test("that is heard late fills an empty place only, and the number again is no name", async () => {
    await meet(ended({ name: "Нова назва" }));
    await meet(ended({ name: "Стара назва", recovered: true }), ended({ name: "+380670000001" }));
    expect(await nameOf(PHONE)).toBe("Нова назва");
  });

  test("does not come over a name that somebody writes at the same moment", async () => {
    await meet(ended({ name: "Оксана" }));
    await behind(
      db,
      (tx) => saveClient(tx, ours.id, { name: "Оксана з Сум", phone: PHONE, now: NOW }),
      () => meet(ended({ name: "Оксана К." })),
    );
    expect(await nameOf(PHONE)).toBe("Оксана з Сум");
  });
});

describe("digits that are no E.164", () => {
  test("are somebody's when their last nine are one client's alone", async () => {
    const client = await saveClient(db, ours.id, { name: "Оксана", phone: PHONE, now: NOW });
    expect((await meet(ended({ phone: "80670000001" }))).clients).toEqual(
      new Map([["80670000001", client]]),
    );
    await saveClient(db, ours.id, { name: "Двійник", phone: "+7670000001", now: NOW });
    await saveClient(db, ours.id, { name: "Двійник", phone: "+375670000001", now: NOW });
    const met = await meet(ended({ phone: "80670000001" }));
    expect(met.clients.size + met.made.size).toBe(0);
  });
});

test("two processes that hear of one new caller at once make one client", async () => {
  const phones = [PHONE, OTHER, "+380670000003"];
  const late = await behind(
    db,
    (tx) =>
      meetCalls(tx, ours.id, {
        calls: phones.map((phone) => ended({ phone })),
        zone: "Europe/Kyiv",
        now: NOW,
      }),
    () => meet(...phones.toReversed().map((phone) => ended({ phone }))),
  );
  expect(late.made.size).toBe(0);
  expect([...late.clients.keys()].toSorted()).toEqual(phones);
  const rows = await db.execute(sql`select 1 from clients where business_id = ${ours.id}`);
  expect(rows.length).toBe(3);
});
