export type Channel = "telegram" | "whatsapp";

/** Where customers reach a business: its own bot, an account of the owner's that the bot answers for, a WhatsApp number. */
export type Line = {
  businessId: string;
  channel: Channel;
  /** Of Telegram; 0 on WhatsApp. */
  botId: number;
  /** The business connection's id on Telegram ("" is the bot's own chat), Meta's phone_number_id on WhatsApp. */
  via: string;
};
