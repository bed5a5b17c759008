import type { VNode } from "preact";
import { dealsAfter, type DealsWanted } from "../crm/deal-list-service.ts";
import { stagesOf } from "../crm/stage-service.ts";
import type { Stage } from "../crm/stage.ts";
import { boardCards } from "../desk/board-service.ts";
import { DealList, type DealPage } from "./deal-list-view.tsx";
import { readerOf, type Reader } from "./deal-visit.ts";
import { SearchForm } from "./find-box.tsx";
import { numberIn } from "./input.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

const PAGE = 50;
const MAX_QUERY = 60;

/** A stage's deals, those that are over, or what is looked for, page by page. */
export async function listDealsPage(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, query, now } = visit;
  const { id, language } = visitor.business;
  const reader = readerOf(visit);
  const text = Array.from((query.get("q") ?? "").trim())
    .slice(0, MAX_QUERY)
    .join("");
  const stages = await stagesOf(deps.db, id, language);
  const wanted = wantedOf(query, text);
  const [at, last] = (query.get("after") ?? "").split("-").map((part) => Number(part));
  const after =
    at !== undefined && last !== undefined && at > 0 && last > 0 ? { at, id: last } : null;
  const found =
    wanted === null ? [] : await dealsAfter(deps.db, id, { wanted, after, limit: PAGE + 1 });
  const deals = found.slice(0, PAGE);
  const cards = await boardCards(deps.db, id, { ids: deals.map((deal) => deal.id), now });
  const end = deals.at(-1);
  const title = headOf(wanted, { stages, reader });
  const page: DealPage = {
    cards,
    text,
    next:
      found.length > PAGE && end !== undefined
        ? `/dashboard/deals/list?${nextQuery(query, `${end.updatedAt}-${end.id}`)}`
        : null,
  };
  return {
    page: {
      title,
      section: "deals",
      styles: ["deal"],
      up: { to: "/dashboard/deals", label: reader.say("web-deals") },
      actions: <FindDeal text={text} say={reader.say} />,
      body: <DealList page={page} reader={reader} />,
    },
  };
}

/** Where a deal is looked for. */
export function FindDeal({ text, say }: { text: string; say: Reader["say"] }): VNode {
  const words = { label: say("web-deal-find"), hint: say("web-deal-find-hint") };
  return <SearchForm to="/dashboard/deals/list" {...words} text={text} />;
}

function wantedOf(query: URLSearchParams, text: string): DealsWanted | null {
  const stageId = numberIn(query.get("stage"));
  if (stageId !== null) return { stageId };
  const status = query.get("status");
  if (status === "won" || status === "lost") return { status };
  return text === "" ? null : { text };
}

function headOf(
  wanted: DealsWanted | null,
  { stages, reader: { say } }: { stages: readonly Stage[]; reader: Reader },
): string {
  if (wanted === null) return say("web-deal-find");
  if ("text" in wanted) return say("web-deal-found", { text: wanted.text });
  if ("status" in wanted) return say(wanted.status === "won" ? "web-board-won" : "web-board-lost");
  return stages.find(({ id }) => id === wanted.stageId)?.name ?? say("web-stage-gone");
}

function nextQuery(query: URLSearchParams, after: string): string {
  const next = new URLSearchParams(query);
  next.set("after", after);
  return next.toString();
}
