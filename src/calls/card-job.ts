import { groupBy } from "../lib/group-by.ts";

/** One call whose messages in one chat may have to change. */
export type CardJob = { businessId: string; callId: number; chatId: string };

/**
 * The jobs of cards, one for each chat: a waiting job of the chat takes the new calls along (graphile-worker joins the
 * payloads of one key when they are arrays), and the queue keeps a chat's jobs from running beside each other.
 */
export function cardJobs(calls: readonly CardJob[], runAt?: number) {
  const chats = groupBy(calls, ({ chatId }) => chatId);
  return [...chats].map(([chatId, own]) => ({
    task: "card" as const,
    payload: distinct(own),
    key: `card:${chatId}`,
    queue: `chat:${chatId}`,
    ...(runAt === undefined ? {} : { runAt }),
  }));
}

function distinct(calls: readonly CardJob[]): CardJob[] {
  return [...new Map(calls.map((call) => [call.callId, call])).values()];
}
