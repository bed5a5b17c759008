import { memberOf } from "../business/member-service.ts";
import { isWindowOver } from "../channels/window.ts";
import type { Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import {
  changeConversation,
  lockConversation,
  type StoredConversation,
} from "./conversation-store.ts";
import { goHuman, sayable } from "./handoff-service.ts";
import { opened } from "./open.ts";
import { SILENCE_MS } from "./receive-service.ts";
import { closeJob, sayJob, turnJob } from "./say-job.ts";
import { changeAgent } from "./setting-service.ts";
import { isOnlySaid, isSame, type Draft, type DraftRefused } from "./shadow.ts";
import { countUnchanged } from "./shadow-count-service.ts";
import { endOpenDraft, endThisDraft } from "./shadow-end-service.ts";
import { keepDraft, tryTurn } from "./shadow-service.ts";
import { draftById } from "./shadow-store.ts";
import { commitTurn } from "./turn-commit-service.ts";
import type { Doing } from "./turn-do-service.ts";
import type { Turn } from "./turn-make-service.ts";
import { doingOf, knownOf, sceneOf } from "./turn-scene-service.ts";
import { keepSaid } from "./leaving-store.ts";
import { takeWaiting } from "./utterance-store.ts";

type Pressed = { draftId: number; by: number; botId: number; now: number };

/** What it would do has changed meanwhile. `again`: another draft waits; `passed`: no person had to let it through any more. */
type CameOut = { again: true } | { passed: true };

/** `alone`: the agent answers by itself from now on. */
export type DraftSent = { sent: true; alone: boolean } | CameOut | DraftRefused;

/** `only`: nothing but the words left, because the draft would have written something. */
export type DraftEdited =
  | { sent: true; only: boolean }
  | CameOut
  | { refused: "empty" }
  | { refused: "too_long" }
  | DraftRefused;

/** Whether somebody may still change a draft's words; `only`: nothing but those would leave then. */
export async function openDraftOf(
  tx: Tx,
  businessId: string,
  pressed: Pressed,
): Promise<{ only: boolean } | DraftRefused> {
  const found = await sendable(tx, businessId, pressed);
  return "refused" in found ? found : { only: !isOnlySaid(found.draft.does) };
}

/** Takes the turn of a draft as it was shown; where it would come out otherwise by now, nothing of it is written. */
export async function sendDraft(tx: Tx, businessId: string, pressed: Pressed): Promise<DraftSent> {
  const found = await sendable(tx, businessId, pressed);
  if ("refused" in found) return found;
  const other = await retaken(tx, found, { words: null });
  if (other !== null) return other;
  const { doing, draft } = found;
  const { by, botId, now } = pressed;
  await endThisDraft(tx, doing.conversation, { draftId: draft.id, ended: "sent", by, now });
  const alone = await countUnchanged(tx, businessId, { draftId: draft.id, botId, now });
  return { sent: true, alone };
}

/** Sends a person's words in place of a draft's. What the draft would have written is not written: only its words were changed. */
export async function editDraft(
  tx: Tx,
  businessId: string,
  { text, ...pressed }: Pressed & { text: string },
): Promise<DraftEdited> {
  const words = sayable(text);
  if ("refused" in words) return words;
  const found = await sendable(tx, businessId, pressed);
  if ("refused" in found) return found;
  const only = !isOnlySaid(found.draft.does);
  const other = only
    ? await sayOnly(tx, found.doing, words.text)
    : await retaken(tx, found, { words: words.text });
  if (other !== null) return other;
  const { by, now, draftId } = pressed;
  await endThisDraft(tx, found.doing.conversation, { draftId, ended: "edited", by, now });
  await changeAgent(tx, businessId, { shadowUnchanged: 0 });
  return { sent: true, only };
}

/** A person answers this customer from now on, and the agent is silent. */
export async function answerInstead(
  tx: Tx,
  businessId: string,
  pressed: Pressed,
): Promise<{ taken: true } | DraftRefused> {
  const found = await openDraft(tx, businessId, pressed);
  if ("refused" in found) return found;
  const { by, now } = pressed;
  await goHuman(tx, found.doing.conversation, { reason: "operator", takenBy: by, now });
  return { taken: true };
}

type Open = { draft: Draft; doing: Doing; turn: Turn };

/** A draft whose answer the channel still takes. */
async function sendable(
  tx: Tx,
  businessId: string,
  pressed: Pressed,
): Promise<Open | DraftRefused> {
  const found = await openDraft(tx, businessId, pressed);
  if ("refused" in found) return found;
  return isWindowOver(found.doing.conversation, pressed.now) ? { refused: "closed" } : found;
}

/** A draft that still answers all that the customer wrote, with its conversation locked. */
async function openDraft(
  tx: Tx,
  businessId: string,
  { draftId, botId, now }: Pressed,
): Promise<Open | DraftRefused> {
  const known = await draftById(tx, businessId, { id: draftId });
  const conversation = known && (await lockConversation(tx, businessId, known.conversationId));
  const draft = conversation && (await draftById(tx, businessId, { id: draftId }));
  if (!draft) return { refused: "gone" };
  if (draft.ended === "stale") return { refused: "stale" };
  if (draft.ended !== null) {
    const member = draft.endedBy === null ? null : await memberOf(tx, businessId, draft.endedBy);
    return { refused: draft.ended, by: member?.name ?? null };
  }
  if (conversation.unreachableAt !== null) return { refused: "unreachable" };
  const scene = await sceneOf(tx, conversation);
  const waits = scene.burst.map(({ id }) => id);
  if (
    conversation.turnAt !== null ||
    JSON.stringify(waits) !== JSON.stringify(draft.utteranceIds)
  ) {
    await endOpenDraft(tx, conversation, { ended: "stale", now });
    await drawAnew(tx, conversation, now);
    return { refused: "stale" };
  }
  const { burst, settings } = scene;
  return {
    draft,
    doing: doingOf(conversation, scene, { botId, now }),
    turn: { burst, readings: draft.readings, settings, client: knownOf(scene) },
  };
}

/** What waits without a turn that would answer it gets one. */
async function drawAnew(
  tx: Tx,
  { businessId, id: conversationId, turnAt }: StoredConversation,
  now: number,
): Promise<void> {
  if (turnAt !== null) return;
  await changeConversation(tx, businessId, { id: conversationId, turnAt: now });
  await add(tx, turnJob({ businessId, conversationId }, now));
}

/** Takes the turn again, with a person's words perhaps; where it came out otherwise, those do not leave, and how it did is told. */
async function retaken(
  tx: Tx,
  { draft, doing, turn }: Open,
  { words }: { words: string | null },
): Promise<CameOut | null> {
  const same = { yes: false };
  const { made, stands } = await tryTurn(tx, doing, turn, ({ done }, answer) => {
    same.yes = isSame(draft, { done, answer });
    return same.yes;
  });
  const { conversation, now } = doing;
  await stayOpen(tx, doing);
  if (!same.yes) await endThisDraft(tx, conversation, { draftId: draft.id, ended: "stale", now });
  if (!stands) {
    await keepDraft(tx, doing, { turn, made, instead: true });
    return { again: true };
  }
  const person = { words: same.yes ? words : null };
  await commitTurn(tx, doing, made, { tone: turn.settings.tone, person });
  return same.yes ? null : { passed: true };
}

/** Only a person's words leave. The machine's question goes: they may have asked another. */
async function sayOnly(tx: Tx, doing: Doing, words: string): Promise<null> {
  const { conversation, now } = doing;
  const { businessId, id: conversationId, memory } = conversation;
  const { state, visited, bookedId } = memory;
  await takeWaiting(tx, businessId, { conversationId, now });
  await changeConversation(tx, businessId, {
    id: conversationId,
    memory: { ...opened(memory.language), state, visited, bookedId },
    lastAt: now,
  });
  const said = [{ conversationId, author: "operator" as const, text: words, buttons: [] }];
  await keepSaid(tx, businessId, { said, now });
  await add(tx, sayJob({ businessId, conversationId }));
  await stayOpen(tx, doing);
  return null;
}

/** What was to close the dialogue found a draft in it, and let it be. */
async function stayOpen(tx: Tx, { conversation, now }: Doing): Promise<void> {
  const { businessId, id: conversationId } = conversation;
  await add(tx, closeJob({ businessId, conversationId }, now + SILENCE_MS));
}
