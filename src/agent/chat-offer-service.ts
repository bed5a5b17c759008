import { sql } from "drizzle-orm";
import type { Salon, Service, Slot } from "../booking/salon.ts";
import { soonest } from "../booking/slot.ts";
import { openChatOf } from "../calls/chat-service.ts";
import { noteOffer } from "../calls/followup-offer-service.ts";
import { followupOfCall } from "../calls/followup-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import type { Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import { lockConversation, type StoredConversation } from "./conversation-store.ts";
import { offeredTimes } from "./offer.ts";
import { noDraft, opened } from "./open.ts";
import { understand } from "./rules.ts";
import { closeJob } from "./say-job.ts";
import { SILENCE_MS } from "./receive-service.ts";
import { reopen } from "./reopen-service.ts";
import { hasOpenDraft } from "./shadow-store.ts";
import { readerOf, serviceName } from "./shown.ts";
import { said, went, type Talk } from "./talk.ts";
import { commitTurn } from "./turn-commit-service.ts";
import { hintOf, worldOf } from "./turn-make-service.ts";
import { doingOf, knownOf, sceneOf, type Scene } from "./turn-scene-service.ts";

/** `busy`: they are writing or booking there at the moment. */
export type ChatOffered =
  | { offered: true }
  | { choose: Service[] }
  | { refused: "gone" | "closed" | "already" | "no_chat" | "busy" | "no_time" };

type Wish = {
  callId: number;
  /** Null: what they had last. */
  serviceId: number | null;
  /** Who asks for it. */
  by: string;
  botId: number;
  now: number;
};

/** Offers a missed caller free times in a chat of theirs, once for a missed call; of the call nothing is said there. */
export async function offerInChat(tx: Tx, businessId: string, wish: Wish): Promise<ChatOffered> {
  const { callId, by, now } = wish;
  const followup = await followupOfCall(tx, businessId, callId);
  if (!followup || followup.client === null) return { refused: "gone" };
  if (followup.closedAt !== null) return { refused: "closed" };
  const { client: phone } = followup;
  const client = (await clientsByPhones(tx, businessId, [phone])).get(phone);
  const chat = client && (await openChatOf(tx, businessId, { clientId: client.id, now }));
  const conversation = chat ? await lockConversation(tx, businessId, chat) : null;
  if (!client || !conversation) return { refused: "no_chat" };
  const scene = await sceneOf(tx, conversation);
  if (await isBusy(tx, conversation, scene)) return { refused: "busy" };
  const { services } = scene.salon;
  const last = wish.serviceId ?? (await lastServiceOf(tx, conversation, phone));
  const service = services.find(({ id }) => id === last) ?? null;
  if (service === null) {
    const some = services.slice(0, CHOICES);
    return some.length === 0 ? { refused: "no_time" } : { choose: some };
  }
  const doing = doingOf(conversation, scene, { botId: wish.botId, now });
  const talk = await talkOf(tx, { conversation, scene, doing, service });
  const slots = timesOf(scene.salon, talk.world, service);
  if (slots.length === 0) return { refused: "no_time" };
  const noted = await noteOffer(tx, businessId, { followupId: followup.id, by, now });
  if (!noted) return { refused: "already" };
  if (conversation.closedAt !== null) {
    await reopen(tx, conversation, now);
    await add(tx, closeJob({ businessId, conversationId: conversation.id }, now + SILENCE_MS));
  }
  const { memory, say } = offeredTimes(talk, "time", slots, null);
  const made = { memory, says: [...say], understood: [], commands: [], done: [] };
  // A person asked for it: it leaves as it is.
  await commitTurn(tx, doing, made, { tone: scene.settings.tone, person: { words: null } });
  return { offered: true };
}

const CHOICES = 6;
const TIMES = 4;
const SEARCHED = 60;

/** They book, or what they wrote waits for its answer: a turn here would take it unread. */
async function isBusy(
  tx: Tx,
  { businessId, id, turnAt, memory }: StoredConversation,
  { burst }: Scene,
): Promise<boolean> {
  if (turnAt !== null || memory.draft.holdId !== null || burst.length > 0) return true;
  return hasOpenDraft(tx, businessId, id);
}

/** What they had last in this chat; what they had elsewhere counts where the chat proved the number. */
async function lastServiceOf(
  tx: Tx,
  { businessId, id }: StoredConversation,
  phone: string,
): Promise<number | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select b.service_id as id from bookings b join services s on s.business_id = b.business_id and s.id = b.service_id
    where b.business_id = ${businessId}::uuid and b.status in ('booked', 'confirmed', 'completed') and s.archived_at is null
      and (b.conversation_id = ${id}::bigint or b.client_id in (
        select client_id from client_handles where business_id = ${businessId}::uuid and proven_phone = ${phone}))
    order by b.starts_at desc limit 1`);
  return row ? Number(row.id) : null;
}

type Talking = {
  conversation: StoredConversation;
  scene: Scene;
  doing: ReturnType<typeof doingOf>;
  service: Service;
};

/** The dialogue as it goes on from here: their next words are about a time for this service. */
async function talkOf(tx: Tx, { conversation, scene, doing, service }: Talking): Promise<Talk> {
  const { memory: before, closedAt } = conversation;
  const base = closedAt === null ? before : opened(before.language);
  const memory = { ...base, draft: { ...noDraft(), serviceId: service.id } };
  const turn = { settings: scene.settings, client: knownOf(scene) };
  const world = await worldOf(tx, doing, { memory, turn });
  const heard = understand({ text: "", pressed: null }, hintOf(memory, world));
  const talk = went({ memory, heard, world, say: [], todo: [] }, "booking");
  return said(talk, "agent-offer-service", { service: serviceName(readerOf(talk), service.id) });
}

/** Of each start one. */
function timesOf(
  salon: Salon,
  { busy, now }: Pick<Talk["world"], "busy" | "now">,
  { id: serviceId }: Service,
): Slot[] {
  const found = soonest(salon, busy, { serviceId, masterId: null, now, count: SEARCHED });
  const starts = new Map(found.toReversed().map((slot) => [slot.start, slot]));
  return [...starts.values()].toSorted((a, b) => a.start - b.start).slice(0, TIMES);
}
