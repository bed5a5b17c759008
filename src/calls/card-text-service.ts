import { accountsOf } from "../business/account-service.ts";
import { hasKey } from "../business/account.ts";
import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import type { Chat } from "../business/chat.ts";
import { labelsOf } from "../business/line-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { together } from "../lib/together.ts";
import { finalCard, ringCard, type CardCall } from "./card.ts";
import { cardKeyboard, type CardContent } from "./card-message.ts";
import { isFollowed, type CardFollowup } from "./card-followup.ts";
import { carriedFollowup } from "./followup-store.ts";
import { wants, type CardPart } from "./filter.ts";
import type { StoredCall } from "./store.ts";

type Wish = { businessId: string; call: StoredCall; chat: Chat; part: CardPart; now: number };

/** What a call's message in a chat should say now; the business that was read for it comes along. */
export async function render(
  tx: Tx,
  { businessId, call, chat, part, now }: Wish,
): Promise<{ content: CardContent; business: Business }> {
  const state = call.state;
  if (!state) throw new AppError("calls.not_folded", "conflict");
  const [business, labels, clients, followup] = await together([
    businessOf(tx, businessId),
    labelsOf(tx, businessId),
    clientsByPhones(tx, businessId, state.client === null ? [] : [state.client]),
    followupOnCard(tx, businessId, { call, chatId: chat.id }),
  ]);
  if (!business) throw new AppError("businesses.not_found", "not_found");
  const client = state.client === null ? undefined : clients.get(state.client);
  const known: CardCall = {
    ...state,
    clientLabel: {
      name: client?.name ?? state.clientName,
      phone: state.client,
      isNew: client === undefined,
    },
    lineLabel: state.line === null ? null : (labels.lines[state.line] ?? null),
    employeeNames: labels.employees,
    recovered: call.recovered,
    corrected: call.corrected,
    followup,
    doNotCall: client?.doNotCall ?? false,
    ghostS: business.ghostS,
  };
  const view = {
    language: chat.language ?? business.language,
    zone: business.timezone,
    now,
    masked: chat.masked,
  };
  const html = part === "ring" ? ringCard(known, view) : finalCard(known, view);
  // Once there is a final message, the buttons stand there.
  const passed = part === "ring" && state.state === "ended" && wants(chat.filter, state, "final");
  const { button } = call;
  if (!chat.buttons || passed || button === null)
    return { content: { html, keyboard: null }, business };
  const waits = part === "final" && isFollowed(known) && known.followup.closedAt === null;
  const canCall = waits && (await accountsOf(tx, businessId)).some(hasKey);
  const { language } = view;
  return {
    content: { html, keyboard: cardKeyboard(known, { language, button, part, canCall }) },
    business,
  };
}

/** The follow-up of a call, seen from its card in a chat. */
async function followupOnCard(
  tx: Tx,
  businessId: string,
  { call, chatId }: { call: StoredCall; chatId: string },
): Promise<CardFollowup | null> {
  if (call.followupId === null) return null;
  const found = await carriedFollowup(tx, businessId, { id: call.followupId, chatId });
  if (!found) return null;
  const { carrier, followup } = found;
  return { ...followup, passed: carrier !== null && carrier !== call.id };
}
