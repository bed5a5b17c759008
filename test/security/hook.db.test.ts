import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { revokeToken, tokensOf } from "../../src/business/hook-token-service.ts";
import { foldBatch } from "../../src/calls/fold-service.ts";
import { signatureOf } from "../../src/telephony/novofon.ts";
import { database, eachOnFreshDatabase, NOW } from "../business/tenants.ts";
import { openDoor, SECRET, type Door } from "../web/door.ts";

eachOnFreshDatabase();
let door: Door;

beforeEach(async () => {
  door = await openDoor(database());
});
afterEach(async () => {
  await door.close();
  expect(door.failed).toEqual([]);
});

const json = { "content-type": "application/json" };
const start = {
  event: "NOTIFY_START",
  call_start: "2026-11-21 15:00:00",
  pbx_call_id: "in_0123456789abcdef",
  caller_id: "+79161234567",
  called_did: "74951234567",
};
const dial = {
  event: "call.dial",
  uuid: "b8f0a1c2d3e4f5061728394a5b6c7d8e",
  parentUuid: null,
  dialAt: NOW,
  serverTime: NOW,
  lgDirection: 4,
  leg: { id: 1, ext: "101", type: 1, displayName: "Олена" },
  otherLegs: [{ num: "+380671234567", name: "Марія" }],
  trunkNum: "+380440000100",
};
const signature = signatureOf(start, SECRET) ?? "";

describe("a token that opens nothing", () => {
  test("gets one answer, headers included, whether it is unknown, revoked or of the other provider", async () => {
    const revoked = door.theirs.phonet;
    const { id } = door.businesses.theirs;
    for (const token of await tokensOf(database(), id))
      await revokeToken(database(), id, { tokenId: token.id, now: NOW });
    const addresses = [
      "/api/webhooks/phonet/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      revoked,
      door.theirs.novofon,
      door.theirs.flat,
      door.ours.phonet.replace("/phonet/", "/novofon/"),
      door.ours.novofon.replace("/novofon/", "/phonet/"),
    ];
    const body = JSON.stringify(dial);
    const answers = await Promise.all(
      addresses.map((address) => door.send(address, { headers: json, body })),
    );
    const told = answers.map(({ status, text, headers }) =>
      JSON.stringify({ status, text, headers: { ...headers, date: null } }),
    );
    expect(new Set(told).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404 });
    expect(await door.all()).toBe(0);
  });

  test("is nowhere in the database", async () => {
    const token = "canary0canary0canary0canary0canary";
    await door.send(`/api/webhooks/phonet/${token}`, { headers: json, body: JSON.stringify(dial) });
    await door.send(`/api/webhooks/novofon?user_id=${token}`, { headers: json, body: "{}" });
    expect(await rowsWith(token)).toEqual([]);
  });
});

test("the flat address leaves its token out of what is stored", async () => {
  const headers = { ...json, signature };
  const path = `${door.ours.flat}&shop=7`;
  expect(await door.send(path, { headers, body: JSON.stringify(start) })).toMatchObject({
    status: 200,
  });
  expect(await rowsWith(door.ours.flat.split("=")[1] ?? "no token")).toEqual([]);
  expect((await door.stored())[0]?.query).toContain("shop=7");
});

describe("Novofon's signature", () => {
  test.each([
    ["a zero-width blank behind it", "NOTIFY_START\u200b"],
    ["a NUL behind it", "NOTIFY_START\0"],
    ["a zero-width blank inside", "NOTIFY\u200b_START"],
    ["a mark of direction before it", "\u202eNOTIFY_START"],
    ["blanks around it", "  NOTIFY_START\t"],
  ])("is asked of an event that reads like a signed one: %s", async (_how, event) => {
    const answer = await door.send(door.ours.novofon, {
      headers: json,
      body: JSON.stringify({ ...start, event }),
    });
    expect((await door.stored()).map(({ verdict }) => verdict)).not.toContain("accepted");
    expect(answer.status).toBe(401);
  });

  test("of one event is not good for another, nor in another header", async () => {
    const end = { ...start, event: "NOTIFY_OUT_END", internal: "100", destination: "+79160000001" };
    for (const headers of [
      { ...json, signature },
      { ...json, "x-signature": signature },
      { ...json, Signature: `${signature},${signature}` },
    ])
      expect(
        await door.send(door.ours.novofon, { headers, body: JSON.stringify(end) }),
      ).toMatchObject({ status: 401 });
  });
});

test("a hook that is heard forty times is one call with one event", async () => {
  const sent = { headers: { ...json, signature }, body: JSON.stringify(start) };
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => door.send(door.ours.novofon, sent)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await folded()).toBe(40);
  await door.send(door.ours.novofon, sent);
  expect(await folded()).toBe(1);
  for (const table of ["calls", "call_events", "call_refs", "events"])
    expect([table, await countOf(table)]).toEqual([table, 1]);
});

describe("what HTTP itself allows", () => {
  test("a hundred hooks in one packet on one connection are a hundred hooks", async () => {
    const bodies = Array.from({ length: 100 }, (_, n) =>
      JSON.stringify({ ...dial, uuid: dial.uuid.slice(0, -3) + String(n).padStart(3, "0") }),
    );
    const last = bodies.at(-1) ?? "";
    const wire = bodies.slice(0, -1).map((body) => post(door.ours.phonet, body));
    const said = await spoken([
      wire.join("") + post(door.ours.phonet, last, "Connection: close\r\n"),
    ]);
    expect(said.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(100);
    expect(await door.all()).toBe(100);
  });

  test("a length that is too short, too long, double or beside chunks makes no hook out of two", async () => {
    const body = JSON.stringify(dial);
    const lying = (lines: string, sent = body): string =>
      `POST ${door.ours.phonet} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n${lines}\r\n\r\n${sent}`;
    const short = await spoken([lying("Content-Length: 20")]);
    expect(short).toMatch(/^HTTP\/1\.1 400/);
    for (const lines of [
      "Content-Length: 20\r\nContent-Length: 300",
      "Content-Length: 20\r\nTransfer-Encoding: chunked",
      "Content-Length: -1",
      "Content-Length: 0x20",
      "Transfer-Encoding: chunked, identity",
    ])
      expect([lines, (await spoken([lying(lines)])).split(" ")[1]]).toEqual([lines, "400"]);
    const long = connect(door.port, "127.0.0.1")
      .on("error", () => {})
      .resume();
    long.end(lying(`Content-Length: ${body.length + 500}`));
    await new Promise((done) => long.once("close", done));
    expect((await door.stored()).map(({ verdict }) => verdict)).toEqual(["refused"]);
    expect(await door.send(door.ours.phonet, { headers: json, body })).toMatchObject({
      status: 200,
    });
  });

  test("headers of a hundred kilobytes are 431, and the next hook is taken", async () => {
    const said = await spoken([
      `POST ${door.ours.phonet} HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(100_000)}\r\n\r\n`,
    ]);
    expect(said).toMatch(/^HTTP\/1\.1 431/);
    expect(
      await door.send(door.ours.phonet, { headers: json, body: JSON.stringify(dial) }),
    ).toMatchObject({ status: 200 });
  });

  test("nothing of a request becomes a header of the answer", async () => {
    const breaks = "%0d%0aX-Injected:%201%0d%0a%0d%0a<b>";
    for (const path of [
      `/api/webhooks/phonet/${breaks}`,
      `${door.ours.novofon}?zd_echo=${breaks}`,
      `${door.ours.flat}&zd_echo=${breaks}`,
      `/${breaks}`,
    ]) {
      const { headers, status } = await door.send(path, { method: "GET" });
      expect(headers).not.toHaveProperty("x-injected");
      expect(status).toBeLessThan(500);
    }
    const odd = { ...json, signature: "\u00ff\u0080=", "user-agent": "\u0085" };
    const answer = await door.send(door.ours.novofon, { headers: odd, body: "{}" });
    expect(answer.status).toBe(400);
  });

  test("a bomb is kept as it came and never inflated", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024), { level: 9 });
    for (const encoding of ["gzip", "GZIP", "gzip, gzip", "deflate", "br", "identity, gzip"]) {
      const headers = { ...json, "content-encoding": encoding };
      const answer = await door.send(door.ours.phonet, { headers, body: bomb });
      expect([encoding, answer.status]).toEqual([encoding, 415]);
    }
    expect((await door.stored()).map(({ raw }) => raw.length)).toEqual(
      Array.from({ length: 6 }, () => bomb.length),
    );
  });
});

/** Folds what the inbox holds; the number of hooks taken. */
function folded(): Promise<number> {
  return foldBatch({
    db: database(),
    clock: { now: () => NOW },
    windows: { settleMs: 10_000, ringingMs: 180_000, talkingMs: 14_400_000 },
    wakeAt: () => {},
    emitted: () => {},
    failed: (error) => {
      throw error;
    },
  });
}

function post(path: string, body: string, more = ""): string {
  return `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Where a text stands: every table and every column of the database, as text. */
async function rowsWith(needle: string): Promise<string[]> {
  const tables = await database().execute<{ name: string }>(sql`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database().execute(
      sql`select 1 from ${sql.raw(name)} t where position(${needle} in t::text) > 0`,
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

async function countOf(table: string): Promise<number> {
  const rows = await database().execute<{ count: number }>(
    sql`select count(*)::int as count from ${sql.identifier(table)}`,
  );
  return rows[0]?.count ?? -1;
}

/** Bytes as they are; the whole answer of a connection that the server ends. */
function spoken(pieces: readonly string[]): Promise<string> {
  return new Promise((done) => {
    let text = "";
    const socket = connect(door.port, "127.0.0.1").on("error", () => {});
    socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    socket.once("close", () => done(text));
    for (const piece of pieces) socket.write(piece);
  });
}
