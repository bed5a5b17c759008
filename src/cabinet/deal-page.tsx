import type { VNode } from "preact";
import { dealTasks } from "../crm/task-list-service.ts";
import type { Task } from "../crm/task.ts";
import type { Deal } from "../crm/deal.ts";
import type { Stage } from "../crm/stage.ts";
import { stagesOf } from "../crm/stage-service.ts";
import { callsOfDeal } from "../crm/deal-list-service.ts";
import { boardCards } from "../desk/board-service.ts";
import type { NextStep } from "../desk/board.ts";
import { dealCalls, DealCalls, type DealCall } from "./deal-calls.tsx";
import { commentedOf, Comments, type Commented } from "./deal-comment.tsx";
import { DealFacts } from "./deal-facts.tsx";
import { StageBadge } from "./deal-list-view.tsx";
import { DealStage } from "./deal-move.tsx";
import { DealTasks } from "./deal-tasks.tsx";
import { doneOf, readerOf, type Reader } from "./deal-visit.ts";
import { titleOf, worthOf } from "./deal-word.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

const TASKS = 20;
/** More calls of one deal are not counted. */
const MANY = 100;

type Looked = {
  deal: Deal;
  next: NextStep | null;
  stages: Stage[];
  tasks: Task[];
  calls: DealCall[] | null;
  callCount: number;
  commented: Commented;
};

/** One deal; `told` is why something was not done. */
export async function dealPage(
  deps: CabinetDeps,
  visit: Visit,
  about: { deal: Deal; told?: string | null; typed?: Commented["typed"] },
): Promise<Answer> {
  const { deal, told = null, typed = null } = about;
  const { visitor, now, query } = visit;
  const { id, language } = visitor.business;
  const reader = readerOf(visit);
  const byCalls = query.get("tab") === "calls";
  const [stages, [card], tasks, callIds, calls, commented] = await Promise.all([
    stagesOf(deps.db, id, language),
    boardCards(deps.db, id, { ids: [deal.id], now }),
    dealTasks(deps.db, id, { dealId: deal.id, limit: TASKS }),
    callsOfDeal(deps.db, id, { dealId: deal.id, limit: MANY }),
    byCalls ? dealCalls(deps, visit, deal.id) : null,
    commentedOf(deps, visit, { about: { dealId: deal.id }, typed }),
  ]);
  const looked: Looked = {
    deal,
    next: card?.next ?? null,
    stages,
    tasks,
    calls,
    callCount: callIds.length,
    commented,
  };
  const worth = worthOf(deal, reader);
  return {
    ...(told !== null || typed !== null ? { status: typed === null ? 409 : 422 } : {}),
    page: {
      title: titleOf(deal, reader),
      section: "deals",
      styles: ["deal", "task"],
      up: { to: "/dashboard/deals", label: reader.say("web-deals") },
      lead: (
        <>
          №{deal.number}
          {worth !== null && ` · ${worth}`} <StageBadge deal={deal} reader={reader} />
        </>
      ),
      done: told ?? doneOf(visit),
      body: <Whole looked={looked} visit={visit} reader={reader} />,
    },
  };
}

function Whole(about: { looked: Looked; visit: Visit; reader: Reader }): VNode {
  const { looked, visit, reader } = about;
  const { deal, next, stages, tasks, calls, commented } = looked;
  const here = `/dashboard/deals/${deal.number}`;
  return (
    <div class="split">
      <div class="stack">
        <Tabs looked={looked} here={here} reader={reader} />
        {calls === null ? (
          <>
            <DealFacts deal={deal} next={next} reader={reader} />
            <DealTasks deal={deal} tasks={tasks} visit={visit} reader={reader} />
          </>
        ) : (
          <DealCalls calls={calls} reader={reader} />
        )}
      </div>
      <div class="stack">
        <DealStage deal={deal} stages={stages} visit={visit} reader={reader} />
        <Comments commented={commented} action={`${here}/comments`} visit={visit} reader={reader} />
      </div>
    </div>
  );
}

function Tabs(about: { looked: Looked; here: string; reader: Reader }): VNode {
  const { looked, here, reader } = about;
  const { calls, callCount } = looked;
  const on = { "aria-current": "page" as const };
  return (
    <nav class="seg inset tabs" aria-label={reader.say("web-deal-tabs")}>
      <a href={here} {...(calls === null ? on : {})}>
        {reader.say("web-deal")}
      </a>
      <a href={`${here}?tab=calls`} {...(calls === null ? {} : on)}>
        {reader.say("web-calls")} {callCount}
      </a>
    </nav>
  );
}
