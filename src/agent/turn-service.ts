import { salonOf } from "../booking/salon-service.ts";
import { wordsIn, type Salon } from "../booking/salon.ts";
import type { Database, Tx } from "../db/client.ts";
import { add, type Job } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { together } from "../lib/together.ts";
import { text } from "../texts/bundle.ts";
import { isEarly } from "./burst.ts";
import {
  changeConversation,
  lockConversation,
  type StoredConversation,
} from "./conversation-store.ts";
import type { Conversation } from "./conversation.ts";
import { boundClient } from "./identity-service.ts";
import { isOwners } from "./owner-service.ts";
import { render } from "./render.ts";
import { closeJob, deskJob, sayJob, turnJob } from "./say-job.ts";
import { agentSettings } from "./setting-service.ts";
import { isOn, type AgentSettings } from "./setting.ts";
import type { Doing } from "./turn-do-service.ts";
import { makeTurn, type Turn } from "./turn-make-service.ts";
import type { Utterance } from "./utterance.ts";
import { keepSaid, takeWaiting } from "./utterance-store.ts";

export type TurnDeps = {
  db: Database;
  clock: Clock;
  /** The main bot's: it tells the business's people. */
  botId: () => number;
  wakeAt: (at: number) => void;
  /** Events were written: the relay looks at once. */
  happened: () => void;
  /** A turn was taken; `ms`: from the moment it was due. */
  taken: (entry: { businessId: string; by: "agent" | "human" | "off"; ms: number }) => void;
};

/** A goodbye that stays unanswered for so long is the end of the dialogue. */
const GOODBYE_MS = 30 * 60_000;

/**
 * Answers what a customer wrote since the last turn: read, decided, carried out and written in one transaction, while the
 * conversation is locked. What is said leaves by its job.
 */
export async function takeTurn(
  deps: TurnDeps,
  { businessId, conversationId }: { businessId: string; conversationId: number },
): Promise<void> {
  const { db, clock, wakeAt } = deps;
  const taken = await db.transaction(async (tx) => {
    const now = clock.now();
    const conversation = await lockConversation(tx, businessId, conversationId);
    if (!conversation || conversation.turnAt === null) return null;
    const { turnAt } = conversation;
    if (isEarly(turnAt, now)) {
      await add(tx, turnJob({ businessId, conversationId }, turnAt));
      return { later: turnAt };
    }
    const by = await answer(tx, conversation, { botId: deps.botId(), now });
    return { by, ms: now - turnAt };
  });
  if (taken === null) return;
  if (taken.later !== undefined) return wakeAt(taken.later);
  deps.taken({ businessId, by: taken.by, ms: taken.ms });
  deps.happened();
}

type Asked = { botId: number; now: number };

async function answer(
  tx: Tx,
  conversation: StoredConversation,
  { botId, now }: Asked,
): Promise<"agent" | "human" | "off"> {
  const { businessId, id: conversationId } = conversation;
  const [burst, salon, settings, client] = await together([
    takeWaiting(tx, businessId, { conversationId, now }),
    salonOf(tx, businessId),
    agentSettings(tx, businessId),
    boundClient(tx, conversation),
  ]);
  if (burst.length === 0) {
    await changeConversation(tx, businessId, { id: conversationId, turnAt: null });
    return "agent";
  }
  if (isOwners(conversation)) {
    // They read it where they answer.
    await changeConversation(tx, businessId, { id: conversationId, turnAt: null });
    return "human";
  }
  if (conversation.mode === "human") {
    await toDesk(tx, conversation, { what: "lines", burst });
    return "human";
  }
  if (!isOn(settings, now, salon.zone)) {
    await offTurn(tx, conversation, { burst, settings, salon, now });
    return "off";
  }
  const doing = { conversation, salon, boundId: client?.id ?? null, botId, now };
  const known = client && { name: client.name, phone: client.phones[0] ?? null };
  await agentTurn(tx, doing, { burst, readings: [], settings, client: known });
  return "agent";
}

/** A person answers: what the customer wrote is shown to them, and the agent is silent. */
async function toDesk(
  tx: Tx,
  { businessId, id: conversationId }: StoredConversation,
  { what, burst }: { what: "lines" | "off"; burst: readonly Utterance[] },
): Promise<void> {
  const utteranceIds = burst.map(({ id }) => id);
  await changeConversation(tx, businessId, { id: conversationId, turnAt: null });
  await add(tx, deskJob({ businessId, conversationId }, { what, utteranceIds }));
}

/** The agent is off: the business's people get the message, and the customer one line, once. */
async function offTurn(
  tx: Tx,
  conversation: StoredConversation,
  about: { burst: readonly Utterance[]; settings: AgentSettings; salon: Salon; now: number },
): Promise<void> {
  const { burst, settings, salon, now } = about;
  const { businessId, id: conversationId, memory, offToldAt } = conversation;
  await toDesk(tx, conversation, { what: "off", burst });
  if (offToldAt !== null) return;
  const own = settings.offLine && wordsIn(settings.offLine, memory.language, salon);
  const line = own || text(memory.language, "salon-off");
  const said = [{ conversationId, author: "agent" as const, text: line, buttons: [] }];
  await keepSaid(tx, businessId, { said, now });
  await changeConversation(tx, businessId, { id: conversationId, offToldAt: now });
  await add(tx, sayJob({ businessId, conversationId }));
}

async function agentTurn(tx: Tx, doing: Doing, turn: Turn): Promise<void> {
  const { conversation, salon, now } = doing;
  const { businessId, id: conversationId } = conversation;
  const { memory, says } = await makeTurn(tx, doing, turn);
  const { language } = memory;
  const { tone } = turn.settings;
  const said = render(says, { salon, language, tone }).map(({ text: words, buttons }) => ({
    conversationId,
    author: "agent" as const,
    text: words,
    buttons: buttons.flatMap((row, at) => row.map((button) => ({ ...button, row: at }))),
  }));
  await together([
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
