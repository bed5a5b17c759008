import type { ClientRow } from "../crm/client-list-service.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import type { Seen } from "./deal-place.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export const PAGE = 8;

const LABEL = 40;

/** A page of clients, newest first; one row more than a page means that there are older ones. */
export function clientsScreen(
  view: { rows: readonly ClientRow[]; text: string; page: number },
  { language, masked }: Seen,
): Screen {
  const { rows, text: query, page } = view;
  if (rows.length === 0 && page === 0)
    return {
      html:
        query === ""
          ? html(language, "clients-none")
          : html(language, "clients-nothing", { text: query }),
      rows: [],
    };
  const title =
    query === ""
      ? html(language, "clients-title")
      : html(language, "clients-found", { text: query });
  const turn = (id: "clients-newer" | "clients-older", to: number): Button => ({
    label: text(language, id),
    action: { do: "clients", text: query, page: to },
  });
  return {
    html: rows.length === 0 ? `${title}\n\n${html(language, "clients-end")}` : title,
    rows: [
      ...rows
        .slice(0, PAGE)
        .map((row) => [
          clientKey(language, { row, masked, action: { do: "client", clientId: row.id } }),
        ]),
      [
        ...(page > 0 ? [turn("clients-newer", page - 1)] : []),
        ...(rows.length > PAGE ? [turn("clients-older", page + 1)] : []),
      ],
    ],
  };
}

/** Whom to merge with a client, of those who were found. */
export function candidatesScreen(
  view: { rows: readonly ClientRow[]; into: { id: number; called: string } },
  { language, masked }: Seen,
): Screen {
  const { rows, into } = view;
  return {
    html: html(language, "client-choose-merge", { client: into.called }),
    rows: [
      ...rows.slice(0, PAGE).map((row) => {
        const action = { do: "client_merge", from: row.id, into: into.id } as const;
        return [clientKey(language, { row, masked, action })];
      }),
      [{ label: text(language, "bot-back"), action: { do: "client", clientId: into.id } }],
    ],
  };
}

/** "🚫 Оксана К. · +380 67 000 00 01", the name cut where it is too long. */
function clientKey(
  language: Language,
  { row, masked, action }: { row: ClientRow; masked: boolean; action: Action },
): Button {
  const { name, phone, doNotCall, notClient } = row;
  const shown = phone === null ? null : masked ? maskPhone(phone) : showPhone(phone);
  const sign = notClient ? "🔕 " : doNotCall ? "🚫 " : "";
  const left = LABEL - sign.length - (shown === null ? 0 : shown.length + 3);
  const short =
    cleanName(name, left) ?? (shown === null ? text(language, "client-nameless") : null);
  return { label: sign + [short, shown].filter((part) => part !== null).join(" · "), action };
}
