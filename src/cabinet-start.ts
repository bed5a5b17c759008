import { randomBytes } from "node:crypto";
import type { CabinetDoors } from "./cabinet/route.ts";
import type { DeskDoors } from "./cabinet/visit.tsx";
import type { Config } from "./config.ts";
import { isUnavailable } from "./db/client.ts";
import { AppError } from "./lib/app-error.ts";
import { clock } from "./lib/clock.ts";
import { trouble, type startSpine } from "./spine.ts";
import type { Store } from "./store-start.ts";

type Start = {
  config: Config;
  store: Store;
  spine: ReturnType<typeof startSpine>;
  token: string;
  botName: () => string | null;
  /** What the bot works with; null while the process starts. */
  desk: () => DeskDoors | null;
};

/** Everything that the pages of the cabinet reach. */
export function cabinetDoors({ config, store, spine, token, botName, desk }: Start): CabinetDoors {
  return {
    db: store.db,
    now: () => clock.now(),
    random: (bytes) => randomBytes(bytes),
    secure: config.publicUrl?.startsWith("https://") ?? false,
    isUnavailable,
    failed: trouble("a page failed"),
    webhooks: spine.webhooks,
    live: { tail: spine.tail },
    botToken: token,
    botName,
    sandbox: config.sandbox,
    desk: () => {
      const doors = desk();
      if (doors === null) throw new AppError("cabinet.starting", "conflict");
      return doors;
    },
  };
}
