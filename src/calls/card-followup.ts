import { text } from "../texts/bundle.ts";
import { dayOf, duration, timeOf } from "../texts/format.ts";
import { escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { wallOf } from "../lib/zone.ts";
import type { Call } from "./call.ts";
import type { CardChat } from "./card-chat.ts";
import { isMissed } from "./filter.ts";
import type { Followup, FollowupEnd } from "./followup.ts";

/** The follow-up of a missed call as one of its cards sees it. */
export type CardFollowup = Omit<Followup, "id"> & {
  /** A newer missed call of the same client carries it in this chat. */
  passed: boolean;
};

type Told = Call & { followup: CardFollowup | null; doNotCall: boolean; chat: CardChat };
type View = { language: Language; zone: string };

/** Whether a card tells how its missed call is followed up. */
export function isFollowed(call: Told): call is Told & { followup: CardFollowup } {
  return call.followup !== null && isMissed(call) && !call.followup.passed;
}

/** "Пропущений ×2 · останній о 14:41", on the card of the newest of several missed calls; null on any other. */
export function repeatTitle(call: Told, { language, zone }: View): string | null {
  if (!isFollowed(call) || call.followup.misses < 2) return null;
  const { misses, lastAt } = call.followup;
  const at = atTime(language, lastAt, { zone, near: lastAt });
  return text(language, "card-missed-again", { count: String(misses), at });
}

/** What has become of a missed call since, row by row. */
export function followupRows(call: Told, view: View): string[] {
  const { language } = view;
  if (!isMissed(call)) return [];
  if (call.followup?.passed) return [text(language, "card-passed")];
  const apart = call.doNotCall ? [text(language, "card-do-not-call")] : [];
  const hidden = call.client === null ? [text(language, "card-no-call-back")] : [];
  const { followup, chat } = call;
  if (!followup) return [...apart, ...hidden];
  if (followup.closedAt !== null) return [closedRow(followup, view)].filter((row) => row !== null);
  return [...apart, ...hidden, ...offeredRow(chat, followup, view), ...openRows(followup, view)];
}

/** Times were offered in the chat for it; a newer missed call waits for its own. */
function offeredRow(
  { offered }: CardChat,
  { lastAt }: CardFollowup,
  { language, zone }: View,
): string[] {
  if (offered === null) return [];
  const at = atTime(language, offered.at, { zone, near: lastAt });
  return [by(text(language, "card-offered", { at }), offered.by, { language, shown: escapeHtml })];
}

function openRows(followup: CardFollowup, view: View): string[] {
  const { language, zone } = view;
  const { overdueAt, openedAt, claimedName, claimedAt, triedAt, triedBy, lastAt } = followup;
  const rows: string[] = [];
  if (triedAt !== null && triedAt > lastAt) rows.push(triedRow({ triedAt, triedBy, lastAt }, view));
  if (overdueAt !== null)
    rows.push(text(language, "card-overdue", { wait: waitOf(language, overdueAt - openedAt) }));
  if (claimedName !== null && claimedAt !== null) {
    const time = timeNear(language, claimedAt, { zone, near: lastAt });
    rows.push(text(language, "card-claimed", { name: escapeHtml(claimedName), time }));
  }
  return rows;
}

/** The same in plain text, for a press that came too late; null when nothing is to be said. */
export function closingText(followup: Followup, view: View): string | null {
  return closedRow(followup, view, (name) => name);
}

const closings: Partial<Record<FollowupEnd, "card-talked" | "card-done" | "card-booked">> = {
  booked: "card-booked",
  answered: "card-talked",
  done: "card-done",
};

type Shown = (name: string) => string;

function closedRow(
  followup: Omit<Followup, "id">,
  view: View,
  shown: Shown = escapeHtml,
): string | null {
  const { language, zone } = view;
  const { closedHow, closedAt, closedBy, openedAt, lastAt } = followup;
  if (closedAt === null || closedHow === null) return null;
  if (closedHow === "tried")
    return triedRow(
      { triedAt: followup.triedAt ?? closedAt, triedBy: closedBy, lastAt },
      view,
      shown,
    );
  if (closedHow === "reached") {
    const wait = waitOf(language, closedAt - openedAt);
    return by(text(language, "card-reached", { wait }), closedBy, { language, shown });
  }
  if (closedHow === "not_client")
    return by(text(language, "card-not-client"), closedBy, { language, shown });
  if (closedHow === "do_not_call") return text(language, "card-do-not-call");
  const said = closings[closedHow];
  if (!said) return null;
  const at = atTime(language, closedAt, { zone, near: lastAt });
  return by(text(language, said, { at }), closedBy, { language, shown });
}

function triedRow(
  { triedAt, triedBy, lastAt }: { triedAt: number; triedBy: string | null; lastAt: number },
  { language, zone }: View,
  shown: Shown = escapeHtml,
): string {
  const at = atTime(language, triedAt, { zone, near: lastAt });
  return by(text(language, "card-tried", { at }), triedBy, { language, shown });
}

/** "… — Олена"; an extension that nobody named is told as one. */
function by(
  said: string,
  name: string | null,
  { language, shown }: { language: Language; shown: Shown },
): string {
  if (name === null) return said;
  const who = /^\d+$/.test(name) ? text(language, "card-ext", { ext: name }) : shown(name);
  return `${said} — ${who}`;
}

/** Whole minutes, at least one: "15 хв", "1 год 5 хв". */
export function waitOf(language: Language, ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / 60_000));
  if (minutes >= 60) return duration(language, minutes * 60);
  return text(language, "card-minutes", { minutes: String(minutes) });
}

type Near = { zone: string; near: number };

/** "о 14:41", but "об 11:05" in Ukrainian; with the day where it is another than that of the call. */
export function atTime(language: Language, at: number, { zone, near }: Near): string {
  if (!sameDay(at, near, zone)) return timeNear(language, at, { zone, near });
  const eleven = wallOf(at, zone).h === 11;
  const time = timeOf(language, at, zone);
  return text(language, eleven ? "card-at-eleven" : "card-at", { time });
}

/** "14:41", with the day where it is another than that of the call. */
export function timeNear(language: Language, at: number, { zone, near }: Near): string {
  const time = timeOf(language, at, zone);
  return sameDay(at, near, zone) ? time : `${dayOf(language, at, zone)}, ${time}`;
}

function sameDay(a: number, b: number, zone: string): boolean {
  const [one, other] = [wallOf(a, zone), wallOf(b, zone)];
  return one.y === other.y && one.mo === other.mo && one.d === other.d;
}
