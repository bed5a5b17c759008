import { salonOf } from "../booking/salon-service.ts";
import { clientByHandles } from "../crm/handle-service.ts";
import type { Database, Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { together } from "../lib/together.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import { isLanguage, type Language } from "../texts/language.ts";
import { floodOf, MINUTE_MS, TOO_MANY, turnAt } from "./burst.ts";
import {
  changeConversation,
  insertConversation,
  lockByPlace,
  type StoredConversation,
} from "./conversation-store.ts";
import { conversationEvent } from "./event-service.ts";
import { handOff } from "./handoff-service.ts";
import { bindEarlier, bindProven } from "./identity-service.ts";
import { givenBack, isOwners, ownerSaid, takenBack } from "./owner-service.ts";
import type { Heard, Sender } from "../channels/heard.ts";
import type { Line } from "../channels/line.ts";
import { reopen } from "./reopen-service.ts";
import { closeJob, sayJob, turnJob } from "./say-job.ts";
import { agentSettings } from "./setting-service.ts";
import { hasOpenDraft } from "./shadow-store.ts";
import { readButtonData, type UtteranceKind } from "./utterance.ts";
import { keepSaid } from "./leaving-store.ts";
import {
  actionOfButton,
  burstSince,
  countSince,
  keepCame,
  replaceText,
  takeWaiting,
} from "./utterance-store.ts";
import type { Action } from "./action.ts";

export type ReceiveDeps = {
  db: Database;
  clock: Clock;
  /** A job of the near future is due then. */
  wakeAt: (at: number) => void;
  /** What came, for the log: no words of the customer. */
  came: (entry: { line: Line; place: string; kind: string }) => void;
};

/**
 * What the caller owes the channel once everything is committed: `typing` is a chat in which somebody is shown to write;
 * `waits`: the agent will read what came.
 */
export type Courtesy = { answer: string | null; typing: string | null; waits: boolean };

/** After so much silence a dialogue is over; after a goodbye sooner. */
export const SILENCE_MS = 24 * 3_600_000;

/** Keeps what came over a line, once, and plans the turn that answers it: after this nothing of it can be lost. */
export async function receiveHeard(deps: ReceiveDeps, line: Line, heard: Heard): Promise<Courtesy> {
  const now = deps.clock.now();
  const { place } = heard.from;
  const due = await deps.db.transaction(async (tx) => {
    if (heard.what === "reach") return reached(tx, line, { heard, now });
    if (heard.what === "deleted") return deleted(tx, line, { heard, now });
    if (heard.what === "message" && heard.silent) return kept(tx, line, { heard, now });
    const conversation = await conversationWith(tx, line, { from: heard.from, now });
    if (heard.what === "owner") return owners(tx, conversation, { heard, now });
    return keep(tx, conversation, { heard, now });
  });
  deps.came({
    line,
    place,
    kind: heard.what === "message" ? heard.kind : heard.what,
  });
  if (due !== null) deps.wakeAt(due.at);
  const waits = due !== null && due.first && heard.what === "message";
  return {
    answer: heard.what === "pressed" ? heard.callbackId : null,
    typing: waits ? place : null,
    waits: due?.agent ?? false,
  };
}

/** When the turn is due, whether this message began its burst, and whether the agent answers it: a person reads for themselves. */
type Due = { at: number; first: boolean; agent: boolean } | null;

/** The conversation with a chat, locked: made at its first message, opened again after it was closed. */
async function conversationWith(
  tx: Tx,
  { businessId, channel, botId, via }: Line,
  { from, now }: { from: Sender; now: number },
): Promise<StoredConversation> {
  const at = { channel, botId, via, place: from.place };
  for (;;) {
    const known = await lockByPlace(tx, businessId, at);
    if (known) return known.closedAt === null ? givenBack(tx, known, now) : reopen(tx, known, now);
    const salon = await salonOf(tx, businessId);
    const clientId = await clientByHandles(tx, businessId, { channel, handles: from.handles });
    const language = guessed(from.languageCode, salon);
    const profileName = cleanName(from.name);
    const fresh = { ...at, clientId, profileName, language, now };
    const made = await insertConversation(tx, businessId, fresh);
    if (!made) continue;
    await emit(tx, [await conversationEvent(tx, made, { event: "conversation.started", now })]);
    return made;
  }
}

/** The language of their Telegram where the business answers in it, else the business's own. */
function guessed(
  code: string | null,
  salon: { languages: Language[]; language: Language },
): Language {
  const [base = ""] = (code ?? "").toLowerCase().split(/[-_]/);
  if (isLanguage(base) && salon.languages.includes(base)) return base;
  return salon.languages.includes(salon.language)
    ? salon.language
    : (salon.languages[0] ?? salon.language);
}

type Kept = { kind: UtteranceKind; text: string; action: Action | null; externalId: string };
type Told = Extract<Heard, { what: "message" | "edited" | "pressed" }>;

async function keep(
  tx: Tx,
  conversation: StoredConversation,
  { heard, now }: { heard: Told; now: number },
): Promise<Due> {
  const { businessId, id: conversationId } = conversation;
  if (heard.what === "edited") {
    const { externalId, text: said } = heard;
    // What nobody has read yet is simply what they meant.
    if (await replaceText(tx, businessId, { conversationId, externalId, text: said }))
      return redrafted(tx, conversation, now);
  }
  const came = await cameOf(tx, conversation, heard);
  const since = now - MINUTE_MS;
  const [recent, first] = await together([
    countSince(tx, businessId, { conversationId, since, limit: TOO_MANY + 2 }),
    burstSince(tx, businessId, conversationId),
  ]);
  const count = recent.count + 1;
  const flood = floodOf({ count, refused: recent.refused });
  const ignored = flood === "none" ? null : "flood";
  const id = await keepCame(tx, businessId, { conversationId, ...came, now, ignored });
  if (id === null) return null;
  const phone = heard.from.phone ?? (heard.what === "message" ? heard.ownPhone : null);
  if (phone !== null)
    await bindProven(tx, conversation, { phone, handles: heard.from.handles, now });
  else if (conversation.clientId === null) await bindEarlier(tx, conversation, now);
  if (flood !== "none") return flooded(tx, conversation, { told: flood === "told", now });
  if (isLate(heard, now)) await toPeople(tx, conversation, now);
  const pressed = heard.what === "pressed";
  // What waits for a person to send its answer is no burst any more.
  const began = conversation.turnAt === null ? null : first;
  const at = turnAt({ now, first: began ?? now, pressed, count });
  await changeConversation(tx, businessId, {
    id: conversationId,
    lastAt: now,
    heardAt: heardAt(heard, { before: conversation.heardAt, now }),
    turnAt: at,
    thoughtAt: null,
    unreachableAt: null,
    profileName: cleanName(heard.from.name) ?? conversation.profileName,
  });
  const of = { businessId, conversationId };
  await add(tx, [
    turnJob(of, at),
    // The owner's hours run from their own words.
    ...(isOwners(conversation) ? [] : [closeJob(of, now + SILENCE_MS)]),
  ]);
  const agent = conversation.mode === "agent" && !isLate(heard, now);
  return { at, first: began === null, agent };
}

/** A draft answers something else than what is there now: another turn makes another one. */
async function redrafted(
  tx: Tx,
  { businessId, id: conversationId, turnAt: planned }: StoredConversation,
  now: number,
): Promise<Due> {
  if (planned !== null) return null;
  const at = turnAt({ now, first: now, pressed: false, count: 1 });
  await changeConversation(tx, businessId, { id: conversationId, turnAt: at, thoughtAt: null });
  await add(tx, turnJob({ businessId, conversationId }, at));
  return { at, first: false, agent: true };
}

/** What they wrote so long ago cannot be answered where a channel counts hours, and «tomorrow» was another day. */
function isLate(heard: Told, now: number): boolean {
  return heard.what !== "edited" && heard.at !== null && now - heard.at > SILENCE_MS;
}

async function toPeople(tx: Tx, conversation: StoredConversation, now: number): Promise<void> {
  const { businessId, id: conversationId } = conversation;
  const { enabled } = await agentSettings(tx, businessId);
  if (enabled) await handOff(tx, businessId, { conversationId, reason: "unknown", now });
}

/** The hours of a channel run from when it was written; a correction is no message. */
function heardAt(
  heard: Told,
  { before, now }: { before: number | null; now: number },
): number | null {
  if (heard.what === "edited") return before;
  return Math.max(before ?? 0, Math.min(heard.at ?? now, now));
}

/** A press is what its button means; of a button that is not there any more nothing is known. */
async function cameOf(tx: Tx, conversation: StoredConversation, heard: Told): Promise<Kept> {
  const { businessId, id: conversationId } = conversation;
  if (heard.what === "edited")
    return { kind: "edited", text: heard.text, action: null, externalId: heard.editId };
  if (heard.what === "message") {
    const { kind, text: said, externalId } = heard;
    return { kind, text: said, action: null, externalId };
  }
  const data = readButtonData(heard.data);
  const button = data && (await actionOfButton(tx, businessId, { conversationId, ...data }));
  return {
    kind: "button",
    text: button?.title ?? heard.title ?? "",
    action: button?.action ?? null,
    externalId: heard.externalId,
  };
}

/** Too much at once: one line says so, what waits is not answered, and then there is silence until it is quiet. */
async function flooded(
  tx: Tx,
  { businessId, id: conversationId, memory }: StoredConversation,
  { told, now }: { told: boolean; now: number },
): Promise<Due> {
  await changeConversation(tx, businessId, { id: conversationId, lastAt: now, turnAt: null });
  await takeWaiting(tx, businessId, { conversationId, now, ignored: "flood" });
  if (!told) return null;
  const line = text(memory.language, "salon-too-many");
  const said = [{ conversationId, author: "agent" as const, text: line, buttons: [] }];
  await keepSaid(tx, businessId, { said, now });
  await add(tx, sayJob({ businessId, conversationId }));
  return null;
}

async function reached(
  tx: Tx,
  { businessId, channel, botId, via }: Line,
  { heard, now }: { heard: Extract<Heard, { what: "reach" }>; now: number },
): Promise<Due> {
  const { place } = heard.from;
  const known = await lockByPlace(tx, businessId, { channel, botId, via, place });
  if (known)
    await changeConversation(tx, businessId, {
      id: known.id,
      unreachableAt: heard.gone ? now : null,
    });
  return null;
}

/** In a dialogue that is there; it begins none. */
async function kept(
  tx: Tx,
  { businessId, channel, botId, via }: Line,
  { heard, now }: { heard: Extract<Heard, { what: "message" }>; now: number },
): Promise<Due> {
  const { externalId, kind, text: said, from } = heard;
  const known = await lockByPlace(tx, businessId, { channel, botId, via, place: from.place });
  const came = { externalId, kind, text: said, action: null, now, ignored: "silent" };
  if (known) await keepCame(tx, businessId, { conversationId: known.id, ...came });
  return null;
}

async function owners(
  tx: Tx,
  conversation: StoredConversation,
  { heard, now }: { heard: Extract<Heard, { what: "owner" }>; now: number },
): Promise<Due> {
  const { externalId, text: said, by } = heard;
  await ownerSaid(tx, conversation, { externalId, text: said, by, now });
  return null;
}

async function deleted(
  tx: Tx,
  { businessId, channel, botId, via }: Line,
  { heard, now }: { heard: Extract<Heard, { what: "deleted" }>; now: number },
): Promise<Due> {
  const at = { channel, botId, via, place: heard.from.place };
  const known = await lockByPlace(tx, businessId, at);
  if (!known) return null;
  await takenBack(tx, known, { externalId: heard.externalId, now });
  return (await hasOpenDraft(tx, businessId, known.id)) ? redrafted(tx, known, now) : null;
}
