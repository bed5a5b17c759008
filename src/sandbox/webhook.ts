import { readParams } from "./body.ts";
import type { Params } from "./check.ts";
import type { Bot } from "./person.ts";
import { confirm, pending } from "./update.ts";
import type { World } from "./world.ts";

type Answer = { method: string; params: Params };
/** How an answer's request is played: as if the bot had sent it. */
export type Deliver = (bot: Bot, answer: Answer) => Promise<unknown>;

const TIMEOUT_MS = 60_000;
const MAX_GAP_MS = 60_000;
/** Telegram does not take these as an answer to a webhook. */
const notInAnswer = /^(get.*|setwebhook|deletewebhook|close|logout)$/;

/** Brings updates to webhooks, one by one for each bot; a refused one is repeated after growing gaps. */
export function createWebhooks(world: World, play: Deliver, gapMs: number) {
  const busy = new Map<number, AbortController>();
  const start = (id: number): void => {
    const bot = world.bots.get(id);
    if (bot?.webhook == null || busy.has(id)) return;
    const stop = new AbortController();
    busy.set(id, stop);
    void run(bot, stop.signal).finally(() => {
      if (busy.get(id) === stop) busy.delete(id);
      if (!stop.signal.aborted && pending(world, bot, 1).length > 0) start(id);
    });
  };

  async function run(bot: Bot, stop: AbortSignal): Promise<void> {
    let failures = 0;
    for (;;) {
      const update = pending(world, bot, 1)[0];
      const webhook = bot.webhook;
      if (update === undefined || webhook === null || stop.aborted) return;
      await world.settle();
      const outcome = await send(webhook, update, stop);
      if (stop.aborted) return;
      if ("wrong" in outcome) {
        Object.assign(webhook, { lastErrorDate: world.seconds(), lastErrorMessage: outcome.wrong });
        world.saveBot(bot);
        await pause(gapMs * Math.min(2 ** failures, MAX_GAP_MS / 1000), stop);
        failures += 1;
        continue;
      }
      failures = 0;
      confirm(world, bot, update.update_id + 1);
      if (outcome.answer !== null) await play(bot, outcome.answer);
    }
  }

  world.events.on("update", start);
  return {
    start,
    stop(id: number): void {
      busy.get(id)?.abort();
      busy.delete(id);
    },
    close(): void {
      world.events.off("update", start);
      for (const stop of busy.values()) stop.abort();
    },
  };
}

type Outcome = { answer: Answer | null } | { wrong: string };

async function send(
  webhook: { url: string; secret: string },
  update: object,
  stop: AbortSignal,
): Promise<Outcome> {
  try {
    const response = await fetch(webhook.url, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        ...(webhook.secret === "" ? {} : { "x-telegram-bot-api-secret-token": webhook.secret }),
      },
      body: JSON.stringify(update),
      signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const body = Buffer.from(await response.arrayBuffer());
    if (!response.ok)
      return {
        wrong: `Wrong response from the webhook: ${response.status} ${response.statusText}`,
      };
    return { answer: answerOf(body, response.headers.get("content-type") ?? "") };
  } catch (error) {
    return { wrong: reasonOf(error) };
  }
}

function answerOf(body: Buffer, type: string): Answer | null {
  const read = readParams(body, type);
  if ("wrong" in read) return null;
  const { method, ...params } = read.params;
  if (typeof method !== "string" || notInAnswer.test(method.toLowerCase())) return null;
  return { method, params };
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError") return "Read timeout expired";
  const cause = error instanceof Error ? error.cause : undefined;
  const code =
    typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  if (code === "ECONNREFUSED") return "Connection refused";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return "Failed to resolve host: Name or service not known";
  return "Webhook connection closed";
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    stop.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
