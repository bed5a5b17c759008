import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import { briefCalls } from "../calls/brief-service.ts";
import { notedCall } from "../calls/message-service.ts";
import { showCalls } from "../calls/show-service.ts";
import { setSpoken, spokenOf } from "../calls/spoken-service.ts";
import { clientsByPhones, saveClient } from "../crm/client-service.ts";
import type { Client } from "../crm/client.ts";
import type { FilledField } from "../crm/deal-fill.ts";
import { fillDeal } from "../crm/deal-fill-service.ts";
import { callsOfDeal, dealsOfCalls } from "../crm/deal-list-service.ts";
import { openDealOf } from "../crm/deal-service.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import type { Analysis } from "./analysis.ts";
import { lockAnalysis } from "./correct-store.ts";
import {
  corrected,
  correctedSummary,
  isVisitNext,
  type Corrections,
  type Corrigible,
} from "./correct.ts";
import { heardOf, noteText } from "./fill.ts";
import { keepPledges } from "./promise-service.ts";
import { pledgesOf } from "./promise.ts";

type Filling = { callId: number; analysis: Analysis; now: number };

/**
 * What a call's analysis says goes where people look for it: its open deal's empty fields and note, its client's name, the
 * ledger of promises. Nothing is made of a call within the house, and what people wrote stays.
 */
export async function fillFrom(
  tx: Tx,
  businessId: string,
  { callId, analysis, now }: Filling,
): Promise<void> {
  const business = await businessOf(tx, businessId);
  if (!business) throw new AppError("businesses.not_found", "not_found");
  const corrections = (await lockAnalysis(tx, businessId, callId))?.corrections ?? {};
  const filling = { callId, analysis: overwritten(analysis, corrections, business), now };
  const call = await outsideCall(tx, businessId, callId);
  if (call) await fillCall(tx, business, { ...filling, call });
  if (Object.keys(corrections).length > 0)
    await showCorrected(tx, businessId, { callId, corrections });
}

/** The same for the deal alone: a person wrote over a field. */
export async function refillDeal(
  tx: Tx,
  business: Business,
  about: Filling & { corrections: Corrections; field: Corrigible },
): Promise<void> {
  const { callId, analysis, corrections, field, now } = about;
  const call = await outsideCall(tx, business.id, callId);
  if (!call) return;
  const { dealId } = await belonging(tx, business.id, call);
  const filling = { analysis: overwritten(analysis, corrections, business), call, now };
  const moves = field === "next" && corrections.nextAt !== "" && isVisitNext(analysis);
  if (dealId !== null)
    return fillOne(tx, business, { ...filling, dealId, field: moves ? "date" : field });
  const { name } = heardOf(filling.analysis, business.timezone);
  if (field === "name") await nameClient(tx, business.id, { name, call, from: "person", now });
}

/** The card's short of a call with a person's words in it. */
export async function showCorrected(
  tx: Tx,
  businessId: string,
  { callId, corrections }: { callId: number; corrections: Corrections },
): Promise<void> {
  const spoken = await spokenOf(tx, businessId, callId);
  if (!spoken?.summary) return;
  const summary = correctedSummary(spoken.summary, corrections);
  await setSpoken(tx, businessId, { callId, change: { summary } });
}

type OutsideCall = { callId: number; phone: string | null; at: number };

/** A call with somebody outside, under the number that it has now; null when it is no longer kept. */
async function outsideCall(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<OutsideCall | null> {
  const noted = await notedCall(tx, businessId, callId);
  const [brief] = noted ? await briefCalls(tx, businessId, [noted.callId]) : [];
  if (!noted || !brief || brief.direction === "internal") return null;
  return { ...noted, at: brief.at };
}

function overwritten(
  analysis: Analysis,
  corrections: Corrections,
  { currency }: Business,
): Analysis {
  return corrected(analysis, { corrections, currency });
}

async function fillCall(
  tx: Tx,
  business: Business,
  { analysis, call, now }: Filling & { call: OutsideCall },
): Promise<void> {
  const { id: businessId, timezone: zone } = business;
  const { clientId, dealId } = await belonging(tx, businessId, call);
  if (dealId !== null) await fillOne(tx, business, { analysis, call, dealId, now });
  const said = pledgesOf(analysis, { at: call.at, zone });
  await keepPledges(tx, businessId, { callId: call.callId, clientId, dealId, said, now });
}

/** The client of a call, and its open deal; who is said not to be a client has none. */
async function belonging(
  tx: Tx,
  businessId: string,
  { callId, phone }: OutsideCall,
): Promise<{ clientId: number | null; dealId: number | null }> {
  const client = await clientBehind(tx, businessId, phone);
  if (client?.notClient === true) return { clientId: client.id, dealId: null };
  const own = (await dealsOfCalls(tx, businessId, [callId])).get(callId);
  if (own) return { clientId: client?.id ?? null, dealId: own.status === "open" ? own.id : null };
  const open = client && (await openDealOf(tx, businessId, client.id));
  return { clientId: client?.id ?? null, dealId: open?.id ?? null };
}

async function clientBehind(
  tx: Tx,
  businessId: string,
  phone: string | null,
): Promise<Client | null> {
  if (phone === null) return null;
  return (await clientsByPhones(tx, businessId, [phone])).get(phone) ?? null;
}

type FillingOne = {
  analysis: Analysis;
  call: OutsideCall;
  dealId: number;
  /** What a person has just written over. */
  field?: Corrigible;
  now: number;
};

const dealFields: Partial<Record<Corrigible, FilledField>> = {
  name: "name",
  address: "address",
  date: "visitAt",
  amount: "amount",
};

async function fillOne(
  tx: Tx,
  business: Business,
  { analysis, call, dealId, field, now }: FillingOne,
): Promise<void> {
  const heard = heardOf(analysis, business.timezone);
  const from = field === "name" ? "person" : "call";
  const name = await nameClient(tx, business.id, { name: heard.name, call, from, now });
  const written = field === undefined ? undefined : dealFields[field];
  const isChanged = await fillDeal(tx, business.id, {
    dealId,
    call: { ...call, text: noteText(analysis) },
    heard: { ...heard, name },
    settles: written === undefined ? [] : [written],
    now,
  });
  if (!isChanged) return;
  const shown = await callsOfDeal(tx, business.id, { dealId, limit: CARDS });
  await showCalls(tx, business.id, shown);
}

/** Cards of older calls nobody looks at. */
const CARDS = 10;

/** The name that the client has once the new one was weighed; null: the call said none. */
async function nameClient(
  tx: Tx,
  businessId: string,
  about: { name: string | null; call: OutsideCall; from: "call" | "person"; now: number },
): Promise<string | null> {
  const { name, call, from, now } = about;
  const { phone } = call;
  const client = name === null ? null : await clientBehind(tx, businessId, phone);
  if (name === null || !client || phone === null) return null;
  return (await saveClient(tx, businessId, { name, phone, from, now })).name;
}
