import type { Transformer } from "grammy";
import type { Update } from "grammy/types";
import type { NumberedEvent } from "./events/store.ts";
import type { createReplyGateway } from "./gateways/telegram.ts";
import { logStep } from "./lib/logger.ts";
import type { Metrics } from "./metrics.ts";

const KINDS = ["message", "edited_message", "callback_query", "my_chat_member"] as const;

/** An update was stored: counted by its kind, and a message is a step of the log. */
export function updateCame(update: Update, metrics: Metrics): void {
  metrics.update(KINDS.find((kind) => update[kind] !== undefined) ?? "other");
  if (update.message === undefined) return;
  const { id, type } = update.message.chat;
  logStep("message.in", { msg: `от ${id}`, chat: id, type });
}

/** A request of the bot's screens got its answer: messages are steps of the log, and being put off is counted. */
export function toldOf(throttle: Transformer, metrics: Metrics): Transformer {
  return (prev, method, payload, signal) =>
    throttle(
      async (name, given, inner) => {
        const answer = await prev(name, given, inner);
        if (answer.ok) messageLeft(name, given);
        else if (answer.error_code === 429) metrics.throttled();
        return answer;
      },
      method,
      payload,
      signal,
    );
}

/** The same for a request that had to wait in a job. */
export function toldLater(request: Request, metrics: Metrics): Request {
  return async (method, payload) => {
    const outcome = await request(method, payload);
    if ("sent" in outcome) messageLeft(method, payload);
    if ("retry" in outcome && outcome.told) metrics.throttled();
    return outcome;
  };
}

type Request = ReturnType<typeof createReplyGateway>;

/** A request that put something new into a chat. */
function messageLeft(method: string, payload: object): void {
  if (!/^(send|copy|forward)(?!ChatAction)[A-Z]/.test(method)) return;
  const chat: unknown = Reflect.get(payload, "chat_id");
  logStep("message.out", { msg: `в ${String(chat)}`, chat, method });
}

/** A call has ended and was announced: the main job is done for it. */
export function callProcessed({ event, data }: NumberedEvent): void {
  const about = typeof data === "object" && data !== null ? data : {};
  const of = (name: string): unknown => Reflect.get(about, name);
  logStep("call.processed", {
    event,
    call: of("call_id"),
    provider: of("provider"),
    direction: of("direction"),
    outcome: of("outcome"),
    ...(of("corrected") === true ? { corrected: true } : {}),
  });
}
