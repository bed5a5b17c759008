import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { foldBatch } from "../../src/calls/fold-service.ts";
import { changeRole } from "../../src/business/member-service.ts";
import { leaveTeam } from "../../src/desk/leave-service.ts";
import { emit } from "../../src/events/emit-service.ts";
import { relayOnce } from "../../src/events/relay-service.ts";
import { post, textAt } from "../api/stand.ts";
import { addMember } from "../business/tenants.ts";
import { windows } from "../calls/replay.ts";
import { handOver } from "./counted.ts";
import { digestOf } from "./estate-row.ts";
import { NOW, type Estate } from "./estate.ts";
import { marks, tells } from "./marked.ts";
import { openTown, type Town } from "./town.ts";

const QUERY =
  "subscription($p: [String!], $a: Int) { events(patterns: $p, after: $a) { event business_id sequence data } }";
const LISTEN_MS = 8000;

let town: Town;
beforeAll(async () => {
  town = await openTown();
}, 240_000);
afterAll(() => town.close());

test("a subscription tells its own business alone, whatever it asks for", async ({ task }) => {
  const { ours, theirs } = town;
  const wishes: object[] = [
    {},
    { a: 0 },
    { p: ["*"] },
    { p: ["call.*", "client.*", "deal.*"], a: 0 },
    { p: ["*.created"], a: 1 },
    { a: 100_000 },
    { p: [`${theirs.business.id}.*`] },
    { p: [theirs.business.id] },
    { p: ["%"], a: 0 },
  ];
  for (const estate of [ours, theirs]) await happens(estate, 5);
  const heard = Promise.all(wishes.map((wish) => listen(ours.write, wish)));
  const own = listen(theirs.read, { a: 0 });
  for (const estate of [ours, theirs]) await happens(estate, 5);
  await heard;
  const told = (await heard).join("\n");
  expect(tells(told)).toBe(false);
  expect(told).not.toContain(theirs.business.id);
  expect(told).toContain(ours.business.id);
  // Their own hear it: there was something to be heard.
  expect(tells(await own)).toBe(true);
  const count = wishes.length;
  handOver(task, { guard: "Tenants", attempts: count, refused: count, leaks: 0 });
});

test("every hook that another business ever got, sent to our address, makes calls of ours and touches none of theirs", async ({
  task,
}) => {
  const { ours, theirs, db } = town;
  const rows = await db.execute<{ raw: Buffer }>(
    sql`select raw from inbox where business_id = ${theirs.business.id}::uuid and verdict = 'accepted' order by id`,
  );
  expect(rows.length).toBeGreaterThan(10);
  // Both tell of the same days by the same ids: these are calls that only they have.
  const bodies = rows.map(({ raw }) =>
    raw
      .toString()
      .replaceAll(/("(?:uuid|parentUuid)":")([^"]+)/g, (_, name: string, uuid: string) =>
        name.concat(uuid.split("").toReversed().join("")),
      ),
  );
  expect(new Set(bodies).size).toBe(rows.length);
  expect(bodies[0]).not.toBe(rows[0]?.raw.toString());
  const calls = { ours: await callsOf(ours), theirs: await callsOf(theirs) };
  await sendAll(theirs, bodies);
  expect(await callsOf(theirs)).toBeGreaterThan(calls.theirs);
  const before = await digestOf(db, theirs.business);
  const answers = await sendAll(ours, bodies);
  expect(answers.filter((one) => tells(one) || !one.startsWith("200"))).toEqual([]);
  expect(await callsOf(ours)).toBeGreaterThan(calls.ours);
  expect(await digestOf(db, theirs.business)).toEqual(before);
  handOver(task, { guard: "Tenants", attempts: rows.length, refused: rows.length, leaks: 0 });
});

test("somebody who was made an operator, or was removed, gets into nothing with the session of before", async ({
  task,
}) => {
  const { ours, db } = town;
  const { business, owner } = ours;
  const paths = [
    "/dashboard/settings",
    "/dashboard/settings/tokens",
    "/dashboard/settings/accounts",
    "/webhook/",
    "/dashboard/export/business.json",
    "/dashboard/agent",
  ];
  await addMember(db, business, { id: 777, role: "admin", by: owner });
  const browser = await town.entered(ours, 777);
  for (const path of paths) expect([path, (await browser.get(path)).status]).toEqual([path, 200]);
  await changeRole(db, business.id, { personId: 777, role: "operator", by: owner, now: NOW });
  for (const path of paths) expect([path, (await browser.get(path)).status]).toEqual([path, 403]);
  const made = await browser.post("/dashboard/settings/tokens", { name: "x", scope: "write" });
  expect(made.status).toBe(403);
  expect((await browser.get("/dashboard")).status).toBe(200);
  await leaveTeam(db, business.id, { personId: 777, by: owner, botId: 7_000_000_001, now: NOW });
  for (const path of ["/dashboard", "/dashboard/calls", "/dashboard/live", ...paths]) {
    const { status, headers } = await browser.get(path);
    expect([path, status < 400 ? headers.get("location") : status]).toEqual([
      path,
      path === "/dashboard/live" ? expect.anything() : "/dashboard/login",
    ]);
  }
  const live = await fetch(`${town.url}/dashboard/live`, {
    headers: { cookie: [...browser.jar].map(([name, value]) => `${name}=${value}`).join("; ") },
    redirect: "manual",
  });
  expect(live.status).not.toBe(200);
  await live.body?.cancel();
  const count = paths.length * 3 + 5;
  handOver(task, { guard: "Members", attempts: count, refused: count, leaks: 0 });
});

test("a program's key stays the business's when who made it is demoted or gone: nothing more, and an owner takes it away", async ({
  task,
}) => {
  const { ours, db } = town;
  const { business, owner } = ours;
  await addMember(db, business, { id: 778, role: "admin", by: owner });
  const maker = await town.entered(ours, 778);
  await maker.get("/dashboard/settings/tokens");
  const page = await maker.post("/dashboard/settings/tokens", { name: "Каса", scope: "read" });
  const token = /fd_[\w-]{30,}/.exec(page.text)?.[0] ?? "";
  await leaveTeam(db, business.id, { personId: 778, by: owner, botId: 7_000_000_001, now: NOW });
  const ask = async (query: string) => {
    const { status, body } = await post(`${town.url}/graphql`, {
      token,
      body: JSON.stringify({ query }),
    });
    return { status, body, text: JSON.stringify(body) };
  };
  const read = await ask("{ clients(first: 5) { nodes { id name } } }");
  expect([read.status, tells(read.text)]).toEqual([200, false]);
  expect(read.text).toContain(marks.ours);
  const changed = await ask('mutation { createTask(input: { title: "x" }) { __typename } }');
  expect(textAt(changed.body, "data.createTask")).toBe("null");
  const head = await town.entered(ours);
  const list = await head.get("/dashboard/settings/tokens");
  expect(list.text).toContain(`••••${token.slice(-4)}`);
  const [row] = await db.execute<{ id: string }>(
    sql`select id from api_tokens where business_id = ${business.id}::uuid and last_four = ${token.slice(-4)}`,
  );
  const { status } = await head.post("/dashboard/settings/tokens/revoke", { token: row?.id ?? "" });
  expect(status).toBe(303);
  expect((await ask("{ __typename }")).status).toBe(401);
  handOver(task, { guard: "Members", attempts: 4, refused: 4, leaks: 0 });
});

/** What a stream tells within some seconds. */
async function listen(token: string, variables: object): Promise<string> {
  const over = AbortSignal.timeout(LISTEN_MS);
  let text = "";
  try {
    const answer = await fetch(`${town.url}/graphql`, {
      method: "POST",
      signal: over,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        accept: "text/event-stream",
      },
      body: JSON.stringify({ query: QUERY, variables }),
    });
    for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) text += part;
  } catch (error) {
    if (!over.aborted) throw error;
  }
  return text;
}

async function happens({ business }: Estate, count: number): Promise<void> {
  const name = business.id === town.theirs.business.id ? marks.theirs : marks.ours;
  for (let id = 1; id <= count; id += 1) {
    const data = { client_id: id, name, phone: null, phones: [] };
    await emit(town.db, [{ businessId: business.id, event: "client.created", data, at: NOW }]);
  }
  await relayOnce(town.db, {});
}

/** Posts hooks to an estate's address, and folds them. */
async function sendAll({ hook }: Estate, bodies: readonly string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const body of bodies) {
    const answer = await fetch(`${town.url}/api/webhooks/phonet/${hook}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    answers.push(`${answer.status} ${await answer.text()}`);
  }
  const failed: unknown[] = [];
  const fold = {
    db: town.db,
    clock: { now: () => NOW + 60_000 },
    windows,
    wakeAt: nothing,
    emitted: nothing,
    failed: (error: unknown) => void failed.push(error),
  };
  while ((await foldBatch(fold)) > 0);
  expect(failed).toEqual([]);
  return answers;
}

async function callsOf({ business }: Estate): Promise<number> {
  const [row] = await town.db.execute<{ many: number }>(
    sql`select count(*)::int as many from calls where business_id = ${business.id}::uuid`,
  );
  return row?.many ?? 0;
}

function nothing(): void {}
