import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { saveLines } from "../../src/business/line-service.ts";
import {
  addPhone,
  createClient,
  removePhone,
  renameClient,
  setClientFlag,
} from "../../src/crm/client-change-service.ts";
import { factsOf, listClients } from "../../src/crm/client-list-service.ts";
import { mergeClients } from "../../src/crm/client-merge-service.ts";
import { clientOf, clientsByPhones, saveClient } from "../../src/crm/client-service.ts";
import type { Database } from "../../src/db/client.ts";
import { NOW, twoBusinesses } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";

const zone = "Europe/Kyiv";
let fresh: FreshDatabase;
let db: Database;
let ours: Business;
let theirs: Business;
let last = 0;
let heard = 0;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = fresh.db;
  ({ ours, theirs } = await twoBusinesses(db));
});
afterAll(() => fresh.close());
beforeEach(async () => {
  await news();
});

/** A number that nobody has yet. */
const phone = () => `+38067${String((last += 1)).padStart(7, "0")}`;
const save = (name: string | null, number = phone(), business = ours) =>
  saveClient(db, business.id, { name, phone: number, now: NOW + last });
const read = async (id: number) => (await clientOf(db, ours.id, id))?.client;

/** What was told since it was last asked. */
async function news(): Promise<{ event: string; data: Record<string, unknown> }[]> {
  const rows = await db.execute<{ id: string; event: string; data: Record<string, unknown> }>(
    sql`select id, event, data from events where business_id = ${ours.id} and id > ${heard} order by id`,
  );
  heard = Number([...rows].at(-1)?.id ?? heard);
  return [...rows].map(({ event, data }) => ({ event, data }));
}

describe("by hand", () => {
  test("a client is made of a name and a number as people write it; made again it is the same", async () => {
    const about = { country: "UA", from: "person", now: NOW } as const;
    const made = await createClient(db, ours.id, {
      name: "Ірина",
      phone: "067 555 00 01",
      ...about,
    });
    if ("refused" in made) throw new Error(made.refused);
    expect(made).toMatchObject({
      did: "made",
      client: { name: "Ірина", phones: ["+380675550001"], sourceCallId: null },
    });
    const again = (name: string | null, from: "person" | "contact" = "person") =>
      createClient(db, ours.id, { ...about, name, from, phone: "+380675550001" });
    expect(await again("Ірина")).toEqual({ ...made, did: "none" });
    expect(await again(null)).toEqual({ ...made, did: "none" });
    expect(await again("Ирочка из телефона", "contact")).toEqual({ ...made, did: "none" });
    expect(await again("Ірина С.")).toMatchObject({ did: "named", client: { name: "Ірина С." } });
    expect((await news()).map(({ event }) => event)).toEqual(["client.created", "client.updated"]);
  });

  test("what is no number, and one of the business's own, make none", async () => {
    await saveLines(db, ours.id, [{ number: "+380445550001", name: "" }]);
    const about = { name: "Ірина", country: "UA", from: "person", now: NOW } as const;
    expect(await createClient(db, ours.id, { ...about, phone: "101" })).toEqual({
      refused: "number",
    });
    expect(await createClient(db, ours.id, { ...about, phone: "044 555 00 01" })).toEqual({
      refused: "own",
    });
  });

  test("a name is changed, and what is no name is refused", async () => {
    const { id } = await save("Оксана");
    expect(
      await renameClient(db, ours.id, { clientId: id, name: "Оксана К.", now: NOW }),
    ).toMatchObject({ client: { name: "Оксана К.", nameFrom: "person" } });
    expect(await renameClient(db, ours.id, { clientId: id, name: "+38067", now: NOW })).toEqual({
      refused: "name",
    });
    expect(await renameClient(db, theirs.id, { clientId: id, name: "Чужа", now: NOW })).toEqual({
      refused: "gone",
    });
  });

  test("numbers are added and taken away, all but the last; a taken one is its client's", async () => {
    const [first, second, foreign] = [phone(), phone(), phone()];
    const { id } = await save("Оксана", first);
    const other = await save("Петро", foreign);
    const add = (number: string) =>
      addPhone(db, ours.id, { clientId: id, phone: number, country: "UA", now: NOW });
    const drop = (number: string) =>
      removePhone(db, ours.id, { clientId: id, phone: number, now: NOW });
    await news();
    expect(await add(`0${second.slice(4)}`)).toMatchObject({ client: { phones: [first, second] } });
    expect((await news())[0]).toMatchObject({
      event: "client.updated",
      data: { phones: [first, second] },
    });
    expect(await add(second)).toMatchObject({ client: { phones: [first, second] } });
    expect(await news()).toEqual([]);
    expect(await add(foreign)).toEqual({ taken: other });
    expect(await add("12")).toEqual({ refused: "number" });
    expect(await drop(first)).toMatchObject({ client: { phones: [second] } });
    expect(await drop(second)).toEqual({ refused: "last" });
    expect((await clientsByPhones(db, ours.id, [first, second])).size).toBe(1);
  });

  test("marks are set and taken back, told once each", async () => {
    const { id } = await save("Оксана");
    await news();
    const mark = (on: boolean) =>
      setClientFlag(db, ours.id, { clientId: id, flag: "doNotCall", on, now: NOW });
    expect(await mark(true)).toMatchObject({ client: { doNotCall: true, notClient: false } });
    expect(await mark(true)).toMatchObject({ client: { doNotCall: true } });
    expect(await mark(false)).toMatchObject({ client: { doNotCall: false } });
    expect((await news()).map(({ event }) => event)).toEqual(["client.updated", "client.updated"]);
  });
});

describe("merging two clients", () => {
  test("moves numbers, tasks and comments; the emptied one leads to the other", async () => {
    const [one, two] = [phone(), phone()];
    const left = await save("Оксана К.", one);
    const kept = await save(null, two);
    await setClientFlag(db, ours.id, { clientId: left.id, flag: "doNotCall", on: true, now: NOW });
    await db.execute(sql`insert into tasks (business_id, number, title, client_id, created_at)
      values (${ours.id}, 1, 'Передзвонити', ${left.id}, now())`);
    await db.execute(sql`insert into comments (business_id, number, text, author, author_name, client_id, bot_id, telegram_id, message_id, created_at)
      values (${ours.id}, 1, 'Чекає', 1, 'Олена', ${left.id}, 1, 1, 1, now())`);
    await news();
    const pair = { from: left.id, into: kept.id, zone, now: NOW };
    expect(await mergeClients(db, ours.id, pair)).toMatchObject({
      client: { id: kept.id, name: "Оксана К.", phones: [one, two], doNotCall: true },
    });
    expect((await news()).map(({ event, data }) => [event, data.client_id, data.phones])).toEqual([
      ["client.updated", left.number, []],
      ["client.updated", kept.number, [one, two]],
    ]);
    expect(await factsOf(db, ours.id, kept.id)).toEqual({ deal: null, tasks: 1, comments: 1 });
    expect(await clientOf(db, ours.id, left.id)).toMatchObject({
      client: { id: kept.id },
      merged: true,
    });
    expect((await clientsByPhones(db, ours.id, [one])).get(one)?.id).toBe(kept.id);
    expect(await mergeClients(db, ours.id, pair)).toEqual({ refused: "gone" });
  });

  test("of a chain of merges every link leads to the last", async () => {
    const [a, b, c] = [await save("А"), await save("Б"), await save("В")];
    await mergeClients(db, ours.id, { from: a.id, into: b.id, zone, now: NOW });
    await mergeClients(db, ours.id, { from: b.id, into: c.id, zone, now: NOW });
    expect((await read(a.id))?.id).toBe(c.id);
    expect((await read(a.id))?.phones).toHaveLength(3);
  });

  test("with an open deal each leaves the older open, with the calls, the note and the amount of both", async () => {
    const [left, kept] = [await save("А"), await save("Б")];
    const older = await deal(left.id, { number: 1, note: "перший", amount: null, at: NOW });
    const younger = await deal(kept.id, {
      number: 2,
      note: "другий",
      amount: "650.00",
      at: NOW + 1,
    });
    await db.execute(sql`insert into deal_calls (business_id, deal_id, call_id)
      values (${ours.id}, ${older}, 71), (${ours.id}, ${younger}, 71), (${ours.id}, ${younger}, 72)`);
    await news();
    await mergeClients(db, ours.id, { from: left.id, into: kept.id, zone, now: NOW + 2 });
    expect((await factsOf(db, ours.id, kept.id)).deal?.id).toBe(older);
    expect(await dealRow(older)).toEqual({
      removed: false,
      note: "перший\n\nдругий",
      amount: "650.00",
      calls: 2,
    });
    expect(await dealRow(younger)).toMatchObject({ removed: true });
    expect(
      (await news())
        .slice(2)
        .map(({ event, data }) => [event, data.deal_id, data.removed ?? false]),
    ).toEqual([
      ["deal.updated", 1, false],
      ["deal.updated", 2, true],
    ]);
  });

  test("never reaches into another business, nor a client itself", async () => {
    const mine = await save("Наша");
    const foreign = await save("Чужа", phone(), theirs);
    const into = { into: mine.id, zone, now: NOW };
    expect(await mergeClients(db, ours.id, { from: foreign.id, ...into })).toEqual({
      refused: "gone",
    });
    expect(await mergeClients(db, ours.id, { from: mine.id, ...into })).toEqual({
      refused: "same",
    });
  });
});

describe("the list", () => {
  test("is found by parts of names and last digits, newest first, merged ones left out", async () => {
    const list = async (text: string, offset = 0) =>
      (await listClients(db, theirs.id, { text, limit: 2, offset })).map(({ name }) => name);
    const at = (name: string, number: string) => save(name, number, theirs);
    const [anna] = [await at("Анна 100%", "+380990001111"), await at("Ганна", "+380990002222")];
    const joanna = await at("Йоанна", "+380990003333");
    expect(await list("анна")).toEqual(["Йоанна", "Ганна"]);
    expect(await list("анна", 2)).toEqual(["Анна 100%"]);
    expect(await list("0%")).toEqual(["Анна 100%"]);
    expect(await list("2222")).toEqual(["Ганна"]);
    expect(await list("+380 99 000 33 33")).toEqual(["Йоанна"]);
    expect(await list("9900")).toEqual([]);
    await mergeClients(db, theirs.id, { from: joanna.id, into: anna.id, zone, now: NOW });
    expect(await list("анна")).toEqual(["Ганна", "Анна 100%"]);
    expect(await list("3333")).toEqual(["Анна 100%"]);
  });
});

async function deal(
  clientId: number,
  about: { number: number; note: string; amount: string | null; at: number },
): Promise<number> {
  const at = new Date(about.at).toISOString();
  const [row] = await db.execute<{ id: string }>(sql`
    insert into deals (business_id, number, name, client_id, currency, note, amount, created_at, updated_at)
    values (${ours.id}, ${about.number}, 'Угода', ${clientId}, 'UAH', ${about.note}, ${about.amount}, ${at}, ${at}) returning id`);
  return Number(row?.id);
}

async function dealRow(id: number) {
  const [row] = await db.execute(sql`
    select removed_at is not null as removed, note, amount, (select count(*)::int from deal_calls where deal_id = ${id}) as calls
    from deals where id = ${id}`);
  return row;
}
