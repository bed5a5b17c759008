import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

type Caught = {
  path: string;
  headers: Record<string, string>;
  body: string;
  at: number;
};
type Answer = (caught: Caught, response: ServerResponse, request: IncomingMessage) => void;

export type Sink = {
  url: string;
  port: number;
  caught: Caught[];
  /** How requests are answered from now on; 200 without it. */
  answer: (answer: Answer) => void;
  /** The most requests that were open at once. */
  open: () => number;
  close: () => Promise<void>;
};

const ok: Answer = (_caught, response) => void response.writeHead(200).end("ok");
export const status =
  (code: number, headers: Record<string, string> = {}, body = ""): Answer =>
  (_caught, response) =>
    void response.writeHead(code, headers).end(body);
/** Never an answer. */
export const silence: Answer = () => {};

/** A receiver on loopback that keeps what it got. */
export async function openSink(host = "127.0.0.1"): Promise<Sink> {
  const caught: Caught[] = [];
  const state = { answer: ok, open: 0, most: 0 };
  const server = createServer((request, response) => {
    state.open += 1;
    state.most = Math.max(state.most, state.open);
    response.once("close", () => (state.open -= 1));
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const body = Buffer.concat(chunks).toString("utf8");
      const one = { path: request.url ?? "", headers, body, at: Date.now() };
      caught.push(one);
      state.answer(one, response, request);
    });
  });
  await new Promise<void>((done) => server.listen(0, host, done));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the sink has no port");
  return {
    url: `http://${host}:${address.port}/hook`,
    port: address.port,
    caught,
    answer: (answer) => (state.answer = answer),
    open: () => state.most,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
