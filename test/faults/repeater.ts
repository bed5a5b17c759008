import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export type Repeater = Awaited<ReturnType<typeof openRepeater>>;

const AGAIN_MS = 200;
const HOOK_MS = 15_000;

/** Takes hooks of the simulated PBX at once and repeats each, in order, until the product has answered 2xx. */
export async function openRepeater(target: () => string) {
  const taken = { hooks: 0 };
  const refused: number[] = [];
  const queues = new Map<string, Promise<void>>();
  const state = { waiting: 0 };
  const tell = async (path: string, hook: RequestInit): Promise<void> => {
    for (;;) {
      const status = await post(`${target()}${path}`, hook);
      if (status >= 200 && status < 300) break;
      refused.push(status);
      await sleep(AGAIN_MS);
    }
    taken.hooks += 1;
    state.waiting -= 1;
  };
  const serve = async (asked: IncomingMessage, response: ServerResponse): Promise<void> => {
    const hook = { method: "POST", headers: headersOf(asked), body: await bytesOf(asked) };
    const path = asked.url ?? "/";
    state.waiting += 1;
    const before = queues.get(path) ?? Promise.resolve();
    queues.set(
      path,
      before.then(() => tell(path, hook)),
    );
    response.writeHead(200).end();
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
    /** How many hooks were answered 2xx. */
    taken: (): number => taken.hooks,
    refused,
    idle: (): boolean => state.waiting === 0,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function post(url: string, hook: RequestInit): Promise<number> {
  try {
    const answer = await fetch(url, { ...hook, signal: AbortSignal.timeout(HOOK_MS) });
    await answer.arrayBuffer().catch(() => null);
    return answer.status;
  } catch {
    return 0;
  }
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept = ["content-type", "signature"];
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
