import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createTls } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createFetcher } from "../../src/gateways/http.ts";
import { closeAll, kept } from "./http-stand-in.ts";

afterEach(closeAll);

test("the authority of GigaChat's hosts counts where it was given, and nowhere else", async () => {
  const folder = mkdtempSync(join(tmpdir(), "authority-"));
  const key = join(folder, "key.pem");
  const cert = join(folder, "cert.pem");
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-days",
      "2",
      "-subj",
      "/CN=localhost",
      "-addext",
      "subjectAltName=DNS:localhost",
      "-keyout",
      key,
      "-out",
      cert,
    ],
    { stdio: "ignore" },
  );
  const authority = readFileSync(cert, "utf8");
  const server = createTls({ key: readFileSync(key), cert: authority }, (_, response) =>
    response.end("{}"),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const request = { url: `https://localhost:${port}/`, trusted: true, proxied: true } as const;
  const trusting = kept(createFetcher({ allow: [], authority }));
  expect(await trusting.request(request)).toMatchObject({ status: 200 });
  expect(await kept(createFetcher({ allow: [] })).request(request)).toMatchObject({
    failed: "tls",
  });
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true });
});
