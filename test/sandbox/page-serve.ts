import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";

/** Any handler on a free port of this machine. */
export async function serve(handler: RequestListener): Promise<{ url: string; close: () => void }> {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${address.port}`, close };
}
