import { randomBytes } from "node:crypto";
import { phoneOf, phonetBody, uuidOf } from "./hook.ts";
import { openWire, requestOf, type Wire } from "./wire.ts";

/** The second process of the intake row: distinct calls over `connections`, as fast as the answers come. */
export type LoadSpec = {
  port: number;
  path: string;
  connections: number;
  warmMs: number;
  forMs: number;
};
export type LoadResult = {
  answers: number;
  perSecond: number;
  p50: number;
  p99: number;
  refused: number;
};

let made = 0;
const spec: LoadSpec = JSON.parse(process.argv[2] ?? "");
process.stdout.write(`${JSON.stringify(await load(spec))}\n`);

async function load({ port, path, connections, warmMs, forMs }: LoadSpec): Promise<LoadResult> {
  const wires = await Promise.all(Array.from({ length: connections }, () => openWire(port)));
  const warm = performance.now() + warmMs;
  const end = warm + forMs;
  const times: number[] = [];
  let refused = 0;
  const drive = async (wire: Wire): Promise<void> => {
    for (let sent = performance.now(); sent < end; sent = performance.now()) {
      const status = await wire.post(nextRequest(path));
      const got = performance.now();
      if (status !== 200) refused += 1;
      if (sent >= warm && got <= end) times.push(got - sent);
    }
    wire.close();
  };
  await Promise.all(wires.map(drive));
  times.sort((a, b) => a - b);
  return {
    answers: times.length,
    perSecond: (times.length / forMs) * 1000,
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
    refused,
  };
}

function nextRequest(path: string): Buffer {
  const now = Date.now();
  made += 1;
  const ring = { uuid: uuidOf(randomBytes(16)), phone: phoneOf(made), dialAt: now, bridgeAt: null };
  return requestOf(path, phonetBody("call.dial", ring, now));
}
