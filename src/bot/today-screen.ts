import type { Today } from "../desk/today-service.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { dateNear, dayOf } from "../texts/format.ts";
import { cleanName, escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Near } from "./here.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";
import { visitLine } from "./visit-screen.ts";

/** The day on one screen: what waits, the most urgent first, and what there was; each part leads to its list. */
export function todayScreen(language: Language, day: Today, near: Near): Screen {
  const { followups, tasks, calls, deals, visits } = day;
  const parts = [
    html(language, "today-title", { day: dayOf(language, near.now, near.zone) }),
    followupPart(language, day, near),
    tasks && taskPart(language, tasks, near),
    visits.count > 0 ? visitPart(language, visits, near) : null,
    html(language, "today-calls", {
      all: String(calls.all),
      answered: String(calls.answered),
      missed: String(calls.missed),
    }),
    html(language, "today-deals", { count: String(deals) }),
  ];
  const missed: Button = {
    label: text(language, "today-key-missed", { count: String(followups.count) }),
    action: { do: "missed", page: 0 },
  };
  const mine: Button = {
    label: text(language, "today-key-tasks"),
    action: { do: "tasks", scope: tasks ? "mine" : "all", page: 0 },
  };
  const rest: Button[] = [
    {
      label: text(language, "today-key-calls"),
      action: { do: "calls", text: null, before: null },
    },
    { label: text(language, "today-key-deals"), action: { do: "deals" } },
  ];
  const booked: Button = {
    label: text(language, "today-key-visits"),
    action: { do: "bookings", when: "today", masterId: null, page: 0 },
  };
  return {
    html: parts.filter((part) => part !== null).join("\n\n"),
    rows: [
      [missed, mine],
      rest,
      visits.count > 0 ? [booked] : [],
      [{ label: text(language, "today-key-again"), action: { do: "today" } }],
    ],
  };
}

function followupPart(language: Language, { followups }: Today, near: Near): string {
  const { rows, count, late } = followups;
  if (count === 0) return html(language, "today-followups-none");
  const head = html(language, late > 0 ? "today-followups-late" : "today-followups", {
    count: String(count),
    late: String(late),
  });
  const lines = rows.map(({ clientName, client, lastAt }) => {
    const phone = client === null ? null : near.masked ? maskPhone(client) : showPhone(client);
    return line([dateNear(language, lastAt, near.now, near.zone), cleanName(clientName), phone]);
  });
  return [head, ...lines].join("\n");
}

function taskPart(
  language: Language,
  { rows, today, late }: NonNullable<Today["tasks"]>,
  { now, zone }: Near,
): string {
  if (today + late === 0) return html(language, "today-tasks-none");
  const head = html(language, late > 0 ? "today-tasks-late" : "today-tasks", {
    today: String(today),
    late: String(late),
  });
  const lines = rows.map(({ title, dueAt }) =>
    line([dueAt === null ? null : dateNear(language, dueAt, now, zone), cleanName(title)]),
  );
  return [head, ...lines].join("\n");
}

function visitPart(
  language: Language,
  { rows, count }: Today["visits"],
  { masked, ...near }: Near,
): string {
  const reader = { ...near, masked, language, own: language, currency: "" };
  const lines = rows.map((visit) => visitLine(reader, visit));
  return [html(language, "today-visits", { count: String(count) }), ...lines].join("\n");
}

function line(parts: (string | null)[]): string {
  return `• ${escapeHtml(parts.filter((part) => part !== null).join(" · "))}`;
}
