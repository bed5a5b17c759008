import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Delivery } from "./whatsapp-delivery.ts";
import { statusChange } from "./whatsapp-hook.ts";
import { ticked } from "./whatsapp-letter.ts";
import type { Letter, Tick, WhatsappWorld } from "./whatsapp-world.ts";

/** How the stand-in tells what became of a business's messages. */
export const dialSchema = z.strictObject({
  /** `mixed`: read comes first and sent last; `none`: nothing is told. */
  statuses: z.enum(["in_order", "mixed", "none"]).optional(),
  /** A delivered message counts as read by itself, not only when somebody looks at the chat. */
  read_at_once: z.boolean().optional(),
  /** So many messages are accepted and fail afterwards with this code. */
  fail: z
    .strictObject({ code: z.int().positive(), times: z.int().positive().default(1) })
    .optional(),
  /** Meta's rates are kept. */
  limits: z.boolean().optional(),
});

const usual = {
  statuses: "in_order" as "in_order" | "mixed" | "none",
  read_at_once: false,
  fail: null as { code: number; times: number } | null,
  limits: true,
};
export type StatusDial = typeof usual;

const AFTER_MS = 30;

export type Teller = ReturnType<typeof createTeller>;

/** Tells the statuses of what a business sent, and that it was read. */
export function createTeller(world: WhatsappWorld, delivery: Delivery) {
  const dial: StatusDial = { ...usual };

  async function become(letter: Letter, tick: Tick, code?: number): Promise<void> {
    // Statuses of one message follow each other a moment later, as they do at Meta.
    await sleep(AFTER_MS, null, { ref: false });
    const number = world.numbers.get(letter.number);
    const account = world.accounts.get(letter.person);
    if (!number || !account || !world.letters.has(letter.id)) return;
    ticked(world, letter, tick);
    if (dial.statuses === "none") return;
    const status = {
      status: tick,
      at: world.seconds(),
      ...(code === undefined ? {} : { code }),
    };
    delivery.send(number.app, [statusChange(number, account, { letter, status })]);
    await world.settle();
  }

  function failing(): number | null {
    if (dial.fail === null) return null;
    const { code, times } = dial.fail;
    dial.fail = times > 1 ? { code, times: times - 1 } : null;
    return code;
  }

  return {
    dial,
    /** A message was accepted: its statuses come by and by. */
    async accepted(letter: Letter): Promise<void> {
      const code = failing();
      if (code !== null) return become(letter, "failed", code);
      const way: Tick[] = ["sent", "delivered", ...(dial.read_at_once ? ["read" as const] : [])];
      if (dial.statuses === "mixed") way.reverse();
      for (const tick of way) await become(letter, tick);
    },
    /** Somebody looks at the chat. */
    async seen(letters: readonly Letter[]): Promise<void> {
      const unread = letters.filter(({ by, tick }) => by === "business" && tick === "delivered");
      for (const letter of unread) await become(letter, "read");
    },
    turn({ fail, ...rest }: z.infer<typeof dialSchema>): StatusDial {
      const given = Object.entries({ ...rest, fail }).filter(([, value]) => value !== undefined);
      return Object.assign(dial, Object.fromEntries(given));
    },
    reset: () => void Object.assign(dial, usual),
  };
}
