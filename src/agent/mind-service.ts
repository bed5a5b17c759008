import type { Database, Tx } from "../db/client.ts";
import type { Model, ModelAnswer, ModelCause, ModelRequest } from "../gateways/model.ts";
import type { Clock } from "../lib/clock.ts";
import { closedBreaker, mayTry, tripped, type Breaker, type MindTrouble } from "./mind-breaker.ts";
import { countTokens, isLeft, isUsedUp, takeRequest } from "./usage-service.ts";

/** The model that reads and words what the agent hears and says. Of one process. */
export type Mind = {
  model: Model;
  /** Requests of one business on one day. */
  daily: number;
  /** What became of a question, for the counters. */
  came: (outcome: MindOutcome) => void;
  state: { breaker: Breaker };
};
type MindOutcome = "answered" | "budget" | "resting" | ModelCause;

export function createMind(given: Omit<Mind, "state">): Mind {
  return { ...given, state: { breaker: closedBreaker() } };
}

/** Whose question it is: what it uses is counted by conversation. */
export type Asking = { businessId: string; conversationId: number; zone: string };
export type MindDeps = { db: Database; clock: Clock; mind: Mind };

export type MindAnswer<T> =
  | { object: T }
  /** Nobody was asked: the model is let rest after a failure, or the day's requests are used up. */
  | { unasked: "resting" | "budget" }
  /** `filtered`: the model's own filter lets this not be spoken of. */
  | { failed: ModelCause; filtered: boolean };

/** Whether a question may be asked now, as far as can be seen before it is. */
export async function mayAsk(
  tx: Tx,
  { mind, now, ...asking }: Asking & { mind: Mind; now: number },
): Promise<boolean> {
  if (!mayTry(mind.state.breaker, now)) return false;
  return isLeft(tx, { ...asking, now, limit: mind.daily });
}

/** Asks the model once, outside any transaction, and counts it. */
export async function askMind<T>(
  { db, clock, mind }: MindDeps,
  asking: Asking,
  request: ModelRequest<T>,
): Promise<MindAnswer<T>> {
  const now = clock.now();
  if (!mayTry(mind.state.breaker, now)) return unasked(mind, "resting");
  const taken = { ...asking, now, limit: mind.daily };
  if (!(await takeRequest(db, taken))) return unasked(mind, "budget");
  const answer = await mind.model.answer({ ...request, once: true });
  noted(mind, answer, clock.now());
  if ("object" in answer) {
    await countTokens(db, taken, answer.usage);
    return { object: answer.object };
  }
  if ("retry" in answer) return { failed: answer.cause, filtered: false };
  return { failed: answer.failed, filtered: answer.filtered === true };
}

/** What `/health` says of it; null: nothing is wrong. */
export async function mindTrouble(
  { db, clock, mind }: MindDeps,
  { businessId, zone }: { businessId: string; zone: string },
): Promise<MindTrouble | null> {
  const now = clock.now();
  const { since } = mind.state.breaker;
  if (since !== null) return { since };
  return (await isUsedUp(db, { businessId, zone, now, limit: mind.daily }))
    ? { usedUp: true }
    : null;
}

function unasked<T>(mind: Mind, why: "resting" | "budget"): MindAnswer<T> {
  mind.came(why);
  return { unasked: why };
}

/** An answer that was none, or was filtered, is about the question; everything else is about the server. */
function noted<T>({ state, came }: Mind, answer: ModelAnswer<T>, now: number): void {
  came("object" in answer ? "answered" : "retry" in answer ? answer.cause : answer.failed);
  if ("retry" in answer)
    state.breaker = tripped(state.breaker, { cause: answer.cause, retry: answer.retry, now });
  else if (isServers(answer))
    state.breaker = tripped(state.breaker, { cause: answer.failed, retry: null, now });
  else state.breaker = closedBreaker();
}

function isServers<T>(
  answer: Exclude<ModelAnswer<T>, { retry: number }>,
): answer is Extract<ModelAnswer<T>, { failed: ModelCause }> {
  if ("object" in answer || answer.failed === "model_answer") return false;
  return answer.filtered !== true;
}
