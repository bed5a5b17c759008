import type { Database, Tx } from "../db/client.ts";
import type { EventName } from "./event.ts";
import { businessesWaiting, numberEvents, PASS, type NumberedEvent } from "./store.ts";

/** What a room does when something happened; runs in the transaction that numbers the event. */
type Handler = (tx: Tx, event: NumberedEvent) => Promise<void>;
export type Handlers = Partial<Record<EventName, readonly Handler[]>>;

export type Relay = { nudge: () => void; stop: () => Promise<void> };

/** Gives committed events their number and hands them to the rooms. Wakes when nudged and each second. */
export function startRelay({
  db,
  on,
  failed,
}: {
  db: Database;
  on: Handlers;
  failed: (error: unknown) => void;
}): Relay {
  let wanted = false;
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    while (wanted) {
      wanted = false;
      try {
        if ((await relayOnce(db, on)) >= PASS) wanted = true;
      } catch (error) {
        failed(error);
      }
    }
    running = null;
  };
  const nudge = (): void => {
    wanted = true;
    running ??= run();
  };
  const timer = setInterval(nudge, 1000);
  return {
    nudge,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** One pass over every business that has events waiting. */
export async function relayOnce(db: Database, on: Handlers): Promise<number> {
  let count = 0;
  for (const businessId of await businessesWaiting(db)) {
    count += await db.transaction(async (tx) => {
      const { count: numbered, events } = await numberEvents(tx, businessId, Object.keys(on));
      for (const event of events)
        for (const handle of on[event.event] ?? []) await handle(tx, event);
      return numbered;
    });
  }
  return count;
}
