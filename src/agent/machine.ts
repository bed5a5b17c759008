import type { Command, Done } from "./command.ts";
import type { Conversation, World } from "./conversation.ts";
import type { Saying } from "./saying.ts";
import type { Understood } from "./understood.ts";

type Stepped = { conversation: Conversation; say: Saying[]; do: Command[] };

/** One turn: pure. */
export type Step = (conversation: Conversation, understood: Understood, world: World) => Stepped;
/** What is said of what was done: only rows speak of a booking. */
export type Settle = (
  conversation: Conversation,
  done: readonly Done[],
  world: World,
) => { conversation: Conversation; say: Saying[] };
