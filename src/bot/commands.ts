import { GrammyError, type Api } from "grammy";
import type { BotCommand, BotCommandScope } from "grammy/types";
import { text } from "../texts/bundle.ts";
import { languages, type Language } from "../texts/language.ts";

const everywhere = [
  "today",
  "find",
  "stats",
  "digest",

  "calls",
  "clients",
  "task",
  "tasks",
  "deal",
  "deals",
  "promises",
  "bookings",
  "missed",
  "language",
  "help",
  "cancel",
] as const;
const names = {
  private: [
    "connect",
    "phonet",
    "novofon",
    "notify",
    "settings",
    "dashboard",
    "webhooks",
    "services",
    "masters",
    "hours",
    "bookings",
    "agent",
    "test_agent",
    "salonbot",
    "whatsapp",
    "today",
    "find",
    "calls",
    "clients",
    "client",
    "task",
    "tasks",
    "deal",
    "deals",
    "promises",
    "missed",
    "stats",
    "digest",
    "export",
    "import",
    "erase",
    "team",
    "health",
    "language",
    "help",
    "cancel",
    "start",
  ],
  groups: everywhere.filter((name) => name !== "cancel"),
  admins: ["notify", "settings", ...everywhere],
} as const;

const scopes: readonly {
  scope: BotCommandScope;
  names: readonly (typeof names.private)[number][];
}[] = [
  { scope: { type: "all_private_chats" }, names: names.private },
  { scope: { type: "all_group_chats" }, names: names.groups },
  { scope: { type: "all_chat_administrators" }, names: names.admins },
];

/** Tells Telegram the commands of each kind of chat, in each language and, for every other language, in English. */
export async function registerCommands(api: Api): Promise<void> {
  for (const { scope, names: list } of scopes) {
    await api.setMyCommands(commandList("en", list), { scope });
    for (const language of languages)
      await api.setMyCommands(commandList(language, list), { scope, language_code: language });
  }
}

/** Whether a message is a command that this bot takes: one meant for another bot is not. */
export function isOwnCommand(written: string, username: string): boolean {
  const [, name = "", addressee] = /^\/(\w+)(?:@(\w+))?/.exec(written) ?? [];
  if (addressee !== undefined) return addressee.toLowerCase() === username.toLowerCase();
  return names.private.some((command) => command === name.toLowerCase());
}

/** Gives a person's private chat its commands in the language they chose; a chat that was never opened has none. */
export async function registerOwnCommands(
  api: Api,
  { chatId, language }: { chatId: number; language: Language },
): Promise<void> {
  try {
    await api.setMyCommands(commandList(language, names.private), {
      scope: { type: "chat", chat_id: chatId },
    });
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
  }
}

function commandList(
  language: Language,
  list: readonly (typeof names.private)[number][],
): BotCommand[] {
  return list.map((command) => ({ command, description: describe(language, command) }));
}

function describe(language: Language, command: (typeof names.private)[number]): string {
  return command === "test_agent"
    ? text(language, "command-test-agent")
    : text(language, `command-${command}`);
}
