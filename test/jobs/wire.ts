import { createServer, connect, type Server, type Socket } from "node:net";

export type Wire = {
  url: string;
  cut(): void;
  mend(): void;
  refused(): number;
  close(): Promise<void>;
};

/** A wire to the database that can be cut and mended: while it is cut every connection is dropped at once. */
export async function startWire(url: string): Promise<Wire> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const state = { cut: false, refused: 0 };
  const server: Server = createServer((client) => {
    client.on("error", () => {});
    if (state.cut) {
      state.refused += 1;
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? String(address.port) : "";
  return {
    url: Object.assign(new URL(url), { port }).href,
    refused: () => state.refused,
    cut() {
      state.cut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      state.cut = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
