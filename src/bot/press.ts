import { Composer, GrammyError } from "grammy";
import { actionOf } from "../business/button-service.ts";
import { businessesOf } from "../business/person-service.ts";
import { may, type Action as Right } from "../business/role.ts";
import { text } from "../texts/bundle.ts";
import { acting, isGroup, whoMay, type Acting } from "./access.ts";
import { actionShape, type Action } from "./action.ts";
import type { DeskContext } from "./context.ts";

type Press = {
  right: Right | null;
  private?: true;
  answers?: true;
  run(ctx: DeskContext, acting: Acting, action: Action): Promise<void>;
};
type Doing<D extends Action["do"]> = Extract<Action, { do: D }>;

/** What each button needs and does. The right is checked at the moment of the press; null: every member. */
export type Presses<D extends Action["do"] = Action["do"]> = {
  [K in D]: {
    right: Right | null;
    /** Its screens are not for a group, where a press of any button of ours can be forged. */
    private?: true;
    /** It answers the press itself, at once, with what came of it. */
    answers?: true;
    run(ctx: DeskContext, acting: Acting, action: Doing<K>): Promise<void>;
  };
};

/** Runs the action behind a pressed button for a member who may; everyone else is told politely. */
export function pressComposer(presses: Presses): Composer<DeskContext> {
  const composer = new Composer<DeskContext>();
  composer.on("callback_query:data", async (ctx) => {
    const { language } = ctx.desk;
    const found = await actionBehind(ctx, ctx.callbackQuery.data);
    if (!found) return answerPress(ctx, text(language, await whyNothing(ctx)));
    const { member, action } = found;
    // A method takes its own action only; the table pairs them.
    const press: Press = presses[action.do];
    if (press.right && !may(member.role, press.right)) {
      return answerPress(
        ctx,
        text(language, "bot-no-right", { who: whoMay(language, press.right) }),
      );
    }
    if (press.private && ctx.chat?.type !== "private")
      return answerPress(ctx, text(language, "bot-private-only"));
    if (!press.answers) await answerPress(ctx);
    await press.run(ctx, member, action);
  });
  return composer;
}

/** In a group strangers press too; to a member the button is only an old one. */
async function whyNothing(ctx: DeskContext): Promise<"bot-foreign-button" | "bot-stale"> {
  return isGroup(ctx) && !(await acting(ctx)) ? "bot-foreign-button" : "bot-stale";
}

/** Answers a press; a press that Telegram has given up waiting for needs none. */
export async function answerPress(ctx: DeskContext, said?: string): Promise<void> {
  try {
    await ctx.answerCallbackQuery(
      said === undefined ? {} : { text: said, show_alert: said.length > 60 },
    );
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
  }
}

/** A reference opens only inside a business that the person belongs to now. */
async function actionBehind(
  ctx: DeskContext,
  data: string,
): Promise<{ member: Acting; action: Action } | null> {
  const { deps, person } = ctx.desk;
  const [id = "", verb] = data.split(":");
  for (const { business, role } of await businessesOf(deps.db, person.id)) {
    const kept = await actionOf(deps.db, business.id, id);
    if (kept === null) continue;
    const action = actionShape.safeParse(verb === undefined ? kept : ofCard(kept, verb));
    return action.success ? { member: { business, role }, action: action.data } : null;
  }
  return null;
}

/** A card's buttons share the one reference of its call, followed by what each does. */
function ofCard(kept: unknown, verb: string): unknown {
  const known = actionShape.safeParse(kept);
  if (!known.success || known.data.do !== "card_more") return null;
  return { do: `card_${verb}`, callId: known.data.callId };
}
