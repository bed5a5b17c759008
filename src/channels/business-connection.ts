import { may, type Role } from "../business/role.ts";

/** What Telegram tells of an account that a bot was connected to (core.telegram.org/bots/api#businessconnection). */
export type ToldConnection = {
  id: string;
  ownerId: number;
  /** The owner's private chat with the bot. */
  ownerChatId: number;
  ownerName: string | null;
  canReply: boolean;
  enabled: boolean;
};

/** An account that a salon's bot was connected to. `at`: when it was first seen, epoch ms. */
export type BusinessConnection = ToldConnection & {
  botId: number;
  /** What an admin of the business decided; null: as the account's own membership says. */
  allowed: boolean | null;
  at: number;
};

/**
 * `works`: the agent answers there; `stranger`: the account is no leading member's, and nobody of the business allowed it;
 * `off`: an admin switched it off; `mute`: Telegram lets the bot read there and not answer; `gone`: not connected any more.
 */
export type ConnectionState = "works" | "stranger" | "off" | "mute" | "gone";

/**
 * Anybody can connect any bot to their own account, and what their chats say is theirs: only accounts of people who may
 * link the business's bots, or ones that such a person has let in, are heard at all. `role`: of the account in the business.
 */
export function connectionState(
  { enabled, canReply, allowed }: Pick<BusinessConnection, "enabled" | "canReply" | "allowed">,
  role: Role | null,
): ConnectionState {
  if (!enabled) return "gone";
  if (allowed === false) return "off";
  if (allowed === null && (role === null || !may(role, "link"))) return "stranger";
  return canReply ? "works" : "mute";
}
