import { eq } from "drizzle-orm";
import { agentSettings as settings } from "../db/schema/agent.ts";
import type { Tx } from "../db/client.ts";
import type { Words } from "../booking/salon.ts";
import { chatOf } from "../business/chat-service.ts";
import { areHours } from "../business/working-hours.ts";
import { cleanName } from "../texts/html.ts";
import { languages } from "../texts/language.ts";
import {
  isTone,
  shadowSteps,
  usualSettings,
  type AgentChange,
  type AgentSettings,
} from "./setting.ts";

/** How the agent of a business behaves. */
export async function agentSettings(tx: Tx, businessId: string): Promise<AgentSettings> {
  const [row] = await tx.select().from(settings).where(eq(settings.businessId, businessId));
  return row ? toSettings(row) : usualSettings;
}

/** Changes what is given; a chat must be one that the business has subscribed. */
export async function changeAgent(
  tx: Tx,
  businessId: string,
  change: AgentChange,
): Promise<AgentSettings | { refused: "hours" | "minutes" | "chat" | "steps" }> {
  const { hours, answerWithinMin, deskChatId, shadowAfter } = change;
  if (hours && !areHours(hours)) return { refused: "hours" };
  if (answerWithinMin !== undefined && !isMinutes(answerWithinMin)) return { refused: "minutes" };
  if (shadowAfter !== undefined && !shadowSteps.some((steps) => steps === shadowAfter))
    return { refused: "steps" };
  if (deskChatId) {
    const chat = await chatOf(tx, businessId, deskChatId);
    if (!chat?.subscribed) return { refused: "chat" };
  }
  const set = cleaned(change);
  const [row] = await tx
    .insert(settings)
    .values({ businessId, ...set })
    .onConflictDoUpdate({ target: settings.businessId, set: { businessId, ...set } })
    .returning();
  return row ? toSettings(row) : usualSettings;
}

const DAY_MIN = 24 * 60;
const LINE_LENGTH = 400;
const RULES_LENGTH = 2000;

function isMinutes(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= DAY_MIN;
}

function cleaned(change: AgentChange): AgentChange {
  const { greeting, offLine, restrictions, shadow } = change;
  return {
    ...change,
    // Each time it is turned on or off, the drafts in a row are counted from the beginning.
    ...(shadow === undefined ? {} : { shadowUnchanged: 0 }),
    ...(greeting === undefined ? {} : { greeting: wordsOrNull(greeting) }),
    ...(offLine === undefined ? {} : { offLine: wordsOrNull(offLine) }),
    ...(restrictions === undefined ? {} : { restrictions: cleanName(restrictions, RULES_LENGTH) }),
  };
}

function wordsOrNull(words: Words | null): Words | null {
  if (words === null) return null;
  const kept: Words = {};
  for (const language of languages) {
    const line = cleanName(words[language], LINE_LENGTH);
    if (line !== null) kept[language] = line;
  }
  return Object.keys(kept).length === 0 ? null : kept;
}

function toSettings(row: typeof settings.$inferSelect): AgentSettings {
  const { businessId: _business, tone, ...rest } = row;
  return { ...rest, tone: isTone(tone) ? tone : "warm" };
}
