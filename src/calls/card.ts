import { text } from "../texts/bundle.ts";
import { dateNear, duration } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import type { Call, Outcome } from "./call.ts";
import { chatRows, type CardChat } from "./card-chat.ts";
import { causeRow } from "./card-cause.ts";
import { followupRows, repeatTitle, type CardFollowup } from "./card-followup.ts";
import { clientRow, joined, lineRow, namesOf } from "./card-row.ts";
import { isGhost } from "./followup.ts";
import { historyRow, type History } from "./history.ts";
import { spokenRows } from "./card-spoken.ts";
import type { Spoken } from "./spoken.ts";

/** A call with what the business knows about the people and the line in it. */
export type CardCall = Call & {
  /** What the card calls the other side; `phone` is E.164 or digits as they came, null when hidden. */
  clientLabel: { name: string | null; phone: string | null; isNew: boolean };
  /** What came before this call. */
  history: History;
  /** The business's own name of the line. */
  lineLabel: string | null;
  /** Names of employees by extension; they go before the provider's. */
  employeeNames: Record<string, string>;
  /** The call was first heard of long after it was over. */
  recovered: boolean;
  /** A late event changed what the final card had already said. */
  corrected: boolean;
  /** What came of its recording; null: nothing is said of one. */
  spoken: Spoken | null;
  /** The follow-up of a missed call. */
  followup: CardFollowup | null;
  /** What is known of the client in chats and in the calendar. */
  chat: CardChat;
  /** The client asked not to be called. */
  doNotCall: boolean;
  /** A talk shorter than this is marked; 0: none is. */
  ghostS: number;
};

/** For whom a card is rendered. */
export type View = { language: Language; zone: string; now: number; masked: boolean };

/** Who hears of a missed call cares that nobody talked; the cause stands in its row. */
const endings: Record<Outcome, "answered" | "missed" | "unknown"> = {
  answered: "answered",
  missed: "missed",
  busy: "missed",
  no_answer: "missed",
  failed: "missed",
  unknown: "unknown",
};

/** A card is read at a glance: what came of its recording takes no more than is left of so many characters. */
const MOST = 1200;

/** The message of an incoming call in style `two`, as Telegram HTML: it rings, then somebody talks, then it has ended. */
export function ringCard(call: CardCall, view: View): string {
  const { language } = view;
  const head = text(language, call.state === "ended" ? "card-incoming-ended" : "card-incoming");
  return card(head, [
    clientRow(call.clientLabel, view),
    earlierRow(call, view),
    lineRow(call, language),
    ...chatRows(call.chat, view),
    ...nowRows(call, language),
  ]);
}

/** The message of a call that has ended, as Telegram HTML. */
export function finalCard(call: CardCall, view: View): string {
  const { language } = view;
  const again = repeatTitle(call, view);
  const short = isGhost(call, call.ghostS) ? text(language, "card-short") : null;
  const waits = waitedPart(call, language, again !== null);
  const facts = [lineRow(call, language), waits, causeRow(call, language), short];
  const head = again ?? title(call, language);
  const above = [
    clientRow(call.clientLabel, view),
    earlierRow(call, view),
    joined(facts),
    peopleRow(call, language),
    ...chatRows(call.chat, view),
  ];
  const below = [...followupRows(call, view), lateRow(call, view)];
  const room = MOST - card(head, [...above, ...below]).length - 1;
  return card(head, [...above, ...spokenRows(call.spoken, view, room), ...below]);
}

function card(head: string, rows: (string | null)[]): string {
  return [`<b>${head}</b>`, ...rows.filter((row) => row !== null)].join("\n");
}

function earlierRow({ history, startedAt }: CardCall, { language, zone }: View): string | null {
  return historyRow(history, { language, zone, at: startedAt });
}

function nowRows(call: CardCall, language: Language): (string | null)[] {
  if (call.state === "ended") return [];
  return [call.state === "talking" ? talkingRow(call, language) : null, ringingRow(call, language)];
}

function talkingRow(call: CardCall, language: Language): string {
  const names = namesOf(call.employeeNames, call.talkingNow, language);
  if (names === null) return text(language, "card-talking-unknown");
  return text(language, call.talkingNow.length > 1 ? "card-talking-many" : "card-talking-one", {
    names,
  });
}

function ringingRow(call: CardCall, language: Language): string | null {
  const names = namesOf(call.employeeNames, call.ringingNow, language);
  return names === null ? null : text(language, "card-ringing", { names });
}

function title(call: CardCall, language: Language): string {
  const side = call.direction === "in" ? "in" : "out";
  const ending = endings[call.outcome ?? "unknown"];
  if (ending === "answered" && hasLength(call)) {
    return text(language, `card-${side}-answered`, { duration: duration(language, call.talkS) });
  }
  if (ending === "answered") return text(language, `card-${side}-answered-unknown`);
  if (ending === "missed" && side === "in" && waited(call)) {
    return text(language, "card-in-missed-waited", { duration: duration(language, call.ringS) });
  }
  return text(language, `card-${side}-${ending}`);
}

/** Told of an answered call, and of a missed one whose title tells something else. */
function waitedPart(call: CardCall, language: Language, missed: boolean): string | null {
  const told = missed || (call.direction === "in" && call.outcome === "answered");
  return told && waited(call)
    ? text(language, "card-waited", { duration: duration(language, call.ringS) })
    : null;
}

function hasLength(call: Call): call is Call & { talkS: number } {
  return !call.lengthUnknown && call.talkS !== null && Number.isFinite(call.talkS);
}

function waited<C extends Call>(call: C): call is C & { ringS: number } {
  return call.ringS !== null && Number.isFinite(call.ringS) && call.ringS >= 1;
}

function peopleRow(call: CardCall, language: Language): string | null {
  if (call.direction !== "in") {
    return text(language, "card-called-by", {
      names: known(namesOf(call.employeeNames, [call.employee], language), language),
    });
  }
  if (call.outcome === "answered") {
    const way = call.transferred
      ? [call.answeredBy, call.lastBy]
      : [call.answeredBy ?? call.lastBy];
    return text(language, "card-answered-by", {
      names: known(namesOf(call.employeeNames, way, language, " → "), language),
    });
  }
  const rang = call.rang.map((ext, index) => ({ ext, name: call.rangNames[index] ?? null }));
  const names = namesOf(call.employeeNames, rang, language);
  return names === null ? null : text(language, "card-rang", { names });
}

function known(names: string | null, language: Language): string {
  return names ?? text(language, "card-nobody-known");
}

/** A message that comes late carries a misleading time, so the call's own stands in it. */
function lateRow(call: CardCall, { language, now, zone }: View): string | null {
  if (!call.recovered && !call.corrected) return null;
  const when = dateNear(language, call.startedAt, now, zone);
  return text(language, call.recovered ? "card-recovered" : "card-corrected", { when });
}
