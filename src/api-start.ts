import type { ApiDoors } from "./api/route.ts";
import { isUnavailable } from "./db/client.ts";
import { clock } from "./lib/clock.ts";
import { trouble, type startSpine } from "./spine.ts";
import type { Store } from "./store-start.ts";

/** Everything that programs reach. */
export function apiDoors({
  store,
  spine,
  botId,
}: {
  store: Store;
  spine: ReturnType<typeof startSpine>;
  botId: number;
}): ApiDoors {
  return {
    db: store.db,
    now: () => clock.now(),
    tail: spine.tail,
    happened: () => spine.happened(),
    botId: () => botId,
    isUnavailable,
    failed: trouble("a program's request failed"),
  };
}
