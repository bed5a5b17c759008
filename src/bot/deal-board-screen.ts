import type { closedCounts, DealsWanted, StageCount } from "../crm/deal-list-service.ts";
import type { Deal } from "../crm/deal.ts";
import type { Stage } from "../crm/stage.ts";
import { text } from "../texts/bundle.ts";
import { money } from "../texts/format.ts";
import { escapeName } from "../texts/html.ts";
import type { Seen } from "./deal-place.ts";
import { pairs, shownName } from "./deal-screen.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export type BoardView = {
  business: string;
  stages: Stage[];
  counts: StageCount[];
  closed: Awaited<ReturnType<typeof closedCounts>>;
  /** May change the stages. */
  admin: boolean;
};

/** The stages with what stands in them. */
export function boardScreen(view: BoardView, { language }: Seen): Screen {
  const { stages, counts, closed } = view;
  const of = (stage: Stage) => counts.find(({ stageId }) => stageId === stage.id);
  const lines = stages.map((stage) => {
    const { count = 0, sums = [] } = of(stage) ?? {};
    const worth = sums.map(({ amount, currency }) => money(language, amount, currency));
    return [`<b>${escapeName(stage.name)}</b>`, String(count), ...worth].join(" · ");
  });
  const none = counts.length === 0 && closed.won + closed.lost === 0;
  const columns = stages.map((stage): Button => ({
    label: `${stage.name} · ${of(stage)?.count ?? 0}`,
    action: { do: "deals_list", wanted: { stageId: stage.id }, page: 0 },
  }));
  const over = (["won", "lost"] as const).map((status): Button => ({
    label: text(language, `deals-${status}-count`, { count: String(closed[status]) }),
    action: { do: "deals_list", wanted: { status }, page: 0 },
  }));
  return {
    html: [
      html(language, "deals-title", { business: view.business }),
      lines.join("\n"),
      text(language, none ? "deals-none" : "deals-hint"),
    ].join("\n\n"),
    rows: [
      ...pairs(columns),
      over,
      view.admin ? [{ label: text(language, "stages-key"), action: { do: "stages" } }] : [],
    ],
  };
}

export const PAGE = 8;
const LABEL = 40;

export type ListView = {
  wanted: DealsWanted;
  /** Its stage's name, where a stage is wanted; null when that is gone. */
  stage: string | null;
  /** One more than a page means that there are others. */
  deals: Deal[];
  page: number;
};

/** A page of deals, one button each. */
export function listScreen({ wanted, stage, deals, page }: ListView, seen: Seen): Screen {
  const { language } = seen;
  const turn = (to: number, label: string): Button => ({
    label,
    action: { do: "deals_list", wanted, page: to },
  });
  const turns = [
    ...(page > 0 ? [turn(page - 1, "◀")] : []),
    ...(deals.length > PAGE ? [turn(page + 1, "▶")] : []),
  ];
  const rows = deals
    .slice(0, PAGE)
    .map((deal): Button[] => [
      { label: labelOf(deal, seen), action: { do: "deal", dealId: deal.id } },
    ]);
  const pageNote = page > 0 ? ` · ${page + 1}` : "";
  return {
    html: [
      `${headOf(wanted, stage, language)}${pageNote}`,
      deals.length === 0 ? text(language, emptyText(wanted)) : text(language, "deals-choose"),
    ].join("\n\n"),
    rows: [...rows, turns, [{ label: text(language, "deal-to-board"), action: { do: "deals" } }]],
  };
}

function headOf(wanted: DealsWanted, stage: string | null, language: Seen["language"]): string {
  if ("text" in wanted) return html(language, "deals-found", { text: wanted.text });
  if ("status" in wanted) return text(language, `deals-${wanted.status}`);
  return html(language, "deals-stage", { stage: stage ?? "—" });
}

function emptyText(wanted: DealsWanted) {
  if ("text" in wanted) return "deals-nothing";
  return "status" in wanted ? "deals-none-over" : "deals-none-here";
}

/** "№12 Оксана К. · 1 200 грн", short enough for a phone. */
function labelOf(deal: Deal, { language, masked }: Seen): string {
  const number = `№${deal.number} `;
  const worth = deal.amount === null ? "" : ` · ${money(language, deal.amount, deal.currency)}`;
  const name = Array.from(shownName(deal, masked));
  const room = Math.max(8, LABEL - number.length - worth.length);
  const short =
    name.length > room
      ? `${name
          .slice(0, room - 1)
          .join("")
          .trimEnd()}…`
      : name.join("");
  return `${number}${short}${worth}`;
}
