import { Api } from "grammy";
import { clientOptions, type BotAddress } from "./telegram.ts";

/** Topics of the main bot's forum groups. */
export type ForumGateway = {
  /** Null: the chat is no forum, or the bot may not make topics there. */
  createTopic(chatId: number, name: string): Promise<number | null>;
};

export function createForumGateway(address: BotAddress): ForumGateway {
  const api = new Api(address.token, { ...clientOptions(address), timeoutSeconds: 20 });
  return {
    createTopic: async (chatId, name) => {
      try {
        const chat = await api.getChat(chatId);
        if (chat.type !== "supergroup" || chat.is_forum !== true) return null;
        const topic = await api.createForumTopic(chatId, name);
        return topic.message_thread_id;
      } catch {
        // Without a topic the chat itself will do: a card that comes now is worth more than its place.
        return null;
      }
    },
  };
}
