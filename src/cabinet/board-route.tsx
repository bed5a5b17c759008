import type { VNode } from "preact";
import { moveDeal, winDeal } from "../crm/deal-service.ts";
import type { DealOutcome } from "../crm/deal.ts";
import { stagesOf } from "../crm/stage-service.ts";
import { may } from "../business/role.ts";
import { boardOf } from "../desk/board-service.ts";
import { changingDeal } from "../desk/deal-change-service.ts";
import { refusalOf } from "../desk/deal-refusal.ts";
import { toInstant, wallOf } from "../lib/zone.ts";
import type { Visitor } from "../business/session.ts";
import { BoardView, type BoardShown, type Said } from "./board-view.tsx";
import { FindDeal } from "./deal-list-page.tsx";
import { dealPage } from "./deal-page.tsx";
import { dealHere, doneOf, readerOf, type Reader } from "./deal-visit.ts";
import { sumsLine, titleOf } from "./deal-word.ts";
import { Icon } from "./icon.tsx";
import { numberIn } from "./input.ts";
import { Empty } from "./sheet.tsx";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

/** So many cards stand on a board together, and in one column: a page stays light. */
const CARDS = 100;
const MOST = 20;
const shows = ["all", "mine", "loose"] as const;
type Show = (typeof shows)[number];

/** The board, whole or, after a change, by itself. */
export async function showBoard(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const show = showIn(visit.query.get("show"));
  return boardAnswer(deps, visit, { show, said: null });
}

/** A card goes to another column; one that somebody has moved meanwhile stays where they put it. */
export async function moveCard(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const deal = await dealHere(deps, visit);
  const here = `/dashboard/deals/${deal.number}`;
  const to = form.get("to") ?? "";
  if (to === "lost" || (to === "won" && deal.amount === null))
    return { to: `${here}/${to === "won" ? "win" : "lose"}` };
  const wish = { dealId: deal.id, now };
  const { id } = visitor.business;
  const from = numberIn(form.get("from")) ?? 0;
  const outcome = await changingDeal(deps.db, id, (tx) =>
    to === "won"
      ? winDeal(tx, id, wish)
      : moveDeal(tx, id, { ...wish, from, to: numberIn(to) ?? 0 }),
  );
  const said = saidOf(outcome, { visit, from, to });
  const show = form.get("show");
  if (show !== null) return boardAnswer(deps, visit, { show: showIn(show), said, outcome });
  if ("refused" in outcome) {
    const left = await dealHere(deps, visit);
    return dealPage(deps, visit, { deal: left, told: said.words });
  }
  return { to: `${here}?done=${to === "won" ? "won" : "moved"}` };
}

type Telling = { show: Show; said: Said | null; outcome?: DealOutcome };

async function boardAnswer(deps: CabinetDeps, visit: Visit, telling: Telling): Promise<Answer> {
  const { visitor, now } = visit;
  const { id, language } = visitor.business;
  const { show, said, outcome } = telling;
  const reader = readerOf(visit);
  const stages = await stagesOf(deps.db, id, language);
  const limit = Math.min(MOST, Math.max(8, Math.floor(CARDS / (stages.length + 2))));
  const view = { show, personId: visitor.personId };
  const since = monthStart(now, reader.zone);
  const board = await boardOf(deps.db, id, { view, since, now, limit });
  const month = reader.say(months[wallOf(now, reader.zone).mo - 1] ?? "web-month-1");
  const shown: BoardShown = { board, stages, show, month, csrf: visitor.csrf, said };
  if (visit.part) return { part: <BoardView shown={shown} reader={reader} /> };
  const none = show === "all" && board.columns.size === 0;
  return {
    ...(outcome !== undefined && "refused" in outcome ? { status: 409 } : {}),
    page: {
      title: reader.say("web-deals"),
      section: "deals",
      styles: ["deal"],
      scripts: ["board"],
      lead: <Lead shown={shown} reader={reader} />,
      actions: <Actions shown={shown} visitor={visitor} reader={reader} />,
      done: doneOf(visit),
      body: (
        <>
          <PhoneTools shown={shown} visitor={visitor} reader={reader} />
          {none ? <NoDeals reader={reader} /> : <BoardView shown={shown} reader={reader} />}
        </>
      ),
    },
  };
}

function saidOf(
  outcome: DealOutcome,
  { visit, from, to }: { visit: Visit; from: number; to: string },
): Said {
  const { say, language } = readerOf(visit);
  if ("refused" in outcome) return { words: refusalOf(language, outcome), undo: null };
  const { number, stage } = outcome.deal;
  const name = titleOf(outcome.deal, { say });
  if (stage === null) return { words: say("web-board-said-won", { name }), undo: null };
  const undo = from > 0 && to !== String(from) ? { number, from: stage.id, to: from } : null;
  return { words: say("web-board-said", { name, stage: stage.name }), undo };
}

function Lead({ shown, reader }: { shown: BoardShown; reader: Reader }): VNode {
  const { say } = reader;
  const all = [...shown.board.columns.values()].filter(({ key }) => typeof key === "number");
  const count = all.reduce((sum, column) => sum + column.count, 0);
  const sums = sumsLine(together(all.flatMap((column) => column.sums)), reader);
  const won = sumsLine(shown.board.columns.get("won")?.sums ?? [], reader);
  const open =
    sums === "" ? say("web-board-open", { count }) : say("web-board-open-sum", { count, sums });
  return (
    <>
      {open}
      {won !== "" && ` · ${say("web-board-won-month", { month: shown.month, sums: won })}`}
    </>
  );
}

function together(
  sums: readonly { currency: string; amount: number }[],
): { currency: string; amount: number }[] {
  const all = new Map<string, number>();
  for (const { currency, amount } of sums) all.set(currency, (all.get(currency) ?? 0) + amount);
  return [...all].map(([currency, amount]) => ({ currency, amount }));
}

type Tools = { shown: BoardShown; reader: Reader };

function Actions({ shown, visitor, reader }: Tools & { visitor: Visitor }): VNode {
  const { say } = reader;
  return (
    <>
      <div class="row only-wide">
        <Filter shown={shown} reader={reader} />
        <FindDeal text="" say={say} />
        {may(visitor.role, "settings") && (
          <a class="btn icon" href="/dashboard/deals/stages" aria-label={say("web-stages")}>
            <Icon name="gear" small />
          </a>
        )}
      </div>
      <a class="btn main" href="/dashboard/deals/new">
        <Icon name="plus" small />
        {say("web-deal-new-short")}
      </a>
    </>
  );
}

function PhoneTools({ shown, visitor, reader }: Tools & { visitor: Visitor }): VNode {
  return (
    <details class="only-phone inset tools">
      <summary class="small">{reader.say("web-board-tools")}</summary>
      <div class="stack8 gap-t">
        <Filter shown={shown} reader={reader} />
        <FindDeal text="" say={reader.say} />
        {may(visitor.role, "settings") && (
          <a class="btn" href="/dashboard/deals/stages">
            {reader.say("web-stages")}
          </a>
        )}
      </div>
    </details>
  );
}

function Filter({ shown: { show, board }, reader: { say } }: Tools): VNode {
  const labels: Record<Show, string> = {
    all: say("web-board-all"),
    mine: say("web-board-mine"),
    loose: say("web-board-loose", { count: board.loose }),
  };
  return (
    <nav class="seg" aria-label={say("web-board-filter")}>
      {shows.map((one) => (
        <a
          href={one === "all" ? "/dashboard/deals" : `/dashboard/deals?show=${one}`}
          {...(one === show ? { "aria-current": "true" as const } : {})}
        >
          {labels[one]}
        </a>
      ))}
    </nav>
  );
}

function NoDeals({ reader: { say } }: { reader: Reader }): VNode {
  return (
    <section class="sheet">
      <Empty
        words={say("web-board-empty")}
        action={
          <a class="btn" href="/dashboard/deals/new">
            {say("web-deal-new")}
          </a>
        }
      />
    </section>
  );
}

function showIn(written: string | null): Show {
  return shows.find((one) => one === written) ?? "all";
}

/** The first moment of the month on the business's wall. */
function monthStart(now: number, zone: string): number {
  const { y, mo } = wallOf(now, zone);
  return toInstant({ y, mo, d: 1, h: 0, mi: 0, s: 0 }, zone);
}

const months = [
  "web-month-1",
  "web-month-2",
  "web-month-3",
  "web-month-4",
  "web-month-5",
  "web-month-6",
  "web-month-7",
  "web-month-8",
  "web-month-9",
  "web-month-10",
  "web-month-11",
  "web-month-12",
] as const;
