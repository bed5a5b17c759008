import { accountsOf } from "../business/account-service.ts";
import { hasKey } from "../business/account.ts";
import { reference } from "../business/button-service.ts";
import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import type { Chat } from "../business/chat.ts";
import { labelsOf } from "../business/line-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { together } from "../lib/together.ts";
import type { Language } from "../texts/language.ts";
import type { Call } from "./call.ts";
import { chatOnCard } from "./chat-service.ts";
import { finalCard, ringCard, type CardCall } from "./card.ts";
import { cardKeyboard, type CardContent } from "./card-message.ts";
import { isFollowed, type CardFollowup } from "./card-followup.ts";
import { carriedFollowup } from "./followup-store.ts";
import { wants, type CardPart } from "./filter.ts";
import { historyOf } from "./history-service.ts";
import { isNewNumber } from "./history.ts";
import { storedCalls, type StoredCall } from "./store.ts";

type Wish = { businessId: string; call: StoredCall; chat: Chat; part: CardPart; now: number };

/** What a call's message in a chat should say now; the business that was read for it comes along. */
export async function render(
  tx: Tx,
  { businessId, call, chat, part, now }: Wish,
): Promise<{ content: CardContent; business: Business }> {
  const state = call.state;
  if (!state) throw new AppError("calls.not_folded", "conflict");
  const { known, business } = await knownCall(tx, businessId, {
    call,
    state,
    chatId: chat.id,
    now,
  });
  const language = chat.language ?? business.language;
  const view = { language, zone: business.timezone, now, masked: chat.masked };
  const html = part === "ring" ? ringCard(known, view) : finalCard(known, view);
  // Once there is a final message, the buttons stand there.
  const passed = part === "ring" && state.state === "ended" && wants(chat.filter, state, "final");
  const { button } = call;
  if (!chat.buttons || passed || button === null)
    return { content: { html, keyboard: null }, business };
  const canCall = part === "final" && (await canBeCalled(tx, businessId, known));
  return {
    content: { html, keyboard: cardKeyboard(known, { language, button, part, canCall }) },
    business,
  };
}

type Elsewhere = {
  callId: number;
  /** The chat whose card is meant; null for a message that is none. */
  chatId: string | null;
  language: Language;
  masked: boolean;
  now: number;
};

/** The final text of a call with its buttons, for a message that no card job looks after; null when the call is gone. */
export async function cardElsewhere(
  tx: Tx,
  businessId: string,
  { callId, chatId, language, masked, now }: Elsewhere,
): Promise<(CardContent & { ended: boolean }) | null> {
  const call = (await storedCalls(tx, businessId, [callId])).get(callId);
  if (!call?.state || call.mergedInto !== null) return null;
  const { state } = call;
  const { known, business } = await knownCall(tx, businessId, { call, state, chatId, now });
  const button = await reference(tx, businessId, { do: "card_more", callId });
  const canCall = await canBeCalled(tx, businessId, known);
  const keys = { language, button, part: "final" as const, canCall };
  return {
    html: finalCard(known, { language, zone: business.timezone, now, masked }),
    keyboard: cardKeyboard(known, keys),
    ended: state.state === "ended",
  };
}

/** The PBX can be asked to call somebody who waits for it. */
async function canBeCalled(tx: Tx, businessId: string, known: CardCall): Promise<boolean> {
  const waits = isFollowed(known) && known.followup.closedAt === null;
  return waits && (await accountsOf(tx, businessId)).some(hasKey);
}

type Asked = { call: StoredCall; state: Call; chatId: string | null; now: number };

async function knownCall(
  tx: Tx,
  businessId: string,
  { call, state, chatId, now }: Asked,
): Promise<{ known: CardCall; business: Business }> {
  const before = { callId: call.id, at: state.startedAt };
  const [business, labels, clients, followup, history, chat] = await together([
    businessOf(tx, businessId),
    labelsOf(tx, businessId),
    clientsByPhones(tx, businessId, state.client === null ? [] : [state.client]),
    followupOnCard(tx, businessId, { call, chatId }),
    historyOf(tx, businessId, { phone: state.client, before }),
    chatOnCard(tx, businessId, { phone: state.client, followupId: call.followupId, now }),
  ]);
  if (!business) throw new AppError("businesses.not_found", "not_found");
  const client = state.client === null ? undefined : clients.get(state.client);
  const known: CardCall = {
    ...state,
    clientLabel: {
      name: client?.name ?? state.clientName,
      phone: state.client,
      isNew: isNewNumber(history, client),
    },
    history,
    lineLabel: state.line === null ? null : (labels.lines[state.line] ?? null),
    employeeNames: labels.employees,
    recovered: call.recovered,
    corrected: call.corrected,
    spoken: call.spoken,
    followup,
    chat,
    doNotCall: client?.doNotCall ?? false,
    ghostS: business.ghostS,
  };
  return { known, business };
}

/** The follow-up of a call, seen from its card in a chat. */
async function followupOnCard(
  tx: Tx,
  businessId: string,
  { call, chatId }: { call: StoredCall; chatId: string | null },
): Promise<CardFollowup | null> {
  if (call.followupId === null) return null;
  const found = await carriedFollowup(tx, businessId, { id: call.followupId, chatId });
  if (!found) return null;
  const { carrier, followup } = found;
  return { ...followup, passed: chatId !== null && carrier !== null && carrier !== call.id };
}
