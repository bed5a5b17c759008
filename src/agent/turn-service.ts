import { busyOf, salonOf } from "../booking/salon-service.ts";
import { wordsIn, type Salon } from "../booking/salon.ts";
import { comingVisits } from "../booking/visit-service.ts";
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
import type { Conversation, World } from "./conversation.ts";
import { boundClient } from "./customer-service.ts";
import { mediaSaying } from "./media.ts";
import { render } from "./render.ts";
import { understand } from "./rules.ts";
import { closeJob, deskJob, sayJob, turnJob } from "./say-job.ts";
import type { Saying } from "./saying.ts";
import { agentSettings } from "./setting-service.ts";
import { isOn, type AgentSettings } from "./setting.ts";
import { settle, step } from "./step.ts";
import { carryOut, type Doing } from "./turn-do-service.ts";
import { groupsOf, type Group } from "./turn-group.ts";
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
  await agentTurn(tx, doing, { burst, settings, client: known });
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

type Turn = {
  burst: readonly Utterance[];
  settings: AgentSettings;
  client: World["client"];
};

async function agentTurn(tx: Tx, doing: Doing, turn: Turn): Promise<void> {
  const { conversation, salon, now } = doing;
  const { businessId, id: conversationId } = conversation;
  let memory = conversation.memory;
  const says: Saying[] = [];
  for (const group of groupsOf(turn.burst, memory.language)) {
    const answered = await answerGroup(tx, doing, { group, memory, turn });
    memory = answered.memory;
    says.push(...answered.says);
    if (answered.handedOff) break;
  }
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

type Answered = { memory: Conversation; says: Saying[]; handedOff: boolean };

async function answerGroup(
  tx: Tx,
  doing: Doing,
  { group, memory, turn }: { group: Group; memory: Conversation; turn: Turn },
): Promise<Answered> {
  if ("oldButton" in group) return { memory, says: [{ id: "salon-old-button" }], handedOff: false };
  if ("media" in group) return { memory, says: [mediaSaying(group.media)], handedOff: false };
  const world = await worldOf(tx, doing, { memory, turn });
  const { salon, now } = doing;
  const { asked, offered, draft, language } = memory;
  const hint = { now, salon, language, asked, offered, draft, mine: world.mine };
  const stepped = step(memory, understand(group.heard, hint), world);
  if (stepped.do.length === 0)
    return { memory: stepped.conversation, says: stepped.say, handedOff: false };
  const done = await carryOut(tx, doing, stepped.do);
  // What was refused was taken by somebody since: what is offered now is read anew.
  const after = await worldOf(tx, doing, { memory: stepped.conversation, turn });
  const settled = settle(stepped.conversation, done, after);
  return {
    memory: settled.conversation,
    says: [...stepped.say, ...settled.say],
    handedOff: done.some((one) => "did" in one && one.did === "handoff"),
  };
}

const DAY_MS = 86_400_000;

async function worldOf(
  tx: Tx,
  { conversation, salon, boundId, now }: Doing,
  { memory, turn }: { memory: Conversation; turn: Turn },
): Promise<World> {
  const { businessId, id: conversationId, profileName, channel, place } = conversation;
  const { settings, client } = turn;
  const own =
    memory.visitWish === "move" ? [memory.draft.holdId, memory.visitId] : [memory.draft.holdId];
  const until = now + (salon.rules.horizonDays + 2) * DAY_MS;
  const [busy, mine] = await together([
    busyOf(tx, businessId, {
      from: now - DAY_MS,
      to: until,
      now,
      but: own.filter((id) => id !== null),
    }),
    comingVisits(tx, businessId, { conversationId, clientId: boundId, now }),
  ]);
  const greeting = settings.greeting && wordsIn(settings.greeting, memory.language, salon);
  return {
    now,
    salon,
    busy,
    mine,
    client,
    profileName,
    channelPhone: channel === "whatsapp" ? `+${place}` : null,
    tone: settings.tone,
    greeting: greeting || null,
  };
}
