import { Composer } from "grammy";
import { acceptPledge, closePledge, ledgerPage, openPledges } from "../speech/promise-service.ts";
import { text } from "../texts/bundle.ts";
import { allowed, type Acting } from "./access.ts";
import { askedFor } from "./card-more.ts";
import type { DeskContext } from "./context.ts";
import { placeFor, type Seen } from "./deal-place.ts";
import { isElsewhere } from "./here.ts";
import { answerPress, type Presses } from "./press.ts";
import { countAt, PAGE, promisesScreen, type LedgerPlace } from "./promise-screen.ts";
import { answer, send, show, tell, type Screen } from "./screen.ts";

export const promiseComposer = new Composer<DeskContext>();

promiseComposer.command("promises", async (ctx) => {
  if (await isElsewhere(ctx)) return;
  const member = await allowed(ctx, "see_calls");
  if (!member) return;
  const seen = await placeFor(ctx, member.business);
  if (!seen) return tell(ctx, "bot-private-only");
  await send(ctx, member.business.id, await screenOf(ctx, member, { place: FIRST, seen }));
});

/** What was promised in calls: its list, and what becomes of each. */
export const promisePresses: Presses<
  "promises" | "promise_task" | "promise_done" | "promise_drop" | "card_promises"
> = {
  promises: {
    right: "see_calls",
    run: async (ctx, member, { callId, whose, page }) => {
      const seen = await placeFor(ctx, member.business);
      if (!seen) return tell(ctx, "bot-private-only");
      const place = { callId, whose, page };
      await show(ctx, member.business.id, await screenOf(ctx, member, { place, seen }));
    },
  },
  promise_task: { right: "work", answers: true, run: accept },
  promise_done: {
    right: "work",
    answers: true,
    run: (ctx, member, action) => close(ctx, member, { ...action, as: "done" }),
  },
  promise_drop: {
    right: "work",
    answers: true,
    run: (ctx, member, action) => close(ctx, member, { ...action, as: "dismissed" }),
  },
  card_promises: {
    right: "see_calls",
    run: async (ctx, member, { callId }) => {
      const asked = await askedFor(ctx, member, callId);
      if (!asked) return;
      const { language, masked, messageId: to, threadId } = asked;
      const { timezone: zone, id: businessId } = member.business;
      const seen = { language, masked, zone, now: ctx.desk.deps.clock.now() };
      const place = { ...FIRST, callId };
      const screen = await screenOf(ctx, member, { place, seen });
      await answer(ctx, businessId, { ...screen, to, threadId });
    },
  },
};

const FIRST: LedgerPlace = { callId: null, whose: null, page: 0 };

type Pressed = { promiseId: number } & LedgerPlace;

async function accept(ctx: DeskContext, member: Acting, pressed: Pressed): Promise<void> {
  const { deps, person } = ctx.desk;
  const { id: businessId, timezone: zone } = member.business;
  const seen = await placeOrSay(ctx, member);
  if (!seen) return;
  const { language, now } = seen;
  const step = { id: pressed.promiseId, by: person.id, now, zone };
  const outcome = await acceptPledge(deps.db, businessId, step);
  const said =
    "refused" in outcome
      ? text(language, `promise-${outcome.refused}`)
      : text(language, "promise-made", { number: String(outcome.task.number) });
  await shown(ctx, member, { pressed, seen, said });
}

async function close(
  ctx: DeskContext,
  member: Acting,
  { as, ...pressed }: Pressed & { as: "done" | "dismissed" },
): Promise<void> {
  const { deps, person } = ctx.desk;
  const seen = await placeOrSay(ctx, member);
  if (!seen) return;
  const { language, now } = seen;
  const step = { id: pressed.promiseId, as, by: person.id, now };
  const outcome = await closePledge(deps.db, member.business.id, step);
  const said =
    "refused" in outcome
      ? text(language, `promise-${outcome.refused}`)
      : text(language, as === "done" ? "promise-done" : "promise-dropped");
  await shown(ctx, member, { pressed, seen, said });
}

/** A press answers at once, also where nothing may be told. */
async function placeOrSay(ctx: DeskContext, { business }: Acting): Promise<Seen | null> {
  const seen = await placeFor(ctx, business);
  if (!seen) await answerPress(ctx, text(ctx.desk.language, "bot-private-only"));
  return seen;
}

/** Says what came of a press, and shows the list as it is then. */
async function shown(
  ctx: DeskContext,
  member: Acting,
  { pressed, seen, said }: { pressed: Pressed; seen: Seen; said: string },
): Promise<void> {
  await answerPress(ctx, said);
  const { promiseId: _pressed, ...place } = pressed;
  await show(ctx, member.business.id, await screenOf(ctx, member, { place, seen }));
}

async function screenOf(
  ctx: DeskContext,
  { business }: Acting,
  { place: asked, seen }: { place: LedgerPlace; seen: Seen },
): Promise<Screen> {
  const { db } = ctx.desk.deps;
  const { callId, whose } = asked;
  const counts = await openPledges(db, business.id);
  // The last one of a page may have gone meanwhile.
  const last = Math.max(0, Math.ceil(countAt(asked, counts) / PAGE) - 1);
  const page = callId === null ? Math.min(asked.page, last) : 0;
  const wanted = callId === null ? { whose } : { callId };
  const rows = await ledgerPage(db, business.id, { wanted, limit: PAGE, offset: page * PAGE });
  return promisesScreen({ rows, counts, place: { callId, whose, page } }, seen);
}
