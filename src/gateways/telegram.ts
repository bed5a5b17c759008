import { HttpsProxyAgent } from "https-proxy-agent";
import { Api, type ApiClientOptions, type Transformer } from "grammy";
import { outcomeOf, waitOf, type Outcome } from "./telegram-outcome.ts";
import { packUploads, unpackUploads } from "./telegram-upload.ts";

/** Where a card goes: the chat and, in a forum, its topic (General has none). */
export type Place = { chatId: number; threadId: number | null };

/** Rows of inline buttons; `callback_data` is an opaque reference. */
export type Keyboard = readonly (readonly { text: string; callback_data: string }[])[];

/** What stands in a message of a card; `html` is Telegram HTML, an edit without a keyboard takes the old one away. */
type CardContent = { html: string; keyboard: Keyboard | null };

/** How a new message comes. */
type CardMessage = CardContent & { silent: boolean; replyTo: number | null };

/** The requests of cards; the caller holds a place in the limits for each. */
export type CardGateway = {
  send(place: Place, message: CardMessage): Promise<Outcome>;
  edit(place: Place, messageId: number, content: CardContent): Promise<Outcome>;
  remove(place: Place, messageId: number): Promise<Outcome>;
};

/** What the limits need to know about a request of a screen. */
type Passage = { chatId: number; group: boolean; edit: boolean };

/** Decides whether a request of a screen leaves now or at an instant (epoch ms), and keeps what leaves later. */
export type Gate = {
  pass(passage: Passage): Promise<"go" | { later: number }>;
  /** The payload is plain JSON: its files are written out. */
  defer(method: string, payload: Record<string, unknown>, at: number): Promise<void>;
  /** Telegram's own «retry after»: answers with the instant from which requests may leave again. */
  throttled(chatId: number | null, retryAfterMs: number): Promise<number>;
};

/** `proxy` is the server's own outbound proxy, an http(s) address. */
export type BotAddress = { token: string; apiRoot: string; proxy?: string | null };

/** grammY's own options for a bot that speaks through this gateway. */
export function clientOptions({ apiRoot, proxy }: BotAddress): ApiClientOptions {
  const agent = proxy
    ? { baseFetchConfig: { compress: true, agent: new HttpsProxyAgent(proxy) } }
    : {};
  return { apiRoot, timeoutSeconds: 60, ...agent };
}

/** The requests of cards over the plain Bot API. */
export function createCardGateway(address: BotAddress): CardGateway {
  const api = new Api(address.token, { ...clientOptions(address), timeoutSeconds: 20 });
  return {
    send: (place, message) => sendCard(api, place, message),
    edit: (place, messageId, { html, keyboard }) =>
      attempt(() =>
        api.editMessageText(place.chatId, messageId, html, {
          parse_mode: "HTML",
          link_preview_options: { is_disabled: true },
          ...markup(keyboard),
        }),
      ),
    remove: (place, messageId) => attempt(() => api.deleteMessage(place.chatId, messageId)),
  };
}

/** Sends a request that was put away; the caller holds a place in the limits for it. */
export function createReplyGateway(
  address: BotAddress,
): (method: string, payload: Record<string, unknown>) => Promise<Outcome> {
  const api = new Api(address.token, { ...clientOptions(address), timeoutSeconds: 20 });
  return (method, payload) => attempt(() => call(api, method, payload));
}

/** A request by the name it was put away under. */
async function call(api: Api, method: string, payload: Record<string, unknown>): Promise<unknown> {
  const request: unknown = Reflect.get(api.raw, method);
  if (typeof request !== "function") throw new TypeError(`no Bot API method ${method}`);
  return Reflect.apply(request, api.raw, [unpackUploads(payload)]);
}

/** Every request of the bot's screens passes here: it never sleeps and never throws for a throttle. */
export function throttleTransformer(gate: Gate): Transformer {
  return async (prev, method, payload, signal) => {
    const fields = payload as Record<string, unknown>;
    const passage = passageOf(method, fields);
    const passed = passage ? await gate.pass(passage) : "go";
    if (passage && passed !== "go") {
      await gate.defer(method, await packUploads(fields), passed.later);
      return stubFor(passage);
    }
    const answer = await prev(method, payload, signal);
    if (answer.ok || answer.error_code !== 429) return answer;
    const wait = waitOf(answer.parameters?.retry_after);
    const at = await gate.throttled(passage?.chatId ?? null, wait);
    if (!passage) return answer;
    await gate.defer(method, await packUploads(fields), at);
    return stubFor(passage);
  };
}

async function sendCard(api: Api, place: Place, message: CardMessage): Promise<Outcome> {
  const options = {
    ...(place.threadId === null ? {} : { message_thread_id: place.threadId }),
    ...(message.silent ? { disable_notification: true } : {}),
    ...(message.replyTo === null
      ? {}
      : { reply_parameters: { message_id: message.replyTo, allow_sending_without_reply: true } }),
    link_preview_options: { is_disabled: true },
    ...markup(message.keyboard),
  };
  const outcome = await attempt(() =>
    api.sendMessage(place.chatId, message.html, { ...options, parse_mode: "HTML" }),
  );
  if (!("refused" in outcome) || !outcome.plain) return outcome;
  return attempt(() => api.sendMessage(place.chatId, plainText(message.html), options));
}

function markup(keyboard: Keyboard | null) {
  if (keyboard === null) return {};
  return { reply_markup: { inline_keyboard: keyboard.map((row) => [...row]) } };
}

async function attempt(request: () => Promise<unknown>): Promise<Outcome> {
  try {
    const answer = await request();
    return {
      sent:
        typeof answer === "object" && answer !== null && "message_id" in answer
          ? Number(answer.message_id)
          : null,
    };
  } catch (error) {
    return outcomeOf(error);
  }
}

function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

function passageOf(method: string, payload: Record<string, unknown>): Passage | null {
  const edit = method.startsWith("edit");
  if (method === "sendChatAction" || (!edit && !/^(send|copy|forward)[A-Z]/.test(method)))
    return null;
  const chatId = Number(payload["chat_id"]);
  return Number.isFinite(chatId) ? { chatId, group: chatId < 0, edit } : null;
}

/** Stands for a message that leaves later; screens know `message_id` 0. */
function stubFor({ chatId, group }: Passage) {
  const stub = {
    message_id: 0,
    date: 0,
    chat: { id: chatId, type: group ? "supergroup" : "private" },
  };
  // The answers of all methods have no type in common.
  return { ok: true as const, result: JSON.parse(JSON.stringify(stub)) };
}
