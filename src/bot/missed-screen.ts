import { timeNear } from "../calls/card-followup.ts";
import type { OpenFollowup } from "../calls/followup-list-service.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { dateNear, timeOf } from "../texts/format.ts";
import { cleanName, escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export const PAGE = 8;

export type MissedView = {
  rows: readonly OpenFollowup[];
  count: number;
  page: number;
  zone: string;
  now: number;
  masked: boolean;
};

const LABEL = 40;
const NAME_LENGTH = 40;

/** Who waits for a call back, the most urgent first; each opens with a button. */
export function missedScreen(language: Language, view: MissedView): Screen {
  const { rows, count, page } = view;
  if (count === 0) return { html: html(language, "missed-none") };
  const title = `<b>${html(language, "missed-title", { count: String(count) })}</b>`;
  const turns: Button[] = [];
  const turn = (label: "missed-newer" | "missed-older", to: number): Button => ({
    label: text(language, label),
    action: { do: "missed", page: to },
  });
  if (page > 0) turns.push(turn("missed-newer", page - 1));
  if ((page + 1) * PAGE < count) turns.push(turn("missed-older", page + 1));
  return {
    html: [title, ...rows.map((row) => linesOf(language, row, view))].join("\n\n"),
    rows: [...rows.map((row) => [keyOf(language, row, view)]), turns],
  };
}

function linesOf(language: Language, row: OpenFollowup, view: MissedView): string {
  const { now, zone } = view;
  const times = row.misses > 1 ? `×${row.misses}` : null;
  const head = [dateNear(language, row.lastAt, now, zone), times];
  const who = [cleanName(row.clientName, NAME_LENGTH), phoneOf(row, view)];
  const rest = [dueOf(language, row, view), claimedOf(language, row)];
  return [head, who, rest]
    .map((parts) => escapeHtml(parts.filter((part) => part !== null).join(" · ")))
    .filter((line) => line !== "")
    .join("\n");
}

function dueOf(language: Language, { dueAt, overdueAt }: OpenFollowup, view: MissedView) {
  const { now, zone } = view;
  if (dueAt === null) return null;
  if (overdueAt !== null || dueAt <= now)
    return text(language, "missed-late", { when: dateNear(language, dueAt, now, zone) });
  return text(language, "missed-due", { when: timeNear(language, dueAt, { zone, near: now }) });
}

function claimedOf(language: Language, { claimedName }: OpenFollowup): string | null {
  return claimedName === null ? null : text(language, "missed-claimed", { name: claimedName });
}

function keyOf(language: Language, row: OpenFollowup, view: MissedView): Button {
  const { now, zone } = view;
  const late = row.overdueAt !== null || (row.dueAt !== null && row.dueAt <= now);
  const sign = row.claimedBy === null ? (late ? "🔴" : "⏳") : "🙋";
  const name = cleanName(row.clientName, NAME_LENGTH) ?? phoneOf(row, view);
  const times = row.misses > 1 ? ` ×${row.misses}` : "";
  const label = Array.from(`${sign} ${timeOf(language, row.lastAt, zone)} · ${name}`);
  const cut =
    label.length + times.length > LABEL
      ? [...label.slice(0, LABEL - times.length - 1), "…"]
      : label;
  return {
    label: `${cut.join("")}${times}`,
    action: { do: "missed_call", callId: row.callId, page: view.page },
  };
}

function phoneOf({ client }: OpenFollowup, { masked }: MissedView): string {
  const phone = client ?? "";
  return masked ? maskPhone(phone) : showPhone(phone);
}
