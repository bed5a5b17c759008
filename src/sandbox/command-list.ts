import type { BotCommand, BotCommandScope } from "grammy/types";
import type { Chat } from "./chat.ts";
import type { Bot, Person } from "./person.ts";

/** The commands that a person is shown in a chat: the narrowest scope wins, then the person's language (core.telegram.org/bots/api#determining-list-of-commands). */
export function commandsFor(bot: Bot, chat: Chat, person: Person): BotCommand[] {
  const language = person.language_code.slice(0, 2);
  for (const scope of scopesOf(chat, person.id)) {
    for (const code of [language, ""]) {
      const set = bot.commands.find(
        (one) => one.language_code === code && sameScope(one.scope, scope),
      );
      if (set !== undefined) return set.commands;
    }
  }
  return [];
}

function scopesOf(chat: Chat, person: number): BotCommandScope[] {
  const here = { chat_id: chat.id };
  if (chat.type === "private")
    return [{ type: "chat", ...here }, { type: "all_private_chats" }, { type: "default" }];
  const isAdmin = chat.members[0] === person;
  return [
    { type: "chat_member", ...here, user_id: person },
    ...(isAdmin ? [{ type: "chat_administrators" as const, ...here }] : []),
    { type: "chat", ...here },
    ...(isAdmin ? [{ type: "all_chat_administrators" as const }] : []),
    { type: "all_group_chats" },
    { type: "default" },
  ];
}

function sameScope(a: BotCommandScope, b: BotCommandScope): boolean {
  return scopeKey(a) === scopeKey(b);
}

/** Scopes of the same kind, chat and person have the same key. */
export function scopeKey(scope: BotCommandScope): string {
  const chat = "chat_id" in scope ? String(scope.chat_id) : "";
  const user = "user_id" in scope ? String(scope.user_id) : "";
  return [scope.type, chat, user].join(" ");
}
