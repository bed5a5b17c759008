/** One quiet time of a chat, by its end (epoch ms). */
export type ListJob = { businessId: string; chatId: string; until: number };

/** The job that lists what came without sound, in the chat's own queue; due when the quiet time ends. */
export function listJob(list: ListJob, runAt = list.until) {
  return {
    task: "card.list" as const,
    payload: list,
    key: `list:${list.chatId}:${list.until}`,
    queue: `chat:${list.chatId}`,
    runAt,
  };
}

/** The job that tells a chat that its topic is gone. */
export function topicJob(place: { businessId: string; chatId: string }, runAt?: number) {
  return {
    task: "topic.lost" as const,
    payload: place,
    key: `topic:${place.chatId}`,
    queue: `chat:${place.chatId}`,
    ...(runAt === undefined ? {} : { runAt }),
  };
}
