import { salonBotOf } from "../channels/salon-bot-service.ts";
import type { SalonBot } from "../channels/salon-bot.ts";
import { whatsappOf } from "../channels/whatsapp-number-service.ts";
import type { WhatsappNumber } from "../channels/whatsapp-number.ts";
import { accountsOf } from "../business/account-service.ts";
import type { AccountProvider } from "../business/account.ts";
import { subscribedChats } from "../business/chat-service.ts";
import { tokensOf } from "../business/hook-token-service.ts";
import type { HookToken, Narrowing } from "../business/hook-token.ts";
import type { Tx } from "../db/client.ts";
import { lastHooks, type HookLine } from "./hook-store.ts";

/** State of every connection of a business. Instants are epoch ms; reasons are codes. */
export type Health = {
  accounts: {
    id: string;
    provider: AccountProvider;
    label: string;
    checkedAt: number | null;
    checkError: string | null;
    reconciledUntil: number | null;
    reconcileError: string | null;
  }[];
  tokens: TokenHealth[];
  /** Subscribed chats that Telegram refuses. */
  unreachable: { id: string; title: string; at: number; reason: string }[];
  /** The business's own bot, where it has one. */
  salonBot: SalonBot | null;
  /** Its WhatsApp number, where it has one. */
  whatsapp: WhatsappNumber | null;
};

export type TokenHealth = Narrowing & {
  id: string;
  accountId: string;
  provider: AccountProvider;
  label: string;
  lastAt: number | null;
  /** The last ten, newest first. */
  hooks: HookLine[];
};

const HOOKS = 10;

/** What `/health` shows: each live token with its last ten hooks, accounts with their last check, lost chats. */
export async function health(tx: Tx, businessId: string): Promise<Health> {
  const accounts = await accountsOf(tx, businessId);
  const tokens = await tokensOf(tx, businessId);
  const hooks = await lastHooks(tx, businessId, HOOKS);
  const chats = await subscribedChats(tx, businessId);
  return {
    accounts: accounts.map((account) => ({
      id: account.id,
      provider: account.provider,
      label: account.label,
      checkedAt: account.checkedAt,
      checkError: account.checkError,
      reconciledUntil: account.reconciledUntil,
      reconcileError: account.reconcileError,
    })),
    tokens: tokens.map((token) => tokenHealth(token, hooks.get(token.id) ?? [])),
    unreachable: chats.flatMap(({ id, title, unreachable }) =>
      unreachable ? [{ id, title, ...unreachable }] : [],
    ),
    salonBot: await salonBotOf(tx, businessId),
    whatsapp: await whatsappOf(tx, businessId),
  };
}

function tokenHealth(
  { id, accountId, provider, label, line, ext }: HookToken,
  hooks: HookLine[],
): TokenHealth {
  return { id, accountId, provider, label, line, ext, lastAt: hooks[0]?.at ?? null, hooks };
}
