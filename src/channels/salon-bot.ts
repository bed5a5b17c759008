/** A business's own Telegram bot. Instants are epoch ms. */
export type SalonBot = {
  id: string;
  businessId: string;
  botId: number;
  username: string;
  name: string;
  /** How its updates come. */
  way: "webhook" | "polling";
  linkedAt: number;
  checkedAt: number | null;
  /** Why it does not work: its token was revoked, somebody else takes its updates, Telegram is out of reach. */
  error: BotTrouble | null;
};

export type BotTrouble = "revoked" | "conflict" | "unreachable";

/**
 * `malformed`: no token; `wrong`: Telegram does not know it; `main`: Frontdesk's own bot; `taken`: another business has it;
 * `unreachable`: Telegram did not answer.
 */
export type LinkRefusal = "malformed" | "wrong" | "main" | "taken" | "unreachable";

const TOKEN = /^\d{5,16}:[\w-]{30,64}$/;

/** A token as BotFather gives it, out of what a person pasted; null for none. */
export function tokenIn(text: string): string | null {
  return text.split(/\s+/).find((word) => TOKEN.test(word)) ?? null;
}

/** The number before the colon of a token is the bot's user id. */
export function botIdOf(token: string): number {
  return Number(token.split(":")[0]);
}
