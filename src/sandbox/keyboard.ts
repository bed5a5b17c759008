import type {
  ForceReply,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from "grammy/types";
import { linkedPerson, readLink } from "./link.ts";
import { badRequest, notPlayed } from "./refusal.ts";

export type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply;

const MAX_BUTTONS = 100;
const actions = new Set(
  "url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat switch_inline_query_chosen_chat copy_text callback_game pay".split(
    " ",
  ),
);
const styles = new Set(["default", "primary", "danger", "success"]);

/** What the description's types don't say of a keyboard (tdlib: ReplyMarkup.cpp). Gives it as it is stored; throws a Refusal. */
export function checkMarkup(
  markup: Markup | undefined,
  chat: { type: string },
): Markup | undefined {
  if (markup === undefined) return undefined;
  if ("inline_keyboard" in markup) return checkInline(markup);
  if ("keyboard" in markup) return { ...markup, keyboard: reply(markup, chat.type === "private") };
  return markup;
}

export function checkInline(
  markup: InlineKeyboardMarkup | undefined,
): InlineKeyboardMarkup | undefined {
  const rows = (markup?.inline_keyboard ?? []).filter((row) => row.length > 0);
  if (rows.length === 0) return undefined;
  if (rows.flat().length > MAX_BUTTONS) throw badRequest("reply markup is too long");
  return { inline_keyboard: rows.map((row) => row.map(inlineButton)) };
}

function inlineButton(button: InlineKeyboardButton): InlineKeyboardButton {
  checkStyle("inline keyboard button", button);
  const used = Object.entries(button).flatMap(([name, value]) =>
    actions.has(name) && value !== "" ? [name] : [],
  );
  if (button.text === "") throw badRequest("Inline keyboard button text must be non-empty");
  if (used.length === 0)
    throw badRequest(
      "Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    );
  if (used.length > 1)
    throw badRequest(
      `Can't parse inline keyboard button: more than one action in a button: ${used.join(", ")}`,
    );
  if ("callback_data" in button && Buffer.byteLength(button.callback_data) > 64)
    throw badRequest("BUTTON_DATA_INVALID");
  if ("url" in button)
    return linkedPerson(button.url) === null
      ? { ...button, url: address("URL", button.url, false) }
      : button;
  if ("web_app" in button) address("Web App URL", button.web_app.url, true);
  if ("login_url" in button && typeof button.login_url === "object")
    address("login URL", button.login_url.url, true);
  if ("copy_text" in button && (button.copy_text.text === "" || button.copy_text.text.length > 256))
    throw badRequest("BUTTON_COPY_TEXT_INVALID");
  if ("callback_game" in button || "pay" in button) throw notPlayed("game and payment buttons");
  return button;
}

function address(what: string, given: string, httpsOnly: boolean): string {
  const link = readLink(given, httpsOnly);
  if ("wrong" in link)
    throw badRequest(`Inline keyboard button ${what.replace(/URL$/, "")}${link.wrong}`);
  return link.url;
}

function reply(
  { keyboard }: ReplyKeyboardMarkup,
  isPrivate: boolean,
): ReplyKeyboardMarkup["keyboard"] {
  if (keyboard.flat().length > 300) throw badRequest("reply markup is too long");
  for (const button of keyboard.flat())
    checkButton(typeof button === "string" ? { text: button } : { ...button }, isPrivate);
  return keyboard;
}

function checkButton(
  button: { text: string; [action: string]: unknown },
  isPrivate: boolean,
): void {
  checkStyle("keyboard button", button);
  if (button.text === "") throw badRequest("Keyboard button text must be non-empty");
  if (isPrivate) return;
  if (button["request_contact"] === true)
    throw badRequest("Phone number can be requested in private chats only");
  if (button["request_location"] === true)
    throw badRequest("Location can be requested in private chats only");
  if ("request_poll" in button) throw badRequest("Poll can be requested in private chats only");
  if ("web_app" in button) throw badRequest("Web App buttons can be used in private chats only");
  if ("request_users" in button) throw badRequest("Users can be requested in private chats only");
  if ("request_chat" in button) throw badRequest("Chats can be requested in private chats only");
  if ("request_managed_bot" in button)
    throw badRequest("Managed bots can be requested in private chats only");
}

function checkStyle(what: string, button: object): void {
  const style = "style" in button ? String(button.style).toLowerCase() : "";
  if (style !== "" && !styles.has(style))
    throw badRequest(`Can't parse ${what}: invalid button style specified`);
}
