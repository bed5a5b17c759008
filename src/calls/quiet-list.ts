import { text } from "../texts/bundle.ts";
import { dateNear, duration, timeOf } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import type { Call } from "./call.ts";
import { causeRow } from "./card-cause.ts";
import { clientRow, joined, shortClient } from "./card-row.ts";
import type { View } from "./card.ts";
import { isMissed } from "./filter.ts";

/** A call that came without sound. */
export type QuietEntry = {
  call: Call;
  /** What the list calls the other side; `phone` is E.164 or digits as they came, null when hidden. */
  clientLabel: { name: string | null; phone: string | null; isNew: boolean };
};

/** More calls than these become a count. */
export const QUIET_ROWS = 15;

/** The calls that a list names, the missed ones first, each kind in the order of time. */
export function inListOrder<C extends { call: Call }>(calls: readonly C[]): C[] {
  return calls.toSorted(
    (a, b) =>
      Number(isMissed(b.call)) - Number(isMissed(a.call)) || a.call.startedAt - b.call.startedAt,
  );
}

/** What came into a chat without sound, as Telegram HTML; `total` counts the calls that are not named too. */
export function quietList(
  entries: readonly QuietEntry[],
  { total, missed }: { total: number; missed: number },
  view: View,
): string {
  const { language } = view;
  const counts = { calls: String(total), missed: String(missed) };
  const head = text(language, missed > 0 ? "quiet-list-missed" : "quiet-list", counts);
  const more = total - entries.length;
  return [
    `<b>${head}</b>`,
    ...entries.map((entry) => row(entry, view)),
    ...(more > 0 ? [text(language, "quiet-list-more", { count: String(more) })] : []),
  ].join("\n");
}

function row({ call, clientLabel }: QuietEntry, view: View): string {
  const missed = isMissed(call);
  const client = missed ? clientRow(clientLabel, view) : shortClient(clientLabel, view);
  return `${signOf(call)} ${joined([whenOf(call, view), client, endOf(call, view)]) ?? ""}`;
}

function signOf(call: Call): string {
  if (call.state !== "ended") return "📞";
  if (call.direction !== "in") return "↗️";
  if (isMissed(call)) return "❌";
  return call.outcome === "answered" ? "✅" : "❔";
}

const DAY_MS = 86_400_000;

/** The night just past needs no date. */
function whenOf({ startedAt }: Call, { language, now, zone }: View): string {
  const recent = startedAt <= now && now - startedAt < DAY_MS;
  return recent ? timeOf(language, startedAt, zone) : dateNear(language, startedAt, now, zone);
}

/** What became of a call, where its sign does not say it all. */
function endOf(call: Call, { language }: View): string | null {
  if (call.state !== "ended") return text(language, "quiet-list-running");
  if (isMissed(call)) return joined([waitedOf(call, language), causeRow(call, language)]);
  if (call.outcome === "unknown") return text(language, "quiet-list-unknown");
  if (call.outcome !== "answered") return text(language, "quiet-list-not-reached");
  if (call.lengthUnknown || call.talkS === null) return text(language, "quiet-list-length-unknown");
  return duration(language, call.talkS);
}

function waitedOf({ ringS }: Call, language: Language): string | null {
  if (ringS === null || ringS < 1) return null;
  return text(language, "card-waited", { duration: duration(language, ringS) });
}
