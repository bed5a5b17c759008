import type { OpenFollowup } from "../calls/followup-list-service.ts";
import { dateOf } from "../calls/period.ts";
import { dayShort, timeOf } from "../texts/format.ts";
import type { Say } from "./say.ts";
import type { Desk } from "./today-desk.tsx";

/** How urgent a call back is: its ring, the big word and the small one beside it. */
export type Due = {
  tone: "late" | "soon" | "free" | "wait";
  /** How much of the promised time has passed, in percent. */
  passed: number;
  left: string;
  until: string;
};

const MINUTE_MS = 60_000;
/** What is due so much later is told by its hour: minutes say nothing. */
const FAR_MS = 10 * 60 * MINUTE_MS;

export function dueOf(
  { say, language, zone, now, visitor }: Desk,
  { dueAt, overdueAt }: Pick<OpenFollowup, "dueAt" | "overdueAt">,
): Due {
  if (dueAt === null) return { tone: "wait", passed: 0, left: "—", until: say("web-wait-no-due") };
  const time = timeOf(language, dueAt, zone);
  const today = dateOf(dueAt, zone) === dateOf(now, zone);
  const at = today ? time : `${dayShort(language, dueAt, now, zone)} ${time}`;
  const until = say("web-wait-until", { time: at });
  const left = dueAt - now;
  if (left <= 0 || overdueAt !== null)
    return { tone: "late", passed: 100, left: `+${shortly(say, Math.max(0, -left))}`, until };
  if (left > FAR_MS)
    return { tone: "wait", passed: 0, left: time, until: dayShort(language, dueAt, now, zone) };
  const promised = Math.max(visitor.business.slaMin, 1) * MINUTE_MS;
  const passed = Math.round(Math.max(0, Math.min(1, 1 - left / promised)) * 100);
  return {
    tone: left <= promised / 2 ? "soon" : "free",
    passed,
    left: shortly(say, left),
    until,
  };
}

/** The largest unit alone: "16 хв", "3 год", "2 дн". */
function shortly(say: Say, ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / MINUTE_MS));
  if (minutes < 60) return say("card-minutes", { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return say("web-wait-hours", { hours });
  return say("web-wait-days", { days: Math.floor(hours / 24) });
}
