import { EACH, type Found } from "../desk/find-service.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import { callButton, shorten } from "./calls-screen.ts";
import type { Near } from "./here.ts";
import { html } from "./say.ts";
import { wordsLine } from "./talks-screen.ts";
import type { Button, Screen } from "./screen.ts";

const LABEL = 40;

type FindView = { asked: string; name: string | null; found: Found } & Near;

/** What was found, by kind, each row a button that opens it; more of a kind is in that kind's own list. */
export function findScreen(language: Language, view: FindView): Screen {
  const { asked, found } = view;
  const counts = kinds.flatMap(([kind, id]) => {
    if (found[kind].length === 0) return [];
    const count = html(language, id, { count: countOf(found[kind].length) });
    if (kind !== "talks") return [count];
    const said = found.talks.slice(0, EACH).map((talk) => {
      const when = dateNear(language, talk.call.at, view.now, view.zone);
      return `${when}: ${wordsLine(language, talk, view)}`;
    });
    return [count, ...said];
  });
  if (counts.length === 0) return { html: html(language, "find-nothing", { text: asked }) };
  const rows: Button[][] = [
    ...clientRows(language, view),
    ...found.calls
      .slice(0, EACH)
      .map((row) => [callButton(language, row, { ...view, list: { text: asked, before: null } })]),
    ...more(language, "find-more-calls", found.calls, {
      do: "calls",
      text: asked,
      before: null,
    }),
    ...talkRows(language, view),
    ...dealRows(language, view),
    ...workRows(view),
  ];
  return { html: [html(language, "find-title", { text: asked }), ...counts].join("\n"), rows };
}

const kinds: readonly (readonly [keyof Found, TextId])[] = [
  ["clients", "find-clients"],
  ["calls", "find-calls"],
  ["talks", "find-talks"],
  ["deals", "find-deals"],
  ["tasks", "find-tasks"],
  ["comments", "find-comments"],
];

function countOf(rows: number): string {
  return rows > EACH ? `${EACH}+` : String(rows);
}

function clientRows(language: Language, { found, masked, name }: FindView): Button[][] {
  const rows = found.clients.slice(0, EACH).map(({ id, name: called, phone }): Button[] => {
    const shown = phone === null ? null : masked ? maskPhone(phone) : showPhone(phone);
    const label = [cleanName(called), shown].filter((part) => part !== null).join(" · ");
    return [{ label: shorten(`👤 ${label}`, LABEL), action: { do: "client", clientId: id } }];
  });
  const all: Action = { do: "clients", text: name ?? "", page: 0 };
  return [...rows, ...more(language, "find-more-clients", found.clients, all)];
}

/** A call that is in the list of calls already has its button there. */
function talkRows(language: Language, view: FindView): Button[][] {
  const { found, asked } = view;
  const listed = new Set(found.calls.slice(0, EACH).map(({ id }) => id));
  const rows = found.talks
    .slice(0, EACH)
    .filter(({ callId }) => !listed.has(callId))
    .map(({ call }): Button[] => [callButton(language, call, { ...view, list: null })]);
  const all: Action = { do: "talks", text: asked, before: null };
  return [...rows, ...more(language, "find-more-talks", found.talks, all)];
}

function dealRows(language: Language, { found, name }: FindView): Button[][] {
  const rows = found.deals
    .slice(0, EACH)
    .map(({ id, name: called }): Button[] => [
      { label: shorten(`💼 ${called}`, LABEL), action: { do: "deal", dealId: id } },
    ]);
  const all: Action = { do: "deals_list", wanted: { text: name ?? "" }, page: 0 };
  return [...rows, ...more(language, "find-more-deals", found.deals, all)];
}

function workRows({ found }: FindView): Button[][] {
  const tasks = found.tasks.slice(0, EACH).map(({ id, title, done }): Button[] => [
    {
      label: shorten(`${done ? "✅" : "📝"} ${title}`, LABEL),
      action: { do: "task", taskId: id },
    },
  ]);
  const comments = found.comments.slice(0, EACH).map(({ text: said, about }): Button[] => [
    {
      label: shorten(`💬 ${said.replace(/\s+/g, " ")}`, LABEL),
      action: { do: "comments", about, page: 0 },
    },
  ]);
  return [...tasks, ...comments];
}

function more(
  language: Language,
  label: TextId,
  rows: readonly unknown[],
  action: Action,
): Button[][] {
  return rows.length > EACH ? [[{ label: text(language, label), action }]] : [];
}
