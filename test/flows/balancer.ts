import {
  createServer,
  request,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
} from "node:http";

/** What became of the requests that were passed on to one process. */
type Tally = { taken: number; refused: number; broken: number };
export type Balancer = Awaited<ReturnType<typeof openBalancer>>;

/**
 * What stands before two processes: each takes every second request. A request goes to the other process only when a
 * connection was refused; one that breaks off may have been taken, so the sender is told to repeat it.
 */
export async function openBalancer() {
  const targets: number[] = [];
  const tallies = new Map<number, Tally>();
  let turn = 0;
  const tallyOf = (port: number): Tally => {
    const known = tallies.get(port) ?? { taken: 0, refused: 0, broken: 0 };
    tallies.set(port, known);
    return known;
  };
  const serve = async (asked: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bytesOf(asked);
    for (let tries = 0; tries < targets.length; tries += 1) {
      turn += 1;
      const port = targets[turn % targets.length] ?? 0;
      const passed = await pass(port, asked, body);
      tallyOf(port)[passed.became] += 1;
      if (passed.became === "refused") continue;
      response.writeHead(passed.status, passed.headers).end(passed.body);
      return;
    }
    response.writeHead(503).end();
  };
  const server = createServer((asked, response) => void serve(asked, response));
  const port = await new Promise<number>((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    targets,
    tallyOf,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

type Passed = {
  became: keyof Tally;
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
};

/** Each request on a connection of its own, so that a refused one was surely not taken. */
async function pass(port: number, asked: IncomingMessage, body: Buffer): Promise<Passed> {
  const { method = "GET", url: path = "/" } = asked;
  const { connection: _own, ...headers } = asked.headers;
  try {
    const answer = await answerTo(
      { host: "127.0.0.1", port, path, method, headers, agent: false },
      body,
    );
    const status = answer.statusCode ?? 502;
    return { became: "taken", status, headers: answer.headers, body: await bytesOf(answer) };
  } catch (error) {
    const refused = error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
    return {
      became: refused ? "refused" : "broken",
      status: 502,
      headers: {},
      body: Buffer.alloc(0),
    };
  }
}

function answerTo(options: RequestOptions, body: Buffer): Promise<IncomingMessage> {
  return new Promise((done, failed) => {
    request(options, done).on("error", failed).end(body);
  });
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
