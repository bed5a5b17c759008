import { may } from "../business/role.ts";
import { spokenOf } from "../calls/spoken-service.ts";
import { factLabel, heard, plainly } from "../calls/spoken-word.ts";
import { correct, judge } from "../speech/correct-service.ts";
import { corrigibleOf, type Corrigible } from "../speech/correct.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import { askedFor } from "./card-more.ts";
import { commentOfReply } from "./comment-reply.ts";
import type { DeskContext } from "./context.ts";
import { placeFor } from "./deal-place.ts";
import { ask, enterForm, form } from "./form.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { answer, show, tell, type Button } from "./screen.ts";

type State = { businessId: string; callId: number } & (
  | { what: "fix"; field: Corrigible }
  | { what: "wrong" }
);

/** Takes what is right in place of what was heard, or what is wrong with it. */
export const fixForm = form<State>("fix", async (ctx, state, written) => {
  const { language } = ctx.desk;
  const member = await actingFor(ctx, state.businessId);
  if (!member || !may(member.role, "work")) {
    await tell(ctx, "bot-no-right", { who: whoMay(language, "work") });
    return null;
  }
  // Who answers a card meanwhile means the card.
  if (await commentOfReply(ctx)) return state;
  if (state.what === "fix") return takeFix(ctx, member, { ...state, written });
  const kept = await keepVerdict(ctx, member, { callId: state.callId, reason: written });
  if (kept) await tell(ctx, "wrong-kept");
  return null;
});

/** What people say to a call's summary: «✏️» writes over it, «👎» tells what is wrong. */
export const fixPresses: Presses<
  "card_fix" | "fix_ask" | "card_wrong" | "wrong_say" | "wrong_ask"
> = {
  card_fix: { right: "work", run: (ctx, member, { callId }) => offer(ctx, member, callId) },
  fix_ask: {
    right: "work",
    run: async (ctx, member, { callId, field }) => {
      const seen = await placeFor(ctx, member.business);
      if (!seen) return tell(ctx, "bot-private-only");
      const fields = await fieldsOf(ctx, member, callId);
      const known = fields.find((one) => one.field === field);
      if (!known) return tell(ctx, "fix-gone");
      const { language } = ctx.desk;
      const label = factLabel(language, field) ?? field;
      const value = heard(known.value, VALUE, seen) ?? "…";
      const question = field === "name" ? "fix-ask-name" : "fix-ask";
      await ask(ctx, text(language, question, { label, value }));
      const { id: businessId } = member.business;
      await enterForm(ctx, "fix", { businessId, callId, what: "fix", field } satisfies State);
    },
  },
  card_wrong: {
    right: "work",
    run: async (ctx, member, { callId }) => {
      const asked = await askedFor(ctx, member, callId);
      if (!asked) return;
      const { language, messageId: to, threadId } = asked;
      const rows = reasons.map((reason): Button[] => [
        { label: text(language, `wrong-${reason}`), action: { do: "wrong_say", callId, reason } },
      ]);
      const other: Button = {
        label: text(language, "wrong-other"),
        action: { do: "wrong_ask", callId },
      };
      const screen = { html: html(language, "wrong-title"), rows: [...rows, [other]] };
      await answer(ctx, member.business.id, { ...screen, to, threadId });
    },
  },
  wrong_say: {
    right: "work",
    run: async (ctx, member, { callId, reason }) => {
      if (!(await keepVerdict(ctx, member, { callId, reason }))) return;
      await show(ctx, member.business.id, { html: html(ctx.desk.language, "wrong-kept") });
    },
  },
  wrong_ask: {
    right: "work",
    run: async (ctx, { business }, { callId }) => {
      await ask(ctx, html(ctx.desk.language, "wrong-ask"));
      const state: State = { businessId: business.id, callId, what: "wrong" };
      await enterForm(ctx, "fix", state);
    },
  },
};

const reasons = ["facts", "person", "nothing"] as const;
/** Signs of a value in a question, and on a button. */
const VALUE = 200;
const LABEL = 30;

/** Asks which part of a summary is wrong, below its card. */
async function offer(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const asked = await askedFor(ctx, member, callId);
  if (!asked) return;
  const { language, masked, messageId: to, threadId } = asked;
  const fields = await fieldsOf(ctx, member, callId);
  const rows = fields.map(({ field, value }): Button[] => {
    const label = `${factLabel(language, field) ?? field}: ${plainly(value, LABEL, { masked }) ?? "…"}`;
    return [{ label, action: { do: "fix_ask", callId, field } }];
  });
  const title = html(language, fields.length === 0 ? "fix-none" : "fix-title");
  await answer(ctx, member.business.id, { html: title, rows, to, threadId });
}

async function fieldsOf(ctx: DeskContext, { business }: Acting, callId: number) {
  const spoken = await spokenOf(ctx.desk.deps.db, business.id, callId);
  return spoken?.summary ? corrigibleOf(spoken.summary) : [];
}

const wrongs: Record<"blank" | "name" | "date" | "past" | "money" | "currency", TextId> = {
  blank: "fix-blank",
  name: "fix-name",
  date: "fix-date",
  past: "fix-past",
  money: "fix-money",
  currency: "fix-currency",
};

async function takeFix(
  ctx: DeskContext,
  { business }: Acting,
  answered: Extract<State, { what: "fix" }> & { written: string },
): Promise<State | null> {
  const { deps, person, language } = ctx.desk;
  const { written, ...state } = answered;
  const { callId, field } = state;
  const now = deps.clock.now();
  const about = { callId, field, written, by: person.id, language, now };
  const outcome = await correct(deps.db, business, about);
  if ("wrong" in outcome) {
    await ask(ctx, html(language, wrongs[outcome.wrong], { currency: business.currency }));
    return state;
  }
  await tell(ctx, "refused" in outcome ? "fix-gone" : "fix-done");
  return null;
}

/** Keeps what a person says against a summary; where there is none the person is told, and false comes back. */
async function keepVerdict(
  ctx: DeskContext,
  { business }: Acting,
  { callId, reason }: { callId: number; reason: string },
): Promise<boolean> {
  const { deps, person } = ctx.desk;
  const vote = { callId, personId: person.id, reason, now: deps.clock.now() };
  const kept = await judge(deps.db, business.id, vote);
  if (!kept) await tell(ctx, "fix-gone");
  return kept;
}
