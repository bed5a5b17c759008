import type { BriefCall } from "../calls/brief-service.ts";
import { heard } from "../calls/spoken-word.ts";
import { isFilled, type FilledField } from "../crm/deal-fill.ts";
import { lostReasons, type Deal } from "../crm/deal.ts";
import type { Stage } from "../crm/stage.ts";
import { visitText } from "../desk/deal-word.ts";
import { maskNumbers, maskPhone, showPhone } from "../lib/phone.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { dateNear, duration, money } from "../texts/format.ts";
import { cleanName, escapeHtml, escapeName } from "../texts/html.ts";
import type { Action } from "./action.ts";
import type { Seen } from "./deal-place.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

/** What a deal's card tells; of calls and tasks one more than is shown means that there are others. */
export type DealView = {
  deal: Deal;
  stages: Stage[];
  calls: BriefCall[];
  tasks: { title: string; dueAt: number | null }[];
};

export const SHOWN_CALLS = 5;
export const SHOWN_TASKS = 5;

export function dealScreen(view: DealView, seen: Seen): Screen {
  const { deal } = view;
  const { language } = seen;
  if (deal.removed)
    return {
      html: html(language, "deal-undone", { number: String(deal.number) }),
      rows: [[{ label: text(language, "deal-to-board"), action: { do: "deals" } }]],
    };
  const parts = [
    titleOf(deal, seen),
    facts(deal, seen),
    callLines(view, seen),
    taskLines(view, seen),
  ];
  return { html: parts.filter((part) => part !== "").join("\n\n"), rows: keys(view, seen) };
}

/** Asks why a deal was lost. */
export function lostScreen(deal: Deal, { language, masked }: Seen): Screen {
  const { id: dealId } = deal;
  const reasons = lostReasons.map((reason): Button[] => [
    { label: text(language, `deal-lost-${reason}`), action: { do: "deal_lost", dealId, reason } },
  ]);
  return {
    html: html(language, "deal-why-lost", {
      number: String(deal.number),
      name: shownName(deal, masked),
    }),
    rows: [
      ...reasons,
      [
        {
          label: text(language, "deal-lost-other"),
          action: { do: "deal_ask", dealId, what: "lost" },
        },
      ],
      [{ label: text(language, "bot-back"), action: { do: "deal", dealId } }],
    ],
  };
}

/** Offers a deal of a call that has none. */
export function offerScreen(
  { callId, name, phone }: { callId: number; name: string | null; phone: string },
  { language, masked }: Pick<Seen, "language" | "masked">,
): Screen {
  const who = [cleanName(name), (masked ? maskPhone : showPhone)(phone)];
  return {
    html: html(language, "deal-offer", { who: who.filter((part) => part !== null).join(" · ") }),
    rows: [
      [
        { label: text(language, "deal-make"), action: { do: "deal_make", callId } },
        { label: text(language, "deal-no"), action: { do: "why_hide" } },
      ],
    ],
  };
}

/** A deal that is named by its number hides it where numbers are hidden. */
export function shownName({ name, phone }: Pick<Deal, "name" | "phone">, masked: boolean): string {
  if (!masked) return name;
  if (phone !== null && name === showPhone(phone)) return maskPhone(phone);
  return /^\+[\d\s().-]{7,}$/.test(name) ? maskPhone(`+${name.replace(/\D/g, "")}`) : name;
}

function titleOf(deal: Deal, { language, masked }: Seen): string {
  const stage = deal.stage?.name ?? "—";
  const title = html(language, `deal-title-${deal.status}`, {
    number: String(deal.number),
    ...(deal.status === "open" ? { stage } : {}),
  });
  return `${title}\n<b>${escapeName(shownName(deal, masked))}</b>`;
}

function facts(deal: Deal, seen: Seen): string {
  const { language, zone, now } = seen;
  const worth =
    deal.amount === null
      ? text(language, "deal-no-amount")
      : marked(
          text(language, "deal-amount", { amount: money(language, deal.amount, deal.currency) }),
          { deal, field: "amount", language },
        );
  const made = dateNear(language, deal.createdAt, now, zone);
  const lines = [
    worth,
    whoLine(deal, seen),
    ...heardLines(deal, seen),
    deal.reason === null ? null : html(language, "deal-reason", { reason: deal.reason }),
    text(language, deal.automatic ? "deal-made-by-call" : "deal-made", { when: made }),
    deal.closedAt === null
      ? null
      : text(language, "deal-closed", { when: dateNear(language, deal.closedAt, now, zone) }),
    deal.note === null ? null : html(language, "deal-note", { note: shownNote(deal.note, seen) }),
  ];
  return lines.filter((line) => line !== null).join("\n");
}

/** Where and when the client is met, and whether a call said so. */
function heardLines(deal: Deal, { language, masked, zone, now }: Seen): string[] {
  const address = heard(deal.address, ADDRESS, { masked });
  const visit = deal.visitAt === null ? null : visitText(deal.visitAt, { language, zone, now });
  return [
    ...(address === null
      ? []
      : [
          marked(text(language, "deal-address", { address }), { deal, field: "address", language }),
        ]),
    ...(visit === null
      ? []
      : [
          marked(text(language, "deal-visit", { when: visit }), {
            deal,
            field: "visitAt",
            language,
          }),
        ]),
  ];
}

const ADDRESS = 200;

function marked(
  line: string,
  { deal, field, language }: { deal: Deal; field: FilledField; language: Seen["language"] },
): string {
  return isFilled(deal, field) ? text(language, "deal-from-call", { line }) : line;
}

/** Words of a call may hold numbers, which are hidden where numbers are. */
function shownNote(note: string, { masked }: Seen): string {
  return masked ? maskNumbers(note) : note;
}

/** A name or number that the deal is called by is not said twice. */
function whoLine(deal: Deal, { language, masked }: Seen): string | null {
  const name = cleanName(deal.client?.name);
  const phone = deal.phone === null ? null : (masked ? maskPhone : showPhone)(deal.phone);
  const parts = [
    name === null || name === deal.name ? null : escapeName(name),
    phone === null || phone === shownName(deal, masked) ? null : escapeHtml(phone),
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return text(language, "deal-client", { who: parts.join(" · ") });
}

function callLines({ calls }: DealView, { language, zone, now }: Seen): string {
  if (calls.length === 0) return "";
  const lines = calls.slice(0, SHOWN_CALLS).map((call) => {
    const when = `${signOf(call)} ${dateNear(language, call.at, now, zone)}`;
    return [when, endOf(call, language)].filter((part) => part !== null).join(" · ");
  });
  if (calls.length > SHOWN_CALLS) lines.push("…");
  return [text(language, "deal-calls"), ...lines].join("\n");
}

const ends: Partial<Record<string, TextId>> = {
  missed: "calls-missed-short",
  busy: "calls-busy-short",
  no_answer: "calls-noanswer-short",
  failed: "calls-failed-short",
};

function signOf({ state, direction, outcome }: BriefCall): string {
  if (state !== "ended") return "📞";
  if (direction === "out") return "↗️";
  if (outcome === "answered") return "✅";
  return outcome === null || outcome === "unknown" ? "❔" : "❌";
}

function endOf({ state, outcome, talkS }: BriefCall, language: Seen["language"]): string | null {
  if (state !== "ended") return text(language, "calls-running-short");
  if (outcome === "answered") return talkS === null ? null : duration(language, talkS);
  return text(language, ends[outcome ?? ""] ?? "calls-unknown-short");
}

function taskLines({ tasks }: DealView, { language, zone, now }: Seen): string {
  if (tasks.length === 0) return "";
  const lines = tasks.slice(0, SHOWN_TASKS).map(({ title, dueAt }) => {
    const due = dueAt === null ? null : dateNear(language, dueAt, now, zone);
    return ["▫️", [escapeHtml(title), due].filter((part) => part !== null).join(" · ")].join(" ");
  });
  if (tasks.length > SHOWN_TASKS) lines.push("…");
  return [text(language, "deal-tasks"), ...lines].join("\n");
}

function keys({ deal, stages }: DealView, { language }: Seen): Button[][] {
  const { id: dealId, status, stage } = deal;
  const key = (id: TextId, action: Action): Button => ({ label: text(language, id), action });
  const note = key("deal-key-note", { do: "deal_ask", dealId, what: "note" });
  if (status !== "open")
    return [
      [key("deal-key-reopen", { do: "deal_reopen", dealId }), note],
      [key("deal-to-list", { do: "deals_list", wanted: { status }, page: 0 })],
    ];
  const moves = stages
    .filter(({ id }) => id !== stage?.id)
    .map(({ id: to, name }): Button => ({
      label: `→ ${name}`,
      action: { do: "deal_move", dealId, from: stage?.id ?? 0, to },
    }));
  return [
    ...pairs(moves),
    [
      key("deal-key-amount", { do: "deal_ask", dealId, what: "amount" }),
      key("deal-key-name", { do: "deal_ask", dealId, what: "name" }),
      note,
    ],
    heardKeys(deal, key),
    [
      key("deal-key-won", { do: "deal_won", dealId }),
      key("deal-key-lost", { do: "deal_lose", dealId }),
    ],
    [
      key("deal-key-task", { do: "task_new", dealId }),
      ...(deal.client === null
        ? []
        : [key("deal-key-client", { do: "client", clientId: deal.client.id })]),
    ],
    [
      ...(deal.automatic ? [key("deal-key-undo", { do: "deal_undo", dealId })] : []),
      stage === null
        ? key("deal-to-board", { do: "deals" })
        : key("deal-to-list", { do: "deals_list", wanted: { stageId: stage.id }, page: 0 }),
    ],
  ];
}

/** What a deal has not is not asked for. */
function heardKeys(
  { id: dealId, address, visitAt }: Deal,
  key: (id: TextId, action: Action) => Button,
): Button[] {
  return [
    ...(address === null
      ? []
      : [key("deal-key-address", { do: "deal_ask", dealId, what: "address" })]),
    ...(visitAt === null ? [] : [key("deal-key-visit", { do: "deal_ask", dealId, what: "visit" })]),
  ];
}

/** Two in a row. */
export function pairs(buttons: readonly Button[]): Button[][] {
  return buttons.flatMap((_, index) => (index % 2 === 0 ? [buttons.slice(index, index + 2)] : []));
}
