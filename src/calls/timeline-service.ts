import { chatOf } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import { labelsOf } from "../business/line-service.ts";
import type { Labels } from "../business/line.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Database } from "../db/client.ts";
import { eventsOfCalls } from "../events/history-service.ts";
import type { Clock } from "../lib/clock.ts";
import type { Call, Windows } from "./call.ts";
import { cardIn, familyOf, stepsIn, type PlacedCard } from "./timeline-store.ts";
import { hooksOfCall } from "./hook-list-service.ts";
import { eventsOf, storedCalls } from "./store.ts";
import { historyOf } from "./history-service.ts";
import { isNewNumber } from "./history.ts";
import { timelineOf, type Moment } from "./timeline.ts";

/** The message that is asked about, in Telegram's numbers. */
type AskedMessage = { telegramId: number; messageId: number };

/** How a call came to its message in a chat. */
export type Timeline = {
  callId: number;
  call: Call;
  recovered: boolean;
  clientName: string | null;
  isNewClient: boolean;
  labels: Labels;
  /** The message asked about with its chat; null when it is none of the call's. */
  card: (PlacedCard & { chat: Chat }) | null;
  moments: Moment[];
};

type Asked = { callId: number; message: AskedMessage };
/** Without a message the story tells what was done in every chat. */
export type AskedStory = { callId: number; message: AskedMessage | null };

/** The message asked about, null when it is none of the call's; false when the business has no such call any more. */
export async function askedCard(
  db: Database,
  businessId: string,
  { callId, message }: Asked,
): Promise<Timeline["card"] | false> {
  const ids = await familyOf(db, businessId, callId);
  return ids.length > 0 && placed(db, businessId, { ids, message });
}

/** The story of a call and of its messages in the chat of one of them; null when the business has no such call any more. */
export async function timeline(
  { db, clock, windows }: { db: Database; clock: Clock; windows: Windows },
  businessId: string,
  { callId, message }: AskedStory,
): Promise<Timeline | null> {
  const ids = await familyOf(db, businessId, callId);
  const id = ids[0];
  const stored = id === undefined ? null : (await storedCalls(db, businessId, [id])).get(id);
  if (id === undefined || !stored?.state) return null;
  const call = stored.state;
  const card = message && (await placed(db, businessId, { ids, message }));
  const hooks = await hooksOfCall(db, businessId, id);
  const from = Math.min(call.startedAt, ...hooks.map(({ at }) => at));
  const to = Math.max(call.heardAt, ...hooks.map(({ at }) => at)) + ANNOUNCED_WITHIN_MS;
  const before = { callId: id, at: call.startedAt };
  const [events, told, steps, labels, clients, history] = await Promise.all([
    eventsOf(db, businessId, [id]),
    eventsOfCalls(db, businessId, { callIds: ids, from, to }),
    card || message === null
      ? stepsIn(db, businessId, { ids, chatId: card ? card.chat.id : null })
      : [],
    labelsOf(db, businessId),
    clientsByPhones(db, businessId, call.client === null ? [] : [call.client]),
    historyOf(db, businessId, { phone: call.client, before }),
  ]);
  const client = call.client === null ? undefined : clients.get(call.client);
  return {
    callId: id,
    call,
    recovered: stored.recovered,
    clientName: client?.name ?? call.clientName,
    isNewClient: isNewNumber(history, client),
    labels,
    card,
    moments: timelineOf({
      hooks,
      events: events.get(id) ?? [],
      told,
      steps,
      windows,
      now: clock.now(),
    }),
  };
}

/** The longest silence that ends a call, and an outage. */
const ANNOUNCED_WITHIN_MS = 24 * 3_600_000;

async function placed(
  db: Database,
  businessId: string,
  about: { ids: readonly number[]; message: AskedMessage },
): Promise<Timeline["card"]> {
  const card = await cardIn(db, businessId, about);
  const chat = card && (await chatOf(db, businessId, card.chatId));
  return card && chat ? { ...card, chat } : null;
}
