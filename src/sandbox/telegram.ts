import { botMethods } from "./bot-methods.ts";
import { businessMethods } from "./business-methods.ts";
import { Described } from "./call.ts";
import type { Player } from "./call.ts";
import { chatMethods } from "./chat-methods.ts";
import { check } from "./check.ts";
import type { Params } from "./check.ts";
import { methods } from "./description.ts";
import { deleteMethods, editMethods } from "./edit-methods.ts";
import type { Limits } from "./limit.ts";
import type { Poll } from "./poll.ts";
import type { Bot } from "./person.ts";
import { notPlayed, Refusal } from "./refusal.ts";
import type { RefusalParameters } from "./refusal.ts";
import { sendMethods } from "./send-methods.ts";
import { updateMethods } from "./update-methods.ts";
import type { World } from "./world.ts";

/** What a request is answered, with the same fields as Telegram's. */
export type Reply =
  | { ok: true; result: unknown; description?: string }
  | { ok: false; error_code: number; description: string; parameters?: RefusalParameters };

export type Settings = { latencyMs: number; limits: boolean };

const plays: Readonly<Record<string, Player | undefined>> = {
  ...updateMethods,
  ...sendMethods,
  ...editMethods,
  ...deleteMethods,
  ...botMethods,
  ...chatMethods,
  ...businessMethods,
};

type Parts = { world: World; poll: Poll; limits: Limits; settings: Settings };
type Request = { bot: Bot; method: string; given: Params; signal: AbortSignal };

/** Plays one Bot API request; its answer leaves only after its changes were written. */
export async function play(
  { world, poll, limits, settings }: Parts,
  { bot, method, given, signal }: Request,
): Promise<Reply> {
  try {
    const described = methods.get(method.toLowerCase());
    if (described === undefined) throw new Refusal(404, "Not Found: method not found");
    const { name } = described;
    const chosen = plays[name];
    if (chosen === undefined) throw notPlayed(`the method ${name}`);
    const params = check(described, given);
    count(limits, settings, { bot: bot.id, name, chat: chatIdOf(params) });
    const result = await chosen({ world, bot, method: name, given, poll, signal }, params);
    await world.settle();
    return result instanceof Described
      ? { ok: true, result: result.result, description: result.description }
      : { ok: true, result };
  } catch (error) {
    return refused(error);
  }
}

/** Sends and edits count against the limits; a 429 given before must be obeyed by them even when no limits are kept. */
function count(
  limits: Limits,
  settings: Settings,
  { bot, name, chat }: { bot: number; name: string; chat: string },
): void {
  const kind = name in sendMethods ? "send" : name in editMethods ? "edit" : null;
  if (kind === null) return;
  if (settings.limits) limits.take(bot, chat, kind);
  else limits.obeyed(bot, chat);
}

/** The chat a request names, as text. */
export function chatIdOf(params: Params): string {
  const id = params["chat_id"];
  return typeof id === "string" || typeof id === "number" ? String(id) : "";
}

export function refused(error: unknown): Reply & { ok: false } {
  if (!(error instanceof Refusal)) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, error_code: 500, description: `Internal Server Error: ${reason}` };
  }
  const { code, message, parameters } = error;
  return {
    ok: false,
    error_code: code,
    description: message,
    ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
  };
}
