import { wordsIn, type Salon } from "../booking/salon.ts";
import type { Database, Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { text } from "../texts/bundle.ts";
import { showWriting } from "./called-service.ts";
import { isEarly } from "./burst.ts";
import {
  changeConversation,
  lockConversation,
  type StoredConversation,
} from "./conversation-store.ts";
import type { Mind } from "./mind-service.ts";
import { isOwners } from "./owner-service.ts";
import { deskJob, sayJob, turnJob } from "./say-job.ts";
import { isOn, type AgentSettings } from "./setting.ts";
import { endOpenDraft } from "./shadow-end-service.ts";
import { makeOrDraft } from "./shadow-service.ts";
import { planThought } from "./think-plan-service.ts";
import { commitTurn } from "./turn-commit-service.ts";
import type { Turn } from "./turn-make-service.ts";
import { doingOf, knownOf, sceneOf, type Scene } from "./turn-scene-service.ts";
import type { Utterance } from "./utterance.ts";
import { keepSaid } from "./leaving-store.ts";
import { takeWaiting } from "./utterance-store.ts";

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
  /** The model that reads beside the rules; without one they read alone. */
  mind?: Mind | null;
};

/**
 * Answers what a customer wrote since the last turn: read, decided, carried out and written in one transaction, while the
 * conversation is locked. What is said leaves by its job. Where a model reads too, it is asked first, for so long at most
 * as `planThought` says: then the turn comes due again, and the rules alone read.
 */
export async function takeTurn(
  deps: TurnDeps,
  { businessId, conversationId }: { businessId: string; conversationId: number },
): Promise<void> {
  const { db, clock, wakeAt, mind = null } = deps;
  const taken = await db.transaction(async (tx) => {
    const now = clock.now();
    const conversation = await lockConversation(tx, businessId, conversationId);
    if (!conversation || conversation.turnAt === null) return null;
    const { turnAt, thoughtAt } = conversation;
    if (isEarly(turnAt, now, thoughtAt !== null)) {
      await add(tx, turnJob({ businessId, conversationId }, turnAt));
      return { later: turnAt };
    }
    const scene = await sceneOf(tx, conversation);
    const due = await planThought(tx, conversation, { scene, mind, now });
    if (due !== null) return { later: due };
    const asked = { scene, botId: deps.botId(), readings: [], mind, now };
    return { by: await answerBurst(tx, conversation, asked), ms: now - turnAt };
  });
  if (taken === null) return;
  if (taken.later !== undefined) return wakeAt(taken.later);
  deps.taken({ businessId, by: taken.by, ms: taken.ms });
  deps.happened();
}

type Asked = {
  scene: Scene;
  botId: number;
  readings: Turn["readings"];
  mind: Mind | null;
  now: number;
};

/** Takes the turn of a locked conversation; `readings`: what somebody else than the rules understood. */
export async function answerBurst(
  tx: Tx,
  conversation: StoredConversation,
  { scene, botId, readings, mind, now }: Asked,
): Promise<"agent" | "human" | "off"> {
  const { businessId, id: conversationId } = conversation;
  const { burst, salon, settings } = scene;
  await endOpenDraft(tx, conversation, { ended: "stale", now });
  if (burst.length === 0 || isOwners(conversation)) {
    // Owners read it where they answer.
    await takeWaiting(tx, businessId, { conversationId, now });
    await changeConversation(tx, businessId, { id: conversationId, turnAt: null, thoughtAt: null });
    return burst.length === 0 ? "agent" : "human";
  }
  if (conversation.mode === "human") {
    await toDesk(tx, conversation, { what: "lines", burst, now });
    return "human";
  }
  if (!isOn(settings, now, salon.zone)) {
    await offTurn(tx, conversation, { burst, settings, salon, now });
    return "off";
  }
  const doing = doingOf(conversation, scene, { botId, now });
  const turn = { burst, readings, settings, client: knownOf(scene) };
  const made = await makeOrDraft(tx, doing, turn);
  if (!made) return "agent";
  await commitTurn(tx, doing, made, { ...settings, mind: settings.model ? mind : null });
  await showWriting(tx, businessId, { clientId: doing.boundId, now });
  return "agent";
}

/** A person answers: what the customer wrote is shown to them, and the agent is silent. */
async function toDesk(
  tx: Tx,
  { businessId, id: conversationId }: StoredConversation,
  { what, burst, now }: { what: "lines" | "off"; burst: readonly Utterance[]; now: number },
): Promise<void> {
  const utteranceIds = burst.map(({ id }) => id);
  await takeWaiting(tx, businessId, { conversationId, now });
  await changeConversation(tx, businessId, { id: conversationId, turnAt: null, thoughtAt: null });
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
  await toDesk(tx, conversation, { what: "off", burst, now });
  if (offToldAt !== null) return;
  const own = settings.offLine && wordsIn(settings.offLine, memory.language, salon);
  const line = own || text(memory.language, "salon-off");
  const said = [{ conversationId, author: "agent" as const, text: line, buttons: [] }];
  await keepSaid(tx, businessId, { said, now });
  await changeConversation(tx, businessId, { id: conversationId, offToldAt: now });
  await add(tx, sayJob({ businessId, conversationId }));
}
