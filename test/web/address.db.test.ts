import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { database, eachOnFreshDatabase } from "../business/tenants.ts";
import { until } from "../db/until.ts";
import { hook, json, openDoor, type Door } from "./door.ts";

eachOnFreshDatabase();
let door: Door;

beforeEach(async () => {
  door = await openDoor(database());
});
afterEach(async () => {
  await door.close();
  expect(door.failed).toEqual([]);
});

describe("addresses and methods", () => {
  test("every unknown token gets the same answer, and nothing of it is stored", async () => {
    const body = JSON.stringify(hook);
    const unknown = [
      "/api/webhooks/phonet/nobody",
      "/api/webhooks/phonet/%00",
      `/api/webhooks/phonet/${"x".repeat(4000)}`,
      door.ours.novofon.replace("novofon", "phonet"),
      door.ours.phonet.replace("phonet", "novofon"),
      "/api/webhooks/novofon/nobody",
      "/api/webhooks/novofon?user_id=nobody",
      "/api/webhooks/novofon?user_id=a&user_id=b",
      "/api/webhooks/novofon",
      "/api/webhooks/novofon/nobody?zd_echo=hello",
    ];
    const answers = await Promise.all(
      unknown.map((path) => door.send(path, { headers: json, body })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set(['404 {"error":{"code":"not_found","message":"There is nothing at this address."}}']),
    );
    expect(await door.all()).toBe(0);
  });

  test("broken addresses are 4xx", async () => {
    for (const path of [
      "/api/webhooks/phonet/%E0%A4%A",
      "/api/webhooks/phonet/",
      "//",
      "/api/../../etc/passwd",
      "/api/webhooks/novofon?user_id=%E0%A4%A",
    ]) {
      const { status } = await door.send(path, { headers: json, body: "{}" });
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(status, path).toBeLessThan(500);
    }
  });

  test.each(["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])(
    "%s changes nothing",
    async (method) => {
      for (const path of [door.ours.phonet, door.ours.novofon, door.ours.flat]) {
        const body = JSON.stringify(hook);
        const headers = { ...json, "content-length": String(Buffer.byteLength(body)) };
        const { status } = await door.send(path, { method, headers, body });
        expect([404, 405]).toContain(status);
      }
      expect(await door.all()).toBe(0);
    },
  );

  test("zd_echo comes back as plain text, whatever it holds", async () => {
    const echo = "<script>alert(1)</script>";
    const answer = await door.send(`${door.ours.novofon}?zd_echo=${encodeURIComponent(echo)}`, {
      method: "GET",
    });
    expect(answer).toMatchObject({ status: 200, text: echo });
    expect(answer.headers["content-type"]).toMatch(/^text\/plain/);
    expect(await door.send(`${door.ours.flat}&zd_echo=42`, { method: "GET" })).toMatchObject({
      status: 200,
      text: "42",
    });
    expect(await door.send(`${door.ours.flat}&zd_echo=`, { method: "GET" })).toMatchObject({
      status: 200,
      text: "",
    });
  });

  test("a GET of another kind is kept with its query, NUL and all", async () => {
    const answer = await door.send(
      `${door.ours.novofon}?event=x&name=%00&b=%ED%A0%80&c=\u0101`.replace("\u0101", "%C4%81"),
      { method: "GET" },
    );
    expect(answer.status).toBe(200);
    expect(await door.stored()).toMatchObject([{ verdict: "ignored" }]);
  });
});

describe("sizes and broken connections", () => {
  test.each([
    ["announced", true],
    ["in pieces", false],
  ])(
    "10 MB, %s, are refused with a sentence, and the next hook is taken",
    async (_how, announced) => {
      const body = "x".repeat(10 * 1024 * 1024);
      const headers = announced
        ? { ...json, "content-length": String(body.length) }
        : { ...json, "transfer-encoding": "chunked" };
      const answer = await door.send(door.ours.phonet, { headers, body });
      expect(answer).toMatchObject({ status: 413 });
      expect(JSON.parse(answer.text)).toMatchObject({ error: { code: "too_large" } });
      const small = await door.send(door.ours.phonet, {
        headers: json,
        body: JSON.stringify(hook),
      });
      expect(small).toMatchObject({ status: 200 });
    },
  );

  test("a hook of just under 1 MiB is taken", async () => {
    const body = JSON.stringify({ ...hook, padding: "я".repeat(500_000) });
    expect(await door.send(door.ours.phonet, { headers: json, body })).toMatchObject({
      status: 200,
    });
  });

  test("a body that never comes whole stores nothing and hurts nobody", async () => {
    const socket = connect(door.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write(
      `POST ${door.ours.phonet} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"event":`,
    );
    await until("the piece was sent", () => socket.bytesWritten > 0);
    socket.destroy();
    expect(
      await door.send(door.ours.phonet, { headers: json, body: JSON.stringify(hook) }),
    ).toMatchObject({ status: 200 });
    expect(await door.all()).toBe(1);
  });

  test("a body that comes byte by byte is taken, and what is no HTTP is refused", async () => {
    const body = JSON.stringify({ ...hook, trunkName: undefined });
    const slow = await raw(door.port, [
      `POST ${door.ours.phonet} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
      ...(body.match(/.{1,40}/gsu) ?? []),
    ]);
    expect(slow).toMatch(/^HTTP\/1\.1 200/);
    expect(await raw(door.port, ["hello\r\n\r\n"])).toMatch(/^HTTP\/1\.1 400/);
    expect(await door.all()).toBe(1);
  });
});

test("more than the rate is 429 with a time to come back; another token is not held up", async () => {
  await door.close();
  door = await openDoor(database(), { hookRate: 1, loopback: false });
  const headers = { ...json, "x-forwarded-for": "203.0.113.7" };
  const body = JSON.stringify(hook);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => door.send(door.ours.phonet, { headers, body })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  const [late] = answers.filter(({ status }) => status === 429);
  expect(Number(late?.headers["retry-after"])).toBeGreaterThanOrEqual(1);
  expect(await door.send(door.theirs.phonet, { headers, body })).toMatchObject({ status: 200 });
});

/** Bytes as they are, one piece after the other; the whole answer. */
function raw(port: number, pieces: readonly string[]): Promise<string> {
  return new Promise((done) => {
    let text = "";
    const socket = connect(port, "127.0.0.1");
    socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    socket.once("close", () => done(text));
    const next = (rest: readonly string[]): void => {
      const [piece, ...more] = rest;
      if (piece !== undefined) socket.write(piece, () => setImmediate(next, more));
    };
    next(pieces);
  });
}
