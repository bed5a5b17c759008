import { sql } from "drizzle-orm";
import { createApiToken } from "../../src/business/api-token-service.ts";
import type { Business } from "../../src/business/business.ts";
import { subscribe } from "../../src/business/chat-service.ts";
import { addComment } from "../../src/crm/comment-service.ts";
import type { Database } from "../../src/db/client.ts";
import { relayOnce } from "../../src/events/relay-service.ts";
import { tellCalls } from "../../src/sandbox/demo-calls.ts";
import { tellDeals, tellTasks, tellVisits } from "../../src/sandbox/demo-desk.ts";
import { seedSalon } from "../../src/sandbox/demo-salon-seed.ts";
import { weekCalls } from "../../src/sandbox/demo-week.ts";
import { createAccounts } from "../../src/sandbox/provider-accounts.ts";
import { createShelf } from "../../src/sandbox/recording-shelf.ts";
import { saveTranscript } from "../../src/speech/transcript-service.ts";
import { createEndpoint } from "../../src/webhooks/endpoint-service.ts";
import { createFan } from "../../src/webhooks/fan-service.ts";
import { usual } from "../../src/webhooks/endpoint.ts";
import { openLine } from "../agent/line.ts";
import { NOW } from "../booking/world.ts";
import { giveToken, linkedAccount } from "../business/links.ts";
import { addMember, fresh, keyring } from "../business/tenants.ts";
import { windows } from "../calls/replay.ts";
import { fillRest, markRows } from "./estate-row.ts";
import { marks } from "./marked.ts";

export { NOW };
/** Of the main bot in these tests. */
const BOT = 7_000_000_001;
const clock = { now: () => NOW };

/** A business with something of everything, its people and its keys. */
export type Estate = {
  business: Business;
  owner: number;
  operator: number;
  /** The telephony's hook token. */
  hook: string;
  /** The program's keys. */
  write: string;
  read: string;
  /** Tables in which even the generic row found no place. */
  without: string[];
};

/**
 * A business with calls, clients, deals, tasks, comments, visits, a conversation, a recording, an endpoint with what it was
 * sent, and one row in every other table. Theirs are numbered far from ours, with one of each kind that both have.
 */
export async function openEstate(db: Database, whose: "ours" | "theirs"): Promise<Estate> {
  const index = whose === "ours" ? 1 : 2;
  const line = await openLine(db, { index });
  const { business } = line;
  const [owner, operator] = [100 + index, 200 + index];
  await addMember(db, business, { id: operator, role: "operator", by: owner });
  if (whose === "theirs") await countFrom(db, business, 500);
  await line.says(5000 + index, "скільки коштує стрижка?");
  await line.settle(15_000);
  await line.says(6000 + index, "покличте людину");
  await line.settle(15_000);
  await seedSalon(db, business.id, { now: NOW });
  const hook = await tellOfCalls(db, business, whose);
  await tellDeals(db, business.id, { now: NOW, zone: business.timezone });
  await tellTasks(db, business.id, {
    now: NOW,
    zone: business.timezone,
    people: [owner, operator, owner],
  });
  await tellVisits(db, business.id, { now: NOW, zone: business.timezone });
  await tellRest(db, business, { owner, index });
  const keys = await Promise.all(
    (["write", "read"] as const).map((scope) => keyOf(db, business, { scope, owner })),
  );
  const mark = marks[whose];
  const without = await fillRest(db, business, { mark, nth: index });
  await markRows(db, business, { mark, phones: whose === "theirs" });
  if (whose === "theirs") await shareNumbers(db, business);
  // What all of it would send is nobody's here.
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  const [write = "", read = ""] = keys;
  return { business, owner, operator, hook, write, read, without };
}

/** The numbers that people see go on from here. */
async function countFrom(db: Database, { id }: Business, from: number): Promise<void> {
  for (const what of ["clients", "deals", "tasks", "comments", "bookings", "conversations"])
    await db.execute(sql`
      insert into counters (business_id, what, last) values (${id}::uuid, ${what}, ${from})
      on conflict (business_id, what) do update set last = ${from}`);
}

/** One of each kind bears the number 1, which ours has, too. */
async function shareNumbers(db: Database, { id }: Business): Promise<void> {
  for (const table of ["clients", "deals", "tasks", "bookings", "conversations"]) {
    const name = sql.identifier(table);
    await db.execute(sql`
      update ${name} set number = 1 where id = (
        select max(id) from ${name} where business_id = ${id}::uuid and number is not null)
        and not exists (select 1 from ${name} where business_id = ${id}::uuid and number = 1)`);
  }
  await db.execute(sql`
    update services set slug = slug || '_b' where business_id = ${id}::uuid and id > (select min(id) from services where business_id = ${id}::uuid)`);
  await db.execute(sql`
    update masters set slug = slug || '_b' where business_id = ${id}::uuid and id > (select min(id) from masters where business_id = ${id}::uuid)`);
}

async function tellOfCalls(db: Database, business: Business, whose: string): Promise<string> {
  const account = createAccounts().of("phonet");
  if (!account) throw new Error("no account");
  const linked = await linkedAccount(db, business, { label: `${whose}.phonet.com.ua` });
  const { text: token } = await giveToken(db, linked);
  const shelf = createShelf(clock);
  const calls = weekCalls(NOW, business.timezone).slice(-10);
  await tellCalls(db, business.id, {
    calls,
    deps: { keyring, windows, account, token, shelf },
  });
  return token;
}

/** What no other seed has: a recording that was heard, a comment of each kind, an endpoint with deliveries, a chat. */
async function tellRest(
  db: Database,
  business: Business,
  { owner, index }: { owner: number; index: number },
): Promise<void> {
  const [call] = await db.execute<{ id: string }>(
    sql`select id from calls where business_id = ${business.id}::uuid and outcome = 'answered' order by id desc limit 1`,
  );
  const callId = Number(call?.id);
  const [recording] = await db.execute<{ id: string }>(sql`
    insert into recordings (business_id, call_id, provider, ref, state, wanted_at, changed_at, stored_at, mime, duration_s, bytes, file)
    values (${business.id}::uuid, ${callId}, 'phonet', 'rec', 'done', now(), now(), now(), 'audio/mpeg', 30, 20, ${`${business.id}/sound.mp3`})
    on conflict (business_id, call_id, ref) do update set state = 'done' returning id`);
  await saveTranscript(db, business.id, {
    recordingId: recording?.id ?? "",
    callId,
    source: "stt",
    language: "uk",
    turns: [
      {
        speaker: "client",
        startS: 0,
        endS: 2,
        text: `${marks[index === 1 ? "ours" : "theirs"]} добрий день`,
      },
    ],
    guessed: false,
    model: null,
    now: NOW,
  });
  const ids = await idsOf(db, business);
  for (const about of [
    { clientId: ids.clients },
    { dealId: ids.deals },
    { taskId: ids.tasks },
    { callId },
  ])
    await addComment(db, business.id, {
      about,
      by: { id: owner, name: "Оля" },
      phone: null,
      message: null,
      text: "передзвонити",
      now: NOW,
    });
  const place = { botId: BOT, telegramId: -1000 - index };
  await subscribe(db, business.id, {
    ...place,
    threadId: null,
    type: "supergroup",
    title: "Зал",
    now: NOW,
  });
  await tellEndpoint(db, business);
}

async function tellEndpoint(db: Database, business: Business): Promise<void> {
  const made = await createEndpoint(db, business.id, {
    input: { ...usual, name: "Облік", url: "https://hook.example/key", events: ["*"] },
    personId: null,
    now: NOW,
    deps: { keyring, random: fresh, problemOfTarget: () => null },
  });
  if (!("secret" in made)) throw new Error(JSON.stringify(made));
  await relayOnce(db, {}, {}, createFan({ clock, woken: () => {} }));
  await db.execute(sql`
    insert into webhook_logs (business_id, endpoint_id, delivery_id, event, status_code, response_time_ms, is_success, attempt, trigger, at)
    select business_id, endpoint_id, id, event, 200, 5, true, 1, 'schedule', now() from deliveries where business_id = ${business.id}::uuid limit 3`);
}

/** The newest row's id in each table of what people work on. */
export async function idsOf(db: Database, { id }: Business) {
  const of = async (table: string): Promise<number> => {
    const [row] = await db.execute<{ id: string }>(
      sql`select max(id)::text as id from ${sql.identifier(table)} where business_id = ${id}::uuid`,
    );
    return Number(row?.id);
  };
  return {
    clients: await of("clients"),
    deals: await of("deals"),
    tasks: await of("tasks"),
    calls: await of("calls"),
    bookings: await of("bookings"),
    conversations: await of("conversations"),
  };
}

async function keyOf(
  db: Database,
  business: Business,
  { scope, owner }: { scope: "read" | "write"; owner: number },
): Promise<string> {
  const made = await createApiToken(db, business.id, {
    name: scope,
    scope,
    personId: owner,
    random: fresh,
    now: NOW,
  });
  if (made.kind !== "created") throw new Error(made.kind);
  return made.token;
}
