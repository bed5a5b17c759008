import { text, type TextId } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName, escapeHtml, escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { HandoffReason } from "./command.ts";
import type { Author, Utterance, UtteranceKind } from "./utterance.ts";

/** Why a person answers: what the machine asked for, an operator or the owner who began to write, or the agent being off. */
export type DeskReason = HandoffReason | "operator" | "owner" | "off";

/** What buttons of the operators' cards do; the bot gives each a reference. */
type DeskAction =
  | { do: "conversation_take"; conversationId: number }
  | { do: "conversation_return"; conversationId: number };

export type DeskCard = {
  html: string;
  rows: { text: string; action: DeskAction }[][];
};

export type DeskShown = {
  conversationId: number;
  reason: DeskReason;
  name: string | null;
  phone: string | null;
  lines: readonly Utterance[];
  /** Who said that they answer. */
  takenBy: string | null;
  /** The agent has it back: nothing is left to press. */
  returned: boolean;
  answersBy: number | null;
  /** Until when an answer may leave; null: no end is set. */
  window: string | null;
  topic: boolean;
  now: number;
  zone: string;
};

/** The card of a conversation that a person is to answer, as Telegram HTML. */
export function deskCard(language: Language, shown: DeskShown): DeskCard {
  const { conversationId, reason, takenBy, returned, answersBy, window, topic, now, zone } = shown;
  const hint = topic ? "handoff-hint-topic" : "handoff-hint";
  const promised = answersBy === null ? null : dateNear(language, answersBy, now, zone);
  const lines = [
    text(language, reasons[reason]),
    whoLine(shown),
    "",
    ...shown.lines.map((line) => spoken(language, line)),
    "",
    promised === null ? null : text(language, "handoff-answers-by", { time: promised }),
    returned ? null : window,
    takenBy === null
      ? null
      : text(language, "handoff-taken", { name: escapeName(cleanName(takenBy) ?? "") }),
    returned ? null : `<i>${text(language, hint)}</i>`,
  ];
  const take = {
    text: text(language, "handoff-take"),
    action: { do: "conversation_take" as const, conversationId },
  };
  const back = {
    text: text(language, "handoff-return"),
    action: { do: "conversation_return" as const, conversationId },
  };
  const row = [...(takenBy === null ? [take] : []), ...(reason === "off" ? [] : [back])];
  return {
    html: squeezed(lines.filter((line) => line !== null)),
    rows: returned || row.length === 0 ? [] : row.map((button) => [button]),
  };
}

/** What a customer wrote while a person answers, for the operators' chat. */
export function deskLines(
  language: Language,
  { name, lines }: { name: string | null; lines: readonly Utterance[] },
): string {
  const who = text(language, "handoff-message", { name: escapeName(nameOr(name, language)) });
  return [who, ...lines.map((line) => words(language, line))].join("\n");
}

/** The name of a customer's topic in a forum. */
export function topicName(
  language: Language,
  { name, number }: { name: string | null; number: number },
): string {
  const line = text(language, "handoff-topic", {
    name: nameOr(name, language),
    number: String(number),
  });
  return Array.from(line).slice(0, TOPIC_LENGTH).join("");
}

const TOPIC_LENGTH = 128;
const LINE_LENGTH = 400;

const reasons: Record<DeskReason, TextId> = {
  asked: "handoff-asked",
  rude: "handoff-rude",
  complaint: "handoff-complaint",
  stuck: "handoff-stuck",
  medical: "handoff-medical",
  unknown: "handoff-unknown",
  too_late: "handoff-too-late",
  media: "handoff-media",
  operator: "handoff-operator",
  owner: "handoff-owner",
  off: "handoff-off",
};

/** Why a person answers, as the card's head says it. */
export function deskReasonText(language: Language, reason: DeskReason): string {
  return text(language, reasons[reason]);
}

/** A reason as it was stored; what another version wrote is shown as a person's being asked for. */
export function deskReason(stored: string | null): DeskReason {
  const known = Object.keys(reasons).find((reason) => reason === stored);
  return isReason(known) ? known : "asked";
}

function isReason(reason: string | undefined): reason is DeskReason {
  return reason !== undefined && reason in reasons;
}

const authors: Record<Author, TextId> = {
  customer: "handoff-who-customer",
  agent: "handoff-who-agent",
  operator: "handoff-who-operator",
};

/** Who the customer is, as far as it is known. */
export function whoLine({ name, phone }: Pick<DeskShown, "name" | "phone">): string | null {
  const clean = cleanName(name);
  const parts = [clean === null ? null : `<b>${escapeName(clean)}</b>`, phone].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? null : `👤 ${parts.join(" · ")}`;
}

/** A line of the dialogue, and who said it. */
export function spoken(language: Language, line: Utterance): string {
  return `<b>${text(language, authors[line.author])}:</b> ${words(language, line)}`;
}

function words(language: Language, { kind, text: said }: Utterance): string {
  const clean = cleanName(said, LINE_LENGTH);
  const word = kindWord(language, kind);
  const mark = word === null ? null : `[${word}]`;
  const parts = [mark, clean === null ? null : escapeHtml(clean)].filter((part) => part !== null);
  return parts.length === 0 ? "…" : parts.join(" ");
}

/** What was said by other means than words: "фото"; null for words. */
export function kindWord(language: Language, kind: UtteranceKind): string | null {
  const id = kindWords[kind];
  return id === undefined ? null : text(language, id);
}

const kindWords: Partial<Record<UtteranceKind, TextId>> = {
  photo: "said-photo",
  voice: "said-voice",
  sticker: "said-sticker",
  contact: "said-contact",
  location: "said-location",
  file: "said-file",
  forwarded: "said-forwarded",
  other: "said-other",
};

/** How a customer is called, with a name or without. */
export function nameOr(name: string | null, language: Language): string {
  return cleanName(name) ?? text(language, "handoff-who-customer");
}

/** At most one empty line in a row, none at the ends. */
function squeezed(lines: readonly string[]): string {
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
