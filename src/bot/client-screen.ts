import type { ClientCall } from "../calls/history-service.ts";
import type { ClientFacts } from "../crm/client-list-service.ts";
import type { StoredClient } from "../crm/client.ts";
import { maskPhone, showPhone } from "../lib/phone.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { dateNear, dayShort, duration } from "../texts/format.ts";
import { escapeName } from "../texts/html.ts";
import type { Action } from "./action.ts";
import type { Seen } from "./deal-place.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export type ClientView = {
  client: StoredClient;
  calls: { count: number; newest: ClientCall[] };
  facts: ClientFacts;
  seen: Seen;
};

/** Calls beyond these are not counted. */
export const MOST_CALLS = 999;

/** Who a client is, what is known of them, and what can be done. */
export function clientScreen(view: ClientView): Screen {
  const { client, calls, seen } = view;
  const { language } = seen;
  const marks = [
    client.doNotCall ? text(language, "client-do-not-call") : null,
    client.notClient ? text(language, "client-not-client") : null,
  ];
  const head = [
    `<b>${escapeName(client.name ?? text(language, "client-nameless"))}</b>`,
    ...phonesOf(client, seen).map(({ shown }) => shown),
    ...marks,
  ];
  const blocks = [
    head.filter((line) => line !== null).join("\n"),
    factLines(view).join("\n"),
    calls.newest.map((call) => callLine(call, seen)).join("\n"),
  ];
  return { html: blocks.filter((block) => block !== "").join("\n\n"), rows: keysOf(view) };
}

/** Which of several numbers to take away. */
export function dropScreen(client: StoredClient, seen: Seen): Screen {
  const { language } = seen;
  return {
    html: html(language, "client-choose-drop", { client: calledIn(client, seen) }),
    rows: [
      ...phonesOf(client, seen).map(({ phone, shown }): Button[] => [
        { label: shown, action: { do: "client_drop", clientId: client.id, phone } },
      ]),
      [{ label: text(language, "bot-back"), action: { do: "client", clientId: client.id } }],
    ],
  };
}

/** What a merge does, before it is done. */
export function mergeScreen(
  { from, into }: { from: StoredClient; into: StoredClient },
  seen: Seen,
): Screen {
  const { language } = seen;
  const pair = { from: from.id, into: into.id };
  return {
    html: html(language, "client-merge-sure", {
      from: calledIn(from, seen),
      into: calledIn(into, seen),
    }),
    rows: [
      [{ label: text(language, "client-merge-yes"), action: { do: "client_merge_sure", ...pair } }],
      [{ label: text(language, "bot-back"), action: { do: "client", clientId: pair.into } }],
    ],
  };
}

/** "Оксана К., +380 67 000 00 01". */
export function calledIn(client: Pick<StoredClient, "name" | "phones">, seen: Seen): string {
  const [phone] = phonesOf(client, seen);
  const parts = [client.name, phone?.shown ?? null].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(", ") : text(seen.language, "client-nameless");
}

function phonesOf({ phones }: Pick<StoredClient, "phones">, { masked }: Seen) {
  return phones.map((phone) => ({ phone, shown: masked ? maskPhone(phone) : showPhone(phone) }));
}

function factLines({ client, calls, facts, seen }: ClientView): string[] {
  const { language, now, zone } = seen;
  const count = calls.count >= MOST_CALLS ? `${MOST_CALLS}+` : String(calls.count);
  const since = dayShort(language, client.createdAt, now, zone);
  const deal = facts.deal && [dealName(facts.deal.name, client, seen), facts.deal.stage];
  const work = [
    facts.tasks > 0 ? html(language, "client-tasks", { count: String(facts.tasks) }) : null,
    facts.comments > 0
      ? html(language, "client-comments", { count: String(facts.comments) })
      : null,
  ];
  const lines = [
    [html(language, "client-since", { date: since }), html(language, "client-calls", { count })],
    deal
      ? [html(language, "client-deal", { deal: deal.filter((part) => part !== null).join(" · ") })]
      : [],
    work,
    [client.note === null ? null : escapeName(client.note)],
  ];
  return lines
    .map((parts) => parts.filter((part) => part !== null).join(" · "))
    .filter((line) => line !== "");
}

/** A deal of somebody without a name is called by the number. */
function dealName(name: string, client: StoredClient, seen: Seen): string {
  return phonesOf(client, seen).find(({ phone }) => showPhone(phone) === name)?.shown ?? name;
}

const endings: Partial<Record<string, TextId>> = {
  missed: "calls-missed-short",
  busy: "calls-busy-short",
  no_answer: "calls-noanswer-short",
  failed: "calls-failed-short",
};

function callLine(call: ClientCall, { language, zone, now }: Seen): string {
  return `${signOf(call)} ${dateNear(language, call.at, now, zone)} · ${endOf(call, language)}`;
}

function signOf({ state, direction, outcome }: ClientCall): string {
  if (state !== "ended") return "📞";
  if (direction === "out") return "↗️";
  if (outcome === "answered") return "✅";
  return outcome === null || outcome === "unknown" ? "❔" : "❌";
}

function endOf({ state, outcome, talkS }: ClientCall, language: Seen["language"]): string {
  if (state !== "ended") return text(language, "client-call-talking");
  if (outcome === "answered" && talkS !== null) return duration(language, talkS);
  return text(language, endings[outcome ?? ""] ?? "calls-unknown-short");
}

function keysOf({ client, facts, seen }: ClientView): Button[][] {
  const clientId = client.id;
  const { doNotCall, notClient, phones } = client;
  const key = (id: TextId, action: Action): Button => ({
    label: text(seen.language, id),
    action,
  });
  const drop = key("client-key-drop", { do: "client_phones", clientId });
  const [phone] = phones;
  // The title of the list names what was looked for.
  const calls =
    phone === undefined || seen.masked
      ? []
      : [key("client-key-calls", { do: "calls", text: showPhone(phone), before: null })];
  const tasks =
    facts.tasks > 0
      ? key("client-key-tasks", { do: "tasks", scope: "client", page: 0, clientId })
      : key("client-key-task", { do: "task_new", clientId });
  const deal =
    facts.deal === null ? [] : [key("client-key-deal", { do: "deal", dealId: facts.deal.id })];
  return [
    [...deal, tasks],
    [...calls, key("client-key-comments", { do: "comments", about: { clientId }, page: 0 })],
    [
      key("client-key-name", { do: "client_ask", clientId, what: "name" }),
      key("client-key-add", { do: "client_ask", clientId, what: "phone" }),
      ...(phones.length > 1 ? [drop] : []),
    ],
    [
      key(doNotCall ? "client-key-may-call" : "client-key-no-calls", {
        do: "client_mark",
        clientId,
        flag: "doNotCall",
        on: !doNotCall,
      }),
      key(notClient ? "client-key-is-client" : "client-key-no-client", {
        do: "client_mark",
        clientId,
        flag: "notClient",
        on: !notClient,
      }),
    ],
    [
      key("client-key-merge", { do: "client_ask", clientId, what: "merge" }),
      key("client-key-list", { do: "clients", text: "", page: 0 }),
    ],
  ];
}
