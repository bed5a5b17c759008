import type { VNode } from "preact";
import type { Deal } from "../crm/deal.ts";
import type { Stage } from "../crm/stage.ts";
import type { Reader } from "./deal-visit.ts";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { Sheet } from "./sheet.tsx";
import type { Visit } from "./visit.tsx";

/** Where a deal stands and where it can go, also without a script. */
export function DealStage(about: {
  deal: Deal;
  stages: readonly Stage[];
  visit: Visit;
  reader: Reader;
}): VNode {
  const { deal, stages, visit, reader } = about;
  const { say } = reader;
  const { csrf } = visit.visitor;
  const here = `/dashboard/deals/${deal.number}`;
  if (deal.status !== "open")
    return (
      <Sheet id="move" title={say("web-deal-stage")}>
        <form class="pad" method="post" action={`${here}/reopen`}>
          <Csrf token={csrf} />
          <button class="btn">
            <Icon name="undo" small />
            {say("web-deal-reopen")}
          </button>
        </form>
      </Sheet>
    );
  const others = stages.filter(({ id }) => id !== deal.stage?.id);
  return (
    <Sheet id="move" title={say("web-deal-stage")}>
      <div class="pad stack8 wide-fields">
        <p>{deal.stage?.name ?? "—"}</p>
        {others.length > 0 && (
          <form class="row" method="post" action={`${here}/move`}>
            <Csrf token={csrf} />
            <input type="hidden" name="from" value={deal.stage?.id ?? 0} />
            <label class="sr" for="to">
              {say("web-board-move-where")}
            </label>
            <select class="grow" id="to" name="to">
              {others.map(({ id, name }) => (
                <option value={id}>{name}</option>
              ))}
            </select>
            <button class="btn">{say("web-deal-move")}</button>
          </form>
        )}
        <div class="row">
          <form method="post" action={`${here}/win`}>
            <Csrf token={csrf} />
            <button class="btn main">{say("web-deal-win")}</button>
          </form>
          <a class="btn" href={`${here}/lose`}>
            {say("web-deal-lose")}
          </a>
          {deal.automatic && (
            <form method="post" action={`${here}/undo`}>
              <Csrf token={csrf} />
              <button class="btn quiet">
                <Icon name="undo" small />
                {say("web-deal-undo-long")}
              </button>
            </form>
          )}
        </div>
      </div>
    </Sheet>
  );
}
