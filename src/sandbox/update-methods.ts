import type { WebhookInfo } from "grammy/types";
import { Described } from "./call.ts";
import type { Call, Plays } from "./call.ts";
import { updateNames } from "./description.ts";
import { parseUrl } from "./link.ts";
import type { Webhook } from "./person.ts";
import { badRequest } from "./refusal.ts";

const ANSWER_MS = 15_000;

export const updateMethods: Plays = {
  getUpdates: async (call, params) => {
    const { offset = 0, limit = 100, timeout = 0, allowed_updates } = params;
    if (call.bot.webhook === null) allow(call, allowed_updates);
    return call.poll.updates(
      call.bot,
      { offset, limit: Math.min(Math.max(limit, 1), 100), timeout },
      call.signal,
    );
  },
  setWebhook: (call, params) => {
    if (params.url === "") return dropWebhook(call, params.drop_pending_updates);
    const webhook = webhookOf(params);
    const same =
      call.bot.webhook !== null &&
      JSON.stringify(webhook) === JSON.stringify(stable(call.bot.webhook));
    allow(call, params.allowed_updates);
    if (same && params.drop_pending_updates !== true)
      return new Described(true, "Webhook is already set");
    if (params.drop_pending_updates === true) call.world.dropUpdates(call.bot.id, () => true);
    call.poll.end(call.bot, "Conflict: terminated by setWebhook request");
    call.world.saveBot(Object.assign(call.bot, { webhook }));
    call.world.events.emit("webhook", call.bot.id);
    return new Described(true, "Webhook was set");
  },
  deleteWebhook: (call, { drop_pending_updates }) => dropWebhook(call, drop_pending_updates),
  getWebhookInfo: ({ world, bot }) => {
    const { webhook } = bot;
    const info: Omit<WebhookInfo, "allowed_updates"> & { allowed_updates?: string[] } = {
      url: webhook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: world.updates.get(bot.id)?.length ?? 0,
      ...(webhook === null ? {} : { max_connections: webhook.maxConnections }),
      ...(webhook?.ipAddress === undefined ? {} : { ip_address: webhook.ipAddress }),
      ...(webhook?.lastErrorDate === undefined ? {} : { last_error_date: webhook.lastErrorDate }),
      ...(webhook?.lastErrorMessage === undefined
        ? {}
        : { last_error_message: webhook.lastErrorMessage }),
      ...(bot.allowedUpdates === null ? {} : { allowed_updates: bot.allowedUpdates }),
    };
    return info;
  },
  answerCallbackQuery: ({ world, bot }, { callback_query_id, text, show_alert, url }) => {
    const query = world.queries.get(callback_query_id);
    const late = query === undefined || world.clock.now() - query.at > ANSWER_MS;
    if (late || query.bot !== bot.id || query.answered !== null) {
      throw badRequest("query is too old and response timeout expired or query ID is invalid");
    }
    if (text !== undefined && text.length > 200) throw badRequest("MESSAGE_TOO_LONG");
    if (url !== undefined && !isOwnLink(url, bot.username)) throw badRequest("URL_INVALID");
    query.answered = {
      ...(text === undefined || text === "" ? {} : { text }),
      ...(show_alert === true ? { show_alert } : {}),
      ...(url === undefined ? {} : { url }),
    };
    query.onAnswer(query.answered);
    return true;
  },
};

/** An empty list means all but the kinds that must be asked for; unknown names are ignored, as Telegram does. */
function allow({ world, bot }: Call, names: readonly string[] | undefined): void {
  if (names === undefined) return;
  const known = names.filter((name) => updateNames.has(name));
  const allowedUpdates = known.length === 0 ? null : known;
  if (JSON.stringify(allowedUpdates) !== JSON.stringify(bot.allowedUpdates))
    world.saveBot(Object.assign(bot, { allowedUpdates }));
}

function webhookOf(params: {
  url: string;
  secret_token?: string;
  max_connections?: number;
  ip_address?: string;
}): Webhook {
  const { url, secret_token: secret = "", max_connections = 40, ip_address } = params;
  // A local Bot API server takes http and any port, and so does this one.
  if ("wrong" in parseUrl(url, "https") || !URL.canParse(url))
    throw badRequest("invalid webhook URL specified");
  if (secret.length > 256) throw badRequest("secret token is too long");
  if (!/^[A-Za-z0-9_-]*$/.test(secret))
    throw badRequest("secret token contains unallowed characters");
  const maxConnections = Math.min(Math.max(max_connections, 1), 100);
  return {
    url,
    secret,
    maxConnections,
    ...(ip_address === undefined ? {} : { ipAddress: ip_address }),
  };
}

function stable({
  lastErrorDate: _date,
  lastErrorMessage: _message,
  ...webhook
}: Webhook): Webhook {
  return webhook;
}

function dropWebhook(call: Call, dropPending: boolean | undefined): Described {
  if (dropPending === true) call.world.dropUpdates(call.bot.id, () => true);
  const had = call.bot.webhook !== null;
  if (had) call.world.saveBot(Object.assign(call.bot, { webhook: null }));
  call.world.events.emit("webhook", call.bot.id);
  return new Described(true, had ? "Webhook was deleted" : "Webhook is already deleted");
}

function isOwnLink(url: string, username: string): boolean {
  return (
    new RegExp(`^(https?://)?t\\.me/${username}\\?start=`, "i").test(url) ||
    url.startsWith(`tg://resolve?domain=${username}&`)
  );
}
