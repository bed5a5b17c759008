import { z } from "zod";
import { accessActions } from "./action-access.ts";
import { agentActions } from "./action-agent.ts";
import { callbackActions } from "./action-callback.ts";
import { clientActions } from "./action-client.ts";
import { dealActions } from "./action-deal.ts";
import { findActions } from "./action-find.ts";
import { followupActions } from "./action-followup.ts";
import { importActions } from "./action-import.ts";
import { questionActions } from "./action-question.ts";
import { promiseActions } from "./action-promise.ts";
import { salonActions } from "./action-salon.ts";
import { settingsActions } from "./action-settings.ts";
import { shadowActions } from "./action-shadow.ts";
import { speechActions } from "./action-speech.ts";
import { statsActions } from "./action-stats.ts";
import { taskActions } from "./action-task.ts";
import { trialActions } from "./action-trial.ts";
import { visitActions } from "./action-visit.ts";
import { webhookActions } from "./action-webhook.ts";
import { whatsappActions } from "./action-whatsapp.ts";

const provider = z.enum(["phonet", "novofon"]);
const id = z.uuid();
const personId = z.number().int();
const callId = z.number().int();
const kind = z.enum(["salon", "clinic", "shop", "workshop", "other"]);
const language = z.enum(["uk", "ru", "en"]);

const notifyScreen = z.enum([
  "main",
  "messages",
  "style",
  "direction",
  "lines",
  "exts",
  "clients",
  "quiet",
  "language",
]);
const everything = z.array(z.string()).max(0);
const notifySet = z.union([
  z.object({ style: z.enum(["two", "one", "final"]) }),
  z.object({ buttons: z.boolean() }),
  z.object({ missedOnly: z.boolean(), messages: z.array(z.enum(["ring", "answered", "missed"])) }),
  z.object({ directions: z.array(z.enum(["in", "out"])) }),
  z.object({ lines: everything }),
  z.object({ exts: everything }),
  z.object({ clients: everything }),
  z.object({ quiet: z.object({ from: z.string(), to: z.string() }).nullable() }),
  z.object({ loudOutsideHours: z.boolean() }),
  z.object({ cardLanguage: language }),
  z.object({ remind: z.boolean() }),
  z.object({ deals: z.boolean() }),
]);

/** The address that a letter is to carry; null: the one that suits its extension. */
const ofAddress = id.nullable().default(null);

/** What an inline button does; kept behind an opaque reference of its business. */
export const actionShape = z.discriminatedUnion("do", [
  z.object({ do: z.literal("kind"), kind }),
  z.object({ do: z.literal("zones") }),
  z.object({ do: z.literal("zone"), zone: z.string() }),
  z.object({ do: z.literal("currencies") }),
  z.object({ do: z.literal("currency"), currency: z.string() }),
  z.object({ do: z.literal("connect") }),
  z.object({ do: z.literal("chats"), page: z.number().int().min(0) }),
  z.object({ do: z.literal("stop_chat"), chatId: id }),
  z.object({ do: z.literal("activate") }),
  z.object({ do: z.literal("link"), provider }),
  z.object({ do: z.literal("account"), accountId: id }),
  z.object({ do: z.literal("tick"), accountId: id, item: z.string(), done: z.boolean() }),
  z.object({ do: z.literal("link_keyless") }),
  z.object({ do: z.literal("template"), tokenId: id }),
  z.object({ do: z.literal("letter"), accountId: id, ext: z.string(), tokenId: ofAddress }),
  z.object({ do: z.literal("letter_other"), accountId: id, tokenId: ofAddress }),
  z.object({ do: z.literal("address"), tokenId: id }),
  z.object({ do: z.literal("scopes"), accountId: id, tokenId: id.nullable() }),
  z.object({
    do: z.literal("scope"),
    accountId: id,
    tokenId: id.nullable(),
    line: z.string().nullable(),
    ext: z.string().nullable(),
  }),
  z.object({
    do: z.literal("scope_type"),
    accountId: id,
    tokenId: id.nullable(),
    kind: z.enum(["ext", "line"]),
  }),
  z.object({ do: z.literal("renew"), tokenId: id }),
  z.object({ do: z.literal("renew_sure"), tokenId: id }),
  z.object({ do: z.literal("drop"), tokenId: id }),
  z.object({ do: z.literal("drop_sure"), tokenId: id }),
  z.object({ do: z.literal("recheck"), accountId: id, on: z.enum(["account", "health"]) }),
  z.object({ do: z.literal("unlink"), accountId: id }),
  z.object({ do: z.literal("unlink_sure"), accountId: id }),
  z.object({ do: z.literal("subscribe") }),
  z.object({ do: z.literal("unsubscribe") }),
  z.object({
    do: z.literal("notify"),
    screen: notifyScreen,
    page: z.number().int().min(0).default(0),
  }),
  z.object({ do: z.literal("notify_set"), screen: notifyScreen, set: notifySet }),
  z.object({
    do: z.literal("notify_toggle"),
    field: z.enum(["messages", "lines", "exts", "clients"]),
    value: z.string(),
    on: z.boolean(),
    page: z.number().int().min(0).default(0),
  }),
  z.object({ do: z.literal("notify_ask"), what: z.enum(["clients", "quiet"]) }),
  z.object({
    do: z.literal("calls"),
    text: z.string().nullable(),
    before: z.object({ at: z.number(), id: z.number() }).nullable(),
  }),
  z.object({ do: z.literal("card_more"), callId }),
  z.object({ do: z.literal("card_back"), callId }),
  z.object({ do: z.literal("card_why"), callId }),
  z.object({ do: z.literal("why_hide") }),
  z.object({ do: z.literal("health") }),
  z.object({ do: z.literal("test_hook"), tokenId: id }),
  z.object({ do: z.literal("team"), page: z.number().int().min(0).optional() }),
  z.object({ do: z.literal("invite"), role: z.enum(["operator", "admin"]) }),
  z.object({ do: z.literal("member"), personId }),
  z.object({ do: z.literal("role"), personId, role: z.enum(["owner", "admin", "operator"]) }),
  z.object({ do: z.literal("remove"), personId }),
  z.object({ do: z.literal("remove_sure"), personId }),
  z.object({ do: z.literal("leave"), personId }),
  z.object({ do: z.literal("leave_sure"), personId }),
  ...accessActions,
  ...agentActions,
  ...callbackActions,
  ...clientActions,
  ...dealActions,
  ...findActions,
  ...followupActions,
  ...importActions,
  ...promiseActions,
  ...questionActions,
  ...salonActions,
  ...settingsActions,
  ...shadowActions,
  ...speechActions,
  ...statsActions,
  ...taskActions,
  ...trialActions,
  ...visitActions,
  ...webhookActions,
  ...whatsappActions,
]);

export type Action = z.infer<typeof actionShape>;
