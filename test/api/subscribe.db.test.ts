import { array, assert, asyncProperty, integer } from "fast-check";
import { expect, test } from "vitest";
import { revokeApiToken } from "../../src/business/api-token-service.ts";
import { emit } from "../../src/events/emit-service.ts";
import type { DomainEvent } from "../../src/events/event.ts";
import { relayOnce } from "../../src/events/relay-service.ts";
import { database, eachOnFreshDatabase, NOW, twoBusinesses } from "../business/tenants.ts";
import { at, openApi, tokenFor, type Tree } from "./stand.ts";
import { sql } from "drizzle-orm";

eachOnFreshDatabase();

const now = (): number => NOW;
const QUERY = `subscription($p: [String!], $a: Int) { events(patterns: $p, after: $a) { id event timestamp business_id sequence data } }`;

async function happen(businessId: string, from: number, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, index): DomainEvent => {
    const id = from + index;
    const client = { client_id: id, name: "Олена", phone: null, phones: [] };
    return { businessId, event: "client.created", data: client, at: NOW };
  });
  await emit(database(), events);
  await relayOnce(database(), {});
}

type Open = {
  url: string;
  token: string;
  after: number | null;
  patterns?: string[];
  heard?: () => void;
};

/** What a subscription tells, until it ends or so many have come. */
async function read(
  { url, token, after, patterns, heard }: Open,
  count = Infinity,
): Promise<Tree[]> {
  const gone = new AbortController();
  const answer = await fetch(url, {
    method: "POST",
    signal: gone.signal,
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      accept: "text/event-stream",
    },
    body: JSON.stringify({
      query: QUERY,
      variables: { a: after, ...(patterns ? { p: patterns } : {}) },
    }),
  });
  expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const got: Tree[] = [];
  const pipe = answer.body?.pipeThrough(new TextDecoderStream());
  let text = "";
  try {
    for await (const part of pipe ?? []) {
      text += part;
      const messages = text.split("\n\n");
      text = messages.pop() ?? "";
      for (const message of messages) {
        const [, data] = /^event: next\ndata: (.*)$/.exec(message) ?? [];
        if (data !== undefined) got.push(JSON.parse(data));
        if (data !== undefined) heard?.();
        if (got.length >= count) return got;
      }
    }
  } catch (error) {
    // A server that went away in the middle: what had come has come.
    if (got.length === 0 && !(error instanceof TypeError)) throw error;
  } finally {
    gone.abort();
  }
  return got;
}

function sequences(told: Tree[]): Tree[] {
  return told.map((one) => at(one, "data.events.sequence"));
}

test("across restarts at whatever moment, a subscriber that names its last number misses nothing and gets nothing twice", async () => {
  const db = database();
  const { ours, theirs } = await twoBusinesses(db);
  const { token } = await tokenFor(db, ours.id, "read");
  let total = 0;
  await happen(theirs.id, 1, 3);
  await assert(
    asyncProperty(
      array(integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 }),
      async (kills) => {
        const from = total;
        const got: Tree[] = [];
        for (const kill of kills) {
          const api = await openApi(db, { now });
          const url = api.url;
          const last = Number(got.at(-1) ?? from);
          const reading = read({ url, token, after: last }).catch((): Tree[] => []);
          const happening = happen(ours.id, total + 1, 5);
          total += 5;
          // Stopped after so many rounds of the loop, wherever the stream is by then.
          for (let round = 0; round < kill; round += 1)
            await new Promise((done) => {
              setImmediate(done);
            });
          await Promise.all([happening, api.close()]);
          got.push(...sequences(await reading));
        }
        const api = await openApi(db, { now });
        const last = Number(got.at(-1) ?? from);
        if (last < total)
          got.push(...sequences(await read({ url: api.url, token, after: last }, total - last)));
        await api.close();
        expect(got).toEqual(Array.from({ length: total - from }, (_, index) => from + index + 1));
      },
    ),
    { numRuns: 4 },
  );
});

test("only what a wildcard means is told, as webhooks tell it, and live", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  const { token } = await tokenFor(db, ours.id, "read");
  const api = await openApi(db, { now });
  await happen(ours.id, 1, 2);
  const reading = read({ url: api.url, token, after: 1, patterns: ["*.created", "deal.*"] }, 2);
  await happen(ours.id, 3, 1);
  const told = await reading;
  expect(sequences(told)).toEqual([2, 3]);
  expect(at(told[1] ?? null, "data.events")).toMatchObject({
    event: "client.created",
    timestamp: NOW / 1000,
    business_id: ours.id,
    data: { client_id: 3, name: "Олена", phone: null },
  });
  await api.close();
});

test("a slow reader gets all of it, in order", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  const { token } = await tokenFor(db, ours.id, "read");
  await happen(ours.id, 1, 300);
  const api = await openApi(db, { now });
  const told = await read({ url: api.url, token, after: 0 }, 300);
  expect(sequences(told)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
  await api.close();
});

test("a revoked token ends its stream, and a number that nobody can follow is refused", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  const { token, id } = await tokenFor(db, ours.id, "read");
  const api = await openApi(db, { now, checkMs: 20 });
  await happen(ours.id, 1, 5);
  const codeOf = async (after: number, patterns?: string[]) => {
    const told = await read({ url: api.url, token, after, ...(patterns ? { patterns } : {}) }, 1);
    return at(told[0] ?? null, "errors.0.extensions.code");
  };
  expect(await codeOf(6)).toBe("events.ahead");
  expect(await codeOf(0, ["nothing.*"])).toBe("api.bad_pattern");
  await db.execute(sql`delete from events where business_id = ${ours.id} and sequence <= 2`);
  expect(await codeOf(1)).toBe("events.gone");
  const heard: (() => void)[] = [];
  const first = new Promise<void>((done) => heard.push(done));
  const open = read({ url: api.url, token, after: 2, heard: () => heard[0]?.() });
  await first;
  await revokeApiToken(db, ours.id, { tokenId: id, now: NOW });
  expect(sequences(await open)).toEqual([3, 4, 5]);
  expect((await api.ask(token, "{ __typename }")).status).toBe(401);
  await api.close();
});

test("a token holds so many streams at once, and gives them back", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  const { token } = await tokenFor(db, ours.id, "read");
  const api = await openApi(db, { now });
  await happen(ours.id, 1, 1);
  const stop = new AbortController();
  const open = (signal: AbortSignal) =>
    fetch(api.url, {
      method: "POST",
      signal,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        accept: "text/event-stream",
      },
      body: JSON.stringify({ query: QUERY, variables: {} }),
    });
  const statuses: number[] = [];
  for (let one = 0; one < 11; one += 1) statuses.push((await open(stop.signal)).status);
  expect(statuses.toSorted((a, b) => a - b)).toEqual([
    ...Array.from({ length: 10 }, () => 200),
    429,
  ]);
  stop.abort();
  await expect.poll(async () => (await open(new AbortController().signal)).status).toBe(200);
  await api.close();
});
