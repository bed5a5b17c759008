import { Router } from "@koa/router";
import { moveCard, showBoard } from "./board-route.tsx";
import { listDealsPage } from "./deal-list-page.tsx";
import { lose, losePage, reopen, undo, win, winPage } from "./deal-close.tsx";
import { keepComment } from "./deal-comment.tsx";
import { editPage, saveEdit } from "./deal-edit.tsx";
import { createNew, newDeal } from "./deal-new.tsx";
import { dealPage } from "./deal-page.tsx";
import { changeStages, stagesPage } from "./deal-stages.tsx";
import { dealHere, readerOf } from "./deal-visit.ts";
import { reading, writing, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";

/** The board, one deal and what can be done with it, and the stages. */
export function dealRouter(deps: CabinetDeps): Router {
  const router = new Router();
  type Run = (deps: CabinetDeps, visit: Visit) => Promise<Answer>;
  const read = (path: string, run: Run): void =>
    void router.get(
      path,
      reading(deps, "work", (visit) => run(deps, visit)),
    );
  const write = (path: string, run: Run): void =>
    void router.post(
      path,
      writing(deps, "work", (visit) => run(deps, visit)),
    );
  read("/dashboard/deals", showBoard);
  read("/dashboard/deals/list", listDealsPage);
  read("/dashboard/deals/new", newDeal);
  write("/dashboard/deals/new", createNew);
  router.get(
    "/dashboard/deals/stages",
    reading(deps, "settings", (visit) => stagesPage(deps, visit)),
  );
  router.post(
    "/dashboard/deals/stages",
    writing(deps, "settings", (visit) => changeStages(deps, visit)),
  );
  read("/dashboard/deals/:number", look);
  write("/dashboard/deals/:number/move", moveCard);
  read("/dashboard/deals/:number/edit", editPage);
  write("/dashboard/deals/:number/edit", saveEdit);
  read("/dashboard/deals/:number/win", winPage);
  write("/dashboard/deals/:number/win", win);
  read("/dashboard/deals/:number/lose", losePage);
  write("/dashboard/deals/:number/lose", lose);
  write("/dashboard/deals/:number/reopen", reopen);
  write("/dashboard/deals/:number/undo", undo);
  write("/dashboard/deals/:number/comments", comment);
  return router;
}

async function look(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const deal = await dealHere(deps, visit);
  return dealPage(deps, visit, { deal });
}

async function comment(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const deal = await dealHere(deps, visit);
  const about = { dealId: deal.id };
  const to = `/dashboard/deals/${deal.number}?done=comment`;
  const kept = await keepComment(deps, visit, { about, reader: readerOf(visit), to });
  return "to" in kept ? kept : dealPage(deps, visit, { deal, typed: kept.typed });
}
