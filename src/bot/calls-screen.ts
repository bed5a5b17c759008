import type { CallRow } from "../calls/list-service.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { dateNear, duration } from "../texts/format.ts";
import { cleanName, escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Near } from "./here.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export const PAGE = 8;

/** Where a page ends: the next one is older. */
export type CallPlace = { at: number; id: number };
export type CallsView = {
  rows: CallRow[];
  text: string | null;
  before: CallPlace | null;
} & Near;

const outcomeTexts: Partial<Record<string, TextId>> = {
  missed: "calls-missed-short",
  busy: "calls-busy-short",
  no_answer: "calls-noanswer-short",
  failed: "calls-failed-short",
};

/** A page of calls, newest first; one row more than a page means that there are older ones. */
export function callsScreen(language: Language, view: CallsView): Screen {
  const { rows, before, text: asked } = view;
  const query = asked === null ? {} : { text: asked };
  const title = html(language, asked === null ? "calls-title" : "calls-found", query);
  if (rows.length === 0)
    return { html: html(language, asked === null ? "calls-none" : "calls-nothing", query) };
  const page = rows.slice(0, PAGE);
  const turning: Button[] = [];
  if (before !== null)
    turning.push({
      label: text(language, "calls-newest"),
      action: { do: "calls", text: asked, before: null },
    });
  const oldest = page.at(-1);
  if (rows.length > PAGE && oldest)
    turning.push({
      label: text(language, "calls-older"),
      action: { do: "calls", text: asked, before: { at: oldest.at, id: oldest.id } },
    });
  return {
    html: [title, ...page.map((row) => callLines(language, row, view))].join("\n\n"),
    rows: [
      ...page.map((row) => [callButton(language, row, { ...view, list: { text: asked, before } })]),
      turning,
    ],
  };
}

/** What a list says of a call, in two lines of Telegram HTML. */
function callLines(language: Language, row: CallRow, { now, zone, masked }: Near): string {
  const head = [`${signOf(row)} ${dateNear(language, row.at, now, zone)}`, endOf(language, row)];
  const phone = phoneOf(language, row, masked);
  const who = [cleanName(row.clientName), phone, cleanName(row.employee)];
  return [head, who]
    .map((parts) => escapeHtml(parts.filter((part) => part !== null).join(" · ")))
    .join("\n");
}

/** Opens the call; `list` is where it was found. */
export function callButton(
  language: Language,
  row: CallRow,
  {
    now,
    zone,
    masked,
    list,
  }: Near & { list: { text: string | null; before: CallPlace | null } | null },
): Button {
  const phone = phoneOf(language, row, masked);
  const who = shorten(cleanName(row.clientName) ?? phone, WHO);
  const label = `${signOf(row)} ${who} · ${dateNear(language, row.at, now, zone)}`;
  return { label: shorten(label, LABEL), action: { do: "call", callId: row.id, list } };
}

const LABEL = 40;
const WHO = 18;

/** At most so many signs, the last one an ellipsis where something was cut. */
export function shorten(label: string, length: number): string {
  const signs = Array.from(label);
  return signs.length > length ? `${signs.slice(0, length - 1).join("")}…` : label;
}

function phoneOf(language: Language, { client }: CallRow, masked: boolean): string {
  if (client === null) return text(language, "calls-hidden");
  return masked ? maskPhone(client) : showPhone(client);
}

function signOf({ state, direction, outcome }: CallRow): string {
  if (state !== "ended") return "📞";
  if (direction === "out") return "↗️";
  if (direction === "internal") return "↔️";
  if (outcome === "answered") return "✅";
  return outcome === null || outcome === "unknown" ? "❔" : "❌";
}

function endOf(language: Language, { state, outcome, talkS }: CallRow): string | null {
  if (state !== "ended") return text(language, "calls-running-short");
  if (outcome === "answered") return talkS === null ? null : duration(language, talkS);
  return text(language, outcomeTexts[outcome ?? ""] ?? "calls-unknown-short");
}
