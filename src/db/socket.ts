import { Socket } from "node:net";

/** Where postgres.js would connect to; it gives its own parsed options. */
type Target = { path?: string | false; host: readonly string[]; port: readonly number[] };

/** Gives each connection of a pool its socket, to one server of the address after the other. */
export function socketsOf(): (target: Target) => Socket {
  let opened = 0;
  return ({ path, host, port }) => {
    const socket = new ClosingSocket();
    const n = opened % port.length;
    opened += 1;
    if (typeof path === "string") socket.connect(path);
    else socket.connect(port[n] ?? 5432, host[n] ?? "localhost");
    return socket;
  };
}

/**
 * A socket that broke closes within the same moment. postgres.js would still give statements to it in between, which
 * are never answered, and the connection that follows gives their answers to others (seen with 3.4.9).
 */
class ClosingSocket extends Socket {
  private broken = false;

  override emit(event: string | symbol, ...given: unknown[]): boolean {
    if (event === "close" && this.broken) return false;
    const heard = super.emit(event, ...given);
    if (event === "error" && !this.broken) {
      this.broken = true;
      super.emit("close", true);
    }
    return heard;
  }
}
