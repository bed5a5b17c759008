import type { Line } from "../channels/line.ts";
import {
  conversationById,
  lockConversation,
  type StoredConversation,
} from "./conversation-store.ts";
import { handlesOf } from "./mind-handle.ts";
import { mindPrompt } from "./mind-prompt.ts";
import { filteredReading, readCommands } from "./mind-read.ts";
import { mindAnswer, takenCommands } from "./mind-schema.ts";
import { askMind, type Mind } from "./mind-service.ts";
import { understand } from "./rules.ts";
import { wordsOf } from "./think-plan-service.ts";
import { groupsOf } from "./turn-group.ts";
import { hintOf, worldOf, type Turn } from "./turn-make-service.ts";
import { doingOf, knownOf, sceneOf, type Scene } from "./turn-scene-service.ts";
import { answerBurst, type TurnDeps } from "./turn-service.ts";
import type { Hint, Understood } from "./understood.ts";
import { lastLines } from "./utterance-store.ts";

export type ThinkDeps = Omit<TurnDeps, "mind"> & {
  mind: Mind;
  /** Shows that somebody writes; never fails the turn. */
  typing: (line: Line, place: string) => void;
  /** A burst was thought about; no words of the customer. */
  thought: (entry: Thought) => void;
};

/** `by`: whose reading took the turn; `dropped`: commands of the model's that nobody offered or nobody said. */
export type Thought = {
  businessId: string;
  conversationId: number;
  by: "model" | "rules" | "nobody";
  dropped: number;
  ms: number;
};

type Of = { businessId: string; conversationId: number };

/**
 * Asks the model what a customer's burst means, and takes the turn with what came of it; with the rules alone where
 * nothing did. What changed meanwhile has a turn of its own, so that this one is dropped.
 */
export async function runThink(deps: ThinkDeps, of: Of): Promise<void> {
  const { db, clock } = deps;
  const began = clock.now();
  const asked = await askedOf(deps, of);
  if (asked === null) return;
  const { readings, dropped } = await readingsOf(deps, asked);
  const taken = await db.transaction(async (tx) => {
    const now = clock.now();
    const conversation = await lockConversation(tx, of.businessId, of.conversationId);
    if (!conversation || conversation.turnAt === null) return null;
    const scene = await sceneOf(tx, conversation);
    if (!isSame(asked, { conversation, scene })) return null;
    const given = { scene, botId: deps.botId(), readings, mind: deps.mind, now };
    const by = await answerBurst(tx, conversation, given);
    return { by, ms: now - (asked.conversation.thoughtAt ?? now) };
  });
  const by = taken === null ? "nobody" : readings.length > 0 ? "model" : "rules";
  deps.thought({ ...of, by, dropped, ms: clock.now() - began });
  if (taken === null) return;
  deps.taken({ businessId: of.businessId, ...taken });
  deps.happened();
}

/** The longest that the model is waited for, and what is left of the wait then for the turn itself. */
const ASK_MS = 15_000;
const REST_MS = 1500;
const TYPING_MS = 4000;
const ANSWER_TOKENS = 800;
const LINES = 12;

type Seen = { conversation: StoredConversation; scene: Scene };
type Asked = Seen & {
  hint: Hint;
  rules: Understood;
  /** The place of the words among the groups of the burst. */
  at: number;
  deadlineMs: number;
};

/** The burst as it stands, read without a lock; null: nobody waits for the model, or not for long enough. */
async function askedOf(deps: ThinkDeps, of: Of): Promise<Asked | null> {
  const { db, clock } = deps;
  const conversation = await conversationById(db, of.businessId, of.conversationId);
  if (!conversation) return null;
  const { turnAt, thoughtAt, memory } = conversation;
  if (turnAt === null || thoughtAt === null) return null;
  const now = clock.now();
  const deadlineMs = Math.min(ASK_MS, turnAt - now - REST_MS);
  if (deadlineMs < REST_MS) return null;
  const scene = await sceneOf(db, conversation);
  const words = wordsOf(groupsOf(scene.burst, memory.language));
  if (words === null) return null;
  const doing = doingOf(conversation, scene, { botId: deps.botId(), now });
  const turn = { settings: scene.settings, client: knownOf(scene) };
  const hint = hintOf(memory, await worldOf(db, doing, { memory, turn }));
  const rules = understand({ text: words.text, pressed: null }, hint);
  return { conversation, scene, hint, rules, at: words.at, deadlineMs };
}

type Readings = { readings: Turn["readings"]; dropped: number };
const rulesAlone: Readings = { readings: [], dropped: 0 };

async function readingsOf(deps: ThinkDeps, asked: Asked): Promise<Readings> {
  const { conversation, scene, hint, rules, deadlineMs } = asked;
  const { businessId, id: conversationId, memory, profileName } = conversation;
  const waiting = new Set(scene.burst.map(({ id }) => id));
  const count = LINES + waiting.size;
  const lines = await lastLines(deps.db, businessId, { conversationId, count });
  const handles = handlesOf(hint);
  const { message, ...prompt } = mindPrompt({
    hint,
    memory,
    handles,
    lines: lines.filter(({ id }) => !waiting.has(id)),
    message: rules.text,
    names: [scene.client?.name ?? null, memory.draft.name, profileName, rules.name],
    settings: scene.settings,
  });
  const stop = keepTyping(deps, conversation);
  const asking = { businessId, conversationId, zone: scene.salon.zone };
  const request = { ...prompt, schema: mindAnswer, taken: takenCommands };
  const limits = { maxTokens: ANSWER_TOKENS, deadlineMs };
  const answer = await askMind(deps, asking, { ...request, ...limits }).finally(stop);
  if ("object" in answer) {
    const { understood, dropped } = readCommands(answer.object.commands, {
      rules,
      hint,
      handles,
      message,
    });
    return { readings: inPlace(understood, asked), dropped };
  }
  if (!("failed" in answer) || !answer.filtered) return rulesAlone;
  return { readings: inPlace(filteredReading(rules), asked), dropped: 0 };
}

function inPlace(understood: Understood, { at }: Asked): Turn["readings"] {
  return [...Array.from({ length: at }, () => null), understood];
}

/** Whether nothing of what was thought about has changed: the burst, what the machine remembers, what the salon has. */
function isSame(asked: Asked, { conversation, scene }: Seen): boolean {
  const before = asked.conversation;
  return (
    conversation.thoughtAt === before.thoughtAt &&
    linesOf(scene) === linesOf(asked.scene) &&
    offersOf(scene) === offersOf(asked.scene) &&
    JSON.stringify(conversation.memory) === JSON.stringify(before.memory)
  );
}

function linesOf({ burst }: Scene): string {
  return JSON.stringify(burst.map(({ id, text }) => [id, text]));
}

function offersOf({ salon: { services, masters } }: Scene): string {
  return JSON.stringify([services, masters].map((all) => all.map(({ id }) => id)));
}

/** The channels forget after some seconds that somebody writes. */
function keepTyping({ typing }: ThinkDeps, conversation: StoredConversation): () => void {
  const show = (): void => typing(conversation, conversation.place);
  show();
  const timer = setInterval(show, TYPING_MS);
  return () => clearInterval(timer);
}
