import { randomBytes } from "node:crypto";
import { closeConversation } from "./agent/close-service.ts";
import { runDeskCard } from "./agent/desk-card-service.ts";
import type { ReceiveDeps } from "./agent/receive-service.ts";
import { receiveSalonUpdate } from "./agent/telegram-receive-service.ts";
import {
  checkSalonBot,
  noteSalonBot,
  polledBots,
  recheckDoors,
  salonBotToken,
  salonDoor,
  type SalonBotDeps,
} from "./channels/salon-bot-service.ts";
import type { SalonBot } from "./channels/salon-bot.ts";
import { runSay } from "./agent/say-service.ts";
import { runDraftCard } from "./agent/shadow-card-service.ts";
import { readUpdate } from "./channels/telegram-heard.ts";
import type { Mind } from "./agent/mind-service.ts";
import { runPhrase } from "./agent/phrase-service.ts";
import { runThink } from "./agent/think-service.ts";
import { retest } from "./agent/trial-service.ts";
import { takeTurn } from "./agent/turn-service.ts";
import { runVisitNotice } from "./agent/visit-tell-service.ts";
import { endVisit } from "./booking/visit-service.ts";
import { offerPlaces } from "./booking/wait-service.ts";
import { startPolling, type Polling } from "./bot/polling.ts";
import type { Channel, Line } from "./channels/line.ts";
import { telegramCourier } from "./channels/telegram-courier-service.ts";
import { whatsappCourier } from "./channels/whatsapp-courier-service.ts";
import type { WhatsappDeps } from "./channels/whatsapp-number-service.ts";
import type { Config } from "./config.ts";
import { createForumGateway } from "./gateways/salon-forum.ts";
import { createSalonGateway, isUnknownToken, salonUpdates } from "./gateways/salon-telegram.ts";
import { createCardGateway, type BotAddress } from "./gateways/telegram.ts";
import type { Handlers } from "./jobs/tasks.ts";
import { clock } from "./lib/clock.ts";
import { logger, logStep } from "./lib/logger.ts";
import type { Metrics } from "./metrics.ts";
import { trouble, type Spine } from "./spine.ts";
import type { Store } from "./store-start.ts";
import type { SalonDoor } from "./web/salon-hook-route.ts";

type AgentTask =
  | "turn"
  | "say"
  | "conversation.close"
  | "desk.card"
  | "desk.draft"
  | "salonbot.check"
  | "agent.trial"
  | "visit.notice"
  | "visit.end"
  | "wait.offer";

/** The salons' own bots and the conversations in them. */
export type AgentRoom = {
  handlers: Pick<Handlers, AgentTask>;
  /** What waits for the model: for the worker of third parties. */
  outside: Handlers;
  salonBots: SalonBotDeps;
  /** For the HTTP side: the bot that an opaque address or a token belongs to. */
  open(shown: string): Promise<SalonDoor | null>;
  /** Begins to fetch where no webhook can reach us, and leads stray bots here. */
  start(): void;
  stop(): Promise<void>;
};

type Start = {
  config: Config;
  store: Store;
  metrics: Metrics;
  spine: Spine;
  address: BotAddress;
  botId: number;
  whatsapp: WhatsappDeps;
  /** The model that reads beside the rules. */
  mind: Mind | null;
};

/** Processes beside this one may link a bot, too. */
const LOOK_MS = 20_000;

export function startAgent({
  config,
  store,
  metrics,
  spine,
  address,
  botId: mainId,
  whatsapp,
  mind,
}: Start): AgentRoom {
  const { db, keyring } = store;
  const gateway = createSalonGateway(address);
  const receiving: ReceiveDeps = {
    db,
    clock,
    wakeAt: spine.waker.wakeAt,
    came: ({ line: { channel }, place, kind }) =>
      logStep("message.in", { msg: `от ${place}`, channel, chat: place, kind }),
  };
  const receive = async (bot: SalonBot, token: string, given: unknown): Promise<boolean> => {
    const update = readUpdate(given);
    if (!update) return false;
    const asking = {
      ...receiving,
      mainBotId: () => mainId,
      connection: (id: string) => gateway.connection(token, id),
    };
    const { answer, typing, via } = await receiveSalonUpdate(asking, bot, update);
    if (answer !== null) void gateway.answer(token, answer);
    if (typing !== null) void gateway.typing(token, Number(typing), via);
    return true;
  };
  const fetching = createFetching({
    list: () => polledBots({ db, keyring }),
    begin: ({ bot, token }) =>
      startPolling(
        { api: gateway.api(token) },
        {
          updates: salonUpdates,
          store: async (updates) => {
            for (const update of updates) await receive(bot, token, update);
          },
          trouble: (error) => {
            logger.warn({ bot: bot.username, err: error }, "a salon's bot cannot be fetched from");
            if (isUnknownToken(error)) void revoked(bot);
          },
        },
      ),
  });
  const revoked = async ({ businessId, id }: SalonBot): Promise<void> => {
    await noteSalonBot(db, businessId, { id, error: "revoked", now: clock.now() }).catch(
      trouble("a bot's state could not be noted"),
    );
    fetching.look();
  };
  const salonBots: SalonBotDeps = {
    db,
    clock,
    keyring,
    random: (bytes) => randomBytes(bytes),
    gateway,
    publicUrl: config.sandbox ? null : config.publicUrl,
    mainBotId: () => mainId,
    changed: fetching.look,
  };
  const saying = {
    db,
    clock,
    courierOf: (line: Line & { heardAt: number | null }, place: string) =>
      line.channel === "telegram"
        ? telegramCourier({ db, clock, keyring, gateway }, line, place)
        : whatsappCourier({ ...whatsapp, botId: () => mainId }, line, place),
    botId: () => mainId,
    wakeAt: spine.waker.wakeAt,
    ambiguous: (about: object) => {
      metrics.ambiguous();
      logger.warn(about, "ambiguous_send: an answer may have left twice");
    },
    left: ({ channel, place, author }: { channel: Channel; place: string; author: string }) =>
      logStep("message.out", { msg: `в ${place}`, channel, chat: place, author }),
    throttled: metrics.throttled,
    failed: (problem: string, about: object) => logStep("failed", { msg: problem, ...about }),
  };
  const turns = {
    db,
    clock,
    botId: () => mainId,
    wakeAt: spine.waker.wakeAt,
    happened: () => spine.happened(),
    taken: () => {},
    mind,
  };
  /** On WhatsApp what was shown when the message came lasts longer than any thought. */
  const typing = async ({ businessId, channel, via }: Line, place: string): Promise<void> => {
    if (channel !== "telegram") return;
    const linked = await salonBotToken({ db, keyring }, businessId);
    if (linked) await gateway.typing(linked.token, Number(place), via);
  };
  const thinking = {
    ...turns,
    typing: (line: Line, place: string) =>
      void typing(line, place).catch(trouble("nobody could be shown to write")),
    thought: (about: object) => logger.info(about, "a message was thought about"),
  };
  const desk = { db, clock, botId: () => mainId, forum: createForumGateway(address) };
  const cards = createCardGateway(address);
  return {
    salonBots,
    handlers: {
      turn: (job) => takeTurn(turns, job),
      say: (job) => runSay(saying, job),
      "conversation.close": (job) => closeConversation({ db, clock }, job),
      "desk.card": (job) => runDeskCard(desk, job),
      "desk.draft": (job) => runDraftCard({ ...desk, cards, wakeAt: spine.waker.wakeAt }, job),
      "agent.trial": (job) => retest({ db, clock, botId: () => mainId }, job),
      "salonbot.check": async (job) => {
        await checkSalonBot(salonBots, job);
        fetching.look();
      },
      "visit.notice": (job) => runVisitNotice({ db, clock }, job),
      "visit.end": (job) => endVisit({ db, now: clock.now() }, job),
      "wait.offer": (job) => offerPlaces({ db, now: clock.now() }, job),
    },
    outside: {
      ...(mind === null ? {} : { think: (job) => runThink({ ...thinking, mind }, job) }),
      phrase: (job) => runPhrase({ db, clock, mind, wakeAt: spine.waker.wakeAt }, job),
    },
    open: async (shown) => {
      const door = await salonDoor({ db, keyring }, shown);
      if (!door) return null;
      const { bot, token, secret } = door;
      return { secret, receive: (update) => receive(bot, token, update) };
    },
    start: () => {
      fetching.start();
      recheckDoors(salonBots).catch(trouble("the salons' bots could not be looked through"));
    },
    stop: fetching.stop,
  };
}

type Polled = { bot: SalonBot; token: string };

/** One light fetcher for each polled bot: begun when it is linked, ended when it is not any more. */
function createFetching({
  list,
  begin,
}: {
  list: () => Promise<Polled[]>;
  begin: (polled: Polled) => Polling;
}) {
  const running = new Map<string, Polling>();
  const state: { timer: NodeJS.Timeout | null; looking: Promise<void>; over: boolean } = {
    timer: null,
    looking: Promise.resolve(),
    over: false,
  };
  const once = async (): Promise<void> => {
    if (state.over) return;
    const wanted = new Map((await list()).map((polled) => [polled.bot.id, polled]));
    for (const [id, polled] of wanted) if (!running.has(id)) running.set(id, begin(polled));
    for (const [id, polling] of running) {
      if (wanted.has(id)) continue;
      running.delete(id);
      await polling.stop();
    }
  };
  const look = (): void => {
    if (state.timer === null) return;
    state.looking = state.looking
      .then(once)
      .catch(trouble("the salons' bots could not be looked up"));
  };
  return {
    look,
    start: () => {
      state.timer = setInterval(look, LOOK_MS);
      look();
    },
    stop: async () => {
      state.over = true;
      if (state.timer !== null) clearInterval(state.timer);
      await state.looking;
      await Promise.all([...running.values()].map((polling) => polling.stop()));
    },
  };
}
