import { labelsOf } from "../business/line-service.ts";
import type { Labels } from "../business/line.ts";
import { may } from "../business/role.ts";
import { knownCall } from "../calls/call-service.ts";
import type { Call } from "../calls/call.ts";
import { chatOnCard } from "../calls/chat-service.ts";
import type { CardChat } from "../calls/card-chat.ts";
import { followupOfCall } from "../calls/followup-service.ts";
import type { Followup } from "../calls/followup.ts";
import { callsOfPhones, type ClientCall } from "../calls/history-service.ts";
import { talkOf, type Talk } from "../calls/talk-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Client } from "../crm/client.ts";
import { commentsOf } from "../crm/comment-service.ts";
import type { Comment } from "../crm/comment.ts";
import type { Deal } from "../crm/deal.ts";
import { dealBehind } from "../desk/call-deal-service.ts";
import { AppError } from "../lib/app-error.ts";
import { readAnalysis, type KeptAnalysis } from "../speech/correct-service.ts";
import type { Skip } from "../speech/cause.ts";
import { playable, type Playables } from "../speech/play-service.ts";
import { ledgerPage, type LedgerRow } from "../speech/promise-service.ts";
import { speechSettings } from "../speech/settings-service.ts";
import { skipOf } from "../speech/skip-service.ts";
import type { Transcript } from "../speech/transcript.ts";
import { transcriptsOf } from "../speech/transcript-service.ts";
import { canCallBack } from "../telephony/callback-service.ts";
import type { Language } from "../texts/language.ts";
import { sayIn, type Say } from "./say.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";

/** Everything that the page of a call shows. */
export type CallLook = {
  say: Say;
  language: Language;
  zone: string;
  now: number;
  csrf: string;
  currency: string;
  /** May claim, write and change; leads: may give back what others took. */
  works: boolean;
  leads: boolean;
  personId: number;
  id: number;
  call: Call;
  talk: Talk;
  labels: Labels;
  client: Client | null;
  followup: Followup | null;
  canCall: boolean;
  sound: { found: Playables; skip: Skip | null; keepDays: number };
  transcripts: readonly Transcript[];
  kept: KeptAnalysis | null;
  promises: readonly LedgerRow[];
  comments: readonly Comment[];
  history: { count: number; newest: readonly ClientCall[] };
  chat: CardChat;
  deal: Deal | null;
  /** The recording that is played, and whether the whole text stands there. */
  recording: number;
  whole: boolean;
};

/** The call of an address; a call of another business is as unknown as one that never was. */
export function callIdOf({ params }: Pick<Visit, "params">): number {
  const id = /^[1-9]\d{0,14}$/.exec(params["id"] ?? "")?.[0];
  if (id === undefined) throw new AppError("calls.not_found", "not_found");
  return Number(id);
}

/** Reads what is known of a call; the number of another where it turned out to be part of that. */
export async function lookAt(deps: CabinetDeps, visit: Visit): Promise<CallLook | { to: number }> {
  const { db } = deps;
  const { visitor, now, query } = visit;
  const { business } = visitor;
  const asked = callIdOf(visit);
  const [known, talk] = await Promise.all([
    knownCall(db, business.id, asked),
    talkOf(db, business.id, asked),
  ]);
  if (!known || !talk) throw new AppError("calls.not_found", "not_found");
  if (known.id !== asked) return { to: known.id };
  const [about, near] = await Promise.all([
    ofCall(deps, business.id, asked),
    ofClient(deps, business.id, { callId: asked, call: known.call, now }),
  ]);
  return {
    say: sayIn(visitor.language),
    language: visitor.language,
    zone: business.timezone,
    now,
    csrf: visitor.csrf,
    currency: business.currency,
    works: may(visitor.role, "work"),
    leads: may(visitor.role, "settings"),
    personId: visitor.personId,
    id: asked,
    call: known.call,
    talk,
    ...about,
    ...near,
    recording: Math.max(0, Number(/^\d{1,2}$/.exec(query.get("r") ?? "")?.[0] ?? 1) - 1),
    whole: query.get("all") === "1",
  };
}

const COMMENTS = 50;
const PROMISES = 50;
const NEWEST = 5;
const MOST_CALLS = 99;

async function ofCall(deps: CabinetDeps, businessId: string, callId: number) {
  const { db } = deps;
  const desk = deps.desk();
  const { files } = desk.sound;
  const [settings, labels, followup, canCall, found, skip, texts, kept, promises, comments] =
    await Promise.all([
      speechSettings(db, businessId),
      labelsOf(db, businessId),
      followupOfCall(db, businessId, callId),
      canCallBack(db, businessId),
      playable({ db, files, botId: null }, businessId, callId),
      skipOf(db, businessId, callId),
      transcriptsOf(db, businessId, [callId]),
      readAnalysis(db, businessId, callId),
      ledgerPage(db, businessId, { wanted: { callId }, limit: PROMISES, offset: 0 }),
      commentsOf(db, businessId, { about: { callId }, limit: COMMENTS, offset: 0 }),
    ]);
  const most = desk.speech.keepDays;
  const keepDays = Math.min(settings.keepDays ?? most, most);
  const transcripts = texts.get(callId) ?? [];
  return {
    labels,
    followup,
    canCall,
    sound: { found, skip, keepDays },
    transcripts,
    kept,
    promises,
    comments,
  };
}

async function ofClient(
  { db }: CabinetDeps,
  businessId: string,
  { callId, call, now }: { callId: number; call: Call; now: number },
) {
  const phone = call.client;
  const phones = phone === null ? [] : [phone];
  const [clients, history, chat, behind] = await Promise.all([
    clientsByPhones(db, businessId, phones),
    callsOfPhones(db, businessId, { phones, limit: NEWEST, most: MOST_CALLS }),
    chatOnCard(db, businessId, { phone, followupId: null, now }),
    dealBehind(db, businessId, { callId, phone, name: call.clientName }),
  ]);
  const client = phone === null ? null : (clients.get(phone) ?? null);
  return { client, history, chat, deal: behind.deal };
}
