import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";

const RETRY_MS = 250;

export type HeldLock = { release(): Promise<void> };

/**
 * Holds the session advisory lock `name` on a connection of its own and takes it again after an outage.
 * Null when another session still holds it after `patienceMs`.
 */
export async function holdLock(options: {
  url: string;
  name: string;
  patienceMs?: number;
}): Promise<HeldLock | null> {
  const state = { held: false, released: false };
  const sql = postgres(options.url, {
    max: 1,
    max_lifetime: null,
    backoff: () => RETRY_MS / 1000,
    // As in client.ts: a rejection of the driver's own question would be nobody's.
    fetch_types: false,
    connection: { application_name: "frontdesk lock" },
    onclose: () => {
      if (!state.held || state.released) return;
      state.held = false;
      void retake();
    },
  });

  async function take(): Promise<boolean> {
    const [row] = await sql<
      { taken: boolean }[]
    >`select pg_try_advisory_lock(hashtextextended(${options.name}, 0)) as taken`;
    return row?.taken ?? false;
  }

  async function retake(): Promise<void> {
    while (!state.released && !state.held) {
      state.held = await take().catch(() => false);
      if (!state.held) await sleep(RETRY_MS);
    }
  }

  const attempts = 1 + Math.ceil((options.patienceMs ?? 0) / RETRY_MS);
  try {
    for (let attempt = 1; !state.held && attempt <= attempts; attempt += 1) {
      if (attempt > 1) await sleep(RETRY_MS);
      state.held = await take();
    }
  } finally {
    if (!state.held) await sql.end({ timeout: 1 });
  }
  if (!state.held) return null;
  return {
    async release() {
      state.released = true;
      await sql.end({ timeout: 1 });
    },
  };
}
