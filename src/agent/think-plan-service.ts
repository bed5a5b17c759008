import type { Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import { changeConversation, type StoredConversation } from "./conversation-store.ts";
import { mayAsk, type Mind } from "./mind-service.ts";
import { isSure } from "./mind-sure.ts";
import { isOwners } from "./owner-service.ts";
import { understand } from "./rules.ts";
import { thinkJob, turnJob } from "./say-job.ts";
import { isOn } from "./setting.ts";
import { groupsOf, type Group } from "./turn-group.ts";
import { hintOf, worldOf } from "./turn-make-service.ts";
import { doingOf, knownOf, type Scene } from "./turn-scene-service.ts";
import { THINK_MS } from "./burst.ts";

/** Whoever goes on writing is answered by the rules: each new message drops what the model was asked. */
const PATIENCE_MS = 30_000;

/** Has the model asked what a burst means, if it is worth that; gives until when its answer is waited for. */
export async function planThought(
  tx: Tx,
  conversation: StoredConversation,
  { scene, mind, now }: { scene: Scene; mind: Mind | null; now: number },
): Promise<number | null> {
  if (mind === null || !(await isWorth(tx, conversation, { scene, mind, now }))) return null;
  const { businessId, id: conversationId } = conversation;
  const of = { businessId, conversationId };
  const turnAt = now + THINK_MS;
  await changeConversation(tx, businessId, { id: conversationId, thoughtAt: now, turnAt });
  await add(tx, [thinkJob(of), turnJob(of, turnAt)]);
  return turnAt;
}

/** The words of a burst that the model is asked about, and their place among its groups. After a button they mean what that led to. */
export function wordsOf(groups: readonly Group[]): { at: number; text: string } | null {
  const at = groups.findIndex((group) => "heard" in group);
  const group = groups[at];
  if (!group || !("heard" in group) || group.heard.pressed !== null) return null;
  return { at, text: group.heard.text };
}

async function isWorth(
  tx: Tx,
  conversation: StoredConversation,
  { scene, mind, now }: { scene: Scene; mind: Mind; now: number },
): Promise<boolean> {
  const { businessId, id: conversationId, memory, mode, thoughtAt } = conversation;
  const { burst, settings, salon } = scene;
  const [first] = burst;
  if (!first || thoughtAt !== null) return false;
  // What waits for a person waits for long.
  if (!settings.shadow && now - first.at > PATIENCE_MS) return false;
  if (!settings.model || mode !== "agent" || isOwners(conversation)) return false;
  if (!isOn(settings, now, salon.zone)) return false;
  const words = wordsOf(groupsOf(burst, memory.language));
  if (words === null) return false;
  const asking = { businessId, conversationId, zone: salon.zone };
  if (!(await mayAsk(tx, { ...asking, mind, now }))) return false;
  const doing = doingOf(conversation, scene, { botId: 0, now });
  const world = await worldOf(tx, doing, { memory, turn: { settings, client: knownOf(scene) } });
  const hint = hintOf(memory, world);
  return !isSure(understand({ text: words.text, pressed: null }, hint), hint);
}
