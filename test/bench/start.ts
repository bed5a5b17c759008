import { freePort } from "../../src/db/embedded-server.ts";
import type { SalonGateway } from "../../src/gateways/salon-telegram.ts";
import { openOutside } from "./outside.ts";
import { pause, residentMb } from "./process.ts";
import { openProduct } from "./product.ts";
import { round, type Row } from "./row.ts";
import { linkBot } from "./salon.ts";
import { seedSalon } from "./seed.ts";

/** Process start → /api/ready, everything embedded: first with nothing there, then with what the first one left. */
export const start: Row = {
  name: "start",
  measure: async (stage) => {
    const first = await openProduct({ stage, name: "start", outside: null });
    await first.stop();
    const again = await openProduct({ stage, name: "start", outside: null });
    await again.stop();
    return {
      lines: [
        {
          row: "first start",
          figure: seconds(first.readyMs),
          reference: "–",
          bar: "≤ 8 s",
          holds: first.readyMs <= 8000,
        },
        {
          row: "start with a database",
          figure: seconds(again.readyMs),
          reference: "–",
          bar: "≤ 2 s",
          holds: again.readyMs <= 2000,
        },
      ],
      data: { firstMs: first.readyMs, againMs: again.readyMs },
    };
  },
};

const IDLE_MS = 60_000;

/** The Node process with the sandbox on, after a minute in which nothing happened. */
export const memory: Row = {
  name: "memory",
  measure: async (stage) => {
    const product = await openProduct({ stage, name: "start", outside: null });
    await pause(IDLE_MS);
    const rssMb = residentMb(product.pid);
    await product.stop();
    return {
      lines: [
        {
          row: "memory, idle",
          figure: `${rssMb} MB`,
          reference: "–",
          bar: "≤ 180 MB",
          holds: rssMb <= 180,
        },
      ],
      data: { rssMb },
    };
  },
};

const BOTS = 1000;
const SETTLED_MS = 30_000;

/** What a process takes for a thousand salons whose bots are registered, beside the same process without one. */
export const salonBots: Row = {
  name: "bots",
  measure: async (stage) => {
    const { url, db } = await stage.database("bench_bots");
    const outside = await openOutside(stage);
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    const idle = async (): Promise<number> => {
      const product = await openProduct({
        stage,
        name: "bots",
        outside: { databaseUrl: url, telegram: outside.telegram },
        env: { PUBLIC_URL: publicUrl },
        port,
      });
      await pause(SETTLED_MS);
      const rssMb = residentMb(product.pid);
      await product.stop();
      return rssMb;
    };
    const without = await idle();
    const { encryptionKey } = stage;
    for (let n = 0; n < BOTS; n += 1) {
      const { businessId } = await seedSalon(db, { encryptionKey, chats: [], name: `Салон ${n}` });
      const botId = 800_000_000 + n;
      await linkBot(db, { businessId, botId, gateway: quiet(botId), encryptionKey, publicUrl });
    }
    const withBots = await idle();
    await outside.stop();
    const more = withBots - without;
    return {
      lines: [
        {
          row: `memory, ${BOTS} salon bots`,
          figure: `${more >= 0 ? "+" : "−"}${Math.abs(more)} MB`,
          reference: `${without} MB`,
          bar: "≤ +40 MB",
          holds: more <= 40,
        },
      ],
      data: { without, withBots },
    };
  },
};

const done = (): Promise<void> => Promise.resolve();

/** A Telegram that takes everything of one bot. */
function quiet(id: number): SalonGateway {
  return {
    me: () => Promise.resolve({ id, username: `salon_${id}_bot`, name: "Салон" }),
    openDoor: done,
    dress: done,
    connection: () => Promise.resolve(null),
    typing: done,
    answer: done,
    send: () => Promise.resolve({ sent: 1 }),
    api: () => {
      throw new Error("nobody fetches");
    },
  };
}

function seconds(ms: number): string {
  return `${round(ms / 1000, 1)} s`;
}
