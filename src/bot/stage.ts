import { may } from "../business/role.ts";
import { dealsBoard } from "../crm/deal-list-service.ts";
import {
  addStage,
  deleteStage,
  MOST_STAGES,
  moveStage,
  renameStage,
  stagesOf,
} from "../crm/stage-service.ts";
import { stageRefusals } from "../crm/stage.ts";
import { text } from "../texts/bundle.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm, form } from "./form.ts";
import { answerPress, type Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show, tell, type Screen } from "./screen.ts";
import { dropScreen, stageScreen, stagesScreen } from "./stage-screen.ts";

/** Takes the name of a new stage, or another one of a known. */
export const stageForm = form<{ businessId: string; stageId: number | null }>(
  "stage",
  async (ctx, state, answer) => {
    const { deps, language } = ctx.desk;
    const { stageId } = state;
    const member = await actingFor(ctx, state.businessId);
    if (!member || !may(member.role, "settings")) {
      await tell(ctx, "bot-no-right", { who: whoMay(language, "settings") });
      return null;
    }
    const { id, language: own } = member.business;
    const done =
      stageId === null
        ? await addStage(deps.db, id, { name: answer, language: own })
        : await renameStage(deps.db, id, { name: answer, stageId });
    if ("refused" in done) {
      await ask(ctx, html(language, stageRefusals[done.refused], { most: String(MOST_STAGES) }));
      return done.refused === "not_found" || done.refused === "many" ? null : state;
    }
    await send(ctx, id, await allOf(ctx, member));
    return null;
  },
);

export const stagePresses: Presses<
  "stages" | "stage" | "stage_ask" | "stage_move" | "stage_drop" | "stage_drop_sure"
> = {
  stages: {
    right: "settings",
    run: async (ctx, member) => show(ctx, member.business.id, await allOf(ctx, member)),
  },
  stage: { right: "settings", run: showStage },
  stage_ask: {
    right: "settings",
    run: async (ctx, { business }, { stageId }) => {
      const { language } = ctx.desk;
      await ask(ctx, html(language, stageId === null ? "stage-ask-new" : "stage-ask-name"));
      await enterForm(ctx, "stage", { businessId: business.id, stageId });
    },
  },
  stage_move: {
    right: "settings",
    run: async (ctx, member, { stageId, by }) => {
      await moveStage(ctx.desk.deps.db, member.business.id, { stageId, by });
      await show(ctx, member.business.id, await allOf(ctx, member));
    },
  },
  stage_drop: {
    right: "settings",
    run: async (ctx, member, { stageId }) => {
      const { db } = ctx.desk.deps;
      const { id, language } = member.business;
      const stages = await stagesOf(db, id, language);
      const stage = stages.find((one) => one.id === stageId);
      const first = stages.find((one) => one.first)?.name ?? "—";
      if (!stage || stage.first) return show(ctx, id, await allOf(ctx, member));
      const counts = await dealsBoard(db, id);
      const open = counts.find((one) => one.stageId === stageId)?.count ?? 0;
      await show(ctx, id, dropScreen(ctx.desk.language, { stage, first, open }));
    },
  },
  stage_drop_sure: {
    right: "settings",
    answers: true,
    run: async (ctx, member, { stageId }) => {
      const { deps, language } = ctx.desk;
      const { id, language: own } = member.business;
      const now = deps.clock.now();
      const done = await deleteStage(deps.db, id, { stageId, language: own, now });
      await answerPress(
        ctx,
        "refused" in done
          ? text(language, done.refused === "first" ? "stage-first-stays" : "deal-stage-gone")
          : undefined,
      );
      await show(ctx, id, await allOf(ctx, member));
    },
  },
};

async function allOf(ctx: DeskContext, { business }: Acting): Promise<Screen> {
  const stages = await stagesOf(ctx.desk.deps.db, business.id, business.language);
  return stagesScreen(ctx.desk.language, { stages, most: MOST_STAGES });
}

async function showStage(
  ctx: DeskContext,
  member: Acting,
  { stageId }: { stageId: number },
): Promise<void> {
  const { id, language } = member.business;
  const stages = await stagesOf(ctx.desk.deps.db, id, language);
  const stage = stages.find((one) => one.id === stageId);
  await show(
    ctx,
    id,
    stage ? stageScreen(ctx.desk.language, { stage, stages }) : await allOf(ctx, member),
  );
}
