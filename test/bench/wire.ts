import { connect, type Socket } from "node:net";

/** A keep-alive connection with one request in flight: as little work as a client can do, so that the server is measured. */
export type Wire = { post(request: Buffer): Promise<number>; close(): void };

export function openWire(port: number): Promise<Wire> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  const pending: {
    done: ((status: number) => void) | null;
    failed: ((error: Error) => void) | null;
  } = {
    done: null,
    failed: null,
  };
  listenTo(socket, pending);
  return new Promise((opened, failed) => {
    socket.once("error", failed);
    socket.once("connect", () =>
      opened({
        post: (request) =>
          new Promise<number>((done, broken) => {
            pending.done = done;
            pending.failed = broken;
            socket.write(request);
          }),
        close: () => socket.destroy(),
      }),
    );
  });
}

export function requestOf(path: string, body: string): Buffer {
  const bytes = Buffer.byteLength(body);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n${body}`,
  );
}

function listenTo(
  socket: Socket,
  pending: { done: ((status: number) => void) | null; failed: ((error: Error) => void) | null },
): void {
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    const head = text.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (text.length < head + 4 + length) return;
    const status = Number(text.slice(9, 12));
    text = "";
    pending.done?.(status);
  });
  socket.on("error", (error) => pending.failed?.(error));
  socket.on("close", () => pending.failed?.(new Error("the server closed the connection")));
}
