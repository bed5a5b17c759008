import { busyOf } from "../booking/salon-service.ts";
import { wordsIn } from "../booking/salon.ts";
import { comingVisits } from "../booking/visit-service.ts";
import { phoneAt } from "../channels/handle-service.ts";
import type { Tx } from "../db/client.ts";
import { together } from "../lib/together.ts";
import { calledBefore } from "./called-service.ts";
import type { Command, Done } from "./command.ts";
import type { Conversation, World } from "./conversation.ts";
import { mediaSaying } from "./media.ts";
import { understand } from "./rules.ts";
import type { Saying } from "./saying.ts";
import type { AgentSettings } from "./setting.ts";
import { settle, step } from "./step.ts";
import { carryOut, type Doing } from "./turn-do-service.ts";
import { groupsOf, type Group } from "./turn-group.ts";
import type { Hint, Understood } from "./understood.ts";
import type { Utterance } from "./utterance.ts";

export type Turn = {
  burst: readonly Utterance[];
  /** What the pieces of the burst mean, in the order of `groupsOf`, where somebody else than the rules read them. */
  readings: readonly (Understood | null)[];
  settings: AgentSettings;
  client: World["client"];
};

/** A turn as it came out: what is remembered, what is to be said, and what was done on the way. */
export type Made = {
  memory: Conversation;
  says: Saying[];
  /** Of each piece in turn, for whoever shows or repeats the turn. */
  understood: (Understood | null)[];
  commands: Command[];
  done: Done[];
};

/** Takes a turn: what came is understood, decided and carried out; nothing is said yet. */
export async function makeTurn(tx: Tx, doing: Doing, turn: Turn): Promise<Made> {
  let { memory } = doing.conversation;
  const made: Omit<Made, "memory"> = { says: [], understood: [], commands: [], done: [] };
  for (const [at, group] of groupsOf(turn.burst, memory.language).entries()) {
    const reading = turn.readings[at] ?? null;
    const answered = await answerGroup(tx, doing, { group, reading, memory, turn });
    memory = answered.memory;
    made.says.push(...answered.says);
    made.understood.push(answered.understood);
    made.commands.push(...answered.commands);
    made.done.push(...answered.done);
    if (answered.done.some((one) => "did" in one && one.did === "handoff")) break;
  }
  return { memory, ...made };
}

type Answered = {
  memory: Conversation;
  says: Saying[];
  understood: Understood | null;
  commands: readonly Command[];
  done: readonly Done[];
};

async function answerGroup(
  tx: Tx,
  doing: Doing,
  given: { group: Group; reading: Understood | null; memory: Conversation; turn: Turn },
): Promise<Answered> {
  const { group, reading, memory, turn } = given;
  const wordless = { memory, understood: null, commands: [], done: [] };
  if ("oldButton" in group) return { ...wordless, says: [{ id: "salon-old-button" }] };
  if ("media" in group) return { ...wordless, says: [mediaSaying(group.media)] };
  const world = await worldOf(tx, doing, { memory, turn });
  const understood = reading ?? understand(group.heard, hintOf(memory, world));
  const stepped = step(memory, understood, world);
  const commands = stepped.do;
  if (commands.length === 0)
    return {
      memory: stepped.conversation,
      says: stepped.say,
      understood,
      commands,
      done: [],
    };
  const done = await carryOut(tx, doing, commands);
  // What was refused was taken by somebody since: what is offered now is read anew.
  const after = await worldOf(tx, doing, { memory: stepped.conversation, turn });
  const settled = settle(stepped.conversation, done, after);
  return {
    memory: settled.conversation,
    says: [...stepped.say, ...settled.say],
    understood,
    commands,
    done,
  };
}

/** What a message may lean on. */
export function hintOf(memory: Conversation, { now, salon, mine }: World): Hint {
  const { asked, offered, draft, language } = memory;
  return { now, salon, language, asked, offered, draft, mine };
}

const DAY_MS = 86_400_000;

/** What the machine may know, read in the turn's transaction. */
export async function worldOf(
  tx: Tx,
  { conversation, salon, boundId, now }: Doing,
  { memory, turn }: { memory: Conversation; turn: Pick<Turn, "settings" | "client"> },
): Promise<World> {
  const { businessId, id: conversationId, profileName, channel, place } = conversation;
  const { settings, client } = turn;
  const own =
    memory.visitWish === "move" ? [memory.draft.holdId, memory.visitId] : [memory.draft.holdId];
  const until = now + (salon.rules.horizonDays + 2) * DAY_MS;
  const [busy, mine, channelPhone, called] = await together([
    busyOf(tx, businessId, {
      from: now - DAY_MS,
      to: until,
      now,
      but: own.filter((id) => id !== null),
    }),
    comingVisits(tx, businessId, { conversationId, clientId: boundId, now }),
    phoneAt(tx, businessId, { channel, place }),
    calledBefore(tx, conversation, now),
  ]);
  const greeting = settings.greeting && wordsIn(settings.greeting, memory.language, salon);
  return {
    now,
    salon,
    busy,
    mine,
    client,
    profileName,
    channelPhone,
    called,
    tone: settings.tone,
    greeting: greeting || null,
  };
}
