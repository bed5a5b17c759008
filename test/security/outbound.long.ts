import { gzipSync } from "node:zlib";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { parseAllow } from "../../src/gateways/address.ts";
import { createFetcher } from "../../src/gateways/http.ts";
import { createNovofonRecords } from "../../src/gateways/novofon-record.ts";
import { createPhonet } from "../../src/gateways/phonet.ts";
import { targetProblem } from "../../src/gateways/webhook-target.ts";
import { createWebhookSender } from "../../src/gateways/webhook.ts";
import { readAddress } from "../../src/webhooks/address.ts";
import { closeAll, kept, serve, type StandIn } from "../gateways/http-stand-in.ts";
import { randomOf } from "../flows/random.ts";
import { handOver } from "./counted.ts";
import { written4, written6 } from "./notation.ts";

const SEED = Number(process.env["SECURITY_SEED"] ?? 1);
const EACH = 6;
const inside4 = [
  "0.0.0.0",
  "10.0.0.5",
  "100.64.0.1",
  "127.0.0.1",
  "127.8.8.8",
  "169.254.169.254",
  "172.16.3.4",
  "172.31.255.254",
  "192.0.0.192",
  "192.168.1.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
];
const inside6 = ["::1", "::", "fe80::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1"];
const PORTS = ["", ":80", ":443", ":8080", ":6379", ":65535"];

afterEach(closeAll);

test(`an address inside, in whatever notation, is asked by nothing that a business names, by seed ${SEED}`, async ({
  task,
}) => {
  const random = randomOf(SEED);
  const hosts = [
    ...inside4.flatMap((address) => written4(address, random, EACH)),
    ...inside6.flatMap((address) => written6(address, random, EACH)),
  ];
  const connected: string[] = [];
  const fetcher = kept(
    createFetcher({
      allow: [],
      resolve: (host, found) => {
        connected.push(host);
        found(Object.assign(new Error("no"), { code: "ENOTFOUND" }), []);
      },
    }),
  );
  const records = createNovofonRecords({ apiUrl: "https://api.novofon.com", fetcher });
  const phonet = createPhonet({ apiUrl: "https://{domain}", fetcher });
  const rules = { allow: parseAllow([]), own: [] };
  const reached: string[] = [];
  for (const [nth, host] of hosts.entries()) {
    const url = `http${nth % 2 === 0 ? "s" : ""}://${host}${PORTS[nth % PORTS.length]}/latest/meta-data/`;
    const loaded = await records.load(url);
    const isNoAnswer = "blocked" in loaded || ("unreachable" in loaded && isName(host));
    if (!isNoAnswer) reached.push(`recording ${url} ${JSON.stringify(loaded)}`);
    const checked = await phonet.check({ domain: host, apiKey: "key" });
    if (!("refused" in checked) && !isName(host))
      reached.push(`Phonet ${host} ${JSON.stringify(checked)}`);
    const typed = readAddress(url);
    if (typed !== null && targetProblem(new URL(typed.url), rules) === null && !isName(host))
      reached.push(`webhook ${typed.url}`);
  }
  expect(reached).toEqual([]);
  expect(connected.filter((host) => !isName(host))).toEqual([]);
  expect(hosts.length).toBeGreaterThan(500);
  const count = hosts.length * 3;
  handOver(task, { guard: "Outbound requests", attempts: count, refused: count, leaks: 0 });
});

test("a name that leads outside when it is looked at, and inside when it is connected to, reaches nobody", async ({
  task,
}) => {
  const machine = await serve((_, answer) => answer.end("canary-inside"));
  const tried: unknown[] = [];
  for (const outside of ["8.8.8.8", "2606:4700:4700::1111"])
    for (const inside of ["127.0.0.1", "::ffff:127.0.0.1", "::1"])
      for (const reads of [1, 2, 3]) {
        const at = { family: inside.includes(":") ? 6 : 4, reads: 0 };
        const shifty = {
          family: at.family,
          get address() {
            at.reads += 1;
            return at.reads <= reads ? outside : inside;
          },
        };
        const resolve = (_: string, found: (error: null, all: (typeof shifty)[]) => void): void =>
          void setImmediate(() => found(null, [shifty]));
        const fetcher = kept(createFetcher({ allow: [], resolve }));
        const records = createNovofonRecords({ apiUrl: "https://api.novofon.com", fetcher });
        tried.push(await quick(records.load(`http://rebind.example:${machine.port}/1.mp3`)));
        const phonet = createPhonet({ apiUrl: `http://{domain}:${machine.port}`, fetcher });
        at.reads = 0;
        tried.push(await quick(phonet.check({ domain: "rebind.example", apiKey: "key" })));
        const sender = createWebhookSender({ allow: parseAllow([]), own: [], resolve });
        at.reads = 0;
        const request = { headers: {}, body: "{}", timeoutMs: 300 };
        tried.push(
          await sender.send({ ...request, url: `https://rebind.example:${machine.port}/` }),
        );
        await sender.close();
      }
  expect(machine.seen).toEqual([]);
  const answers = JSON.stringify(tried);
  expect(answers).not.toContain("canary-inside");
  handOver(task, {
    guard: "Outbound requests",
    attempts: tried.length,
    refused: tried.length,
    leaks: 0,
  });
});

test("a recording that leads on, is a bomb or has no end is left", async ({ task }) => {
  const machine = await serve((_, answer) => answer.end("canary-inside"));
  for (const code of [301, 302, 303, 307, 308]) {
    const leading = await serve((_, answer) =>
      answer.writeHead(code, { location: `${machine.url}latest/meta-data/` }).end(),
    );
    expect(await load(leading)).toEqual({ blocked: "redirect" });
    expect(leading.seen).toEqual(["GET /1.mp3"]);
  }
  expect(machine.seen).toEqual([]);
  const bomb = gzipSync(Buffer.alloc(110 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(200_000);
  const packed = await serve((_, answer) =>
    answer.writeHead(200, { "content-encoding": "gzip", "content-type": "audio/mpeg" }).end(bomb),
  );
  expect(await load(packed)).toEqual({ tooLarge: true });
  const endless = await serve((_, answer) => {
    const piece = Buffer.alloc(1_000_000);
    const pour = (): void => {
      while (!answer.destroyed && answer.write(piece));
    };
    answer.on("drain", pour);
    pour();
  });
  expect(await load(endless)).toEqual({ tooLarge: true });
  handOver(task, { guard: "Outbound requests", attempts: 7, refused: 7, leaks: 0 });
});

test("who answers a byte a second keeps nobody longer than the one deadline", async ({ task }) => {
  const open = { now: 0 };
  const slow = await serve((request, answer) => {
    open.now += 1;
    request.once("close", () => (open.now -= 1));
    if (request.url === "/headers") {
      request.socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => request.socket.write("x-a: b\r\n"), 100);
      request.socket.once("close", () => clearInterval(timer));
      return;
    }
    answer.writeHead(200, { "set-cookie": "JSESSIONID=a", "content-length": 1_000_000 });
    const timer = setInterval(() => answer.write("x"), 100);
    answer.once("close", () => clearInterval(timer));
  });
  const fetcher = kept(createFetcher({ allow: ["127.0.0.1"] }));
  const sender = createWebhookSender({ allow: parseAllow(["127.0.0.1"]), own: [] });
  const answers = await Promise.all([
    fetcher.request({ url: `${slow.url}headers`, deadlineMs: 1000 }),
    fetcher.request({ url: `${slow.url}body`, deadlineMs: 1000 }),
    ...["headers", "body"].map((path) =>
      sender.send({ url: `${slow.url}${path}`, headers: {}, body: "{}", timeoutMs: 1000 }),
    ),
  ]);
  expect(answers).toMatchObject([
    { failed: "timeout" },
    { failed: "timeout" },
    { cause: "timeout_headers" },
    { cause: "timeout_body" },
  ]);
  await sleep(200);
  expect(open.now).toBe(0);
  await sender.close();
  handOver(task, { guard: "Outbound requests", attempts: 4, refused: 4, leaks: 0 });
});

/** A name is looked up, and what it leads to is checked then; here every name leads nowhere. */
function isName(host: string): boolean {
  return URL.canParse(`http://${host}/`) && /[a-z]\.?$/i.test(new URL(`http://${host}/`).hostname);
}

function quick<T>(asked: Promise<T>): Promise<T | "late"> {
  return Promise.race([asked, sleep(1500, "late" as const)]);
}

function load(stand: StandIn): ReturnType<ReturnType<typeof createNovofonRecords>["load"]> {
  const fetcher = kept(createFetcher({ allow: ["127.0.0.1"] }));
  const records = createNovofonRecords({ apiUrl: "https://api.novofon.com", fetcher });
  return records.load(`${stand.url}1.mp3`);
}
