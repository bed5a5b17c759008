import type { ConversationRow } from "../agent/conversation-list-service.ts";
import type { Author, Utterance } from "../agent/utterance.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { dateNear, timeOf } from "../texts/format.ts";
import { cleanName, escapeHtml, escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import type { Seen } from "./deal-place.ts";
import { html } from "./say.ts";
import { PAGE } from "./salon-words.ts";
import type { Button, Screen } from "./screen.ts";

/** Dialogues that are open, those that wait for a person first. */
export function conversationsScreen(
  { language, now, zone }: Seen,
  view: { business: string; rows: readonly ConversationRow[]; count: number; page: number },
): Screen {
  const { business, rows, count, page } = view;
  const lines = rows.map((row) => {
    const last = cleanName(row.lastText, LAST);
    const head = `<b>${escapeName(nameOf(language, row.name))}</b> · ${stateOf(language, row)} · ${dateNear(language, row.lastAt, now, zone)}`;
    return last === null ? head : `${head}\n${escapeHtml(last)}`;
  });
  const turn = (label: string, to: number): Button[] =>
    to < 0 || to * PAGE >= count ? [] : [{ label, action: { do: "conversations", page: to } }];
  return {
    html: [
      html(language, "desk-dialogs-title", { business }),
      ...(lines.length > 0 ? lines : [html(language, "desk-dialogs-none")]),
    ].join("\n\n"),
    rows: [
      ...rows.map(({ id: conversationId, name, mode }): Button[] => [
        {
          label: `${mode === "human" ? "🙋" : "🤖"} ${nameOf(language, name)}`,
          action: { do: "conversation", conversationId },
        },
      ]),
      [...turn("◀", page - 1), ...turn("▶", page + 1)],
    ],
  };
}

export type ConversationView = {
  id: number;
  name: string | null;
  clientId: number | null;
  mode: "agent" | "human";
  takenBy: string | null;
  lines: readonly Utterance[];
  /** Until when an answer may leave; null: no end is set. */
  window: string | null;
};

/** One dialogue with its last lines, and who answers. */
export function conversationScreen(
  { language, zone }: Seen,
  { view, said }: { view: ConversationView; said: string | null },
): Screen {
  const { name, lines } = view;
  const spoken = lines.map((line) => {
    const who = text(language, authors[line.author]);
    const words = escapeHtml(cleanName(line.text, LINE) ?? "…");
    return `${timeOf(language, line.at, zone)} <b>${who}:</b> ${words}`;
  });
  return {
    html: [
      said,
      `${html(language, "desk-dialog-title", { client: nameOf(language, name) })}\n${stateOf(language, view)}`,
      spoken.length > 0 ? spoken.join("\n") : html(language, "desk-dialog-empty"),
      view.window,
    ]
      .filter((part) => part !== null)
      .join("\n\n"),
    rows: keysOf(language, view),
  };
}

const LAST = 80;
const LINE = 300;

const authors: Record<Author, TextId> = {
  customer: "desk-dialog-customer",
  agent: "desk-dialog-agent-short",
  operator: "desk-dialog-operator",
};

function nameOf(language: Language, name: string | null): string {
  return cleanName(name, 40) ?? text(language, "desk-dialog-nameless");
}

function stateOf(
  language: Language,
  { mode, takenBy }: Pick<ConversationView, "mode" | "takenBy">,
): string {
  if (mode === "agent") return text(language, "desk-dialog-agent");
  const name = cleanName(takenBy);
  return name === null
    ? text(language, "desk-dialog-waits")
    : html(language, "desk-dialog-taken", { name });
}

function keysOf(language: Language, { id: conversationId, mode, clientId }: ConversationView) {
  const key = (id: TextId, action: Action): Button => ({ label: text(language, id), action });
  const human = mode === "human";
  return [
    [
      ...(human ? [key("desk-dialog-key-take", { do: "conversation_take", conversationId })] : []),
      key("desk-dialog-key-write", { do: "conversation_write", conversationId }),
    ],
    human ? [key("desk-dialog-key-return", { do: "conversation_return", conversationId })] : [],
    clientId === null ? [] : [key("desk-dialog-key-client", { do: "client", clientId })],
    [key("desk-dialog-key-list", { do: "conversations", page: 0 })],
  ];
}
