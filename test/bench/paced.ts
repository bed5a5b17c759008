import { randomBytes } from "node:crypto";
import { phoneOf, phonetBody, uuidOf, type PhonetEvent, type Ring } from "./hook.ts";
import { pause } from "./process.ts";
import { openWire, requestOf } from "./wire.ts";

/** Calls at a steady pace, each to the next path in turn; the events of a call follow its dial after so many ms. */
export type PacedSpec = {
  /** Requests go to these in turn, as a balancer deals them out. */
  ports: readonly number[];
  paths: readonly string[];
  calls: number;
  everyMs: number;
  events: readonly { event: PhonetEvent; afterMs: number }[];
  firstPhone: number;
};

/** When each call's dial was sent, epoch ms with its fraction. */
export type Sent = { phone: string; path: string; at: number };

const CONNECTIONS = 8;
const spec: PacedSpec = JSON.parse(process.argv[2] ?? "");
process.stdout.write(`${JSON.stringify(await play(spec))}\n`);

async function play({
  ports,
  paths,
  calls,
  everyMs,
  events,
  firstPhone,
}: PacedSpec): Promise<Sent[]> {
  const wires = await Promise.all(
    Array.from({ length: CONNECTIONS }, (_, n) => openWire(ports[n % ports.length] ?? 0)),
  );
  const steps = Array.from({ length: calls }, (_, n) => ({
    n,
    path: paths[n % paths.length] ?? "",
    phone: phoneOf(firstPhone + n),
    uuid: uuidOf(randomBytes(16)),
  })).flatMap((call) =>
    events.map(({ event, afterMs }) => ({ ...call, event, at: call.n * everyMs + afterMs })),
  );
  steps.sort((a, b) => a.at - b.at);
  const begun = Date.now();
  const sent: Sent[] = [];
  const flights: Promise<void>[] = [];
  for (const [i, { n, path, phone, uuid, event, at }] of steps.entries()) {
    const wait = begun + at - now();
    if (wait > 0) await pause(wait);
    const dialAt = begun + n * everyMs;
    const ring: Ring = { uuid, phone, dialAt, bridgeAt: dialAt + (events[1]?.afterMs ?? 0) };
    const wire = wires[i % CONNECTIONS];
    const request = requestOf(path, phonetBody(event, ring, begun + at));
    // A connection has one request in flight; at this pace its last one is long answered.
    await flights[i - CONNECTIONS];
    if (event === "call.dial") sent.push({ phone, path, at: now() });
    flights.push(answered(wire?.post(request)));
  }
  await Promise.all(flights);
  for (const wire of wires) wire.close();
  return sent;
}

async function answered(status: Promise<number> | undefined): Promise<void> {
  const got = await status;
  if (got !== 200) throw new Error(`a hook was answered ${String(got)}`);
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
