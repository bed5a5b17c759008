import { createServer, type RequestListener } from "node:http";
import { createFetcher, type Fetcher } from "../../src/gateways/http.ts";

export type StandIn = { port: number; url: string; seen: string[]; close: () => Promise<void> };

const closing: (() => Promise<void>)[] = [];

/** A local HTTP server that notes every request as "METHOD /path". */
export async function serve(listener: RequestListener): Promise<StandIn> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the stand-in has no port");
  const { port } = address;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    if (server.listening) await new Promise((done) => server.close(done));
  };
  closing.push(close);
  return { port, url: `http://127.0.0.1:${port}/`, seen, close };
}

/** A fetcher; with `answers` every name resolves to these addresses, or fails with this error. */
export function fetcherFor(allow: string[] = [], answers?: string[] | Error): Fetcher {
  if (!answers) return kept(createFetcher({ allow }));
  const error = answers instanceof Error ? answers : null;
  const addresses =
    answers instanceof Error ? [] : answers.map((address) => ({ address, family: 4 }));
  return kept(createFetcher({ allow, resolve: (_host, found) => found(error, addresses) }));
}

export function kept(fetcher: Fetcher): Fetcher {
  closing.push(() => fetcher.close());
  return fetcher;
}

export async function closeAll(): Promise<void> {
  await Promise.all(closing.splice(0).map((close) => close()));
}
