import type { AgentChange } from "../agent/setting.ts";
import { changeAgent } from "../agent/setting-service.ts";
import { changeReminders } from "../booking/reminder-service.ts";
import type { Business } from "../business/business.ts";
import { may } from "../business/role.ts";
import type { Language } from "../texts/language.ts";
import { actingFor, whoMay } from "./access.ts";
import type { Action } from "./action.ts";
import type { Reminders } from "./agent-remind-screen.ts";
import { showAgent } from "./agent-show.ts";
import { readLines } from "./agent-words.ts";
import type { DeskContext } from "./context.ts";
import { ask, form } from "./form.ts";
import { parseHours } from "./hours.ts";
import { html } from "./say.ts";
import { tell } from "./screen.ts";

type Asked = Extract<Action, { do: "agent_ask" }>["what"];

/** Takes what an owner writes of the agent and of what it sends by the clock. */
export const agentForm = form<{ businessId: string; what: Asked }>(
  "agent",
  async (ctx, state, answer) => {
    const { language } = ctx.desk;
    const member = await actingFor(ctx, state.businessId);
    if (!member || !may(member.role, "settings")) {
      await tell(ctx, "bot-no-right", { who: whoMay(language, "settings") });
      return null;
    }
    const read = takes[state.what](language, { answer: answer.trim(), business: member.business });
    if ("wrong" in read) {
      await ask(ctx, read.wrong);
      return state;
    }
    await keep(ctx, state.businessId, read);
    const isReminder = "reminders" in read;
    await showAgent(ctx, member, { screen: isReminder ? "reminders" : "main" });
    return null;
  },
);

type Answered = { answer: string; business: Business };
type Taken = { agent: AgentChange } | { reminders: Partial<Reminders> };
type Take = (language: Language, answered: Answered) => Taken | { wrong: string };

const takes: Record<Asked, Take> = {
  greeting: (language, answered) => lineOf(language, answered, "greeting"),
  off_line: (language, answered) => lineOf(language, answered, "offLine"),
  restrictions: (language, { answer }) => {
    if (isNothing(answer)) return { agent: { restrictions: null } };
    if (!/[\p{L}\p{N}]/u.test(answer)) return { wrong: html(language, "desk-agent-line-bad") };
    return { agent: { restrictions: answer } };
  },
  hours: (language, { answer }) => {
    if (isNothing(answer)) return { agent: { hours: null } };
    const read = parseHours(answer);
    if ("wrong" in read)
      return { wrong: html(language, "settings-hours-wrong", { word: read.wrong.slice(0, 60) }) };
    return { agent: { hours: read.hours } };
  },
  minutes: (language, { answer }) => {
    const minutes = wholeIn(answer, 1, 1440);
    if (minutes !== null) return { agent: { answerWithinMin: minutes } };
    return { wrong: wrong(language, "desk-agent-minutes-bad", answer) };
  },
  review: (language, { answer }) => {
    if (isNothing(answer)) return { reminders: { reviewUrl: null } };
    const url = URL.canParse(answer) ? new URL(answer) : null;
    if (url?.protocol === "https:" && answer.length <= MOST_URL)
      return { reminders: { review: true, reviewUrl: url.href } };
    return { wrong: wrong(language, "desk-agent-review-bad", answer) };
  },
  comeback: (language, { answer }) => {
    if (isNothing(answer)) return { reminders: { comebackDays: null } };
    const days = wholeIn(answer, 7, 365);
    if (days !== null) return { reminders: { comebackDays: days } };
    return { wrong: wrong(language, "desk-agent-comeback-bad", answer) };
  },
};

const MOST_URL = 300;

async function keep(ctx: DeskContext, businessId: string, taken: Taken): Promise<void> {
  const { db } = ctx.desk.deps;
  if ("agent" in taken) await changeAgent(db, businessId, taken.agent);
  else await changeReminders(db, businessId, taken.reminders);
}

function lineOf(
  language: Language,
  { answer, business }: Answered,
  field: "greeting" | "offLine",
): Taken | { wrong: string } {
  if (isNothing(answer)) return { agent: { [field]: null } };
  const words = readLines(answer, business.language);
  return words ? { agent: { [field]: words } } : { wrong: html(language, "desk-agent-line-bad") };
}

function isNothing(answer: string): boolean {
  return /^[-–—]$/u.test(answer);
}

function wholeIn(answer: string, from: number, to: number): number | null {
  const [, digits] = /^(\d{1,4})(?:\s*\p{L}{1,8}\.?)?$/u.exec(answer) ?? [];
  const value = digits === undefined ? null : Number(digits);
  return value !== null && value >= from && value <= to ? value : null;
}

function wrong(
  language: Language,
  id: "desk-agent-minutes-bad" | "desk-agent-review-bad" | "desk-agent-comeback-bad",
  answer: string,
): string {
  return html(language, id, { word: answer.slice(0, 60) });
}
