import { sql } from "drizzle-orm";
import { subscribe } from "../../src/business/chat-service.ts";
import type { Chat, ChatOptions } from "../../src/business/chat.ts";
import type { CallEvent } from "../../src/calls/call.ts";
import { runCard } from "../../src/calls/card-service.ts";
import type { CardDeps } from "../../src/calls/card-trouble-service.ts";
import { lookAtFollowup } from "../../src/calls/followup-due-service.ts";
import { foldBatch, foldCalls, type FoldDeps } from "../../src/calls/fold-service.ts";
import type { Hook } from "../../src/calls/hook.ts";
import { createInbox } from "../../src/calls/inbox-service.ts";
import { runQuietList, tellTopicLost } from "../../src/calls/quiet-list-service.ts";
import { runNotice } from "../../src/desk/notice-service.ts";
import { isUnavailable, type Database } from "../../src/db/client.ts";
import type { CardGateway, Keyboard } from "../../src/gateways/telegram.ts";
import type { Outcome } from "../../src/gateways/telegram-outcome.ts";
import { drain } from "../../src/jobs/drain.ts";
import type { Business } from "../../src/business/business.ts";
import { giveToken, linkedAccount } from "../business/links.ts";
import { dial, hangup } from "./hooks.ts";
import { T0, windows } from "./replay.ts";

export const BOT = 7_000_000_001;

/** One request of a card as Telegram gets it. */
export type Request = {
  do: "send" | "edit" | "remove";
  chatId: number;
  threadId: number | null;
  id: number | null;
  html: string;
  silent: boolean;
  replyTo: number | null;
  keyboard: Keyboard | null;
  /** Seconds from T0. */
  at: number;
};

type Message = { id: number; chatId: number; threadId: number | null; html: string };
/** What Telegram answers to one request; null lets it through. */
type Answer = (request: Request) => Outcome | Error | null;

export type Stage = Awaited<ReturnType<typeof createStage>>;

/** Calls of one business on a clock of the test's own, up to a Telegram that is played. */
export async function createStage(db: Database, business: Business) {
  const businessId = business.id;
  const account = await linkedAccount(db, business, { label: business.name });
  const { token } = await giveToken(db, account);
  const requests: Request[] = [];
  const messages = new Map<number, Message>();
  const told: Parameters<CardDeps["sent"]>[0][] = [];
  const counts = { ambiguous: 0, throttled: 0, failed: 0 };
  const world = { now: T0, ids: 100, answer: (() => null) as Answer };

  function ask(request: Omit<Request, "at">): Outcome {
    const full = { ...request, at: (world.now - T0) / 1000 };
    requests.push(full);
    const answer = world.answer(full);
    if (answer instanceof Error) throw answer;
    return answer ?? done(full);
  }

  function done({ do: what, chatId, threadId, id, html }: Request): Outcome {
    if (what === "send") {
      world.ids += 1;
      messages.set(world.ids, { id: world.ids, chatId, threadId, html });
      return { sent: world.ids };
    }
    const known = id === null ? undefined : messages.get(id);
    if (!known) return { lost: "message" };
    if (what === "edit") messages.set(known.id, { ...known, html });
    else messages.delete(known.id);
    return { sent: null };
  }

  const bare = { threadId: null, silent: false, replyTo: null, keyboard: null, html: "" };
  const gateway: CardGateway = {
    send: async (place, message) => ask({ do: "send", id: null, ...place, ...message }),
    edit: async ({ chatId }, id, content) => ask({ ...bare, do: "edit", chatId, id, ...content }),
    remove: async ({ chatId }, id) => ask({ ...bare, do: "remove", chatId, id }),
  };
  const clock = { now: () => world.now };
  const fold: FoldDeps = {
    db,
    clock,
    windows,
    wakeAt: () => {},
    emitted: () => {},
    folded: () => {},
    failed: (error) => {
      throw error;
    },
  };
  const cards: CardDeps = {
    db,
    clock,
    gateway,
    processId: "stage",
    wakeAt: () => {},
    delivered: new Map(),
    listed: new Map(),
    ambiguous: () => void (counts.ambiguous += 1),
    sent: (entry) => void told.push(entry),
    throttled: () => void (counts.throttled += 1),
    failed: () => void (counts.failed += 1),
  };
  const notices = {
    db,
    clock,
    gateway,
    wakeAt: () => {},
    ambiguous: () => void (counts.ambiguous += 1),
    left: () => {},
    throttled: () => void (counts.throttled += 1),
    failed: () => void (counts.failed += 1),
  };
  const handlers = {
    "call.fold": (job: Parameters<typeof foldCalls>[1]) => foldCalls(fold, job),
    card: (job: Parameters<typeof runCard>[1]) => runCard(cards, job),
    "card.list": (job: Parameters<typeof runQuietList>[1]) => runQuietList(cards, job),
    "topic.lost": (job: Parameters<typeof tellTopicLost>[1]) => tellTopicLost(cards, job),
    "followup.due": (job: Parameters<typeof lookAtFollowup>[1]) =>
      lookAtFollowup({ db, clock, botId: () => BOT }, job),
    notice: (job: Parameters<typeof runNotice>[1]) => runNotice(notices, job),
  };
  /** The clock goes on step by step, and what falls due runs. */
  async function until(seconds: number, step = 1): Promise<void> {
    const end = T0 + seconds * 1000;
    for (let at = world.now; at < end; at += step * 1000) {
      world.now = Math.min(at + step * 1000, end);
      await drain(db, handlers, world.now);
    }
  }

  async function hear(...events: CallEvent[]): Promise<void> {
    for (const event of events) await inbox.put(hookOf(businessId, token.id, event, world.now));
    while ((await foldBatch(fold)) > 0);
  }

  /** Hooks that two processes fold at the same moment, one each. */
  async function hearAtOnce(events: readonly CallEvent[]): Promise<void> {
    for (const event of events) await inbox.put(hookOf(businessId, token.id, event, world.now));
    await Promise.all(events.map(() => foldBatch(fold, 1)));
    while ((await foldBatch(fold)) > 0);
  }

  const inbox = createInbox({ db, isUnavailable, committed: () => {}, watched: () => {} });

  return {
    db,
    businessId,
    requests,
    messages,
    told,
    counts,
    cards,
    world,
    /** The seconds from T0 that the clock shows. */
    go: (seconds: number) => void (world.now = T0 + seconds * 1000),
    /** Hooks come in and are folded; no card leaves yet. */
    hear,
    hearAtOnce,
    until,
    /** A call that rings for 20 seconds at `at` (seconds from T0), and settles. */
    async missedCall(at = 0, uuid = "a1"): Promise<void> {
      await until(at, 5);
      await hear(dial(at, { uuid, dial: at }));
      await until(at + 20, 5);
      await hear(hangup(at + 20, { uuid, dial: at }));
      await until(at + 40, 2);
    },
    /** What is due on the clock runs, until nothing is. */
    run: () => drain(db, handlers, world.now),
    subscribe: (telegramId: number, options: ChatOptions & { threadId?: number | null } = {}) =>
      subscribe(db, businessId, {
        botId: BOT,
        telegramId,
        type: "supergroup",
        title: `chat ${telegramId}`,
        now: world.now,
        threadId: null,
        ...options,
      }),
    /** What stands in a chat now, oldest first. */
    standing: ({ telegramId }: Chat): string[] =>
      [...messages.values()].filter((one) => one.chatId === telegramId).map(({ html }) => html),
    /** The steps noted for a chat: part, step and reason. */
    async steps({ id }: Chat): Promise<string[]> {
      const rows = await db.execute<{ part: string; step: string; reason: string | null }>(
        sql`select part, step, reason from card_steps where business_id = ${businessId} and chat_id = ${id} order by id`,
      );
      return [...rows].map(({ part, step, reason }) =>
        [part, step, reason].filter((word) => word !== null).join(" "),
      );
    },
  };
}

/** The first row of a message, without its tags. */
export function headOf(html: string): string {
  return (html.split("\n")[0] ?? "").replace(/<[^>]*>/g, "");
}

function hookOf(businessId: string, tokenId: string, event: CallEvent, receivedAt: number): Hook {
  return {
    businessId,
    tokenId,
    provider: event.provider,
    name: event.kind,
    method: "POST",
    query: null,
    contentType: null,
    signature: null,
    raw: Buffer.from("{}"),
    status: 200,
    verdict: "accepted",
    reason: null,
    events: [event],
    receivedAt,
  };
}
