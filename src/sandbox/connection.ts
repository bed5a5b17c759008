import type { BusinessConnection, User } from "grammy/types";

/** What a connected bot may do; the rights that the stand-in has a use for. */
export type Rights = { can_reply: boolean; can_read_messages: boolean };

/** A bot that a person connected to their own account (core.telegram.org/bots/api#businessconnection). */
export type Connection = {
  id: string;
  person: number;
  bot: number;
  /** Unix seconds. */
  date: number;
  rights: Rights;
  enabled: boolean;
};

/** Telegram tells of rights only where there are any, and of none that is not given. */
export function connectionJson(
  { id, person, date, rights, enabled }: Connection,
  user: User,
): BusinessConnection {
  const given = {
    ...(rights.can_reply ? { can_reply: true as const } : {}),
    ...(rights.can_read_messages ? { can_read_messages: true as const } : {}),
  };
  return {
    id,
    user,
    user_chat_id: person,
    date,
    ...(enabled ? { rights: given } : {}),
    is_enabled: enabled,
  };
}
