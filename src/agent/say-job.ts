type Of = { businessId: string; conversationId: number };

/** What a customer is told leaves in its order: one request at a time for each of them. */
export function sayJob({ businessId, conversationId }: Of, runAt?: number) {
  return {
    task: "say" as const,
    payload: { businessId, conversationId },
    key: `say:${conversationId}`,
    queue: `say:${conversationId}`,
    ...(runAt === undefined ? {} : { runAt }),
  };
}

/** One turn for a burst: a later message of it moves the turn that waits. */
export function turnJob({ businessId, conversationId }: Of, runAt: number) {
  return {
    task: "turn" as const,
    payload: { businessId, conversationId },
    key: `turn:${conversationId}`,
    runAt,
  };
}

/** One question for a burst; a killed one is asked once more while its answer is still waited for. */
export function thinkJob({ businessId, conversationId }: Of) {
  return {
    task: "think" as const,
    payload: { businessId, conversationId },
    key: `think:${conversationId}`,
    maxAttempts: 2,
  };
}

export function closeJob({ businessId, conversationId }: Of, runAt: number) {
  return {
    task: "conversation.close" as const,
    payload: { businessId, conversationId },
    key: `close:${conversationId}`,
    runAt,
  };
}

/** Cards of one conversation reach its operators one after another. */
export function deskJob(
  { businessId, conversationId }: Of,
  about: { what: "handoff" | "lines" | "off"; utteranceIds: readonly number[] },
) {
  return {
    task: "desk.card" as const,
    payload: { businessId, conversationId, ...about },
    queue: `desk:${conversationId}`,
  };
}

/**
 * Cards of a draft are brought to what it is now; `again`: it is brought before the people once more at that instant, if
 * nobody has touched it.
 */
export function draftJob(
  { businessId, conversationId, draftId }: Of & { draftId: number },
  { instead = false, again }: { instead?: boolean; again?: number },
) {
  return {
    task: "desk.draft" as const,
    payload: { businessId, conversationId, draftId, instead, again: again !== undefined },
    queue: `desk:${conversationId}`,
    ...(again === undefined ? {} : { runAt: again }),
  };
}
