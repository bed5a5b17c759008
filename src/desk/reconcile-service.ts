import { z } from "zod";
import { deskPlaces } from "../agent/desk-place-service.ts";
import {
  answerQuestion,
  askVisit,
  hasVisitOf,
  openQuestions,
  questionBy,
} from "../booking/question-service.ts";
import type { VisitQuestion } from "../booking/question.ts";
import { salonOf } from "../booking/salon-service.ts";
import { dateAt } from "../booking/wall-day.ts";
import { keyboardOf } from "../business/button-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import { knownCall } from "../calls/call-service.ts";
import { clientOf, clientsByPhones } from "../crm/client-service.ts";
import type { Database, Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import type { Language } from "../texts/language.ts";
import { visitSaidIn } from "../speech/visit-said-service.ts";
import { visitQuestion } from "./visit-question.ts";

type Happened = { businessId: string; at: number; data: unknown };

/** Visits are entered after the call: so long nobody is asked. */
const ENTERED_MS = 5 * 60_000;

const analyzedShape = z.object({ call_id: z.number() });
const bookingShape = z.object({ start: z.string() });

/** A call was listened to: a while later the calendar is looked at for what it says of a visit. */
export async function planReconcile(tx: Tx, { businessId, at, data }: Happened): Promise<void> {
  const { call_id: callId } = analyzedShape.parse(data);
  const { masters } = await salonOf(tx, businessId);
  if (masters.length === 0) return;
  await add(tx, {
    task: "visit.reconcile",
    payload: { businessId, callId },
    key: `visit.reconcile:${businessId}:${callId}`,
    runAt: at + ENTERED_MS,
  });
}

/** The job behind "visit.reconcile": a visit that was settled in a call and stands in no calendar is asked about, once. */
export async function runReconcileVisit(
  { db, clock, botId }: { db: Database; clock: Clock; botId: number },
  { businessId, callId }: { businessId: string; callId: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    const { zone } = await salonOf(tx, businessId);
    const known = await knownCall(tx, businessId, callId);
    if (!known || known.call.direction === "internal") return;
    const { client: phone, startedAt } = known.call;
    const said = await visitSaidIn(tx, businessId, { callId: known.id, today: dateAt(now, zone) });
    if (!said) return;
    const clientId = await callerOf(tx, businessId, phone);
    const { due, quote, service } = said;
    if (await hasVisitOf(tx, businessId, { clientId, due, since: startedAt, zone })) return;
    const about = { callId: known.id, clientId, quote, due, service, now };
    const question = await askVisit(tx, businessId, about);
    if (question) await post(tx, businessId, { question, botId, zone, now });
  });
}

/** A visit was entered or moved: the questions that it answers close by themselves. */
export async function visitAnswers(tx: Tx, { businessId, at: now, data }: Happened): Promise<void> {
  const { start } = bookingShape.parse(data);
  const { zone } = await salonOf(tx, businessId);
  const day = dateAt(Date.parse(start), zone);
  for (const question of await openQuestions(tx, businessId, { day })) {
    const known = await knownCall(tx, businessId, question.callId);
    const since = known?.call.startedAt ?? now;
    // Who was nobody's client when they called may be one by now.
    const caller = await callerOf(tx, businessId, known?.call.client ?? null);
    const clientId = caller ?? question.clientId;
    if (await hasVisitOf(tx, businessId, { clientId, due: question.due, since, zone }))
      await answerQuestion(tx, businessId, { id: question.id, answer: "found", by: null, now });
  }
}

type Asking = { language: Language; masked: boolean; now: number };

/** A question as people see it now; null: it is no longer kept. */
export async function questionShown(
  tx: Tx,
  businessId: string,
  { id, language, masked, now }: Asking & { id: number },
) {
  const question = await questionBy(tx, businessId, { id });
  if (!question) return null;
  const { zone } = await salonOf(tx, businessId);
  const about = await aboutOf(tx, businessId, question);
  return { question, ...visitQuestion({ language, masked, now, zone }, { question, ...about }) };
}

async function callerOf(tx: Tx, businessId: string, phone: string | null): Promise<number | null> {
  if (phone === null) return null;
  return (await clientsByPhones(tx, businessId, [phone])).get(phone)?.id ?? null;
}

type Posting = { question: VisitQuestion; botId: number; zone: string; now: number };

async function post(
  tx: Tx,
  businessId: string,
  { question, botId, zone, now }: Posting,
): Promise<void> {
  const desk = await deskPlaces(tx, businessId, { botId });
  const about = await aboutOf(tx, businessId, question);
  const posted: Notice[] = [];
  for (const { telegramId, threadId, language, masked } of desk?.places ?? []) {
    const { html, rows } = visitQuestion({ language, masked, now, zone }, { question, ...about });
    const keyboard = await keyboardOf(tx, businessId, rows);
    const key = `visit-question:${question.id}:${telegramId}`;
    posted.push({ key, botId, telegramId, threadId, html, keyboard, silent: false, replyTo: null });
  }
  await postNotices(tx, businessId, { posted, now });
}

/** Of which call a question is, and who called. */
export async function aboutOf(tx: Tx, businessId: string, { callId, clientId }: VisitQuestion) {
  const known = await knownCall(tx, businessId, callId);
  const client = clientId === null ? null : await clientOf(tx, businessId, clientId);
  return {
    calledAt: known?.call.startedAt ?? 0,
    name: client?.client.name ?? known?.call.clientName ?? null,
    phone: known?.call.client ?? null,
  };
}
