import { setTimeout as sleep } from "node:timers/promises";
import { findRunning } from "../../src/db/embedded-server.ts";
import { treeOf } from "../flows/program.ts";
import type { Random } from "../flows/random.ts";
import type { Fault as TelegramFault, ServiceFault } from "../flows/stand.ts";
import type { World } from "../flows/world.ts";
import type { Wire } from "./wire.ts";

/** Where troubles are made: a world whose ways to the outside go over a wire, and its chats. */
export type Scene = { world: World; wire: Wire; chats: readonly string[]; random: Random };

/** Something that goes wrong for a while; when it resolves it is over, but for what `mend` takes away. */
export type Trouble = { name: string; make(scene: Scene): Promise<void> };
type Cut = Pick<Scene, "wire" | "random">;

/** Everything outside that can go wrong with an address that answers HTTP. */
const serviceKinds = {
  recording: ["404", "429", "500", "502", "drop", "html", "empty", "cut", "slow"],
  stt: ["429", "500", "502", "drop", "malformed", "slow"],
  llm: ["429", "500", "502", "drop", "malformed", "length", "fenced", "refusal", "slow"],
} as const;

const telegramTroubles: readonly Trouble[] = [
  inChat("429", ({ random }) => ({ kind: "429", retry_after: 2 + random.below(6), times: 2 })),
  inChat("500", ({ random }) => ({ kind: "500", times: 1 + random.below(5) })),
  inChat("502", ({ random }) => ({ kind: "502", times: 1 + random.below(5) })),
  inChat("hangs", () => ({ kind: "hang", times: 1 })),
  inChat("drops before", () => ({ kind: "drop", times: 1 })),
  inChat("drops after", () => ({ kind: "drop", times: 1, after: true })),
  {
    name: "no updates",
    make: async ({ world, random }) => {
      await world.stand.fault({ method: "getUpdates", kind: "502" });
      await sleep(2000 + random.below(6000));
    },
  },
];

const serviceTroubles = (["recording", "stt", "llm"] as const).map((method): Trouble => ({
  name: method,
  make: async ({ world, random }) => {
    const kinds = serviceKinds[method];
    const kind = kinds[random.below(kinds.length)] ?? "500";
    const fault: ServiceFault = { method, kind, times: 1 + random.below(3), retry_after: 2 };
    await world.stand.fault(fault);
    await sleep(10_000);
  },
}));

/** What can go wrong with a line; who makes it mends it. */
export const lineTroubles = [
  {
    name: "slow line",
    make: async ({ wire, random }: Cut): Promise<void> => {
      wire.slow(200 + random.below(1200));
      await sleep(4000 + random.below(4000));
    },
  },
  {
    name: "dumb line",
    make: async ({ wire, random }: Cut): Promise<void> => {
      wire.dumb(true);
      await sleep(2000 + random.below(6000));
    },
  },
  {
    name: "dead line",
    make: async ({ wire, random }: Cut): Promise<void> => {
      wire.dead(true);
      await sleep(1000 + random.below(6000));
    },
  },
  {
    name: "resets",
    make: async ({ wire, random }: Cut): Promise<void> => {
      for (let i = 0; i < 6; i += 1) {
        wire.reset();
        await sleep(200 + random.below(1200));
      }
    },
  },
  {
    name: "cut in mid answer",
    make: async ({ wire, random }: Cut): Promise<void> => {
      for (let i = 0; i < 4; i += 1) {
        wire.cutAfter(1 + random.below(400));
        await sleep(300 + random.below(1200));
      }
    },
  },
];

const databaseTroubles: readonly Trouble[] = [
  { name: "database killed", make: ({ world }) => world.kill("server") },
  {
    name: "database stands still",
    make: async ({ world, random }) => {
      const pids = treeOf(findRunning(world.cluster)?.pid ?? 0);
      signal(pids, "SIGSTOP");
      try {
        await sleep(2000 + random.below(8000));
      } finally {
        signal(pids, "SIGCONT");
      }
    },
  },
];

const processTroubles: readonly Trouble[] = (["program", "tree"] as const).map((what) => ({
  name: `${what} killed`,
  make: async ({ world, random }) => {
    await world.kill(what);
    await sleep(random.below(3000));
    await world.restart();
  },
}));

/** Everything that may go wrong while the process lives, and what ends it. */
export const lasting: readonly Trouble[] = [
  ...telegramTroubles,
  ...serviceTroubles,
  ...lineTroubles,
  ...databaseTroubles,
];
export const deadly: readonly Trouble[] = processTroubles;

/** Nothing goes wrong any more. */
export async function mend({ world, wire }: Scene): Promise<void> {
  wire.mend();
  await world.stand.heal();
}

function inChat(name: string, draw: (scene: Scene) => TelegramFault): Trouble {
  return {
    name: `Telegram ${name}`,
    make: async (scene) => {
      const { world, chats, random } = scene;
      const chat = chats[random.below(chats.length)] ?? "";
      const method = random.below(3) === 0 ? "editMessageText" : "sendMessage";
      await world.stand.fault({ ...draw(scene), method, chat });
      await sleep(8000);
    },
  };
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // One that has ended meanwhile.
    }
  }
}
