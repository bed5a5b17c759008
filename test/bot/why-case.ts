import { sql } from "drizzle-orm";
import { reference } from "../../src/business/button-service.ts";
import { subscribe } from "../../src/business/chat-service.ts";
import type { Chat, ChatOptions } from "../../src/business/chat.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import type { CallEvent } from "../../src/calls/call.ts";
import { foldBatch, foldCalls, type FoldDeps } from "../../src/calls/fold-service.ts";
import type { Hook } from "../../src/calls/hook.ts";
import { createInbox } from "../../src/calls/inbox-service.ts";
import { listCalls } from "../../src/calls/list-service.ts";
import { isUnavailable } from "../../src/db/client.ts";
import { giveToken, linkedAccount } from "../business/links.ts";
import { dial, hangup } from "../calls/hooks.ts";
import { T0, windows } from "../calls/replay.ts";
import { group, olena, openDesk, withBusiness } from "./desk.ts";

/** The ref of the missed call's only leg. */
export const LEG = "a0000000000000000000000000000001";
/** Telegram's numbers of its two messages. */
export const RING = 76;
export const CARD = 77;

export type WhyDesk = Awaited<ReturnType<typeof openWhyDesk>>;

/** A business whose group gets cards, with calls that really went through inbox and fold; only the messages are put there by hand. */
export async function openWhyDesk() {
  const desk = await openDesk();
  await withBusiness(desk);
  const { db, time } = desk;
  const [mine] = await businessesOf(db, olena.id);
  if (!mine) throw new Error("no business");
  const { business } = mine;
  const { token } = await giveToken(db, await linkedAccount(db, business));
  const subscribed = (options: ChatOptions): Promise<Chat> => {
    const place = { botId: 7_000_000_001, telegramId: group.id, threadId: null };
    const known = { ...place, type: "supergroup", title: "Front desk", now: T0 };
    return subscribe(db, business.id, { ...known, ...options });
  };
  const chat = await subscribed({});
  const deps: FoldDeps = {
    db,
    clock: { now: () => time.now },
    windows,
    wakeAt: () => {},
    emitted: () => {},
    folded: () => {},
    failed: (error) => {
      throw error;
    },
  };
  const fold = async (seconds: number): Promise<void> => {
    time.now = T0 + seconds * 1000;
    while ((await foldBatch(deps)) > 0);
  };
  const put = async (name: string, events: CallEvent[], { at, ...more }: Changed) => {
    const inbox = createInbox({ db, isUnavailable, committed: () => {}, watched: () => {} });
    const owner = { businessId: business.id, tokenId: token.id };
    await inbox.put({ ...hookOf(name, events), ...owner, receivedAt: T0 + at * 1000, ...more });
  };
  const pressBelow = (data: string, messageId: number) => {
    const from = { ...olena, is_bot: false };
    const place = { id: group.id, type: "supergroup" as const, title: "Front desk" };
    const message = { message_id: messageId, date: 1, chat: place, text: "…" };
    return desk.handle({ callback_query: { id: "1", from, chat_instance: "1", data, message } });
  };
  const made = {
    ...desk,
    business,
    chat,
    subscribed,
    fold,
    put,
    pressBelow,
    hear: async (seconds: number, event: CallEvent): Promise<void> => {
      await put(nameOf(event), [event], { at: seconds });
      await fold(seconds);
    },
    newest: async () => (await listCalls(db, business.id, { limit: 1 }))[0]?.id ?? 0,
    card: (callId: number, { part, messageId }: { part: string; messageId: number }) =>
      db.execute(sql`
        insert into cards (business_id, call_id, chat_id, part, wanted_at, message_id, telegram_id)
        values (${business.id}, ${callId}, ${chat.id}, ${part}, ${iso(0)}::timestamptz, ${messageId}, ${group.id})
        on conflict (business_id, call_id, chat_id, part) do update set message_id = excluded.message_id, telegram_id = excluded.telegram_id`),
    step: (callId: number, part: string, done: { step: string; at: number }) =>
      db.execute(sql`
        insert into card_steps (business_id, call_id, chat_id, part, step, at)
        values (${business.id}, ${callId}, ${chat.id}, ${part}, ${done.step}, ${iso(done.at)}::timestamptz)`),
    more: (callId: number) => reference(db, business.id, { do: "card_more", callId }),
    /** Presses «⋯» of a card in the group. */
    open: async (callId: number, messageId = CARD) =>
      pressBelow(await reference(db, business.id, { do: "card_more", callId }), messageId),
    pressed: (label: string, messageId = CARD) =>
      pressBelow(desk.button(label).callback_data ?? "", messageId),
  };
  return {
    ...made,
    /** The story of a call as the press of its card brings it. */
    why: async (callId: number, messageId = CARD): Promise<string> => {
      await made.open(callId, messageId);
      await made.pressed("🔎", messageId);
      return desk.last();
    },
    /** Rang once, told twice, and nobody took it: with its two messages and what was done about them. */
    missedCall: async (): Promise<number> => {
      await made.hear(0, dial(0, { uuid: LEG }));
      await made.hear(2, dial(0, { uuid: LEG, heard: 2 }));
      await made.hear(20, hangup(20, { uuid: LEG }));
      const callId = await made.newest();
      time.now = T0 + 30_000;
      await foldCalls(deps, [{ businessId: business.id, callId }]);
      await made.card(callId, { part: "ring", messageId: RING });
      await made.card(callId, { part: "final", messageId: CARD });
      await made.step(callId, "ring", { step: "sent", at: 0 });
      await made.step(callId, "final", { step: "sent", at: 30 });
      await made.step(callId, "ring", { step: "edited", at: 30 });
      return callId;
    },
  };
}

type Changed = Partial<Hook> & { at: number };

function nameOf({ kind }: CallEvent): string {
  if (kind === "rang") return "call.dial";
  return kind === "answered" ? "call.bridge" : "call.hangup";
}

function hookOf(name: string, events: CallEvent[]) {
  return {
    provider: "phonet",
    name,
    method: "POST",
    query: null,
    contentType: "application/json",
    signature: null,
    raw: Buffer.from(JSON.stringify({ uuid: events[0]?.ref })),
    status: 200,
    verdict: "accepted" as const,
    reason: null,
    events,
  };
}

function iso(seconds: number): string {
  return new Date(T0 + seconds * 1000).toISOString();
}
