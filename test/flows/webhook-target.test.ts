import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, onTestFailed, test } from "vitest";
import { openWall } from "../gateways/tcp.ts";
import { openSink, status } from "../webhooks/sink.ts";
import { eventOf } from "../webhooks/yard.ts";
import { ALLOWED, openGround, type Ground } from "./webhook-ground.ts";
import { leaveNothing } from "./world.ts";

const TOLD = 4000;
const MINUTE = 60_000;
const wall = openWall(ALLOWED);
let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterEach(async () => {
  wall.close();
  await ground.clear();
});
afterAll(async () => {
  await ground.close();
  leaveNothing();
});

const telling = (): void => onTestFailed(() => console.log(ground.world.output().slice(-TOLD)));
const task = (number = 1) => eventOf(ground.businessId, "task.created", { task_id: number });

test("cases 8 and 12: the operator can tell five troubles and a forbidden target apart, their owner cannot", async () => {
  telling();
  const { attempts, logs, resolve } = ground;
  resolve({ "slow.example": "hang" });
  const places: Record<string, string> = {
    connection_refused: await wall.closed(),
    connection_reset: await wall.resetting(),
    tls_error: await wall.selfSigned(),
    dns_error: "https://nobody.example/",
    timeout_connect: "https://slow.example/",
    timeout_tls: await wall.mute(),
    blocked_target: "https://10.0.0.1/",
    network_error: await wall.saying("SSH-2.0-OpenSSH_9.2\r\n"),
  };
  const made = await Promise.all(
    Object.entries(places).map(async ([cause, url]) => ({
      cause,
      endpoint: await ground.endpoint(url, { timeoutS: 1 }),
    })),
  );
  await ground.happens([task()]);
  const owner = await ground.owner();
  const seen: string[] = [];
  for (const { cause, endpoint } of made) {
    await attempts(endpoint.id, 1);
    const [log] = await logs(endpoint.id);
    expect(log).toMatchObject({ cause, is_success: false, status_code: null, response: null });
    expect((await ground.rows(endpoint.id))[0]).toMatchObject({ state: "waiting" });
    const { text } = await owner.get(`${endpoint.path}/logs?log=${log?.id}`);
    expect(text).not.toContain(cause);
    expect(text).toContain("З адресою не вдалося з’єднатися.");
    seen.push(`${log?.error_message} ${log?.response_time_ms}`);
  }
  expect(new Set(seen)).toEqual(new Set(["unreachable 1000"]));
});

test("case 9: wherever it is sent on to, it does not go, and its signature goes nowhere", async () => {
  telling();
  const { attempts } = ground;
  const [inside, target] = [await openSink(), await ground.sink()];
  try {
    const codes = [301, 302, 307, 308];
    const made = await Promise.all(
      codes.map(async (code) => {
        const sink = await ground.sink();
        const location = code % 2 === 0 ? inside.url : target.url;
        sink.answer(status(code, { location }));
        return { code, sink, location, ...(await ground.endpoint(sink.url)) };
      }),
    );
    await ground.happens([task()]);
    for (const { id, code, sink, location } of made) {
      expect((await attempts(id, 1))[0]).toMatchObject({
        status_code: code,
        is_success: false,
        cause: "redirect_refused",
        error_message: "redirect",
        response: `Location: ${location}`,
      });
      expect(sink.caught).toHaveLength(1);
    }
    expect([inside.open(), target.caught.length]).toEqual([0, 0]);
  } finally {
    await inside.close();
  }
});

const literals = [
  "127.0.0.1",
  "[::1]",
  "[::ffff:10.0.0.1]",
  "2130706433",
  "0",
  "0x7f.1",
  "0177.0.0.1",
  "１２７.0.0.1",
  "[64:ff9b::7f00:1]",
  "[2002:7f00:1::]",
  "[fd00:ec2::254]",
  "169.254.169.254",
  "100.64.0.1",
  "localhost.",
];

test("case 10: an address inside is refused when it is saved, changed or tested, and when it was saved before", async () => {
  telling();
  const { world, attempts } = ground;
  const [inside, sink] = [await openSink(), await ground.sink()];
  try {
    const owner = await ground.owner();
    const form = { name: "In", event: ["*"], template: "plain", timeout: "1", in_flight: "5" };
    await owner.get("/webhook/new");
    const good = await ground.endpoint(sink.url);
    for (const host of literals)
      for (const path of ["/webhook/new", `${good.path}/edit`]) {
        const url = `https://${host}:${inside.port}/`;
        const { text } = await owner.post(path, { ...form, url });
        expect(text, host).toContain("На цю адресу ми не надсилаємо: вона не публічна.");
      }
    const [known] = await world
      .db()
      .execute(sql`select count(*)::int as many from endpoints where removed_at is null`);
    expect(known).toEqual({ many: 1 });
    const old = await Promise.all(
      literals.map((host) => ground.endpoint(`http://${host}:${inside.port}/`, { timeoutS: 1 })),
    );
    await ground.happens([task()]);
    for (const { id } of old)
      expect((await attempts(id, 1))[0]).toMatchObject({
        cause: "blocked_target",
        error_message: "unreachable",
        response_time_ms: 1000,
      });
    const tested = await owner.post(`${old[0]?.path}/test`, { event: "deal.won" });
    expect(tested.text).toContain("З адресою не вдалося з’єднатися.");
    expect(inside.open()).toBe(0);
  } finally {
    await inside.close();
  }
});

test("case 11: a name that leads inside by the time it is called is stopped at the connection", async () => {
  telling();
  const { world, resolve, attempts, counts } = ground;
  const inside = await openSink();
  try {
    const hosts = {
      "rebound.example": ["127.0.0.1"],
      "mixed.example": ["1.1.1.1", "127.0.0.1"],
      "six.example": ["1.1.1.1", "::1"],
    };
    resolve(Object.fromEntries(Object.keys(hosts).map((host) => [host, ["1.1.1.1"]])));
    const owner = await ground.owner();
    await owner.get("/webhook/new");
    const made: string[] = [];
    for (const host of Object.keys(hosts)) {
      const url = `https://${host}:${inside.port}/`;
      const fields = { name: host, url, event: "*", template: "plain" };
      const { text } = await owner.post("/webhook/new", {
        ...fields,
        timeout: "1",
        in_flight: "5",
      });
      const id = /href="\/webhook\/([0-9a-f-]{36})"/.exec(text)?.[1] ?? "";
      ground.adopt(id);
      made.push(id);
    }
    resolve(hosts);
    await ground.happens([task()]);
    for (const id of made)
      expect((await attempts(id, 1))[0]).toMatchObject({
        cause: "blocked_target",
        error_message: "unreachable",
      });
    for (let round = 2; round <= 4; round += 1) {
      world.clock.advance(6 * MINUTE);
      for (const id of made) await attempts(id, round);
    }
    for (const id of made) await counts(id, { given_up: 1 });
    expect(inside.open()).toBe(0);
  } finally {
    await inside.close();
  }
});
