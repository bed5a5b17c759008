import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const PING = ":\n\n";
/** So much may wait to leave before more is read. */
const AHEAD = 8;
/** Who takes nothing for so long is gone. */
const STUCK_MS = 60_000;

/** Counts what was told and has not left yet, since graphql-sse itself takes all that it is given. */
export type Gate = { ready: () => Promise<void>; left: () => void };

export function createGate(signal: AbortSignal): Gate {
  const state = { told: 0, open: nothing };
  signal.addEventListener("abort", () => state.open());
  return {
    ready: async () => {
      state.told += 1;
      while (state.told > AHEAD && !signal.aborted)
        await new Promise<void>((done) => {
          state.open = done;
        });
    },
    left: () => {
      state.told = Math.max(0, state.told - 1);
      state.open();
    },
  };
}

function nothing(): void {}

/** Writes texts as they come and no faster than they are taken; ends with the connection. */
export async function writeStream(
  response: ServerResponse,
  body: AsyncGenerator<string, void>,
  gate: Gate,
): Promise<void> {
  response.on("close", () => void body.return());
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
    // Nothing follows a stream: a server that stops waits for no idle connection.
    connection: "close",
  });
  for await (const text of body) {
    if (response.destroyed) break;
    if (!response.write(text)) await taken(response);
    if (text !== PING) gate.left();
  }
  response.end();
}

async function taken(response: ServerResponse): Promise<void> {
  const late = new AbortController();
  const { signal } = late;
  const waits = [
    once(response, "drain", { signal }),
    once(response, "close", { signal }),
    sleep(STUCK_MS, null, { signal }).then(() => response.destroy()),
  ];
  await Promise.race(waits.map((wait) => wait.catch(() => null)));
  late.abort();
}
