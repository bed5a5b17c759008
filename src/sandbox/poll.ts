import type { Bot } from "./person.ts";
import { Refusal } from "./refusal.ts";
import { confirm, pending } from "./update.ts";
import type { UpdateJson, World } from "./world.ts";

/** Waiting getUpdates requests, one a bot: a newer one ends the older. */
export type Poll = ReturnType<typeof createPoll>;

type Waiter = { wake(): void; end(reason: Refusal): void };

const MAX_WAIT_S = 50;
const OTHER_POLL =
  "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
const WEBHOOK_ACTIVE =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

export function createPoll(world: World) {
  const waiters = new Map<number, Waiter>();
  world.events.on("update", (bot: number) => waiters.get(bot)?.wake());

  return {
    async updates(
      bot: Bot,
      want: { offset: number; limit: number; timeout: number },
      signal: AbortSignal,
    ): Promise<UpdateJson[]> {
      if (bot.webhook !== null) throw new Refusal(409, WEBHOOK_ACTIVE);
      this.end(bot, OTHER_POLL);
      confirm(world, bot, want.offset);
      const ready = pending(world, bot, want.limit);
      if (ready.length > 0 || want.timeout <= 0) return ready;
      await arrival(waiters, bot.id, Math.min(want.timeout, MAX_WAIT_S) * 1000, signal);
      return pending(world, bot, want.limit);
    },
    /** Ends a waiting request with 409. */
    end(bot: Bot, reason: string): void {
      waiters.get(bot.id)?.end(new Refusal(409, reason));
    },
    /** Lets every waiting request answer at once. */
    close(): void {
      for (const waiter of waiters.values()) waiter.wake();
    },
  };
}

function arrival(
  waiters: Map<number, Waiter>,
  bot: number,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", wake);
      if (waiters.get(bot) === waiter) waiters.delete(bot);
    };
    const wake = (): void => {
      done();
      resolve();
    };
    const waiter: Waiter = {
      wake,
      end(reason) {
        done();
        reject(reason);
      },
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener("abort", wake);
    waiters.set(bot, waiter);
  });
}
