import { salonOf } from "../booking/salon-service.ts";
import { wordsIn } from "../booking/salon.ts";
import { dueNotice, settleNotice } from "../booking/notice-service.ts";
import { visitBy } from "../booking/visit-service.ts";
import { visitBrief, visitMessage, visitTime } from "../booking/visit-message.ts";
import type { FullVisit } from "../booking/visit.ts";
import { whatsappOf } from "../channels/whatsapp-number-service.ts";
import { isWindowOver } from "../channels/window.ts";
import type { Database, Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { text, type TextId } from "../texts/bundle.ts";
import type { Action } from "./action.ts";
import {
  changeConversation,
  conversationById,
  conversationOfClient,
  lockConversation,
  type StoredConversation,
} from "./conversation-store.ts";
import { opened, reminded } from "./open.ts";
import { closeJob, sayJob } from "./say-job.ts";
import { keepSaid } from "./leaving-store.ts";

type Told = "booked" | "moved" | "cancelled";

/** What the business's people did with a visit is told to its customer, in their conversation; false when there is no way. */
export async function tellVisit(
  tx: Tx,
  businessId: string,
  { bookingId, what, now }: { bookingId: number; what: Told; now: number },
): Promise<boolean> {
  const visit = await visitBy(tx, businessId, { id: bookingId });
  if (!visit) return false;
  const clientId = visit.client?.id ?? null;
  const way = { conversationId: visit.conversationId, clientId, lock: false };
  const conversation = await reachable(tx, businessId, way);
  if (!conversation || !(await hears(tx, conversation, { what, now }))) return false;
  const salon = await salonOf(tx, businessId);
  const { language } = conversation.memory;
  const values = {
    when: visitTime(visit.start, { language, now, zone: salon.zone }),
    service: wordsIn(visit.service.names, language, salon),
    master: wordsIn(visit.master.names, language, salon),
  };
  const line = text(language, lines[what], values);
  const brief = what === "cancelled" ? {} : { brief: text(language, "visit-brief", values) };
  await say(tx, conversation, { line, buttons: [], ...brief, now });
  return true;
}

/** Whether a visit's customer would hear of what people do with it. */
export async function hearsOf(
  tx: Tx,
  businessId: string,
  {
    visit: { conversationId, client },
    what,
    now,
  }: { visit: Pick<FullVisit, "conversationId" | "client">; what: Told; now: number },
): Promise<boolean> {
  const way = { conversationId, clientId: client?.id ?? null, lock: false };
  const conversation = await reachable(tx, businessId, way);
  return conversation !== null && hears(tx, conversation, { what, now });
}

/** The job behind "visit.notice": a reminder, an offer or a question after the visit, said in the customer's conversation. */
export async function runVisitNotice(
  { db, clock }: { db: Database; clock: Clock },
  { businessId, noticeId }: { businessId: string; noticeId: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now();
    const notice = await dueNotice(tx, businessId, { noticeId, now });
    if (!notice) return;
    const conversation = await reachable(tx, businessId, { ...notice, lock: true });
    const dropped = !conversation
      ? "no_way"
      : notice.marketing && conversation.optedOutAt !== null
        ? "opted_out"
        : undefined;
    // A turn may have moved the visit while its conversation was waited for.
    const settled = await settleNotice(tx, businessId, {
      noticeId,
      now,
      ...(dropped === undefined ? {} : { dropped }),
    });
    if (!conversation || dropped !== undefined || !settled) return;
    const { kind, place } = notice;
    const { language } = conversation.memory;
    const { text: line, buttons } = visitMessage(notice, { language, now });
    const reminds = kind === "day" || kind === "hours";
    const brief = reminds ? { brief: visitBrief(notice, { language, now }) } : {};
    await say(tx, conversation, { line, buttons, now, ...brief });
    if (reminds) await remember(tx, conversation, { bookingId: place.id, now });
  });
}

const lines: Record<Told, TextId> = {
  booked: "salon-visit-booked",
  moved: "salon-visit-moved",
  cancelled: "salon-visit-cancelled",
};

/** A bare "ok" answers the reminder, also where the dialogue was over; while a person answers, nothing is remembered. */
async function remember(
  tx: Tx,
  conversation: StoredConversation,
  { bookingId, now }: { bookingId: number; now: number },
): Promise<void> {
  const { id, businessId, memory, closedAt, mode } = conversation;
  if (mode === "human") return;
  const over = closedAt !== null;
  const before = over ? opened(memory.language) : memory;
  await changeConversation(tx, businessId, {
    id,
    memory: reminded(before, bookingId),
    lastAt: now,
    ...(over ? { openedAt: now, closedAt: null } : {}),
  });
  await add(tx, closeJob({ businessId, conversationId: id }, now + REMINDED_MS));
}

/** Until the visit that they were reminded of has begun an answer is one to the reminder. */
const REMINDED_MS = 24 * 3_600_000;

type Way = { conversationId: number | null; clientId: number | null; lock: boolean };

/**
 * The conversation a visit was made in, else the last one of its client; null when nothing arrives there. It is not locked
 * after a visit was changed in the same transaction: a turn takes the two the other way round.
 */
async function reachable(
  tx: Tx,
  businessId: string,
  { conversationId, clientId, lock }: Way,
): Promise<StoredConversation | null> {
  const id =
    conversationId ??
    (clientId === null ? null : await conversationOfClient(tx, businessId, clientId));
  const read = lock ? lockConversation : conversationById;
  const found = id === null ? null : await read(tx, businessId, id);
  return found && found.unreachableAt === null ? found : null;
}

/** After a day of silence only a template leaves, and it reminds of a visit that there is. */
async function hears(
  tx: Tx,
  conversation: StoredConversation,
  { what, now }: { what: Told; now: number },
): Promise<boolean> {
  if (!isWindowOver(conversation, now)) return true;
  if (conversation.channel !== "whatsapp" || what === "cancelled") return false;
  const number = await whatsappOf(tx, conversation.businessId);
  return number !== null && number.template !== null;
}

type Line = {
  line: string;
  buttons: { title: string; action: Action }[][];
  /** What a template says of it. */
  brief?: string;
  now: number;
};

async function say(
  tx: Tx,
  { businessId, id: conversationId }: StoredConversation,
  { line, buttons, now, ...brief }: Line,
): Promise<void> {
  const said = {
    conversationId,
    author: "agent" as const,
    text: line,
    ...brief,
    buttons: buttons.flatMap((row, at) => row.map((button) => ({ ...button, row: at }))),
  };
  await keepSaid(tx, businessId, { said: [said], now });
  await add(tx, sayJob({ businessId, conversationId }));
}
