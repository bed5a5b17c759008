import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { Readable } from "node:stream";

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
/** An answer that is not the stand-in's; a length that is not told is found out while it is read. */
export type Own = { status: number; headers: Record<string, string>; body: Buffer | Readable };
export type Door = Awaited<ReturnType<typeof openDoor>>;

/** What stands before the stand-in and answers some requests in its place; `watch` sees what the others were answered. */
export async function openDoor(wish: {
  answer: (asked: Asked) => Own | null;
  watch?: (asked: Asked, answer: { headers: IncomingHttpHeaders; body: string }) => void;
}) {
  const state = { target: 0 };
  const serve = async (asked: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await bytesOf(asked);
    const { method = "GET", url: path = "/", headers } = asked;
    const told: Asked = { method, path, headers, body: bytes.toString() };
    const own = wish.answer(told);
    if (own !== null) {
      response.writeHead(own.status, own.headers);
      if (Buffer.isBuffer(own.body)) response.end(own.body);
      else own.body.pipe(response);
      response.once("close", () => own.body instanceof Readable && own.body.destroy());
      return;
    }
    const answer = await passed(state.target, told, bytes);
    const body = await bytesOf(answer);
    wish.watch?.(told, { headers: answer.headers, body: body.toString("latin1", 0, 4000) });
    response.writeHead(answer.statusCode ?? 502, answer.headers).end(body);
  };
  const server = createServer(
    (asked, response) => void serve(asked, response).catch(() => response.destroy()),
  );
  const port = await new Promise<number>((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    aim: (url: string): void => void (state.target = Number(new URL(url).port)),
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The host that was asked stays, so that links in answers lead here. */
function passed(
  port: number,
  { method, path, headers }: Asked,
  body: Buffer,
): Promise<IncomingMessage> {
  return new Promise((done, failed) => {
    const options = { host: "127.0.0.1", port, path, method, headers, agent: false };
    request(options, done).on("error", failed).end(body);
  });
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
