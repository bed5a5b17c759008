import { maskNumbers } from "../lib/phone.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName, escapeHtml, escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Command } from "./command.ts";
import { nameOr, spoken, whoLine } from "./desk-card.ts";
import { isOnlySaid, type Deed, type Draft, type DraftRefused } from "./shadow.ts";
import type { Utterance } from "./utterance.ts";

/** What buttons of a draft's card do; the bot gives each a reference. */
type DraftAction =
  | { do: "draft_send" | "draft_edit" | "draft_take"; draftId: number }
  | { do: "conversation_return"; conversationId: number };

export type DraftCard = { html: string; rows: { text: string; action: DraftAction }[][] };

export type DraftShown = {
  draft: Draft;
  /** It stands in for one that somebody wanted to send. */
  instead: boolean;
  name: string | null;
  phone: string | null;
  masked: boolean;
  /** The last lines of the dialogue, with all that it answers. */
  lines: readonly Utterance[];
  /** Who ended it. */
  by: string | null;
  topic: boolean;
  now: number;
  zone: string;
};

/** The card of an answer that a person lets through, as Telegram HTML. */
export function draftCard(language: Language, shown: DraftShown): DraftCard {
  const { draft, masked } = shown;
  const said = masked ? maskNumbers(draft.text) : draft.text;
  const left = draft.ended === null || draft.ended === "sent";
  const answer = [
    text(language, left ? "shadow-answer" : "shadow-was-answer"),
    `<blockquote>${escapeHtml(said)}</blockquote>`,
    ...(draft.ended === null ? [buttonLine(language, draft), doesLines(language, shown)] : []),
    draft.ended === "edited" && !isOnlySaid(draft.does) ? text(language, "shadow-only") : null,
    draft.ended === "dropped" ? `<i>${text(language, hintOf(shown))}</i>` : null,
  ].filter((line) => line !== null);
  const head = [headOf(language, shown), whoLine(shown)].filter((line) => line !== null);
  const room = CARD_LENGTH - [...head, ...answer].join("\n").length;
  const lines = latest(
    shown.lines.map((line) => masking(spoken(language, line), masked)),
    room,
  );
  return {
    html: [head, lines, answer]
      .filter((part) => part.length > 0)
      .map((part) => part.join("\n"))
      .join("\n\n"),
    rows: rowsOf(language, draft),
  };
}

/** A draft waits for too long. */
export function draftReminder(language: Language, { name }: { name: string | null }): string {
  return text(language, "shadow-again", { name: escapeName(nameOr(name, language)) });
}

/** Telegram counts 4096 signs of a message; what an entity takes more than its sign is left free. */
const CARD_LENGTH = 3800;

function headOf(language: Language, { draft, instead, by }: DraftShown): string {
  const { ended } = draft;
  if (ended === null) return text(language, instead ? "shadow-instead" : "shadow-draft");
  return text(language, ends[ended], { name: escapeName(cleanName(by) ?? "…") });
}

const ends: Record<NonNullable<Draft["ended"]>, TextId> = {
  sent: "shadow-sent",
  edited: "shadow-edited",
  stale: "shadow-stale",
  dropped: "shadow-dropped",
};

function hintOf({ topic }: DraftShown): TextId {
  return topic ? "handoff-hint-topic" : "handoff-hint";
}

function buttonLine(language: Language, { buttons }: Draft): string | null {
  if (buttons.length === 0) return null;
  const list = buttons.map(({ title }) => `[${escapeHtml(title)}]`).join(" ");
  return text(language, "shadow-buttons", { list });
}

/** What sending it does beside; nobody has to know of a place that is only kept or given up with the words. */
export function doesLines(
  language: Language,
  { draft, now, zone }: Pick<DraftShown, "draft" | "now" | "zone">,
): string | null {
  const deeds = draft.does.flatMap(({ do: deed, at }: Deed) => {
    const id = deedTexts[deed];
    if (id === undefined) return [];
    const when = at === null ? "" : dateNear(language, at, now, zone);
    return [text(language, id, { when })];
  });
  return deeds.length === 0 ? null : text(language, "shadow-does", { list: deeds.join("; ") });
}

const deedTexts: Partial<Record<Command["do"], TextId>> = {
  hold: "shadow-do-hold",
  book: "shadow-do-book",
  take_offer: "shadow-do-book",
  move: "shadow-do-move",
  cancel: "shadow-do-cancel",
  confirm_visit: "shadow-do-confirm",
  wait: "shadow-do-wait",
  pass_offer: "shadow-do-pass",
  handoff: "shadow-do-handoff",
  opt_out: "shadow-do-opt-out",
  erase: "shadow-do-erase",
};

function masking(html: string, masked: boolean): string {
  return masked ? maskNumbers(html) : html;
}

/** As many of the last lines as there is room for. */
function latest(lines: readonly string[], room: number): string[] {
  const kept: string[] = [];
  let left = room;
  for (const line of lines.toReversed()) {
    left -= line.length + 1;
    if (left < 0) break;
    kept.unshift(line);
  }
  return kept;
}

function rowsOf(
  language: Language,
  { id: draftId, conversationId, ended }: Draft,
): DraftCard["rows"] {
  const key = (id: TextId, action: DraftAction) => ({ text: text(language, id), action });
  if (ended === "dropped")
    return [[key("handoff-return", { do: "conversation_return", conversationId })]];
  if (ended !== null) return [];
  return [
    [key("shadow-key-send", { do: "draft_send", draftId })],
    [
      key("shadow-key-edit", { do: "draft_edit", draftId }),
      key("shadow-key-take", { do: "draft_take", draftId }),
    ],
  ];
}

/** Why nothing came of a press, as plain text. */
export function draftRefusal(language: Language, refused: DraftRefused): string {
  const name = ("by" in refused ? refused.by : null) ?? "…";
  return text(language, refusals[refused.refused], { name });
}

const refusals: Record<DraftRefused["refused"], TextId> = {
  gone: "shadow-was-gone",
  stale: "shadow-was-stale",
  unreachable: "desk-dialog-unreachable",
  closed: "shadow-was-closed",
  sent: "shadow-was-sent",
  edited: "shadow-was-edited",
  dropped: "shadow-was-dropped",
};
