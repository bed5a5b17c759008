import { hearsOf } from "../agent/visit-tell-service.ts";
import type { FullVisit } from "../booking/visit.ts";
import { cancelVisitFor, confirmVisitFor, markVisitFor } from "../desk/visit-change-service.ts";
import type { Acting } from "./access.ts";
import type { Action } from "./action.ts";
import { cardOf, clientHere } from "./client-show.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm } from "./form.ts";
import { daysOf } from "./place-press.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { show, type Screen } from "./screen.ts";
import { answerBelow } from "./task-show.ts";
import { showServices } from "./visit-new.ts";
import { cancelScreen, type VisitReader } from "./visit-screen.ts";
import { showVisit, visitHere } from "./visit-show.ts";

/** The buttons of one visit, and those below its card. */
export const visitPresses: Presses<
  | "visit"
  | "visit_confirm"
  | "visit_done"
  | "visit_cancel_ask"
  | "visit_cancel_sure"
  | "visit_client"
  | "visit_move"
  | "visit_cancel"
  | "visit_new"
  | "visit_new_of"
> = {
  visit: {
    right: "see_calls",
    run: (ctx, member, { bookingId }) => showVisit(ctx, member, { bookingId }),
  },
  visit_confirm: { right: "work", run: confirm },
  visit_done: { right: "work", run: markCame },
  visit_cancel_ask: {
    right: "work",
    run: async (ctx, member, { bookingId }) => {
      const here = await visitHere(ctx, member, bookingId);
      if (here) await show(ctx, member.business.id, await cancelOf(ctx, member, here));
    },
  },
  visit_cancel_sure: { right: "work", run: cancelIt },
  visit_client: {
    right: "see_calls",
    run: async (ctx, member, { bookingId }) => {
      const { id: businessId } = member.business;
      const visit = await visitHere(ctx, member, bookingId);
      const clientId = visit?.visit.client?.id;
      const here = clientId === undefined ? null : await clientHere(ctx, member, clientId);
      if (here)
        await answerBelow(ctx, businessId, await cardOf(ctx, member, { ...here, said: null }));
    },
  },
  visit_move: {
    right: "work",
    run: async (ctx, member, { bookingId }) => {
      const here = await visitHere(ctx, member, bookingId);
      if (!here) return;
      const { masterId } = here.visit;
      const screen = await daysOf(ctx, member, { of: { bookingId }, masterId, page: 0 });
      if (screen) await answerBelow(ctx, member.business.id, screen);
    },
  },
  visit_cancel: {
    right: "work",
    run: async (ctx, member, { bookingId }) => {
      const here = await visitHere(ctx, member, bookingId);
      if (!here) return;
      const { visit } = here;
      if (visit.status !== "booked" && visit.status !== "confirmed")
        return showVisit(ctx, member, { bookingId, said: "booking-already" });
      await answerBelow(ctx, member.business.id, await cancelOf(ctx, member, here));
    },
  },
  visit_new: {
    right: "work",
    run: async (ctx, { business }) => {
      await ask(ctx, html(ctx.desk.language, "place-choose-client"));
      await enterForm(ctx, "visit_client", { businessId: business.id });
    },
  },
  visit_new_of: { right: "work", run: showServices },
};

type Doing<D extends Action["do"]> = Extract<Action, { do: D }>;

/** Asks before it is cancelled; who hears of it may be spared that. */
async function cancelOf(
  ctx: DeskContext,
  { business }: Acting,
  { visit, reader }: { visit: FullVisit; reader: VisitReader },
): Promise<Screen> {
  const inChat = await hearsOf(ctx.desk.deps.db, business.id, {
    visit,
    what: "cancelled",
    now: ctx.desk.deps.clock.now(),
  });
  return cancelScreen(reader, { visit, inChat });
}

async function confirm(
  ctx: DeskContext,
  member: Acting,
  { bookingId }: Doing<"visit_confirm">,
): Promise<void> {
  const { db, clock } = ctx.desk.deps;
  const of = { bookingId, now: clock.now() };
  const done = await confirmVisitFor(db, member.business.id, of);
  const said = done ? "booking-done-confirmed" : "booking-already";
  await showVisit(ctx, member, { bookingId, said });
}

async function markCame(
  ctx: DeskContext,
  member: Acting,
  { bookingId, came }: Doing<"visit_done">,
): Promise<void> {
  const { db, clock } = ctx.desk.deps;
  const as = came ? "completed" : "no_show";
  const done = await markVisitFor(db, member.business.id, { bookingId, as, now: clock.now() });
  const said = {
    done: came ? ("booking-done-came" as const) : ("booking-done-no-show" as const),
    early: "booking-too-soon" as const,
    gone: "booking-already" as const,
  };
  await showVisit(ctx, member, { bookingId, said: said[done] });
}

async function cancelIt(
  ctx: DeskContext,
  member: Acting,
  { bookingId, quiet }: Doing<"visit_cancel_sure">,
): Promise<void> {
  const { db, clock } = ctx.desk.deps;
  const of = { bookingId, quiet, now: clock.now() };
  const done = await cancelVisitFor(db, member.business.id, of);
  const told = "told" in done && done.told;
  const said = told ? "booking-done-cancelled-told" : "booking-done-cancelled";
  await showVisit(ctx, member, { bookingId, said: "refused" in done ? "booking-already" : said });
}
