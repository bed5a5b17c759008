import type { BotCommand, BotCommandScope, UserFromGetMe } from "grammy/types";
import { reachChat } from "./access.ts";
import { scopeKey } from "./command-list.ts";
import type { Call, Plays } from "./call.ts";
import { botUser } from "./person.ts";
import type { CommandSet } from "./person.ts";
import { badRequest } from "./refusal.ts";

/** Methods about the bot itself: who it is, its commands, texts and menu button. */
export const botMethods: Plays = {
  getMe: ({ bot }) => {
    const me: Omit<UserFromGetMe, "first_name" | "username"> = {
      ...botUser(bot),
      is_bot: true,
      can_join_groups: true,
      can_read_all_group_messages: !bot.privacy,
      can_manage_bots: false,
      supports_inline_queries: false,
      supports_join_request_queries: false,
      supports_guest_queries: false,
      can_connect_to_business: true,
      has_main_web_app: false,
      has_topics_enabled: false,
      allows_users_to_create_topics: false,
    };
    return me;
  },
  setMyCommands: (call, params) => {
    const place = placeOf(call, params);
    const commands = params.commands.map(checkCommand);
    if (commands.length > 100) throw badRequest("BOT_COMMANDS_TOO_MUCH");
    const others = call.bot.commands.filter((set) => keyOf(set) !== keyOf(place));
    const sets = commands.length === 0 ? others : [...others, { ...place, commands }];
    call.world.saveBot(Object.assign(call.bot, { commands: sets }));
    return true;
  },
  deleteMyCommands: (call, params) => {
    const place = placeOf(call, params);
    call.world.saveBot(
      Object.assign(call.bot, {
        commands: call.bot.commands.filter((set) => keyOf(set) !== keyOf(place)),
      }),
    );
    return true;
  },
  getMyCommands: (call, params) => {
    const place = placeOf(call, params);
    return call.bot.commands.find((set) => keyOf(set) === keyOf(place))?.commands ?? [];
  },
  setMyName: (call, { name = "", language_code = "" }) => {
    if (name.length > 64) throw badRequest("BOT_TITLE_INVALID");
    keep(call, "names", checkLanguage(language_code), name);
    if (language_code === "" && name !== "")
      call.world.saveBot(Object.assign(call.bot, { first_name: name }));
    return true;
  },
  getMyName: ({ bot }, { language_code = "" }) => ({
    name: bot.names[language_code] ?? bot.names[""] ?? bot.first_name,
  }),
  setMyDescription: (call, { description = "", language_code = "" }) => {
    if (description.length > 512) throw badRequest("BOT_DESCRIPTION_TOO_LONG");
    return keep(call, "descriptions", checkLanguage(language_code), description);
  },
  getMyDescription: ({ bot }, { language_code = "" }) => ({
    description: bot.descriptions[language_code] ?? bot.descriptions[""] ?? "",
  }),
  setMyShortDescription: (call, { short_description = "", language_code = "" }) => {
    if (short_description.length > 120) throw badRequest("ABOUT_TOO_LONG");
    return keep(call, "shortDescriptions", checkLanguage(language_code), short_description);
  },
  getMyShortDescription: ({ bot }, { language_code = "" }) => ({
    short_description: bot.shortDescriptions[language_code] ?? bot.shortDescriptions[""] ?? "",
  }),
  setChatMenuButton: (call, { chat_id, menu_button = { type: "default" } }) => {
    if (chat_id !== undefined) reachChat(call.world, call.bot, chat_id, "write");
    call.bot.menuButtons[chat_id === undefined ? "" : String(chat_id)] = menu_button;
    call.world.saveBot(call.bot);
    return true;
  },
  getChatMenuButton: ({ bot }, { chat_id }) =>
    bot.menuButtons[String(chat_id ?? "")] ?? bot.menuButtons[""] ?? { type: "default" },
};

type Place = { scope?: BotCommandScope; language_code?: string };

function placeOf(
  call: Call,
  { scope = { type: "default" }, language_code = "" }: Place,
): Omit<CommandSet, "commands"> {
  if ("chat_id" in scope) {
    if (scope.chat_id === "")
      throw badRequest("Can't parse BotCommandScope: Empty chat_id specified");
    const chat = reachChat(call.world, call.bot, scope.chat_id, "read");
    if (scope.type !== "chat" && chat.type === "private")
      throw badRequest("Can't use the scope in private chats");
    if ("user_id" in scope && scope.user_id <= 0)
      throw badRequest("Can't parse BotCommandScope: Invalid user_id specified");
  }
  return { scope, language_code: checkLanguage(language_code) };
}

function keyOf({ scope, language_code }: Omit<CommandSet, "commands">): string {
  return `${scopeKey(scope)} ${language_code}`;
}

/** Telegram wants two letters, or nothing for everybody else (tdlib: validate_bot_language_code). */
function checkLanguage(code: string): string {
  if (code !== "" && !/^[a-z]{2}$/.test(code)) throw badRequest("Invalid language code specified");
  return code;
}

function checkCommand(given: BotCommand): BotCommand {
  const command = given.command.trim().replace(/^\//, "");
  const description = given.description.trim();
  if (command === "") throw badRequest("Command must be non-empty");
  if (Array.from(command).length > 32) throw badRequest("Command length must not exceed 32");
  if (description === "") throw badRequest("Command description must be non-empty");
  if (Array.from(description).length > 256)
    throw badRequest("Command description length must not exceed 256");
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest("BOT_COMMAND_INVALID");
  return { command, description };
}

function keep(
  { world, bot }: Call,
  what: "names" | "descriptions" | "shortDescriptions",
  language: string,
  text: string,
): true {
  if (text === "") delete bot[what][language];
  else bot[what][language] = text;
  world.saveBot(bot);
  return true;
}
