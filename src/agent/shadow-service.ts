import type { Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import { changeConversation } from "./conversation-store.ts";
import { promisedAnswer } from "./handoff-service.ts";
import { draftJob } from "./say-job.ts";
import { deedsOf, passes, type Answer } from "./shadow.ts";
import { insertDraft } from "./shadow-store.ts";
import { answerOf } from "./turn-commit-service.ts";
import type { Doing } from "./turn-do-service.ts";
import { makeTurn, type Made, type Turn } from "./turn-make-service.ts";

/**
 * Takes a turn. Where a person is to let it through, everything that it did is taken back, and what it would say and do is
 * kept as a draft: null then. The customer's messages go on waiting.
 */
export async function makeOrDraft(tx: Tx, doing: Doing, turn: Turn): Promise<Made | null> {
  if (!turn.settings.shadow) return makeTurn(tx, doing, turn);
  const { made, stands } = await tryTurn(tx, doing, turn, () => false);
  if (stands) return made;
  await keepDraft(tx, doing, { turn, made, instead: false });
  // Who wants no more messages does not wait for a person to agree.
  if (made.done.some((one) => "did" in one && one.did === "opt_out")) {
    const { businessId, id } = doing.conversation;
    await changeConversation(tx, businessId, { id, optedOutAt: doing.now });
  }
  return null;
}

/** Takes a turn, and takes it back unless it is to stand or has to pass. */
export async function tryTurn(
  tx: Tx,
  doing: Doing,
  turn: Turn,
  wanted: (made: Made, answer: Answer) => boolean,
): Promise<{ made: Made; stands: boolean }> {
  const tried: { made: Made | null } = { made: null };
  try {
    const made = await tx.transaction(async (inner) => {
      const one = await makeTurn(inner, doing, turn);
      const answer = answerOf(doing, one, turn.settings);
      if (passes(one.done, answer) || (answer !== null && wanted(one, answer))) return one;
      tried.made = one;
      throw new TakenBack();
    });
    return { made, stands: true };
  } catch (error) {
    if (!(error instanceof TakenBack) || tried.made === null) throw error;
    return { made: tried.made, stands: false };
  }
}

/** Keeps what a turn that was taken back would have said, and brings it before the people; `instead`: in place of one that they wanted to send. */
export async function keepDraft(
  tx: Tx,
  doing: Doing,
  { turn, made, instead }: { turn: Turn; made: Made; instead: boolean },
): Promise<void> {
  const { conversation, now } = doing;
  const { businessId, id: conversationId } = conversation;
  const answer = answerOf(doing, made, turn.settings);
  if (answer === null) return;
  const draftId = await insertDraft(tx, businessId, {
    conversationId,
    utteranceIds: turn.burst.map(({ id }) => id),
    readings: made.understood,
    ...answer,
    does: deedsOf(made.done),
    madeAt: now,
  });
  await changeConversation(tx, businessId, {
    id: conversationId,
    turnAt: null,
    thoughtAt: null,
    offToldAt: null,
  });
  const { answersBy } = await promisedAnswer(tx, businessId, now);
  const again = answersBy ?? now + turn.settings.answerWithinMin * MINUTE_MS;
  const of = { businessId, conversationId, draftId };
  await add(tx, [draftJob(of, { instead }), draftJob(of, { again })]);
}

const MINUTE_MS = 60_000;

class TakenBack extends Error {}
