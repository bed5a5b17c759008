import type { Database, Tx } from "../db/client.ts";
import type { EventName } from "./event.ts";
import { businessesWaiting, numberEvents, PASS, type NumberedEvent } from "./store.ts";

/** What a room does when something happened; runs in the transaction that numbers the event. */
type Handler = (tx: Tx, event: NumberedEvent) => Promise<void>;
export type Handlers = Partial<Record<EventName, readonly Handler[]>>;
/** Who only wants to know: called once the event's number is committed. */
export type Listeners = Partial<Record<EventName, (event: NumberedEvent) => void>>;

export type Relay = { nudge: () => void; stop: () => Promise<void> };

/** Gives committed events their number and hands them to the rooms. Wakes when nudged and each second. */
export function startRelay({
  db,
  on,
  told,
  failed,
}: {
  db: Database;
  on: Handlers;
  told: Listeners;
  failed: (error: unknown) => void;
}): Relay {
  let wanted = false;
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    while (wanted) {
      wanted = false;
      try {
        if ((await relayOnce(db, on, told)) >= PASS) wanted = true;
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
export async function relayOnce(db: Database, on: Handlers, told: Listeners = {}): Promise<number> {
  const wanted = [...new Set([...Object.keys(on), ...Object.keys(told)])];
  let count = 0;
  for (const businessId of await businessesWaiting(db)) {
    const numbered = await db.transaction(async (tx) => {
      const found = await numberEvents(tx, businessId, wanted);
      for (const event of found.events)
        for (const handle of on[event.event] ?? []) await handle(tx, event);
      return found;
    });
    for (const event of numbered.events) told[event.event]?.(event);
    count += numbered.count;
  }
  return count;
}
