import { shiftDate, type Period } from "../calls/period.ts";
import type { DayFigures } from "../calls/statistics.ts";
import type { Staffing } from "../calls/staffing.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { text, type TextArgs, type TextId } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName, escapeHtml } from "../texts/html.ts";
import { callRows, gapRows, staffingText } from "./stats-caption.ts";
import { periodText } from "./stats-word.ts";
import type { Report } from "./stats.ts";

/** Somebody who waits for a call back. */
export type Waiting = { callId: number; client: string; name: string | null; at: number };

/** More missed than on other days of the kind. */
export type Anomaly = { missed: number; usual: number };

export type DigestFacts = {
  report: Report;
  waiting: { first: readonly Waiting[]; count: number };
  overdueTasks: number;
  /** Of today. */
  visits: number;
  /** Ours: due today, late, and kept in the time of the report. */
  promises: { due: number; overdue: number; kept: number };
  deals: { made: number; won: number; lost: number };
  anomaly: Anomaly | null;
  staffing: Staffing | null;
  masked: boolean;
};

/** A button of the digest with what it does. */
type DigestKey = { label: string; action: object };
export type DigestShown = { html: string; rows: DigestKey[][] };

/** What happened since the last digest, what waits today, and the buttons that lead on. */
export function digestShown(facts: DigestFacts): DigestShown {
  const { report } = facts;
  const { language, business, now, statistics } = report;
  const said = (id: TextId, args: TextArgs = {}): string => text(language, id, args);
  const period = escapeHtml(periodText(language, statistics.period, now, business.timezone));
  const parts = [
    said("digest-title", { period }),
    [...callRows(report), ...gapRows(report)].join("\n"),
    facts.anomaly ? said("digest-anomaly", { ...facts.anomaly }) : "",
    facts.staffing ? escapeHtml(staffingText(language, facts.staffing)) : "",
    waitingText(facts, said),
    facts.visits > 0 ? said("digest-visits", { count: facts.visits }) : "",
    facts.overdueTasks > 0 ? said("digest-tasks", { count: facts.overdueTasks }) : "",
    anyPromises(facts) ? said("digest-promises", facts.promises) : "",
    anyDeals(facts) ? said("digest-deals", facts.deals) : "",
  ];
  return { html: parts.filter((part) => part !== "").join("\n\n"), rows: keysOf(facts, said) };
}

/** From the day of the last digest to yesterday, at most a week; yesterday alone when there was none. */
export function digestSpan(today: string, sentOn: string | null): Pick<Period, "first" | "last"> {
  const last = shiftDate(today, -1);
  const earliest = shiftDate(today, -7);
  const first = sentOn === null || sentOn > last ? last : sentOn;
  return { first: first < earliest ? earliest : first, last };
}

/**
 * Twice as many missed on the last day as on the same weekday of the weeks before. Days without any call tell nothing: at
 * least two that had some are needed, and four missed calls.
 */
export function anomalyOf(days: readonly DayFigures[]): Anomaly | null {
  const last = days.at(-1);
  if (!last || last.missed < LEAST_MISSED) return null;
  const before = [8, 15, 22, 29].flatMap((back) => days.at(-back) ?? []);
  const known = before.filter(({ answered, missed }) => answered + missed > 0);
  if (known.length < LEAST_DAYS) return null;
  const usual = known.reduce((sum, { missed }) => sum + missed, 0) / known.length;
  return last.missed >= 2 * Math.max(1, usual)
    ? { missed: last.missed, usual: Math.round(usual) }
    : null;
}

const LEAST_MISSED = 4;
const LEAST_DAYS = 2;
/** Signs of a button's label. */
const MAX_LABEL = 40;

type Said = (id: TextId, args?: TextArgs) => string;

function anyDeals({ deals: { made, won, lost } }: DigestFacts): boolean {
  return made + won + lost > 0;
}

function anyPromises({ promises: { due, overdue, kept } }: DigestFacts): boolean {
  return due + overdue + kept > 0;
}

function waitingText({ waiting, report, masked }: DigestFacts, said: Said): string {
  const { language, now, business } = report;
  if (waiting.count === 0) return "";
  const rows = waiting.first.map(({ client, name, at }) =>
    said("digest-open-row", {
      who: escapeHtml(whoOf({ client, name, masked })),
      at: dateNear(language, at, now, business.timezone),
    }),
  );
  const more = waiting.count > rows.length ? [said("digest-open-more")] : [];
  return [said("digest-open", { count: waiting.count }), ...rows, ...more].join("\n");
}

function whoOf(about: { client: string; name: string | null; masked: boolean }): string {
  const phone = about.masked ? maskPhone(about.client) : showPhone(about.client);
  const name = cleanName(about.name, 40);
  return name === null ? phone : `${name}, ${phone}`;
}

function keysOf({ waiting, masked }: DigestFacts, said: Said): DigestKey[][] {
  const people = waiting.first.map(({ callId, client, name }) => [
    {
      label: `✋ ${cleanName(name, MAX_LABEL - 2) ?? whoOf({ client, name: null, masked })}`,
      action: { do: "missed_call", callId, page: 0 },
    },
  ]);
  return [
    ...people,
    [
      { label: said("digest-stats"), action: { do: "stats", period: "yesterday" } },
      { label: said("digest-settings"), action: { do: "digest" } },
    ],
  ];
}
