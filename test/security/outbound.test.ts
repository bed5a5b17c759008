import { createServer } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { createFetcher } from "../../src/gateways/http.ts";
import { createPhonet, type Phonet } from "../../src/gateways/phonet.ts";
import { closeAll, kept, serve } from "../gateways/http-stand-in.ts";

afterEach(async () => {
  vi.unstubAllEnvs();
  await closeAll();
});

const apiKey = "canary-phonet-key";

/** Phonet at the domain that a business gave; every name leads to these addresses. */
function phonetAt(addresses: readonly string[], options: { port?: number; allow?: string[] } = {}) {
  const asked: string[] = [];
  const fetcher = createFetcher({
    allow: options.allow ?? [],
    resolve: (host, found) => {
      asked.push(host);
      found(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    },
  });
  const port = options.port === undefined ? "" : `:${options.port}`;
  const phonet: Phonet = createPhonet({
    apiUrl: `http://{domain}${port}`,
    fetcher: kept(fetcher),
  });
  return { check: (domain: string) => phonet.check({ domain, apiKey }), asked };
}

const inside = [
  "127.0.0.1",
  "127.8.8.8",
  "0.0.0.0",
  "10.0.0.5",
  "172.16.3.4",
  "192.168.1.1",
  "100.64.0.1",
  "169.254.169.254",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:169.254.169.254",
  "fe80::1",
  "fd00:ec2::254",
  "64:ff9b::a9fe:a9fe",
  "2002:7f00:1::",
];

test.each(inside)("a name that leads to %s is refused before a packet leaves", async (address) => {
  const machine = await serve((_, answer) => answer.end("canary-inside"));
  const { check, asked } = phonetAt([address], { port: machine.port });
  expect(await check("metadata.google.internal")).toEqual({ refused: "domain" });
  expect(asked).toEqual(["metadata.google.internal"]);
  expect(machine.seen).toEqual([]);
});

test("an address, a port, a login or a path in the place of a domain is no domain, or is only its host", async () => {
  const { check, asked } = phonetAt(["127.0.0.1"]);
  const forms = [
    "127.0.0.1",
    "169.254.169.254",
    "[::1]",
    "localhost",
    "2130706433",
    "0x7f.0.0.1",
    "127.1",
    "demo.phonet.com.ua:6379",
    "demo.phonet.com.ua@127.0.0.1",
    "user:pass@demo.phonet.com.ua",
    "demo.phonet.com.ua\r\nHost: x",
    "demo.phonet.com.ua%2f@127.0.0.1",
    "demo。phonet。com",
    "①②⑦.⓪.⓪.①",
    "file:///etc/passwd",
    "{domain}.com",
  ];
  for (const form of forms)
    expect([form, await check(form)]).toEqual([form, { refused: "domain" }]);
  expect(asked).toEqual([]);
  await check("http://Demo.phonet.com.ua/rest/../admin?x=1#y");
  expect(asked).toEqual(["demo.phonet.com.ua"]);
});

test("a name with a public and a private address is reached at the public one or not at all", async () => {
  const machine = await serve((_, answer) => answer.end("canary-inside"));
  const { check } = phonetAt(["127.0.0.1", "::1", "10.0.0.1"], { port: machine.port });
  expect(await check("mixed.example.com")).toEqual({ refused: "domain" });
  expect(machine.seen).toEqual([]);
});

test.each([301, 302, 303, 307, 308])(
  "a redirect (%i) to the inside is not followed",
  async (status) => {
    const machine = await serve((_, answer) => answer.end("canary-inside"));
    const outside = await serve((_, answer) =>
      answer
        .writeHead(status, { location: `http://127.0.0.1:${machine.port}/latest/meta-data/` })
        .end(),
    );
    const { check } = phonetAt(["127.0.0.1"], { port: outside.port, allow: ["127.0.0.1"] });
    expect(await check("demo.phonet.com.ua")).toHaveProperty("refused");
    expect(outside.seen.length).toBeGreaterThan(0);
    expect(machine.seen).toEqual([]);
  },
);

test("the server's proxy is not used for an address that a business gave", async () => {
  const passed: string[] = [];
  const proxy = createServer((socket) => {
    passed.push("a connection");
    socket.destroy();
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  const address = proxy.address();
  const port = typeof address === "object" ? address?.port : 0;
  for (const name of ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy"])
    vi.stubEnv(name, `http://127.0.0.1:${port}`);
  vi.stubEnv("NODE_USE_ENV_PROXY", "1");
  const outside = await serve((_, answer) => answer.writeHead(401).end());
  const { check } = phonetAt(["127.0.0.1"], { port: outside.port, allow: ["127.0.0.1"] });
  expect(await check("demo.phonet.com.ua")).toEqual({ refused: "key" });
  expect(outside.seen).toEqual(["POST /rest/security/authorize"]);
  expect(passed).toEqual([]);
  await new Promise((done) => proxy.close(done));
});

test("a server that says it is Phonet and answers without end or with a bomb is no more than unreachable", async () => {
  const endless = await serve((request, answer) => {
    answer.setHeader("set-cookie", "JSESSIONID=a");
    if (request.url?.includes("authorize") === true) {
      answer.end("{}");
      return;
    }
    const pour = (): void => {
      while (!answer.destroyed && answer.write("[".repeat(65_536)));
    };
    answer.on("drain", pour);
    pour();
  });
  const { check } = phonetAt(["127.0.0.1"], { port: endless.port, allow: ["127.0.0.1"] });
  expect(await check("demo.phonet.com.ua")).toEqual({ unreachable: "too_large" });
});
