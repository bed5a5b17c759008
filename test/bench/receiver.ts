import { createServer, type IncomingHttpHeaders, type Server } from "node:http";

type Heard = (at: number, body: string) => void;

/** An endpoint that answers at once, or never to paths in `hung`. */
export type Receiver = {
  server: Server;
  port: number;
  hung: Set<string>;
  paths: Map<string, string>;
  answered: () => number;
  /** Those of the last request. */
  headers: () => IncomingHttpHeaders;
  heard: (heard: Heard) => void;
};

export async function openReceiver(): Promise<Receiver> {
  const state: State = { answered: 0, heard: null, headers: {} };
  const hung = new Set<string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (hung.has(request.url ?? "")) return;
      response.end("ok");
      state.answered += 1;
      state.headers = request.headers;
      state.heard?.(performance.now(), Buffer.concat(chunks).toString("utf8"));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return {
    server,
    port: address.port,
    hung,
    paths: new Map(),
    answered: () => state.answered,
    headers: () => state.headers,
    heard: (heard) => (state.heard = heard),
  };
}

type State = { answered: number; heard: Heard | null; headers: IncomingHttpHeaders };
