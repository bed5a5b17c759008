import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { resealTalk } from "../../src/bot/rotation-service.ts";
import { open, parseKeyring, seal } from "../../src/lib/secret-box.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

const old = randomBytes(32).toString("base64");
const added = randomBytes(32).toString("base64");
const before = parseKeyring(old);
const both = parseKeyring(`${added},${old}`);
const after = parseKeyring(added);
const sealed = (text: string): string => seal(before, text, randomBytes(12));

test("what waits while the key is changed is opened by the new key alone; what is done has nothing to open", async () => {
  const { db } = database;
  await db.execute(sql`
    insert into updates (bot_id, update_id, payload, received_at, handled_at) values
      (1, 1, ${sealed("waits")}, now(), null), (1, 2, null, now(), now()), (2, 1, ${sealed("other")}, now(), null)`);
  await db.execute(sql`
    insert into replies (bot_id, method, payload, created_at) values
      (1, 'sendMessage', ${sealed("answer")}, now()), (1, 'sendMessage', null, now())`);
  await db.execute(
    sql`insert into forms (key, data, updated_at) values ('1:2:3', jsonb_build_object('sealed', ${sealed("form")}::text), now())`,
  );

  expect(await resealTalk(db, { keyring: both, random: randomBytes })).toBe(4);
  const rows = await db.execute<{ sealed: string }>(sql`
    select payload as sealed from updates where payload is not null
    union all select payload from replies where payload is not null
    union all select data->>'sealed' from forms`);
  expect(rows.map((row) => open(after, row.sealed)).toSorted()).toEqual([
    "answer",
    "form",
    "other",
    "waits",
  ]);
  expect(await resealTalk(db, { keyring: both, random: randomBytes })).toBe(0);
});

test("what a key that is gone has sealed stays as it is", async () => {
  const { db } = database;
  const lost = sealed("waits");
  await db.execute(
    sql`insert into updates (bot_id, update_id, payload, received_at) values (1, 1, ${lost}, now())`,
  );
  expect(await resealTalk(db, { keyring: after, random: randomBytes })).toBe(0);
  const rows = await db.execute<{ payload: string }>(sql`select payload from updates`);
  expect([...rows]).toEqual([{ payload: lost }]);
});
