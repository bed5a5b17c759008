import { sql } from "drizzle-orm";
import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import { drawReference, keepReferences } from "../business/button-service.ts";
import { subscribedChats } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import type { Tx } from "../db/client.ts";
import type { DomainEvent } from "../events/event.ts";
import { AppError } from "../lib/app-error.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { nextNumbers } from "./count-service.ts";
import { dealEvent } from "./deal-event.ts";
import { callNote } from "./deal-note.ts";
import { dealNotice, isSilent } from "./deal-notice.ts";
import { planDeals, type ClientCall, type DealFacts, type DealPlan } from "./deal-plan.ts";
import {
  insertDeals,
  linkCalls,
  lockDeals,
  setNotes,
  storedDeals,
  type NewDeal,
} from "./deal-store.ts";
import { dealName, type Deal } from "./deal.ts";
import type { EndedCall } from "./ended-call.ts";
import type { Met } from "./meet-service.ts";
import { firstStage } from "./stage-service.ts";

/**
 * Makes deals of calls that have ended, or links the calls to the open deal of their client. The number of statements does
 * not grow with the calls.
 */
export async function dealCalls(
  tx: Tx,
  businessId: string,
  { calls, met, now }: { calls: readonly EndedCall[]; met: Met; now: number },
): Promise<DomainEvent[]> {
  const theirs = calls.flatMap((call): ClientCall[] => {
    const client = call.phone === null ? undefined : met.clients.get(call.phone);
    return client === undefined || client.notClient ? [] : [{ call, client }];
  });
  if (theirs.length === 0) return [];
  let plan = planDeals(theirs, {
    facts: await factsOf(tx, businessId, theirs),
    made: met.made,
  });
  if (plan.make.length > 0) {
    // Another process may be at a call of the same client: looked at again, with nobody beside.
    await lockDeals(tx, businessId);
    plan = planDeals(theirs, { facts: await factsOf(tx, businessId, theirs), made: met.made });
  }
  await linkCalls(tx, businessId, plan.links);
  if (plan.make.length === 0 && plan.notes.length === 0) return [];
  const business = await businessOf(tx, businessId);
  if (!business) throw new AppError("businesses.not_found", "not_found");
  return [
    ...(await correctNotes(tx, business, { plan, now })),
    ...(await makeDeals(tx, business, { plan, now })),
  ];
}

async function factsOf(
  tx: Tx,
  businessId: string,
  calls: readonly ClientCall[],
): Promise<Map<number, DealFacts>> {
  const clientIds = JSON.stringify([...new Set(calls.map(({ client }) => client.id))]);
  const callIds = JSON.stringify(calls.map(({ call }) => call.callId));
  const rows = await tx.execute<{
    client_id: string;
    open_id: string | null;
    sources: DealFacts["sources"];
  }>(sql`
    with asked as (select jsonb_array_elements_text(${callIds}::text::jsonb)::bigint as id)
    select client_id, max(id) filter (where status = 'open' and removed_at is null) as open_id,
      coalesce(jsonb_agg(jsonb_build_object('callId', source_call_id, 'dealId', id, 'note', note, 'open', status = 'open' and removed_at is null))
        filter (where source_call_id in (select id from asked)), '[]') as sources
    from deals where business_id = ${businessId} and client_id = any(array(select jsonb_array_elements_text(${clientIds}::text::jsonb)::bigint))
    group by client_id`);
  return new Map(
    [...rows].map(({ client_id, open_id, sources }) => [
      Number(client_id),
      { openId: open_id === null ? null : Number(open_id), had: true, sources },
    ]),
  );
}

async function correctNotes(
  tx: Tx,
  business: Business,
  { plan, now }: { plan: DealPlan; now: number },
): Promise<DomainEvent[]> {
  const notes = plan.notes.map(({ dealId, call }) => ({
    dealId,
    note: callNote(business.language, call),
  }));
  await setNotes(tx, business.id, { notes, now });
  const ids = notes.map(({ dealId }) => dealId);
  const zone = business.timezone;
  return (await storedDeals(tx, business.id, ids)).map((deal) =>
    dealEvent(business.id, "deal.updated", { deal, zone, now }),
  );
}

async function makeDeals(
  tx: Tx,
  business: Business,
  { plan, now }: { plan: DealPlan; now: number },
): Promise<DomainEvent[]> {
  const { id: businessId, language, currency, timezone: zone } = business;
  const { make } = plan;
  if (make.length === 0) return [];
  const stage = await firstStage(tx, businessId, language);
  const numbers = await nextNumbers(tx, businessId, { what: "deals", count: make.length });
  const made = make.map((one, index) => newDeal(one, { language, number: numbers[index] ?? 0 }));
  const ids = await insertDeals(tx, businessId, { made, stageId: stage.id, currency, now });
  const deals = (await storedDeals(tx, businessId, ids)).toSorted((a, b) => a.number - b.number);
  const born = make.flatMap((one) => {
    const deal = deals.find(({ sourceCallId }) => sourceCallId === one.call.callId);
    return deal ? [{ ...one, deal }] : [];
  });
  const links = born.flatMap(({ deal, call, more }) =>
    [call.callId, ...more].map((callId) => ({ dealId: deal.id, callId })),
  );
  await linkCalls(tx, businessId, links);
  await ring(tx, business, { born: born.filter(({ call }) => !call.recovered), now });
  return deals.map((deal) => dealEvent(businessId, "deal.created", { deal, zone, now }));
}

function newDeal(
  { call, client }: ClientCall,
  { language, number }: { language: Business["language"]; number: number },
): NewDeal {
  const phone = call.phone ?? "";
  return {
    number,
    name: dealName(client.name ?? showPhone(phone)) ?? phone,
    clientId: client.id,
    phone,
    amount: null,
    note: callNote(language, call),
    automatic: true,
    sourceCallId: call.callId,
    createdBy: null,
  };
}

type Born = { deal: Deal; call: EndedCall };

/** Tells of new deals in the chats that asked for it. */
async function ring(
  tx: Tx,
  business: Business,
  { born, now }: { born: readonly Born[]; now: number },
): Promise<void> {
  if (born.length === 0) return;
  const chats = (await subscribedChats(tx, business.id)).filter(
    (chat) => chat.deals && !chat.unreachable,
  );
  if (chats.length === 0) return;
  const drawn = born.map(({ deal }) => ({
    id: drawReference(),
    action: { do: "deal", dealId: deal.id },
  }));
  await keepReferences(tx, business.id, { drawn, now });
  const posted = born.flatMap((one, index) =>
    chats.map((chat) => noticeOf(business, { one, chat, button: drawn[index]?.id ?? "", now })),
  );
  await postNotices(tx, business.id, { posted, now });
}

function noticeOf(
  { language: own, workingHours: hours, holidays, timezone: zone }: Business,
  about: { one: Born; chat: Chat; button: string; now: number },
): Notice {
  const { one, chat, button, now } = about;
  const { botId, telegramId, threadId, masked, filter } = chat;
  const language = chat.language ?? own;
  const open = { text: text(language, "deal-open-button"), callback_data: button };
  return {
    key: `deal:${one.deal.id}:${chat.id}`,
    botId,
    telegramId,
    threadId,
    html: dealNotice(language, { ...one, masked }),
    keyboard: chat.buttons ? [[open]] : null,
    silent: isSilent(filter, { hours, holidays, zone }, now),
    replyTo: null,
  };
}
