import type { AgentChange, AgentSettings } from "../agent/setting.ts";
import { isTone, shadowSteps } from "../agent/setting.ts";
import type { ReminderSettings } from "../booking/reminder.ts";
import type { Words } from "../booking/salon.ts";
import { hoursText, parseHours } from "../bot/hours.ts";
import { languages, type Language } from "../texts/language.ts";
import { wrongsOf, type Wrongs } from "./care-edit.ts";

type Read = { agent: AgentChange; reminders: Partial<ReminderSettings> } | { wrongs: Wrongs };

const DAY_HOURS = 24;
const NEAR_HOURS = 2;
const MOST_URL = 300;

/** The agent's settings and reminders as the fields of their form. */
export function agentFields(
  { agent, reminders }: { agent: AgentSettings; reminders: ReminderSettings },
  language: Language,
): URLSearchParams {
  const { tone, restrictions, hours, answerWithinMin, deskChatId, shadowAfter } = agent;
  const { dayHours, nearHours, review, reviewUrl, comebackDays } = reminders;
  const fields = new URLSearchParams({
    tone,
    restrictions: restrictions ?? "",
    hours: hours === null ? "" : hoursText(language, hours),
    minutes: String(answerWithinMin),
    chat: deskChatId ?? "",
    shadowAfter: String(shadowAfter),
    reviewUrl: reviewUrl ?? "",
    comeback: comebackDays === null ? "" : String(comebackDays),
  });
  for (const one of languages) {
    fields.set(`greeting-${one}`, agent.greeting?.[one] ?? "");
    fields.set(`offLine-${one}`, agent.offLine?.[one] ?? "");
  }
  const ticks = {
    model: agent.model,
    shadow: agent.shadow,
    day: dayHours !== null,
    near: nearHours !== null,
    review,
  };
  for (const [name, on] of Object.entries(ticks)) if (on) fields.set(name, "on");
  return fields;
}

/** Reads the form on what is kept; each mistake stands at its field. */
export function readAgent(
  form: URLSearchParams,
  kept: { agent: AgentSettings; reminders: ReminderSettings; hasModel: boolean },
): Read {
  const field = (name: string): string => (form.get(name) ?? "").trim();
  const hours = field("hours") === "" ? null : parseHours(field("hours"));
  const minutes = wholeIn(field("minutes"), 1, 1440);
  const url = field("reviewUrl");
  const comeback = field("comeback") === "" ? null : wholeIn(field("comeback"), 7, 365);
  const wrongs = wrongsOf([
    [
      "hours",
      hours !== null && "wrong" in hours
        ? { id: "web-care-wrong-hours", args: { word: hours.wrong.slice(0, 60) } }
        : null,
    ],
    ["minutes", minutes === null ? { id: "web-care-wrong-minutes" } : null],
    ["reviewUrl", url === "" || isLink(url) ? null : { id: "web-care-wrong-url" }],
    [
      "comeback",
      field("comeback") !== "" && comeback === null ? { id: "web-care-wrong-days" } : null,
    ],
  ]);
  if (wrongs !== null || minutes === null || (hours !== null && "wrong" in hours))
    return { wrongs: wrongs ?? {} };
  const tone = field("tone");
  const shadow = form.has("shadow");
  const after = shadowSteps.find((steps) => String(steps) === field("shadowAfter"));
  return {
    agent: {
      ...(isTone(tone) ? { tone } : {}),
      restrictions: field("restrictions") === "" ? null : field("restrictions"),
      greeting: wordsIn(form, "greeting"),
      offLine: wordsIn(form, "offLine"),
      hours: hours === null ? null : hours.hours,
      answerWithinMin: minutes,
      deskChatId: field("chat") === "" ? null : field("chat"),
      ...(kept.hasModel ? { model: form.has("model") } : {}),
      // Said again it would begin to count anew.
      ...(shadow === kept.agent.shadow ? {} : { shadow }),
      ...(after === undefined ? {} : { shadowAfter: after }),
    },
    reminders: {
      dayHours: form.has("day") ? (kept.reminders.dayHours ?? DAY_HOURS) : null,
      nearHours: form.has("near") ? (kept.reminders.nearHours ?? NEAR_HOURS) : null,
      review: form.has("review"),
      reviewUrl: url === "" ? null : url,
      comebackDays: comeback,
    },
  };
}

function wordsIn(form: URLSearchParams, name: string): Words | null {
  const words: Words = {};
  for (const language of languages) {
    const line = (form.get(`${name}-${language}`) ?? "").trim();
    if (line !== "") words[language] = line;
  }
  return Object.keys(words).length === 0 ? null : words;
}

function isLink(written: string): boolean {
  if (written.length > MOST_URL || !URL.canParse(written)) return false;
  return new URL(written).protocol === "https:";
}

function wholeIn(written: string, from: number, to: number): number | null {
  if (!/^\d{1,4}$/.test(written)) return null;
  const value = Number(written);
  return value >= from && value <= to ? value : null;
}
