/** Telegram's own words for a missing or misshapen parameter (telegram-bot-api, Client.cpp); other names take the general form. */
const missing: Record<string, string> = {
  chat_id: "chat_id is empty",
  text: "Message text is empty",
  message_id: "Message identifier is not specified",
  message_ids: "Message identifiers are not specified",
  user_id: "Invalid user_id specified",
  file_id: "file_id not specified",
  action: "Wrong parameter action in request",
  name: "Name must be non-empty",
  photo: "There is no photo in the request",
  document: "There is no document in the request",
  audio: "There is no audio in the request",
  voice: "There is no voice in the request",
  callback_query_id: "query is too old and response timeout expired or query ID is invalid",
};

export function missingText(method: string, parameter: string): string {
  if (method === "deleteMessage" && parameter === "chat_id")
    return "Chat identifier is not specified";
  return missing[parameter] ?? `Parameter "${parameter}" is required`;
}

const nouns: Record<string, string> = {
  reply_markup: "reply keyboard markup",
  reply_parameters: "reply parameters",
  link_preview_options: "link preview options",
  scope: "BotCommandScope",
  menu_button: "menu button",
  reaction: "reaction types",
};

export function unreadableText(parameter: string): string {
  return `Can't parse ${nouns[parameter] ?? parameter} JSON object`;
}

const expected: Record<string, string> = {
  reply_markup: "Object expected as reply markup",
  commands: "Expected an Array of BotCommand",
  reaction: "Expected an Array of ReactionType",
  message_ids: "Expected an Array of message identifiers",
  scope: "Can't parse BotCommandScope: BotCommandScope must be an Object",
  menu_button: "Can't parse menu button: MenuButton must be an Object",
};

export function misshapenText(parameter: string, wanted: "array" | "object"): string {
  const text = expected[parameter];
  if (text !== undefined) return text;
  const noun = nouns[parameter] ?? parameter;
  return wanted === "array" ? `Expected an Array as ${noun}` : `Object expected as ${noun}`;
}

const parts: Record<string, string> = {
  InlineKeyboardButton: "inline keyboard button",
  KeyboardButton: "keyboard button",
  MenuButton: "menu button",
  BotCommand: "BotCommand",
  BotCommandScope: "BotCommandScope",
  MessageEntity: "MessageEntity",
  ReactionType: "ReactionType",
};

/** Telegram names the part in which a nested error was found. */
export function inPart(type: string, message: string): string {
  const part = parts[type];
  return part === undefined ? message : `Can't parse ${part}: ${message}`;
}

export function notAnObjectText(type: string): string {
  if (type === "InlineKeyboardButton") return "InlineKeyboardButton must be an Object";
  if (type === "KeyboardButton") return "KeyboardButton must be a String or an Object";
  return "expected an Object";
}

export function unknownKindText(union: string): string {
  if (union === "ReactionType") return "invalid reaction type specified";
  if (union === "MenuButton") return "MenuButton has unsupported type";
  return "Unsupported type specified";
}
