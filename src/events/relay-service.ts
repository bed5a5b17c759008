import type { Database, Tx } from "../db/client.ts";
import { together } from "../lib/together.ts";
import type { EventName } from "./event.ts";
import { businessesWaiting, holdRelay, numberEvents, PASS, type NumberedEvent } from "./store.ts";

/** What a room does when something happened; runs in the transaction that numbers the event. */
type Handler = (tx: Tx, event: NumberedEvent) => Promise<void>;
export type Handlers = Partial<Record<EventName, readonly Handler[]>>;
/** Who only wants to know: called once the event's number is committed. */
export type Listeners = Partial<Record<EventName, (event: NumberedEvent) => void>>;

/** A room that hears of many events at once, each business's own choice of them. */
export type Follower = {
  /** Those that it wants of this business: asked in each pass, before anything is numbered. */
  names(tx: Tx, businessId: string): Promise<readonly string[]>;
  /** Runs in the transaction that numbers the events, after every handler. */
  take(tx: Tx, businessId: string, events: readonly NumberedEvent[]): Promise<void>;
  committed(businessId: string): void;
};

export type Relay = { nudge: () => void; stop: () => Promise<void> };

/** Gives committed events their number and hands them to the rooms. Wakes when nudged and each second. */
export function startRelay({
  db,
  on,
  told,
  follow,
  failed,
}: {
  db: Database;
  on: Handlers;
  told: Listeners;
  follow?: Follower;
  failed: (error: unknown) => void;
}): Relay {
  let wanted = false;
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    while (wanted) {
      wanted = false;
      try {
        if ((await relayOnce(db, on, told, follow)) >= PASS) wanted = true;
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
export async function relayOnce(
  db: Database,
  on: Handlers,
  told: Listeners = {},
  follow?: Follower,
): Promise<number> {
  const wanted = [...Object.keys(on), ...Object.keys(told)];
  let count = 0;
  for (const businessId of await businessesWaiting(db)) {
    const numbered = await db.transaction(async (tx) => {
      const [free, asked] = await together([
        holdRelay(tx, businessId),
        follow?.names(tx, businessId) ?? [],
      ]);
      if (!free) return { count: 0, events: [] };
      const followed = new Set(asked);
      const names = [...new Set([...wanted, ...followed])];
      const found = await numberEvents(tx, businessId, names);
      for (const event of found.events)
        for (const handle of on[event.event] ?? []) await handle(tx, event);
      const rest = found.events.filter(({ event }) => followed.has(event));
      if (rest.length > 0) await follow?.take(tx, businessId, rest);
      return found;
    });
    for (const event of numbered.events) told[event.event]?.(event);
    follow?.committed(businessId);
    count += numbered.count;
  }
  return count;
}
