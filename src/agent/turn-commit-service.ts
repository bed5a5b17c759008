import type { Tx } from "../db/client.ts";
import { add, type Job } from "../jobs/job-service.ts";
import { together } from "../lib/together.ts";
import { changeConversation, type StoredConversation } from "./conversation-store.ts";
import type { Conversation } from "./conversation.ts";
import type { Mind } from "./mind-service.ts";
import { phraseJob, planPhrase } from "./phrase-service.ts";
import { render } from "./render.ts";
import { closeJob, sayJob } from "./say-job.ts";
import type { AgentSettings } from "./setting.ts";
import type { Answer } from "./shadow.ts";
import type { Doing } from "./turn-do-service.ts";
import type { Made } from "./turn-make-service.ts";
import { keepSaid } from "./leaving-store.ts";
import { takeWaiting } from "./utterance-store.ts";

/** A goodbye that stays unanswered for so long is the end of the dialogue. */
const GOODBYE_MS = 30 * 60_000;

/**
 * How a turn is written. `person`: somebody let it through, so that what was shown to them leaves as it is; with `words` of
 * their own in its place, perhaps.
 */
type How = Pick<AgentSettings, "tone"> & {
  person?: { words: string | null };
  /** Who may say it in other words: the model, where the business wants one. */
  mind?: Mind | null;
};

/** Writes a turn that was made: the burst is taken, what is remembered is kept, and what is said leaves by its job. */
export async function commitTurn(tx: Tx, doing: Doing, made: Made, how: How): Promise<void> {
  const { conversation, now } = doing;
  const { businessId, id: conversationId } = conversation;
  const { memory } = made;
  const answer = answerOf(doing, made, how);
  const words = how.person?.words ?? null;
  const author = words === null ? ("agent" as const) : ("operator" as const);
  const template = answer?.text ?? "";
  const phrasedBy = how.person
    ? null
    : await planPhrase(tx, conversation, { ...doing, made, template, mind: how.mind ?? null });
  const said = answer
    ? [{ conversationId, author, ...answer, phrasedBy, ...(words === null ? {} : { text: words }) }]
    : [];
  const [[utteranceId]] = await together([
    keepSaid(tx, businessId, { said, now }),
    takeWaiting(tx, businessId, { conversationId, now }),
    changeConversation(tx, businessId, {
      id: conversationId,
      memory,
      turnAt: null,
      thoughtAt: null,
      lastAt: now,
      offToldAt: null,
    }),
    add(tx, jobsAfter(conversation, { memory, says: said.length > 0, now })),
  ]);
  if (utteranceId === undefined || phrasedBy === null) return;
  await add(tx, phraseJob({ businessId, conversationId, utteranceId }));
}

/** What a turn says, as it leaves; null: nothing. */
export function answerOf(
  { salon }: Doing,
  { memory: { language }, says }: Made,
  { tone }: Pick<AgentSettings, "tone">,
): Answer | null {
  const [message] = render(says, { salon, language, tone });
  if (!message) return null;
  const { text, buttons } = message;
  return { text, buttons: buttons.flatMap((row, at) => row.map((one) => ({ ...one, row: at }))) };
}

function jobsAfter(
  { businessId, id: conversationId }: StoredConversation,
  { memory, says, now }: { memory: Conversation; says: boolean; now: number },
): Job[] {
  const of = { businessId, conversationId };
  return [
    ...(says ? [sayJob(of)] : []),
    ...(memory.state === "goodbye" ? [closeJob(of, now + GOODBYE_MS)] : []),
  ];
}
