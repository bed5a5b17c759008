import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createTls } from "node:https";
import { createServer as createTcp, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Wall = ReturnType<typeof openWall>;

/** Servers on loopback that are no receivers: each gives its address. */
export function openWall(host = "127.0.0.1") {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const listen = async (server: Server, scheme: string): Promise<string> => {
    servers.push(server);
    server.on("connection", (socket: Socket) => {
      sockets.add(socket.on("error", () => {}));
      socket.once("close", () => sockets.delete(socket));
    });
    await new Promise<void>((done) => server.listen(0, host, done));
    const address = server.address();
    if (typeof address !== "object" || address === null) throw new Error("no port");
    return `${scheme}://${host}:${address.port}/`;
  };
  return {
    /** Nobody is there any more. */
    closed: async (): Promise<string> => {
      const server = createTcp();
      const url = await listen(server, "http");
      await new Promise((done) => server.close(done));
      return url;
    },
    resetting: () =>
      listen(
        createTcp((socket) => void socket.once("data", () => socket.resetAndDestroy())),
        "http",
      ),
    /** Takes connections and says nothing. */
    mute: (scheme = "https") => listen(createTcp(), scheme),
    /** Says this to whatever is asked. */
    saying: (words: string | Buffer) =>
      listen(
        createTcp((socket) => void socket.once("data", () => socket.end(words))),
        "http",
      ),
    /** Says it again and again. */
    repeating: (words: string) =>
      listen(
        createTcp((socket) => {
          const timer = setInterval(() => socket.write(words), 20);
          socket.once("close", () => clearInterval(timer));
        }),
        "http",
      ),
    selfSigned: () => listen(createTls(certificate()), "https"),
    close: (): void => {
      for (const server of servers.splice(0)) server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function certificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const words = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=sink";
  execFileSync("openssl", [...words.split(" "), "-keyout", key, "-out", cert], { stdio: "ignore" });
  const made = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return made;
}
