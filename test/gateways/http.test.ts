import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { createFetcher, type Fetcher } from "../../src/gateways/http.ts";
import { closeAll, fetcherFor, kept, serve } from "./http-stand-in.ts";

afterEach(closeAll);

describe("addresses", () => {
  test.each([
    "127.0.0.1",
    "[::1]",
    "127.1",
    "2130706433",
    "0x7f.1",
    "[::ffff:127.0.0.1]",
    "localhost",
  ])("a business's address %s is refused before anything is sent", async (host) => {
    const { port, seen } = await serve((_, response) => response.end("secret"));
    const answer = await fetcherFor().request({ url: `http://${host}:${port}/` });
    expect(answer).toEqual({ failed: "address", detail: "not_public" });
    expect(seen).toEqual([]);
  });

  test("a public name that resolves to a private address is refused", async () => {
    const { port, seen } = await serve((_, response) => response.end("secret"));
    const answer = await fetcherFor([], ["10.0.0.8", "127.0.0.1"]).request({
      url: `http://rebind.example:${port}/`,
    });
    expect(answer).toEqual({ failed: "address", detail: "not_public" });
    expect(seen).toEqual([]);
  });

  test("of a name's addresses only the permitted are tried", async () => {
    const { port } = await serve((_, response) => response.end("hello"));
    const answer = await fetcherFor(
      ["127.0.0.0/8"],
      ["10.0.0.8", "127.0.0.1", "169.254.169.254"],
    ).request({ url: `http://mixed.example:${port}/` });
    expect(answer).toMatchObject({ status: 200, body: Buffer.from("hello") });
  });

  test("an address that changes after it was checked is refused when the socket is connected", async () => {
    const { port, seen } = await serve((_, response) => response.end("secret"));
    let reads = 0;
    const shifty = {
      family: 4,
      get address() {
        return reads++ === 0 ? "8.8.8.8" : "127.0.0.1";
      },
    };
    const rebound = kept(
      createFetcher({ allow: [], resolve: (_host, found) => found(null, [shifty]) }),
    );
    expect(await rebound.request({ url: `http://rebind.example:${port}/` })).toEqual({
      failed: "address",
      detail: "not_public",
    });
    expect(reads).toBeGreaterThan(1);
    expect(seen).toEqual([]);
  });

  test("an allowed host and an address from the server's own environment are reached", async () => {
    const { port } = await serve((_, response) => response.end("hello"));
    expect(
      await fetcherFor(["localhost"]).request({ url: `http://localhost:${port}/` }),
    ).toMatchObject({ status: 200 });
    expect(
      await fetcherFor().request({ url: `http://127.0.0.1:${port}/`, trusted: true }),
    ).toMatchObject({ status: 200 });
  });

  test.each([
    "ftp://example.com/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://user:password@example.com/",
    "example.com",
    "",
    "http://",
  ])("%j is no address of ours", async (url) => {
    expect(await fetcherFor(["example.com"]).request({ url })).toEqual({
      failed: "bad_url",
      detail: "not_http",
    });
  });
});

describe("answers", () => {
  test.each([301, 302, 303, 307, 308])("a redirect %i is not followed", async (status) => {
    const { url, seen } = await serve((_, response) =>
      response.writeHead(status, { location: "/elsewhere" }).end("moved"),
    );
    expect(await local().request({ url })).toEqual({ failed: "redirect", detail: String(status) });
    expect(seen).toEqual(["GET /"]);
  });

  test.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])("a %s body is unpacked", async (encoding, pack) => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(pack("привіт")),
    );
    expect(await local().request({ url })).toMatchObject({
      status: 200,
      body: Buffer.from("привіт"),
    });
  });

  test("ten kilobytes that unpack to ten megabytes are cut off", async () => {
    const { url } = await serve((_, response) =>
      response
        .writeHead(200, { "content-encoding": "gzip" })
        .end(gzipSync(Buffer.alloc(10_000_000))),
    );
    expect(await local().request({ url, maxBytes: 1_000_000 })).toEqual({
      failed: "too_large",
      detail: "1000000",
    });
  });

  test("a body without an end is cut off", async () => {
    const { url } = await serve((request, response) => {
      const more = setInterval(() => response.write("x".repeat(10_000)), 1);
      request.on("close", () => clearInterval(more));
    });
    expect(await local().request({ url, maxBytes: 50_000 })).toEqual({
      failed: "too_large",
      detail: "50000",
    });
  });

  test("a body exactly as long as allowed passes", async () => {
    const { url } = await serve((_, response) => response.end("x".repeat(1000)));
    expect(await local().request({ url, maxBytes: 1000 })).toMatchObject({ status: 200 });
  });

  test.each([
    ["gzip", "not packed at all"],
    ["zstd", "anything"],
    ["gzip, gzip", "anything"],
  ])("a body that says %s and is not is a failure", async (encoding, body) => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(body),
    );
    expect(await local().request({ url })).toMatchObject({ failed: "encoding" });
  });

  test("an error status is an answer", async () => {
    const { url } = await serve((_, response) =>
      response.writeHead(503, { "x-why": "busy" }).end("later"),
    );
    expect(await local().request({ url })).toMatchObject({
      status: 503,
      headers: { "x-why": "busy" },
      body: Buffer.from("later"),
    });
  });

  test("method, headers and body arrive", async () => {
    const { url } = await serve((request, response) => {
      request.pipe(
        response.writeHead(200, {
          "x-method": request.method ?? "",
          "x-key": String(request.headers["x-key"]),
        }),
      );
    });
    const answer = await local().request({
      url,
      method: "POST",
      headers: { "x-key": "k" },
      body: "тіло",
    });
    expect(answer).toMatchObject({
      status: 200,
      headers: { "x-method": "POST", "x-key": "k" },
      body: Buffer.from("тіло"),
    });
  });
});

describe("time and network", () => {
  test("a server that never answers is left at the deadline", async () => {
    const { url } = await serve(() => {});
    expect(await local().request({ url, deadlineMs: 80 })).toMatchObject({ failed: "timeout" });
  });

  test("a server that drips is left at the same deadline", async () => {
    const { url } = await serve((request, response) => {
      const drip = setInterval(() => response.write("x"), 10);
      request.on("close", () => clearInterval(drip));
    });
    expect(await local().request({ url, deadlineMs: 150 })).toMatchObject({ failed: "timeout" });
  });

  test("a name server that never answers is left at the deadline", async () => {
    const deaf = kept(createFetcher({ allow: [], resolve: () => {} }));
    expect(await deaf.request({ url: "http://slow.example/", deadlineMs: 80 })).toMatchObject({
      failed: "timeout",
    });
  });

  test("a closed port, a dropped connection and an unknown name are told apart from a refusal", async () => {
    const { url, close } = await serve((request) => request.socket.destroy());
    expect(await local().request({ url })).toMatchObject({ failed: "network" });
    await close();
    expect(await local().request({ url })).toMatchObject({ failed: "network" });
    const unknown = fetcherFor([], Object.assign(new Error("no"), { code: "ENOTFOUND" }));
    expect(await unknown.request({ url: "http://nowhere.example/" })).toEqual({
      failed: "dns",
      detail: "ENOTFOUND",
    });
  });

  test("a server without TLS on an https address is a failure of TLS", async () => {
    const { port } = await serve((_, response) => response.end("plain"));
    expect(await local().request({ url: `https://127.0.0.1:${port}/` })).toMatchObject({
      failed: "tls",
    });
  });
});

function local(): Fetcher {
  return fetcherFor(["127.0.0.1"]);
}
