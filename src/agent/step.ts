import type { Settle, Step } from "./conversation.ts";

/** One turn of a dialogue: what is remembered, said and done. Pure. */
export const step: Step = (conversation, _understood, world) => ({
  conversation: { ...conversation, turnedAt: world.now },
  say: [{ id: "agent-scope" }],
  do: [],
});

/** What is said of what was done: of a booking only its row speaks. */
export const settle: Settle = (conversation) => ({ conversation, say: [] });
