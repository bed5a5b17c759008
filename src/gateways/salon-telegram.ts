import { Api, GrammyError, type ApiClientOptions } from "grammy";
import type { Language } from "../texts/language.ts";
import { outcomeOf, type Outcome } from "./telegram-outcome.ts";
import { clientOptions } from "./telegram.ts";

/** Who a token is; `revoked`: Telegram does not know it. */
type Known = { id: number; username: string; name: string } | "revoked" | "away";

/** What a bot shows of itself in one language; null is everybody else's. */
export type Dress = {
  language: Language | null;
  commands: { command: string; description: string }[];
  description: string;
  short: string;
};

type Buttons = readonly (readonly { text: string; callback_data: string }[])[];

/** The requests of the salons' own bots. No object is kept for a bot: its token comes with each request. */
export type SalonGateway = {
  me(token: string): Promise<Known>;
  /** A webhook, or none so that its updates may be fetched; throws when Telegram refuses or is away. */
  openDoor(token: string, door: { url: string; secret: string } | null): Promise<void>;
  /** Commands, texts and menu; throws when Telegram refuses or is away. */
  dress(token: string, dresses: readonly Dress[]): Promise<void>;
  send(
    token: string,
    message: { chatId: number; text: string; buttons: Buttons; via?: string },
  ): Promise<Outcome>;
  /** Both are only courtesy: they never throw and are never tried again. `via`: a business connection, "" the bot itself. */
  typing(token: string, chatId: number, via?: string): Promise<void>;
  answer(token: string, callbackId: string): Promise<void>;
  /** Telegram's `BusinessConnection`; null where it knows none. Throws when Telegram is away. */
  connection(token: string, id: string): Promise<unknown>;
  /** For the fetcher of a polled bot. */
  api(token: string): Api;
};

/** What a salon's bot wants to hear of. */
export const salonUpdates = [
  "message",
  "edited_message",
  "callback_query",
  "my_chat_member",
  "business_connection",
  "business_message",
  "edited_business_message",
  "deleted_business_messages",
] as const;

const WEBHOOK_CONNECTIONS = 10;

/** `proxy` is the server's own outbound proxy, an http(s) address. */
export function createSalonGateway(address: {
  apiRoot: string;
  proxy?: string | null;
}): SalonGateway {
  // One agent for all of them, where there is a proxy.
  const options: ApiClientOptions = {
    ...clientOptions({ ...address, token: "" }),
    timeoutSeconds: 20,
  };
  const api = (token: string): Api => new Api(token, options);
  return {
    me: (token) => me(api(token)),
    openDoor: (token, door) => openDoor(api(token), door),
    dress: (token, dresses) => dress(api(token), dresses),
    send: (token, message) => send(api(token), message),
    typing: (token, chatId, via = "") =>
      courtesy(api(token).sendChatAction(chatId, "typing", behalf(via))),
    answer: (token, callbackId) => courtesy(api(token).answerCallbackQuery(callbackId)),
    connection: (token, id) => connection(api(token), id),
    api: (token) => new Api(token, { ...options, timeoutSeconds: 60 }),
  };
}

async function courtesy(request: Promise<unknown>): Promise<void> {
  await request.catch(() => {});
}

async function me(api: Api): Promise<Known> {
  try {
    const { id, username, first_name: name } = await api.getMe();
    return { id, username, name };
  } catch (error) {
    return isUnknownToken(error) ? "revoked" : "away";
  }
}

async function connection(api: Api, id: string): Promise<unknown> {
  try {
    return await api.getBusinessConnection(id);
  } catch (error) {
    if (isUnknownToken(error) || (error instanceof GrammyError && error.error_code === 400))
      return null;
    throw error;
  }
}

/** 401 a token that was revoked, 404 one that never was. */
export function isUnknownToken(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
}

async function openDoor(api: Api, door: { url: string; secret: string } | null): Promise<void> {
  if (door === null) await api.deleteWebhook();
  else {
    await api.setWebhook(door.url, {
      secret_token: door.secret,
      allowed_updates: [...salonUpdates],
      max_connections: WEBHOOK_CONNECTIONS,
    });
  }
}

async function dress(api: Api, dresses: readonly Dress[]): Promise<void> {
  for (const { language, commands, description, short } of dresses) {
    const of = language === null ? {} : { language_code: language };
    await api.setMyCommands(commands, of);
    await api.setMyDescription(description, of);
    await api.setMyShortDescription(short, of);
  }
  await api.setChatMenuButton({ menu_button: { type: "commands" } });
}

async function send(
  api: Api,
  {
    chatId,
    text,
    buttons,
    via = "",
  }: { chatId: number; text: string; buttons: Buttons; via?: string },
): Promise<Outcome> {
  try {
    const sent = await api.sendMessage(chatId, text, {
      link_preview_options: { is_disabled: true },
      ...behalf(via),
      ...(buttons.length === 0
        ? {}
        : { reply_markup: { inline_keyboard: buttons.map((row) => [...row]) } }),
    });
    return { sent: sent.message_id };
  } catch (error) {
    return outcomeOf(error);
  }
}

function behalf(via: string): { business_connection_id?: string } {
  return via === "" ? {} : { business_connection_id: via };
}
