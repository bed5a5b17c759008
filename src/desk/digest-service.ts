import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import { reference } from "../business/button-service.ts";
import { subscribedChats } from "../business/chat-service.ts";
import { lockDigest, planDigest, stopDigest } from "../business/digest-service.ts";
import { digestOn, nextDigest, type Digest, type DigestPlace } from "../business/digest.ts";
import { memberOf } from "../business/member-service.ts";
import { postNotices } from "../business/notice-service.ts";
import { personOf } from "../business/person-service.ts";
import { countVisits } from "../booking/visit-service.ts";
import { openFollowups } from "../calls/followup-list-service.ts";
import { dateOf, instantOn, periodUntil, shiftDate, weekdayIndex } from "../calls/period.ts";
import { statistics } from "../calls/statistics-service.ts";
import { overdueTasks } from "../crm/task-service.ts";
import type { Database, Tx } from "../db/client.ts";
import type { Clock } from "../lib/clock.ts";
import { pledgeFigures } from "../speech/promise-service.ts";
import { isLanguage, type Language } from "../texts/language.ts";
import { dealFigures } from "./digest-store.ts";
import { anomalyOf, digestShown, digestSpan, type DigestShown, type Waiting } from "./digest.ts";
import { reportOf } from "./stats-service.ts";
import { isClosedOn } from "./stats.ts";

/** The daily message of a place is due: it is posted once a day, not on closed days unless asked for, and the next one planned. */
export async function runDigest(
  { db, clock }: { db: Database; clock: Clock },
  { businessId, digestId }: { businessId: string; digestId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    const digest = await lockDigest(tx, businessId, digestId);
    const business = await businessOf(tx, businessId);
    if (!digest || !business) return;
    const reader = await readerOf(tx, business, digest);
    // Who has left the team, or a chat that is not subscribed any more, hears nothing of the business.
    if (reader === null) return stopDigest(tx, businessId, { id: digestId, now });
    const { timezone: zone } = business;
    const today = dateOf(now, zone);
    const next = { id: digestId, dueAt: nextDigest(digest.at, now, zone) };
    const early = now < digestOn(digest.at, now, zone);
    const dayOff = isClosedOn(business, today) && !digest.closedDays;
    if (early || dayOff || digest.sentOn === today) return planDigest(tx, businessId, next);
    const shown = await digestNow(tx, { business, ...reader, sentOn: digest.sentOn, now });
    await post(tx, businessId, { digest, shown, key: `digest:${digestId}:${today}`, now });
    await planDigest(tx, businessId, { ...next, sentOn: today });
  });
}

type Asked = {
  business: Business;
  language: Language;
  masked: boolean;
  sentOn: string | null;
  now: number;
};

const WAITING = 5;
const WEEKS_DAYS = 29;

/** What a digest would say at this moment. */
export async function digestNow(tx: Tx, asked: Asked): Promise<DigestShown> {
  const { business, language, masked, sentOn, now } = asked;
  const { timezone: zone } = business;
  const today = dateOf(now, zone);
  const span = digestSpan(today, sentOn);
  const from = instantOn(span.first, 0, zone);
  const period = { ...span, from, to: instantOn(today, 0, zone) };
  const about = { business, choice: span, language, now };
  const report = await reportOf(tx, { ...about, period });
  const weeks = await statistics(tx, business.id, {
    period: periodUntil(shiftDate(today, -1), WEEKS_DAYS, zone),
    zone,
    ghostS: business.ghostS,
  });
  const isMonday = weekdayIndex(today) === 0;
  return digestShown({
    report,
    waiting: await waitingOf(tx, business.id),
    visits: await countVisits(tx, business.id, {
      from: period.to,
      to: instantOn(shiftDate(today, 1), 0, zone),
    }),
    overdueTasks: (await overdueTasks(tx, business.id, now)).length,
    promises: await pledgeFigures(tx, business.id, {
      now,
      dayEnds: instantOn(shiftDate(today, 1), 0, zone),
      from,
      to: period.to,
    }),
    deals: await dealFigures(tx, business.id, period),
    anomaly: span.first === span.last ? anomalyOf(weeks.days) : null,
    staffing: isMonday ? weeks.staffing : null,
    masked,
  });
}

/** Who reads at a place, in which language; null when it is nobody's of the business. */
async function readerOf(
  tx: Tx,
  business: Business,
  place: DigestPlace & { language: string },
): Promise<{ language: Language; masked: boolean } | null> {
  const language = isLanguage(place.language) ? place.language : business.language;
  if (place.telegramId > 0) {
    const member = await memberOf(tx, business.id, place.telegramId);
    const person = member && (await personOf(tx, place.telegramId));
    return member ? { language: person?.language ?? language, masked: false } : null;
  }
  const chats = await subscribedChats(tx, business.id);
  const chat = chats.find(
    ({ botId, telegramId, threadId }) =>
      botId === place.botId && telegramId === place.telegramId && threadId === place.threadId,
  );
  return chat ? { language: chat.language ?? language, masked: chat.masked } : null;
}

async function waitingOf(tx: Tx, businessId: string): Promise<{ first: Waiting[]; count: number }> {
  const { rows, count } = await openFollowups(tx, businessId, { limit: WAITING, offset: 0 });
  const first = rows.flatMap(({ callId, client, clientName, lastAt }) =>
    client === null ? [] : [{ callId, client, name: clientName, at: lastAt }],
  );
  return { first, count };
}

async function post(
  tx: Tx,
  businessId: string,
  about: { digest: Digest; shown: DigestShown; key: string; now: number },
): Promise<void> {
  const { digest, shown, key, now } = about;
  const keyboard: { text: string; callback_data: string }[][] = [];
  for (const row of shown.rows) {
    const made: { text: string; callback_data: string }[] = [];
    for (const { label, action } of row)
      made.push({ text: label, callback_data: await reference(tx, businessId, action) });
    keyboard.push(made);
  }
  const { botId, telegramId, threadId } = digest;
  const place = { botId, telegramId, threadId };
  const notice = { key, ...place, html: shown.html, keyboard, silent: false, replyTo: null };
  await postNotices(tx, businessId, { posted: [notice], now });
}
