import { salonOf } from "../booking/salon-service.ts";
import type { Salon } from "../booking/salon.ts";
import type { Database, Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { together } from "../lib/together.ts";
import { conversationById, type StoredConversation } from "./conversation-store.ts";
import { boundClient } from "./identity-service.ts";
import { wordsOfNames } from "./mind-mask.ts";
import { askMind, mayAsk, type Mind } from "./mind-service.ts";
import { isPhrased, PHRASE_MS } from "./phrase-plan.ts";
import { phrasePrompt, phraseShape, type PhraseQuestion } from "./phrase-prompt.ts";
import { endWaiting, putWords, waitingPhrase, type Phrasing } from "./phrase-store.ts";
import { checkReply } from "./reply-check.ts";
import { sayJob } from "./say-job.ts";
import { agentSettings } from "./setting-service.ts";
import type { Made } from "./turn-make-service.ts";
import { lastLines } from "./utterance-store.ts";

export type PhraseDeps = {
  db: Database;
  clock: Clock;
  mind: Mind | null;
  wakeAt: (at: number) => void;
};

type Of = { businessId: string; conversationId: number; utteranceId: number };

/** Until when an answer waits for its words, if it is worth that; null: the template leaves at once. */
export async function planPhrase(
  tx: Tx,
  { businessId, id: conversationId }: Pick<StoredConversation, "businessId" | "id">,
  given: { made: Made; template: string; salon: Salon; mind: Mind | null; now: number },
): Promise<number | null> {
  const { made, template, salon, mind, now } = given;
  if (mind === null || !isPhrased(made, template)) return null;
  const asking = { businessId, conversationId, zone: salon.zone };
  return (await mayAsk(tx, { ...asking, mind, now })) ? now + PHRASE_MS : null;
}

export function phraseJob({ businessId, conversationId, utteranceId }: Of) {
  return {
    task: "phrase" as const,
    payload: { businessId, conversationId, utteranceId },
    maxAttempts: 1,
  };
}

/**
 * Asks the model for other words of an answer that waits, checks them, asks once more with what was wrong, and lets it leave:
 * in those words, or as it was. Whatever happens to this, the say job sends the template when its time is over.
 */
export async function runPhrase(deps: PhraseDeps, of: Of): Promise<void> {
  const { db, clock, wakeAt } = deps;
  const { businessId, conversationId } = of;
  const phrasing = await waitingPhrase(db, businessId, of);
  if (!phrasing) return;
  const words = await worded(deps, of, phrasing);
  await db.transaction(async (tx) => {
    // Nobody may have read the template to send it by then.
    const now = clock.now() + MARGIN_MS;
    const put = words !== null && (await putWords(tx, businessId, { ...of, words, now }));
    if (!put) await endWaiting(tx, businessId, of);
    await add(tx, sayJob({ businessId, conversationId }));
  });
  wakeAt(clock.now());
}

const MARGIN_MS = 500;
/** A shorter rest is no time for an answer. */
const LEAST_MS = 1500;
const LINES = 6;
const TOKENS = 700;

/** The words that passed the check; null: none did in time. */
async function worded(
  { db, clock, mind }: PhraseDeps,
  of: Of,
  { text: template, phrasedBy }: Phrasing,
): Promise<string | null> {
  const scene = mind && (await sceneOf(db, of, template));
  if (!mind || !scene) return null;
  const { salon, question } = scene;
  const { language } = question;
  const { businessId, conversationId } = of;
  const asking = { businessId, conversationId, zone: salon.zone };
  let { before } = question;
  for (let tries = 0; tries < 2; tries += 1) {
    const now = clock.now();
    const deadlineMs = phrasedBy - MARGIN_MS - now;
    if (deadlineMs < LEAST_MS) return null;
    const asked = phrasePrompt({ ...question, before });
    const request = { ...asked, schema: phraseShape, maxTokens: TOKENS, deadlineMs };
    const answer = await askMind({ db, clock, mind }, asking, request);
    if (!("object" in answer)) return null;
    const reply = answer.object.reply.trim();
    const checked = checkReply(reply, { template, language, salon, now });
    if (checked.ok) return reply;
    before = { reply, wrong: checked.wrong };
  }
  return null;
}

/** What the question is made of; null where no model is wanted any more. */
async function sceneOf(
  db: Database,
  { businessId, conversationId, utteranceId }: Of,
  template: string,
): Promise<{ salon: Salon; question: PhraseQuestion } | null> {
  const conversation = await conversationById(db, businessId, conversationId);
  if (!conversation) return null;
  const [salon, settings, client, lines] = await together([
    salonOf(db, businessId),
    agentSettings(db, businessId),
    boundClient(db, conversation),
    lastLines(db, businessId, { conversationId, count: LINES }),
  ]);
  if (!settings.model) return null;
  const { memory, profileName } = conversation;
  const { tone, restrictions } = settings;
  const question: PhraseQuestion = {
    template,
    language: memory.language,
    settings: { tone, restrictions },
    lines: lines.filter(({ id }) => id < utteranceId),
    hidden: wordsOfNames([profileName, memory.draft.name, client?.name], [template]),
    before: null,
  };
  return { salon, question };
}
