import { expect, test } from "vitest";
import { revokeApiToken } from "../../src/business/api-token-service.ts";
import { createClient } from "../../src/crm/client-change-service.ts";
import { createTask } from "../../src/crm/task-service.ts";
import type { Business } from "../../src/business/business.ts";
import { database, eachOnFreshDatabase, NOW, twoBusinesses } from "../business/tenants.ts";
import { at, openApi, textAt, tokenFor } from "./stand.ts";

eachOnFreshDatabase();

const now = (): number => NOW;

async function opened() {
  const db = database();
  const { ours, theirs } = await twoBusinesses(db);
  const api = await openApi(db, { now });
  const { token, id } = await tokenFor(db, ours.id, "read");
  return { db, ours, theirs, api, token, id };
}

async function clients(business: Business, count: number): Promise<void> {
  for (let one = 1; one <= count; one += 1) {
    const phone = `+3806700000${String(one).padStart(2, "0")}`;
    const value = { name: `К ${one}`, phone, country: "UA", from: "person", now: NOW } as const;
    const done = await createClient(database(), business.id, value);
    if ("refused" in done) throw new Error(done.refused);
    await createTask(database(), business.id, {
      title: `Справа ${one}`,
      dueAt: null,
      priority: "low",
      assignee: 11,
      clientId: done.client.id,
      callId: null,
      by: 11,
      now: NOW,
      zone: business.timezone,
    });
  }
}

test("lists are read page by page to their end", async () => {
  const { ours, theirs, api, token } = await opened();
  await clients(ours, 7);
  await clients(theirs, 2);
  const seen: unknown[] = [];
  for (let after: unknown = null, more = true; more;) {
    const { body } = await api.ask(
      token,
      `query($after: String) { tasks(first: 3, after: $after) { nodes { id client { name phones } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    const nodes = at(body, "data.tasks.nodes");
    seen.push(...(Array.isArray(nodes) ? nodes : []));
    after = at(body, "data.tasks.pageInfo.endCursor");
    more = at(body, "data.tasks.pageInfo.hasNextPage") === true;
  }
  expect(seen).toEqual(
    [7, 6, 5, 4, 3, 2, 1].map((id) => ({
      id,
      client: { name: `К ${id}`, phones: [`+38067000000${id}`] },
    })),
  );
  await api.close();
});

test("the items of a list ask for what hangs on them together", async () => {
  const { db, ours, api, token } = await opened();
  await clients(ours, 7);
  const asked = { count: 0 };
  const counting = new Proxy(db, {
    get(target, name) {
      if (name === "execute" || name === "select") asked.count += 1;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const counted = await openApi(counting, { now });
  const { body } = await counted.ask(token, `{ tasks(first: 7) { nodes { client { name } } } }`);
  expect(at(body, "data.tasks.nodes.6.client.name")).toBe("К 1");
  // The token, the rows, the tasks, and all their clients.
  expect(asked.count).toBe(4);
  await counted.close();
  await api.close();
});

test("every list and thing answers on an empty business, and another's numbers are nothing", async () => {
  const { theirs, api, token } = await opened();
  await clients(theirs, 2);
  const page = `{ nodes { id } pageInfo { hasNextPage endCursor } }`;
  const { body } = await api.ask(
    token,
    `{ business { name timezone } stages { name } services { id } masters { id }
      calls(filter: { from: "2026-11-01T00:00", direction: in, end: missed, text: "067" }) ${page} clients ${page} deals(status: won) ${page}
      staged: deals(stage: "Нові") ${page} tasks(status: pending, priority: low) ${page} bookings(filter: { statuses: [booked] }) ${page}
      conversations(open: true) ${page} webhook_logs(is_success: false) ${page}
      call(id: 1) { transcript { text } analysis } client(id: 1) { id } deal(id: 1) { id } task(id: 1) { id } booking(id: 1) { id } conversation(id: 1) { messages { text } }
      comments(about: { taskId: 1 }) { id } }`,
  );
  expect(at(body, "errors")).toBeNull();
  const empty = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
  expect(at(body, "data")).toMatchObject({
    business: { name: "Лілея", timezone: "Europe/Kyiv" },
    calls: empty,
    clients: empty,
    deals: empty,
    staged: empty,
    tasks: empty,
    bookings: empty,
    conversations: empty,
    webhook_logs: empty,
    call: null,
    client: null,
    deal: null,
    task: null,
    booking: null,
    conversation: null,
    comments: [],
  });
  await api.close();
});

test("who may not gets the same answer whatever is wrong, a reader changes nothing, and a revoked token is nobody's", async () => {
  const { db, ours, api, token, id } = await opened();
  const answers = await Promise.all(
    [null, "x", `${token}x`, "fd_".padEnd(46, "A")].map((one) =>
      api.post({ token: one, body: `{"query":"{ business { name } }"}` }),
    ),
  );
  expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(
    1,
  );
  expect(answers[0]?.status).toBe(401);
  const write = await api.ask(
    token,
    `mutation { createTask(input: { title: "x" }) { task { id } } }`,
  );
  expect(write.status).toBe(403);
  expect(at(write.body, "errors.0.extensions.code")).toBe("forbidden");
  await revokeApiToken(db, ours.id, { tokenId: id, now: NOW });
  expect((await api.ask(token, "{ business { name } }")).status).toBe(401);
  await api.close();
});

test("an address that tries tokens is stopped, one that has a token is not, and a token has its own limit", async () => {
  const { api, token } = await opened();
  const from = { "x-forwarded-for": "203.0.113.5" };
  const body = `{"query":"{ __typename }"}`;
  const tries = await Promise.all(
    Array.from({ length: 61 }, () => api.post({ token: "x", body, headers: from })),
  );
  expect(tries.filter(({ status }) => status === 429)).toHaveLength(1);
  expect((await api.post({ token, body, headers: from })).status).toBe(200);
  const asked = await Promise.all(Array.from({ length: 100 }, () => api.post({ token, body })));
  const late = asked.filter(({ status }) => status === 429);
  expect(late).toHaveLength(1);
  expect(late[0]?.headers.get("retry-after")).toBe("1");
  await api.close();
});

test("what is no request is refused before anything is asked for, in the shape of GraphQL", async () => {
  const { api, token } = await opened();
  const code = async (body: string, headers = {}) => {
    const answer = await api.post({ token, body, headers });
    return `${answer.status} ${textAt(answer.body, "errors.0.extensions.code")}`;
  };
  const asked = (query: string, variables: object = {}) =>
    code(JSON.stringify({ query, variables }));
  expect(await code("{")).toBe("400 bad_json");
  expect(await code(`{"query":1}`)).toBe("400 bad_json");
  expect(await code(`[{"query":"{ __typename }"}]`)).toBe("400 batch");
  expect(await code("x".repeat(262_145))).toBe("413 too_large");
  expect(await code("{}", { "content-type": "text/plain" })).toBe("415 media_type");
  expect((await fetch(`${api.url}?query={__typename}`)).status).toBe(405);
  expect(await asked("{")).toBe("400 invalid");
  expect(await asked("{ nothing }")).toBe("400 invalid");
  expect(await asked("query a { __typename } query b { __typename }")).toBe("400 no_operation");
  expect(await asked("subscription { events { id } }")).toBe("400 stream_only");
  expect(await asked("query($n: Int!) { task(id: $n) { id } }", { n: "1" })).toBe("400 invalid");
  expect(await asked("{ tasks(first: 0) { nodes { id } } }")).toBe("200 api.bad_page");
  expect(await asked(`{ tasks(after: "!") { nodes { id } } }`)).toBe("200 api.bad_cursor");
  expect(await asked(`{ calls(filter: { from: "2026-02-30T10:00" }) { nodes { id } } }`)).toBe(
    "200 api.bad_time",
  );
  expect(await asked(`{ clients(text: "\\u0000") { nodes { id } } }`)).toBe("400 invalid");
  expect(await asked(`{ comments(about: {}) { id } }`)).toBe("200 api.one_target");
  expect(api.failed).toEqual([]);
  await api.close();
});
