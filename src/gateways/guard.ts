import { lookup, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { mayReach, type Allow } from "./address.ts";

type Found = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;
/** Tells every address of a host name. */
export type Resolve = (host: string, found: Found) => void;

export type GuardOptions = {
  resolve: Resolve;
  /** One address that is refused refuses the host: which of them a connection takes is left to a race. */
  whole?: boolean;
  connectMs?: number;
};

export const CONNECT_MS = 10_000;
/** The code of the error that a refused address ends in. */
export const REFUSED = "ADDRESS_REFUSED";

/** Every address of a host by the system's resolver. */
export const resolveAll: Resolve = (host, found) => lookup(host, { all: true }, found);

/** Refuses a name before a packet leaves, and again the address the socket is connected to. */
export function guardedConnector(allow: Allow, options: GuardOptions): buildConnector.connector {
  const connect = buildConnector({
    timeout: options.connectMs ?? CONNECT_MS,
    lookup: guardedLookup(allow, options),
  });
  return (target, callback) => {
    const host = target.hostname.replace(/[[\]]/g, "");
    if (isIP(host) !== 0 && !mayReach(allow, host, host)) return callback(refusal(), null);
    return connect(target, (...[error, socket]) => {
      if (error) return callback(error, null);
      if (mayReach(allow, host, socket.remoteAddress ?? "")) return callback(null, socket);
      socket.destroy();
      return callback(refusal(), null);
    });
  };
}

function guardedLookup(allow: Allow, { resolve, whole }: GuardOptions): LookupFunction {
  return (host, options, callback) => {
    resolve(host, (error, addresses) => {
      const reachable = error
        ? []
        : addresses.filter(({ address }) => mayReach(allow, host, address));
      const [first] = whole && reachable.length < addresses.length ? [] : reachable;
      if (!first) callback(error ?? refusal(), "", 0);
      else if (options.all) callback(null, reachable);
      else callback(null, first.address, first.family);
    });
  };
}

function refusal(): NodeJS.ErrnoException {
  return Object.assign(new Error("not a public address"), { code: REFUSED });
}
