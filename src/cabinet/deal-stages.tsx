import type { VNode } from "preact";
import { dealsBoard } from "../crm/deal-list-service.ts";
import {
  addStage,
  deleteStage,
  MOST_STAGES,
  moveStage,
  renameStage,
  stagesOf,
  type StageDone,
} from "../crm/stage-service.ts";
import { stageRefusals, type Stage } from "../crm/stage.ts";
import { doneOf, readerOf, typedIn, type Reader } from "./deal-visit.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { numberIn } from "./input.ts";
import { once } from "./once.ts";
import { Sheet } from "./sheet.tsx";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

/** A name that could not be taken; `stageId` null: of a new stage. */
type Typed = { stageId: number | null; name: string; wrong: string };
const HERE = "/dashboard/deals/stages";
const DONE = `${HERE}?done=stage`;

/** The stages of the business, to be renamed, put in order, added and taken away. */
export async function stagesPage(
  { db }: CabinetDeps,
  visit: Visit,
  about: { typed?: Typed; told?: string } = {},
): Promise<Answer> {
  const { id, language } = visit.visitor.business;
  const reader = readerOf(visit);
  const { say } = reader;
  const { typed = null, told: refusal } = about;
  const [stages, counts] = await Promise.all([stagesOf(db, id, language), dealsBoard(db, id)]);
  const countOf = (stage: Stage): number =>
    counts.find(({ stageId }) => stageId === stage.id)?.count ?? 0;
  return {
    ...(typed !== null || refusal !== undefined ? { status: 422 } : {}),
    page: {
      title: say("web-stages"),
      section: "deals",
      styles: ["deal"],
      up: { to: "/dashboard/deals", label: say("web-deals") },
      lead: say("web-stages-lead"),
      done: refusal ?? doneOf(visit),
      body: (
        <Sheet id="stages" title={say("web-stages")} count={stages.length}>
          <ol class="rows">
            {stages.map((stage, index) => (
              <StageRow
                stage={stage}
                place={{ up: index > 1, down: index > 0 && index < stages.length - 1 }}
                count={countOf(stage)}
                first={stages[0]?.name ?? "—"}
                typed={typed?.stageId === stage.id ? typed : null}
                csrf={visit.visitor.csrf}
                reader={reader}
              />
            ))}
          </ol>
          {stages.length < MOST_STAGES && (
            <NewStage
              typed={typed?.stageId === null ? typed : null}
              csrf={visit.visitor.csrf}
              reader={reader}
            />
          )}
        </Sheet>
      ),
    },
  };
}

/** One of the four things that can be done with stages. */
export async function changeStages(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { db } = deps;
  const { id, language } = visitor.business;
  const { say } = readerOf(visit);
  const stageId = numberIn(form.get("stage"));
  const name = typedIn(form, "name");
  const wish = form.get("do");
  if (wish === "drop" && stageId !== null) {
    const gone = await deleteStage(db, id, { stageId, language, now });
    if (!("refused" in gone)) return { to: DONE };
    const words = gone.refused === "first" ? "stage-first-stays" : "deal-stage-gone";
    return stagesPage(deps, visit, { told: say(words) });
  }
  if ((wish === "up" || wish === "down") && stageId !== null) {
    const moved = await moveStage(db, id, { stageId, by: wish === "up" ? -1 : 1 });
    return outcomeOf(deps, visit, { outcome: moved, typed: null });
  }
  if (stageId !== null) {
    const outcome = await renameStage(db, id, { name, stageId });
    return outcomeOf(deps, visit, { outcome, typed: { stageId, name } });
  }
  const done = await once(deps, visit, {
    make: (tx) => addStage(tx, id, { name, language }),
    leadsTo: (made) => ("refused" in made ? null : DONE),
  });
  if ("to" in done) return done;
  return outcomeOf(deps, visit, { outcome: done.made, typed: { stageId, name } });
}

async function outcomeOf(
  deps: CabinetDeps,
  visit: Visit,
  { outcome, typed }: { outcome: StageDone; typed: Omit<Typed, "wrong"> | null },
): Promise<Answer> {
  if (!("refused" in outcome)) return { to: DONE };
  const { say } = readerOf(visit);
  const wrong = say(stageRefusals[outcome.refused], { most: MOST_STAGES });
  if (typed === null || outcome.refused === "not_found")
    return stagesPage(deps, visit, { told: wrong });
  return stagesPage(deps, visit, { typed: { ...typed, wrong } });
}

function StageRow(about: {
  stage: Stage;
  place: { up: boolean; down: boolean };
  count: number;
  first: string;
  typed: Typed | null;
  csrf: string;
  reader: Reader;
}): VNode {
  const { stage, place, count, first, typed, csrf, reader } = about;
  const { say } = reader;
  const id = `name-${stage.id}`;
  return (
    <li class="stage-row">
      <form class="row grow" method="post" action={HERE}>
        <Csrf token={csrf} />
        <input type="hidden" name="stage" value={stage.id} />
        <div class="grow">
          <Field id={id} label={say("web-stage-name")} wrong={typed?.wrong}>
            <input
              class="input"
              name="name"
              value={typed?.name ?? stage.name}
              maxLength={32}
              {...told(id, { wrong: typed?.wrong })}
            />
          </Field>
        </div>
        <button class="btn low">{say("web-save")}</button>
        {(["up", "down"] as const).map(
          (way) =>
            place[way] && (
              <button
                class="btn icon low"
                name="do"
                value={way}
                aria-label={say(way === "up" ? "web-stage-up" : "web-stage-down", {
                  name: stage.name,
                })}
              >
                <span class={way}>
                  <Icon name="left" small />
                </span>
              </button>
            ),
        )}
      </form>
      {!stage.first && (
        <details>
          <summary class="small">{say("web-remove")}</summary>
          <form class="stack8 gap-t" method="post" action={HERE}>
            <Csrf token={csrf} />
            <input type="hidden" name="stage" value={stage.id} />
            <p class="small">{say("web-stage-drop", { stage: stage.name, first, count })}</p>
            <button class="btn danger" name="do" value="drop">
              {say("web-stage-drop-yes")}
            </button>
          </form>
        </details>
      )}
      {stage.first && <p class="small muted">{say("web-stage-first")}</p>}
    </li>
  );
}

function NewStage(about: { typed: Typed | null; csrf: string; reader: Reader }): VNode {
  const { typed, csrf, reader } = about;
  const { say } = reader;
  return (
    <form class="foot row" method="post" action={HERE}>
      <Csrf token={csrf} />
      <div class="grow">
        <Field id="name-new" label={say("web-stage-new")} wrong={typed?.wrong}>
          <input
            class="input"
            name="name"
            value={typed?.name ?? ""}
            maxLength={32}
            {...told("name-new", { wrong: typed?.wrong })}
          />
        </Field>
      </div>
      <button class="btn low">
        <Icon name="plus" small />
        {say("web-stage-add")}
      </button>
    </form>
  );
}
