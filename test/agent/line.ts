import { sql } from "drizzle-orm";
import { closeConversation } from "../../src/agent/close-service.ts";
import { runDeskCard } from "../../src/agent/desk-card-service.ts";
import { receiveSalonUpdate } from "../../src/agent/telegram-receive-service.ts";
import { linkSalonBot, type SalonBotDeps } from "../../src/channels/salon-bot-service.ts";
import { telegramCourier } from "../../src/channels/telegram-courier-service.ts";
import type { Line as ChatLine } from "../../src/channels/line.ts";
import type { SalonBot } from "../../src/channels/salon-bot.ts";
import { runDraftCard } from "../../src/agent/shadow-card-service.ts";
import { runSay } from "../../src/agent/say-service.ts";
import { changeAgent } from "../../src/agent/setting-service.ts";
import type { SalonUpdate } from "../../src/channels/telegram-heard.ts";
import { takeTurn } from "../../src/agent/turn-service.ts";
import { keepSaid } from "../../src/agent/leaving-store.ts";
import { buttonData } from "../../src/agent/utterance.ts";
import type { Action } from "../../src/agent/action.ts";
import type { Salon } from "../../src/booking/salon.ts";
import { createBusiness } from "../../src/business/business-service.ts";
import type { Business } from "../../src/business/business.ts";
import type { Database } from "../../src/db/client.ts";
import type { SalonGateway } from "../../src/gateways/salon-telegram.ts";
import type { Outcome } from "../../src/gateways/telegram-outcome.ts";
import { drain } from "../../src/jobs/drain.ts";
import type { Handlers } from "../../src/jobs/tasks.ts";
import { NOW, openSalon } from "../booking/world.ts";
import { fresh, keyring, makePerson } from "../business/tenants.ts";

export const MAIN_BOT = 7;
const BURST_MS = 3000;

type Said = {
  chatId: number;
  text: string;
  buttons: { text: string; callback_data: string }[];
  /** The business connection on whose behalf it was said; "": the bot's own chat. */
  via: string;
};

/** A salon with a bot of its own, customers who write to it, and a Telegram that answers as it is told to. */
export type Line = Awaited<ReturnType<typeof openLine>>;

/** A card in an operators' chat as it was edited. */
type Edited = {
  html: string;
  keyboard: readonly (readonly { text: string; callback_data: string }[])[] | null;
};

const nothing = (): void => {};
const later = (): Promise<void> => Promise.resolve();

function gatewayOf(
  said: Said[],
  answers: { next: Outcome[] },
  connections: Map<string, object>,
): SalonGateway {
  return {
    me: (token) => {
      const id = Number(token.split(":")[0]);
      return Promise.resolve({ id, username: `salon_${id}_bot`, name: "Salon" });
    },
    openDoor: later,
    dress: later,
    connection: (_, id) => Promise.resolve(connections.get(id) ?? null),
    typing: later,
    answer: later,
    send: (_, { chatId, text, buttons, via = "" }) => {
      const answer = answers.next.shift() ?? { sent: said.length + 1 };
      if ("sent" in answer) said.push({ chatId, text, buttons: buttons.flat(), via });
      return Promise.resolve(answer);
    },
    api: () => {
      throw new Error("nobody fetches here");
    },
  };
}

export async function openLine(db: Database, { index = 1 }: { index?: number } = {}) {
  const time = { now: NOW };
  const clock = { now: () => time.now };
  const said: Said[] = [];
  const answers: { next: Outcome[] } = { next: [] };
  const ambiguous: object[] = [];
  const edited: (Edited & { chatId: number; messageId: number })[] = [];
  /** What Telegram tells of a business connection that it is asked for. */
  const connections = new Map<string, object>();
  const gateway = gatewayOf(said, answers, connections);
  const business: Business = await createBusiness(db, {
    name: `Лілея ${index}`,
    kind: "salon",
    timezone: "Europe/Kyiv",
    currency: "UAH",
    language: "uk",
    country: "UA",
    owner: await makePerson(db, 100 + index, "Оля"),
    now: NOW,
  });
  const salon: Salon = await openSalon(db, business);
  await changeAgent(db, business.id, { enabled: true });
  const deps: SalonBotDeps = {
    db,
    clock,
    keyring,
    random: fresh,
    gateway,
    publicUrl: "https://desk.example",
    mainBotId: () => MAIN_BOT,
    changed: nothing,
  };
  const linked = await linkSalonBot(deps, business.id, `${90_000 + index}:${"A".repeat(35)}`);
  if ("refused" in linked) throw new Error(linked.refused);
  const bot: SalonBot = linked.linked;
  const handlers = handlersOf({ db, clock, gateway, ambiguous, edited });
  let updates = 0;
  const receive = (update: Omit<SalonUpdate, "update_id">) => {
    updates += 1;
    const told = { wakeAt: nothing, came: nothing, mainBotId: () => MAIN_BOT };
    const came = { db, clock, ...told, connection: (id: string) => gateway.connection("", id) };
    return receiveSalonUpdate(came, bot, { update_id: updates, ...update });
  };
  const message = (chatId: number, fields: Record<string, unknown>, id?: number) => {
    updates += 1;
    const from = { id: chatId, is_bot: false, first_name: `К${chatId}`, language_code: "uk" };
    const chat = { id: chatId, type: "private" };
    return { message_id: id ?? updates, date: 1, chat, from, ...fields };
  };
  return {
    db,
    time,
    clock,
    business,
    salon,
    bot,
    said,
    answers,
    ambiguous,
    connections,
    edited,
    handlers,
    receive,
    message,
    says: (chatId: number, text: string, id?: number) =>
      receive({ message: message(chatId, { text }, id) }),
    presses: (chatId: number, data: string) => {
      const from = { id: chatId, is_bot: false, first_name: `К${chatId}` };
      const query = { from, data, message: { chat: { id: chatId, type: "private" } } };
      return receive({ callback_query: { id: `q${updates}`, ...query } });
    },
    /** The burst's window passes, and everything that is due happens. */
    settle: async (ms = BURST_MS) => {
      time.now += ms;
      await drain(db, handlers, time.now);
    },
    to: (chatId: number) => said.filter((one) => one.chatId === chatId).map(({ text }) => text),
    conversation: async (chatId: number) => {
      const [row] = await db.execute<{ id: string; mode: string; state: string }>(sql`
        select id, mode, state from conversations where business_id = ${business.id} and place = ${String(chatId)}`);
      if (!row) throw new Error("no such conversation");
      return { ...row, id: Number(row.id) };
    },
    events: async () => {
      const rows = await db.execute<{ event: string; data: Record<string, unknown> }>(
        sql`select event, data from events where business_id = ${business.id} order by id`,
      );
      return [...rows];
    },
    notices: async () => {
      const rows = await db.execute<{ key: string; html: string; telegram_id: string }>(
        sql`select key, html, telegram_id from notices where business_id = ${business.id} order by posted_at, key`,
      );
      return [...rows];
    },
  };
}

type Working = {
  db: Database;
  clock: { now: () => number };
  gateway: SalonGateway;
  ambiguous: object[];
  edited: (Edited & { chatId: number; messageId: number })[];
};

/** An utterance of the agent with one button, as if it had been said; gives what a press of it sends. */
export async function offers(one: Line, chatId: number, action: Action): Promise<string> {
  const { id: conversationId } = await one.conversation(chatId);
  const buttons = [{ title: "…", action, row: 0 }];
  const [id = 0] = await keepSaid(one.db, one.business.id, {
    said: [{ conversationId, author: "agent", text: "…", buttons }],
    now: one.time.now,
  });
  return buttonData(id, 0);
}

/** Every customer presses, and all turns are taken at the same time, each twice, as two processes might. */
export async function race(one: Line, customers: readonly number[], action: Action): Promise<void> {
  const ids: number[] = [];
  for (const chatId of customers) {
    await one.presses(chatId, await offers(one, chatId, action));
    ids.push((await one.conversation(chatId)).id);
  }
  const { db, clock } = one;
  const deps = { db, clock, botId: mainBot, wakeAt: nothing, happened: nothing, taken: nothing };
  await Promise.all(
    [...ids, ...ids].map((conversationId) =>
      takeTurn(deps, { businessId: one.business.id, conversationId }),
    ),
  );
  await one.settle();
}

const mainBot = (): number => MAIN_BOT;

function handlersOf({ db, clock, gateway, ambiguous, edited }: Working): Handlers {
  const botId = mainBot;
  const turns = { db, clock, botId, wakeAt: nothing, happened: nothing, taken: nothing };
  const saying = {
    db,
    clock,
    courierOf: (of: ChatLine & { heardAt: number | null }, place: string) =>
      telegramCourier({ db, clock, keyring, gateway }, of, place),
    botId,
    wakeAt: nothing,
    ambiguous: (about: object) => void ambiguous.push(about),
    left: nothing,
    throttled: nothing,
    failed: (problem: string) => {
      throw new Error(problem);
    },
  };
  const forum = { createTopic: () => Promise.resolve(null) };
  const cards = {
    edit: (place: { chatId: number }, messageId: number, { html, keyboard }: Edited) => {
      edited.push({ chatId: place.chatId, messageId, html, keyboard });
      return Promise.resolve({ sent: messageId });
    },
  };
  return {
    turn: (job) => takeTurn(turns, job),
    say: (job) => runSay(saying, job),
    "conversation.close": (job) => closeConversation({ db, clock }, job),
    "desk.card": (job) => runDeskCard({ db, clock, botId, forum }, job),
    "desk.draft": (job) => runDraftCard({ db, clock, botId, forum, cards, wakeAt: nothing }, job),
    "salonbot.check": later,
    "visit.notice": later,
    "visit.end": later,
    "wait.offer": later,
    notice: later,
  };
}
