import { answerQuestion } from "../booking/question-service.ts";
import type { VisitQuestion } from "../booking/question.ts";
import { salonOf } from "../booking/salon-service.ts";
import { freeSlots } from "../booking/slot.ts";
import { dateAt } from "../booking/wall-day.ts";
import { callerOf } from "../calls/history-service.ts";
import { createClient } from "../crm/client-change-service.ts";
import { questionShown } from "../desk/reconcile-service.ts";
import { dayToBook, serviceCalled } from "../desk/visit-question.ts";
import type { Acting } from "./access.ts";
import type { Action } from "./action.ts";
import { calledIn } from "./client-screen.ts";
import { clientHere } from "./client-show.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm } from "./form.ts";
import { searchFor } from "./place-find.ts";
import { chooseServiceScreen, timesScreen } from "./place-screen.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { show } from "./screen.ts";
import { answerBelow } from "./task-show.ts";
import { readerHere } from "./visit-show.ts";

/** What people answer about a visit that only a call knows of. */
export const visitQuestionPresses: Presses<"visit_question"> = {
  visit_question: { right: "work", run: onQuestion },
};

type Pressed = Extract<Action, { do: "visit_question" }>;

async function onQuestion(ctx: DeskContext, member: Acting, pressed: Pressed): Promise<void> {
  const { deps, person } = ctx.desk;
  const { id: businessId } = member.business;
  const { questionId: id, answer } = pressed;
  const reader = await readerHere(ctx, member.business);
  if (!reader) return;
  const now = deps.clock.now();
  if (answer !== "book")
    await answerQuestion(deps.db, businessId, { id, answer, by: person.id, now });
  const shown = await questionShown(deps.db, businessId, { ...reader, id });
  if (!shown)
    return show(ctx, businessId, { html: html(reader.language, "visit-question-gone"), rows: [] });
  if (answer === "book" && shown.question.answer === null)
    return bookFor(ctx, member, shown.question);
  const rows = shown.rows.map((row) => row.map(({ text: label, action }) => ({ label, action })));
  await show(ctx, businessId, { html: shown.html, rows });
}

/** The form of a new visit below the question, filled in as far as the call tells. */
async function bookFor(ctx: DeskContext, member: Acting, question: VisitQuestion): Promise<void> {
  const { id: businessId } = member.business;
  const clientId = await clientFor(ctx, member, question);
  if (clientId === null) {
    await ask(ctx, html(ctx.desk.language, "place-choose-client"));
    return enterForm(ctx, "visit_client", { businessId });
  }
  const salon = await salonOf(ctx.desk.deps.db, businessId);
  const service = serviceCalled(salon, question.service);
  const now = ctx.desk.deps.clock.now();
  const day = dayToBook(question, dateAt(now, salon.zone));
  if (service && day !== null)
    return chooseTime(ctx, member, { clientId, serviceId: service.id, day });
  const here = await clientHere(ctx, member, clientId);
  const reader = here && (await readerHere(ctx, member.business));
  if (!reader) return;
  const client = { id: clientId, called: calledIn(here.client, here.seen) };
  const { services } = salon;
  await answerBelow(ctx, businessId, chooseServiceScreen(reader, { client, services, page: 0 }));
}

/** The client of the call, made where nobody knows the number; null: it was hidden. */
async function clientFor(
  ctx: DeskContext,
  { business }: Acting,
  { clientId, callId }: VisitQuestion,
): Promise<number | null> {
  if (clientId !== null) return clientId;
  const { db, clock } = ctx.desk.deps;
  const caller = await callerOf(db, business.id, callId);
  if (!caller || caller.phone === null) return null;
  const { name, phone } = caller;
  const { country } = business;
  const made = await db.transaction((tx) =>
    createClient(tx, business.id, { name, phone, country, from: "pbx", now: clock.now() }),
  );
  return "client" in made ? made.client.id : null;
}

type Place = { clientId: number; serviceId: number; day: string };

async function chooseTime(
  ctx: DeskContext,
  member: Acting,
  { clientId, serviceId, day }: Place,
): Promise<void> {
  const search = await searchFor(ctx, member, { clientId, serviceId });
  if (!search) return;
  const { reader, salon, busy, service, masters, of } = search;
  const slots = freeSlots(salon, busy, { serviceId, masterId: null, day, now: reader.now });
  const view = { of, service, master: null, day, slots, masters, page: 0 };
  await answerBelow(ctx, member.business.id, timesScreen(reader, view));
}
