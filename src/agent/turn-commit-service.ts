import type { Tx } from "../db/client.ts";
import { add, type Job } from "../jobs/job-service.ts";
import { together } from "../lib/together.ts";
import { changeConversation, type StoredConversation } from "./conversation-store.ts";
import type { Conversation } from "./conversation.ts";
import { render } from "./render.ts";
import { closeJob, sayJob } from "./say-job.ts";
import type { AgentSettings } from "./setting.ts";
import type { Doing } from "./turn-do-service.ts";
import type { Made } from "./turn-make-service.ts";
import { keepSaid, takeWaiting } from "./utterance-store.ts";

/** A goodbye that stays unanswered for so long is the end of the dialogue. */
const GOODBYE_MS = 30 * 60_000;

/** Writes a turn that was made: the burst is taken, what is remembered is kept, and what is said leaves by its job. */
export async function commitTurn(
  tx: Tx,
  doing: Doing,
  made: Made,
  settings: Pick<AgentSettings, "tone">,
): Promise<void> {
  const { conversation, salon, now } = doing;
  const { businessId, id: conversationId } = conversation;
  const { memory, says } = made;
  const { language } = memory;
  const said = render(says, { salon, language, tone: settings.tone }).map(
    ({ text: words, buttons }) => ({
      conversationId,
      author: "agent" as const,
      text: words,
      buttons: buttons.flatMap((row, at) => row.map((button) => ({ ...button, row: at }))),
    }),
  );
  await together([
    takeWaiting(tx, businessId, { conversationId, now }),
    keepSaid(tx, businessId, { said, now }),
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
